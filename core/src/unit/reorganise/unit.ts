import { isLocalDate, type LocalDate, Refusal } from '../../base/index.ts';
import type { UnitLine } from '../records.ts';
import type { UnitId } from '../unit.ts';
import {
  type DirectoryReason,
  ended,
  existsOn,
  inTurn,
  lastPlaceOf,
  lifeOf,
  nameOn,
  notAName,
  type PostsGo,
  type PostsMove,
  type Register,
  type RegisteredUnit,
  type Reorganised,
  reason,
  renamed,
} from './facts.ts';

/** A unit that is set up. */
export interface NewUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly short: string;
}

/**
 * 机构改革: what can be done to units. `on` is the first day on which it is so.
 * set-up 设立, rename 更名, correct 更正 (the name was written wrongly), move 划转, merge 合并, split 分设, abolish 撤销.
 */
export type UnitAct =
  | ({
      readonly act: 'set-up';
      readonly line: UnitLine;
      readonly region: string | null;
      readonly parent: UnitId | null;
      readonly on: LocalDate;
    } & NewUnit)
  | {
      readonly act: 'rename';
      readonly unit: UnitId;
      readonly name: string;
      readonly short: string;
      readonly on: LocalDate;
    }
  | { readonly act: 'correct'; readonly unit: UnitId; readonly name: string; readonly short: string }
  | {
      readonly act: 'move';
      readonly unit: UnitId;
      readonly region: string | null;
      readonly parent: UnitId | null;
      readonly on: LocalDate;
    }
  | {
      readonly act: 'merge';
      readonly units: readonly UnitId[];
      readonly into: UnitId;
      readonly on: LocalDate;
      readonly posts: PostsGo;
    }
  | {
      readonly act: 'split';
      readonly unit: UnitId;
      readonly parts: readonly NewUnit[];
      /** The part that takes over where the unit itself ends; null where it goes on beside them. */
      readonly successor: UnitId | null;
      readonly on: LocalDate;
      readonly posts: PostsGo;
    }
  | {
      readonly act: 'abolish';
      readonly unit: UnitId;
      readonly successor: UnitId | null;
      readonly on: LocalDate;
      readonly posts: PostsGo;
    };

/** Why this cannot be done to the directory; null if it can. Nothing in it is taken on trust. */
export function reasonAgainst(register: Register, act: UnitAct): DirectoryReason | null {
  if (act.act !== 'correct' && !isLocalDate(act.on))
    return reason('directory/no-day', { day: String(act.on) });
  switch (act.act) {
    case 'set-up':
      return (
        notAName(act.name) ??
        notAName(act.short) ??
        taken(register, act.id, act.name, act.region, act.on) ??
        place(register, act, act.on)
      );
    case 'rename':
      return (
        living(register, act.unit, act.on) ??
        after(unitOf(register, act.unit), act.on) ??
        another(register, act.unit, act.on, act)
      );
    case 'correct':
      return living(register, act.unit, register.today) ?? another(register, act.unit, register.today, act);
    case 'move':
      return living(register, act.unit, act.on) ?? moved(register, act);
    case 'merge': {
      const { units, into, on } = act;
      if (units.length === 0) return reason('directory/none-named');
      if (new Set([...units, into]).size <= units.length) return reason('directory/twice-named');
      return (
        first([...units], (unit) => ending(register, unit, on)) ??
        goesOn(register, into, on) ??
        first([...units], (unit) => (isAbove(register, unit, into) ? above(register, unit, into) : null))
      );
    }
    case 'split':
      return living(register, act.unit, act.on) ?? divided(register, act);
    case 'abolish': {
      const { unit, successor, on, posts } = act;
      if (successor === unit) return reason('directory/twice-named');
      if (successor === null && posts === 'follow') return reason('directory/posts-to-nobody');
      return (
        ending(register, unit, on) ??
        (successor === null
          ? withoutParts(register, unit, on)
          : (goesOn(register, successor, on) ??
            (isAbove(register, unit, successor) ? above(register, unit, successor) : null)))
      );
    }
  }
}

/**
 * What stands in the directory afterwards.
 * @throws {Refusal} exactly when there is a reason against it
 */
export function reorganise(register: Register, act: UnitAct): Reorganised {
  const against = reasonAgainst(register, act);
  if (against) throw new Refusal(against.code, against.parameters);
  switch (act.act) {
    case 'set-up':
      return only(made(act, act));
    case 'rename': {
      const unit = unitOf(register, act.unit);
      return only({ ...unit, names: renamed(unit.names, act.on, act.name, act.short) });
    }
    case 'correct': {
      const unit = unitOf(register, act.unit);
      const wrong = nameOn(unit.names, register.today);
      const names = unit.names.map((one) =>
        one === wrong ? { ...one, name: act.name, short: act.short } : one,
      );
      return only({ ...unit, names });
    }
    case 'move': {
      const unit = unitOf(register, act.unit);
      const places = [...unit.places, { until: act.on, region: unit.region, parent: unit.parent }];
      return only({ ...unit, region: act.region, parent: act.parent, places });
    }
    case 'merge':
      return inTurn(
        register,
        act.units.map((unit) => (now) => closed(now, unit, act.into, act.on, act.posts)),
      );
    case 'split': {
      const unit = unitOf(register, act.unit);
      const parts = act.parts.map((part) => made(part, { ...unit, on: act.on }));
      if (act.successor === null) return { units: parts, regions: [], posts: [] };
      const { units, ...rest } = closed(register, act.unit, act.successor, act.on, act.posts);
      return { ...rest, units: [...parts, ...units] };
    }
    case 'abolish':
      return closed(register, act.unit, act.successor, act.on, act.posts);
  }
}

/** A unit that ends: its parts go to the one that takes over, its posts go there or end. */
export function closed(
  register: Register,
  id: UnitId,
  successor: UnitId | null,
  on: LocalDate,
  posts: PostsGo,
): Reorganised {
  const unit = unitOf(register, id);
  const parts = partsOf(register, id, on).filter((part) => part.id !== successor);
  const go: PostsMove = { unit: id, to: posts === 'follow' ? successor : null, on };
  return {
    units: [
      { ...unit, until: on, successor, names: ended(unit.names, on) },
      ...parts.map((part) => ({
        ...part,
        parent: successor,
        places: [...part.places, { until: on, region: part.region, parent: part.parent }],
      })),
    ],
    regions: [],
    posts: [go],
  };
}

function only(unit: RegisteredUnit): Reorganised {
  return { units: [unit], regions: [], posts: [] };
}

function made(
  { id, name, short }: NewUnit,
  { on, line, region, parent }: Pick<RegisteredUnit, 'line' | 'region' | 'parent'> & { on: LocalDate },
): RegisteredUnit {
  return {
    ...{ id, line, region, parent, functionKey: null, successor: null, from: on, until: null, places: [] },
    names: [{ from: on, until: null, name, short }],
  };
}

function unitOf({ units }: Register, id: UnitId): RegisteredUnit {
  return units.get(id) as RegisteredUnit;
}

/** What a unit is called on a day, for a sentence. */
function called({ units, today }: Register, id: UnitId): string {
  return nameOn(units.get(id)?.names ?? [], today)?.name ?? id;
}

function first(
  units: readonly UnitId[],
  against: (unit: UnitId) => DirectoryReason | null,
): DirectoryReason | null {
  for (const unit of units) {
    const found = against(unit);
    if (found) return found;
  }
  return null;
}

/** There is such a unit, and on this day it exists. */
export function living(register: Register, id: UnitId, on: LocalDate): DirectoryReason | null {
  const unit = register.units.get(id);
  if (!unit) return reason('directory/no-unit', { id });
  const name = called(register, id);
  if (unit.until !== null && unit.until <= on) return reason('directory/ended', { name, day: unit.until });
  if (on < unit.from) return reason('directory/not-yet', { name, day: unit.from });
  return null;
}

/** It exists on this day, and its end is not decided. */
function goesOn(register: Register, id: UnitId, on: LocalDate): DirectoryReason | null {
  const against = living(register, id, on);
  if (against) return against;
  const { until } = unitOf(register, id);
  return until === null ? null : reason('directory/ends', { name: called(register, id), day: until });
}

/** Changes come one after the other: nothing is written behind what is already known of a later day. */
function after(unit: RegisteredUnit, on: LocalDate): DirectoryReason | null {
  const name = unit.names.at(-1);
  const last = [name?.from, unit.places.at(-1)?.until]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return last !== undefined && on <= last
    ? reason('directory/later-change', { name: name?.name ?? unit.id, day: last })
    : null;
}

/** It can end on this day. */
function ending(register: Register, id: UnitId, on: LocalDate): DirectoryReason | null {
  const against = goesOn(register, id, on) ?? after(unitOf(register, id), on);
  if (against) return against;
  const later = partsOf(register, id, on).find((part) => on <= lastPlaceOf(part));
  return later
    ? reason('directory/later-change', { name: called(register, later.id), day: lastPlaceOf(later) })
    : null;
}

function another(
  register: Register,
  id: UnitId,
  on: LocalDate,
  { name, short }: { readonly name: string; readonly short: string },
): DirectoryReason | null {
  const unit = unitOf(register, id);
  const now = nameOn(unit.names, on);
  return (
    notAName(name) ??
    notAName(short) ??
    (now?.name === name && now.short === short ? reason('directory/same-name', { name }) : null) ??
    taken(register, id, name, unit.region, on)
  );
}

/** Two units of a region do not bear the same full name at the same time. */
function taken(
  { units }: Register,
  id: UnitId,
  name: string,
  region: string | null,
  on: LocalDate,
): DirectoryReason | null {
  for (const unit of units.values()) {
    if (unit.id === id || unit.region !== region) continue;
    const bears = unit.names.some((one) => one.name === name && (one.until === null || on < one.until));
    if (bears) return reason('directory/name-taken', { name });
  }
  return null;
}

function place(
  register: Register,
  { region, parent }: Pick<RegisteredUnit, 'region' | 'parent'>,
  on: LocalDate,
): DirectoryReason | null {
  return inRegion(register, region, on) ?? (parent === null ? null : goesOn(register, parent, on));
}

function inRegion({ regions }: Register, code: string | null, on: LocalDate): DirectoryReason | null {
  if (code === null) return null;
  const region = regions.get(code);
  if (!region) return reason('directory/no-region', { code });
  const { until } = lifeOf(region);
  if (existsOn(lifeOf(region), on)) return null;
  return reason('directory/ended', { name: nameOn(region.names, on)?.name ?? code, day: until ?? on });
}

function moved(register: Register, act: Extract<UnitAct, { act: 'move' }>): DirectoryReason | null {
  const unit = unitOf(register, act.unit);
  // Where a unit stands has no future: whoever looks it up wants to know where it is.
  if (act.on > register.today) return reason('directory/day-ahead', { today: register.today });
  if (unit.region === act.region && unit.parent === act.parent) return reason('directory/no-change');
  if (act.parent === act.unit) return reason('directory/twice-named');
  const last = lastPlaceOf(unit);
  if (act.on <= last) return reason('directory/later-change', { name: called(register, unit.id), day: last });
  return (
    place(register, act, act.on) ??
    (act.parent !== null && isAbove(register, act.unit, act.parent)
      ? above(register, act.unit, act.parent)
      : null) ??
    taken(register, unit.id, nameOn(unit.names, act.on)?.name ?? '', act.region, act.on)
  );
}

function divided(register: Register, act: Extract<UnitAct, { act: 'split' }>): DirectoryReason | null {
  const { unit, parts, successor, on, posts } = act;
  if (parts.length === 0) return reason('directory/none-named');
  const names = new Set(parts.map(({ name }) => name));
  const ids = new Set(parts.map(({ id }) => id));
  if (names.size < parts.length || ids.size < parts.length) return reason('directory/twice-named');
  if (successor !== null && !ids.has(successor)) return reason('directory/no-unit', { id: successor });
  if (successor === null && posts === 'end') return reason('directory/posts-stay');
  const { region } = unitOf(register, unit);
  const part = ({ name, short, id }: NewUnit) =>
    notAName(name) ?? notAName(short) ?? taken(register, successor === null ? id : unit, name, region, on);
  for (const one of parts) {
    const against = register.units.has(one.id) ? reason('directory/twice-named') : part(one);
    if (against) return against;
  }
  return successor === null ? null : ending(register, unit, on);
}

/** 下属单位: what belongs to a unit and still exists on the day. */
function partsOf({ units }: Register, id: UnitId, on: LocalDate): readonly RegisteredUnit[] {
  return [...units.values()].filter((unit) => unit.parent === id && (unit.until === null || on < unit.until));
}

function withoutParts(register: Register, id: UnitId, on: LocalDate): DirectoryReason | null {
  const parts = partsOf(register, id, on);
  if (parts.length === 0) return null;
  return reason('directory/has-parts', { name: called(register, id), count: parts.length });
}

/** Whether `upper` stands somewhere above `lower`. */
function isAbove({ units }: Register, upper: UnitId, lower: UnitId): boolean {
  const seen = new Set<UnitId>();
  for (let at = units.get(lower)?.parent ?? null; at !== null && !seen.has(at); ) {
    if (at === upper) return true;
    seen.add(at);
    at = units.get(at)?.parent ?? null;
  }
  return false;
}

function above(register: Register, upper: UnitId, lower: UnitId): DirectoryReason {
  return reason('directory/below-itself', { name: called(register, upper), part: called(register, lower) });
}
