import { type Reading, type Span, without } from '../base/index.ts';
import { labelAt } from './clause.ts';
import { isPageNumber } from './furniture.ts';
import { isWhite } from './line.ts';
import { openingAt } from './opening.ts';

/** A line as it is set: its width counts Chinese characters as two. */
interface SetLine {
  readonly from: number;
  readonly to: number;
  readonly indent: number;
  readonly width: number;
  readonly ends: boolean;
}

const SENTENCE_ENDS = '。；！？：…';
const FEWEST = 8;

/**
 * 取消硬换行: a text whose lines were broken at the width of a page, inside sentences, with the breaks taken out (and
 * with them the page numbers that stood between). Any other text comes back as it is.
 */
export function unwrapped(reading: Reading): Reading {
  const { text } = reading;
  const lines = setLines(text);
  const measure = measureOf(lines);
  if (measure === null) return reading;
  const indented = lines.filter((line) => line.indent >= 2).length;
  const hasIndent = indented >= 3 && indented * 12 >= lines.length && indented * 3 <= lines.length * 2;
  const cuts: Span[] = [];
  for (let at = 0; at + 1 < lines.length; at++) {
    const line = lines[at] as SetLine;
    let next = at + 1;
    while (next < lines.length && isPageNumber(words(text, lines[next] as SetLine))) next++;
    const after = lines[next];
    if (!after || isPageNumber(words(text, line))) continue;
    if (goesOn(text, line, after, measure, hasIndent)) cuts.push([line.to, after.from]);
    at = next - 1;
  }
  return without(reading, cuts);
}

function words(text: string, line: SetLine): string {
  return line.to - line.from > 24 ? '' : text.slice(line.from, line.to);
}

function setLines(text: string): SetLine[] {
  const lines: SetLine[] = [];
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    let from = at;
    while (from < end && isWhite(text.charCodeAt(from))) from++;
    let to = end;
    while (to > from && isWhite(text.charCodeAt(to - 1))) to--;
    if (to > from) {
      const long = to - from > 200;
      const width = long ? 400 : widthOf(text, from, to);
      const indent = from - at;
      lines.push({
        from,
        to,
        indent,
        width: width + (long ? 0 : indentWidth(indent)),
        ends: SENTENCE_ENDS.includes(text[to - 1] as string),
      });
    }
    at = end + 1;
  }
  return lines;
}

/** Two full-width spaces and four narrow ones both indent by two characters; the reading no longer tells them apart. */
function indentWidth(indent: number): number {
  return indent <= 1 ? indent : Math.max(4, indent);
}

function widthOf(text: string, from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at++) width += text.charCodeAt(at) < 0x2000 ? 1 : 2;
  return width;
}

/** The width of the page where lines are broken at one: most lines are as wide, and many of them end inside a sentence. */
function measureOf(lines: readonly SetLine[]): number | null {
  if (lines.length < FEWEST) return null;
  if (lines.filter((line) => line.width >= 160).length * 20 > lines.length) return null;
  const counts = new Map<number, number>();
  for (const { width } of lines) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const width of counts.keys()) {
    if (width < 30 || width > 130) continue;
    let near = 0;
    for (let offset = -3; offset <= 1; offset++) near += counts.get(width + offset) ?? 0;
    if (near > most || (near === most && width > best)) {
      most = near;
      best = width;
    }
  }
  if (most < 5 || most * 4 < lines.length) return null;
  const full = lines.filter((line) => line.width >= best - 4 && line.width <= best + 4);
  const broken = full.filter((line) => !line.ends).length;
  const wider = lines.filter((line) => line.width > best + 6 && line.indent <= 8).length;
  return broken * 2 > full.length && wider * 20 <= lines.length ? best : null;
}

function goesOn(text: string, line: SetLine, after: SetLine, measure: number, hasIndent: boolean): boolean {
  if (line.width < measure - 6) return false;
  if (opensAnew(text, after)) return false;
  if (hasIndent) return after.indent < 2;
  return !line.ends;
}

function opensAnew(text: string, { from, to }: SetLine): boolean {
  const opening = openingAt(text, from, to);
  if (opening && opening.style !== 'decimal') return true;
  return labelAt(text, from, to) !== null || text[from] === '#' || text[from] === '|';
}
