import type { CalendarCode } from '../calendar-codes.ts';

/** Counting working days. */
export const calendar: Readonly<Record<CalendarCode, string>> = {
  'calendar/year-not-published':
    'The holidays of {year} are not in the directory (the General Office of the State Council usually publishes them between October and December of the year before), so working days cannot be counted. Update the directory, or confirm that Monday to Friday is counted for now.',
  'calendar/no-date': '“{text}” is not a date. Write it as 2022-06-30.',
  'calendar/no-count':
    '{count} is not a number of working days: it must be a whole number from 0 to {limit}.',
};
