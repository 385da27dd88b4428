import type { Reading, Span } from '../base/index.ts';
import { trimmed } from '../base/index.ts';
import { type ColumnUse, columnUse } from './column.ts';
import { HEAD_KEYS } from './furniture.ts';
import type { TableCell, TableRegion } from './table.ts';

/*
 * 文本表格: tables that plain text and markdown still show as such: rows between bars, and rows whose cells are
 * parted by tabs.
 */

/** Tables of the reading: those that the file gave (`given`, reading coordinates) and those that the text shows outside of them. */
export function tablesIn(reading: Reading, given: readonly TableRegion[] = []): TableRegion[] {
  const { text } = reading;
  const found: TableRegion[] = [...given];
  const taken = given.map((table) => table.span).sort((one, other) => one[0] - other[0]);
  if (text.includes('|')) found.push(...rowsOf(text, '|', taken));
  if (text.includes('\t')) found.push(...rowsOf(text, '\t', taken));
  return found.sort((one, other) => one.span[0] - other.span[0]);
}

interface Row {
  readonly span: Span;
  readonly cells: readonly Span[];
  /** `|---|---|` */
  readonly rule: boolean;
  /** `甲 | 乙 |`: bars behind the cells only, as web pages are turned into text; short rows are filled up at their end. */
  readonly open: boolean;
}

function rowsOf(text: string, mark: string, taken: readonly Span[]): TableRegion[] {
  const tables: TableRegion[] = [];
  let rows: Row[] = [];
  let place = 0;
  let next = -1;
  const close = () => {
    const table = tableOf(text, rows, mark);
    if (table) tables.push(table);
    rows = [];
  };
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    while (place < taken.length && (taken[place] as Span)[1] <= at) place++;
    const inside = place < taken.length && (taken[place] as Span)[0] < end;
    if (next < at) next = text.indexOf(mark, at);
    if (next < 0) next = text.length;
    const row = inside || next >= end ? null : rowAt(text, at, end, mark);
    if (row) rows.push(row);
    else if (
      rows.length > 0 &&
      (mark === '\t' || trimmed(text, [at, end])[0] < trimmed(text, [at, end])[1] || rows.length === 0)
    )
      close();
    at = end + 1;
  }
  close();
  return tables;
}

function rowAt(text: string, start: number, end: number, mark: string): Row | null {
  const span = mark === '|' ? trimmed(text, [start, end]) : ([start, end] as Span);
  const open = mark === '|' && text[span[0]] !== '|';
  if (open && text[span[1] - 1] !== '|') return null;
  if (mark === '\t' && HEAD_KEYS.test(text.slice(span[0], Math.min(span[1], span[0] + 20)))) return null;
  const cells: Span[] = [];
  let from = mark === '|' && !open ? span[0] + 1 : span[0];
  for (let at = from; at < span[1]; at++) {
    if (text[at] !== mark || text[at - 1] === '\\') continue;
    cells.push(trimmed(text, [from, at]));
    from = at + 1;
  }
  if (mark === '\t' || from < span[1]) cells.push(trimmed(text, [from, span[1]]));
  const rule = mark === '|' && /^[|\s:：—-]+$/.test(text.slice(span[0], Math.min(span[1], span[0] + 400)));
  return cells.length >= 2 ? { span, cells, rule, open } : null;
}

function tableOf(text: string, rows: readonly Row[], mark: string): TableRegion | null {
  const filled = rows.filter((row) => !row.rule);
  const first = rows[0];
  const last = rows[rows.length - 1];
  if (!first || !last || filled.length < 2) return null;
  const width = (filled[0] as Row).cells.length;
  // Tabs also indent: a table by tabs keeps its number of columns and has something in most cells.
  if (mark === '\t') {
    if (width < 3 && filled.some((row) => row.cells.length !== width)) return null;
    const even = filled.filter((row) => row.cells.length === width).length;
    if (even * 2 < filled.length) return null;
    const empty = filled.reduce((sum, row) => sum + row.cells.filter(([from, to]) => from === to).length, 0);
    if (empty * 2 > filled.reduce((sum, row) => sum + row.cells.length, 0)) return null;
  }
  const header = mark === '|' && rows[1]?.rule === true;
  const shift = shiftsOf(text, filled);
  const cells: TableCell[] = filled.flatMap((row, index) =>
    row.cells.slice(0, row.cells.length - (shift[index] ?? 0)).map(
      (span, column): TableCell => ({
        span,
        row: index,
        column: column + (shift[index] ?? 0),
        rowSpan: 1,
        columnSpan: 1,
        header: header && index === 0,
      }),
    ),
  );
  return { span: trimmed(text, [first.span[0], last.span[1]]), cells };
}

/**
 * By how many columns the cells of each open row stand too far left: where a cell reaches down over several rows, the
 * later ones lack it and are filled up at their end instead. Whether they do, or whether their last cells are merely
 * empty, is told by which cells then stand under the names of columns that they fit.
 */
function shiftsOf(text: string, rows: readonly Row[]): number[] {
  const head = rows[0];
  if (!head?.open || rows.some(({ open }) => !open)) return [];
  const words = ({ cells }: Row) => cells.map((span) => text.slice(...span));
  const names = words(head);
  const filler = columnUse(names[0] as string) === 'number' ? 0 : emptyAtEnd(names);
  const uses = [...new Array<null>(filler).fill(null), ...names.map(columnUse)];
  return rows.map((row, index) => {
    if (index === 0) return filler;
    const cells = words(row);
    const most = emptyAtEnd(cells);
    let best = 0;
    let fitting = -1;
    for (let shift = 0; shift <= Math.min(most, MOST_SHIFT); shift++) {
      const fits = cells.filter((cell, column) => FITS[uses[column + shift] ?? 'group']?.test(cell)).length;
      if (fits > fitting) [best, fitting] = [shift, fits];
    }
    return best;
  });
}

const MOST_SHIFT = 4;

/** What cells of a column look like. */
const FITS: Partial<Record<ColumnUse, RegExp>> = {
  number: /^\d{1,4}$/,
  measure: /[^\d]{8}/,
  deadline: /\d|[年月季]|持续|长期|常态/,
  lead: /(?:局|委|办|部|厅|院|会|社|处|科|室|中心|政府|单位|部门|集团|公司|银行|街道|镇|乡|区|县)$/,
  listed:
    /(?:局|委|办|部|厅|院|会|社|处|科|室|中心|政府|单位|部门|集团|公司|银行|街道|镇|乡|区|县|负责|落实|牵头|配合)$/,
};

function emptyAtEnd(cells: readonly string[]): number {
  return (
    cells.length -
    1 -
    Math.max(
      0,
      cells.findLastIndex((cell) => cell !== ''),
    )
  );
}
