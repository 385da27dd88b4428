import type { LintFinding, LintInput } from './input.ts';
import { PLAN_RULES, UNREADABLE_RULES } from './rules.ts';
import { seenOf } from './seen.ts';

export type { LintFinding, LintInput, NamedUnit } from './input.ts';
export type { Rule } from './rule.ts';
export { RULES } from './rules.ts';

/**
 * 发文前检查: what in a document cannot be carried out as written, in the order of the text. Pure, never throws; a
 * document that is no plan, or that was not compiled at all, is only asked whether it can be read.
 */
export function lint(input: LintInput): LintFinding[] {
  const seen = seenOf(input);
  const compiled = input.meta.kind === 'plan' && input.items.length > 0;
  const findings: LintFinding[] = [];
  for (const { code, severity, find } of compiled ? PLAN_RULES : UNREADABLE_RULES) {
    find(seen, (span, parameters = {}, fix) => {
      findings.push({ code, severity, span, parameters, ...(fix && { fix }) });
    });
  }
  return findings.sort((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1]);
}
