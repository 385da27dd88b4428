import type { LocalDate, Parameters } from '../../base/index.ts';
import type { DirectoryCode } from '../../message/index.ts';
import type { UnitLine } from '../records.ts';
import type { RegionLevel } from '../region.ts';
import type { DatedName } from '../standing.ts';
import type { UnitId } from '../unit.ts';

/** 单位登记: a unit as an installation has it. Days are inclusive at the beginning and exclusive at the end. */
export interface RegisteredUnit {
  readonly id: UnitId;
  /** The region that it serves; null for national organs. */
  readonly region: string | null;
  /** Null for units of one's own making. */
  readonly functionKey: string | null;
  readonly line: UnitLine;
  /** 主管单位: the unit that it belongs to. */
  readonly parent: UnitId | null;
  readonly successor: UnitId | null;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  /** In the order of their days, without overlap. */
  readonly names: readonly DatedName[];
  /** Where it stood before, in the order of their days. */
  readonly places: readonly FormerPlace[];
}

/** 原隶属: where a unit stood until a day. */
export interface FormerPlace {
  readonly until: LocalDate;
  readonly region: string | null;
  readonly parent: UnitId | null;
}

/** 行政区登记: a region as an installation has it. */
export interface RegisteredRegion {
  readonly code: string;
  readonly level: RegionLevel;
  readonly parent: string | null;
  readonly successor: string | null;
  readonly names: readonly DatedName[];
}

/**
 * What a reorganisation looks at: the units and regions that it names, those above and directly below them, and those
 * that bear the names it gives. Of what is not here the rules say that there is none.
 */
export interface Register {
  readonly units: ReadonlyMap<UnitId, RegisteredUnit>;
  readonly regions: ReadonlyMap<string, RegisteredRegion>;
  readonly today: LocalDate;
}

/** What becomes of posts: they go over to the unit that took over, or end. */
export type PostsGo = 'follow' | 'end';

/** 岗位去向: from this day the posts of a unit are another's, or nobody's. */
export interface PostsMove {
  readonly unit: UnitId;
  readonly to: UnitId | null;
  readonly on: LocalDate;
}

/** What a reorganisation comes to: everything that it changed, as it stands afterwards. */
export interface Reorganised {
  readonly units: readonly RegisteredUnit[];
  readonly regions: readonly RegisteredRegion[];
  readonly posts: readonly PostsMove[];
}

/** Why something cannot be done to the directory. */
export interface DirectoryReason {
  readonly code: DirectoryCode;
  readonly parameters: Parameters;
}

export const reason = (code: DirectoryCode, parameters: Parameters = {}): DirectoryReason => ({
  code,
  parameters,
});

/** The day from which a unit stands where it stands. */
export function lastPlaceOf({ places, from }: RegisteredUnit): LocalDate {
  return places.at(-1)?.until ?? from;
}

/** The name that is borne on a day; the last one where none is. */
export function nameOn(names: readonly DatedName[], day: LocalDate): DatedName | undefined {
  return names.findLast(({ from, until }) => from <= day && (until === null || day < until)) ?? names.at(-1);
}

/** Whether something exists on a day. */
export function existsOn({ from, until }: Pick<RegisteredUnit, 'from' | 'until'>, day: LocalDate): boolean {
  return from <= day && (until === null || day < until);
}

/** First and last day of a region: those of its names. */
export function lifeOf({ names }: RegisteredRegion): Pick<RegisteredUnit, 'from' | 'until'> {
  return { from: names[0]?.from ?? '9999-12-31', until: names.at(-1)?.until ?? null };
}

/** The names when another one begins on a day. */
export function renamed(
  names: readonly DatedName[],
  on: LocalDate,
  name: string,
  short: string,
): readonly DatedName[] {
  return [...ended(names, on), { from: on, until: names.at(-1)?.until ?? null, name, short }];
}

/** The names when the last one ends on a day. */
export function ended(names: readonly DatedName[], on: LocalDate): readonly DatedName[] {
  return names.map((one, at) => (at === names.length - 1 ? { ...one, until: on } : one));
}

/** No name of a unit or region is longer. */
export const LONGEST_NAME = 100;

/** Why this cannot be a name; null if it can. Control and invisible characters and halves of pairs are none, nor what
 * a spreadsheet would take for a formula. */
export function notAName(name: string): DirectoryReason | null {
  const fits =
    name.length >= 2 &&
    name.length <= LONGEST_NAME &&
    name === name.trim() &&
    !/[\p{C}\p{Zl}\p{Zp}]|^[=+\-@]/u.test(name);
  return fits ? null : reason('directory/bad-name', { most: LONGEST_NAME });
}

/** One after the other, each seeing what the ones before it did. */
export function inTurn(
  register: Register,
  steps: readonly ((register: Register) => Reorganised)[],
): Reorganised {
  const units = new Map<UnitId, RegisteredUnit>();
  const regions = new Map<string, RegisteredRegion>();
  const posts: PostsMove[] = [];
  for (const step of steps) {
    const done = step({
      ...register,
      units: new Map([...register.units, ...units]),
      regions: new Map([...register.regions, ...regions]),
    });
    for (const unit of done.units) units.set(unit.id, unit);
    for (const region of done.regions) regions.set(region.code, region);
    posts.push(...done.posts);
  }
  return { units: [...units.values()], regions: [...regions.values()], posts };
}
