import { pointsOf } from '@luodi/core/base';
import { sentence } from '@luodi/core/message';
import type { Compiled, Finding } from '@luodi/core/task';
import { dim, painted } from '../files/write/paint.ts';
import { visible, visibleJson } from '../files/write/visible.ts';
import { fitted, widthOf } from '../files/write/width.ts';
import type { ExitStatus, Order } from './commands.ts';
import { compiledInputs } from './documents.ts';
import { inputsOf } from './inputs.ts';
import { refusal, yearOf } from './options.ts';
import { progressOf } from './progress.ts';
import { teller } from './tell.ts';
import type { Terminal } from './terminal.ts';

type Format = 'text' | 'json' | 'sarif';

/** `luodi lint`: what cannot be carried out as written, a line each, as compilers and editors show it. */
export async function lintFiles(order: Order, terminal: Terminal): Promise<ExitStatus> {
  const { words, given, language } = order;
  if (words.length === 0) throw refusal('cli/no-input');
  yearOf(given);
  const format = (given.format ?? 'text') as Format;
  const { inputs, refused, several } = await inputsOf(words, terminal.folder);
  const progress = progressOf(terminal, inputs.length, sentence('cli/checking', {}, language));
  const counts = { error: 0, warning: 0, info: 0 };
  const { tell, unread, count } = teller(terminal, progress, language);
  for (const { path, refusal: reason } of refused) tell(path, reason);

  const read: { path: string; compiled: Compiled }[] = [];
  let at = 0;
  progress.at(0, inputs[0]?.path ?? '');
  try {
    for await (const outcome of compiledInputs(inputs, order, terminal)) {
      const { path } = outcome.input;
      if ('error' in outcome) {
        tell(path, outcome.error);
      } else {
        const { compiled } = outcome;
        for (const { severity } of compiled.diagnostics) counts[severity]++;
        if (format === 'sarif') read.push({ path, compiled });
        else {
          progress.hide();
          await terminal.write(
            format === 'json' ? jsonLine(path, compiled, terminal) : lines(path, compiled, order, terminal),
          );
        }
      }
      progress.at(++at, inputs[at]?.path ?? '');
    }
  } finally {
    progress.end();
  }
  if (format === 'sarif') {
    const [{ writeSarif }, { version }] = await Promise.all([
      import('../files/write/sarif.ts'),
      import('./version.ts'),
    ]);
    const json = writeSarif(read, { version: version(), language, unread });
    await terminal.write(terminal.outIsTerminal ? visibleJson(json) : json);
  }
  const files = inputs.length + refused.length - unread.length;
  const clean = counts.error + counts.warning + counts.info === 0;
  if (files > 0) {
    terminal.note(sentence(clean ? 'cli/lint-clean' : 'cli/lint-summary', { files, ...counts }, language));
  }
  count(several);
  if (unread.length > 0) return 2;
  return counts.error > 0 ? 1 : 0;
}

/** `file:line:column: severity code sentence`; a person is also shown the place and the proposed change. */
function lines(path: string, compiled: Compiled, { language }: Order, terminal: Terminal): string {
  const pointOf = pointsOf(compiled.source.text);
  const paint = painted(terminal.colour);
  const name = visible(path === '-' ? 'stdin' : path);
  const written: string[] = [];
  for (const finding of compiled.diagnostics) {
    const { line, column } = pointOf(finding.span[0]);
    const place = `${name}:${line}:${column}:`;
    written.push(
      `${place} ${paint[finding.severity](finding.severity)} ${finding.code} ${visible(finding.message)}\n`,
    );
    if (terminal.outIsTerminal) written.push(...excerpt(finding, compiled, terminal));
    if (terminal.outIsTerminal && finding.fix) {
      written.push(`    ${paint.good(visible(proposal(finding.fix, compiled.source.text, language)))}\n`);
    }
  }
  return written.join('');
}

/** The line of the document with the place underlined. */
function excerpt(finding: Finding, { source }: Compiled, { columns, colour }: Terminal): string[] {
  const [start, end] = finding.span;
  const lineStart = source.text.lastIndexOf('\n', start - 1) + 1;
  const newline = source.text.indexOf('\n', start);
  const lineEnd = newline < 0 ? source.text.length : newline;
  const room = columns - 8;
  const before = visible(source.text.slice(Math.max(lineStart, start - Math.floor(room / 6)), start));
  const place = visible(source.text.slice(start, Math.min(end, lineEnd)));
  const after = visible(source.text.slice(Math.min(end, lineEnd), Math.min(lineEnd, end + room)));
  const text = fitted(before + place + after, room);
  const marked = Math.max(1, Math.min(widthOf(place), widthOf(text) - widthOf(before)));
  if (text.trim() === '') return [];
  return [
    `    ${dim(text, colour)}\n`,
    `    ${' '.repeat(widthOf(before))}${painted(colour)[finding.severity]('~'.repeat(marked))}\n`,
  ];
}

function proposal(fix: NonNullable<Finding['fix']>, text: string, language: Order['language']): string {
  const [start, end] = fix.span;
  const before = text.slice(start, end);
  if (before === '') return sentence('cli/fix-insert', { after: fix.text }, language);
  if (fix.text === '') return sentence('cli/fix-delete', { before }, language);
  return sentence('cli/fix-replace', { before, after: fix.text }, language);
}

function jsonLine(path: string, compiled: Compiled, terminal: Terminal): string {
  const pointOf = pointsOf(compiled.source.text);
  const diagnostics = compiled.diagnostics.map((finding) => {
    const [start, end] = finding.span.map(pointOf);
    return { ...finding, start, end };
  });
  const json = JSON.stringify({ file: path, sm3: compiled.source.sm3, diagnostics });
  return `${terminal.outIsTerminal ? visibleJson(json) : json}\n`;
}
