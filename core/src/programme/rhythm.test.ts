import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, type HolidayRecords, plusDays } from '../base/index.ts';
import { type Every, endOf, isRhythm, type Procedure, periodsOf, type Rhythm, reportDue } from './index.ts';

const ROOT = new URL('../../../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as unknown;
const calendar = calendarOf(json('directory/holidays.json') as HolidayRecords);
const rhythm = (every: Every, closes: Rhythm['closes'], graceWorkdays = 0): Rhythm => ({
  every,
  closes,
  graceWorkdays,
});

describe('reporting periods', () => {
  it.each<[string, Rhythm, string[]]>([
    [
      'monthly by the 25th',
      rhythm('month', { monthsAfter: 0, day: 25 }),
      ['2022-01 2022-01-01 2022-01-31 2022-01-25', '2022-02 2022-02-01 2022-02-28 2022-02-25'],
    ],
    [
      'monthly by the last day',
      rhythm('month', { monthsAfter: 0, day: 31 }),
      ['2022-01 2022-01-01 2022-01-31 2022-01-31', '2022-02 2022-02-01 2022-02-28 2022-02-28'],
    ],
    [
      'quarterly by the 5th of the next month',
      rhythm('quarter', { monthsAfter: 1, day: 5 }),
      ['2022-Q1 2022-01-01 2022-03-31 2022-04-05'],
    ],
    ['every half-year', rhythm('half-year', { daysAfter: 10 }), ['2022-H1 2022-01-01 2022-06-30 2022-07-10']],
    ['every year', rhythm('year', { monthsAfter: 1, day: 20 }), ['2022 2022-01-01 2022-12-31 2023-01-20']],
    [
      'every ten days',
      rhythm('ten-days', { daysAfter: 2 }),
      [
        '2022-01-上旬 2022-01-01 2022-01-10 2022-01-12',
        '2022-01-中旬 2022-01-11 2022-01-20 2022-01-22',
        '2022-01-下旬 2022-01-21 2022-01-31 2022-02-02',
      ],
    ],
    ['every week', rhythm('week', { daysAfter: 2 }), ['2021-12-27 2021-12-27 2022-01-02 2022-01-04']],
  ])('%s', (_, of, first) => {
    const periods = periodsOf(of, '2022-01-01', '2022-12-31');
    const written = periods.map((one) => `${one.key} ${one.begins} ${one.ends} ${one.closesOn}`);
    expect(written.slice(0, first.length)).toEqual(first);
  });

  it('cover every day once, without gaps, whatever the rhythm', () => {
    const every = fc.constantFrom<Every>('week', 'ten-days', 'month', 'quarter', 'half-year', 'year');
    fc.assert(
      fc.property(
        every,
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 900 }),
        (of, at, length) => {
          const from = plusDays('2018-01-01', at) as string;
          const to = plusDays(from, length) as string;
          const periods = periodsOf(rhythm(of, { daysAfter: 0 }), from, to);
          expect(periods[0] && periods[0].begins <= from).toBe(true);
          expect((periods.at(-1)?.ends ?? '') >= to && (periods.at(-1)?.begins ?? '') <= to).toBe(true);
          periods.reduce((before, period) => {
            expect(period.begins).toBe(plusDays(before.ends, 1));
            return period;
          });
          expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('close on a working day, and give working days of grace', () => {
    const monthly = rhythm('month', { monthsAfter: 1, day: 5 });
    const [september] = periodsOf(monthly, '2022-09-01', '2022-09-30');
    if (!september) throw new Error('no period');
    expect(reportDue(september, monthly, calendar)).toEqual({ on: '2022-10-08', assumed: [] });
    expect(reportDue(september, { ...monthly, graceWorkdays: 2 }, calendar).on).toBe('2022-10-10');
    const last = periodsOf(monthly, '2026-12-01', '2026-12-31')[0];
    expect(last && reportDue(last, monthly, calendar)).toEqual({ on: '2027-01-05', assumed: [2027] });
  });

  it('are none for what is no date or runs backwards', () => {
    expect(periodsOf(rhythm('month', { daysAfter: 0 }), '2022-13-01', '2022-12-31')).toEqual([]);
    expect(periodsOf(rhythm('month', { daysAfter: 0 }), '2022-03-01', '2022-02-01')).toEqual([]);
    expect(periodsOf(rhythm('month', { daysAfter: 0 }), '2022-03-01', 'never')).toEqual([]);
  });

  it('knows a rhythm that makes no sense', () => {
    expect(isRhythm(rhythm('month', { monthsAfter: 0, day: 25 }, 2))).toBe(true);
    expect(isRhythm(rhythm('week', { monthsAfter: 0, day: 25 }))).toBe(false);
    expect(isRhythm(rhythm('month', { monthsAfter: 0, day: 32 }))).toBe(false);
    expect(isRhythm(rhythm('month', { daysAfter: 0.5 }))).toBe(false);
    expect(isRhythm(rhythm('month', { daysAfter: 1 }, -1))).toBe(false);
  });
});

describe('procedures of rules/procedure', () => {
  const files = readdirSync(new URL('rules/procedure', ROOT));
  const CLOCKS = 'acknowledge answer assist dispute extension plan rectify rule verify'.split(' ');

  it.each(files)('%s names its source and every clock', (file) => {
    const { id, name, source, from, clocks } = json(`rules/procedure/${file}`) as Procedure;
    expect(`${id}.json`).toBe(file);
    expect([name.length, source.length].every((length) => length > 5)).toBe(true);
    expect(from === null || /^\d{4}-\d\d-\d\d$/.test(from)).toBe(true);
    expect(Object.keys(clocks).sort()).toEqual(CLOCKS);
    for (const limit of Object.values(clocks))
      if (limit)
        expect(Object.values(limit).every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it('a limit in working days skips holidays, one in days does not', () => {
    expect(endOf({ workdays: 1 }, '2022-09-30', calendar).on).toBe('2022-10-08');
    expect(endOf({ days: 1 }, '2022-09-30', calendar).on).toBe('2022-10-01');
    expect(endOf({ workdays: 0 }, '2022-09-30', calendar).on).toBe('2022-09-30');
  });
});
