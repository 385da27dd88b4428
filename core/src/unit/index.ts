export type { GroupKind, UnitContext, UnitId, UnitMention, UnitResolution } from './unit.ts';
