import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assuming,
  calendarOf,
  dueDay,
  type HolidayRecords,
  isWorkday,
  nextWorkday,
  plusDays,
  plusWorkdays,
  Refusal,
  weekday,
  workdayFrom,
  workdaysBetween,
} from './index.ts';

const records = JSON.parse(
  readFileSync(new URL('../../../directory/holidays.json', import.meta.url), 'utf8'),
) as HolidayRecords;
const calendar = calendarOf(records);
const day = fc.integer({ min: 0, max: 365 * 20 }).map((days) => plusDays('2006-01-01', days) as string);
const refusalOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.parameters];
    throw error;
  }
  return null;
};

describe('directory/holidays.json', () => {
  it('has every year from 2006 to 2026, each with its notice', () => {
    expect(records.years.map(({ year }) => year)).toEqual(Array.from({ length: 21 }, (_, at) => 2006 + at));
    for (const { notices } of records.years) expect(notices[0]).toMatch(/^https?:\/\/www\.gov\.cn\//);
  });

  it.each(records.years)(
    '$year: make-up days are at weekends, holidays are in order, none is both',
    (year) => {
      for (const date of year.work) expect(weekday(date)).toBeGreaterThan(5);
      for (const [from, to, name] of year.off) {
        expect(from <= to).toBe(true);
        expect(name).toMatch(/[节旦日]$/u);
      }
      const starts = year.off.map(([from]) => from);
      expect([...starts].sort()).toEqual(starts);
      for (const date of year.work) expect(calendar.off.has(date)).toBe(false);
    },
  );

  it.each(records.years)('$year has 238 to 257 working days', ({ year }) => {
    const days = workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`, calendar);
    expect(days).toBeGreaterThanOrEqual(238);
    expect(days).toBeLessThanOrEqual(257);
  });
});

describe('the working-day calendar', () => {
  it.each([
    ['2022-10-07', false, '国庆节'],
    ['2022-10-08', true, 'a Saturday that is worked'],
    ['2020-01-31', false, 'the holiday that was made longer'],
    ['2020-02-01', false, 'a make-up day that was taken back'],
    ['2015-09-03', false, 'the holiday of one year only'],
    ['2024-02-09', true, '除夕 of 2024 was a working day'],
    ['2018-12-29', true, 'arranged by the notice of the next year'],
    ['2022-06-30', true, 'a Thursday'],
    ['2022-07-02', false, 'a Saturday'],
  ])('%s is worked: %s (%s)', (date, worked) => {
    expect(isWorkday(date, calendar)).toBe(worked);
  });

  it('does not count the day on which a limit starts', () => {
    expect(plusWorkdays('2022-09-30', 1, calendar)).toBe('2022-10-08');
    expect(plusWorkdays('2022-07-01', 1, calendar)).toBe('2022-07-04');
    expect(plusWorkdays('2022-07-01', 0, calendar)).toBe('2022-07-01');
    expect(workdayFrom('2022-10-03', calendar)).toBe('2022-10-08');
  });

  it('says that a year is not published rather than guess', () => {
    expect(refusalOf(() => isWorkday('2027-03-01', calendar))).toEqual([
      'calendar/year-not-published',
      { year: 2027 },
    ]);
    expect(refusalOf(() => plusWorkdays('2026-12-31', 1, calendar))?.[0]).toBe('calendar/year-not-published');
    expect(refusalOf(() => isWorkday('2003-03-03', calendar))?.[0]).toBe('calendar/year-not-published');
  });

  it('goes on with Monday to Friday where that was decided, and names the year', () => {
    expect(isWorkday('2027-03-01', assuming(2027, calendar))).toBe(true);
    expect(assuming(2022, calendar)).toBe(calendar);
    expect(dueDay('2026-12-31', 1, calendar)).toEqual({ on: '2027-01-01', assumed: [2027] });
    expect(dueDay('2022-09-30', 1, calendar)).toEqual({ on: '2022-10-08', assumed: [] });
  });

  it('refuses what is no day and no count', () => {
    expect(refusalOf(() => isWorkday('2022-02-30', calendar))?.[0]).toBe('calendar/no-date');
    expect(refusalOf(() => plusWorkdays('no day', 0, calendar))?.[0]).toBe('calendar/no-date');
    for (const count of [-1, 0.5, Number.NaN, 1e9])
      expect(refusalOf(() => plusWorkdays('2022-02-03', count, calendar))?.[0]).toBe('calendar/no-count');
  });

  it('adds up: a and then b working days are a + b, and the days between are as many', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (from, one, other) => {
          const inTwo = plusWorkdays(plusWorkdays(from, one, calendar), other, calendar);
          expect(inTwo).toBe(plusWorkdays(from, one + other, calendar));
          expect(workdaysBetween(from, inTwo, calendar)).toBe(one + other);
          expect(workdaysBetween(inTwo, from, calendar)).toBe(-(one + other) || 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a later start never ends earlier, and every end is a working day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const end = plusWorkdays(from, count, calendar);
        expect(isWorkday(end, calendar)).toBe(true);
        expect(plusWorkdays(plusDays(from, 1) as string, count, calendar) >= end).toBe(true);
        expect(nextWorkday(from, calendar) <= end).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
