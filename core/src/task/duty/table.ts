import type { Span } from '../../base/index.ts';
import type { Duty } from '../compiled.ts';
import type { ItemDuties } from '../draft.ts';
import { type Clause, clauseIn } from './clause.ts';
import { dutiesOf } from './item.ts';
import { type DutyRules, orderRuleAt } from './rules.ts';
import type { Units } from './units.ts';
import { type Said, saidByHeader } from './words.ts';

/** One cell of a row, with what its column's heading says: 责任单位 is `listed`, 牵头单位 `lead`. */
export interface DutyCell {
  readonly span: Span;
  readonly said: Said;
}

/** What a column's heading says about its cells (牵头单位, 责任科室, 完成时限); null if it is about something else. */
export function columnSays(header: string): Said | null {
  return saidByHeader(header);
}

/**
 * Duties of one row of a table, all its cells of responsibility taken together: with a 牵头单位 column, those of
 * 责任单位 do not lead. `governs` is the stretch of the row that names the work.
 */
export function dutiesInRow(
  text: string,
  cells: readonly DutyCell[],
  rules: DutyRules,
  units: Units,
  governs: Span,
): ItemDuties {
  const clauses: Clause[] = [];
  const cut: Span[] = [];
  const limits: { span: Span; governs: Span }[] = [];
  for (const { span, said } of cells) {
    if (span[1] <= span[0]) continue;
    cut.push(span);
    const clause = clauseIn(text, span, units, [], said);
    clauses.push(clause);
    for (const limit of clause.limits) limits.push({ span: limit, governs });
  }
  cut.sort((one, other) => one[0] - other[0]);
  return {
    duties: dutiesOf(text, clauses, orderRuleAt(rules, cells[0]?.span[0] ?? 0), governs),
    cut,
    limits,
  };
}

/** As `dutiesInRow`, for a single cell. */
export function dutiesInCell(
  text: string,
  span: Span,
  said: Said,
  units: Units,
  rules: DutyRules = { orders: [], blankets: [] },
  governs: Span = span,
): readonly Duty[] {
  return dutiesInRow(text, [{ span, said }], rules, units, governs).duties;
}
