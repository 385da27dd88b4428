import { isHan, type Span } from '../../base/index.ts';
import type { UnitMention } from '../../unit/index.ts';
import { kept } from './kept.ts';
import { codesOf, isClosing, isConnective, isOpening, isSeparator, isSpace } from './signs.ts';
import type { Units } from './units.ts';

/** One entry of a list of units, with what was written behind it in brackets: 市住建局（牵头）. */
export interface Listed {
  readonly mention: UnitMention;
  /** 牵头, 配合 and so on where a bracket behind the name says so; the bracket is no part of the mention. */
  readonly note: string | null;
}

interface Token {
  readonly start: number;
  end: number;
  name: string;
  group: UnitMention['group'];
  note: string | null;
  /** Stands behind 、 or 和 (true) or behind ， and its like (false). */
  readonly joined: boolean;
}

/** A name longer than this is prose; 和 inside it is not looked at. */
const LONGEST_NAME = 40;

/** Levels and areas that 各 counts off: 各市（州）, 各县（市、区）, 各乡镇. Longer ones first. */
const AREAS =
  '计划单列市|省级|自治区|直辖市|设区的市|设区市|地级市|省辖市|县级市|自治州|自治县|产业园区|功能区|管理区|管委会|' +
  '县市区|市县区|区县市|县区市|市区县|县（市）区|开发区|高新区|经开区|示范区|度假区|工业区|保税区|园区|新区|林区|' +
  '区县|县区|市县|市区|市州|州市|县市|镇街|乡镇|镇乡|镇区|街镇|街道|街乡|地区|地市|旗县|旗县区|省|市|州|盟|县|区|旗|地|乡|镇|街|社区|村';
const GOVERNMENT =
  '(?:党委、政府|党委和政府|党委政府|党（工）委|党工委|党委|人民政府|政府)?(?:人民政府|政府|管委会|管理委员会|管委|办事处|行政公署|行署)?';
const AREA_HEAD = new RegExp(`各(?:有关|相关|级)?(?:${AREAS})`, 'y');
const AREA_MORE = new RegExp(`(?:以及|[、和及与])?(?:${AREAS})|（[^（）\\n]{1,40}）`, 'y');
/** 功能区管委会 behind 各县政府、: the kind of body alone, counted off by the 各 before. */
const AREA_KIND = new RegExp(`^(?:${AREAS})${GOVERNMENT}$`);
const AREA_TAIL = new RegExp(`${GOVERNMENT}(?:（[^（）\\n]{1,40}）)?`, 'y');
/** 各盟行政公署、市人民政府: a second body of the same places. */
const AREA_SECOND =
  /(?:以及|[、和及与])(?:[市县区镇]人民政府|[市县区镇]政府|行署|行政公署|街道办事处|街道办|街道|管委会|园区管委会|(?:高新区|经开区|开发区)?管委会)/y;

/** `高等`, `平等`: here 等 is part of a word. */
const BEFORE_WORD_DENG = codesOf('高中初均平同优劣对相上下头');
/** What may follow an 等 that ends a list. */
const AFTER_OPEN_DENG = codesOf(
  '有相省市县区部单各责成地中国其多几州镇乡街企机主职行业参配牵负按分共落执监涉专金群0123456789一二三四五六七八九十',
);
const BODY_AFTER_DENG = codesOf('部单相有各');
const REST_OF_GROUP =
  /(?:以及|[、和及与])(?:相关|有关)?(?:单位|部门|企业|机构|地区|地方|个人|委办局|直属机构|金融机构|高校)/y;

const AREA_SUFFIXES = [
  '人民政府',
  '党工委、管委会',
  '党委、政府',
  '党委政府',
  '管理委员会',
  '管委会',
  '办事处',
  '政府',
  '管委',
];
const AREA_LAST = codesOf('市县区州盟旗镇乡');

const NOTE =
  /^(.+)（(牵头|牵头单位|牵头部门|主责|主办|主责单位|主办单位|总牵头|配合|配合单位|协办|协办单位|参与|参与单位|指导|指导单位)）$/;

/**
 * 单位列表: the units that a stretch of text lists, in their order. `、`, `，`, 和 and their like divide, but never
 * inside a name or its brackets; a shared ending is given to each (`甲市、乙县人民政府`), an open end of the list
 * (等有关部门) is a mention of its own. Names without Chinese characters or letters are left out.
 */
export function unitList(text: string, span: Span, units: Units): UnitMention[] {
  return listedUnits(text, span, units).map((listed) => listed.mention);
}

/** As `unitList`, with the roles written behind single names. */
export function listedUnits(text: string, span: Span, units: Units): Listed[] {
  const tokens = tokensOf(text, span, units);
  shareAreaSuffixes(tokens);
  shareFunctions(tokens, units);
  const prefix = levelPrefix(tokens[0]?.name ?? '');
  return tokens.map((token) => ({
    mention: {
      span: [token.start, token.end],
      name: token.name,
      unit: token.group ? null : unitNamed(token.name, prefix, units),
      group: token.group,
    },
    note: token.note,
  }));
}

/** Whether a mention can stand for somebody: a known unit, a group, or a name built like a unit's. */
export function isUnitLike(mention: UnitMention, units: Units): boolean {
  if (mention.unit !== null) return true;
  if (mention.name.length > LONGEST_NAME || isProse(mention.name)) return false;
  return mention.group !== null || units.looksLikeUnit(withoutBracket(mention.name));
}

/** Words that no name holds, and nouns that name nobody. */
const PROSE =
  /(?<!自)由|的|负责|牵头|应当|需要|建立|健全|完善|坚持|加强|推动|推进(?!办|中心|局|委|小组|领导|组)|^(?:政府|党委|部门|企业|单位|社会|街道|社区|机构|学校|医院|公司|协会|机关|中心|主体)$|(?:同志|院士|专家|负责人|领导)$/;
const isProse = kept((name) => PROSE.test(name));

/** 成都市, 高新区, 城关镇: an area named where its government is meant. */
export function isAreaName(name: string): boolean {
  return name.length <= 12 && endsLikeArea(name);
}

/** …市, …区, …街道, …新城. */
function endsLikeArea(name: string): boolean {
  return AREA_LAST[name.charCodeAt(name.length - 1)] === 1 || name.endsWith('街道') || name.endsWith('新城');
}

function tokensOf(text: string, [from, to]: Span, units: Units): Token[] {
  const tokens: Token[] = [];
  let at = from;
  let joined = false;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSeparator(code) || isSpace(code) || isClosing(code)) {
      joined = code === COMMA_OF_LISTS;
      at++;
      continue;
    }
    const connective = connectiveAt(text, at, to);
    if (connective > at && tokens.length > 0) {
      joined = true;
      at = connective;
      continue;
    }
    const start = at;
    const plain = plainEnd(text, at, to);
    if (plain > at) {
      at = plain;
      if (!hasWords(text, start, at)) continue;
      const name = text.slice(start, at);
      tokens.push({
        start,
        end: at,
        name,
        note: null,
        group: groupNamed(name, joined, tokens, units),
        joined,
      });
      joined = false;
      continue;
    }
    const open = code === DENG && isOpenEnd(text, at, to);
    at = open ? groupEnd(text, at, to) : nameEnd(text, at, to, units);
    if (!hasWords(text, start, at)) continue;
    let name = text.slice(start, at).replace(/\s/g, '');
    let end = at;
    let note: string | null = null;
    const noted = name.endsWith('）') ? NOTE.exec(name) : null;
    if (noted) {
      name = noted[1] as string;
      note = noted[2] as string;
      end = text.lastIndexOf('（', at);
    }
    tokens.push({
      start,
      end,
      name,
      note,
      group: open
        ? { kind: 'open', of: units.groupOf(name)?.of ?? name.slice(1) }
        : groupNamed(name, joined, tokens, units),
      joined,
    });
    joined = false;
  }
  return tokens;
}

/** 、 */
const COMMA_OF_LISTS = 0x3001;
const DENG = 0x7b49;

/** Signs at which a name may end or go on otherwise than to the next separator. */
const UNPLAIN = codesOf('（〔等和与及暨以各 \t\v\f\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff');
for (let code = 0x2000; code <= 0x200a; code++) UNPLAIN[code] = 1;

/** Where a name ends that holds nothing but its own characters, as nearly all do; -1 for any other. */
function plainEnd(text: string, start: number, to: number): number {
  for (let at = start; at < to; at++) {
    const code = text.charCodeAt(at);
    if (UNPLAIN[code] === 1) return -1;
    if (!isSeparator(code) && !isClosing(code)) continue;
    return code === COMMA_OF_LISTS && endsLikeGroup(text, start, at) ? -1 : at;
  }
  return to;
}

/** The group that a name is; a bare kind of place forms one with the localities before it. */
function groupNamed(
  name: string,
  joined: boolean,
  tokens: readonly Token[],
  units: Units,
): UnitMention['group'] {
  const group = units.groupOf(name);
  const before = tokens.at(-1);
  if (group || !joined || before?.group?.kind !== 'all' || !before.name.startsWith('各')) return group;
  return AREA_KIND.test(name) ? { kind: 'all', of: name } : null;
}

/** Where the name that begins at `start` ends. */
function nameEnd(text: string, start: number, to: number, units: Units): number {
  const area = areaGroupEnd(text, start, to);
  if (area > start) return area;
  const known = units.longestUnit(text, start);
  let at = known > start ? Math.min(known, to) : start;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSeparator(code) || isClosing(code)) {
      if (code === COMMA_OF_LISTS && endsLikeGroup(text, start, at)) {
        const rest = restOfGroup(text, at, to);
        if (rest > at) {
          at = rest;
          continue;
        }
      }
      break;
    }
    if (isOpening(code)) {
      at = bracketEnd(text, at, to);
      continue;
    }
    if (at > start && at - start <= LONGEST_NAME) {
      if (code === DENG && isOpenEnd(text, at, to)) break;
      if (isSpace(code) && standsAlone(text, start, at, units)) break;
      if (connectiveAt(text, at, to) > at) {
        const rest = endsLikeGroup(text, start, at) ? restOfGroup(text, at, to) : at;
        if (rest > at) {
          at = rest;
          continue;
        }
        if (text[at + 1] !== '其' && standsAlone(text, start, at, units)) break;
      }
    }
    at++;
  }
  return at;
}

/** 各县（市、区）人民政府, 各市、县、区政府: the whole phrase, `start` if there is none. */
function areaGroupEnd(text: string, start: number, to: number): number {
  if (text.charCodeAt(start) !== 0x5404) return start;
  AREA_HEAD.lastIndex = start;
  if (!AREA_HEAD.test(text)) return start;
  let at = AREA_HEAD.lastIndex;
  let best = start;
  for (let pieces = 0; pieces < 12 && at <= to; pieces++) {
    AREA_TAIL.lastIndex = at;
    AREA_TAIL.test(text);
    const tail = Math.max(AREA_TAIL.lastIndex, at);
    if (tail <= to && endsPhrase(text, tail, to)) best = tail > at ? secondBodyEnd(text, tail, to) : tail;
    else if (endsPhrase(text, at, to)) best = at;
    AREA_MORE.lastIndex = at;
    if (!AREA_MORE.test(text)) break;
    at = AREA_MORE.lastIndex;
  }
  return best;
}

function secondBodyEnd(text: string, at: number, to: number): number {
  AREA_SECOND.lastIndex = at;
  if (!AREA_SECOND.test(text)) return at;
  const end = AREA_SECOND.lastIndex;
  return end <= to && endsPhrase(text, end, to) ? end : at;
}

function endsPhrase(text: string, at: number, to: number): boolean {
  if (at >= to) return true;
  const code = text.charCodeAt(at);
  return (
    isSeparator(code) || isSpace(code) || isClosing(code) || code === DENG || connectiveAt(text, at, to) > at
  );
}

/** End of 等有关部门和单位; for a bare 等 the character itself. */
function groupEnd(text: string, start: number, to: number): number {
  let at = start + 1;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) {
      at = bracketEnd(text, at, to);
      continue;
    }
    const divides = isSeparator(code) || connectiveAt(text, at, to) > at;
    if (divides) {
      const rest = at > start + 1 ? restOfGroup(text, at, to) : at;
      if (rest === at) break;
      at = rest;
      continue;
    }
    if (isSpace(code) || isClosing(code)) break;
    at++;
  }
  return at;
}

function restOfGroup(text: string, at: number, to: number): number {
  REST_OF_GROUP.lastIndex = at;
  if (!REST_OF_GROUP.test(text)) return at;
  const end = REST_OF_GROUP.lastIndex;
  return end <= to && endsPhrase(text, end, to) ? end : at;
}

function endsLikeGroup(text: string, start: number, at: number): boolean {
  const length = at - start;
  if (length > LONGEST_NAME || length < 2 || GROUP_LAST[text.charCodeAt(at - 1)] !== 1) return false;
  return ENDS_LIKE_GROUP.test(text.slice(Math.max(start, at - 6), at));
}

const ENDS_LIKE_GROUP = /(?:部门|单位|机构|委办局|(?:有关|相关)(?:地方|地区))$/;
const GROUP_LAST = codesOf('门位构局方区');

function isOpenEnd(text: string, at: number, to: number): boolean {
  if (at + 1 >= to) return true;
  const next = text.charCodeAt(at + 1);
  if (at > 0 && BEFORE_WORD_DENG[text.charCodeAt(at - 1)] === 1 && isHan(next))
    return BODY_AFTER_DENG[next] === 1;
  return AFTER_OPEN_DENG[next] === 1 || endsPhrase(text, at + 1, to);
}

/** Whether what stands before 和 is a name by itself: 省委编办和…, but not 文化 in 文化和旅游厅. */
function standsAlone(text: string, start: number, at: number, units: Units): boolean {
  const name = text.slice(start, at);
  if (name.length < 2) return false;
  return (
    units.groupOf(name) !== null ||
    (name.length > 2 && (units.looksLikeUnit(withoutBracket(name)) || endsLikeArea(name))) ||
    units.longestUnit(text, start) === at
  );
}

function connectiveAt(text: string, at: number, to: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x4ee5 && at + 1 < to && text.charCodeAt(at + 1) === 0x53ca) return at + 2; // 以及
  return isConnective(code) ? at + 1 : at;
}

function bracketEnd(text: string, at: number, to: number): number {
  let depth = 0;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) depth++;
    else if (isClosing(code) && --depth === 0) return at + 1;
  }
  return to;
}

const AREA_SUFFIX_LAST = codesOf('府会处委');

function areaSuffix(name: string): string {
  if (AREA_SUFFIX_LAST[name.charCodeAt(name.length - 1)] !== 1) return '';
  return AREA_SUFFIXES.find((each) => name.endsWith(each)) ?? '';
}

/** 成都市、德阳市人民政府: each is a government; 甲示范区、乙新区管委会: each has its committee. */
function shareAreaSuffixes(tokens: Token[]): void {
  let suffix = '';
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index] as Token;
    const own = areaSuffix(token.name);
    if (token.group?.kind === 'open') {
      // 甲新区等相关区政府: the areas before 等 are meant as governments too.
      suffix = own;
      continue;
    }
    if (own) {
      const area = token.name.slice(0, -own.length);
      suffix = !token.group && isAreaName(area) && area.length > 1 ? own : '';
    } else if (suffix && !token.group && isAreaName(token.name) && token.name.length > 1) {
      token.name += suffix;
    } else suffix = '';
    if (!token.joined) suffix = '';
  }
}

/** 发展改革、财政等部门; 公安、民政部门: functions that share the word 部门. */
function shareFunctions(tokens: Token[], units: Units): void {
  let shared = false;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index] as Token;
    if (token.group?.kind === 'open')
      shared = /^等(?:有关|相关|主管|行业|职能|\d+个)*(?:主管)?部门/.test(token.name);
    else if (token.group?.kind === 'generic' && token.name.endsWith('部门')) shared = token.joined;
    else if (shared && isFunction(token, units)) {
      token.name += '部门';
      token.group = { kind: 'generic', of: token.name };
    } else shared = false;
  }
}

function isFunction(token: Token, units: Units): boolean {
  if (token.group || token.name.length < 2 || token.name.length > 8) return false;
  if (units.looksLikeUnit(token.name) || endsLikeArea(token.name)) return false;
  return units.resolveUnit(token.name).unit === null;
}

function unitNamed(name: string, prefix: string, units: Units): UnitMention['unit'] {
  const whole = units.resolveUnit(name).unit;
  if (whole) return whole;
  const bare = withoutBracket(name);
  const head = bare === name ? null : units.resolveUnit(bare).unit;
  if (head || !prefix || bare.startsWith(prefix)) return head;
  return units.resolveUnit(prefix + bare).unit;
}

/** 市 in 市公安局、民政局: the first item may carry the level for the rest. */
function levelPrefix(name: string): string {
  const first = name[0] ?? '';
  return '省市县区州'.includes(first) && name.length > 2 ? first : '';
}

function withoutBracket(name: string): string {
  const open = name.endsWith('）') ? name.indexOf('（') : -1;
  return open > 0 ? name.slice(0, open) : name;
}

function hasWords(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isHan(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return true;
  }
  return false;
}
