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

/** Those of `spans` that share a character with `span`. They must be in rising order, none inside another. */
export function overlapping(spans: readonly Span[], span: Span): readonly Span[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span)[1] <= span[0]) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < spans.length && (spans[end] as Span)[0] < span[1]) end++;
  return low === end ? NONE : spans.slice(low, end);
}

const NONE: readonly Span[] = [];

/** Spans in rising order without those that lie inside, or run into, one before them: they are joined to it. */
export function joinedSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (!last || span[0] >= last[1]) joined.push(span);
    else if (span[1] > last[1]) joined[joined.length - 1] = [last[0], span[1]];
  }
  return joined;
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
