export {
  type ActFacts,
  type AssignmentReason,
  type PostRole,
  perform,
  permitted,
  reasonAgainst,
} from './acts.ts';
export {
  type Assignment,
  type AssignmentKind,
  type AssignmentState,
  kindOf,
  lastMark,
  type Mark,
  type SlipRole,
} from './assignment.ts';
export { clocksOf, type RunningClock } from './clocks.ts';
export { type DispatchPlan, dispatchPlan, type Unmarked } from './dispatch.ts';
export {
  type ActBy,
  type ActCondition,
  type ActRule,
  ASSIGNMENT_ACTS,
  type AssignmentAct,
  LIFE,
} from './life.ts';
export { lifeDiagram, lifePage } from './life-page.ts';
export { type NextFacts, type NextKind, type NextStep, nextOf } from './next.ts';
export { assignmentsOf, type Slip, type SlipEntry, slipsFrom, successorOf, withLead } from './slips.ts';
export { type Standing, standingOf, stands } from './standing.ts';
