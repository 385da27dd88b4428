import { readFileSync, writeSync } from 'node:fs';
import { Refusal } from '@luodi/core/base';
import { readContent } from './content.ts';
import { ANSWER_PIPE, type Answer, type Ask } from './wire.ts';
import { readSheets } from './xlsx/sheets.ts';

/**
 * The reading process: one file, one answer, then the end. Asked on standard input, answers on a pipe of its own,
 * so that nothing that a library prints can be taken for an answer.
 */
const input = readFileSync(0);
const headLength = input.readUInt32LE(0);
const ask = JSON.parse(input.toString('utf8', 4, 4 + headLength)) as Ask;
const parts: Uint8Array[] = [];
let at = 4 + headLength;
for (const length of ask.parts) {
  parts.push(input.subarray(at, at + length));
  at += length;
}

// pdf.js leaves rejections of broken fonts to nobody; the page itself is read or refused all the same.
process.on('unhandledRejection', () => {});

answer(await read());
process.exit(0);

async function read(): Promise<Answer & { text?: string }> {
  try {
    const [first, second] = parts;
    const converted = ask.converted && first && second ? { docx: first, txt: second } : undefined;
    const bytes = ask.path === undefined ? (first ?? new Uint8Array()) : readFileSync(ask.path);
    if (ask.sheets) return { sheets: true, text: JSON.stringify(readSheets(bytes, ask.limits)) };
    const document = await readContent(bytes, ask.name, ask.limits, converted);
    if (document === 'convert') return { convert: true };
    const { text, ...rest } = document;
    return { document: rest, text };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, parameters: error.parameters } };
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM')
      return { refusal: { code: 'file/unreadable', parameters: {} } };
    if (code === 'ENOENT') return { refusal: { code: 'file/not-found', parameters: {} } };
    return { refusal: { code: 'file/reader-stopped', parameters: {} } };
  }
}

function answer({ text = '', ...rest }: Answer & { text?: string }): void {
  const head = Buffer.from(JSON.stringify(rest));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  for (const part of [length, head, Buffer.from(text)]) {
    for (let sent = 0; sent < part.length; ) {
      try {
        sent += writeSync(ANSWER_PIPE, part, sent);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        // The pipe is full: wait a moment for the other side.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      }
    }
  }
}
