import type { CliHelpCode, Language } from '@luodi/core/message';
import type { Given } from './options.ts';
import type { Terminal } from './terminal.ts';

/** 0: done. 1: the documents have errors, the journal has faults. 2: something could not be read, or the command was used wrongly. */
export type ExitStatus = 0 | 1 | 2;

/** One option of a command, as parsed and as explained. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What the value is called in the help; a switch has none. */
  readonly value?: string;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  readonly about: CliHelpCode;
}

/** What a command is given: its words, its options, the language of its sentences. */
export interface Order {
  readonly words: readonly string[];
  readonly given: Given;
  readonly language: Language;
}

export interface Command {
  readonly name: CommandName;
  readonly usage: readonly string[];
  readonly about: CliHelpCode;
  readonly notes: CliHelpCode;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  /** Loaded only when the command is called: starting cold is what a person waits for. */
  load(): Promise<(order: Order, terminal: Terminal) => Promise<ExitStatus>>;
}

export type CommandName =
  | 'compile'
  | 'lint'
  | 'units'
  | 'demo'
  | 'serve'
  | 'backup'
  | 'restore'
  | 'migrate'
  | 'import'
  | 'verify'
  | 'recover'
  | 'help';

/** What `compile` can make of a document. */
export const RESULT_FORMATS = ['json', 'xlsx', 'html', 'docx', 'md', 'csv', 'table'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

export const LINT_FORMATS = ['text', 'json', 'sarif'] as const;
export const VERIFY_FORMATS = ['text', 'json'] as const;
export const UNITS_FORMATS = ['table', 'json'] as const;
export const LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[];

const LANG: Option = { name: 'lang', value: 'LANG', choices: LANGUAGES, about: 'help/option-lang' };
const HELP: Option = { name: 'help', short: 'h', about: 'help/option-help' };
const ISSUER: Option = { name: 'issuer', value: 'NAME', about: 'help/option-issuer' };
const YEAR: Option = { name: 'year', value: 'N', about: 'help/option-year' };

/** Options that are understood without a command. */
export const COMMON: readonly Option[] = [
  HELP,
  { name: 'version', short: 'V', about: 'help/option-version' },
  LANG,
];

export const COMMANDS: readonly Command[] = [
  {
    name: 'compile',
    usage: ['luodi compile FILE… [--issuer NAME] [--year N] [--format FORMAT] [-o OUT]'],
    about: 'help/compile',
    notes: 'help/compile-notes',
    options: [
      { name: 'format', short: 'f', value: 'FORMAT', choices: RESULT_FORMATS, about: 'help/compile-format' },
      { name: 'output', short: 'o', value: 'OUT', about: 'help/compile-output' },
      ISSUER,
      YEAR,
      LANG,
      HELP,
    ],
    examples: [
      'luodi compile plan.docx',
      'luodi compile plan.docx -o ledger.xlsx',
      'luodi compile plans -o out --format html',
      'luodi compile "plans/**/*.docx" --format json | jq .meta.title',
      'cat plan.txt | luodi compile - --format md',
    ],
    load: async () => (await import('./compile.ts')).compileFiles,
  },
  {
    name: 'lint',
    usage: ['luodi lint FILE… [--issuer NAME] [--year N] [--format text|json|sarif]'],
    about: 'help/lint',
    notes: 'help/lint-notes',
    options: [
      { name: 'format', short: 'f', value: 'FORMAT', choices: LINT_FORMATS, about: 'help/lint-format' },
      ISSUER,
      YEAR,
      LANG,
      HELP,
    ],
    examples: ['luodi lint plan.docx', 'luodi lint plans --format sarif > luodi.sarif'],
    load: async () => (await import('./lint.ts')).lintFiles,
  },
  {
    name: 'units',
    usage: [
      'luodi units NAME [--issuer NAME] [--year N]',
      'luodi units --group PHRASE | --aliases NAME | --history NAME [--issuer NAME] [--year N]',
    ],
    about: 'help/units',
    notes: 'help/units-notes',
    options: [
      { name: 'group', value: 'PHRASE', about: 'help/units-group' },
      { name: 'aliases', value: 'NAME', about: 'help/units-aliases' },
      { name: 'history', value: 'NAME', about: 'help/units-history' },
      { name: 'format', short: 'f', value: 'FORMAT', choices: UNITS_FORMATS, about: 'help/units-format' },
      ISSUER,
      YEAR,
      LANG,
      HELP,
    ],
    examples: [
      'luodi units 省发展改革委 --issuer 四川省人民政府',
      'luodi units --group 各市（州）人民政府 --issuer 四川省人民政府',
      'luodi units --history 国家卫生健康委员会',
    ],
    load: async () => (await import('./units.ts')).askUnits,
  },
  {
    name: 'demo',
    usage: ['luodi demo [-o FOLDER]', 'luodi demo --reset'],
    about: 'help/demo',
    notes: 'help/demo-notes',
    options: [
      { name: 'output', short: 'o', value: 'FOLDER', about: 'help/demo-output' },
      { name: 'reset', about: 'help/demo-reset' },
      LANG,
      HELP,
    ],
    examples: ['luodi demo', 'luodi demo -o try', 'luodi demo --reset'],
    load: async () => (await import('./demo.ts')).demonstrate,
  },
  {
    name: 'serve',
    usage: ['luodi serve [--demo]'],
    about: 'help/serve',
    notes: 'help/serve-notes',
    options: [{ name: 'demo', about: 'help/serve-demo' }, LANG, HELP],
    examples: [
      'luodi serve',
      'luodi serve --demo',
      'LUODI_HOST=0.0.0.0 LUODI_PORT=80 luodi serve',
      'luodi serve --lang en >> luodi.log',
    ],
    load: async () => (await import('./serve.ts')).serveUntilStopped,
  },
  {
    name: 'backup',
    usage: ['luodi backup [-o FOLDER]'],
    about: 'help/backup',
    notes: 'help/backup-notes',
    options: [{ name: 'output', short: 'o', value: 'FOLDER', about: 'help/backup-output' }, LANG, HELP],
    examples: ['luodi backup', 'luodi backup -o /srv/backups'],
    load: async () => (await import('./backup.ts')).backUpNow,
  },
  {
    name: 'restore',
    usage: ['luodi restore BACKUP'],
    about: 'help/restore',
    notes: 'help/restore-notes',
    options: [LANG, HELP],
    examples: ['LUODI_DATA=/srv/luodi luodi restore /srv/backups/luodi-20260630-020000'],
    load: async () => (await import('./restore.ts')).restoreFrom,
  },
  {
    name: 'migrate',
    usage: ['luodi migrate'],
    about: 'help/migrate',
    notes: 'help/migrate-notes',
    options: [LANG, HELP],
    examples: ['luodi migrate', 'DATABASE_URL=postgres://luodi:…@db.example/luodi luodi migrate'],
    load: async () => (await import('./migrate.ts')).migrateNow,
  },
  {
    name: 'import',
    usage: ['luodi import FILE [--as UNIT] [--post ID] [--title TITLE] [--issuer NAME] [--year N]'],
    about: 'help/import',
    notes: 'help/import-notes',
    options: [
      { name: 'as', value: 'UNIT', about: 'help/import-as' },
      { name: 'post', value: 'ID', about: 'help/import-post' },
      { name: 'title', value: 'TITLE', about: 'help/import-title' },
      ISSUER,
      YEAR,
      LANG,
      HELP,
    ],
    examples: ['luodi import plan.docx', 'luodi import plan.docx --as 四川省人民政府办公厅'],
    load: async () => (await import('./import.ts')).importFile,
  },
  {
    name: 'recover',
    usage: ['luodi recover LOGIN'],
    about: 'help/recover',
    notes: 'help/recover-notes',
    options: [LANG, HELP],
    examples: ['luodi recover security'],
    load: async () => (await import('./recover.ts')).recover,
  },
  {
    name: 'verify',
    usage: ['luodi verify [--journal FILE] [--receipt FILE] [--checkpoint FILE] [--offline]'],
    about: 'help/verify',
    notes: 'help/verify-notes',
    options: [
      { name: 'journal', value: 'FILE', about: 'help/verify-journal' },
      { name: 'receipt', value: 'FILE', about: 'help/verify-receipt' },
      { name: 'checkpoint', value: 'FILE', about: 'help/verify-checkpoint' },
      { name: 'offline', about: 'help/verify-offline' },
      { name: 'format', short: 'f', value: 'FORMAT', choices: VERIFY_FORMATS, about: 'help/verify-format' },
      LANG,
      HELP,
    ],
    examples: [
      'luodi verify',
      'luodi verify --receipt receipt.json',
      'luodi verify --journal journal.jsonl --checkpoint kept.json',
      'luodi verify --offline --receipt receipt.json',
    ],
    load: async () => (await import('./verify.ts')).verifyNow,
  },
  {
    name: 'help',
    usage: ['luodi help [COMMAND]'],
    about: 'help/help',
    notes: 'help/help-notes',
    options: [LANG, HELP],
    examples: ['luodi help compile'],
    load: async () => (await import('./help.ts')).explain,
  },
];
