import { readChineseInteger, type Span, trimmed } from '../base/index.ts';
import { columnUse, isColumnName } from './column.ts';
import type { TableCell, TableRegion } from './table.ts';

/*
 * 拍平的表格: copying a table out of a PDF or a web page often leaves one cell a line, some with the bar that stood
 * behind it. The head is a run of short lines that are names of columns, 序号 first, a name broken over up to three
 * lines; each row begins with its running number on a line of its own. Rows keep their number of cells, or it is
 * plain which of them was broken, or the table is not read: a wrong column is worse than none.
 */

interface Line {
  readonly span: Span;
  readonly text: string;
}

const LONGEST_NAME = 12;
const MOST_NAMES = 12;
/** More lines than this beyond its cells, and a row is not put together. */
const MOST_BREAKS = 6;
/** A cell of measures is longer than names, dates and sums. */
const SHORTEST_MEASURE = 16;
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
    const span = withoutBars(text, trimmed(text, [start, end]));
    if (span[1] > span[0]) lines.push({ span, text: text.slice(span[0], Math.min(span[1], span[0] + 40)) });
    start = end + 1;
  }
  return lines;
}

function withoutBars(text: string, [start, end]: Span): Span {
  let to = end;
  while (to > start && (text[to - 1] === '|' || text[to - 1] === ' ')) to--;
  return [start, to];
}

function isFirstName({ text }: Line): boolean {
  return text.replace(/ /g, '') === '序号';
}

function tableAt(lines: readonly Line[], head: number): { region: TableRegion; next: number } | undefined {
  const { names, end } = namesFrom(lines, head);
  const width = names.length;
  // A row of numbers and one of groups is no ledger; the first row must begin at once or after a group line.
  if (width < 3) return undefined;
  const cells: TableCell[] = names.map((name, column) => cellOf(name, 0, column, true));
  const measure = names.findIndex(({ text }) => columnUse(text) === 'measure');
  let row = 1;
  let at = end;
  let expected = 0;
  let numbered = 0;
  let afterGroup = true;
  while (at < lines.length) {
    const line = lines[at] as Line;
    const number = numberOf(line);
    // Between group rows numbers may jump: a list that was cut before it was published.
    if (
      number === expected ||
      (number > expected && afterGroup && (expected === 0 || number - expected < 50))
    ) {
      const next = rowEnd(lines, at, width);
      const inRow = rowCells(lines.slice(at, next), width, measure);
      if (!inRow) break;
      for (const [column, cell] of inRow.entries()) cells.push(cellOf(cell, row, column, false));
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

/** The names of the columns, each of as many lines as make the longest name. */
function namesFrom(lines: readonly Line[], head: number): { names: Line[]; end: number } {
  const names: Line[] = [];
  let at = head;
  while (at < lines.length && names.length < MOST_NAMES) {
    const name = [3, 2, 1].map((count) => joinedLine(lines.slice(at, at + count), count)).find(isNameLine);
    if (!name) break;
    at += name.count;
    // 总投资 / （万元）
    const unit = lines[at];
    const inUnit = unit !== undefined && /^（[^（）]{1,8}）$/.test(unit.text);
    names.push(inUnit ? { ...name.line, span: [name.line.span[0], (unit as Line).span[1]] } : name.line);
    if (inUnit) at++;
  }
  return { names, end: at };
}

interface Joined {
  readonly line: Line;
  readonly count: number;
}

function joinedLine(parts: readonly Line[], count: number): Joined | undefined {
  const first = parts[0];
  const last = parts[count - 1];
  // 责任 / 单位 are one name; 目标 / 任务 are two.
  if (first && isName(first) && parts.some((part) => part !== first && isName(part))) return undefined;
  if (!first || !last || parts.some(({ text }) => numberOf({ text, span: first.span }) >= 0))
    return undefined;
  return {
    line: { span: [first.span[0], last.span[1]], text: parts.map(({ text }) => text).join('') },
    count,
  };
}

function isNameLine(joined: Joined | undefined): joined is Joined {
  return joined !== undefined && isName(joined.line);
}

/**
 * The cells of a row. Lines too many are of one broken cell: with the longest line under the column of measures and
 * the right number of cells behind it, what stands before it is the one cell before; else the row cannot be read.
 */
function rowCells(lines: readonly Line[], width: number, measure: number): readonly Line[] | undefined {
  if (lines.length === width) return lines;
  if (lines.length < width || measure < 1) return undefined;
  let longest = 1;
  for (let at = 2; at < lines.length; at++)
    if (lengthOf(lines[at] as Line) > lengthOf(lines[longest] as Line)) longest = at;
  if (lengthOf(lines[longest] as Line) < SHORTEST_MEASURE) return undefined;
  const behind = width - measure - 1;
  if (lines.length - longest - 1 !== behind || measure > 2) return undefined;
  const first = lines[1] as Line;
  const before = (lines[measure === 2 ? longest - 1 : longest] as Line).span[1];
  const broken: Line = { span: [first.span[0], before], text: '' };
  return [
    lines[0] as Line,
    broken,
    ...(measure === 2 ? [lines[longest] as Line] : []),
    ...lines.slice(longest + 1),
  ];
}

function lengthOf({ span }: Line): number {
  return span[1] - span[0];
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

/** Where the row that begins at `at` ends: before the next number or group line, after its cells if none is near. */
function rowEnd(lines: readonly Line[], at: number, width: number): number {
  const isNext = (end: number) =>
    numberOf(lines[end] as Line) === numberOf(lines[at] as Line) + 1 || isGroup(lines[end] as Line);
  const last = Math.min(lines.length, at + width);
  for (let end = at + 1; end < last; end++) if (isNext(end)) return end;
  for (let end = last; end < Math.min(lines.length, last + MOST_BREAKS); end++) if (isNext(end)) return end;
  return last;
}

function cellOf(line: Line, row: number, column: number, header: boolean): TableCell {
  return { span: line.span, row, column, rowSpan: 1, columnSpan: 1, header };
}
