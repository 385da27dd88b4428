import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@luodi/core/base';
import type { FileRefusalCode } from '@luodi/core/message';
import { convert } from './convert.ts';
import { MEGABYTE, type ReadDocument, type ReadLimits } from './document.ts';
import { watchMemory } from './memory.ts';
import { ANSWER_PIPE, type Answer, type Ask } from './wire.ts';
import type { ReadSheet } from './xlsx/sheets.ts';

export interface Reading {
  readonly name: string;
  readonly extension: string;
  readonly limits: ReadLimits;
  /** One of the two. */
  readonly path?: string;
  readonly bytes?: Uint8Array;
}

/**
 * Reads one file in a process of its own; .doc and .wps are first converted and the conversion read in a second one.
 * @throws {Refusal} `file/…` without the file's name
 */
export async function readInProcess(reading: Reading): Promise<ReadDocument> {
  const { name, path, bytes, limits, extension } = reading;
  const first = await ask(
    {
      name,
      ...(path === undefined ? {} : { path }),
      limits,
      parts: bytes ? [bytes.length] : [],
      converted: false,
    },
    bytes ? [bytes] : [],
  );
  if (first !== 'convert') return documentIn(first);
  const original = bytes ?? (await readFile(path as string));
  const { docx, txt } = await convert(original, extension, limits);
  const second = await ask({ name, limits, parts: [docx.length, txt.length], converted: true }, [docx, txt]);
  return second === 'convert' ? refusal('file/conversion-failed') : documentIn(second);
}

/**
 * Reads the cells of a workbook in a process of its own.
 * @throws {Refusal} `file/…` without the file's name
 */
export async function readSheetsInProcess(
  bytes: Uint8Array,
  limits: ReadLimits,
): Promise<readonly ReadSheet[]> {
  const answer = await ask({ name: '', limits, parts: [bytes.length], converted: false, sheets: true }, [
    bytes,
  ]);
  if (answer === 'convert' || !answer.sheets) return refusal('file/reader-stopped');
  return JSON.parse(answer.text) as readonly ReadSheet[];
}

function documentIn({ document, text }: Answered): ReadDocument {
  return document ? { ...document, text } : refusal('file/reader-stopped');
}

function refusal(code: FileRefusalCode, parameters: Record<string, string | number> = {}): never {
  throw new Refusal(code, parameters);
}

/** Beside this file when compiled; tests run the source and use the compiled one. */
function workerPath(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL('../../../dist/files/read/worker.js', import.meta.url));
}

function start({ limits }: Ask): ChildProcess {
  const heap = Math.max(32, Math.floor((limits.memoryBytes / MEGABYTE) * 0.75));
  return spawn(process.execPath, [`--max-old-space-size=${heap}`, ...permissions(), workerPath()], {
    env: environment(),
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
}

/** The reader opens files but writes none and starts no program. The flag lost its prefix in Node 23.5. */
function permissions(): readonly string[] {
  const flag = ['--permission', '--experimental-permission'].find((name) =>
    process.allowedNodeEnvironmentFlags.has(name),
  );
  return flag === undefined ? [] : [flag, '--allow-fs-read=*'];
}

/** Nothing of the parent's environment but what Node needs to start on Windows. */
function environment(): NodeJS.ProcessEnv {
  const { SystemRoot, TEMP } = process.env;
  return { ...(SystemRoot === undefined ? {} : { SystemRoot }), ...(TEMP === undefined ? {} : { TEMP }) };
}

/** What came back, with the text behind it. */
interface Answered extends Answer {
  readonly text: string;
}

function ask(question: Ask, parts: readonly Uint8Array[]): Promise<Answered | 'convert'> {
  const { limits } = question;
  return new Promise((resolve, reject) => {
    const child = start(question);
    let verdict: { code: FileRefusalCode; parameters: Record<string, string | number> } | undefined;
    const stop = (code: FileRefusalCode, parameters: Record<string, string | number> = {}) => {
      verdict ??= { code, parameters };
      child.kill('SIGKILL');
    };
    const overtime = setTimeout(
      () => stop('file/timeout', { seconds: Math.round(limits.milliseconds / 1000) }),
      limits.milliseconds,
    );
    const outOfMemory = () => stop('file/memory', { megabytes: Math.round(limits.memoryBytes / MEGABYTE) });
    const release = watchMemory(child, limits.memoryBytes, outOfMemory);
    const chunks: Buffer[] = [];
    let received = 0;
    // Room for the places and tables beside the text.
    const most = limits.textBytes * 2 + 64 * MEGABYTE;
    const answers = child.stdio[ANSWER_PIPE] as NodeJS.ReadableStream;
    answers.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > most) stop('file/too-much-text', { megabytes: Math.round(limits.textBytes / MEGABYTE) });
      else chunks.push(chunk);
    });
    // A child that ends early closes its input; its end is what counts.
    child.stdin?.on('error', () => {});
    answers.on('error', () => {});
    child.on('error', () => stop('file/reader-stopped'));
    child.on('close', (status, signal) => {
      clearTimeout(overtime);
      release();
      if (verdict) return reject(new Refusal(verdict.code, verdict.parameters));
      if (status === 134 || ['SIGABRT', 'SIGKILL', 'SIGTRAP'].includes(signal ?? '')) {
        // V8 gives up with an abort when its heap is full, the kernel kills.
        return reject(
          new Refusal<FileRefusalCode>('file/memory', {
            megabytes: Math.round(limits.memoryBytes / MEGABYTE),
          }),
        );
      }
      try {
        resolve(answered(Buffer.concat(chunks)));
      } catch (error) {
        reject(error);
      }
    });
    const head = Buffer.from(JSON.stringify(question));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(head.length);
    child.stdin?.write(length);
    child.stdin?.write(head);
    for (const part of parts) child.stdin?.write(part);
    child.stdin?.end();
  });
}

function answered(bytes: Buffer): Answered | 'convert' {
  const headLength = bytes.length >= 4 ? bytes.readUInt32LE(0) : -1;
  if (headLength < 0 || bytes.length < 4 + headLength) return refusal('file/reader-stopped');
  const answer = JSON.parse(bytes.toString('utf8', 4, 4 + headLength)) as Answer;
  if (answer.refusal) throw new Refusal(answer.refusal.code, answer.refusal.parameters);
  if (answer.convert) return 'convert';
  return { ...answer, text: bytes.toString('utf8', 4 + headLength) };
}
