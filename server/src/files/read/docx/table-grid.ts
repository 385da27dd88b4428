import type { Block, CellBlock, TableBlock } from '../blocks.ts';

/** A table while its rows are read: where each cell begins on the grid, and which cells go on downwards. */
export interface Grid {
  row: number;
  column: number;
  header: boolean;
  /** The row was struck out by a tracked change. */
  deleted: boolean;
  begun: boolean;
  readonly cells: { -readonly [key in keyof CellBlock]: CellBlock[key] }[];
  /** Column → the cell that a `w:vMerge` below continues, and the last row it reached. */
  readonly open: Map<number, { readonly cell: { rowSpan: number; readonly row: number }; lastRow: number }>;
}

/** What `w:tcPr` says of a cell. */
export interface GridCell {
  span: number;
  vertical: 'none' | 'restart' | 'continue';
  horizontal: 'none' | 'restart' | 'continue';
  deleted: boolean;
}

export function newGrid(): Grid {
  return { row: -1, column: 0, header: false, deleted: false, begun: false, cells: [], open: new Map() };
}

export function newGridCell(): GridCell {
  return { span: 1, vertical: 'none', horizontal: 'none', deleted: false };
}

/** A `w:tr` begins; it counts only once it has a cell that stands. */
export function beginRow(grid: Grid): void {
  grid.column = 0;
  grid.header = false;
  grid.deleted = false;
  grid.begun = false;
}

/** A `w:tc` begins. */
export function beginCell(grid: Grid): void {
  if (!grid.begun) {
    grid.begun = true;
    grid.row++;
  }
}

/** A `w:tc` ends: it takes its place, or lengthens the cell that it continues. */
export function endCell(
  grid: Grid,
  { span, vertical, horizontal, deleted }: GridCell,
  blocks: readonly Block[],
): void {
  if (deleted) return;
  const { row, column } = grid;
  const previous = grid.cells.at(-1);
  grid.column += span;
  if (horizontal === 'continue' && previous?.row === row) {
    previous.columnSpan += span;
    return;
  }
  const above = grid.open.get(column);
  if (vertical === 'continue' && above && above.lastRow === row - 1) {
    // Word shows nothing of a continued cell, so nothing of it is read.
    above.cell.rowSpan = row - above.cell.row + 1;
    above.lastRow = row;
    return;
  }
  const cell = { row, column, rowSpan: 1, columnSpan: span, header: grid.header, blocks };
  grid.cells.push(cell);
  if (vertical === 'none') grid.open.delete(column);
  else grid.open.set(column, { cell, lastRow: row });
}

/** The table, or nothing if all its rows were struck out. */
export function endGrid(grid: Grid): TableBlock | undefined {
  return grid.cells.length === 0 ? undefined : { kind: 'table', cells: grid.cells };
}
