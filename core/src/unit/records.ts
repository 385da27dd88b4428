/** One region as `directory/regions.json` holds it: code, name and, where the lists tell it, the year it was first listed so. */
export type RegionRow = readonly [code: string, name: string, from?: number | null];

/** A name or code that is no longer listed: first year, year of the first list without it, code that took over. */
export type FormerRegionRow = readonly [
  code: string,
  name: string,
  from: number | null,
  until: number,
  into: string | null,
];

/**
 * What a unit is to the government that names it: 政府部门, 党委部门, 群团, 中央驻地机构, 银行, 企业, 事业单位,
 * 人大政协, 法检两院, 军队, 园区.
 */
export type UnitLine =
  | 'government'
  | 'party'
  | 'mass'
  | 'central'
  | 'bank'
  | 'enterprise'
  | 'institution'
  | 'congress'
  | 'justice'
  | 'military'
  | 'zone';

/**
 * One standing function with its names: key, line, names, key of the unit that took over for good.
 * A name is written `LEVELS [FROM-UNTIL] FULL[=SHORT,SHORT…]`; see directory/README.md.
 */
export type UnitRow = readonly [key: string, line: UnitLine, names: readonly string[], into?: string];

/** Region that a zone lies in, its name, other names. */
export type ZoneRow = readonly [region: string, name: string, ...others: readonly string[]];

/** `directory/regions.json` and `directory/units.json` as they stand. */
export interface DirectoryRecords {
  readonly regions: {
    readonly regions: readonly RegionRow[];
    readonly former: readonly FormerRegionRow[];
  };
  readonly units: {
    readonly units: readonly UnitRow[];
    readonly zones: readonly ZoneRow[];
    readonly areas: readonly string[];
    /** Keys of the functions that a county has as a rule. */
    readonly counties: readonly string[];
  };
}
