import type { Span } from '../base/index.ts';
import type { Directory } from './directory.ts';

/** Stable id of a unit in the directory, e.g. `510000/发展改革委`. */
export type UnitId = string;

/** See `GroupOf` in task/compiled.ts: every member, some of them, an open end of a list, a function instead of a name. */
export type GroupKind = 'all' | 'some' | 'open' | 'generic';

/** What a written name turns out to be in the context of an issuer and a year. */
export interface UnitResolution {
  readonly kind: 'known' | 'renamed' | 'ambiguous' | 'unknown';
  readonly unit: { readonly id: UnitId; readonly name: string } | null;
  /** `renamed`: what the unit is called in the context's year. */
  readonly nameNow?: string;
  /** `ambiguous`: full names that it could be. */
  readonly candidates?: readonly string[];
}

/** One unit or group in a list of units. Spans count in the text that was read. */
export interface UnitMention {
  readonly span: Span;
  /** After distributive expansion: 成都市 in 成都市、德阳市人民政府 is 成都市人民政府. */
  readonly name: string;
  readonly unit: { readonly id: UnitId; readonly name: string } | null;
  readonly group: { readonly kind: GroupKind; readonly of: string } | null;
}

/** The directory seen from one issuer in one year: everything that names are resolved in. Opaque outside unit/. */
export interface UnitContext {
  readonly issuer: { readonly id: UnitId | null; readonly name: string } | null;
  /** Six-digit code of the region that the issuer governs; null for national organs and where it is unknown. */
  readonly region: string | null;
  readonly level: 'national' | 'province' | 'city' | 'county' | 'town' | null;
  readonly year: number | null;
  readonly directory: Directory;
}
