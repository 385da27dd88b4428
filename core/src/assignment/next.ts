import type { DueDay, LocalDate } from '../base/index.ts';
import type { ClockName, UnitRef } from '../programme/index.ts';
import type { PostRole } from './acts.ts';
import { type Assignment, type AssignmentKind, type AssignmentState, kindOf } from './assignment.ts';
import type { RunningClock } from './clocks.ts';
import type { AssignmentAct } from './life.ts';

/** 下一步: what has to be done next with an assignment. */
export type NextKind =
  | 'acknowledge'
  | 'rule'
  | 'begin'
  | 'work'
  | 'sign'
  | 'consolidate'
  | 'accept'
  | 'verify'
  | 'close';

/** Who has to do it and until when. `due` is null where neither a clock nor a deadline says. */
export interface NextStep {
  readonly kind: NextKind;
  readonly unit: UnitRef;
  readonly role: PostRole;
  /** Acts that do it; the first is what the button says. */
  readonly acts: readonly AssignmentAct[];
  readonly due: DueDay | null;
}

export interface NextFacts {
  /** Last day of the measure; null for standing work. */
  readonly dueOn: LocalDate | null;
  /** Whether the assignment of the consolidating lead is closed. */
  readonly leadClosed: boolean;
}

interface NextRule {
  readonly kind: NextKind;
  readonly of: 'unit' | 'lead' | 'coordinator';
  readonly role: PostRole;
  readonly acts: readonly [AssignmentAct, ...AssignmentAct[]];
  /** Kinds of assignment for which it is so; all where it is left out. */
  readonly only?: readonly AssignmentKind[];
  /** The clock that gives the last day. */
  readonly clock?: ClockName;
  /** Where no clock runs, the deadline of the measure is the last day. */
  readonly deadline?: true;
  /** On what the coordinating unit carries out itself, a leader does it. */
  readonly judges?: true;
  readonly afterLead?: true;
}

/** Stands beside LIFE: for each state the step that moves it on. A unit that only helps waits for its lead. */
const NEXT: Readonly<Record<AssignmentState, readonly NextRule[]>> = {
  drafted: [],
  dispatched: [
    {
      ...{ kind: 'acknowledge', of: 'unit', role: 'handler', clock: 'acknowledge' },
      acts: ['acknowledge', 'dispute'],
    },
  ],
  disputed: [
    {
      ...{ kind: 'rule', of: 'coordinator', role: 'coordinator', clock: 'rule', judges: true },
      acts: ['uphold', 'reassign'],
    },
  ],
  acknowledged: [
    { kind: 'begin', of: 'unit', role: 'handler', clock: 'plan', deadline: true, acts: ['begin'] },
  ],
  'in-progress': [
    {
      ...{ kind: 'work', of: 'unit', role: 'handler', clock: 'rectify', deadline: true, acts: ['claim'] },
      only: ['consolidating', 'reporting'],
    },
    {
      ...{ kind: 'close', of: 'coordinator', role: 'coordinator', acts: ['release'], afterLead: true },
      only: ['supporting'],
    },
  ],
  claimed: [
    {
      ...{ kind: 'sign', of: 'unit', role: 'signer', deadline: true, acts: ['sign', 'sendBack'] },
      only: ['reporting'],
    },
    {
      ...{ kind: 'consolidate', of: 'unit', role: 'signer', deadline: true },
      ...{ acts: ['consolidate', 'sendBack'], only: ['consolidating'] },
    },
  ],
  signed: [{ kind: 'accept', of: 'lead', role: 'signer', deadline: true, acts: ['accept', 'refer'] }],
  accepted: [
    {
      ...{ kind: 'verify', of: 'coordinator', role: 'coordinator', clock: 'verify', judges: true },
      acts: ['verify', 'return'],
    },
  ],
  verified: [
    { kind: 'close', of: 'coordinator', role: 'coordinator', judges: true, acts: ['close', 'return'] },
  ],
  closed: [],
  withdrawn: [],
  transferred: [],
};

/** The next step of an assignment, with the clocks that run on it; null at an end, and while a unit that helps waits. */
export function nextOf(
  assignment: Assignment,
  clocks: readonly RunningClock[],
  { dueOn, leadClosed }: NextFacts,
): NextStep | null {
  const kind = kindOf(assignment);
  const rule = NEXT[assignment.state].find(
    ({ only, afterLead }) => (!only || only.includes(kind)) && (!afterLead || leadClosed),
  );
  if (!rule) return null;
  const { unit, coordinator } = assignment;
  const role = rule.judges && unit.id === coordinator.id ? 'leader' : rule.role;
  const running = clocks.find(({ clock }) => clock === rule.clock)?.due;
  const deadline = rule.deadline && dueOn !== null ? { on: dueOn, assumed: [] } : null;
  return { kind: rule.kind, unit: assignment[rule.of], role, acts: rule.acts, due: running ?? deadline };
}
