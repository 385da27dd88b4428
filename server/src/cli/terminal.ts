import type { Readable, Writable } from 'node:stream';
import { visible } from '../files/write/visible.ts';

/** The three streams of a command, and what is known about who reads them. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Columns that a table may take; 100 where standard output is no terminal. */
  readonly columns: number;
  /** A person reads standard output, standard error. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Colours may be sent to standard output. */
  readonly colour: boolean;
  readonly folder: string;
  /** Results. Resolves when the stream can take more, so that long output does not pile up in memory. */
  write(result: string | Uint8Array): Promise<void>;
  /** One line for people, on standard error; control characters in it are shown, not sent. */
  note(line: string): void;
  /** Standard error as it is: only the progress bar draws there. */
  draw(text: string): void;
}

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The terminal of this process. https://no-color.org: a non-empty NO_COLOR turns colours off. */
export function terminalOf(process: {
  stdin: Readable & { readonly isTTY?: boolean };
  stdout: Stream;
  stderr: Stream;
  env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
}): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const outIsTerminal = stdout.isTTY === true;
  return {
    stdin,
    columns: outIsTerminal ? Math.max(40, stdout.columns || 100) : 100,
    outIsTerminal,
    errIsTerminal: stderr.isTTY === true,
    colour: outIsTerminal && !env.NO_COLOR && env.TERM !== 'dumb',
    folder: process.cwd(),
    write: (result) =>
      new Promise((done, fail) => {
        stdout.write(result, (error) => (error ? fail(error) : done()));
      }),
    note: (line) => void stderr.write(`${visible(line)}\n`),
    draw: (text) => void stderr.write(text),
  };
}
