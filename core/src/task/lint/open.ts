import { covers } from '../../base/index.ts';
import type { Deadline, Measure } from '../compiled.ts';

/** Time limits of a measure, those of `shared` included that are set for a stretch around it. */
export function limitsOf({ span, deadlines }: Measure, shared: readonly Deadline[]): readonly Deadline[] {
  if (shared.length === 0) return deadlines;
  return [...deadlines, ...shared.filter(({ governs }) => governs && covers(governs, span))];
}

/** Verbs that name a direction and no state in which the work is done. */
const OPEN_VERBS =
  /^(?:积极|大力|持续|深入|全面|扎实|稳步|统筹|进一步|加快|着力|不断|有序|切实|继续|支持|鼓励|引导)*(?:推进|推动|支持|鼓励|引导|探索|加强|强化|深化|完善|优化|提升|提高|促进|健全|加快|加大|落实|发挥|营造|巩固|拓展)/;

/** No figure, no document, no date of its own: nobody can tell when the measure is done. */
export function isOpen(measure: Measure, shared: readonly Deadline[]): boolean {
  const { text, kind, verb, targets, deliverables } = measure;
  return (
    kind === 'standing' &&
    targets.length === 0 &&
    deliverables.length === 0 &&
    (OPEN_VERBS.test(verb) || OPEN_VERBS.test(text)) &&
    limitsOf(measure, shared).every(({ date, inferred }) => date === null || inferred)
  );
}
