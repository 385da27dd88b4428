import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../fixtures/ground.ts';
import { DIRECTORY } from '../journal.ts';
import { TABLE_RULES, type TableName } from '../row.ts';
import { CALENDAR, type Column, type Filled, filledDatabase, KEYS } from './fixtures/filled.ts';
import { type Counted, verifyDatabase } from './index.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

/** What changes a value of each type, whatever it is. */
const CHANGED: Readonly<Record<string, (column: string) => string>> = {
  uuid: () => 'gen_random_uuid()',
  integer: (column) => `coalesce(${column}, 0) + 1000`,
  smallint: (column) => `coalesce(${column}, 0) + 1000`,
  boolean: (column) => `not coalesce(${column}, false)`,
  date: (column) => `coalesce(${column}, '2026-01-01') + 1`,
  jsonb: (column) => `jsonb_build_array(${column})`,
  ARRAY: (column) => `array_append(${column}, 'x')`,
  'timestamp with time zone': (column) => `coalesce(${column}, now()) + interval '1 millisecond'`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  bytea: (column) => `set_byte(${column}, 40, get_byte(${column}, 40) # 1)`,
};

/** Rows that the program itself deletes when their time has come: that one is gone proves nothing. */
const SHORT_LIVED: readonly TableName[] = ['answer', 'session', 'attempt'];

describe.runIf(hasPostgres())('a database with rows in every table', () => {
  let filled: Filled;
  const sql = async (text: string) => (await filled.database.pool.query(text)).rowCount;
  const verified = () => verifyDatabase(filled.database, { keys: KEYS, calendar: CALENDAR, files: null });
  const tables = () => [...new Set(filled.columns.map(({ table }) => table))];

  /** Runs these changes against the database, tells what is found, and puts everything back. */
  const after = async (changes: readonly Change[]): Promise<readonly Counted[]> => {
    const kept = [...new Set(changes.map(({ table }) => table))];
    for (const table of kept) await sql(`create table kept_${table} as table ${table}`);
    try {
      for (const { change } of changes) expect(await sql(change), change).toBe(1);
      return (await verified()).findings;
    } finally {
      for (const table of kept)
        await sql(
          `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
        );
    }
  };

  beforeAll(async () => {
    filled = await filledDatabase();
    await sql('grant all on all tables in schema public to current_user');
  });
  afterAll(() => filled.end());

  it('is whole', async () => {
    const { findings, journals, events, rows } = await verified();
    expect(findings).toEqual([]);
    expect([journals.length, events]).toEqual([3, 8]);
    expect(rows).toBeGreaterThan(60);
    for (const table of tables()) expect(await sql(`select from ${table}`), table).toBeGreaterThan(0);
  });

  it('shows a change of any column of any table: the table, the row, the column and the event', async () => {
    const changes: (Change & Column)[] = [];
    for (const one of filled.columns) {
      const value = (CHANGED[one.type] as (column: string) => string)(`"${one.column}"`);
      const nulls = [...((await nullable(one)) ? ['null'] : []), ...(one.type === 'jsonb' ? [`'null'`] : [])];
      for (const to of [value, ...nulls])
        changes.push({
          ...one,
          change: `update ${one.table} set "${one.column}" = ${to} where ${oneRow(one.table)}`,
        });
    }
    expect(changes.length).toBeGreaterThan(filled.columns.length);
    const missed: string[] = [];
    for (const round of rounds(changes)) {
      const findings = await after(round);
      for (const one of round)
        if (!isNamed(findings, one)) missed.push(`${one.change}: ${JSON.stringify(findings)}`);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('shows a row that was put in or taken out of any table', async () => {
    const missed: string[] = [];
    for (const table of tables()) {
      const own = filled.columns.filter((one) => one.table === table);
      const other = ({ column, type }: Column) =>
        TABLE_RULES[table].key.includes(column) ||
        (TABLE_RULES[table].key.length === 0 && column === 'programme_id')
          ? (CHANGED[type] as (column: string) => string)(`"${column}"`)
          : `"${column}"`;
      const insert = `insert into ${table} select ${own.map(other).join(', ')} from ${table} where ${oneRow(table)}`;
      if (!(await after([{ table, change: insert }])).some((found) => isAbout(found, table)))
        missed.push(`into ${table}`);
      if (SHORT_LIVED.includes(table)) continue;
      const deletion = `delete from ${table} where ${oneRow(table)}`;
      if (!(await after([{ table, change: deletion }])).some((found) => isAbout(found, table)))
        missed.push(`out of ${table}`);
    }
    expect(missed).toEqual([]);
  });

  it('is whole again when everything was put back', async () => {
    expect((await verified()).findings).toEqual([]);
  });

  async function nullable({ table, column }: Column): Promise<boolean> {
    const { rows } = await filled.database.pool.query<{ may: boolean }>(
      `select is_nullable = 'YES' and (select "${column}" is not null from ${table} where ${oneRow(table)}) as may
         from information_schema.columns
        where table_schema = 'public' and table_name = $1 and column_name = $2`,
      [table, column],
    );
    return rows[0]?.may ?? false;
  }
});

interface Change {
  readonly table: TableName;
  readonly change: string;
}

/** Tables whose changes are seen in other tables too: each change is looked at by itself. */
const ALONE: readonly TableName[] = ['journal_head', 'journal_event', 'region', 'region_ancestor', 'inbox'];

/** One change of each table at a time: tables do not hide one another's. With LUODI_LONG each by itself. */
function rounds<T extends Change>(changes: readonly T[]): T[][] {
  const together: T[][] = [];
  const alone: T[][] = [];
  const next = new Map<TableName, number>();
  for (const one of changes) {
    if (process.env.LUODI_LONG === '1' || ALONE.includes(one.table)) {
      alone.push([one]);
      continue;
    }
    const at = next.get(one.table) ?? 0;
    next.set(one.table, at + 1);
    together[at] = [...(together[at] ?? []), one];
  }
  return [...together, ...alone];
}

/** One row of each table: the last that was written, and of migrations one that was run. */
function oneRow(table: TableName): string {
  if (table === 'luodi_migrations') return 'number = 1';
  return `ctid = (select max(ctid) from ${table})`;
}

/** Projections and heads belong to the journal; what is wrong there may be told of the event itself. */
function isAbout({ table }: Counted, wanted: TableName): boolean {
  return table === wanted || (wanted === 'journal_head' && table === 'journal_event');
}

function isNamed(findings: readonly Counted[], { table, column }: Column): boolean {
  const { proof } = TABLE_RULES[table];
  return findings.some(
    (found) =>
      isAbout(found, table) &&
      found.row !== null &&
      found.columns.includes(column) &&
      (proof !== 'event' || found.seq !== null) &&
      found.programme.length === DIRECTORY.length,
  );
}
