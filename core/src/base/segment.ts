import type { Span } from './span.ts';

/** Anything that covers a stretch of text. */
interface Marked {
  readonly span: Span;
}

/** A stretch of text that the same marks cover from end to end. */
export interface Segment<Mark extends Marked> {
  readonly span: Span;
  readonly marks: readonly Mark[];
}

/**
 * One line of the text in segments. `marks` are those that touch the line, in rising order of their start;
 * they may overlap in any way.
 */
export function segmentsIn<Mark extends Marked>([start, end]: Span, marks: readonly Mark[]): Segment<Mark>[] {
  const cuts = new Set([start, end]);
  for (const { span } of marks) for (const cut of span) if (cut > start && cut < end) cuts.add(cut);
  const points = [...cuts].sort((one, other) => one - other);
  const segments: Segment<Mark>[] = [];
  let next = 0;
  let open: Mark[] = [];
  for (let at = 0; at + 1 < points.length; at++) {
    const [from, to] = [points[at] as number, points[at + 1] as number];
    open = open.filter(({ span }) => span[1] > from);
    while (next < marks.length && (marks[next] as Mark).span[0] <= from) {
      const mark = marks[next++] as Mark;
      if (mark.span[1] > from) open.push(mark);
    }
    segments.push({ span: [from, to], marks: open.slice() });
  }
  return segments;
}
