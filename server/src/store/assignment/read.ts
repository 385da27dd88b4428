import type { Assignment } from '@luodi/core/assignment';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { type AssignmentRow, assignmentFrom, type MarkRow } from './rows.ts';

/** Reading in a transaction or outside of one. */
export type Reading = Kysely<Tables>;

/** An assignment with the row that it came from. */
export interface Stored {
  readonly row: AssignmentRow;
  readonly assignment: Assignment;
}

/** One parameter, however many: the text of a statement does not grow with what it is about. */
export const anyText = (values: readonly string[]): RawBuilder<string> =>
  sql`any(${values as string[]}::text[])`;
export const anyUuid = (ids: readonly string[]): RawBuilder<string> => sql`any(${ids as string[]}::uuid[])`;

/** The assignments of these names and all others of their measures, in one query. Unknown names are left out. */
export async function rowsAround(
  tx: Reading,
  programme: string,
  ids: readonly string[],
): Promise<AssignmentRow[]> {
  const measures = tx
    .selectFrom('assignment')
    .select('measure_id')
    .where('programme_id', '=', programme)
    .where('id', '=', anyUuid(ids));
  return tx
    .selectFrom('assignment')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('measure_id', 'in', measures)
    .orderBy('measure_id')
    .orderBy('id')
    .execute();
}

/** Every assignment of a programme, without marks. */
export async function rowsOfProgramme(tx: Reading, programme: string): Promise<AssignmentRow[]> {
  return tx
    .selectFrom('assignment')
    .selectAll()
    .where('programme_id', '=', programme)
    .orderBy('id')
    .execute();
}

/** What was done to these assignments, in order, in one query; `ids` null for all of the programme. */
export async function marksOf(
  tx: Reading,
  programme: string,
  ids: readonly string[] | null,
): Promise<Map<string, MarkRow[]>> {
  let query = tx.selectFrom('assignment_mark').selectAll().where('programme_id', '=', programme);
  if (ids !== null) query = query.where('assignment_id', '=', anyUuid(ids));
  const rows = await query.orderBy('assignment_id').orderBy('no').execute();
  const marks = new Map<string, MarkRow[]>();
  for (const row of rows) {
    const known = marks.get(row.assignment_id);
    if (known) known.push(row);
    else marks.set(row.assignment_id, [row]);
  }
  return marks;
}

/** Rows with their marks: the assignments. */
export function storedFrom(
  rows: readonly AssignmentRow[],
  marks: ReadonlyMap<string, readonly MarkRow[]>,
): Stored[] {
  return rows.map((row) => ({ row, assignment: assignmentFrom(row, marks.get(row.id) ?? []) }));
}

/** The last mark of dispatching in a programme: who did it, and when. */
export async function lastDispatch(tx: Reading, programme: string): Promise<MarkRow | undefined> {
  return tx
    .selectFrom('assignment_mark')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('act', '=', 'dispatch')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
