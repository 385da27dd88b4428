/**
 * 日期: days of the Gregorian calendar as `YYYY-MM-DD`, without time and without time zone. Years 0001 to 9999.
 * The text form orders like the days do, so `<` on two valid dates is earlier and later.
 */
export type LocalDate = string;

export interface DateParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** The date of these parts; null where no such day exists (31 June, year 0, fractions). */
export function localDate(year: number, month: number, day: number): LocalDate | null {
  if (!isYear(year) || !isIn(month, 1, 12) || !isIn(day, 1, daysOfMonth(year, month))) return null;
  return written(year, month, day);
}

export function isLocalDate(text: string): boolean {
  return partsOf(text) !== null;
}

/** Year, month and day; null where the text is no valid date. */
export function partsOf(date: LocalDate): DateParts | null {
  const parts = FORM.exec(date);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return localDate(year, month, day) === null ? null : { year, month, day };
}

/** 闰年 */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 28 to 31; 0 for a month that does not exist. */
export function daysOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** 月末; null outside the calendar. */
export function lastOfMonth(year: number, month: number): LocalDate | null {
  return localDate(year, month, daysOfMonth(year, month));
}

/** 季末: `quarter` 1 to 4. */
export function lastOfQuarter(year: number, quarter: number): LocalDate | null {
  return isIn(quarter, 1, 4) ? lastOfMonth(year, quarter * 3) : null;
}

/** 上半年 (1) ends on 30 June, 下半年 (2) on 31 December. */
export function lastOfHalf(year: number, half: number): LocalDate | null {
  return isIn(half, 1, 2) ? lastOfMonth(year, half * 6) : null;
}

/** 年底 */
export function lastOfYear(year: number): LocalDate | null {
  return localDate(year, 12, 31);
}

/** The date so many days later (earlier where negative); null where `date` is none or the calendar ends. */
export function plusDays(date: LocalDate, days: number): LocalDate | null {
  const parts = partsOf(date);
  if (!parts || !Number.isInteger(days)) return null;
  return dateOfDay(dayOf(parts) + days);
}

/** Months later, on the same day or the last one of a shorter month: 2023-01-31 and one month is 2023-02-28. */
export function plusMonths(date: LocalDate, months: number): LocalDate | null {
  const parts = partsOf(date);
  if (!parts || !Number.isInteger(months)) return null;
  const count = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return localDate(year, month, Math.min(parts.day, daysOfMonth(year, month)));
}

export function plusYears(date: LocalDate, years: number): LocalDate | null {
  return Number.isInteger(years) ? plusMonths(date, years * 12) : null;
}

/** Days from `one` to `other`, negative where `other` is earlier; null where one of them is no date. */
export function daysBetween(one: LocalDate, other: LocalDate): number | null {
  const from = partsOf(one);
  const to = partsOf(other);
  return from && to ? dayOf(to) - dayOf(from) : null;
}

/** 星期: 1 is Monday, 7 is Sunday (ISO 8601); null where the text is no date. */
export function weekday(date: LocalDate): number | null {
  const parts = partsOf(date);
  // Day 1 of the count, 0001-01-01, was a Monday.
  return parts ? ((dayOf(parts) - 1) % 7) + 1 : null;
}

export function compareDates(one: LocalDate, other: LocalDate): -1 | 0 | 1 {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Days since 31 December of year 0. */
function dayOf({ year, month, day }: DateParts): number {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return before * 365 + leaps + (DAYS_BEFORE_MONTH[month - 1] as number) + leapDay + day;
}

function dateOfDay(count: number): LocalDate | null {
  // The guess is never late and at most one year early.
  let year = Math.max(1, Math.floor((count - 1) / 366) + 1);
  if (count < 1 || !isYear(year)) return null;
  while (dayOf({ year: year + 1, month: 1, day: 1 }) <= count) year++;
  let month = 1;
  let rest = count - dayOf({ year, month: 1, day: 1 }) + 1;
  while (rest > daysOfMonth(year, month)) {
    rest -= daysOfMonth(year, month);
    month++;
  }
  return localDate(year, month, rest);
}

function written(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${pair(month)}-${pair(day)}`;
}

function pair(number: number): string {
  return String(number).padStart(2, '0');
}

function isYear(year: number): boolean {
  return isIn(year, 1, 9999);
}

function isIn(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
