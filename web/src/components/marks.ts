import type { Span } from '@luodi/core/base';

/** Why a stretch of the document is marked. */
export type MarkKind = 'measure' | 'unit' | 'target' | 'deadline';

export interface Mark {
  readonly span: Span;
  readonly kind: MarkKind;
  /** The measure or duty of the ledger that it belongs to. */
  readonly of: string;
}

interface Origin {
  readonly span: readonly number[];
}
interface Located {
  readonly origin: Origin | null;
}
interface Item {
  readonly duties: readonly (Located & { readonly id: string })[];
}
interface Measure {
  readonly id: string;
  readonly origins: readonly Origin[];
  readonly targets: readonly Located[];
  readonly deadlines: readonly Located[];
}

/** Everything in the document that the ledger comes from, in the order of the text; what lies inside comes later. */
export function marksOf(items: readonly Item[], measures: readonly Measure[]): Mark[] {
  const marks: Mark[] = [];
  const mark = (kind: MarkKind, of: string, origin: Origin | null) => {
    const [start = 0, end = 0] = origin?.span ?? [];
    if (start < end) marks.push({ span: [start, end], kind, of });
  };
  for (const { duties } of items) for (const duty of duties) mark('unit', duty.id, duty.origin);
  for (const { id, origins, targets, deadlines } of measures) {
    for (const origin of origins) mark('measure', id, origin);
    for (const target of targets) mark('target', id, target.origin);
    for (const deadline of deadlines) mark('deadline', id, deadline.origin);
  }
  return marks.sort(({ span: a }, { span: b }) => a[0] - b[0] || b[1] - a[1]);
}
