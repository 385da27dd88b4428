import { isHan, type Span } from '../base/index.ts';
import {
  type Directory,
  headAt,
  liesIn,
  namesFrom,
  provinceOf,
  type Region,
  type UnitContext,
} from '../unit/index.ts';
import type { Place } from './compiled.ts';

/**
 * 地点: regions (成都, 绵阳市涪城区), zones (四川天府新区) and compounds of regions (成德眉资, 川渝, 成（都）德（阳）) named in a
 * stretch of text, in its order. Generic scopes (全省, 各市) are no places. `code` is given where the name is one region.
 */
export function placesIn(context: UnitContext, text: string, [start, end]: Span): Place[] {
  const view = viewOf(context);
  const { heads } = view;
  const places: Place[] = [];
  let at = start;
  let next = text.charCodeAt(start);
  while (at < end - 1) {
    const code = next;
    next = text.charCodeAt(at + 1);
    const kinds = heads[((code << 5) ^ next) & 0xffff] as number;
    const place = kinds === 0 ? null : placeAt(view, kinds, text, at, end, places);
    if (place) {
      places.push(place);
      at = place.span[1];
      next = text.charCodeAt(at);
    } else at++;
  }
  return places;
}

/** Kinds of names by their first two characters; `COMPOUND`: both stand for cities, or the second is a bracket. */
const REGION = 1;
const ZONE = 2;
const AREA = 4;
const COMPOUND = 8;

function placeAt(
  view: View,
  kinds: number,
  text: string,
  at: number,
  end: number,
  before: readonly Place[],
): Place | null {
  const { context } = view;
  if (kinds & ZONE) {
    const zone = zoneAt(context, text, at, end);
    if (zone > at) return unlisted(text, at, zone);
  }
  if (kinds & REGION) {
    const found = regionPlace(view, text, at, end, before.at(-1));
    if (found) return found;
  }
  if (kinds & AREA) {
    const area = areaAt(context, text, at, end);
    if (area > at) return unlisted(text, at, area);
  }
  if (kinds & COMPOUND && view.cities !== null) {
    const compound = compoundEnd(view.cities, text, at, end);
    if (compound > at) return unlisted(text, at, compound);
  }
  return null;
}

function unlisted(text: string, at: number, end: number): Place {
  return { span: [at, end], name: text.slice(at, end), code: null };
}

/** The directory's places as documents of one region and year see them. */
interface View {
  readonly context: UnitContext;
  /** By the hash of two characters, which kinds of names begin so: nearly every place of a text is passed over by one look. */
  readonly heads: Uint8Array;
  readonly cities: Uint8Array | null;
  /** Which region a name means where no place stands before it. */
  readonly meant: Map<string, Region | null>;
}

const MOST_VIEWS = 16;
const MOST_MEANT = 2048;
const views = new WeakMap<Directory, Map<string, View>>();

function viewOf(context: UnitContext): View {
  const { directory, region, year } = context;
  let known = views.get(directory);
  if (!known) {
    known = new Map();
    views.set(directory, known);
  }
  const key = `${region}|${year}`;
  const view = known.get(key);
  if (view) return view;
  if (known.size >= MOST_VIEWS) known.clear();
  const cities = cityCharacters(context);
  const made: View = { context, heads: headsOf(directory, cities), cities, meant: new Map() };
  known.set(key, made);
  return made;
}

function headsOf(directory: Directory, cities: Uint8Array | null): Uint8Array {
  const table = new Uint8Array(65536);
  const indexes = [directory.regionNames(), directory.zones(), directory.areas()];
  for (const [at, { used }] of indexes.entries()) {
    for (const hash of used) table[hash] = (table[hash] as number) | (1 << at);
  }
  const codes = [...(cities ?? []).entries()].filter(([, kind]) => kind !== 0).map(([code]) => code);
  for (const first of codes) {
    for (const second of [...codes, BRACKET]) {
      const hash = headAt(String.fromCharCode(first, second), 0);
      table[hash] = (table[hash] as number) | COMPOUND;
    }
  }
  return table;
}

/** （ */
const BRACKET = 0xff08;

function zoneAt({ directory }: UnitContext, text: string, at: number, end: number): number {
  for (const { name } of namesFrom(directory.zones(), text, at)) {
    if (at + name.length <= end && text.startsWith(name, at)) return at + name.length;
  }
  return -1;
}

function areaAt({ directory }: UnitContext, text: string, at: number, end: number): number {
  for (const { name } of namesFrom(directory.areas(), text, at)) {
    const after = at + name.length;
    if (after > end || !text.startsWith(name, at)) continue;
    // 京沪高铁, 川藏铁路, 成渝铁路: a line, not a region; still named by its ends, and told by what follows.
    if (LINES.test(text.slice(after, after + 3))) return -1;
    return text.startsWith('地区', after) && after + 2 <= end ? after + 2 : after;
  }
  return -1;
}

const LINES = /^(?:高铁|铁路|高速|公路|线|中线|客专|动车|大道|路)/;

/** Regions behind each other that are looked at as one chain: 省, 市, 县 and one to spare. */
const DEEPEST = 3;

function regionPlace(
  view: View,
  text: string,
  at: number,
  end: number,
  before: Place | undefined,
  depth = 0,
): Place | null {
  const { context } = view;
  for (const { name, of } of namesFrom(context.directory.regionNames(), text, at)) {
    const after = at + name.length;
    if (after > end || !text.startsWith(name, at)) continue;
    const region = meantAt(view, name, of, at, before);
    if (!region) continue;
    const full = of.some((one) => one.name === name);
    if (
      full
        ? !standsAsName(name, region, context, text, at, after, before)
        : !standsAsShortName(name, region, text, at, after, before)
    ) {
      continue;
    }
    // 绵阳市涪城区, 四川省成都市: one place, the smallest region of the chain.
    if (full && after + 1 < end && region.level !== 'county' && depth < DEEPEST) {
      const inner = regionPlace(
        view,
        text,
        after,
        end,
        { span: [at, after], name, code: region.code },
        depth + 1,
      );
      if (inner?.code && inner.code !== region.code && liesIn(inner.code, region.code)) {
        return { span: [at, inner.span[1]], name: text.slice(at, inner.span[1]), code: inner.code };
      }
    }
    if (isEvent(text, at, after)) return null;
    return { span: [at, after], name, code: region.code };
  }
  return null;
}

/** 中国（四川）国际…节: the bracket belongs to the name of an event. */
function isEvent(text: string, at: number, after: number): boolean {
  return (
    text[after] === '）' &&
    text.startsWith('中国（', at - 3) &&
    /^）[\u4e00-\u9fff]{0,12}(?:节|会|展|周|论坛|赛)/.test(text.slice(after, after + 16))
  );
}

/** Which of the regions of one name is meant: the one in the place named just before, in the issuer's region, the only one. */
function meantAt(
  { context, meant }: View,
  name: string,
  of: readonly Region[],
  at: number,
  before: Place | undefined,
): Region | null {
  if (before?.code && before.span[1] === at) {
    const adjacent = before.code;
    const inside = bornIn(context, of).find(({ code }) => liesIn(code, adjacent));
    if (inside) return inside;
  }
  const known = meant.get(name);
  if (known !== undefined) return known;
  if (meant.size >= MOST_MEANT) meant.clear();
  const region = meantAlone(context, name, of);
  meant.set(name, region);
  return region;
}

/** Those that bear their name in the context's year, all if none does. */
function bornIn({ year }: UnitContext, of: readonly Region[]): readonly Region[] {
  const living = of.filter(({ until }) => until === null || year === null || year < until);
  return living.length > 0 ? living : of;
}

function meantAlone(context: UnitContext, name: string, of: readonly Region[]): Region | null {
  const all = bornIn(context, of);
  if (ORDINARY.has(name)) return null;
  const province = all.find(({ level }) => level === 'province');
  if (province) return province;
  const own = context.region === null ? [] : all.filter(({ code }) => liesIn(code, context.region as string));
  if (own.length > 0) return own[0] as Region;
  const neighbours =
    context.region === null
      ? []
      : all.filter(({ code }) => liesIn(code, provinceOf(context.region as string)));
  if (neighbours.length > 0) return neighbours[0] as Region;
  const [only, second] = all;
  if (!only) return null;
  // 和平区 of six cities: without a city before it nobody is meant in particular.
  if (second) return all.find(({ level }) => level === 'city') ?? null;
  // A county of another province is meant where its full name is long enough to be no chance.
  if (only.level === 'county' && only.name !== name) return null;
  return only;
}

/** 高县, 城区, 矿区, 郊区, 东区, 市中区: names of regions that are ordinary words unless a region stands before them. */
const ORDINARY = new Set(
  (
    '城区 和县 矿区 郊区 东区 西区 北区 南区 市中区 城中区 新城区 开发区 港口区 城东区 ' +
    '城西区 城北区 城南区 向阳区 前进区 工农区 东风区 新市区 中山市区 站前区 西市区 老城区 ' +
    '江北区 江南区 城关区 湖滨区 海港区'
  ).split(' '),
);

function standsAsName(
  name: string,
  region: Region,
  context: UnitContext,
  text: string,
  at: number,
  after: number,
  before: Place | undefined,
): boolean {
  const adjacent = before?.span[1] === at;
  if (ORDINARY.has(name)) return adjacent;
  // 资阳市域铁路, 资源县域统筹: 市域, 县域, 县城 and 县级 hold the last character.
  if (
    /^[域]/.test(text.slice(after, after + 1)) ||
    (name.endsWith('县') && /^[城级]/.test(text.slice(after, after + 1)))
  )
    return false;
  if (adjacent || isBoundary(text, at)) return true;
  // 中南部县城, 罗浮山县镇: short names of counties, and those of other provinces, are met by chance.
  if (region.level !== 'county') return true;
  return name.length > 2 && context.region !== null && provinceOf(region.code) === provinceOf(context.region);
}

function isBoundary(text: string, at: number): boolean {
  return at === 0 || !isHan(text.charCodeAt(at - 1)) || BOUNDARIES.has(text[at - 1] as string);
}

/** Characters after which a name may begin. */
const BOUNDARIES = new Set('在由以和与及对从向到至赴于为、，。；：省市区县州的将让使因等跨含括');

/** Short names that are ordinary words: only with 市, 县, … do they name a place. */
const WORDS = new Set(
  (
    '长治 大同 来宾 日照 朝阳 和平 安康 东方 定西 白银 平安 中山 通化 同心 新乡 三明 南部 ' +
    '东部 西部 北部 中部 红旗 平原 新华 海西 海北 海东 黄南 海南州 吴忠 永康 兴化 安居 ' +
    '和顺 新民 安化 双流水 仁和 太和 富裕 团结 友谊 丰收 集贤 勤俭 民主 文明 文山 宣城 ' +
    '中阳 五大 富强 兴业 资源 安全 开平 东安 东港 永安 兴城 东台 启东 高平 建德 安丘 诸城 ' +
    '新市 开远 个旧 水富 同江 林口 龙江 通江 平江 会同 通道 新化 安乡'
  ).split(' '),
);

/**
 * 黄河南岸, 太湖北岸, 贺兰山东麓: names made of a landform and a direction. They need a boundary or a verb before them.
 */
const DIRECTED = new Set('河南 河北 湖南 湖北 山东 山西 江西 海南 北海 山南 海东 江北 河东 河西'.split(' '));
const VERBS = new Set(
  '支持推动推进鼓励引导促进服务帮扶协助组织指导联合携手依托面向位于来自坐落援助对口支援途经加强深化覆盖辐射连接联动邀请协同借鉴学习'.match(
    /../g,
  ) ?? [],
);

/** What stands before or after turns the name into something else. */
const NOT_AFTER: Readonly<Record<string, string>> = {
  广西: '推',
  广东: '推',
  云南: '祥',
  西安: '广江',
  德州: '常承尚孝',
  上海: '海',
  南通: '西东',
  天水: '一晴全每当',
  成都: '完',
};
const NOT_BEFORE: Readonly<Record<string, RegExp>> = {
  四川: /^(?:同屏|大学|农业大学|方言|e)/,
  中山: /^(?:大学|路|装|陵|舰)/,
  黄山: /^(?:风景)/,
  北京: /^(?:时间|冬奥|大学|奥运)/,
  上海: /^(?:合作组织|大学)/,
  遵义: /^(?:会议)/,
  延安: /^(?:精神)/,
  大理: /^(?:石|寺)/,
  海口: /^(?:岸)/,
  吉林: /^(?:大学)/,
  浙江: /^(?:大学)/,
  武汉: /^(?:大学)/,
  南京: /^(?:大学)/,
  西安: /^(?:事变)/,
  普洱: /^(?:茶)/,
  和田: /^(?:玉)/,
  哈密: /^(?:瓜)/,
  长沙: /^(?:湾)/,
};

function standsAsShortName(
  name: string,
  region: Region,
  text: string,
  at: number,
  after: number,
  before: Place | undefined,
): boolean {
  if (WORDS.has(name)) return false;
  if (NOT_BEFORE[name]?.test(text.slice(after, after + 4))) return false;
  if (
    DIRECTED.has(name) &&
    !isBoundary(text, at) &&
    !VERBS.has(text.slice(at - 2, at)) &&
    before?.span[1] !== at
  ) {
    return false;
  }
  if (at > 0 && NOT_AFTER[name]?.includes(text[at - 1] as string)) return false;
  if (region.level === 'county') {
    // 西昌, 都江堰: county-level cities by their short name; of counties and districts only names that no word can be.
    const city = region.name.endsWith('市');
    const boundary = isBoundary(text, at) || before?.span[1] === at;
    return name.length >= 3 || (city && boundary);
  }
  return true;
}

/** Which characters stand for a city of the issuer's province in compounds (成 德 眉 资), by character code: 1 common, 2 rare. */
function cityCharacters({ directory, region }: UnitContext): Uint8Array | null {
  if (region === null) return null;
  const cities = directory.regions.children.get(provinceOf(region));
  if (cities.length < 3) return null;
  const table = new Uint8Array(65536);
  for (const { short, level } of cities) {
    if (level !== 'city') continue;
    const character = short.charAt(0);
    table[character.charCodeAt(0)] = COMMON.has(character) ? 1 : 2;
  }
  return table;
}

/** First characters of cities that stand in every other word. */
const COMMON = new Set(
  '内南自达资和大长新通安平广海东西北中三日温金台宁徐连常成黄百来文定白天张石开商信阳上景新合六宣马益永怀本营盘天青',
);

/** 成渝双城, 成眉同城: two cities are a compound only before words of joint development. */
const JOINT =
  /^(?:都市圈|同城|一体|城际|协同|融合|毗邻|临空|临港|高新|综合|合作|共建|发展带|走廊|经济带|产业带|轻轨|文旅)/;

/**
 * Compounds of the issuer's province that no list has: 杭嘉湖, 成（都）德（阳）. At least three characters of different
 * cities, two of them rare; or two cities written out in brackets.
 */
function compoundEnd(cities: Uint8Array, text: string, at: number, end: number): number {
  let after = at;
  let count = 0;
  let rare = 0;
  let bracketed = 0;
  while (after < end && count < 8) {
    const kind = cities[text.charCodeAt(after)] as number;
    if (kind === 0 || text.slice(at, after).includes(text.charAt(after))) break;
    count++;
    if (kind === 2) rare++;
    after++;
    if (text[after] === '（' && text[after + 2] === '）' && isHan(text.charCodeAt(after + 1))) {
      bracketed++;
      after += 3;
    }
  }
  if (after > end) return -1;
  if (count >= 2 && bracketed === count) return after;
  if (count >= 3 && rare >= 2) return after;
  if (count === 2 && JOINT.test(text.slice(after, after + 3))) return after;
  return -1;
}
