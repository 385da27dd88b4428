import type { UnitLine, UnitRow } from './records.ts';

/** Levels at which a name is borne, as bits: national, province, municipality, city, county. */
export const LEVEL = { national: 1, province: 2, municipality: 4, city: 8, county: 16 } as const;
const LETTERS: Readonly<Record<string, number>> = {
  n: LEVEL.national,
  p: LEVEL.province,
  m: LEVEL.municipality,
  c: LEVEL.city,
  x: LEVEL.county,
  l: LEVEL.province | LEVEL.municipality | LEVEL.city | LEVEL.county,
};

/** 职能: what stays the same while names, levels and years change (发展改革, 卫生健康). */
export interface StandingUnit {
  readonly key: string;
  readonly line: UnitLine;
  readonly forms: readonly Form[];
  /** Key of the unit that took its work over for good. */
  readonly into: string | null;
}

/** One name of a unit at some levels in some years, with the short forms in which it is written. */
export interface Form {
  readonly unit: StandingUnit;
  readonly levels: number;
  /** First year of the name; null where it is older than the documents this is for. */
  readonly from: number | null;
  /** Year in which the name ended; null while it is borne. */
  readonly until: number | null;
  /** Full name without the region, or with `{R}`, `{r}` where the region's full or short name stands inside. */
  readonly full: string;
  readonly shorts: readonly string[];
}

const YEARS = /^(\d{4})?-(\d{4})?$/;

/** A row of directory/units.json with its names taken apart. */
export function standingUnit([key, line, names, into]: UnitRow): StandingUnit {
  const forms: Form[] = [];
  const unit: StandingUnit = { key, line, forms, into: into ?? null };
  for (const name of names) {
    const levelsEnd = name.indexOf(' ');
    let levels = 0;
    for (let at = 0; at < levelsEnd; at++) levels |= LETTERS[name.charAt(at)] ?? 0;
    const yearsEnd = name.indexOf(' ', levelsEnd + 1);
    const years = yearsEnd < 0 ? null : YEARS.exec(name.slice(levelsEnd + 1, yearsEnd));
    const start = years ? yearsEnd + 1 : levelsEnd + 1;
    const equals = name.indexOf('=', start);
    forms.push({
      unit,
      levels,
      from: years?.[1] ? Number(years[1]) : null,
      until: years?.[2] ? Number(years[2]) : null,
      full: equals < 0 ? name.slice(start) : name.slice(start, equals),
      shorts: equals < 0 ? NO_SHORTS : name.slice(equals + 1).split(','),
    });
  }
  return unit;
}

const NO_SHORTS: readonly string[] = [];

/** Whether the name is borne in the year. The year of a reform belongs to both names: documents of it use either. */
export function isBorneIn(form: Form, year: number | null): boolean {
  if (year === null) return true;
  return (form.from === null || form.from <= year) && (form.until === null || year <= form.until);
}
