import type { Fix, Parameters, Severity, Span } from '../../base/index.ts';
import type { LintCode } from '../../message/index.ts';
import { CLOSING, type Seen, type SeenItem } from './seen.ts';
import { stretchAt } from './stretch.ts';

/** Reports one finding: where, what its sentence is filled with, and the change that would mend it. */
export type Tell = (span: Span, parameters?: Parameters, fix?: Fix) => void;

/** 规则: one thing that the linter looks for. */
export interface Rule {
  readonly code: LintCode;
  readonly severity: Severity;
  readonly find: (seen: Seen, tell: Tell) => void;
}

/** A rule that looks at one task at a time. */
export function forEachItem(
  find: (item: SeenItem, tell: Tell, seen: Seen) => void,
): (seen: Seen, tell: Tell) => void {
  return (seen, tell) => {
    for (const item of seen.items) find(item, tell, seen);
  };
}

/** Whether a task belongs to the closing part of a document: by its own title or by that of the part. */
export function isClosing({ title, span }: SeenItem, { closing }: Seen): boolean {
  return CLOSING.test(title) || stretchAt(closing, span[0]) !== undefined;
}

/** Words of the document inside a sentence: one line, at most `most` characters. */
export function quoted(text: string, [start, end]: Span, most = 24): string {
  const words = text.slice(start, Math.min(end, start + most + 1)).replace(/\s+/g, ' ');
  return words.length > most ? `${words.slice(0, most)}…` : words;
}
