import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '@luodi/core/base';
import {
  type CliNoteCode,
  type FileRefusalCode,
  type JournalCode,
  type Language,
  sentence,
} from '@luodi/core/message';
import { type KeptFile, keptIn, type Verified, verifyExported, verifyInstallation } from '../acts/verify.ts';
import { configOf } from '../config.ts';
import type { ExitStatus, Order } from './commands.ts';
import { refusal, textOf } from './options.ts';
import { notingTo } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** What a check comes to, for the line and for JSON. */
interface Result {
  readonly whole: boolean;
  /** What a person reads, a line each. */
  readonly lines: readonly string[];
  /** What a program reads. */
  readonly json: object;
}

/**
 * `luodi verify`: the database, an exported journal (`--journal`), or a receipt by itself (`--offline`).
 * 0: everything holds; 1: something does not.
 */
export async function verifyNow({ words, given, language }: Order, terminal: Terminal): Promise<ExitStatus> {
  if (words[0] !== undefined) throw refusal('cli/too-many-arguments', { word: words[0] });
  const files = [textOf(given, 'receipt'), textOf(given, 'checkpoint')].filter((name) => name !== undefined);
  const kept = await Promise.all(files.map((name) => keptAt(name, terminal.folder)));
  const journal = textOf(given, 'journal');
  if (given.offline && journal === undefined && kept.length === 0) throw refusal('cli/verify-nothing');
  const unsound = kept.filter(({ sound }) => !sound);
  const parts: Result[] = unsound.map((one) => badReceipt(one, language));
  const sound = kept.filter((one) => one.sound);
  if (journal !== undefined) parts.push(await ofExport(journal, sound, terminal, language));
  else if (given.offline) parts.push(...sound.map((one) => soundAlone(one, language)));
  else parts.push(await ofDatabase(sound, terminal, language));
  const asJson =
    textOf(given, 'format') === 'json' || (given.format === undefined && !terminal.outIsTerminal);
  for (const { json, lines } of parts)
    await terminal.write(asJson ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`);
  return parts.every(({ whole }) => whole) ? 0 : 1;
}

async function keptAt(name: string, folder: string): Promise<KeptFile> {
  const kept = keptIn((await read(name, folder)).toString('utf8'));
  if (!kept) throw refusal('cli/verify-not-kept', { name });
  return kept;
}

async function read(name: string, folder: string): Promise<Buffer> {
  try {
    return await readFile(resolve(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Refusal<FileRefusalCode>('file/not-found', { name });
    throw error;
  }
}

async function ofDatabase(
  kept: readonly KeptFile[],
  terminal: Terminal,
  language: Language,
): Promise<Result> {
  const { verified, hasKeys } = await verifyInstallation(
    configOf(process.env),
    kept.map((one) => one.kept),
    notingTo(terminal, language),
  );
  if (!hasKeys) terminal.note(sentence('cli/verify-no-keys', {}, language));
  const { findings, journals, events, rows } = verified;
  const whole = findings.length === 0;
  const end: CliNoteCode = whole ? 'cli/verify-whole' : 'cli/verify-faults';
  const figures = { journals: journals.length, events, rows, kinds: findings.length };
  return {
    whole,
    lines: [...findings.map((one) => told(one, language)), sentence(end, figures, language)],
    json: {
      whole,
      ...verified,
      findings: findings.map((one) => ({ ...one, sentence: said(one, language) })),
    },
  };
}

type FindingOf = Verified['findings'][number];

function said({ code, parameters }: Pick<FindingOf, 'code' | 'parameters'>, language: Language): string {
  return sentence(code, parameters, language);
}

function told(one: FindingOf, language: Language): string {
  const more = one.count > 1 ? sentence('cli/verify-more', { count: one.count - 1 }, language) : '';
  return `${one.code} ${said(one, language)}${more}`;
}

async function ofExport(
  name: string,
  kept: readonly KeptFile[],
  terminal: Terminal,
  language: Language,
): Promise<Result> {
  const bytes = await read(name, terminal.folder);
  const { events, hash, fault } = verifyExported(
    bytes,
    kept.map((one) => one.kept),
  );
  const line = fault
    ? `${fault.code} ${sentence(fault.code, fault.parameters, language)}`
    : sentence('cli/verify-export-whole', { name, events, hash }, language);
  return {
    whole: fault === null,
    lines: [line],
    json: { journal: name, whole: fault === null, events, hash, fault },
  };
}

function badReceipt({ seq }: KeptFile, language: Language): Result {
  const code: JournalCode = 'journal/bad-receipt';
  const text = sentence(code, { seq: seq ?? 0 }, language);
  return { whole: false, lines: [`${code} ${text}`], json: { whole: false, code, seq, sentence: text } };
}

function soundAlone({ seq, kept }: KeptFile, language: Language): Result {
  const { programme, size, hash } = kept;
  const text =
    seq === null
      ? sentence('cli/verify-checkpoint', { programme, size, hash }, language)
      : sentence('cli/verify-receipt', { seq, programme, size }, language);
  return { whole: true, lines: [text], json: { whole: true, seq, programme, size, hash } };
}
