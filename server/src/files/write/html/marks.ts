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
