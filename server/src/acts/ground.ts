import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarOf, type HolidayRecords, type Parameters, Refusal } from '@luodi/core/base';
import type { CliRefusalCode, Code } from '@luodi/core/message';
import { type Config, PROGRAM } from '../config.ts';
import { loadDirectory } from '../files/directory.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { uuidV7 } from '../store/identifier.ts';
import { isSealed } from '../store/seal.ts';
import type { CrashPoint, Ground, News } from './context.ts';
import { recordMigrations } from './journal/migrations.ts';
import { type FoundKeys, findKeys } from './keys.ts';
import { providersOf } from './people/provider/settings.ts';

/** What opening a ground needs beside the settings. */
export interface Opening {
  /** Told after each commit. */
  readonly changed: (news: News) => void;
  /** What people should know, a code and its parameters. */
  readonly note: (code: Code, parameters: Parameters) => void;
  /** `guest`: a command, which uses the database of a running server where there is one. `owner` where not given. */
  readonly as?: 'owner' | 'guest';
  /** A clock and points to stop at, of tests. */
  readonly now?: () => Date;
  readonly at?: (point: CrashPoint) => void;
}

/** A ground, and how it is closed. */
export interface OpenGround {
  readonly ground: Ground;
  readonly close: () => Promise<void>;
}

/** Connections of one server. */
const CONNECTIONS = 20;

/**
 * Opens everything the server works with: database (made and brought up to date), keys, directory, calendar, folder
 * of attachments.
 * @throws {Refusal} `store/…`, `cli/bad-keys`, `cli/keys-lost`, `cli/other-keys`
 */
export async function openGround(
  config: Pick<Config, 'databaseUrl' | 'data' | 'postgres' | 'keys'> & Partial<Pick<Config, 'oidc' | 'cas'>>,
  { changed, note, as = 'owner', now = () => new Date(), at = () => undefined }: Opening,
): Promise<OpenGround> {
  const [database, directory, holidays] = await Promise.all([
    openDatabase(config, { as, note, connections: CONNECTIONS }),
    loadDirectory(),
    readFile(join(PROGRAM, 'directory/holidays.json'), 'utf8'),
  ]);
  try {
    const found = await findKeys(config.keys, config.data);
    await checkKeys(database, found);
    if (found.isNew) note('cli/keys-made', { path: found.name });
    if (found.isOpen) note('cli/keys-open', { path: found.name });
    const files = join(config.data, 'attachments');
    await mkdir(files, { recursive: true, mode: 0o700 });
    const ground: Ground = {
      database,
      directory,
      calendar: calendarOf(JSON.parse(holidays) as HolidayRecords),
      keys: found.keys,
      files,
      providers: providersOf({ oidc: config.oidc ?? null, cas: config.cas ?? null }),
      now,
      newId: () => uuidV7(now().getTime()),
      changed,
      at,
    };
    await recordMigrations(ground);
    return { ground, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whether these are the keys that the journals of this database were sealed with. */
async function checkKeys(database: Database, { keys, name, isNew }: FoundKeys): Promise<void> {
  const head = await database.query
    .selectFrom('journal_head')
    .selectAll()
    .orderBy('programme_id')
    .limit(1)
    .executeTakeFirst();
  if (!head || isSealed('journal_head', { ...head }, keys)) return;
  if (!isNew) throw new Refusal<CliRefusalCode>('cli/other-keys', { name });
  await rm(name);
  throw new Refusal<CliRefusalCode>('cli/keys-lost', { path: name });
}
