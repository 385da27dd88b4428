import { type LocalDate, localDate, partsOf, plusDays } from './calendar.ts';

/** 时刻: a moment in UTC as `2022-06-30T08:15:00.000Z`; the text form orders like the moments do. */
export type Instant = string;

const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/;
/** 北京时间 is UTC+8 in the whole country; there has been no summer time since 1991. */
const HOURS_AHEAD = 8;

export function isInstant(text: string): boolean {
  return dayAndHour(text) !== null;
}

/** The day in 北京时间 on which the moment falls; null where the text is no valid moment. */
export function dayOfInstant(instant: Instant): LocalDate | null {
  const parts = dayAndHour(instant);
  if (!parts) return null;
  return parts.hour + HOURS_AHEAD < 24 ? parts.day : plusDays(parts.day, 1);
}

/** The moment in 北京时间 to the minute, as a person reads it: `2022-06-30 16:15`; the text itself where it is no moment. */
export function beijingTime(instant: Instant): string {
  const parts = dayAndHour(instant);
  const day = dayOfInstant(instant);
  if (!parts || !day) return instant;
  const hour = String((parts.hour + HOURS_AHEAD) % 24).padStart(2, '0');
  return `${day} ${hour}:${instant.slice(14, 16)}`;
}

function dayAndHour(text: string): { readonly day: LocalDate; readonly hour: number } | null {
  const parts = FORM.exec(text);
  if (!parts) return null;
  const [day, hour] = [parts[1] as string, Number(parts[2])];
  const date = partsOf(day);
  if (!date || localDate(date.year, date.month, date.day) === null) return null;
  if (hour > 23 || Number(parts[3]) > 59 || Number(parts[4]) > 59) return null;
  return { day, hour };
}
