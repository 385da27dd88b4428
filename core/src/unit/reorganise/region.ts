import { isLocalDate, type LocalDate, Refusal } from '../../base/index.ts';
import type { UnitId } from '../unit.ts';
import {
  type DirectoryReason,
  ended,
  existsOn,
  lastPlaceOf,
  lifeOf,
  nameOn,
  notAName,
  type PostsGo,
  type Register,
  type RegisteredRegion,
  type RegisteredUnit,
  type Reorganised,
  reason,
  renamed,
} from './facts.ts';

/**
 * 行政区划调整: what can be done to regions. rename-region 更名; merge-regions 并入: their units end and those of the
 * other region take over; replace-region 撤县设区、撤县设市: a region of another code takes over with all units.
 */
export type RegionAct =
  | {
      readonly act: 'rename-region';
      readonly region: string;
      readonly name: string;
      readonly short: string;
      readonly on: LocalDate;
    }
  | {
      readonly act: 'merge-regions';
      readonly regions: readonly string[];
      readonly into: string;
      readonly on: LocalDate;
      readonly posts: PostsGo;
    }
  | {
      readonly act: 'replace-region';
      readonly region: string;
      readonly code: string;
      readonly name: string;
      readonly short: string;
      readonly on: LocalDate;
      readonly posts: PostsGo;
    };

/** Why this cannot be done to the regions; null if it can. The register holds all units of the regions named. */
export function reasonAgainstRegions(register: Register, act: RegionAct): DirectoryReason | null {
  const { on } = act;
  if (!isLocalDate(on)) return reason('directory/no-day', { day: String(on) });
  switch (act.act) {
    case 'rename-region': {
      const against = living(register, act.region, on) ?? names(act) ?? after(register, act.region, on);
      if (against) return against;
      const region = regionOf(register, act.region);
      const now = nameOn(region.names, on);
      if (now?.name === act.name && now.short === act.short)
        return reason('directory/same-name', { name: act.name });
      return taken(register, region.parent, act.name, [act.region], on) ?? namesLater(register, act);
    }
    case 'merge-regions': {
      const { regions, into } = act;
      if (regions.length === 0) return reason('directory/none-named');
      if (new Set([...regions, into]).size <= regions.length) return reason('directory/twice-named');
      const against = ahead(register, on) ?? living(register, into, on);
      if (against) return against;
      for (const code of regions) {
        const found = ending(register, code, on);
        if (found) return found;
        if (regionOf(register, code).level !== regionOf(register, into).level)
          return reason('directory/other-level', { name: called(register, code, on) });
      }
      return null;
    }
    case 'replace-region': {
      const against = ahead(register, on) ?? ending(register, act.region, on) ?? names(act);
      if (against) return against;
      const { level, parent } = regionOf(register, act.region);
      if (register.regions.has(act.code)) return reason('directory/code-taken', { code: act.code });
      if (!CODES[level].test(act.code) || act.code.slice(0, 2) !== act.region.slice(0, 2))
        return reason('directory/bad-code', { code: act.code });
      return taken(register, parent, act.name, [act.region], on);
    }
  }
}

/**
 * What stands in the directory afterwards.
 * @throws {Refusal} exactly when there is a reason against it
 */
export function reorganiseRegions(register: Register, act: RegionAct): Reorganised {
  const against = reasonAgainstRegions(register, act);
  if (against) throw new Refusal(against.code, against.parameters);
  switch (act.act) {
    case 'rename-region':
      return renamedRegion(register, act);
    case 'merge-regions': {
      const all = act.regions.map((code) => mergedRegion(register, code, act));
      return {
        units: all.flatMap(({ units }) => units),
        regions: all.flatMap(({ regions }) => regions),
        posts: all.flatMap(({ posts }) => posts),
      };
    }
    case 'replace-region':
      return replacedRegion(register, act);
  }
}

type Renaming = Extract<RegionAct, { act: 'rename-region' }>;

function renamedRegion(register: Register, act: Renaming): Reorganised {
  const units = unitsRenamed(register, act).map(({ unit, name, short }) => ({
    ...unit,
    names: renamed(unit.names, act.on, name, short),
  }));
  return { units, regions: [regionRenamed(register, act)], posts: [] };
}

function regionRenamed(register: Register, { region: code, on, name, short }: Renaming): RegisteredRegion {
  const region = regionOf(register, code);
  return { ...region, names: renamed(region.names, on, name, short) };
}

/** Units in whose names the region's name stands, with the new ones. */
function unitsRenamed(register: Register, act: Renaming) {
  const [region, to] = [regionOf(register, act.region), regionRenamed(register, act)];
  const ownWords = wordsOf(register, region, to, act.on);
  // 成都市锦江区财政局 begins with the name of the city.
  const cityWords = [[called(register, act.region, act.on), act.name]] as const;
  return unitsNamedAfter(register, act.region, act.on).flatMap((unit) => {
    const now = unit.names.at(-1);
    if (!now) return [];
    const words = unit.region === act.region ? ownWords : cityWords;
    const [name, short] = [inOtherWords(now.name, words), inOtherWords(now.short, words)];
    return name === now.name && short === now.short ? [] : [{ unit, now, name, short }];
  });
}

/** No unit that would be renamed has a name of that day or a later one. */
function namesLater(register: Register, act: Renaming): DirectoryReason | null {
  const later = unitsRenamed(register, act).find(({ now }) => act.on <= now.from);
  return later ? reason('directory/later-change', { name: later.now.name, day: later.now.from }) : null;
}

function mergedRegion(
  register: Register,
  code: string,
  { into, on, posts }: Extract<RegionAct, { act: 'merge-regions' }>,
): Reorganised {
  const region = regionOf(register, code);
  const goesOn = (id: UnitId) => {
    const unit = register.units.get(id);
    return unit && unit.until === null && unit.from <= on ? id : null;
  };
  return gone(register, region, into, on, posts, (unit) => ({
    successor: goesOn(`${into}/${unit.functionKey}`) ?? goesOn(`${into}/人民政府`),
    made: [],
  }));
}

function replacedRegion(register: Register, act: Extract<RegionAct, { act: 'replace-region' }>): Reorganised {
  const { region: code, on, posts, name, short } = act;
  const region = regionOf(register, code);
  const { level, parent } = region;
  const to: RegisteredRegion = {
    ...{ code: act.code, level, parent, successor: null },
    names: [{ from: on, until: null, name, short }],
  };
  const words = wordsOf(register, region, to, on);
  const {
    units,
    regions,
    posts: moves,
  } = gone(register, region, act.code, on, posts, (unit) => {
    const now = nameOn(unit.names, on);
    const id = `${act.code}/${unit.functionKey}`;
    const called = (text: string) => inOtherWords(text, words);
    const names = [
      { from: on, until: null, name: called(now?.name ?? id), short: called(now?.short ?? id) },
    ] as const;
    const above = unit.parent?.startsWith(`${code}/`)
      ? act.code + unit.parent.slice(code.length)
      : unit.parent;
    const next = { ...unit, id, region: act.code, parent: above, from: on, names, places: [] };
    return { successor: id, made: [next] };
  });
  return { units, regions: [to, ...regions], posts: moves };
}

/** A region that ends: its standing units end with it, units of one's own making go over. */
function gone(
  register: Register,
  region: RegisteredRegion,
  into: string,
  on: LocalDate,
  posts: PostsGo,
  follow: (unit: RegisteredUnit) => {
    readonly successor: UnitId | null;
    readonly made: readonly RegisteredUnit[];
  },
): Reorganised {
  const units: RegisteredUnit[] = [];
  const successors = new Map<UnitId, UnitId | null>();
  for (const unit of standingIn(register, region.code, on)) {
    const { successor, made } = follow(unit);
    successors.set(unit.id, successor);
    units.push(...made, { ...unit, until: on, successor, names: ended(unit.names, on) });
  }
  for (const unit of goingOver(register, region.code, on)) {
    const { parent } = unit;
    const places = [...unit.places, { until: on, region: unit.region, parent }];
    units.push({
      ...{ ...unit, places, region: unit.region === region.code ? into : unit.region },
      parent: parent === null ? null : (successors.get(parent) ?? parent),
    });
  }
  return {
    units,
    regions: [{ ...region, successor: into, names: ended(region.names, on) }],
    posts: [...successors].map(([unit, successor]) => ({
      ...{ unit, to: posts === 'follow' ? successor : null, on },
    })),
  };
}

/** Units that end with their region. */
function standingIn(register: Register, code: string, on: LocalDate): readonly RegisteredUnit[] {
  return unitsIn(register, code, on).filter(({ functionKey }) => functionKey !== null);
}

/** Units of their own making that stand in the region, or belong to a unit that ends with it. */
function goingOver(register: Register, code: string, on: LocalDate): readonly RegisteredUnit[] {
  const ending = new Set(standingIn(register, code, on).map(({ id }) => id));
  return [...register.units.values()].filter(
    ({ id, until, region, functionKey, parent }) =>
      (until === null || on < until) &&
      !ending.has(id) &&
      ((region === code && functionKey === null) || (parent !== null && ending.has(parent))),
  );
}

/** Digits of GB/T 2260. */
const CODES = {
  province: /^\d{2}0000$/,
  city: /^\d{2}(?!00)\d{2}00$/,
  county: /^\d{4}(?!00)\d{2}$/,
} as const;

function regionOf({ regions }: Register, code: string): RegisteredRegion {
  return regions.get(code) as RegisteredRegion;
}

function called({ regions }: Register, code: string, on: LocalDate): string {
  return nameOn(regions.get(code)?.names ?? [], on)?.name ?? code;
}

function names({ name, short }: { readonly name: string; readonly short: string }): DirectoryReason | null {
  return notAName(name) ?? notAName(short);
}

function ahead({ today }: Register, on: LocalDate): DirectoryReason | null {
  return on > today ? reason('directory/day-ahead', { today }) : null;
}

function living(register: Register, code: string, on: LocalDate): DirectoryReason | null {
  const region = register.regions.get(code);
  if (!region) return reason('directory/no-region', { code });
  const { from, until } = lifeOf(region);
  const name = called(register, code, on);
  if (until !== null) return reason('directory/ended', { name, day: until });
  return on < from ? reason('directory/not-yet', { name, day: from }) : null;
}

function after(register: Register, code: string, on: LocalDate): DirectoryReason | null {
  const last = regionOf(register, code).names.at(-1);
  return last && on <= last.from
    ? reason('directory/later-change', { name: last.name, day: last.from })
    : null;
}

/** It can end on this day: no region lies in it any more, and nothing of its units is known of a later day. */
function ending(register: Register, code: string, on: LocalDate): DirectoryReason | null {
  const against = living(register, code, on) ?? after(register, code, on);
  if (against) return against;
  const parts = [...register.regions.values()].filter(
    (region) => region.parent === code && existsOn(lifeOf(region), on),
  );
  if (parts.length > 0)
    return reason('directory/has-parts', { name: called(register, code, on), count: parts.length });
  return unitsLater(register, code, on);
}

function taken(
  { regions }: Register,
  parent: string | null,
  name: string,
  except: readonly string[],
  on: LocalDate,
): DirectoryReason | null {
  for (const region of regions.values()) {
    if (region.parent !== parent || except.includes(region.code)) continue;
    const bears = region.names.some((one) => one.name === name && (one.until === null || on < one.until));
    if (bears) return reason('directory/name-taken', { name });
  }
  return null;
}

/** Units of a region that have not ended by the day. */
function unitsIn({ units }: Register, code: string, on: LocalDate): readonly RegisteredUnit[] {
  return [...units.values()].filter(
    (unit) => unit.region === code && (unit.until === null || on < unit.until),
  );
}

/** Units of a region and of the districts in it. */
function unitsNamedAfter(register: Register, code: string, on: LocalDate): readonly RegisteredUnit[] {
  const districts = [...register.regions.values()].filter(
    (region) => region.parent === code && called(register, region.code, on).endsWith('区'),
  );
  return [code, ...districts.map((district) => district.code)].flatMap((one) => unitsIn(register, one, on));
}

function unitsLater(register: Register, code: string, on: LocalDate): DirectoryReason | null {
  for (const { id, names: known, until } of unitsIn(register, code, on)) {
    const last = known.at(-1);
    const day = until ?? last?.from;
    if (day !== undefined && on <= day)
      return reason('directory/later-change', { name: last?.name ?? id, day });
  }
  const moved = goingOver(register, code, on).find((unit) => on <= lastPlaceOf(unit));
  if (!moved) return null;
  return reason('directory/later-change', {
    ...{ name: nameOn(moved.names, on)?.name ?? moved.id, day: lastPlaceOf(moved) },
  });
}

type Words = readonly (readonly [from: string, to: string])[];

/** How names of units speak of a region before and after: 郫县 → 成都市郫都区, 郫县 → 郫都区, 郫 → 郫都. */
function wordsOf(register: Register, before: RegisteredRegion, to: RegisteredRegion, on: LocalDate): Words {
  const wordsFor = ({ names: known, parent }: RegisteredRegion, day: LocalDate) => {
    const now = nameOn(known, day);
    const [name, short] = [now?.name ?? '', now?.short ?? ''];
    const city = parent !== null && name.endsWith('区') ? called(register, parent, day) : '';
    return [`${city}${name}`, name, short] as const;
  };
  const [old, next] = [wordsFor(before, on), wordsFor(to, on)];
  return old.map((word, at) => [word, next[at] ?? word] as const);
}

/** The name with the first of these words that stands in it replaced. */
function inOtherWords(name: string, words: Words): string {
  for (const [from, to] of words) {
    if (from.length >= 2 && name.includes(from)) return name.replace(from, () => to);
  }
  return name;
}
