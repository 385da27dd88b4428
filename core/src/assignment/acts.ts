import { type Calendar, dayOfInstant, type Parameters, Refusal } from '../base/index.ts';
import type { AssignmentCode } from '../message/index.ts';
import { endOf, type Procedure, type Stamp } from '../programme/index.ts';
import { type Assignment, kindOf, lastMark } from './assignment.ts';
import { type ActCondition, type ActRule, ASSIGNMENT_ACTS, type AssignmentAct, LIFE } from './life.ts';

/** 承办岗位 of a person in this programme: what the post lets them do. */
export type PostRole = 'coordinator' | 'leader' | 'handler' | 'signer';

/** What has to be known besides the assignment itself. */
export interface ActFacts {
  /** Who, when and why. */
  readonly stamp: Stamp;
  readonly roles: readonly PostRole[];
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  /** Assignments of the same measure that report, are neither withdrawn nor transferred, and not yet accepted. */
  readonly othersOpen: number;
  /** Whether the assignment of the consolidating lead is closed. */
  readonly leadClosed: boolean;
}

export interface AssignmentReason {
  readonly code: AssignmentCode;
  readonly parameters: Parameters;
}

/** Why this person may not do this to the assignment now; null if they may. */
export function reasonAgainst(
  assignment: Assignment,
  act: AssignmentAct,
  facts: ActFacts,
): AssignmentReason | null {
  const rule = LIFE[act];
  return (
    notTheirs(assignment, rule, facts) ??
    (rule.only && !rule.only.includes(kindOf(assignment)) ? reason('assignment/not-of-this-kind') : null) ??
    (rule.from.includes(assignment.state) ? null : wrongState(assignment)) ??
    (rule.when ? CONDITIONS[rule.when](assignment, facts) : null) ??
    ownAct(assignment, rule, facts.stamp) ??
    (rule.reason && facts.stamp.reason.trim() === '' ? reason('assignment/no-reason') : null)
  );
}

/**
 * The assignment afterwards, with the act among its marks.
 * @throws {Refusal} exactly when there is a reason against it
 */
export function perform(assignment: Assignment, act: AssignmentAct, facts: ActFacts): Assignment {
  const against = reasonAgainst(assignment, act, facts);
  if (against) throw new Refusal(against.code, against.parameters);
  const { to, sets } = LIFE[act];
  return { ...assignment, ...sets, state: to, marks: [...assignment.marks, { act, stamp: facts.stamp }] };
}

/** Every act with `true`, or what a screen says beside the greyed button. */
export function permitted(
  assignment: Assignment,
  facts: ActFacts,
): Readonly<Record<AssignmentAct, true | AssignmentReason>> {
  return Object.fromEntries(
    ASSIGNMENT_ACTS.map((act) => [act, reasonAgainst(assignment, act, facts) ?? true]),
  ) as Record<AssignmentAct, true | AssignmentReason>;
}

const reason = (code: AssignmentCode, parameters: Parameters = {}): AssignmentReason => ({
  code,
  parameters,
});

function wrongState(assignment: Assignment): AssignmentReason {
  const last = assignment.marks.at(-1);
  if (!last) return reason('assignment/not-dispatched');
  return reason('assignment/wrong-state', { post: last.stamp.post, at: last.stamp.at });
}

type Check = (assignment: Assignment, facts: ActFacts) => AssignmentReason | null;

const CONDITIONS: Readonly<Record<ActCondition, Check>> = {
  disputable(assignment, { stamp, procedure, calendar }) {
    if (assignment.final) return reason('assignment/ruling-is-final');
    const limit = procedure.clocks.dispute;
    const from = dayOfInstant(lastMark(assignment, 'dispatch')?.stamp.at ?? '');
    const today = dayOfInstant(stamp.at);
    if (!limit || !from || !today) return null;
    const { on } = endOf(limit, from, calendar);
    return today <= on ? null : reason('assignment/dispute-too-late', { on });
  },
  'others-accepted': (_, { othersOpen }) =>
    othersOpen === 0 ? null : reason('assignment/others-open', { count: othersOpen }),
  'lead-closed': ({ lead }, { leadClosed }) =>
    leadClosed ? null : reason('assignment/lead-not-closed', { name: lead.name }),
};

function notTheirs(
  assignment: Assignment,
  rule: ActRule,
  { stamp, roles }: ActFacts,
): AssignmentReason | null {
  const { unit, lead, coordinator } = assignment;
  const { by, judges = false } = rule;
  const place = by === 'coordinator' ? coordinator : by === 'lead' ? lead : unit;
  if (stamp.unit !== place.id) return reason('assignment/not-your-unit', { name: place.name });
  const ownMatter = judges && unit.id === coordinator.id;
  if (ownMatter && !roles.includes('leader')) return reason('assignment/needs-leader', { name: place.name });
  const role: PostRole = ownMatter ? 'leader' : by === 'lead' ? 'signer' : by;
  return roles.includes(role) ? null : reason(`assignment/not-${role}`, { name: place.name });
}

/** 不得自批: the round begins where work was last taken up, so that who claimed long ago may judge again. */
function ownAct(
  assignment: Assignment,
  { apart = [] }: ActRule,
  { person, post }: Stamp,
): AssignmentReason | null {
  const since = assignment.marks.findLastIndex(({ act }) => LIFE[act].to === 'in-progress');
  const round = assignment.marks.slice(since + 1);
  const own = round.some(
    ({ act, stamp }) => apart.includes(act) && (stamp.person === person || stamp.post === post),
  );
  return own ? reason('assignment/own-act') : null;
}
