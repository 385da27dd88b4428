import type { JournalEffect, JournalRow } from '@luodi/core/journal';
import { type Insertable, type Selectable, sql, type Transaction, type Updateable } from 'kysely';
import { columnsOf, journalRow, journalRowGone, type Row, TABLE_RULES, type TableName } from './row.ts';
import type { Tables } from './tables.ts';

/**
 * 记账写入: the only way in which an act writes to a table that the journal explains. Every row that it touches is
 * noted as an effect of the act's event, with the hash of what stands there afterwards.
 */
export interface Writing {
  /** For reading, and for tables that the journal does not explain (inbox, session, attempt, answer, region_ancestor). */
  readonly tx: Transaction<Tables>;
  put<T extends TableName>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
  ): Promise<Selectable<Tables[T]>[]>;
  /** Writes whole rows, each in the place of the one with the same key where there is one. */
  set<T extends TableName>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
  ): Promise<Selectable<Tables[T]>[]>;
  /** Changes the row of this whole key; undefined where there is none. `where` may name further columns (a version). */
  change<T extends TableName>(
    table: T,
    where: Partial<Selectable<Tables[T]>>,
    set: Updateable<Tables[T]>,
  ): Promise<Selectable<Tables[T]> | undefined>;
  /** Takes rows away, all that `where` names. */
  remove<T extends TableName>(table: T, where: Partial<Selectable<Tables[T]>>): Promise<number>;
  /** Rows that stand there already and that no event has named yet, as they are: the books of migrations. */
  noted<T extends TableName>(table: T, rows: readonly Selectable<Tables[T]>[]): void;
  /** What was written so far, by tables; the last state of each row. */
  effects(): JournalEffect[];
}

/** PostgreSQL takes 65,535 parameters in one statement. */
const PARAMETERS = 60_000;

/**
 * Thousands of rows at once: the directory at the first start, and what a programme gives out when it is dispatched.
 * None of them has JSON or bytes in it.
 */
const BULK: ReadonlySet<TableName> = new Set([
  ...(['region', 'region_name', 'unit', 'unit_name'] as const),
  ...(['slip', 'assignment', 'assignment_mark'] as const),
]);
/** Of these, rows come with every column and as they will stand there: they need not be read back. */
const WHOLE: ReadonlySet<TableName> = new Set(['slip', 'assignment', 'assignment_mark']);
const FEW = 100;

/** The rows as one JSON value: PostgreSQL takes them three times faster than as thousands of parameters. */
async function putAtOnce(
  tx: Transaction<Tables>,
  table: TableName,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const insertion = sql<Row>`
    insert into ${sql.table(table)} (${names})
    select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`;
  if (!WHOLE.has(table)) return (await sql<Row>`${insertion} returning *`.execute(tx)).rows;
  await insertion.execute(tx);
  return rows;
}

export function writingIn(tx: Transaction<Tables>): Writing {
  const touched = new Map<TableName, { columns: readonly string[]; rows: Map<string, JournalRow> }>();
  const note = (table: TableName, rows: readonly Row[], gone = false) => {
    const [first] = rows;
    if (first === undefined) return;
    const { proof } = TABLE_RULES[table];
    if (proof !== 'event' && proof !== 'books') throw new Error(`${table} is not explained by the journal`);
    const noted = touched.get(table) ?? { columns: columnsOf(first), rows: new Map() };
    touched.set(table, noted);
    for (const row of rows) {
      const one = gone ? journalRowGone(table, row) : journalRow(table, row, noted.columns);
      noted.rows.set(one[0], one);
    }
  };
  // The builders are the same for every table; with one made-up table their types are simple.
  const any = tx as unknown as Transaction<{ any: Record<string, unknown> }>;
  const insert = async (table: TableName, rows: readonly object[], replacing: boolean) => {
    const written: Row[] = [];
    const columns = Object.keys(rows[0] ?? {});
    const { key, owned } = TABLE_RULES[table];
    const named = owned ? ['programme_id', ...key] : [...key];
    const step = Math.max(1, Math.floor(PARAMETERS / (columns.length || 1)));
    for (let at = 0; at < rows.length; at += step) {
      const chunk = rows.slice(at, at + step) as Record<string, unknown>[];
      const insertion = any.insertInto(table as 'any').values(chunk);
      const others = columns.filter((column) => !named.includes(column));
      const either = insertion.onConflict((conflict) =>
        conflict
          .columns(named)
          .doUpdateSet((row) => Object.fromEntries(others.map((one) => [one, row.ref(`excluded.${one}`)]))),
      );
      const back =
        BULK.has(table) && !replacing && chunk.length > FEW
          ? await putAtOnce(tx, table, columns, chunk)
          : await (replacing ? either : insertion).returningAll().execute();
      note(table, back);
      written.push(...back);
    }
    return written as never;
  };
  return {
    tx,
    put: (table, rows) => insert(table, rows, false),
    set: (table, rows) => insert(table, rows, true),
    async change(table, where, set) {
      let update = any.updateTable(table as 'any').set(set as Record<string, unknown>);
      for (const [column, value] of Object.entries(where)) update = update.where(column, '=', value as never);
      const rows = await update.returningAll().execute();
      if (rows.length > 1) throw new Error(`${table}: the key names ${rows.length} rows`);
      note(table, rows);
      return rows[0] as never;
    },
    async remove(table, where) {
      let deletion = any.deleteFrom(table as 'any');
      for (const [column, value] of Object.entries(where))
        deletion = deletion.where(column, '=', value as never);
      const rows = await deletion.returningAll().execute();
      note(table, rows, true);
      return rows.length;
    },
    noted: (table, rows) => note(table, rows as readonly Row[]),
    effects: () => [...touched].map(([of, { columns, rows }]) => ({ of, columns, rows: [...rows.values()] })),
  };
}
