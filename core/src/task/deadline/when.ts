import {
  lastOfHalf,
  lastOfMonth,
  lastOfQuarter,
  lastOfYear,
  localDate,
  partsOf,
  plusDays,
  plusMonths,
  plusYears,
  readNumber,
} from '../../base/index.ts';

/** What the document gives for dates that leave something out. */
export interface DeadlineBase {
  /** 年份 of the plan. */
  readonly year: number | null;
  readonly issuedOn: string | null;
  readonly period: { readonly begins: string; readonly ends: string } | null;
}

/** A time as it is written, before it is decided whether it limits anything. */
export interface When {
  readonly end: number;
  /** The last day of it; null where it comes back (每年) or cannot be told. */
  readonly date: string | null;
  readonly inferred: boolean;
  readonly form:
    | 'by' // 2022年底前, 6月底, 年末
    | 'in' // 上半年, “十四五”期间
    | 'bare' // 2022年, 6月: a time limit only where it opens a clause
    | 'span' // 3年内: also an exemption period
    | 'recurring'; // 每年6月底前
  /** 年 of it where one is written. */
  readonly year: number | null;
  /** It names a day, or is a number of days. */
  readonly day?: boolean;
}

const YEAR = '(?<year>(?:19|20)\\d\\d)年度?';
const RELATIVE = '(?<relative>今年|本年度?|明年|当年|次年|后年|翌年)';
/** 4至6月: the last month counts. */
const MONTH = '(?:(?:1[0-2]|[1-9])[至到—\\-～~])?(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?';
const DAY = '(?<day>3[01]|[12]\\d|[1-9])[日号]';
const QUARTER =
  '(?:(?<lead>前)?(?:第(?<ordinal>[1-4一二三四])个?|(?<bare>[1-4一二三四]))季度|(?<half>[上下])半年)';
const EDGE =
  '(?<edge>底前|底之前|底以前|年底前|末前|末(?!端)|底(?![线数层气部盘])|初(?![步期级次中始等制见具创选赛诊审评稿探心衷建试露显])|之前|以前|前(?![期沿端列瞻后往景]|提[下是条，。、])|内(?![容部外涵生需河])|中旬前?|上旬前?|下旬前?|中(?![心国期小央级等型部介医共学])|期间)?';

/** One date: year, month, day, quarter or half with what is left out. Read where it may begin, never searched for. */
const DATE = new RegExp(`(?:(?:${YEAR}|${RELATIVE})(?:的)?)?(?:${QUARTER}|${MONTH}(?:${DAY})?)?${EDGE}`, 'y');
const SPAN_OF_YEARS = /(?<from>20\d\d)年?[—\-～~至到](?<to>20\d\d)年(?<edge>底前|底|期间|间)?/y;
const POINTED =
  /(?<year>20\d\d)[.\-/](?<month>1[0-2]|0?[1-9])(?:[.\-/](?<day>3[01]|[12]\d|0?[1-9])(?![\d.]))?(?<edge>前|底前|底)?/y;
const YEAR_END =
  /年(?<edge>底前|底之前|底以前|末前|底(?![线数层气部盘])|末|内(?![容部外涵生需河])|中前|中(?![心国期小央级等型部介医共学])|终)/y;
const DURATION =
  /(?<count>\d{1,2}|[一二两三四五六七八九十半])(?<unit>年|个月|个工作日|个自然日|周|个?星期|天|日)(?<tail>左右)?(?:的)?(?<edge>之?内|以内|时间|努力)/y;
const FIVE_YEARS = /“?十(?<plan>[一二三四五六]?)五”?(?<edge>期间|时期|期内|期末|末期?|收官)/y;
const RECURRING =
  /每(?:个)?(?:年|月|季度?|半年|周|学期|两年|三年|旬|双月)(?:度)?(?:第?[一二三四1-4]个?季度|(?:[上下]半年)|(?:1[0-2]|[1-9])月(?:份)?(?:[至到—-](?:次年|翌年)?(?:1[0-2]|[1-9])月(?:份)?)?)?(?:底|末|初)?(?:第\d个月的?)?(?:(?:3[01]|[12]\d|[1-9])[日号])?(?:前)?/y;
const RANGE_MARK = /[—\-～~]|至|到/y;

/**
 * Whether a time can begin at `at`, told by a few characters: most figures are followed by something else. Numbers begin
 * at their first digit only.
 */
export function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) {
    if (isDigit(text.charCodeAt(at - 1))) return false;
    let to = at + 1;
    while (to < at + 5 && isDigit(text.charCodeAt(to))) to++;
    return AFTER_NUMBER.has(text.charCodeAt(to));
  }
  const next = text.charCodeAt(at + 1);
  switch (code) {
    case 0x5e74: // 年
      return '底末内中终'.includes(text[at + 1] ?? ' ');
    case 0x6bcf: // 每
      return true;
    case 0x4e0a: // 上
    case 0x4e0b: // 下
      return next === 0x534a;
    case 0x7b2c: // 第
    case 0x524d: // 前
      return text[at + 2] === '季' || text[at + 3] === '季';
    case 0x201c: // “
      return next === 0x5341;
    case 0x5341: // 十
      return (
        next === 0x4e94 ||
        text[at + 2] === '五' ||
        text[at + 3] === '月' ||
        AFTER_NUMERAL.has(next) ||
        text[at + 2] === '月'
      );
    default:
      return '今本明当次后翌'.includes(text[at] as string) ? next === 0x5e74 : AFTER_NUMERAL.has(next);
  }
}

const AFTER_NUMBER = new Set([...'年月日季个周星天—-～~至到./'].map((character) => character.charCodeAt(0)));
const AFTER_NUMERAL = new Set([...'年月季个周星'].map((character) => character.charCodeAt(0)));

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The time that is written at `at`, where `mayBegin` holds; null where none is. */
export function whenAt(text: string, at: number, base: DeadlineBase, limit: boolean): When | null {
  const first = text[at];
  if (first === '每') return recurring(text, at);
  if (first === '年') return yearEnd(text, at, base);
  if (first === '“') return fiveYears(text, at);
  const plan = first === '十' ? fiveYears(text, at) : null;
  return (
    plan ??
    years(text, at) ??
    pointed(text, at, limit) ??
    duration(text, at, base) ??
    dateRange(text, at, base)
  );
}

function recurring(text: string, at: number): When | null {
  const found = match(RECURRING, text, at);
  return found && { end: at + found[0].length, date: null, inferred: false, form: 'recurring', year: null };
}

/** 十四五 is 2021 to 2025; the tenth plan (十五) began in 2001. */
function fiveYears(text: string, at: number): When | null {
  const found = match(FIVE_YEARS, text, at);
  if (!found?.groups) return null;
  const last = lastYearOfPlan(found.groups.plan ?? '');
  const edge = found.groups.edge as string;
  return {
    end: at + found[0].length,
    date: lastOfYear(last),
    inferred: false,
    form: edge.includes('末') || edge === '收官' ? 'by' : 'in',
    year: last,
  };
}

/** 规划 number, without its leading 十: 四 → 2025, empty → 2005. */
export function lastYearOfPlan(plan: string): number {
  return 2005 + 5 * Math.max(0, '一二三四五六'.indexOf(plan || '零') + 1);
}

function years(text: string, at: number): When | null {
  const found = match(SPAN_OF_YEARS, text, at);
  if (!found?.groups) return null;
  const last = Number(found.groups.to);
  const form = found.groups.edge ? 'in' : 'bare';
  return { end: at + found[0].length, date: lastOfYear(last), inferred: false, form, year: last };
}

/** 2023.12, 2023-12-31, 2023.01-2023.12 (the last counts): only after a label, or where 前 follows. */
function pointed(text: string, at: number, limit: boolean): When | null {
  const first = match(POINTED, text, at);
  if (!first || (!limit && !first.groups?.edge)) return null;
  const mark = match(RANGE_MARK, text, at + first[0].length);
  const from = mark ? at + first[0].length + mark[0].length : at;
  const second = mark && match(POINTED, text, from);
  const found = second ?? first;
  const { groups = {} } = found;
  const [year, month] = [Number(groups.year), Number(groups.month)];
  const date = groups.day ? localDate(year, month, Number(groups.day)) : lastOfMonth(year, month);
  const end = (second ? from : at) + found[0].length;
  return { end, date, inferred: false, form: 'by', year };
}

/** 3年内 and 6个月内 run from the day of issue. */
function duration(text: string, at: number, base: DeadlineBase): When | null {
  const found = match(DURATION, text, at);
  if (!found?.groups) return null;
  const count =
    found.groups.count === '半' ? 0.5 : Number(readNumber(found.groups.count as string)?.units ?? 0);
  const unit = found.groups.unit as string;
  const end = at + found[0].length;
  const start = base.issuedOn;
  const date = start !== null ? later(start, count, unit) : unit === '年' ? yearsLater(base, count) : null;
  return { end, date, inferred: true, form: 'span', year: null, day: !/^(?:年|个月)$/.test(unit) };
}

function later(start: string, count: number, unit: string): string | null {
  if (unit === '年') return count === 0.5 ? plusMonths(start, 6) : plusYears(start, count);
  if (unit === '个月') return count === 0.5 ? plusDays(start, 15) : plusMonths(start, count);
  if (unit === '周' || unit.endsWith('星期')) return plusDays(start, count * 7);
  return unit === '天' || unit === '日' || unit === '个自然日' ? plusDays(start, count) : null;
}

function yearsLater(base: DeadlineBase, count: number): string | null {
  const first = base.period ? partsOf(base.period.begins)?.year : base.year;
  return first && count >= 1 ? lastOfYear(first + count - 1) : null;
}

/** One date, or two with a range mark between them (今年11月至明年3月): the last counts. */
function dateRange(text: string, at: number, base: DeadlineBase): When | null {
  const first = dateAt(text, at, base, null);
  if (!first) return null;
  const mark = match(RANGE_MARK, text, first.end);
  if (!mark) return first;
  const second = dateAt(text, first.end + mark[0].length, base, first.date);
  if (!second) return first;
  return { ...second, inferred: second.year === null && first.inferred, year: second.year ?? first.year };
}

function dateAt(text: string, at: number, base: DeadlineBase, before: string | null): When | null {
  const found = match(DATE, text, at);
  if (!found?.groups) return null;
  const quarter = found.groups.ordinal ?? found.groups.bare;
  const { year: yearText, relative, half, month, day, edge, lead } = found.groups;
  if (!yearText && !relative && !quarter && !half && !month) return null;
  // 3月1号楼, 2022年前 is by the end of 2021.
  const known = knownYear(yearText, relative, base, before);
  if (known.year === null && !yearText) {
    return {
      end: at + found[0].length,
      date: null,
      inferred: true,
      form: formOf(found[0], edge, !!(quarter || half)),
      year: null,
    };
  }
  const year = known.year as number;
  let date: string | null;
  if (quarter) date = lastOfQuarter(year, small(quarter));
  else if (half) date = lastOfHalf(year, half === '上' ? 1 : 2);
  else if (month) date = dayOf(year, small(month), day, edge);
  else
    date =
      edge === '前' || edge === '之前' || edge === '以前'
        ? lastOfYear(year - 1)
        : edge === '初'
          ? lastOfMonth(year, 3)
          : lastOfYear(year);
  if (edge?.startsWith('中') && !month && !quarter && !half) date = lastOfHalf(year, 1);
  if (
    known.shiftable &&
    date !== null &&
    before === null &&
    base.issuedOn !== null &&
    date < base.issuedOn &&
    lead === undefined
  )
    date = month ? dayOf(year + 1, small(month), day, edge) : date;
  return {
    end: at + found[0].length,
    date,
    inferred: known.inferred,
    form: formOf(found[0], edge, !!(quarter || half)),
    year: yearText ? year : null,
    day: day !== undefined,
  };
}

function formOf(_written: string, edge: string | undefined, part: boolean): When['form'] {
  if (edge === '期间' || edge === '内' || edge === '中' || edge === '初') return edge === '初' ? 'by' : 'in';
  if (edge) return 'by';
  return part ? 'in' : 'bare';
}

function dayOf(
  year: number,
  month: number,
  day: string | undefined,
  edge: string | undefined,
): string | null {
  if (day) return localDate(year, month, Number(day));
  if (edge?.startsWith('上旬')) return localDate(year, month, 10);
  if (edge?.startsWith('中旬')) return localDate(year, month, 20);
  // 6月前 is by the end of May; 6月底前 and 6月 by the end of June.
  if (edge === '前' || edge === '之前' || edge === '以前')
    return plusDays(localDate(year, month, 1) ?? '', -1);
  return lastOfMonth(year, month);
}

function knownYear(
  written: string | undefined,
  relative: string | undefined,
  base: DeadlineBase,
  before: string | null,
): { readonly year: number | null; readonly inferred: boolean; readonly shiftable: boolean } {
  if (written) return { year: Number(written), inferred: false, shiftable: false };
  const issued = base.issuedOn === null ? null : (partsOf(base.issuedOn)?.year ?? null);
  const own = base.year ?? issued;
  const earlier = before === null ? null : (partsOf(before)?.year ?? null);
  if (earlier !== null) {
    const next = relative === '次年' || relative === '翌年' || relative === '明年';
    return { year: next ? earlier + 1 : earlier, inferred: true, shiftable: false };
  }
  if (own === null) return { year: null, inferred: true, shiftable: false };
  const step =
    relative === '明年' || relative === '次年' || relative === '翌年' ? 1 : relative === '后年' ? 2 : 0;
  return { year: own + step, inferred: true, shiftable: base.year === null && !relative };
}

/** 全年: the last day of the plan's year; null where the year is not known. */
export function endOfYear(base: DeadlineBase): string | null {
  const { year } = knownYear(undefined, undefined, base, null);
  return year === null ? null : lastOfYear(year);
}

/** 年底前, 年内: of the plan's year. */
function yearEnd(text: string, at: number, base: DeadlineBase): When | null {
  const found = match(YEAR_END, text, at);
  if (!found?.groups) return null;
  const { year } = knownYear(undefined, undefined, base, null);
  const edge = found.groups.edge as string;
  const date = year === null ? null : edge.startsWith('中') ? lastOfHalf(year, 1) : lastOfYear(year);
  return { end: at + found[0].length, date, inferred: true, form: edge === '内' ? 'in' : 'by', year: null };
}

function small(written: string): number {
  return Number(readNumber(written)?.units ?? 0);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found && found[0].length > 0 ? found : null;
}
