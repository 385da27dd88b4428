import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Reading } from './read.ts';
import type { AssignmentRow } from './rows.ts';

/** 交办单 with what stands on it. */
export type StoredSlip = Selectable<Tables['slip']> & {
  /** 统筹单位 of what stands on it. */
  readonly coordinator_id: string | null;
  readonly coordinator_name: string | null;
  readonly assignments: readonly AssignmentRow[];
};

/** One slip, in two queries; undefined where there is none of this number. */
export async function slipOf(tx: Reading, programme: string, no: number): Promise<StoredSlip | undefined> {
  const slip = await tx
    .selectFrom('slip')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('no', '=', no)
    .executeTakeFirst();
  if (!slip) return undefined;
  const assignments = await tx
    .selectFrom('assignment')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('slip_no', '=', no)
    .orderBy('id')
    .execute();
  const [first] = assignments;
  return {
    ...slip,
    coordinator_id: first?.coordinator_id ?? null,
    coordinator_name: first?.coordinator_name ?? null,
    assignments,
  };
}
