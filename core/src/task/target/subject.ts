import type { Span } from '../../base/index.ts';
import { closeWithin, isDigit, isStop } from './figure.ts';
import { afterLeading, nounEndsAt, predicateAt } from './lexicon.ts';
import { perIn } from './per.ts';

const LONGEST = 40;

/** What is counted, behind the figure (76个|公园城市示范片区); null where a stop or a predicate follows. */
export function subjectAfter(text: string, at: number, end: number, clauseEnd: number): Span | null {
  let from = at;
  if (text[from] === '的') from++;
  if (from >= end || text[from] === '（' || predicateAt(text, from, end)) return null;
  let to = from;
  const limit = Math.min(end, from + LONGEST);
  while (to < limit) {
    const code = text.charCodeAt(to);
    if (code === 0xff08) {
      const close = closeWithin(text, to, LONGEST, end);
      if (close < 0) break;
      to = close + 1;
      continue;
    }
    if (isStop(code) && code !== 0x300a && code !== 0x300b) break;
    if (to > from + 1 && (nounEndsAt(text, to, end) || (isJoin(code) && isDigit(text.charCodeAt(to + 1)))))
      break;
    to++;
  }
  if (text[to] === '、' && to === clauseEnd) to = attributedEnd(text, to);
  return to > from ? [from, to] : null;
}

/** 40个吸引力强、带动面广的|消费场景: the noun follows an attribute with 、 in it; else where the clause stopped. */
function attributedEnd(text: string, at: number): number {
  const rest = ATTRIBUTE.exec(text.slice(at, at + LONGEST));
  return rest ? at + rest[0].length : at;
}

const ATTRIBUTE = /^、[^，。；：（）\d]{1,20}(?:的|等)[^，。；：、（）\d的]{1,16}(?=[，。；]|$)/;

/**
 * What is counted, before the figure (改造|棚户区|3.5万套), without the verbs that lead to it; null where none stands.
 * `changed` tells that 至, 到 or 在 leads to the figure: 森林覆盖率提高|到42% is about 森林覆盖率.
 */
export function subjectBefore(text: string, from: number, to: number, changed: boolean): Span | null {
  let start = from;
  while (start < to && isJoin(text.charCodeAt(start))) start++;
  let stop = to;
  const share = SHARE.exec(text.slice(Math.max(start, to - 16), to));
  if (share) stop -= share[0].length;
  const tail = (changed || share?.[1] ? CHANGE : REACHED).exec(text.slice(Math.max(start, stop - 32), stop));
  if (tail) stop -= tail[0].length;
  start = afterLead(text, start, stop);
  const per = afterPer(text, start, stop);
  // 养老金人均每月增加80元: nothing but the change stands behind the share.
  if (per === stop) return null;
  if (!GROWTH.test(text.slice(per, stop))) start = afterLead(text, per, stop);
  while (start < stop && (isJoin(text.charCodeAt(start)) || text[start] === '的')) start++;
  while (stop > start && isTail(text.charCodeAt(stop - 1))) stop--;
  if (text[stop - 1] === '均' && !'平人户年亩地'.includes(text[stop - 2] ?? '平')) stop--;
  return stop > start ? [start, stop] : null;
}

const CHANGE =
  /(?:[由从](?:[^，。；由从]{1,20}))?(?:稳定|持续|力争|确保|常年|长期|总体)?(?:分别|均|都|要|总体|整体|基本|持续)?(?:提高|提升|增加|扩大|上升|下降|降低|减少|压减|压缩|缩短|稳定|稳步|保持|维持|控制|恢复|优化|调整|拓展|增长|上调|增|降|升|扩|累计)$/;

/** 提高|到每人每年|670元: the share between the change and the figure. */
const SHARE =
  /(到|至|为|在)?(?:每(?:人|户|名|年|月|季度?|天|日|亩|吨|车|床|生|村|度|头|平方米|公里|千人|万人)){1,2}$/;
const GROWTH = /^(?:增长|增加|提高|提升|上调|下降|降低|减少|同比增长|新增|新建|完成|实现)$/;

/** A subject that is only a change or a verb (…，增长15%) is about what was counted before. */
export function carried(previous: string, written: string): string | null {
  if (!GROWTH.test(written)) return null;
  const bare = previous.replace(/(?:增长|增加|提高|提升|下降|降低|减少|新增)$/, '');
  return /^(?:新增|新建|完成|实现)$/.test(written) ? bare : bare + written.replace('同比', '');
}

function afterLead(text: string, from: number, to: number): number {
  const start = afterLeading(text, afterTime(text, from, to), to);
  return afterTime(text, start, to) > start ? afterLeading(text, afterTime(text, start, to), to) : start;
}

const REACHED = /(?:均|都)?(?:实现|完成|累计)$/;

const TIME =
  /^[一二两三四五六七八九十\d]{1,2}年内|^(?:今后|未来)[一二两三四五六七八九十\d]{1,2}年|^(?:力争)?(?:到|至|在)?(?:20\d\d年(?:\d{1,2}月份?)?|今年|明年|\d{1,2}月|“?十[一二三四五六]?五”?|年)(?:年?底|年?末|期间|时期|内)?(?:之?前|以前)?|^(?:[上下]半年|前?第?[一二三四1-4]个?季度)(?:末|底|前)*/;

/** 2025年底前|…: when it is to be reached is no part of what is counted. */
function afterTime(text: string, from: number, to: number): number {
  const time = TIME.exec(text.slice(from, Math.min(to, from + 20)));
  return time && time[0] !== '年' ? from + time[0].length : from;
}

/** 每个县建设|…, 每万人|拥有…: the share that the figure is for is no part of what is counted. */
function afterPer(text: string, from: number, to: number): number {
  const per = perIn(text.slice(from, to));
  return per ? from + per.end : from;
}

/** The things of a row, split at 、和与及: A、B和C. */
export function objectsOf(text: string, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let start = afterLeading(text, from, to);
  for (let at = start; at <= to; at++) {
    if (at < to && !isJoin(text.charCodeAt(at))) continue;
    if (at > start) spans.push([start, at]);
    start = at + 1;
  }
  return spans;
}

/** 天府旅游名镇10个、名村30个: the second is short for 天府旅游名村. */
export function withPrefixOf(previous: string, written: string): string {
  const common = previous.length - written.length;
  if (written.length > 3 || common < 2 || previous[common] !== written[0] || previous === written)
    return written;
  return previous.slice(0, common) + written;
}

function isJoin(code: number): boolean {
  return code === 0x3001 || code === 0x548c || code === 0x4e0e || code === 0x53ca;
}

/** 、：各的 and white space at the end. */
function isTail(code: number): boolean {
  return code === 0x3001 || code === 0xff1a || code === 0x5404 || code === 0x7684 || code === 0x20;
}
