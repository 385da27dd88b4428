import { Refusal } from '@luodi/core/base';
import type { PersonCode, ScopeCode } from '@luodi/core/message';
import {
  type PostsGo,
  type RegionAct,
  type Register,
  type Reorganised,
  reasonAgainst,
  reasonAgainstRegions,
  reorganise,
  reorganiseRegions,
  type UnitAct,
  type UnitLine,
} from '@luodi/core/unit';
import { administratorsIn } from '../../scope/administrators.ts';
import { requireDirectory, type UnitLineage } from '../../scope/directory.ts';
import type { Role } from '../../scope/who.ts';
import { movePosts } from '../../store/directory/posts-go.ts';
import { type HeldRegister, registerOfRegions, registerOfUnits } from '../../store/directory/register.ts';
import { saveReorganised } from '../../store/directory/save.ts';
import { sortKeys } from '../../store/directory/sort-key.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { type RegionView, regionView } from '../../views/directory/regions.ts';
import { type UnitView, unitView } from '../../views/directory/units.ts';
import { type Answered, type Done, type Held, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { found, whoIn } from '../people/asked.ts';
import { dayAt } from '../people/today.ts';
import { requireVersion } from '../stale.ts';

interface Named {
  readonly name: string;
  readonly short: string;
}

/** What somebody wants done to a unit; ids of new units are given by the program. */
export type UnitWish =
  | ({ readonly act: 'rename'; readonly on: string } & Named)
  | ({ readonly act: 'correct' } & Named)
  | {
      readonly act: 'move';
      readonly region: string | null;
      readonly parent: string | null;
      readonly on: string;
    }
  | {
      /** The unit takes over from these. */
      readonly act: 'merge';
      readonly units: readonly string[];
      readonly on: string;
      readonly posts: PostsGo;
    }
  | {
      readonly act: 'split';
      readonly parts: readonly Named[];
      /** Place of the part that takes over, from 0; null where the unit goes on beside them. */
      readonly successor: number | null;
      readonly on: string;
      readonly posts: PostsGo;
    }
  | {
      readonly act: 'abolish';
      readonly successor: string | null;
      readonly on: string;
      readonly posts: PostsGo;
    };

/** A unit that is to be set up. */
export interface SettingUp extends Named {
  readonly line: UnitLine;
  readonly region: string | null;
  readonly parent: string | null;
  readonly on: string;
}

/** What somebody wants done to a region. */
export type RegionWish =
  | ({ readonly act: 'rename'; readonly on: string } & Named)
  | {
      /** The region takes in these. */
      readonly act: 'merge';
      readonly regions: readonly string[];
      readonly on: string;
      readonly posts: PostsGo;
    }
  | ({
      readonly act: 'replace';
      readonly code: string;
      readonly on: string;
      readonly posts: PostsGo;
    } & Named);

/**
 * 设立单位: a unit of the installation's own, with an id of its own.
 * @throws {Refusal} `directory/…`, `scope/…`
 */
export function setUpUnit(ground: Ground, asking: Asking, wish: SettingUp): Promise<Answered<UnitView>> {
  const id = ground.newId();
  return actOnUnit(ground, asking, id, { act: 'set-up', id, ...wish }, null);
}

/**
 * 机构改革: something is done to a unit, from a day on. Its history stays, posts follow or end, whoever took over is
 * noted.
 * @param version the version that the person saw; null: whichever
 * @throws {Refusal} `directory/…`, `scope/…`, `door/stale`, `person/administrators-apart`
 */
export function reorganiseUnit(
  ground: Ground,
  asking: Asking,
  id: string,
  wish: UnitWish,
  version: number | null,
): Promise<Answered<UnitView>> {
  return actOnUnit(ground, asking, id, actOf(id, wish, ground.newId), version);
}

function actOf(id: string, wish: UnitWish, newId: () => string): UnitAct {
  switch (wish.act) {
    case 'merge':
      return { ...wish, into: id };
    case 'split': {
      const parts = wish.parts.map((part) => ({ ...part, id: newId() }));
      const successor = wish.successor === null ? null : (parts[wish.successor]?.id ?? '');
      return { ...wish, unit: id, parts, successor };
    }
    default:
      return { ...wish, unit: id };
  }
}

function actOnUnit(
  ground: Ground,
  asking: Asking,
  id: string,
  act: UnitAct,
  version: number | null,
): Promise<Answered<UnitView>> {
  const who = whoIn(asking);
  const name = { programme: DIRECTORY, act: `unit/${act.act}`, subject: { kind: 'unit', id } };
  return perform(ground, asking, name, async (held) => {
    const today = dayAt(held.at);
    const register = await registerOfUnits(held.tx, namedIn(act), today);
    if (act.act !== 'set-up' && !register.units.has(id)) throw new Refusal<ScopeCode>('scope/not-found');
    requireDirectory(act.act, who, touchedBy(register, act));
    const view = async (on = today) => found(await unitView(held.tx, who, id, on));
    await requireVersion(version, register.versions.get(id) ?? 0, view);
    const against = reasonAgainst(register, act);
    if (against) throw new Refusal(against.code, against.parameters);
    const done = reorganise(register, act);
    const posts = await written(ground, held, register, done, today);
    // What is set up for later is shown as of then.
    const answer = await view('on' in act && act.act === 'set-up' && act.on > today ? act.on : today);
    return { answer, facts: told({ ...act, posts }), units: done.units.map(({ id: unit }) => unit) };
  });
}

/**
 * 行政区划调整: a region gets a new name, takes in others, or is replaced by one of another code (撤县设区), with its
 * units.
 * @throws {Refusal} `directory/…`, `scope/…`, `door/stale`, `person/administrators-apart`
 */
export function reorganiseRegion(
  ground: Ground,
  asking: Asking,
  code: string,
  wish: RegionWish,
  version: number | null,
): Promise<Answered<RegionView>> {
  const who = whoIn(asking);
  const act: RegionAct =
    wish.act === 'merge'
      ? { ...wish, act: 'merge-regions', into: code }
      : wish.act === 'replace'
        ? { ...wish, act: 'replace-region', region: code }
        : { ...wish, act: 'rename-region', region: code };
  const name = { programme: DIRECTORY, act: `region/${wish.act}`, subject: { kind: 'region', id: code } };
  return perform(ground, asking, name, async (held) => {
    const today = dayAt(held.at);
    const named = [code, ...('regions' in act ? act.regions : []), ...('code' in act ? [act.code] : [])];
    const register = await registerOfRegions(held.tx, named, today);
    if (!register.regions.has(code)) throw new Refusal<ScopeCode>('scope/not-found');
    requireDirectory(act.act, who);
    const view = async () => found(await regionView(held.tx, who, code, today));
    await requireVersion(version, register.versions.get(code) ?? 0, view);
    const against = reasonAgainstRegions(register, act);
    if (against) throw new Refusal(against.code, against.parameters);
    const done = reorganiseRegions(register, act);
    const posts = await written(ground, held, register, done, today);
    return {
      answer: await view(),
      facts: told({ ...act, posts }),
      units: done.units.map(({ id: unit }) => unit),
    };
  });
}

/** Writes it down; what became of the posts, for the journal. */
async function written(
  ground: Ground,
  held: Held,
  register: HeldRegister,
  done: Reorganised,
  today: string,
): Promise<{ readonly ended: readonly string[]; readonly followed: Readonly<Record<string, string>> }> {
  await saveReorganised(held, register, done, await sortKeys());
  const { ended, followed, roles } = await movePosts(held, done.posts, ground.newId, today);
  requireOrdinary(roles);
  return { ended, followed };
}

/**
 * Posts of administrators follow or are ended by those who administer them, never by the way.
 * @throws {Refusal} `person/administrators-apart`
 */
export function requireOrdinary(roles: readonly Role[]): void {
  if (administratorsIn(roles).length > 0) throw new Refusal<PersonCode>('person/administrators-apart');
}

/** An act is plain values: what the journal takes. */
function told(act: object): Done<never>['facts'] {
  return act as Done<never>['facts'];
}

/** What has to be read for an act. */
function namedIn(act: UnitAct) {
  const names = 'name' in act ? [act.name] : 'parts' in act ? act.parts.map(({ name }) => name) : [];
  const units = new Set<string>();
  if ('unit' in act) units.add(act.unit);
  if ('units' in act) for (const unit of act.units) units.add(unit);
  if ('into' in act) units.add(act.into);
  if ('parent' in act && act.parent !== null) units.add(act.parent);
  if ('successor' in act && act.successor !== null) units.add(act.successor);
  const regions = 'region' in act && act.region !== null ? [act.region] : [];
  return { units: [...units], regions, names };
}

/** Every unit that an act touches, with those above it. A part that takes over is none yet. */
function touchedBy(register: Register, act: UnitAct): readonly UnitLineage[] {
  if (act.act === 'set-up') return [[act.id, ...(act.parent === null ? [] : lineage(register, act.parent))]];
  const { units } = namedIn(act);
  // Whatever it is moved below has to be one's own, but may be the own unit itself.
  return units
    .filter((id) => act.act !== 'split' || id === act.unit)
    .map((id) =>
      act.act === 'move' && id === act.parent ? ['', ...lineage(register, id)] : lineage(register, id),
    );
}

function lineage({ units }: Register, id: string): UnitLineage {
  const line: string[] = [];
  for (let at: string | null = id; at !== null && !line.includes(at); at = units.get(at)?.parent ?? null)
    line.push(at);
  return line;
}
