import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Refusal } from '@luodi/core/base';
import { RESULT_FORMATS, type ResultFormat } from './commands.ts';
import { type Given, refusal, textOf } from './options.ts';

/** Extension of each result format. */
export const EXTENSIONS: Readonly<Record<ResultFormat, string>> = {
  json: '.json',
  xlsx: '.xlsx',
  html: '.html',
  docx: '.docx',
  md: '.md',
  csv: '.csv',
  table: '.txt',
};

/** Formats that are no text. */
const BINARY: readonly ResultFormat[] = ['xlsx', 'docx'];
/** Formats of which several can follow one another on standard output. */
const JOINABLE: readonly ResultFormat[] = ['json', 'table', 'md'];

/** Where results go, and as what. */
export type Destination =
  | { readonly to: 'stdout'; readonly format: ResultFormat }
  | { readonly to: 'file'; readonly format: ResultFormat; readonly path: string }
  | { readonly to: 'folder'; readonly format: ResultFormat; readonly path: string };

/**
 * What `--format` and `-o` together ask for. Without either: a table for a person, JSON for a program.
 * @throws {Refusal} the two contradict each other, or several results would go to one place.
 */
export async function destinationOf(
  given: Given,
  several: boolean,
  { folder, outIsTerminal }: { readonly folder: string; readonly outIsTerminal: boolean },
): Promise<Destination> {
  const asked = RESULT_FORMATS.find((format) => format === given.format);
  const out = textOf(given, 'output');
  if (out === undefined || out === '-') {
    const format = asked ?? (outIsTerminal ? 'table' : 'json');
    if (BINARY.includes(format) && outIsTerminal) throw refusal('cli/binary-to-terminal', { format });
    if (several && !JOINABLE.includes(format)) throw refusal('cli/output-needed', { format });
    return { to: 'stdout', format };
  }
  const path = resolve(folder, out);
  const found = await stat(path).catch(() => undefined);
  const extension = extname(out).toLowerCase();
  const inferred = formatOfExtension(extension);
  if (found?.isDirectory() || /[/\\]$/.test(out)) return { to: 'folder', format: asked ?? 'json', path };
  if (several) {
    if (found || inferred) throw refusal('cli/output-must-be-folder', { name: out });
    return { to: 'folder', format: asked ?? 'json', path };
  }
  if (asked && inferred && asked !== inferred) {
    throw refusal('cli/format-conflict', { format: asked, extension, name: out });
  }
  const format = asked ?? inferred;
  if (!format) throw refusal('cli/output-unknown', { name: out });
  return { to: 'file', format, path };
}

function formatOfExtension(extension: string): ResultFormat | undefined {
  if (extension === '.htm') return 'html';
  return RESULT_FORMATS.find((format) => EXTENSIONS[format] === extension);
}

/** Files that must not be written over: those being read, by what they are and not by how they are called. */
export async function identitiesOf(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const identities = await Promise.all(paths.map(identityOf));
  return new Set(identities.filter((identity) => identity !== undefined));
}

async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}

/**
 * Writes a result whole or not at all: beside its place first, then put there by renaming; folders are made.
 * Devices and pipes (`/dev/null`) are written to as they are.
 * @throws {Refusal} `cli/output-…`
 */
export async function writeResult(
  path: string,
  result: string | Uint8Array,
  readFrom: ReadonlySet<string>,
  shown: string,
): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw refusal('cli/output-is-folder', { name: shown });
  if (readFrom.has((await identityOf(path)) ?? '')) throw refusal('cli/output-is-input', { name: shown });
  try {
    if (found && !found.isFile()) return await fill(path, 'w', result);
    // The file that a link leads to is replaced, not the link.
    const target = found ? await realpath(path) : path;
    await mkdir(dirname(target), { recursive: true });
    const beside = join(
      dirname(target),
      `.${basename(target).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`,
    );
    try {
      await fill(beside, 'wx', result);
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  } catch (error) {
    throw refusedWriting(error, shown);
  }
}

async function fill(path: string, flags: 'w' | 'wx', result: string | Uint8Array): Promise<void> {
  const file = await open(path, flags, 0o666);
  try {
    await file.writeFile(result);
  } finally {
    await file.close();
  }
}

function refusedWriting(error: unknown, name: string): Refusal {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  if (reason === 'EACCES' || reason === 'EPERM' || reason === 'EROFS') {
    return refusal('cli/output-no-permission', { name });
  }
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return refusal('cli/output-no-space', { name });
  if (reason === 'ENOTDIR' || reason === 'EEXIST') return refusal('cli/output-not-folder', { name });
  return refusal('cli/output-failed', { name, reason });
}
