import { DOCUMENT_RULES } from './document-rules.ts';
import { DUTY_RULES } from './duty-rules.ts';
import { MEASURE_RULES } from './measure-rules.ts';
import type { Rule } from './rule.ts';
import { TEXT_RULES, UNREADABLE_RULES } from './text-rules.ts';
import { UNIT_RULES } from './unit-rules.ts';

/** Rules for a document that was compiled. */
export const PLAN_RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...DUTY_RULES,
  ...UNIT_RULES,
  ...MEASURE_RULES,
  ...TEXT_RULES,
];

/** Every rule of the linter. */
export const RULES: readonly Rule[] = [...PLAN_RULES, ...UNREADABLE_RULES];

export { UNREADABLE_RULES };
