import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Refusal } from '@luodi/core/base';
import type { FileRefusalCode } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import { DEFAULT_LIMITS, type ReadDocument, readBytes, readDocument } from '../files/read/index.ts';
import type { Order } from './commands.ts';
import type { Input } from './inputs.ts';
import { refusal, textOf, yearOf } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What became of one input: the compiled document, or why there is none. */
export type Outcome =
  | { readonly input: Input; readonly compiled: Compiled }
  | { readonly input: Input; readonly error: unknown };

/**
 * Reads and compiles documents and gives them in their order. A few are read ahead, each in a process of its
 * own; an input that fails does not hold up the others.
 */
export async function* compiledInputs(
  inputs: readonly Input[],
  order: Order,
  terminal: Terminal,
): AsyncGenerator<Outcome> {
  const issuer = textOf(order.given, 'issuer');
  const year = yearOf(order.given);
  const ahead: Promise<ReadDocument>[] = [];
  let next = 0;
  const readAhead = () => {
    const input = inputs[next++];
    if (!input) return;
    const reading = read(input, terminal);
    // Told when its turn comes.
    reading.catch(() => {});
    ahead.push(reading);
  };
  for (let count = 0; count < Math.min(4, availableParallelism()); count++) readAhead();
  const [{ compileText }, { loadDirectory }] = await Promise.all([
    import('@luodi/core/task'),
    import('../files/directory.ts'),
  ]);
  const directory = await loadDirectory();
  for (const input of inputs) {
    try {
      const reading = ahead.shift() as Promise<ReadDocument>;
      readAhead();
      const { text, tables, map, hints, ...source } = await reading;
      const compiled = compileText(text, {
        ...source,
        tables,
        hints,
        directory,
        language: order.language,
        ...(map && { map }),
        ...(issuer !== undefined && { issuer }),
        ...(year !== undefined && { year }),
      });
      yield { input, compiled };
    } catch (error) {
      yield { input, error };
    }
  }
}

async function read(input: Input, terminal: Terminal): Promise<ReadDocument> {
  if (input.path === '-') return readBytes(await standardInput(terminal), { name: input.place });
  return readDocument(resolve(terminal.folder, input.path));
}

async function standardInput({ stdin }: Terminal): Promise<Uint8Array> {
  if (stdin.isTTY) throw refusal('cli/stdin-is-terminal');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    // Read no further than is needed to be refused by its size.
    if (size > DEFAULT_LIMITS.inputBytes) {
      const limit = Math.round(DEFAULT_LIMITS.inputBytes / 2 ** 20);
      throw new Refusal<FileRefusalCode>('file/too-large', { name: '-', megabytes: limit + 1, limit });
    }
  }
  return Buffer.concat(chunks);
}
