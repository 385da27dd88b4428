import type { Directory } from './directory.ts';
import { type Form, isBorneIn, LEVEL, type StandingUnit } from './form.ts';
import { guessedRegionName } from './guess.ts';
import { type LevelWord, type Match, matchesAt } from './match.ts';
import { isMunicipality, levelBit, namePrefix, provinceOf, type Region } from './region.ts';
import type { UnitContext, UnitResolution } from './unit.ts';

/**
 * Whose unit it is: a region of the directory, or only a word for it where the document does not tell which region it
 * speaks of (市 in a national document). `code` is what ids begin with.
 */
export interface Owner {
  readonly code: string;
  readonly label: string;
  readonly region: Region | null;
  readonly bit: number;
}

/** No name of a unit is longer, its second plate in brackets included. */
const LONGEST = 80;
const UNKNOWN: UnitResolution = { kind: 'unknown', unit: null };
const NATIONAL: Owner = { code: '000000', label: '', region: null, bit: LEVEL.national };

/** `510000/发展改革`: region and standing function. */
export function unitId(code: string, unit: StandingUnit): string {
  return `${code}/${unit.key}`;
}

/**
 * What a written name means in a document of this issuer and year. `known` also where the region is only a word
 * (市发改局 in a national document is `市/发展改革`). A name of an earlier or later generation is `renamed`: `unit` is the
 * unit under the written name, `nameNow` what it (or its successor) is called in the year.
 */
export function resolveUnit(context: UnitContext, written: string): UnitResolution {
  const name = written.trim();
  if (name.length > LONGEST) return UNKNOWN;
  const whole = fullMatches(context.directory, name);
  if (whole.length > 0) return among(context, whole, name);
  // 县发改局（粮食局）, 市商务局（市粮食和物资储备局）: the second name plate in brackets.
  const plate = /^(.+?)[（〔(][^（）〔〕()]*[）〕)]$/.exec(name)?.[1];
  if (plate) {
    const first = fullMatches(context.directory, plate);
    if (first.length > 0) return among(context, first, plate);
  }
  // A place in a list of units stands for its government.
  if (PLACE.test(name)) {
    const office = /(?:地区|盟)$/.test(name) ? '行政公署' : '人民政府';
    const government = fullMatches(context.directory, name + office);
    if (government.some(({ regions }) => regions.length > 0)) return among(context, government, name);
  }
  return UNKNOWN;
}

const PLACE = /[省市县区州盟旗]$/;

function fullMatches(directory: Directory, name: string): readonly Match[] {
  return matchesAt(directory, name, 0).filter(({ end }) => end === name.length);
}

interface Candidate {
  readonly owner: Owner;
  readonly form: Form;
  /** The name as written, without its region. */
  readonly own: string;
}

function among(context: UnitContext, matches: readonly Match[], name: string): UnitResolution {
  const zone = matches.find((match) => match.zone !== null)?.zone;
  if (zone)
    return { kind: 'known', unit: { id: `${zone.region}/${zone.name}`, name: zoneName(zone.name, name) } };
  let candidates = distinct(matches.flatMap((match) => candidatesOf(context, match)));
  if (candidates.length === 0)
    candidates = distinct(matches.flatMap((match) => ofOtherLevel(context, match)));
  const near = nearest(context, candidates);
  const [first, second] = near;
  if (!first) return UNKNOWN;
  if (second) {
    return {
      kind: 'ambiguous',
      unit: null,
      candidates: near.map(({ owner, form }) => nameOf(owner, form)),
    };
  }
  return resolution(context, first);
}

function zoneName(zone: string, written: string): string {
  return /[委局室]$|委$|工委$/.test(written) ? `${zone}管理委员会` : zone;
}

/** A name that several regions bear means the one in the issuer's own region. */
function nearest(context: UnitContext, candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2 || context.region === null) return candidates;
  for (const trunk of [context.region, `${context.region.slice(0, 4)}00`, provinceOf(context.region)]) {
    const digits = trunk.replace(/(?:00){1,2}$/, '');
    const inside = candidates.filter(({ owner }) => owner.code.startsWith(digits));
    if (inside.length > 0) return inside;
  }
  return candidates;
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const ids = new Set<string>();
  return candidates.filter(({ owner, form }) => {
    const id = unitId(owner.code, form.unit);
    return !ids.has(id) && ids.add(id);
  });
}

function candidatesOf(context: UnitContext, match: Match): Candidate[] {
  const owner = ownerOfMatch(context, match);
  return chosenForm(match.forms, owner.bit, context.year, match.party).map((form) => ({
    owner,
    form,
    own: match.own,
  }));
}

/** 四川省发改局, 市财政厅: a name that the table has at another level only, still the region's unit. */
function ofOtherLevel(context: UnitContext, match: Match): Candidate[] {
  const owner = ownerOfMatch(context, match);
  if (owner.code === NATIONAL.code) return [];
  return chosenForm(match.forms, ~LEVEL.national, context.year, match.party)
    .slice(0, 1)
    .map((form) => ({ owner, form, own: match.own }));
}

function ownerOfMatch(context: UnitContext, match: Match): Owner {
  const region = match.regions.at(-1);
  if (region) {
    return ownerOf(context.directory, region.until === null ? region : successor(context, region));
  }
  return match.word === null ? ownerByForms(context, match.forms) : ownerByWord(context, match.word);
}

/** In a document of a year in which the region no longer had the name, its unit is that of the region that took over. */
function successor(context: UnitContext, region: Region): Region {
  if (context.year !== null && region.until !== null && context.year < region.until) return region;
  return (region.into !== null && context.directory.regions.byCode.get(region.into)) || region;
}

export function ownerOf(directory: Directory, region: Region): Owner {
  return {
    code: region.code,
    label: namePrefix(directory.regions, region),
    region,
    bit: levelBit(region),
  };
}

function ownerByWord(context: UnitContext, word: LevelWord): Owner {
  const { regions } = context.directory;
  const own = context.region === null ? undefined : regions.byCode.get(context.region);
  const at = (code: string | undefined): Owner | null => {
    const region = code === undefined ? undefined : regions.byCode.get(code);
    return region ? ownerOf(context.directory, region) : null;
  };
  switch (word) {
    case '省':
    case '自治区':
      return at(own && provinceOf(own.code)) ?? placeholder(context, word, LEVEL.province);
    case '市':
    case '州':
    case '盟':
    case '地区': {
      if (own && isMunicipality(provinceOf(own.code))) return at(provinceOf(own.code)) as Owner;
      if (own?.level === 'city') return ownerOf(context.directory, own);
      if (own?.level === 'county') {
        return (
          (own.name.endsWith(word) ? at(own.code) : at(own.parent ?? undefined)) ??
          placeholder(context, word, LEVEL.city)
        );
      }
      return placeholder(context, word, word === '市' ? LEVEL.city | LEVEL.municipality : LEVEL.city);
    }
    case '县':
    case '区':
    case '旗':
      if (own?.level === 'province' && own.name.endsWith('自治区')) return ownerOf(context.directory, own);
      return own?.level === 'county' && own.name.endsWith(word)
        ? ownerOf(context.directory, own)
        : placeholder(context, word, LEVEL.county);
    case '兵团':
      return { code: '兵团', label: '新疆生产建设兵团', region: null, bit: LEVEL.province };
    default:
      return word === '国家' ? NATIONAL : placeholder(context, word, LEVEL.county);
  }
}

/** The issuer's own region by name where it is not in the directory (临川市), else the level word itself. */
function placeholder(context: UnitContext, word: string, bit: number): Owner {
  const guess = context.region === null && context.issuer ? guessedRegionName(context.issuer.name) : null;
  const label = guess?.endsWith(word) ? guess : word;
  return { code: label, label, region: null, bit };
}

/** A name without region or level: the issuer's own unit if there can be one, else the level that bears the name. */
function ownerByForms(context: UnitContext, forms: readonly Form[]): Owner {
  let levels = 0;
  for (const form of forms) if (isBorneIn(form, context.year)) levels |= form.levels;
  if (levels === 0) for (const form of forms) levels |= form.levels;
  const own = context.region === null ? undefined : context.directory.regions.byCode.get(context.region);
  if (context.level === 'national' && levels & LEVEL.national) return NATIONAL;
  if (own) {
    const bit = levelBit(own);
    if (levels & bit) return ownerOf(context.directory, own);
    if (levels === LEVEL.national) return NATIONAL;
    const province = context.directory.regions.byCode.get(provinceOf(own.code));
    // 财政厅 in a city's document is the province's.
    if (
      own.level !== 'province' &&
      province &&
      levels & (LEVEL.province | LEVEL.municipality) &&
      !(levels & (LEVEL.city | LEVEL.county))
    ) {
      return ownerOf(context.directory, province);
    }
    if (levels & LEVEL.national) return NATIONAL;
    return placeholder(
      context,
      levels & LEVEL.city ? '市' : levels & LEVEL.county ? '县' : '省',
      levels & LEVEL.city ? LEVEL.city : levels & LEVEL.county ? LEVEL.county : LEVEL.province,
    );
  }
  if (levels & LEVEL.national && (context.level === null || levels === LEVEL.national)) return NATIONAL;
  const guess = context.issuer ? guessedRegionName(context.issuer.name) : null;
  if (guess !== null && context.level !== null && context.level !== 'national') {
    const bit =
      context.level === 'province' ? LEVEL.province : context.level === 'city' ? LEVEL.city : LEVEL.county;
    if (levels & bit) return { code: guess, label: guess, region: null, bit };
  }
  if (!(levels & (LEVEL.city | LEVEL.county)))
    return { code: '省', label: '省', region: null, bit: LEVEL.province };
  return { code: '本级', label: '', region: null, bit: levels & LEVEL.city ? LEVEL.city : LEVEL.county };
}

/**
 * The forms that a name at a level can be, one for each unit: those borne in the year first; party units where the
 * party's committee is named, others where it is not.
 */
export function chosenForm(forms: readonly Form[], bit: number, year: number | null, party: boolean): Form[] {
  let fitting = forms.filter((form) => form.levels & bit);
  const sameSide = fitting.filter((form) => (form.unit.line === 'party') === party);
  if (sameSide.length > 0) fitting = sameSide;
  // Party offices are also written without 委 (市网信办), but 县委督查室 is never the government's.
  const borne = fitting.filter((form) => isBorneIn(form, year) && (year !== null || form.until === null));
  if (borne.length > 0) fitting = borne;
  const chosen: Form[] = [];
  for (const form of fitting) if (!chosen.some(({ unit }) => unit === form.unit)) chosen.push(form);
  return chosen;
}

/** Full name of a unit: region and name, the party's and the league's as they are written. */
export function nameOf(owner: Owner, form: Form): string {
  const { label, region } = owner;
  const { full } = form;
  if (form.levels & LEVEL.national && owner.bit === LEVEL.national) return full;
  if (full.includes('{')) return full.replace('{R}', label).replace('{r}', region?.short ?? label);
  if (form.unit.line !== 'party' || label === '') return label + full;
  return label.endsWith('自治区') || label.endsWith('兵团') ? `${label}党委${full}` : `中共${label}委${full}`;
}

/** Whether a short form is made of characters of the full name in their order: 经信厅 of 经济和信息化厅. */
function abbreviates(short: string, full: string): boolean {
  let at = 0;
  for (const character of short) {
    at = full.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** 大数据中心, 水务局: a place's own name where the usual one is 大数据发展管理局, 水利局; else the usual full name. */
function ownName(owner: Owner, form: Form, own: string): string {
  const full = form.full.replace(/\{[Rr]\}/, '~');
  if (form.levels & LEVEL.national || abbreviates(own.replace('~', ''), full)) return nameOf(owner, form);
  if (own.includes('~')) return own.replace('~', owner.region?.short ?? owner.label);
  return nameOf(owner, { ...form, full: own });
}

function resolution(context: UnitContext, { owner, form, own }: Candidate): UnitResolution {
  const { directory, year } = context;
  const unit = { id: unitId(owner.code, form.unit), name: ownName(owner, form, own) };
  if (year === null || isBorneIn(form, year)) return { kind: 'known', unit };
  const now = formIn(directory, form.unit, owner.bit, year);
  if (!now) return { kind: 'known', unit };
  return { kind: 'renamed', unit, nameNow: nameOf(owner, now) };
}

/** The name that a unit, or the one that took over its work, bears at a level in a year. */
export function formIn(directory: Directory, unit: StandingUnit, bit: number, year: number): Form | null {
  let current: StandingUnit | undefined = unit;
  for (let step = 0; current && step < 6; step++) {
    const form = current.forms.find((one) => one.levels & bit && isBorneIn(one, year));
    if (form) return form;
    current = current.into === null ? undefined : directory.units.get(current.into);
  }
  return null;
}
