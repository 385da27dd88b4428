import { type DispatchPlan, dispatchPlan } from '@luodi/core/assignment';
import type { Ledger } from '@luodi/core/programme';
import { type Reading, rowsOfProgramme } from './read.ts';
import { type AssignmentRow, unmarkedFrom } from './rows.ts';

/** 交办方案 of a programme, with what it was made from. */
export interface PlannedDispatch {
  readonly plan: DispatchPlan;
  readonly ledger: Ledger;
  /** Every assignment that there is, by name. */
  readonly rows: ReadonlyMap<string, AssignmentRow>;
}

/** What a dispatch of this ledger would do. One query. */
export async function plannedDispatch(
  tx: Reading,
  programme: string,
  ledger: Ledger,
): Promise<PlannedDispatch> {
  const rows = await rowsOfProgramme(tx, programme);
  return {
    plan: dispatchPlan(ledger, rows.map(unmarkedFrom)),
    ledger,
    rows: new Map(rows.map((row) => [row.id, row])),
  };
}

/** Number of the last slip of a programme; 0 where there is none. */
export async function lastSlip(tx: Reading, programme: string): Promise<number> {
  const row = await tx
    .selectFrom('slip')
    .select((of) => of.fn.max('no').as('no'))
    .where('programme_id', '=', programme)
    .executeTakeFirst();
  return row?.no ?? 0;
}

/** The last days of the measures of a programme. */
export async function lastDays(tx: Reading, programme: string): Promise<Map<string, string | null>> {
  const rows = await tx
    .selectFrom('measure')
    .select(['id', 'due_on'])
    .where('programme_id', '=', programme)
    .execute();
  return new Map(rows.map(({ id, due_on }) => [id, due_on]));
}
