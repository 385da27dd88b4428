import type { Span } from '../base/index.ts';
import { labelAt } from './clause.ts';
import { type Opening, openingAt } from './opening.ts';

/** 行: one line of the reading with something on it. Blank lines leave no trace, so that they cannot matter. */
export interface Line {
  /** Without white space at the ends. */
  readonly span: Span;
  /** Where its words begin: after markdown signs. */
  readonly start: number;
  /** Number of markdown `#`, 0 for none. */
  readonly hashes: number;
  /** White space before its first character. */
  readonly indent: number;
  readonly opening: Opening | null;
  /** 牵头单位：…, 完成时限：… */
  readonly label: boolean;
  /** Index of the table that it stands in, −1 outside. */
  readonly table: number;
}

/** The lines of a text, in order. `tables` are spans in rising order; what stands in them opens no section. */
export function linesOf(text: string, tables: readonly Span[] = []): Line[] {
  const lines: Line[] = [];
  let table = 0;
  for (let at = 0; at <= text.length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    let from = at;
    while (from < end && isWhite(text.charCodeAt(from))) from++;
    let to = end;
    while (to > from && isWhite(text.charCodeAt(to - 1))) to--;
    while (table < tables.length && (tables[table] as Span)[1] <= from) table++;
    const inside = table < tables.length && (tables[table] as Span)[0] <= from && from < to;
    if (to > from) lines.push(lineOf(text, from, to, from - at, inside ? table : -1));
    at = end + 1;
  }
  return lines;
}

function lineOf(text: string, from: number, to: number, indent: number, table: number): Line {
  let hashes = 0;
  let start = from;
  if (text.charCodeAt(from) === 0x23) {
    while (start < to && text.charCodeAt(start) === 0x23) start++;
    hashes = start - from;
    while (start < to && isWhite(text.charCodeAt(start))) start++;
  }
  const inTable = table >= 0;
  const opening = inTable ? null : openingAt(text, start, to);
  const label = !inTable && opening === null && labelAt(text, start, to) !== null;
  return { span: [from, to], start, hashes, indent, opening, label, table };
}

/** Space, tab and their like. */
export function isWhite(code: number): boolean {
  return code === 32 || code === 9 || code === 0x3000 || code === 0xa0;
}

/** Whether a line ends as a sentence does. */
export function endsAsSentence(text: string, [start, end]: Span): boolean {
  for (let at = end - 1; at >= start; at--) {
    const mark = text[at] as string;
    if ('”’）〕'.includes(mark)) continue;
    return '。；！？…'.includes(mark);
  }
  return false;
}
