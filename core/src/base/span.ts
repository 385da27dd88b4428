/**
 * Where something stands in a text: `[start, end)` in UTF-16 code units, counted from 0.
 *
 * Spans of results count in the immutable source text; while a document is being compiled they count in
 * its `Reading` (see reading.ts) and are carried over at the end.
 */
export type Span = readonly [start: number, end: number];

/** A place for people: lines and columns count from 1, as editors show them (unist's point). */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The characters that a span covers. */
export function textAt(text: string, [start, end]: Span): string {
  return text.slice(start, end);
}

/** Whether `inner` lies wholly inside `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

/** Whether two spans share at least one character. */
export function overlaps(one: Span, other: Span): boolean {
  return one[0] < other[1] && other[0] < one[1];
}

/** The span without white space at either end (an all-white span shrinks to its start). */
export function trimmed(text: string, [start, end]: Span): Span {
  let from = start;
  let to = end;
  while (from < to && isWhite(text.charCodeAt(from))) from++;
  while (to > from && isWhite(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

/** Offset → line and column. Build once per text; each question is a binary search. */
export function pointsOf(text: string): (offset: number) => Point {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1, offset };
  };
}

function isWhite(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0x3000 || code === 0xa0 || code === 0xfeff;
}
