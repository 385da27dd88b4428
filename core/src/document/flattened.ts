import { readChineseInteger, type Span, trimmed } from '../base/index.ts';
import { isColumnName } from './column.ts';
import type { TableCell, TableRegion } from './table.ts';

/*
 * 拍平的表格: copying a table out of a PDF or a web page often leaves one cell a line. The head is a run of short
 * lines that are names of columns, 序号 first; each row begins with its running number on a line of its own. Rows
 * keep their number of cells or the table is not read: a wrong column is worse than none.
 */

interface Line {
  readonly span: Span;
  readonly text: string;
}

const LONGEST_NAME = 12;
const NUMBER = /^\d{1,3}$/;

/** Tables of which only one cell a line is left. `text` is the reading's. */
export function flattenedTablesIn(text: string): TableRegion[] {
  if (!text.includes('序号') && !text.includes('序 号')) return [];
  const lines = linesOf(text);
  const tables: TableRegion[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!isFirstName(lines[at] as Line)) continue;
    const table = tableAt(lines, at);
    if (!table) continue;
    tables.push(table.region);
    at = table.next - 1;
  }
  return tables;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const span = trimmed(text, [start, end]);
    if (span[1] > span[0]) lines.push({ span, text: text.slice(span[0], Math.min(span[1], span[0] + 40)) });
    start = end + 1;
  }
  return lines;
}

function isFirstName({ text }: Line): boolean {
  return text.replace(/ /g, '') === '序号';
}

function tableAt(lines: readonly Line[], head: number): { region: TableRegion; next: number } | undefined {
  let end = head;
  while (end < lines.length && end - head < 12 && isName(lines[end] as Line)) end++;
  const width = end - head;
  // A row of numbers and one of groups is no ledger; the first row must begin at once or after a group line.
  if (width < 3) return undefined;
  const cells: TableCell[] = [];
  for (let column = 0; column < width; column++)
    cells.push(cellOf(lines[head + column] as Line, 0, column, true));
  let row = 1;
  let at = end;
  let expected = 1;
  let numbered = 0;
  let afterGroup = false;
  while (at < lines.length) {
    const line = lines[at] as Line;
    const number = numberOf(line);
    // Between group rows numbers may jump: a list that was cut before it was published.
    if (number === expected || (number > expected && afterGroup && number - expected < 50)) {
      const next = rowEnd(lines, at, width);
      if (next - at !== width) break;
      for (let column = 0; column < width; column++)
        cells.push(cellOf(lines[at + column] as Line, row, column, false));
      at = next;
      row++;
      expected = number + 1;
      numbered++;
      afterGroup = false;
    } else if (isGroup(line) && at + 1 < lines.length) {
      cells.push({ span: line.span, row, column: 0, rowSpan: 1, columnSpan: width, header: false });
      row++;
      at++;
      afterGroup = true;
    } else break;
  }
  if (numbered < 2) return undefined;
  const start = (lines[head] as Line).span[0];
  const last = (lines[at - 1] as Line).span[1];
  return { region: { span: [start, last], cells }, next: at };
}

function isName({ text }: Line): boolean {
  return text.length <= LONGEST_NAME && isColumnName(text);
}

/** `一、知识产权保护方面（共5项）` between rows. */
function isGroup({ text }: Line): boolean {
  const numeral = /^（?([一二三四五六七八九十]{1,3})[、）]/.exec(text);
  return numeral !== null && readChineseInteger(numeral[1] as string) !== null;
}

/** The running number that a line is; -1 for any other line. */
function numberOf({ text }: Line): number {
  return NUMBER.test(text) ? Number(text) : -1;
}

/** Where the row that begins at `at` ends: before the next number or group line, after its cells at the latest. */
function rowEnd(lines: readonly Line[], at: number, width: number): number {
  const last = Math.min(lines.length, at + width);
  let end = at + 1;
  while (
    end < last &&
    numberOf(lines[end] as Line) !== numberOf(lines[at] as Line) + 1 &&
    !isGroup(lines[end] as Line)
  )
    end++;
  return end;
}

function cellOf(line: Line, row: number, column: number, header: boolean): TableCell {
  return { span: line.span, row, column, rowSpan: 1, columnSpan: 1, header };
}
