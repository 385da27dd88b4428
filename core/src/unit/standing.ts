import type { Directory } from './directory.ts';
import { type Form, LEVEL, type StandingUnit } from './form.ts';
import type { UnitLine } from './records.ts';
import { levelBit, namePrefix, type Region } from './region.ts';
import { nameOf, type Owner, unitId } from './resolve.ts';
import type { UnitId } from './unit.ts';

/** A name from one day to another; `until` is the first day on which it no longer holds, null while it does. */
export interface DatedName {
  readonly from: string;
  readonly until: string | null;
  readonly name: string;
  readonly short: string;
}

/** 常设单位: a unit that follows from a region and a standing function, or a zone. */
export interface StandingBody {
  readonly id: UnitId;
  /** Six digits; null for national organs. */
  readonly region: string | null;
  /** Null for zones. */
  readonly functionKey: string | null;
  readonly line: UnitLine;
  readonly from: string;
  readonly until: string | null;
  /** The unit that took over for good; known only where it exists in the same region. */
  readonly successor: UnitId | null;
  /** In the order of their days, without overlap. */
  readonly names: readonly DatedName[];
}

/** 建国: the first day of what is older than the lists at hand. */
export const LONG_AGO = '1949-10-01';

/** The first day of a year; years without a day stand for it. */
export function dayOfYear(year: number | null): string {
  return year === null ? LONG_AGO : `${year}-01-01`;
}

/** Regions that the people's governments of the mainland do not govern. */
const ELSEWHERE: ReadonlySet<string> = new Set(['710000', '810000', '820000']);

/**
 * The standing units of a region, or of the nation where the code is null: every function that is borne at its level,
 * or those of these keys. Empty for unknown regions and those without people's governments.
 */
export function standingUnits(
  directory: Directory,
  code: string | null,
  keys: Iterable<string> = directory.units.keys(),
): readonly StandingBody[] {
  const owner = ownerNamed(directory, code);
  if (!owner) return [];
  const bodies: StandingBody[] = [];
  for (const key of keys) {
    const unit = directory.units.get(key);
    const body = unit && bodyOf(directory, owner, unit);
    if (body) bodies.push(body);
  }
  return bodies;
}

/** The standing unit, or the zone, of this id (`510100/财政`, `000000/教育`); null where there is none. */
export function standingUnitOf(directory: Directory, id: UnitId): StandingBody | null {
  const slash = id.indexOf('/');
  const [code, key] = [id.slice(0, slash), id.slice(slash + 1)];
  if (slash < 0) return null;
  const unit = directory.units.get(key);
  if (!unit) return zones(directory).find((zone) => zone.id === id) ?? null;
  const owner = ownerNamed(directory, code === NATIONAL ? null : code);
  return owner && bodyOf(directory, owner, unit);
}

/** 功能区: the zones that are no regions, as units of the regions that they lie in. */
export function zones(directory: Directory): readonly StandingBody[] {
  const { bucket, count } = directory.zones();
  const bodies = new Map<string, StandingBody>();
  for (let number = 1; number <= count; number++) {
    for (const { of } of bucket(number)) {
      for (const { name, region } of of) {
        const id = `${region}/${name}`;
        const dated: DatedName = { from: LONG_AGO, until: null, name, short: name };
        bodies.set(id, {
          ...{ id, region, functionKey: null, line: 'zone' as const, from: LONG_AGO, until: null },
          ...{ successor: null, names: [dated] },
        });
      }
    }
  }
  return [...bodies.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

const NATIONAL = '000000';

function ownerNamed(directory: Directory, code: string | null): Owner | null {
  if (code === null) return { code: NATIONAL, label: '', region: null, bit: LEVEL.national };
  const region = ELSEWHERE.has(code) ? undefined : regionNamed(directory, code);
  if (!region) return null;
  return { code, label: namePrefix(directory.regions, region), region, bit: levelBit(region) };
}

/** Former regions too: a plan of 2015 speaks of their governments. */
function regionNamed(directory: Directory, code: string): Region | undefined {
  const { byCode, former } = directory.regions;
  return byCode.get(code) ?? former.findLast((region) => region.code === code);
}

function bodyOf(directory: Directory, owner: Owner, unit: StandingUnit): StandingBody | null {
  const { region } = owner;
  const ofLeague = /(?:地区|盟)$/.test(region?.name ?? '');
  const borne = namesOver(unit, owner.bit, ofLeague);
  const [first, last] = [borne[0], borne.at(-1)];
  if (!first || !last) return null;
  const ended = region?.until == null ? null : dayOfYear(region.until);
  const until = earlier(last.until, ended);
  const names = borne
    .filter(({ from }) => until === null || from < until)
    .map(({ form, from, until: end }) => ({
      from,
      until: earlier(end, until),
      name: nameOf(owner, form),
      short: shortOf(owner, form),
    }));
  if (names.length === 0) return null;
  return {
    id: unitId(owner.code, unit),
    region: region?.code ?? null,
    functionKey: unit.key,
    line: unit.line,
    from: first.from,
    until,
    names,
    successor: until === null ? null : successorOf(directory, owner, unit, until === ended),
  };
}

/** The same function where the region took over, or the function that took over in the same region. */
function successorOf(directory: Directory, owner: Owner, unit: StandingUnit, withRegion: boolean) {
  if (withRegion) return owner.region?.into == null ? null : `${owner.region.into}/${unit.key}`;
  const next = unit.into === null ? undefined : directory.units.get(unit.into);
  return next?.forms.some((form) => form.levels & owner.bit) ? unitId(owner.code, next) : null;
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

interface Borne {
  readonly form: Form;
  readonly from: string;
  readonly until: string | null;
}

const borneBy = new WeakMap<StandingUnit, Map<string, readonly Borne[]>>();

/**
 * The names of a function at a level, one for every time: a name whose years are known goes before one without years,
 * then the order of the table counts. A name ends with the first day of the year in which the next begins.
 */
function namesOver(unit: StandingUnit, bit: number, ofLeague: boolean): readonly Borne[] {
  const levels = borneBy.get(unit) ?? new Map<string, readonly Borne[]>();
  borneBy.set(unit, levels);
  const key = `${bit} ${ofLeague}`;
  const known = levels.get(key);
  if (known) return known;
  const borne = ordered(unit.forms.filter((form) => form.levels & bit && governs(form, ofLeague)));
  levels.set(key, borne);
  return borne;
}

/** 地区 and 盟 are governed by 行政公署, all other regions by 人民政府. */
function governs({ full }: Form, ofLeague: boolean): boolean {
  return full === '行政公署' ? ofLeague : full !== '人民政府' || !ofLeague;
}

function ordered(forms: readonly Form[]): readonly Borne[] {
  const preferred = [...forms.filter(isDated), ...forms.filter((form) => !isDated(form))];
  const years = [...new Set(forms.flatMap(({ from, until }) => [from, until]))]
    .filter((year): year is number => year !== null)
    .sort((one, other) => one - other);
  const borne: Borne[] = [];
  for (let at = 0; at <= years.length; at++) {
    const [begin, end] = [years[at - 1] ?? null, years[at] ?? null];
    const form = preferred.find(
      (one) =>
        (one.from === null || (begin !== null && one.from <= begin)) &&
        (one.until === null || (end !== null && end <= one.until)),
    );
    if (!form) continue;
    const [from, until] = [dayOfYear(begin), end === null ? null : dayOfYear(end)];
    const before = borne.at(-1);
    if (before?.form.full === form.full && before.until === from)
      borne[borne.length - 1] = { ...before, until };
    else borne.push({ form, from, until });
  }
  return borne;
}

function isDated({ from, until }: Form): boolean {
  return from !== null || until !== null;
}

/** 省财政厅, 省委组织部, 成都市发展改革委: what the unit is called among those who know it. */
function shortOf(owner: Owner, form: Form): string {
  const { region } = owner;
  const short = form.shorts[0] ?? form.full;
  if (!region) return short;
  if (/[~{]/.test(short)) return short.replace(/~|\{r\}/, region.short).replace('{R}', owner.label);
  const whose = region.level === 'province' ? levelWord(region.name) : region.name;
  if (form.unit.line !== 'party' || short.startsWith('委')) return `${whose}${short}`;
  return whose === '自治区' ? `${whose}党委${short}` : `${whose}委${short}`;
}

function levelWord(name: string): string {
  return name.endsWith('自治区') ? '自治区' : name.slice(-1);
}
