import { type Language, sentence } from '@luodi/core/message';
import type { Compiled, Item, Measure } from '@luodi/core/task';
import { deadlineText, dutiesOf, dutyParts, type ItemDuties, word } from './duties-of.ts';
import { figureText, isGoal, numberText, shownItems, targetCount, titleText } from './ledger.ts';
import { dim, painted } from './paint.ts';
import { visible } from './visible.ts';
import { fitted, padded, widthOf, wrapped } from './width.ts';

export interface TableLayout {
  readonly language: Language;
  /** Columns that the table may take. */
  readonly columns: number;
  readonly colour: boolean;
}

/** `charged`: the document charges somebody at all, so that a task without anybody is told apart. */
type LedgerLayout = TableLayout & { readonly charged: boolean };

/** Columns of the ledger; `task` holds the title and, below it, who answers for it. */
interface Widths {
  readonly no: number;
  readonly task: number;
  readonly measure: number;
  readonly target: number;
  readonly deadline: number;
}

const GAP = '  ';
/** Below this many columns the measures stand under their task instead of beside it. */
const NARROW = 76;
/** Longest shown part of one measure, lines. The other formats have all of it. */
const LINES = 3;

/**
 * 任务分解表 for a terminal: aligned by columns, cells wrapped, nothing in it that a terminal would obey
 * but the colours.
 */
export function writeTable(compiled: Compiled, layout: TableLayout): string {
  const { language, columns, colour } = layout;
  const lines = head(compiled, layout);
  if (compiled.items.length === 0) {
    const genre = compiled.meta.genre ?? '—';
    lines.push('', sentence('cli/not-a-plan', { genre: visible(genre) }, language));
  } else {
    const rule = dim('─'.repeat(columns), colour);
    const widths = widthsFor(compiled.items.length, layout);
    lines.push(rule);
    if (columns >= NARROW) lines.push(headings(widths, layout), rule);
    const charged = compiled.items.some(({ duties }) => duties.length > 0);
    for (const item of shownItems(compiled)) {
      const inner = { ...layout, charged: charged && !isGoal(item) };
      const block = columns >= NARROW ? beside(item, widths, compiled, inner) : below(item, compiled, inner);
      lines.push(...block, rule);
    }
    if (lines.some((line) => /\d\*/.test(line))) lines.push(dim(`* ${word('inferred', language)}`, colour));
  }
  return `${lines.join('\n')}\n`;
}

function widthsFor(items: number, { columns, language }: TableLayout): Widths {
  const no = Math.max(widthOf(word('no', language)), String(items).length);
  const task = Math.min(36, Math.max(22, Math.round(columns * 0.28)));
  const [target, deadline] = [14, 11];
  const measure = columns - no - task - target - deadline - 4 * GAP.length;
  return { no, task, measure, target, deadline };
}

function head(compiled: Compiled, { language, columns, colour }: TableLayout) {
  const { meta, items, diagnostics, source } = compiled;
  const paint = painted(colour);
  const title = visible(meta.title ?? source.name);
  const facts = [
    meta.docNumber,
    meta.issuer?.name,
    meta.issuedOn,
    meta.period && `${meta.period.begins}—${meta.period.ends}${meta.period.inferred ? '*' : ''}`,
  ].filter((fact) => typeof fact === 'string');
  const count = (severity: string) => diagnostics.filter((finding) => finding.severity === severity).length;
  const measures = items.flatMap((item) => item.measures);
  const counts = [
    `${word('tasks', language)} ${items.length}`,
    `${word('measures', language)} ${measures.length}`,
    `${word('targets', language)} ${targetCount(compiled)}`,
    `${word('unit-count', language)} ${unitCount(items)}`,
  ];
  const findings = (['error', 'warning', 'info'] as const).map((severity) => {
    const found = count(severity);
    const text = `${word(`${severity}s`, language)} ${found}`;
    return found > 0 ? paint[severity](text) : dim(text, colour);
  });
  return [
    ...wrapped(title, columns).map(paint.strong),
    ...(facts.length > 0
      ? wrapped(visible(facts.join(' · ')), columns).map((line) => dim(line, colour))
      : []),
    ...joined([...counts, ...findings], columns),
  ];
}

/** Parts in lines, a dot between them; colours take no room. */
function joined(parts: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let room = -1;
  for (const part of parts) {
    const width = bareWidth(part) + 3;
    if (width > room) {
      lines.push(part);
      room = columns - width + 3;
    } else {
      lines[lines.length - 1] += ` · ${part}`;
      room -= width;
    }
  }
  return lines;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that were put in
const bareWidth = (text: string) => widthOf(text.replace(/\u001b\[\d+m/g, ''));

/** Units and groups that the document charges, each once. */
export function unitCount(items: readonly Item[]): number {
  return new Set(items.flatMap(({ duties }) => duties.map(({ unit, name }) => unit?.id ?? name))).size;
}

function headings(widths: Widths, { language, colour }: TableLayout): string {
  const names = (['no', 'task', 'measure', 'target', 'deadline'] as const).map((name) =>
    padded(fitted(word(name, language), widths[name]), widths[name]),
  );
  return painted(colour).strong(names.join(GAP).trimEnd());
}

/** A task at the left, its measures at the right. */
function beside(item: Item, widths: Widths, compiled: Compiled, layout: LedgerLayout): string[] {
  const duties = dutiesOf(item);
  const left = taskLines(item, duties, widths.task, layout);
  const right = item.measures.flatMap((measure) => measureLines(measure, duties, widths, compiled, layout));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const no = at === 0 ? numberText(item).padStart(widths.no) : ' '.repeat(widths.no);
    const cell = left[at] ?? '';
    return [no, cell === '' ? ' '.repeat(widths.task) : cell, right[at] ?? ''].join(GAP).trimEnd();
  });
}

/** A task, and its measures under it. */
function below(item: Item, compiled: Compiled, layout: LedgerLayout): string[] {
  const { columns } = layout;
  const duties = dutiesOf(item);
  const lead = `${numberText(item)}. `;
  const task = taskLines(item, duties, columns - lead.length, layout);
  const widths = { no: 0, task: 0, measure: columns - 31, target: 14, deadline: 11 };
  return [
    ...task.map((line, at) => (at === 0 ? lead : ' '.repeat(lead.length)) + line.trimEnd()),
    ...item.measures.flatMap((measure) => measureLines(measure, duties, widths, compiled, layout)),
  ].map((line) => line.trimEnd());
}

function taskLines(
  item: Item,
  { whole }: ItemDuties,
  width: number,
  { language, colour, charged }: LedgerLayout,
) {
  const paint = painted(colour);
  const full = (line: string) => padded(line, width);
  const lines = wrapped(visible(titleText(item, language)), width).map((line) => paint.strong(full(line)));
  if (item.path.length > 0) lines.push(dim(full(fitted(visible(item.path.join('')), width)), colour));
  const parts = dutyParts(whole, language);
  if (charged && parts.length === 0 && item.duties.length === 0) {
    lines.push(paint.warning(full(`${word('lead', language)} ${word('no-lead', language)}`)));
  }
  for (const { label, names } of parts) {
    const indent = widthOf(label) + 1;
    wrapped(visible(names), Math.max(8, width - indent)).forEach((line, at) => {
      const text = full(`${at === 0 ? label : ' '.repeat(indent - 1)} ${line}`);
      lines.push(text.replace(label, () => paint.info(label)));
    });
  }
  return lines;
}

function measureLines(
  measure: Measure,
  { own }: ItemDuties,
  widths: Widths,
  { source }: Compiled,
  { language, colour }: TableLayout,
): string[] {
  const text = wrapped(visible(measure.text.replace(/\s*\n\s*/g, ' ')), widths.measure - 2);
  const shown = text.slice(0, LINES).map((line, at) => (at === 0 ? '· ' : '  ') + line);
  if (text.length > LINES) shown[LINES - 1] = fitted(`${shown[LINES - 1]}……`, widths.measure);
  for (const { label, names } of dutyParts(own.get(measure) ?? [], language)) {
    shown.push(...wrapped(`${label} ${visible(names)}`, widths.measure - 4).map((line) => `  → ${line}`));
  }
  const targets = measure.targets.flatMap((target) =>
    wrapped(visible(figureText(target, source.text)), widths.target),
  );
  const deadlines = [...new Set(measure.deadlines.map((deadline) => deadlineText(deadline, language)))];
  return Array.from({ length: Math.max(shown.length, targets.length, deadlines.length) }, (_, at) => {
    const line = padded(shown[at] ?? '', widths.measure);
    const target = padded(targets[at] ?? '', widths.target);
    const deadline = deadlines[at] ?? '';
    const amount = target.trim() === '' ? target : painted(colour).good(target);
    return [line, amount, deadline === '' ? '' : dim(deadline, colour)].join(GAP);
  });
}
