import { type Sheet, type SheetRow, writeSheets } from './sheet.ts';

/** 明细表: a plain sheet with one row of headings, all cells text. */
export interface Grid {
  readonly name: string;
  readonly columns: readonly {
    readonly head: string;
    readonly width: number;
    readonly hidden?: boolean;
  }[];
  readonly rows: readonly (readonly string[])[];
}

/** Plain sheets as an .xlsx file: headings stay in sight and carry the filter; ids stand in hidden columns. */
export function writeGrids(grids: readonly Grid[], title: string): Promise<Uint8Array> {
  return writeSheets(grids.map(sheetOf), title);
}

function sheetOf({ name, columns, rows }: Grid): Sheet {
  const head: SheetRow = { height: 24, cells: columns.map(({ head: value }) => ({ value, style: 'head' })) };
  const body = rows.map(
    (row): SheetRow => ({
      height: 18,
      cells: row.map((value) => (value === '' ? null : { value, style: 'text' })),
    }),
  );
  return {
    name,
    widths: columns.map(({ width }) => width),
    hidden: columns.flatMap(({ hidden }, at) => (hidden ? at : [])),
    rows: [head, ...body],
    merges: [],
    frozen: { rows: 1, columns: 0 },
    filter: rows.length > 0 ? { row: 0, last: rows.length, columns: columns.length } : null,
    print: { paper: 'a4', repeated: [0, 0] },
  };
}
