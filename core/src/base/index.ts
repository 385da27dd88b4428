export {
  compareDates,
  type DateParts,
  daysBetween,
  daysOfMonth,
  isLeapYear,
  isLocalDate,
  type LocalDate,
  lastOfHalf,
  lastOfMonth,
  lastOfQuarter,
  lastOfYear,
  localDate,
  partsOf,
  plusDays,
  plusMonths,
  plusYears,
  weekday,
} from './calendar.ts';
export {
  compareDecimals,
  type Decimal,
  decimal,
  decimalOf,
  decimalText,
  minus,
  plus,
  quotient,
  times,
  timesPowerOfTen,
} from './decimal.ts';
export type { Diagnostic, Fix, Parameters, Severity } from './diagnostic.ts';
export { beijingTime, dayOfInstant, type Instant, isInstant } from './instant.ts';
export {
  isChineseNumeralCode,
  powerOfMultiplier,
  readChineseInteger,
  readNumber,
  readShare,
  type Share,
  writeChineseInteger,
} from './numeral.ts';
export { inReading, inSource, isHan, placesInSource, type Reading, readingOf, without } from './reading.ts';
export { Refusal } from './refusal.ts';
export { type Segment, segmentsIn } from './segment.ts';
export {
  covers,
  joinedSpans,
  overlapping,
  overlaps,
  type Point,
  pointsOf,
  type Span,
  textAt,
  trimmed,
} from './span.ts';
export {
  assuming,
  type Calendar,
  calendarOf,
  type DueDay,
  dueDay,
  type HolidayRecords,
  type HolidayYear,
  isWorkday,
  nextWorkday,
  plusWorkdays,
  workdayFrom,
  workdaysBetween,
} from './workday.ts';
