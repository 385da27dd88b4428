import { type Parameters, Refusal } from '@luodi/core/base';
import { type Code, type Language, sentence } from '@luodi/core/message';
import type { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** A document that was not read or not written, and why. */
export interface Unread {
  readonly path: string;
  readonly code: Code;
  readonly text: string;
}

/** What went wrong, as a code and its sentence. A fault of the program shows its trace where LUODI_DEBUG is set. */
export function saidOf(error: unknown, language: Language): { code: Code; text: string } {
  if (error instanceof Refusal) {
    const code = error.code as Code;
    return { code, text: sentence(code, error.parameters, language) };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const trace = process.env.LUODI_DEBUG && error instanceof Error ? ` ${error.stack}` : '';
  return { code: 'cli/fault', text: sentence('cli/fault', { reason }, language) + trace };
}

/** Tells what the database says on the way, a line each. */
export function notingTo(terminal: Terminal, language: Language) {
  return (code: Code, parameters: Parameters): void => terminal.note(sentence(code, parameters, language));
}

/** Whether the reader of standard output has closed it (`luodi compile … | head`), which is no failure. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** Tells of each document that fails in one line, `file: code sentence`, and remembers it. */
export function teller(terminal: Terminal, progress: Progress, language: Language) {
  const unread: Unread[] = [];
  return {
    unread: unread as readonly Unread[],
    /** @throws the error again if it is the pipe that was closed: then nobody reads on. */
    tell(path: string, error: unknown): void {
      if (isClosedPipe(error)) throw error;
      const said = saidOf(error, language);
      unread.push({ path, ...said });
      progress.hide();
      terminal.note(`${path}: ${said.code} ${said.text}`);
    },
    count(several: boolean): void {
      if (unread.length === 0 || !several) return;
      terminal.note(sentence('cli/refused-count', { count: unread.length }, language));
    },
  };
}
