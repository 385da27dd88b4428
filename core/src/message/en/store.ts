import type { StoreCode } from '../store-codes.ts';

/** Sentences of the database: why it was not started, reached, upgraded, backed up or restored, and what to do. */
export const store: Readonly<Record<StoreCode, string>> = {
  'store/no-binaries':
    'No usable PostgreSQL was found ({needed} or later is needed; this machine is {platform}, for which the program brings none). Install PostgreSQL from the packages of the operating system, or let DATABASE_URL name a server.',
  'store/binaries-unusable':
    'PostgreSQL at “{path}” cannot run: {reason}. Repair or reinstall it, or let LUODI_POSTGRES name another.',
  'store/server-too-old':
    'The database server is PostgreSQL {version}; {needed} or later is needed. Upgrade the server.',
  'store/other-major':
    'The data folder “{folder}” was made by PostgreSQL {major} and can only be opened by the same major version; this machine has: {found}. Install PostgreSQL {major}.',
  'store/no-account':
    'Started as root, the database must run as another user without privileges, and this machine does not allow that ({reason}). Start the program as an ordinary user.',
  'store/not-writable':
    'The data folder “{folder}” cannot be written ({reason}). Change its permissions, or let LUODI_DATA name another.',
  'store/disk-full':
    'The disk that holds “{folder}” is full. Make room and start again; nothing that was confirmed is lost.',
  'store/owned':
    'The data folder “{folder}” is in use by another Luodi (process {pid}, since {since}). Stop that one first, or let LUODI_DATA name another folder.',
  'store/orphan-stuck':
    'Process {pid}, a database left over from last time, did not stop within {seconds} seconds. Wait until it ends or stop it by hand, then start again.',
  'store/passwords-lost':
    'The file of passwords “{path}” is missing, so that nobody can log in to the database. Take it from a backup, or use luodi restore.',
  'store/initialise-failed': 'No database could be made in “{folder}”: {reason}.',
  'store/start-failed': 'The database did not start: {reason}. See the log “{log}”.',
  'store/start-timeout': 'The database was not ready within {seconds} seconds. See the log “{log}”.',
  'store/address-invalid':
    'DATABASE_URL is not the address of a database. Write postgres://user:password@host:port/database.',
  'store/unreachable':
    'The database “{address}” cannot be reached: {reason}. Check the address, the network, and that the server is running.',
  'store/wrong-password':
    'The database “{address}” does not accept the user name or the password. Check DATABASE_URL.',
  'store/no-database':
    'The server “{address}” has no such database. Create it (encoding UTF8), or correct DATABASE_URL.',
  'store/not-utf8':
    'The database “{address}” has the encoding {encoding}; UTF8 is needed. Create another database with encoding UTF8.',
  'store/unsafe':
    'The database “{address}” runs with {setting}=off: a power cut would lose what was confirmed, so it is not used. Set it to on and restart the server.',
  'store/newer-database':
    'The database has structure {database}, made by a newer program; this program knows up to {program}. Upgrade the program; no data was changed.',
  'store/migration-changed':
    'The migration “{name}” differs from what was run on this database. Put the original program files back; no data was changed.',
  'store/migration-missing':
    'Migration {number} was run on this database, and the program does not have it. Install the complete program; no data was changed.',
  'store/migration-failed':
    'Statement {statement} of the migration “{name}” failed: {reason}. The whole step was undone; mend the cause and start again to go on.',
  'store/not-set-up':
    'There is no database in “{folder}” yet. Start the program once, or restore a backup with luodi restore.',
  'store/backup-external':
    'The database is the one of DATABASE_URL and not run by this program. Use the tools of that server to back it up and to restore it (pg_dump, pg_basebackup).',
  'store/backup-failed': 'The backup was not finished: {reason}. No partial backup was left at “{path}”.',
  'store/backup-inside':
    'A backup cannot lie inside the database folder “{folder}”. Choose another place, best on another disk.',
  'store/backup-exists': '“{path}” is there already and is not overwritten. Choose another name.',
  'store/backup-missing':
    '“{path}” is no backup of Luodi, or was not written to the end: there is no readable manifest.json.',
  'store/backup-damaged':
    'The backup “{path}” is damaged and was not restored: “{part}” in it is missing or altered. Use another backup.',
  'store/restore-occupied':
    'There is a database in “{folder}”, which is not overwritten. Let LUODI_DATA name an empty folder, or move the old one away.',

  'store/locale-fallback':
    'This machine has no locale {wanted}; the database uses {used}. Order and search are not affected.',
  'store/not-restarted': 'The database stopped and could not be started; it will be tried again: {reason}',
  'store/restarted': 'The database stopped unexpectedly and was started again.',
  'store/migrated': 'Database upgraded: {from} → {to} (steps: {count}).',
  'store/up-to-date': 'The database has structure {to}; nothing to upgrade.',
  'store/backed-up': 'Backed up to “{path}” (files: {files}, {megabytes} MB, {seconds} s).',
  'store/restored': 'Restored “{path}” to “{folder}” ({seconds} s).',
};
