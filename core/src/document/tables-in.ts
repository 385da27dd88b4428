import type { Reading, Span } from '../base/index.ts';
import { trimmed } from '../base/index.ts';
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
}

function rowsOf(text: string, mark: string, taken: readonly Span[]): TableRegion[] {
  const tables: TableRegion[] = [];
  let rows: Row[] = [];
  let place = 0;
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
    const row = inside ? null : rowAt(text, at, end, mark);
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
  const first = text.indexOf(mark, span[0]);
  if (first < 0 || first >= span[1]) return null;
  if (mark === '|' && text[span[0]] !== '|') return null;
  if (mark === '\t' && HEAD_KEYS.test(text.slice(span[0], Math.min(span[1], span[0] + 20)))) return null;
  const cells: Span[] = [];
  let from = mark === '|' ? span[0] + 1 : span[0];
  for (let at = from; at < span[1]; at++) {
    if (text[at] !== mark || text[at - 1] === '\\') continue;
    cells.push(trimmed(text, [from, at]));
    from = at + 1;
  }
  if (mark === '\t' || from < span[1]) cells.push(trimmed(text, [from, span[1]]));
  const rule = mark === '|' && /^[|\s:：—-]+$/.test(text.slice(span[0], Math.min(span[1], span[0] + 400)));
  return cells.length >= 2 ? { span, cells, rule } : null;
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
  const cells: TableCell[] = filled.flatMap((row, index) =>
    row.cells.map(
      (span, column): TableCell => ({
        span,
        row: index,
        column,
        rowSpan: 1,
        columnSpan: 1,
        header: header && index === 0,
      }),
    ),
  );
  return { span: trimmed(text, [first.span[0], last.span[1]]), cells };
}
