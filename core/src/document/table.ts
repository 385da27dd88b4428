import type { Span } from '../base/index.ts';

/** One cell of a table. Merged cells are one cell with the rows and columns that it covers. */
export interface TableCell {
  /** The characters of the cell, its line ends inside; empty for an empty cell. */
  readonly span: Span;
  /** Row and column of its upper left corner, from 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** The file itself calls it a heading of its column or row. */
  readonly header: boolean;
}

/** 表格: a table as the file has it. Cells stand in reading order; a table inside a cell is a region of its own. */
export interface TableRegion {
  readonly span: Span;
  readonly cells: readonly TableCell[];
}
