export { leadInHeading } from './heading.ts';
export { dutiesIn } from './item.ts';
export { unitList } from './list.ts';
export { type BlanketDuty, type DutyRules, dutyRulesOf, type OrderRule } from './rules.ts';
export { columnSays, type DutyCell, dutiesInCell, dutiesInRow } from './table.ts';
export { type Units, unitsOf } from './units.ts';
export type { Said } from './words.ts';
