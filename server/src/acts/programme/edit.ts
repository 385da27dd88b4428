import type { Canonical } from '@luodi/core/journal';
import { type LedgerAct, type Programme, perform, type Stamp } from '@luodi/core/programme';
import { type EditView, editsFrom } from '../../views/programme/history.ts';
import { type ProgrammeView, viewOf } from '../../views/programme/programme.ts';
import type { Answered } from '../act.ts';
import type { Ground } from '../context.ts';
import { type LedgerChange, ledgerActs } from './change.ts';
import { type AskingPost, onProgramme, permitting } from './decided.ts';
import { namedIn } from './named.ts';

/** 改账: what somebody changes in a draft, in one go, and why. */
export interface Editing {
  readonly changes: readonly LedgerChange[];
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
export async function editProgramme(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  { changes, reason, version }: Editing,
): Promise<Answered<Edited>> {
  const permit = permitting('ledger', 'edit');
  const named = await namedIn(ground, asking, programme, changes, permit);
  const subject = subjectOf(programme, changes);
  return onProgramme(
    ground,
    asking,
    { programme, act: 'programme/edit', subject, version, reason },
    {
      permit,
      decide: ({ row, programme: before }, stamp) => {
        const acts = ledgerActs(changes, { ...named, fresh: `x${row.version}` });
        return { after: editedBy(before, acts, stamp), edits: acts, facts: changesOf(acts) };
      },
      answer: async (after, { tx }, viewer, { row }) => ({
        programme: await viewOf(tx, viewer, after),
        edits: await editsFrom(tx, programme, { from: row.version, limit: changes.length }),
      }),
    },
  );
}

/** One act after the other, as the core does them. */
export function editedBy(before: Programme, acts: readonly LedgerAct[], stamp: Stamp): Programme {
  return acts.reduce((programme, act) => perform(programme, act, stamp), before);
}

export function changesOf(acts: readonly LedgerAct[]): { readonly changes: Canonical } {
  return { changes: acts as unknown as Canonical };
}

/** What the journal files it under: the one measure that all of it is about, otherwise the programme. */
function subjectOf(programme: string, changes: readonly LedgerChange[]) {
  const [first] = changes;
  const measure = first && 'measure' in first && typeof first.measure === 'string' ? first.measure : null;
  const isOne = changes.every((one) => 'measure' in one && one.measure === measure);
  return measure !== null && isOne ? { kind: 'measure', id: measure } : { kind: 'programme', id: programme };
}
