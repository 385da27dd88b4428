/** Why a working day cannot be counted. Sentences: zh-CN/calendar.ts, en/calendar.ts. */
export type CalendarCode = 'calendar/year-not-published' | 'calendar/no-date' | 'calendar/no-count';
