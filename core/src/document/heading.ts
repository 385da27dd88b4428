import type { Span } from '../base/index.ts';
import { closingClause } from './clause.ts';

/** What a line that opens a section holds: its title and, where the text runs on, the place where that begins. */
export interface Headline {
  readonly title: Span;
  /** Whether more sentences follow the title on the line. */
  readonly more: boolean;
  /** Whether the first sentence reads as a heading rather than as work. */
  readonly nominal: boolean;
  /** A clause stands on the line, after the title or at its end. */
  readonly clause: Span | null;
}

const LONGEST_TITLE = 60;
/** Figures with a unit: a sentence that has one is a target, not a heading. 项 and 个 alone count things to do. */
const TARGET =
  /\d(?:\.\d+)?(?:%|‰|万|亿|亩|公里|千米|米|户|套|人|所|座|条|台|吨|辆|处|平方|千瓦|兆瓦|元|家|个百分点|个以上|项以上|倍|公顷|头|只|名|场|件)/;
const CLOSERS = '。！？';

/** Reads the words `[start, end)` of a line after its numeral. */
export function headlineOf(text: string, start: number, end: number): Headline {
  const clause = closingClause(text, start, end);
  const words = clause && clause[0] > start ? clause[0] : end;
  const stop = sentenceEnd(text, start, words);
  const colon = colonEnd(text, start, Math.min(stop, words));
  const cut = colon > 0 ? colon : stop;
  const title: Span = [start, trimTitle(text, start, cut)];
  const more = hasWords(text, cut, words);
  const written = text.slice(title[0], Math.min(title[1], title[0] + LONGEST_TITLE + 1));
  const nominal = title[1] - title[0] <= LONGEST_TITLE && !TARGET.test(written) && !written.includes('；');
  return { title, more, nominal, clause };
}

/** The first 。 outside brackets and quotes; `end` where there is none. A mark is closed on the same line or does not count. */
function sentenceEnd(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    switch (text.charCodeAt(at)) {
      case 0xff08:
      case 0x3014:
      case 0x300a:
      case 0x201c:
        depth++;
        break;
      case 0xff09:
      case 0x3015:
      case 0x300b:
      case 0x201d:
        if (depth > 0) depth--;
        break;
      case 0x3002:
      case 0xff01:
      case 0xff1f:
        // An unclosed bracket must not swallow the paragraph.
        if (depth === 0 || at - start > LONGEST_TITLE) return at;
        break;
      default:
    }
  }
  return end;
}

/** `加强领导：成立…`: a short run of words before a colon is a heading too; −1 where there is none. */
function colonEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + 26);
  for (let at = start; at < limit; at++) {
    const mark = text[at] as string;
    if (mark === '：') return at - start >= 3 && at + 1 < end ? at : -1;
    if ('，；、。（'.includes(mark)) return -1;
  }
  return -1;
}

function trimTitle(text: string, start: number, cut: number): number {
  let to = cut;
  while (to > start && ('。；：，'.includes(text[to - 1] as string) || text.charCodeAt(to - 1) === 32)) to--;
  return to;
}

function hasWords(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!`${CLOSERS}；：， ”’）`.includes(text[at] as string)) return true;
  return false;
}
