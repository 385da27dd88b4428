import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '@luodi/core/base';
import type { FileRefusalCode } from '@luodi/core/message';
import { extensionOf, formatOf } from './content.ts';
import { DEFAULT_LIMITS, MEGABYTE, type ReadDocument, type ReadLimits } from './document.ts';
import { readInProcess, readSheetsInProcess } from './process.ts';
import { withoutSteering } from './steering.ts';
import type { ReadSheet } from './xlsx/sheets.ts';

export { DEFAULT_LIMITS, type Hints, type ReadDocument, type ReadLimits } from './document.ts';
export { cellName, type ReadCell, type ReadRow, type ReadSheet } from './xlsx/sheets.ts';

export interface ReadOptions {
  readonly limits?: Partial<ReadLimits>;
  /** Name for sentences and for the result; its extension decides how the file is read. Default: that of the path. */
  readonly name?: string;
}

/**
 * Reads a policy document: txt, md, html, docx, pdf, ofd; doc and wps if LibreOffice is installed.
 * The file is opened and parsed in a process of its own with bounds on time, memory and size.
 * @throws {Refusal} `file/…` with `name` and what the sentence needs; never anything else.
 */
export async function readDocument(path: string, options: ReadOptions = {}): Promise<ReadDocument> {
  const name = options.name ?? basename(path);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return named(name, async () => {
    const found = stat(path);
    if (!found.isFile()) throw new Refusal<FileRefusalCode>('file/folder');
    formatOf(name);
    checkSize(found.size, limits);
    checkAccess(path);
    return readInProcess({ name, path, extension: extensionOf(name), limits });
  });
}

/** The same for bytes that are at hand, e.g. an upload. `name` decides by its extension how they are read. */
export async function readBytes(
  bytes: Uint8Array,
  options: ReadOptions & { readonly name: string },
): Promise<ReadDocument> {
  const { name } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return named(name, async () => {
    formatOf(name);
    checkSize(bytes.length, limits);
    return readInProcess({ name, bytes, extension: extensionOf(name), limits });
  });
}

/** 表格: what a workbook that somebody sends may cost. */
const SHEET_LIMITS: ReadLimits = {
  ...DEFAULT_LIMITS,
  inputBytes: 20 * MEGABYTE,
  textBytes: 64 * MEGABYTE,
  zipEntries: 2_000,
  zipExpandedBytes: 150 * MEGABYTE,
};

/**
 * Reads the cells of an .xlsx that somebody sends, in a process of its own. Formulas are not computed, nothing outside
 * the file is opened.
 * @throws {Refusal} `file/…` with `name`; never anything else
 */
export async function readWorkbook(
  bytes: Uint8Array,
  name: string,
  limits: Partial<ReadLimits> = {},
): Promise<readonly ReadSheet[]> {
  const all = { ...SHEET_LIMITS, ...limits };
  return named(name, async () => {
    checkSize(bytes.length, all);
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Refusal<FileRefusalCode>('file/not-xlsx');
    return readSheetsInProcess(bytes, all);
  });
}

function stat(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const denied = code === 'EACCES' || code === 'EPERM';
    throw new Refusal<FileRefusalCode>(denied ? 'file/unreadable' : 'file/not-found');
  }
}

function checkAccess(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new Refusal<FileRefusalCode>('file/unreadable');
  }
}

function checkSize(size: number, limits: ReadLimits): void {
  if (size === 0) throw new Refusal<FileRefusalCode>('file/empty');
  if (size > limits.inputBytes) {
    throw new Refusal<FileRefusalCode>('file/too-large', {
      megabytes: Math.ceil(size / MEGABYTE),
      limit: Math.round(limits.inputBytes / MEGABYTE),
    });
  }
}

/** Puts the file's name into every refusal, without characters that would steer a terminal. */
async function named<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const shown = withoutSteering(name, 255);
    if (error instanceof Refusal) throw new Refusal(error.code, { name: shown, ...error.parameters });
    throw new Refusal<FileRefusalCode>('file/reader-stopped', { name: shown });
  }
}
