import { type Calendar, type DueDay, dueDay, type LocalDate, plusDays, Refusal } from '../base/index.ts';

/** 时限: so many working days (工作日) or calendar days. 0 is the same day (当日). */
export type Limit = { readonly workdays: number } | { readonly days: number };

/** 程序时钟 that a programme runs. Each starts with an act and ends with another. */
export type ClockName =
  | 'acknowledge' //  签收: from dispatch
  | 'dispute' //      异议: from dispatch
  | 'rule' //         裁定: from the dispute
  | 'plan' //         方案: from acknowledgement
  | 'assist' //       协办: from the request
  | 'answer' //       办复: from dispatch
  | 'verify' //       复核: from the claim of completion
  | 'rectify' //      整改: from the return
  | 'extension'; //   延期申请: before the deadline

/** 程序规则: the clocks of one government’s rule, with where it was published. A file of rules/procedure. */
export interface Procedure {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** First day on which it applies; null where it is not a published rule. */
  readonly from: LocalDate | null;
  /** Null where the rule sets no limit. */
  readonly clocks: Readonly<Record<ClockName, Limit | null>>;
}

/**
 * The last day of a limit that starts on `from`.
 * @throws {Refusal} `calendar/no-date`, `calendar/no-count`
 */
export function endOf(limit: Limit, from: LocalDate, calendar: Calendar): DueDay {
  if ('workdays' in limit) return dueDay(from, limit.workdays, calendar);
  const on = plusDays(from, limit.days);
  if (on === null) throw new Refusal('calendar/no-date', { text: from });
  return { on, assumed: [] };
}
