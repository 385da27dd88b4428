import type { Compiled, DutyRole, Target } from '@luodi/core/task';
import { listed, namesOf } from '../duties-of.ts';
import { deadlineLabel, type Say } from '../label.ts';
import {
  isGoal,
  type LedgerRow,
  ledgerRows,
  magnitude,
  numberText,
  oneLine,
  SIGNS,
  sentenceAround,
  titleText,
} from '../ledger.ts';
import type { Merge, Sheet, SheetCell, SheetRow } from '../sheet.ts';
import { cell, headRows, heightOf, pageHeight, paperFor } from './layout.ts';

/** Column of the ledger: its heading, its width in characters, and its cell in a row. */
interface Column {
  readonly label: Parameters<Say>[0];
  readonly width: number;
  readonly cell: (row: LedgerRow, compiled: Compiled, say: Say) => SheetCell;
  /** Shown once for the item: always, or where all its rows say the same. */
  readonly merged?: 'item' | 'alike';
}

const duty = (role: DutyRole, label: Column['label'], width: number): Column => ({
  label,
  width,
  cell: ({ duties }) => cell(listed(namesOf(duties, role))),
  merged: 'alike',
});

const lines = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '').join('\n');

const COLUMNS: readonly Column[] = [
  {
    label: 'no',
    width: 6,
    cell: ({ item }) => cell(isGoal(item) ? numberText(item) : item.no, 'centre'),
    merged: 'item',
  },
  {
    label: 'task',
    width: 22,
    cell: ({ item }, _, say) => cell(lines([item.path.join(''), titleText(item, say.language)]), 'strong'),
    merged: 'item',
  },
  {
    label: 'measure',
    width: 46,
    cell: ({ measure, item }, { source }, say) => {
      if (!measure) return cell(say('no-measure'));
      const note = sentenceAround(source.text, measure.span) || item.title;
      return { value: oneLine(measure.text), style: 'text', note };
    },
  },
  {
    label: 'target-value',
    width: 15,
    cell: ({ measure }, { source }) => figures(measure?.targets ?? [], source.text),
  },
  {
    label: 'target-unit',
    width: 9,
    cell: ({ measure }, { source }) => {
      const units = (measure?.targets ?? []).map(
        (target) => `${magnitude(target, source.text).multiplier}${target.unit ?? ''}` || '—',
      );
      return cell(units.join('\n'), 'centre');
    },
  },
  {
    label: 'deadline',
    width: 13,
    cell: ({ measure }, _, say) =>
      cell(lines((measure?.deadlines ?? []).map((deadline) => deadlineLabel(deadline, say))), 'centre'),
  },
  {
    label: 'deliverable',
    width: 20,
    cell: ({ measure }) => cell(lines((measure?.deliverables ?? []).map(({ title }) => oneLine(title)))),
  },
  duty('lead', 'lead', 19),
  duty('responsible', 'responsible', 28),
  duty('cooperate', 'cooperate', 16),
  duty('guide', 'guide', 16),
  duty('local', 'local', 18),
  { label: 'basis', width: 11, cell: ({ line }, _, say) => cell(say('source-line', { line }), 'centre') },
];

/** Columns that are left out where no row has anything in them. */
const OPTIONAL: readonly Column['label'][] = ['cooperate', 'guide', 'local', 'deliverable'];

/** Sheet 1, 任务分解表: a row for each measure, what belongs to the task in merged cells. */
export function ledgerSheet(compiled: Compiled, say: Say): Sheet {
  const rows = ledgerRows(compiled);
  const full = rows.map((row) => COLUMNS.map((column) => column.cell(row, compiled, say)));
  const kept = COLUMNS.map(
    ({ label }, x) => !OPTIONAL.includes(label) || full.some((cells) => cells[x]?.value !== ''),
  );
  const columns = COLUMNS.filter((_, x) => kept[x]);
  const cells = full.map((row) => row.filter((_, x) => kept[x]));
  const widths = columns.map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const top: SheetRow[] = [
    ...headRows(compiled, 'ledger-title', total, say),
    { height: HEAD, cells: columns.map(({ label }) => cell(say(label), 'head')) },
  ];
  const first = top.length;
  const heights = heightsOf(rows, cells, columns);
  const paper = paperFor(widths);
  const above = top.reduce((sum, row) => sum + row.height, 0);
  const pages = pagesOf(rows, heights, { above, head: HEAD, room: pageHeight(paper, widths) });
  const marked = cells.some((row) => row.some(({ value }) => /\d\*/.test(String(value))));
  return {
    name: say('ledger'),
    widths,
    rows: [
      ...top,
      ...cells.map(
        (row, y): SheetRow => ({
          cells: pages.long.has(rows[y]?.item.no ?? 0)
            ? row.map((one, x) => (columns[x]?.merged ? { ...one, top: true } : one))
            : row,
          height: heights[y] as number,
        }),
      ),
      ...(marked ? [{ height: 20, cells: [cell(`* ${say('inferred-note')}`, 'facts')] }] : []),
    ],
    merges: [
      ...[0, 1].map((y): Merge => ({ rows: [y, y], columns: [0, columns.length - 1] })),
      ...merges(rows, cells, columns, first),
      ...(marked
        ? [{ rows: [first + cells.length, first + cells.length], columns: [0, columns.length - 1] } as const]
        : []),
    ],
    frozen: { rows: first, columns: 2 },
    filter: { row: first - 1, columns: columns.length, last: first + cells.length - 1 },
    print: { paper, breaks: pages.breaks.map((y) => first + y), repeated: [first - 1, first - 1] },
  };
}

/** Height of the head of the table, points. */
const HEAD = 30;

/** Pages that part no task, unless it is longer than a page; those that are. */
function pagesOf(
  rows: readonly LedgerRow[],
  heights: readonly number[],
  { above, head, room }: { readonly above: number; readonly head: number; readonly room: number },
): { readonly breaks: number[]; readonly long: ReadonlySet<number> } {
  const breaks: number[] = [];
  const long = new Set<number>();
  let used = above;
  rows.forEach(({ rows: count, item }, start) => {
    if (count === 0) return;
    const height = heights.slice(start, start + count).reduce((sum, one) => sum + one, 0);
    if (height > room - head) long.add(item.no);
    // A page that would stay more than half empty is not left.
    if (used + height > room && used > room / 2) {
      breaks.push(start);
      used = head;
    }
    used += height;
    while (used > room) used = used - room + head;
  });
  return { breaks, long };
}

/** Row heights: each row holds its own cells, and the rows of an item together hold what is merged. */
function heightsOf(
  rows: readonly LedgerRow[],
  cells: readonly (readonly SheetCell[])[],
  columns: readonly Column[],
): number[] {
  const heights: number[] = cells.map(() => 0);
  const need = (y: number, x: number) => heightOf(cells[y]?.[x]?.value ?? '', columns[x]?.width ?? 10);
  rows.forEach(({ rows: count }, start) => {
    if (count === 0) return;
    const merged = columns.map((column, x) => isMerged(column, x, start, count, cells));
    let sum = 0;
    for (let y = start; y < start + count; y++) {
      const own = columns.flatMap((_, x) => (merged[x] && count > 1 ? [] : [need(y, x)]));
      heights[y] = Math.max(20, ...own);
      sum += heights[y] as number;
    }
    const whole = Math.max(...columns.flatMap((_, x) => (merged[x] ? [need(start, x)] : [])), 0);
    const more = (whole - sum) / count;
    if (more > 0) for (let y = start; y < start + count; y++) heights[y] = (heights[y] as number) + more;
  });
  return heights;
}

function merges(
  rows: readonly LedgerRow[],
  cells: readonly (readonly SheetCell[])[],
  columns: readonly Column[],
  first: number,
): Merge[] {
  return rows.flatMap(({ rows: count }, start) => {
    if (count < 2) return [];
    return columns.flatMap((column, x): Merge[] =>
      isMerged(column, x, start, count, cells)
        ? [{ rows: [first + start, first + start + count - 1], columns: [x, x] }]
        : [],
    );
  });
}

function isMerged(
  { merged }: Column,
  x: number,
  start: number,
  count: number,
  cells: readonly (readonly SheetCell[])[],
): boolean {
  if (merged !== 'alike') return merged === 'item';
  const value = cells[start]?.[x]?.value;
  for (let y = start + 1; y < start + count; y++) if (cells[y]?.[x]?.value !== value) return false;
  return true;
}

/** One figure as a number, its comparator in its format; several as lines, each with what is counted. */
function figures(targets: readonly Target[], text: string): SheetCell {
  const [only, ...others] = targets;
  if (!only) return cell('', 'figure');
  if (others.length === 0) {
    const { comparator, per } = only;
    const { value } = magnitude(only, text);
    if (value !== undefined && per === null && /^\d{1,13}(\.\d{1,6})?$/.test(value) && value.length <= 15) {
      const places = value.split('.')[1]?.length ?? 0;
      const format = `${SIGNS[comparator] ? `"${SIGNS[comparator]}"` : ''}#,##0${places > 0 ? `.${'0'.repeat(places)}` : ''}`;
      return { value: Number(value), style: 'figure', format };
    }
    return cell([per, magnitude(only, text).figure].filter(Boolean).join(' '), 'figure');
  }
  const described = targets.map((target) =>
    [oneLine(target.subject), target.per, magnitude(target, text).figure].filter(Boolean).join(' '),
  );
  return cell(described.join('\n'), 'text');
}
