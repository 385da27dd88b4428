import type { Span } from '../../base/index.ts';
import type { Citation, MeasureKind } from '../compiled.ts';
import type { DraftMeasure, ItemMeasures } from '../draft.ts';
import { citationsIn } from './citation.ts';
import { deliverablesIn } from './deliverable.ts';
import { pairsIn } from './pairs.ts';
import { hasFigure } from './phrase.ts';
import { scopesIn } from './scope.ts';
import { splitMeasures } from './split.ts';
import { predicateOf, type Verb } from './verb.ts';

/**
 * 举措: the measures of one item and the documents it cites. `stretches` is the item's prose in rising order, with
 * headings and clauses of responsibility already cut out; none crosses a paragraph. Spans count in `text`.
 */
export function measuresIn(text: string, stretches: readonly Span[]): ItemMeasures {
  const measures: DraftMeasure[] = [];
  const citations: Citation[] = [];
  for (const stretch of stretches) {
    for (const { span, main, head, figures } of splitMeasures(text, stretch)) {
      const verb = head ?? predicateOf(text, main.start, main.end);
      const deliverables = deliverablesIn(text, span);
      measures.push({
        span,
        verb: verb?.verb ?? '',
        kind: deliverables.length > 0 ? 'document' : kindOf(text, span, verb, figures),
        deliverables,
        scopes: scopesIn(text, span),
      });
    }
    for (const citation of citationsIn(text, stretch)) citations.push(citation);
  }
  return { measures, citations };
}

function kindOf(text: string, span: Span, verb: Verb | null, figures: boolean): MeasureKind {
  if (verb?.class === 'happening') return 'event';
  return figures && counts(text, span) ? 'quantity' : 'standing';
}

/** Not what is counted: years, days, ordinals and issue numbers. */
const UNCOUNTED = new Set([...'年月日届号时+.”-—'].map((mark) => mark.charCodeAt(0)));

/** Whether a figure with something counted behind it stands in the measure, outside names and quotes. */
function counts(text: string, span: Span): boolean {
  if (!hasFigure(text, span[0], span[1])) return false;
  const pairs = pairsIn(text, span);
  let pair = 0;
  for (let at = span[0]; at < span[1]; at++) {
    const next = pairs[pair];
    if (next !== undefined && at === next[0]) {
      at = next[1] - 1;
      pair++;
      continue;
    }
    if (!isDigit(text.charCodeAt(at))) continue;
    if (at > span[0] && text.charCodeAt(at - 1) === 0x7b2c) continue;
    let end = at + 1;
    while (end < span[1] && isDigit(text.charCodeAt(end))) end++;
    const unit = text.charCodeAt(end);
    if (end < span[1] && !UNCOUNTED.has(unit) && (unit > 0x2000 || unit === 0x25)) return true;
    at = end - 1;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
