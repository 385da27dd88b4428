import { LIFE } from '@luodi/core/assignment';
import type { ActAsked } from '../../views/assignment/assignment.ts';

/** The conditions of these acts as the table of the life of an assignment has them, for the description of the door. */
export function conditionsOf(acts: readonly ActAsked[]): string {
  const lines = acts.map((act) => {
    const { by, from, to, only, apart, reason, when, judges } = LIFE[act];
    const who = judges ? `${by} (a leader on the coordinating unit’s own)` : by;
    const further = [
      ...(only ? [`only ${only.join(', ')}`] : []),
      ...(apart ? ['by another person and post than those before'] : []),
      ...(when ? [when] : []),
      ...(reason ? ['with a reason'] : []),
    ];
    return `| ${act} | ${who} | ${from.join(', ')} | ${to} | ${further.join('; ')} |`;
  });
  return ['| act | by | from | to | further |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}
