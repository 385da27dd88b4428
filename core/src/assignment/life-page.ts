import { sentence } from '../message/index.ts';
import type { AssignmentKind, AssignmentState } from './assignment.ts';
import { type ActBy, ASSIGNMENT_ACTS, type AssignmentAct, LIFE } from './life.ts';

const BY: Readonly<Record<ActBy, string>> = {
  coordinator: '统筹单位 coordinating unit',
  lead: '汇总单位审签人 signer of the consolidating lead',
  handler: '承办单位经办人 handler of the unit',
  signer: '承办单位审签人 signer of the unit',
};

const KINDS: Readonly<Record<AssignmentKind, string>> = {
  consolidating: '汇总单位 lead',
  reporting: '要填报的 reporting',
  supporting: '配合指导 supporting',
};

const actName = (act: AssignmentAct) => sentence(`assignment-act/${act}`);
const stateName = (state: AssignmentState) => sentence(`assignment-state/${state}`);
/** Names of states in the diagram: Mermaid takes a hyphen for part of an arrow. */
const node = (state: AssignmentState) => state.replaceAll('-', '_');

/** The life of an assignment as a Mermaid state diagram, made from the table of acts. */
export function lifeDiagram(): string {
  const states = [...new Set(ASSIGNMENT_ACTS.flatMap((act) => [...LIFE[act].from, LIFE[act].to]))];
  const left = new Set(ASSIGNMENT_ACTS.flatMap((act) => LIFE[act].from));
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  state "${stateName(state)}" as ${node(state)}`),
    '  [*] --> drafted',
    ...ASSIGNMENT_ACTS.flatMap((act) =>
      LIFE[act].from.map((from) => `  ${node(from)} --> ${node(LIFE[act].to)}: ${actName(act)}`),
    ),
    ...states.filter((state) => !left.has(state)).map((state) => `  ${node(state)} --> [*]`),
  ].join('\n');
}

/** docs/reference/assignment-life.md */
export function lifePage(): string {
  return [
    '# 交办事项的一生 · The life of an assignment',
    '',
    '<!-- Written by `npm run reference` from core/src/assignment/life.ts; do not edit. -->',
    '',
    '状态只由下表的动作改变。An assignment changes state by the acts of this table and by nothing else.',
    '',
    '```mermaid',
    lifeDiagram(),
    '```',
    '',
    '| 动作 act | 谁 by | 从 from | 到 to | 只用于 only | 须由他人 by others than | 理由 reason |',
    '|---|---|---|---|---|---|---|',
    ...ASSIGNMENT_ACTS.map((act) => {
      const { by, from, to, only, apart, reason } = LIFE[act];
      return `| ${[
        `${actName(act)} \`${act}\``,
        BY[by],
        from.map(stateName).join('、'),
        stateName(to),
        only ? only.map((kind) => KINDS[kind]).join('、') : '',
        apart ? apart.map(actName).join('、') : '',
        reason ? '✓' : '',
      ].join(' | ')} |`;
    }),
    '',
    '统筹单位自己承办的事项，裁定、核查、销号和退回由领导岗位办理。What the coordinating unit itself carries out is judged by a leader.',
    '',
    '异议只能提一次，限时提出；裁定后为最终。There is one dispute, within its time limit; the ruling is final.',
    '',
    '办结（核查通过）和销号是两件事，由不同的人办理。Verified and closed are two things, done by different persons.',
    '',
  ].join('\n');
}
