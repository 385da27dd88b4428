import { DOCUMENT_EXAMPLES } from './document.ts';
import { DUTY_EXAMPLES, UNIT_EXAMPLES } from './duty.ts';
import { MEASURE_EXAMPLES, TEXT_EXAMPLES } from './measure.ts';
import type { LintExample } from './plan.ts';

export type { LintExample } from './plan.ts';

/**
 * One example for every code of the linter, of invented wording: shown in docs/reference/codes.md and compiled in
 * tests. Not loaded by the compiler.
 */
export const LINT_EXAMPLES: readonly LintExample[] = [
  ...DOCUMENT_EXAMPLES,
  ...DUTY_EXAMPLES,
  ...UNIT_EXAMPLES,
  ...MEASURE_EXAMPLES,
  ...TEXT_EXAMPLES,
];
