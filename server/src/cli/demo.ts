import { readdir } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sentence } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import { word } from '../files/write/duties-of.ts';
import { dim, painted } from '../files/write/paint.ts';
import { unitCount } from '../files/write/table.ts';
import { visible } from '../files/write/visible.ts';
import { fitted, padded, widthOf, wrapped } from '../files/write/width.ts';
import type { ExitStatus, Order } from './commands.ts';
import { resultOf } from './compile.ts';
import { compiledInputs } from './documents.ts';
import { type Input, shortPath } from './inputs.ts';
import { refusal, textOf } from './options.ts';
import { EXTENSIONS, writeResult } from './output.ts';
import { progressOf } from './progress.ts';
import { teller } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** The examples of the repository, from server/dist/cli as from server/src/cli. */
const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));

/** What the demonstration writes of each example. */
const REPORTS = ['html', 'xlsx', 'docx'] as const;

/** `luodi demo`: compiles the examples, shows the first one's ledger and all of them in short, writes their reports. */
export async function demonstrate(order: Order, terminal: Terminal): Promise<ExitStatus> {
  const { words, given, language } = order;
  if (words[0] !== undefined) throw refusal('cli/too-many-arguments', { word: words[0] });
  if (given.reset) return (await import('./demo-reset.ts')).makeDemoAnew(order, terminal);
  const folder = resolve(terminal.folder, textOf(given, 'output') ?? join('out', 'demo'));
  const inputs = await examples();
  if (inputs.length === 0) throw refusal('cli/no-examples');
  const paint = painted(terminal.colour);
  const opening = wrapped(sentence('cli/demo-opening', { count: inputs.length }, language), terminal.columns);
  await terminal.write(`${opening.map(paint.strong).join('\n')}\n\n`);

  const progress = progressOf(terminal, inputs.length, sentence('cli/compiling', {}, language));
  const { tell, unread, count } = teller(terminal, progress, language);
  const done: { name: string; compiled: Compiled; paths: string[] }[] = [];
  try {
    for await (const outcome of compiledInputs(inputs, order, terminal)) {
      const name = outcome.input.place;
      if ('error' in outcome) {
        tell(outcome.input.path, outcome.error);
        continue;
      }
      const { compiled } = outcome;
      const paths: string[] = [];
      for (const format of REPORTS) {
        const path = join(folder, `${name}${EXTENSIONS[format]}`);
        try {
          await writeResult(path, await resultOf(compiled, format, order, terminal, 'file'), new Set(), path);
          paths.push(shortPath(path, terminal.folder));
        } catch (error) {
          tell(path, error);
        }
      }
      progress.hide();
      if (done.length === 0) await terminal.write(await resultOf(compiled, 'table', order, terminal));
      done.push({ name, compiled, paths });
      progress.at(done.length, name);
    }
  } finally {
    progress.end();
  }
  await terminal.write(`\n${paint.strong(sentence('cli/demo-documents', {}, language))}\n`);
  await terminal.write(summary(done, order, terminal));
  await terminal.write(`\n${paint.strong(sentence('cli/demo-written', {}, language))}\n`);
  for (const { paths } of done) if (paths.length > 0) await terminal.write(`  ${visible(inShort(paths))}\n`);
  const next = wrapped(sentence('cli/demo-next', {}, language), terminal.columns);
  await terminal.write(`\n${next.join('\n')}\n`);
  count(true);
  return unread.length > 0 ? 2 : 0;
}

/** `examples/NAME/source.*`, in the order of their names; the name of the folder is the name of the reports. */
async function examples(): Promise<Input[]> {
  const entries = await readdir(EXAMPLES, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const inputs: Input[] = [];
  for (const folder of folders.sort()) {
    const files = (await readdir(join(EXAMPLES, folder)))
      .filter((file) => /^source\.[a-z]+$/.test(file))
      .sort();
    for (const file of files) {
      const place = files.length > 1 ? `${folder}-${extname(file).slice(1)}` : folder;
      inputs.push({ path: join(EXAMPLES, folder, file), place });
    }
  }
  return inputs;
}

/** `out/demo/a.{html,xlsx,docx}`: the reports of one document, as shells write it. */
function inShort(paths: readonly string[]): string {
  const [first = ''] = paths;
  const extensions = paths.map((path) => extname(path).slice(1));
  if (extensions.length < 2) return first;
  return `${first.slice(0, -extname(first).length)}.{${extensions.join(',')}}`;
}

/** A line for each document: what it holds and what was found. */
function summary(
  documents: readonly { readonly name: string; readonly compiled: Compiled }[],
  { language }: Order,
  { columns, colour }: Terminal,
): string {
  const figures = ['tasks', 'measures', 'targets', 'unit-count', 'errors', 'warnings', 'infos'] as const;
  const heads = figures.map((figure) => word(figure, language));
  const widths = heads.map((head) => Math.max(5, widthOf(head)));
  const taken = widths.reduce((sum, width) => sum + width + 2, 2);
  const room = Math.max(16, Math.min(columns - taken, 56));
  const right = (text: string, at: number) => ' '.repeat((widths[at] as number) - widthOf(text)) + text;
  const paint = painted(colour);
  const lines = [
    dim(`  ${padded(word('document', language), room)}  ${heads.map(right).join('  ')}`, colour),
  ];
  for (const { name, compiled } of documents) {
    const { items, diagnostics, meta } = compiled;
    const measures = items.flatMap((item) => item.measures);
    const found = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
    const counts = [
      items.length,
      measures.length,
      measures.flatMap(({ targets }) => targets).length,
      unitCount(items),
      found('error'),
      found('warning'),
      found('info'),
    ];
    const cells = counts.map((figure, at) => {
      const text = right(figure === 0 ? '·' : String(figure), at);
      if (figure === 0 || at < 4) return text;
      return paint[(['error', 'warning', 'info'] as const)[at - 4] as 'error'](text);
    });
    const title = padded(fitted(visible(meta.title ?? name), room), room);
    lines.push(`  ${title}  ${cells.join('  ')}`);
  }
  return `${lines.join('\n')}\n`;
}
