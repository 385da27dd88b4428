import type { ActFacts } from './acts.ts';
import { type Assignment, type AssignmentState, kindOf } from './assignment.ts';

/** As much of an assignment as the others of its measure have to know. */
export type Standing = Pick<Assignment, 'unit' | 'lead' | 'reports' | 'state'>;

const AT_LEAST_ACCEPTED: ReadonlySet<AssignmentState> = new Set(['accepted', 'verified', 'closed']);
const GONE: ReadonlySet<AssignmentState> = new Set(['withdrawn', 'transferred']);

/** Whether the assignment is still its unit’s: neither taken back nor handed on. */
export function stands({ state }: Pick<Assignment, 'state'>): boolean {
  return !GONE.has(state);
}

/** What an act on one of the assignments of a measure has to know of all of them. */
export function standingOf(all: readonly Standing[]): Pick<ActFacts, 'othersOpen' | 'leadClosed'> {
  const open = all.filter(
    (one) => kindOf(one) === 'reporting' && !AT_LEAST_ACCEPTED.has(one.state) && stands(one),
  );
  return {
    othersOpen: open.length,
    leadClosed: all.some((one) => kindOf(one) === 'consolidating' && one.state === 'closed'),
  };
}
