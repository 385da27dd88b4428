import { covers, type Fix, type Parameters, type Severity, type Span } from '../../base/index.ts';
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

/** Closing tasks on leadership, money and publicity bind everybody and name nobody, by custom. */
const CLOSING =
  /组织(?:领导|实施|保障|协调|推进)|保障措施|实施保障|政策保障|工作要求|有关要求|统筹协调|协调配合|宣传|舆论|督促|督查|监督检查|跟踪问效|评估|考核|压实|工作责任|主体责任|抓好.{0,4}落实|党的领导/;

/** Whether a task belongs to the closing part of a document: by its own title or by that of the part. */
export function isClosing(item: Item, { text, outline }: LintInput): boolean {
  if (CLOSING.test(item.title)) return true;
  return [outline, ...outline.annexes].some(({ sections }) =>
    sections.some(({ span, title }) => covers(span, item.span) && CLOSING.test(text.slice(...title))),
  );
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
