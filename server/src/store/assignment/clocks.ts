import { type Assignment, clocksOf, type RunningClock } from '@luodi/core/assignment';
import { type Calendar, dayOfInstant, type LocalDate } from '@luodi/core/base';
import type { Procedure } from '@luodi/core/programme';

/** No limit anywhere: for a programme that no rule of procedure was chosen for. */
export const NO_PROCEDURE: Procedure = {
  ...{ id: 'none', name: '', source: '', from: null },
  clocks: {
    ...{ acknowledge: null, dispute: null, rule: null, plan: null, assist: null },
    ...{ answer: null, verify: null, rectify: null, extension: null },
  },
};

/**
 * `clocksOf` for many assignments: what was dispatched and acknowledged on the same days has the same clocks, and
 * working days are counted once.
 */
export function clocksFor(
  procedure: Procedure | null,
  calendar: Calendar,
  today: LocalDate,
): (assignment: Assignment) => readonly RunningClock[] {
  const known = new Map<string, readonly RunningClock[]>();
  return (assignment) => {
    let key = `${assignment.state} ${assignment.final}`;
    for (const { act, stamp } of assignment.marks) key += ` ${act} ${dayOfInstant(stamp.at)}`;
    const found = known.get(key);
    if (found) return found;
    const clocks = clocksOf(assignment, procedure ?? NO_PROCEDURE, calendar, today);
    known.set(key, clocks);
    return clocks;
  };
}
