export { contextOf, type IssuerFound, issuerIn, regionAt } from './context.ts';
export { type Directory, directoryOf, type Zone } from './directory.ts';
export { type GroupMember, groupOf, membersOf, type UnitGroup } from './group.ts';
export { aliasesOf, type Generation, historyOf, isCommanded, nearName } from './history.ts';
export { headAt, type Named, type NameIndex, namesFrom } from './names.ts';
export type { DirectoryRecords, UnitLine } from './records.ts';
export { liesIn, provinceOf, type Region, type RegionLevel, type Regions } from './region.ts';
export {
  type DirectoryReason,
  existsOn,
  type FormerPlace,
  LONGEST_NAME,
  nameOn,
  type PostsGo,
  type PostsMove,
  type Register,
  type RegisteredRegion,
  type RegisteredUnit,
  type Reorganised,
} from './reorganise/facts.ts';
export { type RegionAct, reasonAgainstRegions, reorganiseRegions } from './reorganise/region.ts';
export { type NewUnit, reasonAgainst, reorganise, type UnitAct } from './reorganise/unit.ts';
export { resolveUnit } from './resolve.ts';
export { longestRegion, longestUnit } from './scan.ts';
export {
  type DatedName,
  dayOfYear,
  LONG_AGO,
  type StandingBody,
  standingUnitOf,
  standingUnits,
  zones,
} from './standing.ts';
export { looksLikeUnit } from './suffix.ts';
export type { GroupKind, UnitContext, UnitId, UnitMention, UnitResolution } from './unit.ts';
