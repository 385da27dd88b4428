import type { Span } from '../base/index.ts';
import { HEAD_KEYS, isEndNote } from './furniture.ts';
import { isWhite, type Line } from './line.ts';
import { dateIn, docNumberIn, isAddressee, isDateLine, isOrganLine, isTitleLike } from './title.ts';

/** 文头: what stands before the first paragraph. `body` is the index of the first line after it. */
export interface Front {
  readonly title: Span | null;
  readonly docNumber: Span | null;
  readonly issuer: Span | null;
  readonly issuedOn: Dated | null;
  readonly addressee: Span | null;
  /** Lines that are no words of the document: rows of a page head, subtitles, speakers. */
  readonly left: readonly Span[];
  readonly body: number;
}

export interface Dated {
  readonly date: string;
  readonly span: Span;
}

const SALUTATION = /^(?:各位代表|同志们|各位委员|各位同志|代表们)[：！，,:!]/;
const SPEAKER = /(?:省长|市长|县长|区长|州长|主席|主任|书记|局长)\s*[一-龥]{1,3}\s?[一-龥]{1,2}$/;
const OCCASION =
  /^[（—]*(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)?[（在于]?.{0,40}(?:会议上|大会上|次会议|会议通过|全体会议)/;
const DATELINE = /^(?:新华社|本报|中新社|人民网|记者|.{2,6}日报).{0,30}(?:电|讯|摄)?$/;
const LONGEST = 90;
const LONGEST_ROW = 600;
/** Keys whose value is never left empty; 主题词 mostly is. */
const OWN_LINE_KEYS = /^(?:索引号|发文机关|发文单位|发文字号|文号|成文日期|生成日期|发布日期|标题|名称)$/;
/** A head has no more lines than this; text without punctuation must not be taken for one. */
const MOST_LINES = 40;

/** Reads the head of a document off its first lines. */
export function frontOf(text: string, lines: readonly Line[]): Front {
  let docNumber: Span | null = null;
  let headNumber: Span | null = null;
  let headIssuer: Span | null = null;
  let headTitle: Span | null = null;
  let headDate: Dated | null = null;
  let lineDate: Dated | null = null;
  let addressee: Span | null = null;
  const left: Span[] = [];
  const candidates: number[] = [];
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] as Line;
    const span: Span = [line.start, line.span[1]];
    const size = span[1] - span[0];
    const written = text.slice(span[0], Math.min(span[1], span[0] + 320));
    if (line.table >= 0 && !HEAD_KEYS.test(written)) break;
    if (HEAD_KEYS.test(written)) {
      left.push(line.span);
      for (const row of headRows(text, span)) {
        const { key } = row;
        let { value } = row;
        // Pages taken apart have the value on the next line.
        const under = lines[at + 1];
        if (value[0] >= value[1] && OWN_LINE_KEYS.test(key) && under && isRowValue(text, under)) {
          value = [under.start, under.span[1]];
          left.push(under.span);
          at++;
        }
        if (value[0] >= value[1]) continue;
        if (/字号|文号/.test(key)) headNumber ??= value;
        else if (/成文|生成/.test(key)) headDate ??= datedAt(text, value);
        else if (/机关|发文单位/.test(key)) headIssuer ??= value;
        else if (/标题|名称/.test(key)) headTitle ??= value;
      }
      continue;
    }
    const numbered = docNumberIn(written);
    if (numbered) {
      docNumber ??= [span[0] + numbered[0], span[0] + numbered[1]];
      continue;
    }
    if (isDateLine(written)) {
      lineDate ??= datedAt(text, span);
      left.push(line.span);
      continue;
    }
    if (isAddressee(written)) {
      addressee = span;
      at++;
      break;
    }
    if (SALUTATION.test(written)) break;
    const subtitle =
      line.opening?.form === 'bullet-—' && size <= 60 && (OCCASION.test(written) || dateIn(written) !== null);
    if (
      subtitle ||
      (size <= 60 && (OCCASION.test(written) || SPEAKER.test(written) || DATELINE.test(written)))
    ) {
      lineDate ??= datedAt(text, span);
      left.push(line.span);
      continue;
    }
    if (isEndNote(written)) {
      left.push(line.span);
      continue;
    }
    if (line.opening || line.label || isBareNumber(written, lines[at + 1])) break;
    if (size > LONGEST || /[。；！？]/.test(written) || written.endsWith('：')) break;
    if (candidates.length >= MOST_LINES) break;
    candidates.push(at);
  }
  const chosen = titleAmong(text, lines, candidates, headTitle);
  // Without title words the lines before the body may already belong to it.
  const title = chosen?.span ?? headTitle;
  if (!chosen && !addressee && !docNumber && candidates.length > 0)
    at = Math.min(at, candidates[0] as number);
  // A short line between the title and the first paragraph is a heading without numeral.
  const before = candidates[candidates.length - 1];
  const next = lines[at];
  if (chosen && !addressee && before === at - 1 && next && !next.opening) {
    const line = lines[before] as Line;
    if (line.start >= chosen.span[1] && line.span[1] - line.start <= 30) at = before;
  }
  for (const index of candidates) {
    const { span } = lines[index] as Line;
    if (index < at && !(title && span[0] < title[1] && title[0] < span[1])) left.push(span);
  }
  left.sort((one, other) => one[0] - other[0]);
  return {
    title,
    docNumber: wholeNumber(text, docNumber, headNumber),
    issuer: headIssuer,
    issuedOn: headDate ?? lineDate,
    addressee,
    left,
    body: at,
  };
}

/** `1 总体要求` over `1.1 …`. */
export function isBareNumber(written: string, next: Line | undefined): boolean {
  return next?.opening?.style === 'decimal' && written.length <= 30 && /^\d{1,2}[一-龥]/.test(written);
}

/** `第706号` under the name of a 令 is only part of the 国令第706号 of the page head. */
function wholeNumber(text: string, written: Span | null, head: Span | null): Span | null {
  if (!written || !head) return written ?? head;
  const part = text.slice(written[0], written[1]);
  const whole = text.slice(head[0], head[1]);
  return whole.length > part.length && whole.endsWith(part) ? head : written;
}

function isRowValue(text: string, { start, span, opening }: Line): boolean {
  if (span[1] - start > LONGEST || opening) return false;
  const words = text.slice(start, span[1]);
  return !HEAD_KEYS.test(words) && !words.endsWith('：');
}

/** `发文机关：国务院	成文日期：2019年1月12日`: keys and values of one row. */
function headRows(text: string, [start, end]: Span): { key: string; value: Span }[] {
  const line = text.slice(start, Math.min(end, start + LONGEST_ROW));
  const rows: { key: string; value: Span }[] = [];
  for (let at = 0; at < line.length; ) {
    const colon = line.indexOf('：', at);
    if (colon < 0) break;
    const key = line.slice(at, colon).replace(/\s/g, '');
    let from = colon + 1;
    while (from < line.length && isWhite(line.charCodeAt(from))) from++;
    const tab = line.indexOf('\t', from);
    const gap = tab >= 0 ? null : /\s{2,}\S{2,8}：/.exec(line.slice(from, from + 200));
    const to = tab >= 0 ? tab : gap ? from + gap.index : line.length;
    let last = to;
    while (last > from && isWhite(line.charCodeAt(last - 1))) last--;
    rows.push({ key, value: [start + from, start + last] });
    at = Math.max(to, colon + 1);
    while (at < line.length && isWhite(line.charCodeAt(at))) at++;
  }
  return rows;
}

export function datedAt(text: string, [start, end]: Span): Dated | null {
  const found = dateIn(text.slice(start, Math.min(end, start + 80)));
  return found && { date: found.date, span: [start + found.at, start + found.end] };
}

/** The longest run of neighbouring lines that reads as a title; the one that a page head names is preferred. */
function titleAmong(
  text: string,
  lines: readonly Line[],
  candidates: readonly number[],
  named: Span | null,
): { readonly span: Span } | null {
  const wanted = named ? squeezed(text.slice(named[0], named[1])) : null;
  let best: { span: Span; size: number } | null = null;
  for (const index of candidates) {
    const span = titleEndingAt(text, lines, candidates, index);
    if (!span) continue;
    const words = squeezed(text.slice(span[0], span[1]));
    if (wanted !== null && words === wanted) return { span };
    if (!best || words.length >= best.size) best = { span, size: words.length };
  }
  if (best && wanted !== null && named) {
    const words = squeezed(text.slice(best.span[0], best.span[1]));
    return wanted.includes(words) || words.includes(wanted) ? best : { span: named };
  }
  if (best) return best;
  // No word of the usual kinds: the longest line that is no organ.
  let fallback: Span | null = null;
  for (const index of candidates) {
    const line = lines[index] as Line;
    const span: Span = [line.start, line.span[1]];
    const words = text.slice(span[0], span[1]);
    if (words.length < 6 || isOrganLine(words) || /[，：、]$/.test(words) || /^[\d\s.%—-]+$/.test(words))
      continue;
    if (!/[一-龥]{4}/.test(words)) continue;
    if (words.length > 50) continue;
    if (line.hashes === 1) return { span };
    if (!fallback || words.length > fallback[1] - fallback[0]) fallback = span;
  }
  return fallback && { span: fallback };
}

/** The title whose last line is `lines[index]`, with up to three lines before it that begin it. */
export function titleEndingAt(
  text: string,
  lines: readonly Line[],
  candidates: readonly number[],
  index: number,
): Span | null {
  const last = lines[index] as Line;
  const place = candidates.indexOf(index);
  let start = last.start;
  let joined = text.slice(start, last.span[1]);
  let alone = isTitleLike(joined);
  for (let back = 1; back <= 3; back++) {
    const before = candidates[place - back];
    if (before === undefined || before !== index - back) break;
    const line = lines[before] as Line;
    // `# 某行动计划` over （2024—2026年）: what stands in brackets alone belongs to the line above it.
    if (line.hashes > 0 && !/^（[^（）]{1,30}）$/.test(joined)) break;
    const words = text.slice(line.start, line.span[1]);
    if (isTitleLike(words) && alone) break;
    const opens = joined.startsWith('关于') || joined.startsWith('印发') || joined.startsWith('转发');
    if (isOrganLine(words) && !opens) break;
    if (words.length < 8 && !words.includes('关于') && !opens) break;
    const whole = words + joined;
    if (!isTitleLike(whole)) break;
    start = line.start;
    joined = whole;
    alone = true;
  }
  return alone ? [start, last.span[1]] : null;
}

function squeezed(words: string): string {
  return words.replace(/\s/g, '');
}
