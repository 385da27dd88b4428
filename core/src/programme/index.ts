export {
  type Baseline,
  type ChangeRequest,
  compareBaselines,
  draftProgramme,
  type Edit,
  type Programme,
  type ProgrammeAct,
  perform,
  reasonAgainst,
} from './acts.ts';
export { compareLedgers, type Difference } from './compare.ts';
export { type Expand, ledgerFrom } from './draft.ts';
export {
  edited,
  type LedgerAct,
  type MeasurePart,
  type ProgrammeReason,
  reasonAgainstEdit,
} from './edit.ts';
export {
  type DocumentRef,
  type Ledger,
  type LedgerDeadline,
  type LedgerDuty,
  type LedgerGoal,
  type LedgerGroup,
  type LedgerItem,
  type LedgerMeasure,
  type LedgerTarget,
  leadsOf,
  measuresOf,
  type Origin,
  reportingUnitOf,
  type Stamp,
  type UnitRef,
  unitsOf,
} from './ledger.ts';
export { type OpenPoint, openPoints } from './open-points.ts';
export { type ClockName, endOf, type Limit, type Procedure } from './procedure.ts';
export { type Every, isRhythm, type Period, periodsOf, type Rhythm, reportDue } from './rhythm.ts';
