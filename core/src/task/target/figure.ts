import {
  compareDecimals,
  type Decimal,
  decimal,
  decimalText,
  isChineseNumeralCode,
  powerOfMultiplier,
  quotient,
  readNumber,
  readShare,
  timesPowerOfTen,
} from '../../base/index.ts';
import type { Comparator, Target } from '../compiled.ts';
import { type Bound, boundAfter, boundBefore, type UnitKind, unitAt } from './lexicon.ts';

/** 数量: a number with its unit and the words that bound it, before anything is said about what it counts. */
export interface Figure {
  /** Bounding words included (不少于60个以上). */
  readonly start: number;
  readonly end: number;
  /** Where the number itself begins. */
  readonly at: number;
  readonly comparator: Comparator;
  readonly value: string | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly unit: string | null;
  readonly unitKind: UnitKind | 'none';
  readonly form: Target['form'];
  /** Written with Chinese numerals; most of those are labels. */
  readonly chinese: boolean;
  /** Words say which way it is bounded (至少, 以上, 达到): more than a bare number. */
  readonly bounded: boolean;
  /** 以上, 以内 and their like stand after the unit. */
  readonly boundAfter: boolean;
}

interface Numeral {
  readonly value: Decimal;
  readonly end: number;
  readonly chinese: boolean;
}

const RANGE_MARKS = '—-～~至到';
const LONGEST_NUMERAL = 16;

/**
 * The figure whose number begins at `at`, not beyond `end`; words before it are looked for down to `floor`.
 * Null where no number of a quantity can be read there.
 */
export function figureAt(text: string, at: number, floor: number, end: number): Figure | null {
  return shareAt(text, at, floor, end) ?? quantityAt(text, at, floor, end);
}

function quantityAt(text: string, at: number, floor: number, end: number): Figure | null {
  const first = numeralAt(text, at, end);
  if (!first) return null;
  const ratio = ratioAt(text, at, first, floor, end);
  if (ratio) return ratio;
  let to = first.end;
  let more: Bound = null;
  const open = text[to];
  if (open === '余' || open === '多' || open === '来') {
    more = open === '来' ? 'approx' : 'gte';
    to++;
  }
  const scaled = multiplied(text, to, first.value, end);
  let value = scaled.value;
  to = scaled.end;
  if (more === null && (text[to] === '余' || text[to] === '多')) {
    more = 'gte';
    to++;
  }
  let unit = unitFrom(text, to, end);
  to = unit.end;
  if (more === null && unit.written && (text[to] === '余' || text[to] === '多')) {
    more = 'gte';
    to++;
  }
  let upper: Decimal | null = null;
  if (more === null && to < end && RANGE_MARKS.includes(text[to] as string)) {
    const second = numeralAt(text, to + 1, end);
    if (second && (!second.chinese || first.chinese)) {
      const top = multiplied(text, second.end, second.value, end);
      const topUnit = unitFrom(text, top.end, end);
      upper = top.value;
      // 3—5万个 is 30 000 to 50 000; 8000—1万个 is as written.
      if (!unit.written && scaled.end === first.end && top.end > second.end) {
        const raised = timesPowerOfTen(value, powerOfMultiplier(text.slice(second.end, top.end)) ?? 0);
        if (compareDecimals(raised, upper) < 0) value = raised;
      }
      unit = topUnit.written ? topUnit : { ...unit, end: top.end };
      to = unit.end;
    }
  }
  const before = boundsBefore(text, at, floor);
  const after = to <= end ? boundAfter(text, to) : null;
  if (after && to + after[0].length <= end) to += after[0].length;
  const bound = after?.[1] ?? more ?? before.bound;
  const ranged = upper !== null && compareDecimals(value, upper) < 0;
  // 由10%至20%, 8至8: no range.
  const figure = upper !== null && !ranged ? upper : value;
  return {
    start: before.start,
    end: to,
    at,
    ...(ranged
      ? { comparator: 'range', value: null, min: decimalText(value), max: decimalText(upper as Decimal) }
      : bounded(bound, after !== null, figure)),
    unit: unit.written,
    unitKind: unit.kind,
    form: unit.written === '倍' || unit.written === '番' ? 'multiple' : 'figure',
    chinese: first.chinese,
    bounded: bound !== null || ranged || (before.start < at && (!first.chinese || before.reached)),
    boundAfter: after !== null,
  };
}

/** Comparator and values of one figure under a bound. */
function bounded(bound: Bound, after: boolean, figure: Decimal) {
  const value = decimalText(figure);
  if (bound === 'gte') return { comparator: 'gte', value: null, min: value, max: null } as const;
  if (bound === 'lte' || (bound === 'within' && !after))
    return { comparator: 'lte', value: null, min: null, max: value } as const;
  return { comparator: bound === 'approx' ? 'approx' : 'eq', value, min: null, max: null } as const;
}

/** Words that lead to the number, read from it backwards: 确保|不低于, 提高到|约. */
function boundsBefore(text: string, at: number, floor: number) {
  let start = at;
  let bound: Bound = null;
  let reached = false;
  for (let turns = 0; turns < 3 && start > floor; turns++) {
    const word = boundBefore(text, start, floor);
    if (!word || (bound !== null && !/^[达至到在控]/.test(word.word))) break;
    start -= word.word.length;
    bound ??= word.bound;
    reached ||= word.word.startsWith('达');
  }
  return { start, bound, reached };
}

/** 三分之二, 八成, 百分之五, 两倍, 翻一番, 一半. */
function shareAt(text: string, at: number, floor: number, end: number): Figure | null {
  const to = shareEnd(text, at, end);
  if (to <= at) return null;
  const share = readShare(text.slice(at, to));
  if (!share) return null;
  const before = boundsBefore(text, at, floor);
  let stop = to;
  const after = boundAfter(text, stop);
  if (after && stop + after[0].length <= end) stop += after[0].length;
  const value = decimal(share.value);
  if (!value) return null;
  return {
    start: before.start,
    end: stop,
    at,
    ...bounded(after?.[1] ?? before.bound, after !== null, value),
    unit: share.unit,
    unitKind: 'share',
    form: share.unit === '倍' ? 'multiple' : text.startsWith('百分之', at) ? 'figure' : 'fraction',
    chinese: !isDigit(text.charCodeAt(at)),
    bounded: true,
    boundAfter: after !== null,
  };
}

function shareEnd(text: string, at: number, end: number): number {
  const first = text[at];
  if (first === '翻') {
    if (text[at + 1] === '番') return at + 2;
    return text[at + 2] === '番' ? at + 3 : text[at + 3] === '番' ? at + 4 : at;
  }
  if (text.startsWith('倍增', at)) return at + 2;
  if (text.startsWith('一半', at) || text.startsWith('半数', at)) return at + 2;
  const lower =
    text.startsWith('百分之', at) || text.startsWith('千分之', at) ? at + 1 : numeralEnd(text, at, end);
  if (lower === at) return at;
  if (text.startsWith('分之', lower)) {
    const upper = numeralEnd(text, lower + 2, end);
    return upper > lower + 2 ? upper : at;
  }
  if (text[lower] === '成' && lower === at + 1) {
    // 八成以上, 超过七成; 三成员 is no share.
    const next = text.charCodeAt(lower + 1);
    return lower + 1 >= end || isStop(next) || boundAfter(text, lower + 1) || text[lower + 1] === '的'
      ? lower + 1
      : at;
  }
  return at;
}

/** 2.5：1, written 2.5∶1; only where a word leads to it (提升至2.5：1), as 8：30 is a time. */
function ratioAt(text: string, at: number, first: Numeral, floor: number, end: number): Figure | null {
  if (first.chinese || text[first.end] !== '：' || !isDigit(text.charCodeAt(first.end + 1))) return null;
  const before = boundsBefore(text, at, floor);
  const led = before.start < at && text[at - 1] !== '：';
  if (!led && !text.slice(Math.max(floor, at - 8), at).includes('比')) return null;
  const second = numeralAt(text, first.end + 1, end);
  if (!second) return null;
  let to = second.end;
  let parts = 2;
  while (parts < 6 && text[to] === '：') {
    const next = numeralAt(text, to + 1, end);
    if (!next) break;
    to = next.end;
    parts++;
  }
  const value = parts === 2 ? quotient(first.value, second.value) : null;
  const after = boundAfter(text, to);
  if (after && to + after[0].length <= end) to += after[0].length;
  return {
    start: before.start,
    end: to,
    at,
    comparator: 'ratio',
    value: value ? decimalText(value) : null,
    min: null,
    max: null,
    unit: '比例',
    unitKind: 'share',
    form: 'figure',
    chinese: false,
    bounded: true,
    boundAfter: after !== null,
  };
}

function numeralAt(text: string, at: number, end: number): Numeral | null {
  if (at >= end) return null;
  const to = numeralEnd(text, at, end);
  if (to === at) return null;
  const value = readNumber(text.slice(at, to)) ?? roundAt(text, at, to, end);
  return value && { value, end: to, chinese: !isDigit(text.charCodeAt(at)) };
}

const PASSED = /(?:突破|超过?|达到|跨过|迈[上过]|[站跃]上)$/;
const ROUND = /^[十百千]?[万亿]{1,2}$/;

/** 突破|千亿|元大关: a bare round number is one only where a level is reached and a unit follows; 千亿产业 is a name. */
function roundAt(text: string, at: number, to: number, end: number): Decimal | null {
  const word = text.slice(at, to);
  if (!ROUND.test(word) || !PASSED.test(text.slice(Math.max(0, at - 2), at))) return null;
  const unit = unitAt(text, to, end);
  const power = unit && powerOfMultiplier(word);
  const one = decimal('1');
  return power && one ? timesPowerOfTen(one, power) : null;
}

/** The end of the digits (5300, 12,000, 3.5) or of the run of Chinese numerals (二十八, 三点五) at `at`. */
export function numeralEnd(text: string, at: number, end: number): number {
  let to = at;
  if (isDigit(text.charCodeAt(at))) {
    while (to < end && isDigit(text.charCodeAt(to))) to++;
    while (text[to] === ',' && to + 3 < end && isThree(text, to + 1)) to += 4;
    if (text[to] === '.' && isDigit(text.charCodeAt(to + 1)) && to + 1 < end) {
      to += 2;
      while (to < end && isDigit(text.charCodeAt(to))) to++;
    }
    return to;
  }
  const limit = Math.min(end, at + LONGEST_NUMERAL);
  while (to < limit && isChineseNumeralCode(text.charCodeAt(to))) {
    // 五千克 and 三千瓦 are units of their own kind; 两千千瓦 is not.
    if (text[to] === '千' && to > at && isAfterThousand(text.charCodeAt(to + 1))) break;
    to++;
  }
  return to;
}

/** 3.5|万, 1.3|万亿, 5|千万 and the value with it multiplied out. */
function multiplied(text: string, at: number, value: Decimal, end: number) {
  let to = at;
  if (to < end && '十百千'.includes(text[to] as string) && !isAfterThousand(text.charCodeAt(to + 1))) to++;
  if (text.startsWith('万亿', to)) to += 2;
  else if (text[to] === '万' || text[to] === '亿') to++;
  if (to === at || to > end) return { value, end: at };
  const power = powerOfMultiplier(text.slice(at, to));
  return power === null ? { value, end: at } : { value: timesPowerOfTen(value, power), end: to };
}

interface UnitRead {
  readonly written: string | null;
  readonly kind: UnitKind | 'none';
  readonly end: number;
}

/** The unit at `at` with its alternative or denominator: 套（间）, 元/月, 微克/立方米. */
function unitFrom(text: string, at: number, end: number): UnitRead {
  const word = unitAt(text, at, end);
  if (!word) {
    // 9/10万: deaths per hundred thousand births.
    const per =
      text[at] === '/' ? ['10万', '十万', '万'].find((entry) => text.startsWith(entry, at + 1)) : undefined;
    const to = at + 1 + (per?.length ?? 0);
    return per && to <= end
      ? { written: text.slice(at, to), kind: 'share', end: to }
      : { written: null, kind: 'none', end: at };
  }
  let to = at + word.word.length;
  if (text[to] === '（') {
    const close = closeWithin(text, to, 4, end);
    if (close > 0 && unitAt(text, to + 1, close)) to = close + 1;
  } else if ((text[to] === '/' || text[to] === '每') && to + 1 < end) {
    const below = unitAt(text, to + 1, end);
    const named = [
      '年',
      '月',
      '日',
      '天',
      '户',
      '人',
      '亩',
      '万人',
      '千人',
      '百人',
      '百户',
      '小时',
      '秒',
      '次',
      '岁',
    ];
    const name = named.find((entry) => text.startsWith(entry, to + 1));
    const length = Math.max(below?.word.length ?? 0, name?.length ?? 0);
    if (length > 0) to += 1 + length;
    // 120升/人·日
    if (text[to] === '·' && to + 1 < end && '日天年月'.includes(text[to + 1] as string)) to += 2;
  }
  return { written: text.slice(at, to), kind: word.kind, end: to };
}

/** The ） of the bracket at `open`, at most so many characters on; -1 where it is not closed by then. */
export function closeWithin(text: string, open: number, most: number, end: number): number {
  for (let at = open + 1; at <= open + most && at < end; at++) if (text[at] === '）') return at;
  return -1;
}

/** Punctuation, a bracket or the end of a line. */
export function isStop(code: number): boolean {
  return (
    (code >= 0x3000 && code <= 0x3015) ||
    code === 0xff0c ||
    code === 0xff1b ||
    code === 0xff1a ||
    code === 0xff08 ||
    code === 0xff09 ||
    code === 0xff01 ||
    code === 0xff1f ||
    code === 0x0a ||
    code === 0x20 ||
    code === 0x2014 ||
    code === 0x7c ||
    Number.isNaN(code)
  );
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isThree(text: string, at: number): boolean {
  return (
    isDigit(text.charCodeAt(at)) &&
    isDigit(text.charCodeAt(at + 1)) &&
    isDigit(text.charCodeAt(at + 2)) &&
    !isDigit(text.charCodeAt(at + 3))
  );
}

/** 千瓦 千米 千克 千伏 千卡 千斤 千赫 千安: here 千 belongs to the unit. */
function isAfterThousand(code: number): boolean {
  return (
    code === 0x74e6 ||
    code === 0x7c73 ||
    code === 0x514b ||
    code === 0x4f0f ||
    code === 0x5361 ||
    code === 0x8d6b
  );
}
