import {
  lastOfHalf,
  lastOfQuarter,
  lastOfYear,
  localDate,
  partsOf,
  plusDays,
  plusYears,
  readNumber,
  type Span,
} from '../../base/index.ts';
import type { Meta } from '../compiled.ts';
import { lastYearOfPlan } from './when.ts';

const YEARS = /(20\d\d)年?\s?[—\-～~至到]+\s?(20\d\d)年?(?!学年|年?第)/;
const YEAR = /(20\d\d)年度?(?:([上下])半年|第?([一二三四1-4])季度)?/;
const PLAN = /“?十([一二三四五六]?)五”?/;
const ACTION = /([一二两三四五六七八九十]|\d{1,2})年(?:行动|攻坚|滚动|倍增|提升|专项|规划|计划|大提升)/;

/**
 * 期限 of the whole plan: from its title (2022年重点任务; （2023—2025年）; “十四五”规划; 三年行动, which runs from the
 * day of issue), else `year` or the year of issue, marked `inferred`. Null where nothing tells. The span is that of the
 * words in the title.
 */
export function periodOf(
  text: string,
  titleSpan: Span | null,
  issuedOn: string | null = null,
  year: number | null = null,
): Meta['period'] {
  const issued = issuedOn === null ? null : partsOf(issuedOn);
  if (titleSpan) {
    const title = text.slice(titleSpan[0], titleSpan[1]);
    const written = fromTitle(title);
    if (written)
      return {
        ...written.dates,
        inferred: false,
        span: [titleSpan[0] + written.at, titleSpan[0] + written.end],
      };
    const action = ACTION.exec(title);
    const count = action ? Number(readNumber(action[1] as string)?.units ?? 0) : 0;
    const last = issuedOn !== null && count > 0 ? plusYears(issuedOn, count) : null;
    const ends = last && plusDays(last, -1);
    if (action && issued && issuedOn !== null && ends)
      return {
        begins: issuedOn,
        ends,
        inferred: true,
        span: [titleSpan[0] + action.index, titleSpan[0] + action.index + action[0].length],
      };
  }
  const own = year ?? issued?.year;
  if (own === undefined) return null;
  const dates = wholeYears(own, own);
  return dates && { ...dates, inferred: true, span: null };
}

/** 2024年是…, 2024年全市…, 做好2024年工作: how a preamble tells which year the plan is for. */
const YEAR_OF_WORK =
  /(?:^|[。；，]|做好|抓好|完成|落实|推进|明确|确保)(20\d\d)年度?(?=[是，]|[全我本][国省市县区州旗]|[省市县区]?政府|重点|各项|主要|工作|目标任务|经济)/;
const PREAMBLE = 3;

/** The year that the first paragraphs of a document name as its own; null where they name none. */
export function yearSaidIn(text: string, preamble: readonly Span[]): number | null {
  for (const [start, end] of preamble.slice(0, PREAMBLE)) {
    const year = YEAR_OF_WORK.exec(text.slice(start, Math.min(end, start + 200)).trimStart());
    if (year) return Number(year[1]);
  }
  return null;
}

function fromTitle(title: string) {
  const years = YEARS.exec(title);
  if (years) {
    const dates = wholeYears(Number(years[1]), Number(years[2]));
    if (dates && dates.begins <= dates.ends)
      return { dates, at: years.index, end: years.index + years[0].length };
  }
  const year = YEAR.exec(title);
  if (year) {
    const dates = partOfYear(Number(year[1]), year[2], year[3]);
    if (dates) return { dates, at: year.index, end: year.index + year[0].length };
  }
  const plan = PLAN.exec(title);
  if (!plan) return null;
  const last = lastYearOfPlan(plan[1] ?? '');
  const dates = wholeYears(last - 4, last);
  return dates && { dates, at: plan.index, end: plan.index + plan[0].length };
}

function wholeYears(first: number, last: number) {
  const [begins, ends] = [localDate(first, 1, 1), lastOfYear(last)];
  return begins && ends ? { begins, ends } : null;
}

function partOfYear(year: number, half: string | undefined, quarter: string | undefined) {
  if (half) {
    const [begins, ends] = [
      localDate(year, half === '上' ? 1 : 7, 1),
      lastOfHalf(year, half === '上' ? 1 : 2),
    ];
    return begins && ends ? { begins, ends } : null;
  }
  if (quarter) {
    const number = Number(readNumber(quarter)?.units ?? 0);
    const [begins, ends] = [localDate(year, number * 3 - 2, 1), lastOfQuarter(year, number)];
    return begins && ends ? { begins, ends } : null;
  }
  return wholeYears(year, year);
}
