import type { StoredEvent } from '@luodi/core/journal';
import { type Selectable, sql, type Transaction } from 'kysely';
import { type Row, TABLE_RULES, type TableName } from '../row.ts';
import type { Tables } from '../tables.ts';

/** A reading transaction: everything in it is as it was at one moment, whoever writes meanwhile. */
export type Reading = Transaction<Tables>;

/** Rows at a time; of tables with whole documents in a row, a few. */
const STEP = 500;
const FEW = 4;
const HEAVY: readonly TableName[] = ['document', 'baseline'];

let cursors = 0;

/**
 * All rows of a table, or those of one programme, a step at a time and in no order. Not by keys: a table that was
 * tampered with may hold a key twice.
 */
export async function* rowsOf<T extends TableName>(
  tx: Reading,
  table: T,
  programme: string | null = null,
): AsyncGenerator<Selectable<Tables[T]>[]> {
  const step = HEAVY.includes(table) ? FEW : STEP;
  const where = programme === null ? sql`` : sql`where programme_id = ${programme}`;
  const first = await sql<Row>`select * from ${sql.table(table)} ${where} limit ${step + 1}`.execute(tx);
  if (first.rows.length <= step) {
    if (first.rows.length > 0) yield first.rows as never;
    return;
  }
  const cursor = sql.ref(`luodi_rows_${cursors++}`);
  await sql`declare ${cursor} no scroll cursor for select * from ${sql.table(table)} ${where}`.execute(tx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(step)} from ${cursor}`.execute(tx);
    if (rows.length === 0) break;
    yield rows as never;
  }
  await sql`close ${cursor}`.execute(tx);
}

/** A row of journal_event. */
export type EventRow = Selectable<Tables['journal_event']>;

/** Sizes are asked for so many events at once; bodies are then fetched so many bytes at once. */
const SIZES = 5_000;
const BYTES = 2 * 2 ** 20;

/** The events of a journal in order, as many at a time as fit into a few megabytes. */
export async function* eventsOf(tx: Reading, programme: string): AsyncGenerator<EventRow[]> {
  let last = -(2 ** 31) - 1;
  for (;;) {
    const { rows: sizes } = await sql<{ seq: number; bytes: number | null }>`
      select seq, octet_length(body) as bytes from journal_event
       where programme_id = ${programme} and seq > ${last}::bigint order by seq limit ${SIZES}`.execute(tx);
    for (const [from, to] of stretches(sizes)) {
      const events = await tx
        .selectFrom('journal_event')
        .selectAll()
        .where('programme_id', '=', programme)
        .where('seq', '>=', from)
        .where('seq', '<=', to)
        .orderBy('seq')
        .execute();
      yield events;
    }
    const end = sizes.at(-1);
    if (end === undefined || sizes.length < SIZES) return;
    last = end.seq;
  }
}

function* stretches(
  sizes: readonly { readonly seq: number; readonly bytes: number | null }[],
): Generator<[from: number, to: number]> {
  let from: number | null = null;
  let to = 0;
  let bytes = 0;
  for (const one of sizes) {
    const size = one.bytes ?? 0;
    if (from !== null && bytes + size > BYTES) {
      yield [from, to];
      from = null;
      bytes = 0;
    }
    from ??= one.seq;
    to = one.seq;
    bytes += size;
  }
  if (from !== null) yield [from, to];
}

/** The journals that there are, by their heads or by their events, with the number of events. */
export async function journalsOf(tx: Reading): Promise<Map<string, number>> {
  const { rows } = await sql<{ programme: string; events: bigint }>`
    select programme_id as programme, sum(events)::bigint as events from (
      select programme_id, 0 as events from journal_head
      union all
      select programme_id, count(*) from journal_event group by programme_id
    ) as journal group by programme_id order by programme_id`.execute(tx);
  return new Map(rows.map(({ programme, events }) => [programme, Number(events)]));
}

/** An event as the core checks it. */
export function storedOf({ body, hash }: Pick<EventRow, 'body' | 'hash'>): StoredEvent {
  return { body: body ?? new Uint8Array(), hash };
}

/** The tables whose rows are proven so. */
export function tablesBy(proof: string, owned?: boolean): TableName[] {
  return (Object.keys(TABLE_RULES) as TableName[]).filter(
    (table) =>
      TABLE_RULES[table].proof === proof && (owned === undefined || TABLE_RULES[table].owned === owned),
  );
}
