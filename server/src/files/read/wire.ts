import type { Parameters } from '@luodi/core/base';
import type { ReadDocument, ReadLimits } from './document.ts';

/** File descriptor on which the reading process answers. */
export const ANSWER_PIPE = 3;

/**
 * What the reading process is asked: on standard input, four bytes length (little endian), this as JSON, then the
 * bytes of the parts one after the other.
 */
export interface Ask {
  readonly name: string;
  /** The file to read; absent if its bytes are sent. */
  readonly path?: string;
  readonly limits: ReadLimits;
  /** Lengths of the parts: the file itself, or the two conversions of it. */
  readonly parts: readonly number[];
  readonly converted: boolean;
  /** The cells of a workbook are asked for, not a document. */
  readonly sheets?: true;
}

/** What it answers: four bytes length, this as JSON, then the text in UTF-8. */
export interface Answer {
  readonly document?: Omit<ReadDocument, 'text'>;
  readonly refusal?: { readonly code: string; readonly parameters: Parameters };
  /** LibreOffice must convert the file first. */
  readonly convert?: true;
  /** The text is the sheets of a workbook as JSON. */
  readonly sheets?: true;
}
