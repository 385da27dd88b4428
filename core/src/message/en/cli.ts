import type { CliCode } from '../cli-codes.ts';

/** What the command line says: what is wrong and what to do; headings; how its commands are used. */
export const cli: Readonly<Record<CliCode, string>> = {
  'cli/unknown-command': 'There is no command “{command}”. Run luodi help to see them all.',
  'cli/unknown-command-near': 'There is no command “{command}”. Did you mean “{near}”?',
  'cli/command-is-file':
    '“{name}” is the name of a file, not a command. To compile it run luodi compile {name}.',
  'cli/unknown-option': 'There is no option “{option}” here.',
  'cli/unknown-option-near': 'There is no option “{option}” here. Did you mean “{near}”?',
  'cli/option-needs-value': 'Option “{option}” needs a value: {value}.',
  'cli/option-takes-no-value':
    'Option “{option}” takes no value. Leave out the equals sign and what follows.',
  'cli/option-not-among': 'Option “{option}” cannot be “{value}”. Choose one of: {choices}.',
  'cli/year-not-a-year': '“{value}” is not a year. Write four digits, for example --year 2022.',
  'cli/no-input':
    'No file was named. Name files, folders or patterns, for example luodi compile plan.docx, or - for standard input.',
  'cli/no-match': 'No file matches “{name}”. Check the path and the pattern.',
  'cli/no-documents':
    'Folder “{name}” holds no document that can be read (.docx, .pdf, .ofd, .html, .txt, .md, .doc, .wps).',
  'cli/stdin-is-terminal':
    '“-” reads standard input, and nothing is sent to it. Use it like this: cat plan.txt | luodi compile -',
  'cli/format-conflict':
    '--format is {format}, but “{name}” ends in {extension}. Change one of them, or leave out --format.',
  'cli/output-unknown':
    '“{name}” does not say which format to write. Give --format, or end the name in .json, .xlsx, .html, .docx, .md, .csv or .txt.',
  'cli/output-must-be-folder':
    'There may be several documents, so -o must be a folder, and “{name}” is a file.',
  'cli/output-needed': 'Several results in format {format} cannot follow one another. Name a folder with -o.',
  'cli/binary-to-terminal':
    '{format} is not text and cannot be shown on a terminal. Name a file with -o, for example -o ledger.{format}.',
  'cli/output-is-input':
    '“{name}” is a document that is being read; it is not written over. Choose another name or folder.',
  'cli/output-not-folder':
    '“{name}” cannot be written: a part of its path is a file, not a folder. Choose another place.',
  'cli/output-is-folder': '“{name}” cannot be written: there is a folder of that name. Choose another name.',
  'cli/output-no-permission': 'You may not write “{name}”. Choose another place or change the permissions.',
  'cli/output-no-space': 'The disk is full, so “{name}” was not written. Free some space and try again.',
  'cli/output-failed': '“{name}” could not be written ({reason}). Try another place.',
  'cli/units-question':
    'Name a unit, or ask with one of --group, --aliases, --history. For example luodi units 省发展改革委 --issuer 四川省人民政府',
  'cli/units-extra': 'Ask one question at a time; “{word}” is too much.',
  'cli/unit-unknown':
    'The directory knows no unit “{name}”. Check how it is written, or name the issuing body with --issuer so that a short name can be told.',
  'cli/group-unknown':
    '“{name}” is not a group that is known. For example: 各市（州）人民政府, 各县（市、区）, 省级有关部门',
  'cli/issuer-unknown':
    'The directory knows no issuing body “{name}”. Write its full name, for example 四川省人民政府办公厅',
  'cli/restore-needs-backup':
    'Name the folder of the backup, for example luodi restore /srv/backups/luodi-20260630-020000.',
  'cli/no-examples': 'The examples were not found. Run this in a complete copy of the program.',
  'cli/recover-one-login': 'Name one login: luodi recover LOGIN.',
  'cli/too-many-arguments': '“{word}” is too much.',
  'cli/bad-setting': 'The environment variable {name} cannot be “{value}”. See luodi help serve.',
  'cli/port-taken':
    'Port {port} is used by another program. Stop that one, or choose another port with LUODI_PORT.',
  'cli/port-forbidden': 'Port {port} may not be used by this account. Choose one above 1024 with LUODI_PORT.',
  'cli/host-unknown':
    'This machine has no address “{host}”. Change LUODI_HOST, for example to 127.0.0.1 or 0.0.0.0.',
  'cli/listen-failed': 'Cannot serve at {host}:{port} ({reason}). Change LUODI_HOST or LUODI_PORT.',
  'cli/bad-keys':
    'The keys in “{name}” cannot be read: two of 32 bytes in base64 are expected. Take them from a backup; do not rewrite them.',
  'cli/keys-lost':
    'The database holds data, but the file of its keys, “{path}”, is gone. Take it from a backup: without it neither logins nor the seals of the journal can be checked.',
  'cli/other-keys':
    'The keys in “{name}” are not those of this database: the seal of the journal does not match. Take the right ones from a backup.',
  'cli/fault':
    'The program failed: {reason}. This is a defect of the program: please report it with what you know of the file. LUODI_DEBUG=1 in the environment shows more.',

  'cli/compiling': 'Compiling',
  'cli/checking': 'Checking',
  'cli/written': 'Results written: {count} → {path}',
  'cli/not-a-plan': 'This is no work plan ({genre}); it holds no tasks.',
  'cli/lint-summary': 'Documents checked: {files}. Errors: {error}, warnings: {warning}, notes: {info}.',
  'cli/lint-clean':
    'Documents checked: {files}. Nothing found (errors: {error}, warnings: {warning}, notes: {info}).',
  'cli/refused-count': 'Not processed: {count}, see above.',
  'cli/fix-replace': 'Proposed: “{before}” becomes “{after}”',
  'cli/fix-insert': 'Proposed: insert “{after}”',
  'cli/fix-delete': 'Proposed: delete “{before}”',
  'cli/try-help': 'For usage see {command}.',
  'cli/demo-opening':
    'Luodi turns a policy document into a ledger of tasks, every field tied to its characters. Compiling {count} examples of our own writing.',
  'cli/demo-documents': 'All examples',
  'cli/demo-written': 'Written',
  'cli/demo-next':
    'Open the .html above in a browser: hover a task to see its place in the document.\nYour own file: npm run luodi -- compile FILE.docx -o ledger.xlsx',
  'cli/serve-starting': 'Starting…',
  'cli/serve-first': 'First start: loading the directory of units takes about ten seconds…',
  'cli/serve-directory': 'The directory is loaded: {regions} regions, {units} units.',
  'cli/serve-setup':
    'Nobody is here yet. Make the three administrators on the web page, with the token in the file “{path}”.',
  'cli/serve-ready': 'Ready after {seconds} seconds. Open {address} in a browser',
  'cli/serve-other-port': 'Port {port} is taken; {other} is used instead.',
  'cli/serve-stop': 'Press Ctrl+C to stop.',
  'cli/serve-stopping': 'Stopping once the requests that are being answered are done…',
  'cli/serve-stopped': 'Stopped.',
  'cli/keys-made':
    'Made the keys “{path}”. luodi backup takes them along; whoever backs up the database in another way keeps them apart: without them it does not open.',
  'cli/keys-open': 'Other users can read the file of the keys, “{path}”. Take that away: chmod 600.',
  'cli/demo-occupied':
    'There are people in this database and it is not that of the demo: nothing was changed. Name an empty folder with LUODI_DATA for the demo.',
  'cli/demo-making':
    'Making the demo: the yearly plan of a province, from its import to its first results. Takes about ten seconds.',
  'cli/demo-made':
    'The demo is ready: one plan for {year}. The password of each of these posts is {password}; enter nothing real:',
  'cli/recovered':
    '“{login}” has a new password, and its second factor is off. The password has to be replaced at the first sign-in.',
  'cli/demo-login': '{login}: {unit}, {title}',
  'cli/demo-missing': 'Example “{name}” was not written as {format}: {reason}',

  'word/usage': 'Usage',
  'word/commands': 'Commands',
  'word/options': 'Options',
  'word/notes': 'Notes',
  'word/examples': 'Examples',
  'word/exit-status': 'Exit status',
  'word/document': 'Document',
  'word/no': 'No.',
  'word/task': 'Task',
  'word/goals': 'Overall goals',
  'word/measure': 'Measure',
  'word/target': 'Target',
  'word/deadline': 'Deadline',
  'word/units': 'Units',
  'word/lead': 'Lead',
  'word/responsible': 'Responsible',
  'word/cooperate': 'Cooperating',
  'word/guide': 'Guiding',
  'word/local': 'Local',
  'word/issuer': 'Issuer',
  'word/doc-number': 'Number',
  'word/issued-on': 'Issued on',
  'word/period': 'Period',
  'word/tasks': 'Tasks',
  'word/measures': 'Measures',
  'word/targets': 'Targets',
  'word/unit-count': 'Units',
  'word/diagnostics': 'Findings',
  'word/errors': 'Errors',
  'word/warnings': 'Warnings',
  'word/infos': 'Notes',
  'word/error': 'error',
  'word/warning': 'warning',
  'word/info': 'note',
  'word/place': 'Place',
  'word/code': 'Code',
  'word/finding': 'Finding',
  'word/severity': 'Severity',
  'word/ongoing': 'standing',
  'word/staged': 'staged',
  'word/no-lead': 'none written',
  'word/no-tasks': 'no tasks',
  'word/untitled': '(untitled)',
  'word/inferred': 'inferred',
  'word/assumed': 'assumed',
  'word/name': 'Name',
  'word/id': 'Id',
  'word/region': 'Region',
  'word/level': 'Level',
  'word/kind': 'Kind',
  'word/aliases': 'Also written',
  'word/years': 'Years',
  'word/from': 'From',
  'word/until': 'Until',
  'word/member': 'Member',
  'word/group': 'Group',

  'help/luodi':
    'luodi: compiles a government work plan into a ledger of tasks and says what cannot be carried out as written.',
  'help/more': 'Help on one command: luodi help COMMAND',
  'help/exit-status':
    '0 done; 1 lint or verify found faults; 2 something could not be read or written, or the command was used wrongly. Results go to standard output, messages to standard error.',
  'help/option-lang': 'language of messages and headings; Chinese unless told otherwise',
  'help/option-help': 'show the usage',
  'help/option-version': 'show the version',
  'help/option-issuer': 'issuing body, where the document does not say; tells whose 财政厅 is meant',
  'help/option-year': 'year that the document speaks of, where its title and date do not say',
  'help/compile': 'turn documents into ledgers of tasks',
  'help/compile-format':
    'format of the result; by the extension of -o where not given, else a table on a terminal and JSON elsewhere',
  'help/compile-output':
    'write to this file, or for several documents to this folder; standard output where not given',
  'help/compile-notes':
    'FILE is a file, a folder (with its folders), a pattern (* ? **) or - for text on standard input. Read are .docx, .pdf, .ofd, .html, .txt and .md, and .doc and .wps where LibreOffice is installed.\nJSON on standard output is one line per document (JSON Lines). In a folder each result is named after its document; results of one name do not overwrite each other, and no document is ever overwritten.\nA document that cannot be read gives one line “file: code sentence” on standard error; the others are compiled, and the exit status is 2.\ncsv is UTF-8 with a byte order mark, for Excel and WPS; a cell that begins with = + - @ is preceded by an apostrophe so that it is no formula. NO_COLOR turns colours off.',
  'help/lint': 'say what cannot be carried out as written',
  'help/lint-format':
    'text is a line per finding, json a line per document, sarif is SARIF 2.1.0 for code platforms',
  'help/lint-notes':
    'Each finding is “file:line:column: severity code sentence”, lines and columns from 1; for docx, pdf and their like lines are those of the text read. On a terminal the place and the proposed change follow.\nSeverity: error cannot be carried out as written, warning will cause trouble, info is worth knowing. All codes: docs/reference/codes.md.',
  'help/units': 'ask the directory of units',
  'help/units-group': 'list the members of a group such as 各市（州）人民政府',
  'help/units-aliases': 'list how a unit is written',
  'help/units-history': 'list the names of a unit over the years',
  'help/units-format': 'format of the answer; a table unless told otherwise',
  'help/units-notes':
    'Short names are read in the context of the issuing body: in a document of Sichuan 财政厅 is the one of Sichuan, so give --issuer. --year reads names as they were that year. If nothing is found the exit status is 2.',
  'help/demo': 'compile the examples and write their reports',
  'help/demo-reset': 'empty the database of the demo and make it anew; any other database is left alone',
  'help/serve-demo': 'make the demo first where the database is empty; its passwords are known to all',
  'help/demo-output': 'write to this folder; out/demo where not given',
  'help/demo-notes':
    'Shows the ledger of the first example and a summary of all, and writes a web report, an Excel ledger and a Word plan of duties for each. With --reset it compiles nothing, but makes the plan of the demo in the database anew and shows login names and password at the end.',
  'help/serve': 'start the server: pages and interface',
  'help/serve-notes':
    'Opens the database (and makes it where there is none), brings its structure up to date, loads the directory of units and serves pages and interface at http://127.0.0.1:8080 until Ctrl+C. It stops when the requests that are being answered are done, after 10 seconds at most. Where standard output is no terminal, each request is logged as a line of JSON, without names, addresses and contents.\nEnvironment: LUODI_PORT (unset: 8080 or the next that is free; 0 is any free one), LUODI_HOST (0.0.0.0 is every network), LUODI_ORIGIN the address people use when a proxy stands before the server, LUODI_PROXIES addresses of proxies that are trusted, LUODI_KEYS the keys where several servers share a database, LUODI_LIMIT and LUODI_ADDRESS_LIMIT requests a minute of one login and of one address, LUODI_LOG info, warn or error, and DATABASE_URL, LUODI_DATA, LUODI_POSTGRES for the database.',
  'help/backup': 'back up database, attachments and keys while they are in use',
  'help/backup-output': 'put the backup into this folder; backups in the data folder where not given',
  'help/backup-notes':
    'Works while the server runs and when it does not, and disturbs nobody. Each backup is a new folder named after the time; its manifest.json lists size and SHA-256 of every file. It holds all data, the attachments, the keys and the passwords of the database: keep it safe, best on another disk.\nBacked up is the database that the program runs itself (in the data folder, LUODI_DATA). With DATABASE_URL use the tools of that server.',
  'help/restore': 'make database, attachments and keys from a backup',
  'help/restore-notes':
    'The whole backup is read and checked before anything is written, and a database that is in the data folder (LUODI_DATA) is not overwritten. What was restored is opened once to make sure. PostgreSQL must be of the same major version as at the backup.',
  'help/migrate': 'bring the structure of the database up to date',
  'help/migrate-notes':
    'Every start of the server does this by itself. Each step is one transaction; after an interruption run it again. A program older than the database refuses to open it and changes nothing. Environment: DATABASE_URL, LUODI_DATA, LUODI_POSTGRES.',
  'help/help': 'show how luodi is used',
  'help/help-notes': 'Without a command all commands are listed.',
  'cli/import-one-file': 'One file is imported at a time. Usage: luodi import FILE.',
  'cli/import-no-post':
    'There is no coordinator post to import for (unit: {unit}). Set one up first, or check --as and --post.',
  'cli/import-several-posts': 'There are several coordinator posts; name one with --post: {posts}',
  'cli/imported':
    'Imported “{title}”: {items} tasks, {measures} measures, {points} open points. Coordinated by {unit}.',
  'cli/verify-nothing': '--offline needs --journal, --receipt or --checkpoint: there is no file to check.',
  'cli/verify-not-kept':
    '“{name}” is neither a receipt nor a checkpoint. Use the file as the system gave it, unchanged.',
  'cli/verify-whole': 'Whole: {journals} journals, {events} events, {rows} rows; everything holds.',
  'cli/verify-faults':
    'Not whole; kinds of faults: {kinds} ({journals} journals, {events} events, {rows} rows were checked). Keep the database and its backups before you look for the reason.',
  'cli/verify-more': ' ({count} more of this kind)',
  'cli/verify-no-keys':
    'The keys of this installation were not found (LUODI_KEYS, or keys.json in the data folder): seals were not checked.',
  'cli/verify-export-whole': 'Whole: {name}, {events} events, head {hash}.',
  'cli/verify-receipt':
    'The receipt holds: it is for event {seq} of journal {programme} when that had {size} events. To see whether the journal still holds to it, check it together with the database or an export.',
  'cli/verify-checkpoint':
    'The checkpoint is well formed: journal {programme}, {size} events, head {hash}. To see whether the journal still holds to it, check it together with the database or an export.',
  'help/recover': 'give a login name a new password, on the server itself',
  'help/recover-notes':
    'The passwords of the three administrators cannot be reset by others through the pages. When one is forgotten, whoever runs the server uses this command. The new password goes to standard output and has to be replaced at the first sign-in; the second factor is turned off, and every session ends. The journal records it. Works while the server runs.',
  'help/import': 'open a document as a programme, to be reviewed and confirmed',
  'help/import-as': 'coordinating unit, by its id or full name',
  'help/import-post': 'id of the coordinator post; not needed where there is only one',
  'help/import-title': 'title of the programme; that of the document if left out',
  'help/import-notes':
    'For the machine of the server, also while the server runs. The programme belongs to the coordinator post; the journal says that it was imported by command. Standard output holds the id of the programme only.',
  'help/verify': 'check that journals and database are whole',
  'help/verify-journal': 'check an exported journal, without the database',
  'help/verify-receipt': 'a receipt: whether the journal still holds to it',
  'help/verify-checkpoint':
    'a checkpoint that was kept (as printed in bulletins): whether the journal still holds to it',
  'help/verify-offline': 'do not open the database, check the given files only',
  'help/verify-format': 'form of the result; text on a terminal, otherwise json',
  'help/verify-notes':
    'Checks the chain of every journal, then every row of every table: rows that were changed, that are missing or that nothing explains are named with table, row, column and the event that wrote them last. Reads only, also while a server runs; a database of an older program is brought up to date first, as by every command. 0 where everything holds, 1 where something does not. There is a second, independent verifier: tools/verify/luodi_verify.py. Environment: DATABASE_URL, LUODI_DATA, LUODI_POSTGRES, LUODI_KEYS.',
};
