import {
  type Calendar,
  type DueDay,
  daysOfMonth,
  dueDay,
  type LocalDate,
  localDate,
  partsOf,
  plusDays,
  plusMonths,
  weekday,
} from '../base/index.ts';

/** 填报频次: 周、旬、月、季、半年、年. */
export type Every = 'week' | 'ten-days' | 'month' | 'quarter' | 'half-year' | 'year';

/**
 * 填报节奏: how often, until when, and how many working days of grace. 每月25日前 is `{ every: 'month', closes:
 * { monthsAfter: 0, day: 25 } }`, 次月5日前 `{ monthsAfter: 1, day: 5 }`, 旬后3日内 `{ daysAfter: 3 }`.
 */
export interface Rhythm {
  readonly every: Every;
  readonly closes: { readonly monthsAfter: number; readonly day: number } | { readonly daysAfter: number };
  readonly graceWorkdays: number;
}

/** 填报期 */
export interface Period {
  /** `2022-03`, `2022-Q1`, `2022-H1`, `2022`, `2022-03-上旬`, or the Monday of a week. */
  readonly key: string;
  readonly begins: LocalDate;
  readonly ends: LocalDate;
  /** 截止日 as the rhythm sets it, whether it is worked or not. */
  readonly closesOn: LocalDate;
}

const MONTHS: Readonly<Record<Exclude<Every, 'week' | 'ten-days'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};
/** More periods than any programme has; a longer stretch is a mistake. */
const MOST_PERIODS = 2000;

/**
 * The periods that lie, wholly or in part, between two days. A period is whole even where the programme begins in its
 * middle. Empty where a date is none or `to` is before `from`.
 */
export function periodsOf(rhythm: Rhythm, from: LocalDate, to: LocalDate): Period[] {
  const periods: Period[] = [];
  let begins = startOf(rhythm.every, from);
  while (begins !== null && begins <= to && partsOf(to) && periods.length < MOST_PERIODS) {
    const next = nextStart(rhythm.every, begins);
    const ends = next && plusDays(next, -1);
    const closesOn = ends && closing(rhythm, ends);
    if (!next || !ends || !closesOn) break;
    periods.push({ key: keyOf(rhythm.every, begins), begins, ends, closesOn });
    begins = next;
  }
  return periods;
}

/**
 * The day until which a report of the period is on time: the closing day, moved to the next working day where it is
 * none, and the days of grace after it.
 * @throws {Refusal} as `dueDay`
 */
export function reportDue(period: Period, rhythm: Rhythm, calendar: Calendar): DueDay {
  // One working day after the day before is the closing day itself, or the first one worked after it.
  const before = plusDays(period.closesOn, -1) ?? period.closesOn;
  return dueDay(before, 1 + rhythm.graceWorkdays, calendar);
}

/** Whether the figures of a rhythm make sense. */
export function isRhythm({ every, closes, graceWorkdays }: Rhythm): boolean {
  const whole = (value: number, from: number, to: number) =>
    Number.isInteger(value) && value >= from && value <= to;
  if (!whole(graceWorkdays, 0, 60)) return false;
  if ('daysAfter' in closes) return whole(closes.daysAfter, 0, 90);
  return (
    every !== 'week' && every !== 'ten-days' && whole(closes.monthsAfter, 0, 6) && whole(closes.day, 1, 31)
  );
}

function startOf(every: Every, date: LocalDate): LocalDate | null {
  const parts = partsOf(date);
  if (!parts) return null;
  const { year, month, day } = parts;
  if (every === 'week') return plusDays(date, 1 - (weekday(date) as number));
  if (every === 'ten-days') return localDate(year, month, day > 20 ? 21 : day > 10 ? 11 : 1);
  return localDate(year, month - ((month - 1) % MONTHS[every]), 1);
}

function nextStart(every: Every, begins: LocalDate): LocalDate | null {
  if (every === 'week') return plusDays(begins, 7);
  if (every !== 'ten-days') return plusMonths(begins, MONTHS[every]);
  const { year, month, day } = partsOf(begins) as { year: number; month: number; day: number };
  return day < 21 ? plusDays(begins, 10) : plusMonths(localDate(year, month, 1) as LocalDate, 1);
}

function closing({ closes }: Rhythm, ends: LocalDate): LocalDate | null {
  if ('daysAfter' in closes) return plusDays(ends, closes.daysAfter);
  const parts = partsOf(ends);
  const first = parts && localDate(parts.year, parts.month, 1);
  const month = first && partsOf(plusMonths(first, closes.monthsAfter) ?? '');
  return (
    month && localDate(month.year, month.month, Math.min(closes.day, daysOfMonth(month.year, month.month)))
  );
}

function keyOf(every: Every, begins: LocalDate): string {
  const { year, month, day } = partsOf(begins) as { year: number; month: number; day: number };
  const ofMonth = begins.slice(0, 7);
  switch (every) {
    case 'week':
      return begins;
    case 'ten-days':
      return `${ofMonth}-${day < 11 ? '上旬' : day < 21 ? '中旬' : '下旬'}`;
    case 'month':
      return ofMonth;
    case 'quarter':
      return `${begins.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
    case 'half-year':
      return `${begins.slice(0, 4)}-H${month < 7 ? 1 : 2}`;
    default:
      return String(year).padStart(4, '0');
  }
}
