import type { Span } from '../../base/index.ts';
import type { MeasureKind } from '../compiled.ts';
import type { DraftMeasure, ItemMeasures } from '../draft.ts';
import { citationsIn } from './citation.ts';
import { hasFigure } from './clause.ts';
import { deliverablesIn } from './deliverable.ts';
import { scopesIn } from './scope.ts';
import { splitMeasures } from './split.ts';
import { type Verb, verbAt } from './verb.ts';

/**
 * 举措: the measures of one item and the documents it cites. `stretches` is the item's prose in rising order, with
 * headings and clauses of responsibility already cut out; none crosses a paragraph. Spans count in `text`.
 */
export function measuresIn(text: string, stretches: readonly Span[]): ItemMeasures {
  const measures: DraftMeasure[] = [];
  const citations = [];
  for (const stretch of stretches) {
    for (const { span, main } of splitMeasures(text, stretch)) {
      const verb = verbAt(text, main.start, main.end);
      const deliverables = deliverablesIn(text, span);
      measures.push({
        span,
        verb: verb?.verb ?? '',
        kind: deliverables.length > 0 ? 'document' : kindOf(text, span, verb),
        deliverables,
        scopes: scopesIn(text, span),
      });
    }
    citations.push(...citationsIn(text, stretch));
  }
  return { measures, citations };
}

function kindOf(text: string, span: Span, verb: Verb | null): MeasureKind {
  if (verb?.class === 'happening') return 'event';
  return hasFigure(text, span[0], span[1]) ? 'quantity' : 'standing';
}
