import {
  type Directory,
  dayOfYear,
  LONG_AGO,
  type Region,
  type StandingBody,
  standingUnits,
  type UnitLine,
  zones,
} from '@luodi/core/unit';
import type { Insertable } from 'kysely';
import type { Tables } from '../tables.ts';
import type { SortKey } from './sort-key.ts';

/** A region with its names, as rows. */
export interface RegionRows {
  readonly region: Insertable<Tables['region']>;
  readonly names: readonly Insertable<Tables['region_name']>[];
}

/** A unit with its names, as rows. */
export interface UnitRows {
  readonly unit: Insertable<Tables['unit']>;
  readonly names: readonly Insertable<Tables['unit_name']>[];
}

/**
 * The regions that ship with the program, former ones too; parents before children and those that took over before
 * those that they took over from. A region whose name changed has one row with several names.
 */
export function shippedRegions(directory: Directory, key: SortKey): readonly RegionRows[] {
  const { byCode, former } = directory.regions;
  const histories = new Map<string, Region[]>();
  for (const region of former) {
    const known = histories.get(region.code);
    if (known) known.push(region);
    else histories.set(region.code, [region]);
  }
  const codes = new Set([...byCode.values().map(({ code }) => code), ...histories.keys()]);
  const rows: RegionRows[] = byCode
    .values()
    .map((region) => rowsOf([...(histories.get(region.code) ?? []), region], codes, key));
  for (const [code, history] of histories) if (!byCode.has(code)) rows.push(rowsOf(history, codes, key));
  return rows.sort((one, other) => rank(one) - rank(other));
}

/** Living provinces, cities, counties, then former ones. */
function rank({ region, names }: RegionRows): number {
  const former = names.at(-1)?.until_day == null ? 0 : 3;
  return former + ['province', 'city', 'county'].indexOf(region.level);
}

function rowsOf(history: readonly Region[], codes: ReadonlySet<string>, key: SortKey): RegionRows {
  const last = history.at(-1) as Region;
  const { code, level } = last;
  const city = `${code.slice(0, 4)}00`;
  const names: Insertable<Tables['region_name']>[] = [];
  let begun = LONG_AGO;
  for (const { from, until, name, short } of history) {
    const first = from === null ? begun : dayOfYear(from);
    const until_day = until === null ? null : dayOfYear(until);
    names.push({
      ...{ region_code: code, from_day: first, until_day, name, short_name: short, sort_key: key(name) },
    });
    begun = until_day ?? first;
  }
  return {
    region: {
      ...{ code, level },
      // Former counties stood in cities that are former now, too.
      parent_code: level === 'county' && codes.has(city) ? city : last.parent,
      successor_code: last.until === null || last.into === code ? null : last.into,
    },
    names,
  };
}

const GOVERNMENT = ['人民政府'];

/** 四川省: loaded with its cities and counties. */
const WHOLE = '51';

/** What a city has: no branches of banks and enterprises before somebody speaks of them. */
const OF_CITIES: ReadonlySet<UnitLine> = new Set([
  'government',
  'party',
  'mass',
  'congress',
  'justice',
  'central',
]);

/**
 * The units that every installation begins with: the national level and the provinces in full, the departments of
 * 四川省 down to its counties, the people's government of every other region, and the zones. What else there is comes
 * when somebody refers to it.
 */
export function shippedUnits(directory: Directory): readonly StandingBody[] {
  const ofCities = [...directory.units.values()].flatMap(({ key, line }) => (OF_CITIES.has(line) ? key : []));
  const keysOf = ({ code, level }: Region) => {
    if (level === 'province') return undefined;
    if (!code.startsWith(WHOLE)) return GOVERNMENT;
    return level === 'city' ? ofCities : directory.counties;
  };
  const bodies = [
    ...standingUnits(directory, null),
    ...directory.regions.byCode
      .values()
      .flatMap((region) => standingUnits(directory, region.code, keysOf(region))),
    ...zones(directory),
  ];
  return bodies.filter(({ until }) => until === null);
}

/** A standing unit as rows; `regionName` is the part of its names that is read by itself. */
export function unitRows(body: StandingBody, regionName: string | null, key: SortKey): UnitRows {
  const { id, region, functionKey, line, from, until, successor } = body;
  const parts = regionName === null ? [] : [regionName];
  return {
    unit: {
      id,
      region_code: region,
      function_key: functionKey,
      line,
      parent_id: null,
      successor_id: successor,
      from_day: from,
      until_day: until,
    },
    names: body.names.map(({ from: from_day, until: until_day, name, short }) => ({
      unit_id: id,
      from_day,
      until_day,
      name,
      short_name: short,
      sort_key: key(name, parts),
    })),
  };
}

/** What identifies the shipped directory: everything that rows are made from. */
export function shippedText(directory: Directory): string {
  const { byCode, former } = directory.regions;
  const units = [...directory.units.values()].map(({ key, line, into, forms }) => [
    ...[key, line, into],
    forms.map(({ levels, from, until, full, shorts }) => [levels, from, until, full, shorts[0] ?? null]),
  ]);
  const regions = [...byCode.values(), ...former].map(({ code, name, from, until, into }) => [
    ...[code, name, from, until, into],
  ]);
  return JSON.stringify({
    rules: 1,
    regions,
    units,
    zones: zones(directory).map(({ id }) => id),
    counties: directory.counties,
  });
}
