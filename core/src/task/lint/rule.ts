import type { Fix, Parameters, Severity, Span } from '../../base/index.ts';
import type { LintCode } from '../../message/index.ts';
import type { Duty, Item, Measure } from '../compiled.ts';
import type { LintInput } from './input.ts';

/** Reports one finding: where, what its sentence is filled with, and the change that would mend it. */
export type Tell = (span: Span, parameters?: Parameters, fix?: Fix) => void;

/** 规则: one thing that the linter looks for. */
export interface Rule {
  readonly code: LintCode;
  readonly severity: Severity;
  readonly find: (input: LintInput, tell: Tell) => void;
}

/** A rule that looks at one task at a time. */
export function forEachItem(
  find: (item: Item, tell: Tell, input: LintInput) => void,
): (input: LintInput, tell: Tell) => void {
  return (input, tell) => {
    for (const item of input.items) find(item, tell, input);
  };
}

export function leadsOf(item: Item): readonly Duty[] {
  return item.duties.filter(({ role }) => role === 'lead');
}

/** Words of the document inside a sentence: one line, at most `most` characters. */
export function quoted(text: string, [start, end]: Span, most = 24): string {
  const words = text.slice(start, Math.min(end, start + most + 1)).replace(/\s+/g, ' ');
  return words.length > most ? `${words.slice(0, most)}…` : words;
}

/** The stretch of a rising list that holds an offset; undefined between stretches. */
function stretchAt<Stretch extends { readonly span: Span }>(
  stretches: readonly Stretch[],
  offset: number,
): Stretch | undefined {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle] as Stretch).span[0] <= offset) low = middle;
    else high = middle - 1;
  }
  const found = stretches[low];
  return found && found.span[0] <= offset && offset < found.span[1] ? found : undefined;
}

/** The task that holds an offset; undefined between tasks. */
export function itemAt(items: readonly Item[], offset: number): Item | undefined {
  return stretchAt(items, offset);
}

/**
 * Places in measures where one of these words stands, in the order of the text word by word. Looks through the
 * text once per word, which is faster than looking into each measure.
 */
export function wordsInMeasures(
  { text, items }: LintInput,
  words: readonly string[],
  found: (span: Span, word: string, measure: Measure) => void,
): void {
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const measure = stretchAt(itemAt(items, at)?.measures ?? [], at);
      if (measure) found([at, at + word.length], word, measure);
    }
  }
}
