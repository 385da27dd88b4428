import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Refusal } from '@luodi/core/base';
import { type FileRefusalCode, sentence } from '@luodi/core/message';
import { FILE_BYTES } from '../acts/programme/compiled.ts';
import { importOnMachine } from '../acts/programme/import-here.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal, textOf, yearOf } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi import`: a document becomes a programme in draft; its id goes to standard output. */
export async function importFile(order: Order, terminal: Terminal): Promise<ExitStatus> {
  const { words, given, language } = order;
  const [path, more] = words;
  if (path === undefined || more !== undefined) throw refusal('cli/import-one-file');
  const [issuer, year] = [textOf(given, 'issuer'), yearOf(given)];
  const [unit, post, title] = [textOf(given, 'as'), textOf(given, 'post'), textOf(given, 'title')];
  const document = {
    ...{ name: basename(path), bytes: await bytesOf(resolve(terminal.folder, path), path) },
    ...(issuer !== undefined && { issuer }),
    ...(year !== undefined && { year }),
  };
  const programme = await importOnMachine(configOf(process.env), notingTo(terminal, language), document, {
    ...(unit !== undefined && { unit }),
    ...(post !== undefined && { post }),
    ...(title !== undefined && { title }),
  });
  await terminal.write(`${programme.id}\n`);
  const figures = Object.fromEntries(programme.figures.map(({ figure, value }) => [figure, value]));
  const told = {
    ...{ title: programme.title, unit: programme.coordinator?.name ?? '—' },
    ...{ items: figures.items ?? 0, measures: figures.measures ?? 0, points: figures['open-points'] ?? 0 },
  };
  terminal.note(sentence('cli/imported', told, language));
  return 0;
}

/** @throws {Refusal} `file/…` */
async function bytesOf(path: string, name: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Refusal<FileRefusalCode>('file/not-found', { name });
  if (!found.isFile()) throw new Refusal<FileRefusalCode>('file/folder', { name });
  if (found.size > FILE_BYTES) {
    const [megabytes, limit] = [Math.ceil(found.size / 2 ** 20), FILE_BYTES / 2 ** 20];
    throw new Refusal<FileRefusalCode>('file/too-large', { name, megabytes, limit });
  }
  return readFile(path);
}
