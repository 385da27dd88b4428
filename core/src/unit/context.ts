import type { Directory } from './directory.ts';
import { LEVEL } from './form.ts';
import { guessedLevel } from './guess.ts';
import { matchesAt } from './match.ts';
import { namesFrom } from './names.ts';
import { levelBit, type Region } from './region.ts';
import { chosenForm, unitId } from './resolve.ts';
import type { UnitContext } from './unit.ts';

export interface ContextFacts {
  readonly issuer?: string | null;
  readonly year?: number | null;
}

/**
 * The directory as a document's issuer sees it. An issuer that the directory does not know still has its level and its
 * region's name where these can be read off (临川市人民政府: a city); `issuer` null leaves everything open.
 */
export function contextOf(directory: Directory, { issuer, year }: ContextFacts): UnitContext {
  const name = issuer?.trim() ?? '';
  const empty: UnitContext = { issuer: null, region: null, level: null, year: year ?? null, directory };
  if (name === '') return empty;
  const known = issuerIn(directory, name);
  if (known) {
    const { region, level, id } = known;
    // What follows the region may be an office that the directory does not have: 领导小组办公室.
    const whole = known.span[1] === name.length;
    return { ...empty, issuer: { id: whole ? id : null, name }, region, level };
  }
  return { ...empty, issuer: { id: null, name }, level: guessedLevel(name) };
}

/** 2024年成都市…, 关于成都市…: what may stand before the organ or region of a title. */
const LEADING = /^\s{0,8}(?:关于(?:印发)?)?(?:\d{4}年度?)?/;

/** What stands at the beginning of a title or an issuer's name. */
export interface IssuerFound {
  /** 国务院办公厅; the region alone (四川省) where only that can be told. */
  readonly name: string;
  readonly span: readonly [start: number, end: number];
  readonly id: string | null;
  readonly region: string | null;
  readonly level: UnitContext['level'];
  /** A unit is named, not only its region. */
  readonly exact: boolean;
}

/**
 * The issuing organ that a title begins with: 国务院办公厅关于…的通知, 中共四川省委办公厅…; for 四川省新型城镇化…重点任务
 * the region. Null where it begins with neither, or with a region that no name tells from another (朝阳区).
 */
export function issuerIn(directory: Directory, text: string): IssuerFound | null {
  const start = LEADING.exec(text)?.[0].length ?? 0;
  const matches = matchesAt(directory, text, start);
  const alone = regionAt(directory, text, start);
  for (const match of matches) {
    const region = match.regions.at(-1) ?? null;
    const national = match.forms.filter((form) => form.levels & LEVEL.national);
    if (!region && match.word !== null) continue;
    if (!region && match.zone) {
      const zoneRegion = directory.regions.byCode.get(match.zone.region);
      return {
        name: text.slice(start, match.end),
        span: [start, match.end],
        id: `${match.zone.region}/${match.zone.name}`,
        region: match.zone.region,
        level: zoneRegion ? 'city' : null,
        exact: true,
      };
    }
    if (!region && national.length === 0) continue;
    if (match.regions.length > 0 && ambiguous(match.regions, matches)) continue;
    const form = chosenForm(
      region ? match.forms : national,
      region ? levelBit(region) : LEVEL.national,
      null,
      match.party,
    )[0];
    return {
      name: text.slice(start, match.end),
      span: [start, match.end],
      id: form ? unitId(region?.code ?? '000000', form.unit) : null,
      region: region?.code ?? null,
      level: region ? region.level : 'national',
      exact: true,
    };
  }
  if (!alone) return guessed(text, start);
  return {
    name: text.slice(start, alone.end),
    span: [start, alone.end],
    id: null,
    region: alone.region.code,
    level: alone.region.level,
    exact: false,
  };
}

/** 临川市2031年…, 临川市人民政府关于…: a region that the directory does not have. */
function guessed(text: string, start: number): IssuerFound | null {
  const match =
    /^([\u4e00-\u9fff]{1,8}?[省市县区州盟旗镇乡])(人民政府办公[厅室]|人民政府|委员会)?(?=关于|\d{4}|“|贯彻|落实|国民|推进|促进|政府工作)/.exec(
      text.slice(start, start + 40),
    );
  if (!match) return null;
  const name = match[0];
  return {
    name,
    span: [start, start + name.length],
    id: null,
    region: null,
    level: guessedLevel(name),
    exact: match[2] !== undefined,
  };
}

function ambiguous(regions: readonly Region[], matches: readonly { readonly regions: readonly Region[] }[]) {
  const last = regions.at(-1);
  return matches.some((match) => {
    const other = match.regions.at(-1);
    return other && last && other.code !== last.code && other.name === last.name && other.until === null;
  });
}

/** The longest chain of regions at this place: 四川省, 绵阳市涪城区. Null for a name that several regions bear. */
export function regionAt(
  directory: Directory,
  text: string,
  at: number,
): { readonly region: Region; readonly end: number } | null {
  for (const { name, of } of namesFrom(directory.regionNames(), text, at)) {
    if (!text.startsWith(name, at)) continue;
    const living = of.filter((region) => region.until === null);
    const among = living.length > 0 ? living : of;
    const full = among.filter((region) => region.name === name);
    const candidates = full.length > 0 ? full : among.filter((region) => region.level !== 'county');
    // 吉林 is the province before it is the city.
    const top = candidates.filter((region) => region.level === 'province');
    const [region, second] = top.length > 0 ? top : candidates;
    if (!region || second) return null;
    let end = at + name.length;
    let inner = region;
    for (let depth = 0; depth < 2 && inner.level !== 'county'; depth++) {
      const next = innerRegion(directory, text, end, inner);
      if (!next) break;
      inner = next.region;
      end = next.end;
    }
    return { region: inner, end };
  }
  return null;
}

function innerRegion(directory: Directory, text: string, at: number, outer: Region) {
  const trunk = outer.level === 'province' ? outer.code.slice(0, 2) : outer.code.slice(0, 4);
  for (const { name, of } of namesFrom(directory.regionNames(), text, at)) {
    if (!text.startsWith(name, at)) continue;
    const region = of.find((one) => one.code.startsWith(trunk) && one !== outer && one.name === name);
    if (region) return { region, end: at + name.length };
  }
  return null;
}
