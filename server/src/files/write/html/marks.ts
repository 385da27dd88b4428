import type { Span } from '@luodi/core/base';
import type { Compiled } from '@luodi/core/task';
import { shownItems } from '../ledger.ts';

/** Why a stretch of the document is marked. */
export type MarkKind = 'task' | 'measure' | 'unit' | 'target' | 'deadline' | 'deliverable' | 'finding';

export interface Mark {
  readonly span: Span;
  readonly kind: MarkKind;
  /** Number of the task, measure (`3-2`) or finding that it belongs to. */
  readonly of: string;
  /** Severity, of a finding. */
  readonly severity?: string;
}

/** A stretch of text that the same marks cover from end to end. */
export interface Segment {
  readonly span: Span;
  readonly marks: readonly Mark[];
}

/** Everything in the document that the report points at, in the order of the text. */
export function marksOf(compiled: Compiled): Mark[] {
  const { diagnostics } = compiled;
  const marks: Mark[] = [];
  for (const { no, titleSpan, measures, duties } of shownItems(compiled)) {
    marks.push({ span: titleSpan, kind: 'task', of: String(no) });
    for (const { span } of duties) marks.push({ span, kind: 'unit', of: String(no) });
    measures.forEach((measure, at) => {
      const of = measureNumber(no, at);
      marks.push({ span: measure.span, kind: 'measure', of });
      for (const { span } of measure.targets) marks.push({ span, kind: 'target', of });
      for (const { span } of measure.deadlines) marks.push({ span, kind: 'deadline', of });
      for (const { span } of measure.deliverables) marks.push({ span, kind: 'deliverable', of });
    });
  }
  diagnostics.forEach(({ span, severity }, at) => {
    marks.push({ span, kind: 'finding', of: String(at + 1), severity });
  });
  return marks
    .filter(({ span: [start, end] }) => start < end)
    .sort((one, other) => one.span[0] - other.span[0]);
}

/** `3-2`: the second measure of the third task. */
export function measureNumber(no: number, at: number): string {
  return `${no}-${at + 1}`;
}

/**
 * One line of the text in segments. `marks` are those that touch the line, in rising order of their start;
 * they may overlap in any way.
 */
export function segmentsIn([start, end]: Span, marks: readonly Mark[]): Segment[] {
  const cuts = new Set([start, end]);
  for (const { span } of marks) for (const cut of span) if (cut > start && cut < end) cuts.add(cut);
  const points = [...cuts].sort((one, other) => one - other);
  const segments: Segment[] = [];
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
