import type { Span } from './span.ts';

/** How bad a finding is: an error cannot be carried out as written, a warning will cause trouble, an info is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** Values that a sentence of the catalogue is filled with. */
export type Parameters = Readonly<Record<string, string | number>>;

/**
 * A proposed change of the document that a person may accept: the characters of `span` become `text`
 * (an empty span inserts).
 */
export interface Fix {
  readonly span: Span;
  readonly text: string;
}

/**
 * 诊断: a finding about the document, returned and never thrown.
 * `Code` is the union of codes of the stage that reports it, so that a code without a sentence does not compile.
 */
export interface Diagnostic<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  readonly span: Span;
  readonly parameters: Parameters;
  readonly fix?: Fix;
}
