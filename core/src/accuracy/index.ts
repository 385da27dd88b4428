export { GOALS, goalsMissed } from './goals.ts';
export {
  FIGURES,
  type FigureName,
  type Gold,
  type GoldDeadline,
  type GoldDuty,
  type GoldGoals,
  type GoldItem,
  type GoldOptional,
  type GoldTarget,
  readGold,
} from './gold.ts';
export { referenceGold } from './reference.ts';
export { type Figures, type Mark, type Score, scoreDocument, sumOf } from './score.ts';
export { unverified } from './verify.ts';
