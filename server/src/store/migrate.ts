import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Refusal } from '@luodi/core/base';
import type { ClientBase } from 'pg';
import { codeOf, reasonOf, refusal } from './refuse.ts';
import { statementsOf } from './statements.ts';

/** One step of the structure: a file of `server/migrations`, never changed once it was released. */
export interface Migration {
  readonly number: number;
  /** `0001_unit.sql` */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export interface Migrated {
  /** The structure before and after: numbers of migrations, 0 for an empty database. */
  readonly from: number;
  readonly to: number;
  /** What this process did; others may have done the rest. */
  readonly done: readonly string[];
}

const FOLDER = new URL('../../migrations/', import.meta.url);

/** The migrations that this program has, in order. */
export async function migrations(folder: URL = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => migration(name, await readFile(new URL(name, folder), 'utf8'))),
  );
}

/** A migration of this name and text. Line ends do not count: a checkout may change them. */
export function migration(name: string, sql: string): Migration {
  const text = sql.replaceAll('\r\n', '\n');
  const checksum = createHash('sha256').update(text).digest('hex');
  return { number: Number.parseInt(name, 10), name, sql: text, checksum };
}

const BOOKS = `
  create table if not exists luodi_migrations (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default clock_timestamp()
  )`;

const COMMENTS = [
  "comment on table luodi_migrations is '升级记录: which migrations made this structure; row 0 is locked by whoever migrates'",
  "comment on column luodi_migrations.checksum is 'SHA-256 of the file that was run'",
];

/**
 * Brings the database up to date, each migration in a transaction of its own: an interrupted one leaves no trace and
 * is run again. Whoever comes second waits at row 0 of the books and then finds the work done.
 * @param before called before each statement; what it throws undoes the migration.
 * @throws {Refusal} `store/newer-database`, `store/migration-changed`, `-missing`, `-failed`
 */
export async function migrate(
  client: ClientBase,
  known: readonly Migration[],
  before: (migration: Migration, statement: number) => Promise<void> | void = () => {},
): Promise<Migrated> {
  await openBooks(client);
  const done: string[] = [];
  let from: number | null = null;
  for (;;) {
    const step = await retried(client, async () => {
      await client.query('select from luodi_migrations where number = 0 for update');
      const applied = await checkedBooks(client, known);
      from ??= applied;
      const next = known.find(({ number }) => number > applied);
      if (!next) return { to: applied, name: null };
      await run(client, next, before);
      await client.query('insert into luodi_migrations (number, name, checksum) values ($1, $2, $3)', [
        next.number,
        next.name,
        next.checksum,
      ]);
      return { to: next.number, name: next.name };
    });
    if (step.name === null) return { from: from ?? 0, to: step.to, done };
    done.push(step.name);
  }
}

/**
 * The number of the newest migration of a database that this program may work on.
 * @throws {Refusal} `store/newer-database`, `store/migration-changed`, `store/migration-missing`
 */
export async function structureOf(client: ClientBase, known: readonly Migration[]): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('luodi_migrations') is not null as there",
  );
  return rows[0]?.there ? checkedBooks(client, known) : 0;
}

async function openBooks(client: ClientBase): Promise<void> {
  const { rows } = await client.query("select to_regclass('luodi_migrations') as there");
  if (rows[0]?.there) return;
  const open = async () => {
    await client.query(BOOKS);
    for (const comment of COMMENTS) await client.query(comment);
    await client.query(
      "insert into luodi_migrations (number, name, checksum) values (0, '', '') on conflict do nothing",
    );
  };
  await retried(client, open, (error) => isRace(error) || isTwin(error));
}

async function checkedBooks(client: ClientBase, known: readonly Migration[]): Promise<number> {
  const { rows } = await client.query<{ number: number; checksum: string }>(
    'select number, checksum from luodi_migrations where number > 0 order by number',
  );
  const last = rows.at(-1)?.number ?? 0;
  const newest = known.at(-1)?.number ?? 0;
  if (last > newest) throw refusal('store/newer-database', { database: last, program: newest });
  for (const { number, checksum } of rows) {
    const own = known.find((one) => one.number === number);
    if (!own) throw refusal('store/migration-missing', { number });
    if (own.checksum !== checksum) throw refusal('store/migration-changed', { name: own.name });
  }
  return last;
}

async function run(
  client: ClientBase,
  step: Migration,
  before: (migration: Migration, statement: number) => Promise<void> | void,
): Promise<void> {
  let statement = 0;
  for (const sql of statementsOf(step.sql)) {
    statement++;
    await before(step, statement);
    try {
      await client.query(sql);
    } catch (error) {
      if (isRace(error)) throw error;
      throw refusal('store/migration-failed', { name: step.name, statement, reason: reasonOf(error) });
    }
  }
}

const RACES = 10;

/** In a transaction, again where others were in the way. */
async function retried<T>(client: ClientBase, act: () => Promise<T>, isPassing = isRace): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query('begin');
      const result = await act();
      await client.query('commit');
      return result;
    } catch (error) {
      // Where the connection is gone, so is the transaction.
      await client.query('rollback').catch(() => undefined);
      if (error instanceof Refusal || !isPassing(error) || tries >= RACES) throw error;
    }
  }
}

/** Serialisation failure and deadlock: nothing is wrong, somebody else was first. */
function isRace(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/** Two that create the same table at once: its row type, its name or a catalogue row is there already. */
function isTwin(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code === '23505' ||
    code === '42P07' ||
    code === '42710' ||
    (code === 'XX000' && /concurrently/.test(reasonOf(error)))
  );
}
