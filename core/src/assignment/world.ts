import type { Calendar } from '../base/index.ts';
import type { Procedure, Stamp, UnitRef } from '../programme/index.ts';
import { type ActFacts, type PostRole, perform, reasonAgainst } from './acts.ts';
import type { Assignment } from './assignment.ts';
import { ASSIGNMENT_ACTS, type AssignmentAct, LIFE } from './life.ts';

/*
 * A small world for tests: three units, the fewest persons that a life needs, and one who holds two posts at once.
 */

export const OFFICE: UnitRef = { id: 'office', name: '统筹办' };
export const LEAD: UnitRef = { id: 'lead', name: '牵头局' };
export const HELP: UnitRef = { id: 'help', name: '配合局' };

export interface Actor {
  readonly person: string;
  readonly post: string;
  readonly unit: string;
  readonly roles: readonly PostRole[];
}

const actor = (person: string, unit: UnitRef, ...roles: PostRole[]): Actor => ({
  ...{ person, unit: unit.id, roles },
  post: `${unit.id}/${person}`,
});

export const ACTORS: readonly Actor[] = [
  actor('o1', OFFICE, 'coordinator', 'handler'),
  actor('o2', OFFICE, 'coordinator', 'signer'),
  actor('o3', OFFICE, 'leader'),
  actor('o4', OFFICE, 'leader'),
  actor('l1', LEAD, 'handler'),
  actor('l2', LEAD, 'signer'),
  // One person with every role: must not be able to do a claim and its approval.
  actor('l3', LEAD, 'handler', 'signer'),
  actor('h1', HELP, 'handler', 'signer'),
  actor('h2', HELP, 'signer', 'handler'),
];

const NO_CLOCKS: Procedure['clocks'] = {
  ...{
    acknowledge: { workdays: 1 },
    dispute: { workdays: 1 },
    rule: { workdays: 0 },
    plan: null,
    assist: null,
  },
  ...{ answer: null, verify: { workdays: 10 }, rectify: { workdays: 5 }, extension: null },
};
export const PROCEDURE: Procedure = {
  id: 'test',
  name: 'test',
  source: 'test',
  from: null,
  clocks: NO_CLOCKS,
};
/** 2024 without holidays. */
export const CALENDAR: Calendar = {
  ...{
    published: new Set([2024]),
    assumed: new Set<number>(),
    off: new Set<string>(),
    work: new Set<string>(),
  },
};

export function stampOf(
  { person, post, unit }: Actor,
  at = '2024-03-04T01:00:00.000Z',
  reason = '理由',
): Stamp {
  return { person, post, unit, at, reason };
}

export function factsOf(by: Actor, more: Partial<ActFacts> = {}): ActFacts {
  const { roles } = by;
  const world = { procedure: PROCEDURE, calendar: CALENDAR, othersOpen: 0, leadClosed: true };
  return { stamp: stampOf(by), roles, ...world, ...more };
}

export function drafted(unit: UnitRef, change: Partial<Assignment> = {}): Assignment {
  return {
    ...{ id: `a-${unit.id}`, programme: 'P1', measure: 't1.1', unit, role: 'responsible', lead: LEAD },
    ...{ coordinator: OFFICE, reports: true, final: false, state: 'drafted', marks: [], follows: null },
    ...change,
  };
}

/** One of each kind, and the coordinating unit’s own. */
export const START: readonly (readonly [string, Assignment])[] = [
  ['the lead', drafted(LEAD, { role: 'lead' })],
  ['a responsible unit', drafted(HELP)],
  ['a unit that only helps', drafted(HELP, { role: 'cooperate', reports: false })],
  ['the coordinating unit, leading', drafted(OFFICE, { role: 'lead', lead: OFFICE })],
  ['the coordinating unit, responsible', drafted(OFFICE)],
];

/** Two assignments with the same key can do the same from here on: who did what counts in the running round only. */
function keyOf({ state, final, reports, marks }: Assignment): string {
  const since = marks.findLastIndex(({ act }) => LIFE[act].to === 'in-progress');
  const round = marks.slice(since + 1).map(({ act, stamp }) => `${act}:${stamp.person}`);
  return JSON.stringify([state, final, reports, [...new Set(round)].sort()]);
}

export interface Reached {
  readonly assignment: Assignment;
  readonly next: readonly { readonly act: AssignmentAct; readonly key: string }[];
}

/** Everything that can be reached, by anybody, in any order. */
export function worldOf(start: Assignment): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  const waiting = [start];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const key = keyOf(one);
    if (reached.has(key)) continue;
    const next: { act: AssignmentAct; one: Assignment }[] = [];
    for (const person of ACTORS)
      for (const act of ASSIGNMENT_ACTS)
        if (!reasonAgainst(one, act, factsOf(person)))
          next.push({ act, one: perform(one, act, factsOf(person)) });
    reached.set(key, {
      assignment: one,
      next: next.map(({ act, one: other }) => ({ act, key: keyOf(other) })),
    });
    waiting.push(...next.map(({ one: other }) => other));
  }
  return reached;
}
