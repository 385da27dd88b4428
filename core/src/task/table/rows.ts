import { type Span, trimmed } from '../../base/index.ts';
import { type ColumnUse, columnUse, type TableCell, type TableRegion } from '../../document/index.ts';

/** How the column of a cell binds the units in it; `listed` leaves the role to the order in the list. */
export type DutyUse = 'lead' | 'listed' | 'cooperate' | 'guide' | 'local';

/** What one row says of the work in it. */
export interface TableRow {
  /** The cells of the work. */
  readonly governs: Span;
  readonly duties: readonly { readonly said: DutyUse; readonly span: Span }[];
  readonly limits: readonly Span[];
  readonly targets: readonly Span[];
}

/** 表中的任务: one task of a table, with what its columns say. Spans count in the reading's text. */
export interface TableItem {
  /** The numeral of the group row above and the running number, as far as there are any. */
  readonly path: readonly string[];
  readonly title: Span;
  readonly span: Span;
  /** Cells that hold the work itself; where the table has no column of measures, the cell of the task. */
  readonly stretches: readonly Span[];
  readonly rows: readonly TableRow[];
}

interface Columns {
  readonly uses: readonly (ColumnUse | null)[];
  /** First row under the head. */
  readonly body: number;
}

/**
 * The tasks of a table whose head names a column of tasks (or measures) and one of units or limits; none where it
 * does not: a table of indicators, fees or contacts is no plan.
 */
export function itemsInTable(text: string, region: TableRegion): TableItem[] {
  const rows = rowsOf(region.cells);
  const columns = columnsOf(text, rows);
  if (!columns) return [];
  const items: Draft[] = [];
  let group: string | undefined;
  let lastTask: TableCell | undefined;
  for (let at = columns.body; at < rows.length; at++) {
    const cells = rows[at] as readonly TableCell[];
    const title = groupRow(text, cells, columns);
    if (title !== undefined) {
      group = title;
      continue;
    }
    const task = firstOf(cells, columns, ['task']) ?? firstOf(cells, columns, ['measure']);
    if (!task || isEmpty(text, task.span) || isSum(text, cells)) continue;
    if (task === lastTask) continueItem(items[items.length - 1] as Draft, text, cells, columns);
    else items.push(startItem(text, cells, task, columns, group));
    lastTask = task;
  }
  return items.map(finished);
}

/** Cells of each row, those that reach down from an earlier row included. */
function rowsOf(cells: readonly TableCell[]): TableCell[][] {
  const rows: TableCell[][] = [];
  for (const cell of cells) {
    const last = Math.min(cell.row + Math.max(1, cell.rowSpan), cell.row + 5000);
    for (let row = cell.row; row < last; row++) {
      while (rows.length <= row && rows.length < 100_000) rows.push([]);
      rows[row]?.push(cell);
    }
  }
  for (const row of rows) row.sort((one, other) => one.column - other.column);
  return rows;
}

function columnsOf(text: string, rows: readonly (readonly TableCell[])[]): Columns | undefined {
  for (let at = 0; at < Math.min(rows.length, 4); at++) {
    const uses: (ColumnUse | null)[] = [];
    // A second head row divides a column (责任单位 | 牵头 配合): the finer name counts.
    for (const cell of [...(rows[at] ?? []), ...subHead(text, rows, at)]) {
      const use = columnUse(text.slice(...cell.span));
      const reach = Math.min(cell.column + Math.max(1, cell.columnSpan), cell.column + 200);
      for (let column = cell.column; column < reach; column++) uses[column] = use ?? uses[column] ?? null;
    }
    if (!isLedger(uses)) continue;
    const body = at + (subHead(text, rows, at).length > 0 ? 2 : 1);
    const own = rows.slice(body);
    return { uses: finer(wordsApart(text, own, numbersApart(text, own, uses))), body };
  }
  return undefined;
}

/** A name that stands over the running numbers and the work alike (具体要求 | 1 | 公开…) names the work only. */
function numbersApart(
  text: string,
  body: readonly (readonly TableCell[])[],
  uses: readonly (ColumnUse | null)[],
): readonly (ColumnUse | null)[] {
  const column = uses.indexOf('task');
  if (column < 0 || !uses.includes('measure') || uses.includes('number')) return uses;
  const cells = body.flatMap((row) => row.filter((cell) => cell.column === column));
  const numbers = cells.length > 0 && cells.every(({ span }) => /^\s*\d{1,3}\s*$/.test(text.slice(...span)));
  return numbers ? uses.with(column, 'number') : uses;
}

/** 年度目标 over sentences (完成投资5亿元，年内通车) holds the measures; over figures alone, the figures. */
function wordsApart(
  text: string,
  body: readonly (readonly TableCell[])[],
  uses: readonly (ColumnUse | null)[],
): readonly (ColumnUse | null)[] {
  const column = uses.indexOf('target');
  if (column < 0 || !uses.includes('task') || uses.includes('measure')) return uses;
  const cells = body.flatMap((row) => row.filter((cell) => cell.column === column));
  const sentences = cells.filter(({ span }) => SENTENCE.test(text.slice(...span)));
  return sentences.length * 2 >= cells.length && cells.length > 0 ? uses.with(column, 'measure') : uses;
}

const SENTENCE =
  /[，；。]|^\s*(?:完成|建成|新建|改造|开工|新增|实现|启动|投入|出台|建立|培育|推进|引进|创建|实施|开展|制定|打造|竣工)/;

function subHead(text: string, rows: readonly (readonly TableCell[])[], at: number): readonly TableCell[] {
  const divided = (rows[at] ?? []).some(({ columnSpan }) => columnSpan > 1);
  const below = rows[at + 1] ?? [];
  const own = below.filter(({ row }) => row === at + 1);
  const named = own.filter(({ span }) => columnUse(text.slice(...span)) !== null);
  return divided && own.length > 0 && named.length === own.length ? own : [];
}

/** 工作任务 | 主要举措: where two columns can name the task, the later one holds what is to be done for it. */
function finer(uses: readonly (ColumnUse | null)[]): (ColumnUse | null)[] {
  const first = uses.indexOf('task');
  return uses.map((use, at) => (use === 'task' && at > first ? 'measure' : use));
}

const DUTY_USES: readonly ColumnUse[] = ['lead', 'listed', 'cooperate', 'guide'];

function isLedger(uses: readonly (ColumnUse | null)[]): boolean {
  const has = (use: ColumnUse) => uses.includes(use);
  const hasWork = has('task') || has('measure');
  return hasWork && (DUTY_USES.some(has) || (has('deadline') && (has('measure') || has('target'))));
}

/** A row that is one cell, or a numeral and one cell: the title of the rows under it. */
function groupRow(text: string, cells: readonly TableCell[], { uses }: Columns): string | undefined {
  const filled = cells.filter(({ span }) => !isEmpty(text, span));
  const [first] = filled;
  if (!first || filled.length > 1) return undefined;
  if (first.columnSpan < Math.max(2, uses.length - 1) && uses.length > 2 && cells.length > 1)
    return undefined;
  const written = text.slice(...first.span);
  return (
    /^(?:（?[一二三四五六七八九十]{1,3}[、）]|第[一二三四五六七八九十]+部分|\d+[.、])/
      .exec(written)?.[0]
      .replace(/[、.]$/, '') ?? ''
  );
}

/** 合计 and 小计 are no tasks. */
function isSum(text: string, cells: readonly TableCell[]): boolean {
  return cells.some(({ span }) => /^\s*(?:合|总|小)\s*计\s*$/.test(text.slice(...span)));
}

interface Draft {
  readonly path: readonly string[];
  readonly title: Span;
  start: number;
  end: number;
  readonly stretches: Span[];
  readonly rows: TableRow[];
}

function startItem(
  text: string,
  cells: readonly TableCell[],
  task: TableCell,
  columns: Columns,
  group: string | undefined,
): Draft {
  const number = firstOf(cells, columns, ['number']);
  const written = number ? text.slice(...trimmed(text, number.span)) : '';
  const draft: Draft = {
    path: [...(group ? [group] : []), ...(written ? [written] : [])],
    title: titleOf(text, task.span),
    start: task.span[0],
    end: task.span[1],
    stretches: [],
    rows: [],
  };
  continueItem(draft, text, cells, columns);
  return draft;
}

const DUTY_COLUMNS = ['lead', 'listed', 'cooperate', 'guide', 'local'] as const;

/** Takes in what one row says of the item. */
function continueItem(draft: Draft, text: string, cells: readonly TableCell[], columns: Columns): void {
  const of = (...uses: ColumnUse[]) =>
    cellsOf(text, cells, columns, uses).map(({ span }) => trimmed(text, span));
  const measures = of('measure');
  const stretches = measures.length > 0 ? measures : of('task');
  draft.stretches.push(...stretches.filter((span) => !draft.stretches.some((known) => known[0] === span[0])));
  const [first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last) return;
  draft.rows.push({
    governs: [Math.min(first[0], last[0]), Math.max(first[1], last[1])],
    duties: DUTY_COLUMNS.flatMap((said) => of(said).map((span) => ({ said, span }))),
    limits: of('deadline'),
    targets: of('target'),
  });
  for (const { span } of cells) {
    if (isEmpty(text, span)) continue;
    draft.start = Math.min(draft.start, span[0]);
    draft.end = Math.max(draft.end, span[1]);
  }
}

function finished({ start, end, ...item }: Draft): TableItem {
  return { ...item, span: [start, end] };
}

/** The words of a task cell up to the first 。, without numeral and line ends at either end. */
function titleOf(text: string, span: Span): Span {
  const [start, end] = trimmed(text, span);
  const cell = text.slice(start, end);
  const numeral = /^(?:（?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、.）]))\s*/.exec(cell)?.[0].length ?? 0;
  const stop = cell.search(/[。；\n]/);
  return trimmed(text, [start + numeral, stop > numeral ? start + stop : end]);
}

function firstOf(
  cells: readonly TableCell[],
  columns: Columns,
  uses: readonly ColumnUse[],
): TableCell | undefined {
  return cells.find(({ column }) => uses.includes(columns.uses[column] as ColumnUse));
}

function cellsOf(
  text: string,
  cells: readonly TableCell[],
  { uses }: Columns,
  wanted: readonly ColumnUse[],
): TableCell[] {
  return cells.filter(
    ({ column, span }) => wanted.includes(uses[column] as ColumnUse) && !isEmpty(text, span),
  );
}

function isEmpty(text: string, span: Span): boolean {
  const [start, end] = trimmed(text, span);
  return start === end || /^[-—/\\]+$/.test(text.slice(start, Math.min(end, start + 4)));
}
