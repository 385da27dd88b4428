import type { CalendarCode } from '../calendar-codes.ts';

/** 工作日推算. */
export const calendar: Readonly<Record<CalendarCode, string>> = {
  'calendar/year-not-published':
    '{year} 年的节假日安排尚未收录（国务院办公厅通常在上一年十月至十二月公布），不能推算工作日。请更新节假日目录，或者确认暂按周一至周五推算。',
  'calendar/no-date': '“{text}”不是有效日期，请写成 2022-06-30 的形式。',
  'calendar/no-count': '工作日数 {count} 不对，应是 0 到 {limit} 的整数。',
};
