import type { Directory, Zone } from './directory.ts';
import type { Form } from './form.ts';
import { namesFrom } from './names.ts';
import type { Region } from './region.ts';

/** Level words that stand for the region of the issuer's own level: 省财政厅, 市委组织部, 州发展改革委. */
export type LevelWord =
  | '国家'
  | '省'
  | '自治区'
  | '兵团'
  | '市'
  | '州'
  | '盟'
  | '地区'
  | '县'
  | '区'
  | '旗'
  | '师'
  | '团';

/** One way to read a name: where it ends, which region it names and how, what is left over as the unit's own name. */
export interface Match {
  readonly end: number;
  /** Regions the name begins with or holds, the smallest last; several where the name of the smallest is borne by several. */
  readonly regions: readonly Region[];
  readonly word: LevelWord | null;
  /** 市委组织部, 中共四川省委组织部: the party's committee is named. */
  readonly party: boolean;
  readonly forms: readonly Form[];
  /** The unit's own name as written, `~` where the region stands inside; empty where only its forerunner words are. */
  readonly own: string;
  readonly zone: Zone | null;
}

/** Level words at the beginning of names; those with 委 name the party's committee. The longest first. */
const WORDS: readonly (readonly [written: string, word: LevelWord, party: boolean])[] = [
  ['中共省委', '省', true],
  ['中共市委', '市', true],
  ['中共县委', '县', true],
  ['中共区委', '区', true],
  ['自治区党委', '自治区', true],
  ['自治区', '自治区', false],
  ['兵团党委', '兵团', true],
  ['兵团', '兵团', false],
  ['地区', '地区', false],
  ['地委', '地区', true],
  ['省委', '省', true],
  ['市委', '市', true],
  ['州委', '州', true],
  ['盟委', '盟', true],
  ['县委', '县', true],
  ['区委', '区', true],
  ['旗委', '旗', true],
  ['省', '省', false],
  ['市', '市', false],
  ['州', '州', false],
  ['盟', '盟', false],
  ['县', '县', false],
  ['区', '区', false],
  ['旗', '旗', false],
];
const WORD_HEADS = new Set([...WORDS].map(([written]) => written.charCodeAt(0)));

/** The longest known name of a unit that begins at `at`, with every way to read it; an empty list if none does. */
export function matchesAt(directory: Directory, text: string, at: number): readonly Match[] {
  const found: Match[] = [];
  bare(directory, text, at, [], null, false, found);
  inlaid(directory, text, at, found);
  if (WORD_HEADS.has(text.charCodeAt(at))) {
    for (const [written, word, party] of WORDS) {
      if (text.startsWith(written, at)) tail(directory, text, at + written.length, [], word, party, found);
    }
  }
  league(directory, text, at, found);
  const from = text.startsWith('中共', at) ? at + 2 : at;
  withRegion(directory, text, from, [], 0, found);
  zoneOffice(directory, text, at, [], found);
  let end = -1;
  for (const match of found) if (match.end > end) end = match.end;
  return found.filter((match) => match.end === end);
}

/** 信访办法, 教育部门, 公安局长: what makes another word of the last character of a name. */
const CONTINUED: Readonly<Record<string, string>> = {
  办: '法理公学事案结',
  部: '门署分队长',
  局: '面势部限长',
  委: '托员',
  院: '校士长',
  会: '议长',
  社: '会区',
  厅: '长',
  署: '名',
};

/** The unit's own name at `at`, the regions before it being read. */
function bare(
  directory: Directory,
  text: string,
  at: number,
  regions: readonly Region[],
  word: LevelWord | null,
  party: boolean,
  found: Match[],
): void {
  for (const { name, of } of namesFrom(directory.unitNames(), text, at)) {
    if (!text.startsWith(name, at)) continue;
    const end = at + name.length;
    if (CONTINUED[text.charAt(end - 1)]?.includes(text.charAt(end)) && end < text.length) continue;
    found.push({ end, regions, word, party, forms: of, own: name, zone: null });
    // A shorter name may be read too, but only the longest counts at this place.
    return;
  }
}

/** 省政府国资委, 市政府办公室: the government may stand before its department. */
function tail(
  directory: Directory,
  text: string,
  at: number,
  regions: readonly Region[],
  word: LevelWord | null,
  party: boolean,
  found: Match[],
): void {
  bare(directory, text, at, regions, word, party, found);
  if (party) partyCommittee(directory, text, at, regions, word, found);
  if (text.startsWith('党委', at)) bare(directory, text, at + 2, regions, word, true, found);
  if (text.startsWith('委', at) && regions.length > 0) {
    const after = text.startsWith('委员会', at) ? at + 3 : at + 1;
    bare(directory, text, after, regions, word, true, found);
    partyCommittee(directory, text, after, regions, word, found);
  }
  for (const government of ['人民政府', '政府']) {
    if (text.startsWith(government, at)) {
      bare(directory, text, at + government.length, regions, word, false, found);
      break;
    }
  }
}

/** 省委, 成都市委 as a body of its own. */
function partyCommittee(
  directory: Directory,
  text: string,
  at: number,
  regions: readonly Region[],
  word: LevelWord | null,
  found: Match[],
): void {
  const committee = directory.units.get('党委');
  if (!committee) return;
  const forms = committee.forms.filter(({ levels }) => levels > 1);
  const written = text.charCodeAt(at - 1);
  // 委, 委员会 or 党委 has just been read.
  if (written === 0x59d4 || written === 0x4f1a) {
    found.push({ end: at, regions, word, party: true, forms, own: '', zone: null });
  }
}

/** 共青团四川省委, 团市委. */
function league(directory: Directory, text: string, at: number, found: Match[]): void {
  const head = text.startsWith('共青团', at) ? 3 : text[at] === '团' ? 1 : 0;
  const unit = head > 0 ? directory.units.get('共青团') : undefined;
  if (!unit) return;
  const forms = unit.forms.filter((form) => form.levels > 1);
  const start = at + head;
  for (const [written, word, party] of WORDS) {
    if (party && text.startsWith(written, start)) {
      const end = start + written.length;
      found.push({
        end: text.startsWith('员会', end) ? end + 2 : end,
        regions: [],
        word,
        party: false,
        forms,
        own: '',
        zone: null,
      });
      return;
    }
  }
  if (head < 3) return;
  for (const { name, of } of namesFrom(directory.regionNames(), text, start)) {
    const end = start + name.length;
    if (!text.startsWith(name, start) || text[end] !== '委') continue;
    const after = text.startsWith('员会', end + 1) ? end + 3 : end + 1;
    for (const region of of) {
      found.push({ end: after, regions: [region], word: null, party: false, forms, own: '', zone: null });
    }
  }
}

/** 四川省财政厅, 绵阳市涪城区教体局, 成都海关. At most three regions stand before a unit. */
function withRegion(
  directory: Directory,
  text: string,
  at: number,
  before: readonly Region[],
  depth: number,
  found: Match[],
): void {
  for (const { name, of } of namesFrom(directory.regionNames(), text, at)) {
    if (!text.startsWith(name, at)) continue;
    const end = at + name.length;
    const last = before.at(-1);
    const within = named(name, last ? of.filter(({ code }) => code.startsWith(trunk(last.code))) : of);
    for (const region of within) {
      const regions = [...before, region];
      tail(directory, text, end, regions, null, false, found);
      zoneOffice(directory, text, end, regions, found);
      if (depth < 2 && region.level !== 'county') withRegion(directory, text, end, regions, depth + 1, found);
    }
  }
}

/** By full name all that bear it; by short name only the highest: 乌鲁木齐 is the city, not the county. */
function named(name: string, regions: readonly Region[]): readonly Region[] {
  if (regions.length < 2) return regions;
  const full = regions.filter((region) => region.name === name);
  if (full.length > 0) return full;
  const top = regions.some(({ level }) => level === 'province')
    ? 'province'
    : regions.some(({ level }) => level === 'city')
      ? 'city'
      : 'county';
  return regions.filter(({ level }) => level === top);
}

/** The digits of a code that are those of everything in it: 51 of 510000, 5101 of 510100. */
function trunk(code: string): string {
  return code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
}

/** 国开行四川省分行, 国家税务总局成都市税务局: the region stands inside the name. */
function inlaid(directory: Directory, text: string, at: number, found: Match[]): void {
  for (const { name, of } of namesFrom(directory.inlaid(), text, at)) {
    if (!text.startsWith(name, at)) continue;
    const inside = at + name.length;
    for (const { tail: rest, form } of of) {
      for (const word of ['省', '市', '县', '区', '州'] as const) {
        if (text.startsWith(word, inside) && text.startsWith(rest, inside + 1)) {
          const end = inside + 1 + rest.length;
          found.push({
            end,
            regions: [],
            word,
            party: false,
            forms: [form],
            own: `${name}~${rest}`,
            zone: null,
          });
        }
      }
      for (const region of namesFrom(directory.regionNames(), text, inside)) {
        if (!text.startsWith(region.name, inside)) continue;
        const after = inside + region.name.length;
        if (!text.startsWith(rest, after)) continue;
        for (const one of named(region.name, region.of)) {
          found.push({
            end: after + rest.length,
            regions: [one],
            word: null,
            party: false,
            forms: [form],
            own: `${name}~${rest}`,
            zone: null,
          });
        }
      }
    }
  }
}

const ZONE_OFFICES = [
  '党工委管委会',
  '管理委员会',
  '管委会',
  '执委会',
  '管理局',
  '管理办公室',
  '管委',
  '党工委',
];

/** 四川天府新区管委会; the zone alone (西咸新区) stands for its office too. */
function zoneOffice(
  directory: Directory,
  text: string,
  at: number,
  regions: readonly Region[],
  found: Match[],
): void {
  for (const { name, of } of namesFrom(directory.zones(), text, at)) {
    if (!text.startsWith(name, at)) continue;
    const end = at + name.length;
    const office = ZONE_OFFICES.find((written) => text.startsWith(written, end));
    for (const zone of of) {
      found.push({
        end: end + (office?.length ?? 0),
        regions,
        word: null,
        party: false,
        forms: [],
        own: '',
        zone,
      });
    }
    return;
  }
}
