import type { LintCode } from '../../../message/index.ts';

/** A finding explained: why it matters, a document that causes it and the same document mended. */
export interface LintExample {
  readonly code: LintCode;
  readonly why: { readonly zh: string; readonly en: string };
  /** Where the reason is written down; absent where it is the plain sense of the thing. */
  readonly source?: string;
  /** Compiled, this has the finding … */
  readonly wrong: string;
  /** … and this has not. */
  readonly right: string;
}

/** Parts of a small plan of invented wording. */
export interface PlanParts {
  readonly title?: string;
  readonly opening?: string;
  readonly heading?: string;
  readonly signature?: string;
}

/** Two tasks in which there is nothing to find. */
export const SOUND = `（二）修缮老旧管网。改造供水管网80公里。
牵头单位：市住房城乡建设局
责任单位：市水利局、市财政局
（三）增添绿地。建成口袋公园12个。
牵头单位：市自然资源局
责任单位：市住房城乡建设局`;

/** A plan that holds these tasks. */
export function plan(
  tasks: string,
  {
    title = '绵阳市2027年城市更新重点任务',
    opening = '为做好全年工作，制定本重点任务。',
    heading = '一、完善城市功能',
    signature = '绵阳市人民政府\n2027年1月15日',
  }: PlanParts = {},
): string {
  return `${title}\n\n${opening}\n\n${heading}\n${tasks}\n\n${signature}\n`;
}

/** A task that stands before the sound ones. */
export function task(body: string, units = '牵头单位：市公安局\n责任单位：市财政局'): string {
  return `（一）增加停车供给。${body}\n${units ? `${units}\n` : ''}${SOUND}`;
}

export const PARKING = '新增公共停车位3000个。';
