import { type LocalDate, partsOf, plusDays, weekday } from './calendar.ts';
import { Refusal } from './refusal.ts';

/**
 * 工作日历: which days are worked. Monday to Friday, but for the holidays (放假) and make-up days (调休上班) of the
 * yearly notice of 国务院办公厅. A year whose notice is not in the records is not known, and that is said: a guess
 * would move deadlines.
 */
export interface Calendar {
  /** Years whose notice is known. */
  readonly published: ReadonlySet<number>;
  /** Years for which somebody decided to count Monday to Friday until the notice comes. */
  readonly assumed: ReadonlySet<number>;
  readonly off: ReadonlySet<LocalDate>;
  readonly work: ReadonlySet<LocalDate>;
}

/** directory/holidays.json */
export interface HolidayRecords {
  readonly source: string;
  readonly read: LocalDate;
  readonly years: readonly HolidayYear[];
}

/** 节假日安排 of one year. The notice of the next year may still change its last days (2011-12-31 was worked). */
export interface HolidayYear {
  readonly year: number;
  /** Where the notices were published. */
  readonly notices: readonly string[];
  /** First day, last day, name. */
  readonly off: readonly (readonly [LocalDate, LocalDate, string])[];
  /** 上班: Saturdays and Sundays that are worked. */
  readonly work: readonly LocalDate[];
}

/** A last day that a clock gives, and the years for which it had to assume Monday to Friday. */
export interface DueDay {
  readonly on: LocalDate;
  readonly assumed: readonly number[];
}

/** No limit of the field counts more; a larger number is a mistake and would take long. */
const MOST_WORKDAYS = 10_000;

export function calendarOf(records: HolidayRecords): Calendar {
  const off = new Set<LocalDate>();
  const work = new Set<LocalDate>();
  for (const year of records.years) {
    for (const [from, to] of year.off)
      for (let day: LocalDate | null = from; day !== null && day <= to; day = plusDays(day, 1)) off.add(day);
    for (const day of year.work) work.add(day);
  }
  return { published: new Set(records.years.map(({ year }) => year)), assumed: new Set(), off, work };
}

/** The calendar with Monday to Friday for a year that is not published; a published year stays as it is. */
export function assuming(year: number, calendar: Calendar): Calendar {
  if (calendar.published.has(year)) return calendar;
  return { ...calendar, assumed: new Set([...calendar.assumed, year]) };
}

/**
 * 是否工作日.
 * @throws {Refusal} `calendar/year-not-published` with `year`; `calendar/no-date` with `text`
 */
export function isWorkday(date: LocalDate, calendar: Calendar): boolean {
  const year = partsOf(date)?.year;
  const day = weekday(date);
  if (year === undefined || day === null) throw new Refusal('calendar/no-date', { text: date });
  // A notice also arranges days of the year before: these are known even where their own year is not.
  if (calendar.off.has(date)) return false;
  if (calendar.work.has(date)) return true;
  if (!calendar.published.has(year) && !calendar.assumed.has(year))
    throw new Refusal('calendar/year-not-published', { year });
  return day <= 5;
}

/** The first working day after `date`. @throws {Refusal} as `isWorkday` */
export function nextWorkday(date: LocalDate, calendar: Calendar): LocalDate {
  let day = tomorrow(date);
  while (!isWorkday(day, calendar)) day = tomorrow(day);
  return day;
}

/** `date` itself if it is worked, otherwise the first working day after it. @throws {Refusal} as `isWorkday` */
export function workdayFrom(date: LocalDate, calendar: Calendar): LocalDate {
  return isWorkday(date, calendar) ? date : nextWorkday(date, calendar);
}

/**
 * The last day of a limit of so many working days (工作日). The day on which the clock starts does not count
 * (民法典 第二百零一条), so one working day from a Friday ends on Monday. `workdays` 0 is the same day (当日).
 * @throws {Refusal} as `isWorkday`; `calendar/no-count` where `workdays` is no whole number from 0 to 10,000
 */
export function plusWorkdays(date: LocalDate, workdays: number, calendar: Calendar): LocalDate {
  if (!Number.isInteger(workdays) || workdays < 0 || workdays > MOST_WORKDAYS)
    throw new Refusal('calendar/no-count', { count: workdays, limit: MOST_WORKDAYS });
  if (partsOf(date) === null) throw new Refusal('calendar/no-date', { text: date });
  let day = date;
  for (let left = workdays; left > 0; left--) day = nextWorkday(day, calendar);
  return day;
}

/**
 * Working days after `from` up to and with `to`; negative where `to` is earlier, so that days late count as minus.
 * @throws {Refusal} as `isWorkday`
 */
export function workdaysBetween(from: LocalDate, to: LocalDate, calendar: Calendar): number {
  if (to < from) return -workdaysBetween(to, from, calendar) || 0;
  let count = 0;
  for (let day = from; day < to; ) {
    day = tomorrow(day);
    if (isWorkday(day, calendar)) count++;
  }
  return count;
}

/**
 * As `plusWorkdays`, but goes on where a year is not published, counting Monday to Friday, and names that year: such
 * a day is shown as provisional (暂按周一至周五推算) and computed again when the notice is there.
 * @throws {Refusal} as `plusWorkdays`, except `calendar/year-not-published`
 */
export function dueDay(date: LocalDate, workdays: number, calendar: Calendar): DueDay {
  let counting = calendar;
  const assumed: number[] = [];
  for (;;) {
    try {
      return { on: plusWorkdays(date, workdays, counting), assumed };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'calendar/year-not-published') throw error;
      const year = Number(error.parameters.year);
      assumed.push(year);
      counting = assuming(year, counting);
    }
  }
}

function tomorrow(date: LocalDate): LocalDate {
  const day = plusDays(date, 1);
  if (day === null) throw new Refusal('calendar/no-date', { text: date });
  return day;
}
