import type { TableRegion } from '@luodi/core/document';
import type { SourceFormat, SourcePlace } from '@luodi/core/task';

/** 原文: what a reader makes of a file. Offsets count in UTF-16 code units of `text`. */
export interface ReadDocument {
  readonly name: string;
  readonly format: SourceFormat;
  /** SM3 (GB/T 32905) of the UTF-8 bytes of `text`, 64 hexadecimal digits. */
  readonly sm3: string;
  /** For txt and md exactly the decoded file without its byte order mark; else one paragraph or cell line a line. */
  readonly text: string;
  readonly map?: readonly SourcePlace[];
  readonly tables: readonly TableRegion[];
  readonly hints: Hints;
}

/** What the file says about itself outside its text, e.g. in the meta tags of a government page. */
export interface Hints {
  readonly title?: string;
  readonly issuer?: string;
  /** `2022-06-30` */
  readonly issuedOn?: string;
  readonly docNumber?: string;
}

/** What one file may cost. Reading stops with a refusal at whichever is reached first. */
export interface ReadLimits {
  /** Wall time of the reading process. */
  readonly milliseconds: number;
  /** Wall time of one conversion by LibreOffice. */
  readonly conversionMilliseconds: number;
  /** Resident memory of the reading process, bytes. */
  readonly memoryBytes: number;
  readonly inputBytes: number;
  /** UTF-8 bytes of the text. */
  readonly textBytes: number;
  /** Parts of an archive (docx, ofd). */
  readonly zipEntries: number;
  /** Bytes of all parts of an archive together, unpacked. */
  readonly zipExpandedBytes: number;
  /** Unpacked : packed, for parts over 1 MB. */
  readonly zipRatio: number;
}

export const MEGABYTE = 1024 * 1024;

export const DEFAULT_LIMITS: ReadLimits = {
  milliseconds: 20_000,
  conversionMilliseconds: 60_000,
  memoryBytes: 512 * MEGABYTE,
  inputBytes: 100 * MEGABYTE,
  textBytes: 128 * MEGABYTE,
  zipEntries: 10_000,
  zipExpandedBytes: 200 * MEGABYTE,
  zipRatio: 200,
};
