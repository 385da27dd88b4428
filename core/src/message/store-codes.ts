/**
 * What the database says: why it was not started, not reached, not brought up to date, not backed up or restored
 * (`store/…`). Sentences: zh-CN/store.ts, en/store.ts.
 */
export type StoreCode = StoreRefusalCode | StoreNoteCode;

export type StoreRefusalCode =
  | 'store/no-binaries'
  | 'store/binaries-unusable'
  | 'store/server-too-old'
  | 'store/other-major'
  | 'store/no-account'
  | 'store/not-writable'
  | 'store/disk-full'
  | 'store/owned'
  | 'store/orphan-stuck'
  | 'store/passwords-lost'
  | 'store/initialise-failed'
  | 'store/start-failed'
  | 'store/start-timeout'
  | 'store/address-invalid'
  | 'store/unreachable'
  | 'store/wrong-password'
  | 'store/no-database'
  | 'store/not-utf8'
  | 'store/unsafe'
  | 'store/newer-database'
  | 'store/migration-changed'
  | 'store/migration-missing'
  | 'store/migration-failed'
  | 'store/not-set-up'
  | 'store/backup-external'
  | 'store/backup-failed'
  | 'store/backup-inside'
  | 'store/backup-exists'
  | 'store/backup-missing'
  | 'store/backup-damaged'
  | 'store/restore-occupied';

export type StoreNoteCode =
  | 'store/locale-fallback'
  | 'store/not-restarted'
  | 'store/restarted'
  | 'store/migrated'
  | 'store/up-to-date'
  | 'store/backed-up'
  | 'store/restored';
