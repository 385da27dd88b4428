import { type Calendar, compareDates, type DueDay, dayOfInstant, type LocalDate } from '../base/index.ts';
import { type ClockName, endOf, type Procedure } from '../programme/index.ts';
import { type Assignment, type AssignmentState, lastMark } from './assignment.ts';
import type { AssignmentAct } from './life.ts';

/** 计时: a clock of the procedure that runs on an assignment now. */
export interface RunningClock {
  readonly clock: ClockName;
  readonly from: LocalDate;
  readonly due: DueDay;
  readonly overdue: boolean;
}

/** Which clock runs in which state, and from which act on. */
const RUNNING: readonly (readonly [ClockName, readonly AssignmentState[], readonly AssignmentAct[]])[] = [
  ['acknowledge', ['dispatched'], ['dispatch', 'uphold']],
  ['dispute', ['dispatched', 'acknowledged'], ['dispatch']],
  ['rule', ['disputed'], ['dispute']],
  ['plan', ['acknowledged'], ['acknowledge']],
  ['verify', ['accepted'], ['accept', 'consolidate']],
  ['rectify', ['in-progress'], ['return', 'refer', 'reopen']],
];

/** The clocks that run on `today`; a ruling is final, so the clock of disputes does not run after it. */
export function clocksOf(
  assignment: Assignment,
  procedure: Procedure,
  calendar: Calendar,
  today: LocalDate,
): RunningClock[] {
  return RUNNING.flatMap(([clock, states, acts]): RunningClock[] => {
    const limit = procedure.clocks[clock];
    if (!limit || !states.includes(assignment.state)) return [];
    if (clock === 'dispute' && assignment.final) return [];
    const from = startOf(assignment, acts);
    if (from === null) return [];
    const due = endOf(limit, from, calendar);
    return [{ clock, from, due, overdue: compareDates(today, due.on) > 0 }];
  });
}

/** The day of the latest of these acts; null where the assignment came into its state in another way. */
function startOf(assignment: Assignment, acts: readonly AssignmentAct[]): LocalDate | null {
  const moments = acts.map((act) => lastMark(assignment, act)?.stamp.at ?? '');
  return dayOfInstant(moments.sort().at(-1) ?? '');
}
