import type { Canonical } from '@luodi/core/journal';
import { type LedgerAct, perform } from '@luodi/core/programme';
import { type EditView, editsFrom } from '../../views/programme/history.ts';
import { type ProgrammeView, viewOf } from '../../views/programme/programme.ts';
import type { Answered } from '../act.ts';
import type { Ground } from '../context.ts';
import { type AskingPost, onProgramme } from './decided.ts';

/** 改账: what somebody changes in a draft, in one go, and why. */
export interface Editing {
  readonly changes: readonly LedgerAct[];
  readonly reason: string;
  /** The version that the person saw; null where none was named. */
  readonly version: number | null;
}

/** The programme afterwards, and what was changed in it. */
export interface Edited {
  readonly programme: ProgrammeView;
  readonly edits: readonly EditView[];
}

/**
 * Edits a draft: each change becomes one edit of the record; all of them are done, or none.
 * @throws {Refusal} `scope/…`, `programme/…`, `door/stale` with what others changed since
 */
export function editProgramme(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  { changes, reason, version }: Editing,
): Promise<Answered<Edited>> {
  return onProgramme(
    ground,
    asking,
    { programme, act: 'programme/edit', version, reason },
    ({ programme: before }, stamp) => ({
      after: changes.reduce((one, change) => perform(one, change, stamp), before),
      edits: changes,
      facts: { changes: changes as unknown as Canonical },
    }),
    async (after, held, { row }) => ({
      programme: viewOf(after),
      edits: await editsFrom(held.tx, programme, { from: row.version, limit: changes.length }),
    }),
  );
}
