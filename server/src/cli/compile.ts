import { join, resolve } from 'node:path';
import { sentence } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import { visible, visibleJson } from '../files/write/visible.ts';
import type { ExitStatus, Order, ResultFormat } from './commands.ts';
import { compiledInputs } from './documents.ts';
import { inputsOf, placesOf, shortPath } from './inputs.ts';
import { refusal, textOf, yearOf } from './options.ts';
import { type Destination, destinationOf, EXTENSIONS, identitiesOf, writeResult } from './output.ts';
import { progressOf } from './progress.ts';
import { teller } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** `luodi compile`: documents become ledgers, on standard output, in a file or in a folder. */
export async function compileFiles(order: Order, terminal: Terminal): Promise<ExitStatus> {
  const { words, given, language } = order;
  if (words.length === 0) throw refusal('cli/no-input');
  yearOf(given);
  const out = textOf(given, 'output');
  const { inputs, refused, several } = await inputsOf(
    words,
    terminal.folder,
    out && resolve(terminal.folder, out),
  );
  const destination = await destinationOf(given, several, terminal);
  const { format } = destination;
  const places = placesOf(inputs, terminal.folder, EXTENSIONS[format]);
  const readFrom = await identitiesOf(inputs.map(({ path }) => resolve(terminal.folder, path)));
  const progress = progressOf(terminal, inputs.length, sentence('cli/compiling', {}, language));

  const { tell, unread, count } = teller(terminal, progress, language);
  for (const { path, refusal: reason } of refused) tell(path, reason);

  let at = 0;
  let written = 0;
  let first = true;
  progress.at(0, inputs[0]?.path ?? '');
  try {
    for await (const outcome of compiledInputs(inputs, order, terminal)) {
      const { input } = outcome;
      const place = places[at++] as string;
      try {
        if ('error' in outcome) throw outcome.error;
        const { compiled } = outcome;
        if (destination.to === 'stdout') {
          const result = await resultOf(compiled, format, order, terminal);
          progress.hide();
          if (!first && format !== 'json') await terminal.write('\n');
          await terminal.write(result);
        } else {
          const path = destination.to === 'folder' ? join(destination.path, place) : destination.path;
          const result = await resultOf(compiled, format, order, terminal, 'file');
          await writeResult(path, result, readFrom, shortPath(path, terminal.folder));
          written++;
        }
        first = false;
        if (compiled.meta.kind === 'other') {
          progress.hide();
          const genre = compiled.meta.genre ?? '—';
          terminal.note(`${input.path}: ${sentence('cli/not-a-plan', { genre }, language)}`);
        }
      } catch (error) {
        tell(input.path, error);
      }
      progress.at(at, inputs[at]?.path ?? '');
    }
  } finally {
    progress.end();
  }
  tellWhere(destination, written, order, terminal);
  count(several);
  return unread.length > 0 ? 2 : 0;
}

function tellWhere(destination: Destination, count: number, { language }: Order, terminal: Terminal): void {
  if (destination.to === 'stdout' || count === 0) return;
  const path = shortPath(destination.path, terminal.folder);
  terminal.note(sentence('cli/written', { count, path }, language));
}

/**
 * One document as it is written. On standard output a document is one line of JSON, so that several are JSON
 * lines; in a file it is laid out for reading. Each writer is loaded when it is first needed.
 */
export async function resultOf(
  compiled: Compiled,
  format: ResultFormat,
  { language }: Pick<Order, 'language'>,
  terminal: Pick<Terminal, 'columns' | 'colour' | 'outIsTerminal'>,
  to: 'stdout' | 'file' = 'stdout',
): Promise<string | Uint8Array> {
  const shown = to === 'stdout' && terminal.outIsTerminal;
  switch (format) {
    case 'json': {
      const json = to === 'file' ? laidOut(compiled) : JSON.stringify(compiled);
      return `${shown ? visibleJson(json) : json}\n`;
    }
    case 'table': {
      const { writeTable } = await import('../files/write/table.ts');
      const columns = to === 'file' ? 100 : terminal.columns;
      return writeTable(compiled, { language, columns, colour: to === 'stdout' && terminal.colour });
    }
    case 'md': {
      const { writeMarkdown } = await import('../files/write/md.ts');
      const text = writeMarkdown(compiled, language);
      return shown ? visible(text, 'lines') : text;
    }
    case 'csv': {
      const { writeCsv } = await import('../files/write/csv.ts');
      const text = writeCsv(compiled, language);
      return shown ? visible(text.replaceAll('\r\n', '\n').replace(/^\ufeff/, ''), 'lines') : text;
    }
    case 'html': {
      const { writeHtml } = await import('../files/write/html.ts');
      const text = writeHtml(compiled, language);
      return shown ? visible(text, 'lines') : text;
    }
    case 'xlsx':
      return (await import('../files/write/xlsx.ts')).writeXlsx(compiled, language);
    case 'docx':
      return (await import('../files/write/docx.ts')).writeDocx(compiled, language);
  }
}

/** JSON with two spaces, but spans on one line. A line end inside a string is always escaped, so none is touched. */
function laidOut(compiled: Compiled): string {
  return JSON.stringify(compiled, null, 2).replace(/\[\n\s+(\d+),\n\s+(\d+)\n\s+\]/g, '[$1, $2]');
}
