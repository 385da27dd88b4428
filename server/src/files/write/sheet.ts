import { type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { settled } from './package.ts';
import { visible } from './visible.ts';

/**
 * A worksheet as this program thinks of it; how it becomes a file stands below and nowhere else.
 */
export interface Sheet {
  readonly name: string;
  /** Widths of the columns, characters of the default font (a Chinese character is two). */
  readonly widths: readonly number[];
  /** Columns that are not shown, from 0. */
  readonly hidden?: readonly number[];
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  /** Rows at the top and columns at the left that stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** The row that carries the filter and the last row that it filters, from 0, and the columns of it. */
  readonly filter: { readonly row: number; readonly last: number; readonly columns: number } | null;
  readonly print: {
    readonly paper: 'a4' | 'a3';
    /** Upright; on its side where this is not said. */
    readonly upright?: boolean;
    /** All on one page, not only as wide as one. */
    readonly onePage?: boolean;
    /** Rows with which a page begins, from 0. */
    readonly breaks?: readonly number[];
    /** Rows that are printed at the top of each page, from 0, inclusive. */
    readonly repeated: readonly [first: number, last: number];
  };
}

export interface SheetRow {
  /** Points. */
  readonly height: number;
  readonly cells: readonly (SheetCell | null)[];
}

export interface SheetCell {
  readonly value: string | number;
  readonly style: StyleName;
  /** Shown beside the cell when it is pointed at. */
  readonly note?: string;
  /** At the top of the cell, not in its middle: for merged cells that go over to the next page. */
  readonly top?: boolean;
  /** Number format, for figures. */
  readonly format?: string;
}

/** A block of cells that is shown as its first one; rows and columns from 0, inclusive. */
export interface Merge {
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
}

export type StyleName =
  | 'title'
  | 'facts'
  | 'head'
  | 'upright'
  | 'text'
  | 'strong'
  | 'centre'
  | 'figure'
  | 'error'
  | 'warning'
  | 'info'
  | 'lead'
  | 'part';

const INK = '1F2329';
const LINE = { style: 'thin', color: { rgb: 'A6ADB8' } } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };

const SONG = (size: number, rest: CellStyle['font'] = {}) => ({
  name: '宋体',
  size,
  charset: 134,
  color: { rgb: INK },
  ...rest,
});
const HEI = (size: number, rest: CellStyle['font'] = {}) => SONG(size, { name: '黑体', ...rest });
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;
const at = (horizontal: 'left' | 'center' | 'right', vertical: 'top' | 'center' = 'center') => ({
  horizontal,
  vertical,
  wrapText: true,
});

/** Look of each kind of cell. Every severity is told by its word as well as by its colour. */
const STYLES: Readonly<Record<StyleName, CellStyle>> = {
  title: { font: SONG(18, { name: '方正小标宋简体', bold: true }), alignment: at('center') },
  facts: { font: SONG(10, { color: { rgb: '4E5969' } }), alignment: at('left') },
  head: { font: HEI(10.5), fill: fill('DCE6F1'), border: BOX, alignment: at('center') },
  upright: {
    font: HEI(9),
    fill: fill('DCE6F1'),
    border: BOX,
    alignment: { ...at('center', 'top'), textRotation: 255 },
  },
  text: { font: SONG(10), border: BOX, alignment: { ...at('left'), indent: 1 } },
  strong: { font: SONG(10, { bold: true }), border: BOX, alignment: { ...at('left'), indent: 1 } },
  centre: { font: SONG(10), border: BOX, alignment: at('center') },
  figure: { font: SONG(10), border: BOX, alignment: { ...at('right'), indent: 1 } },
  error: { font: SONG(10, { bold: true, color: { rgb: 'A8071A' } }), border: BOX, alignment: at('center') },
  warning: { font: SONG(10, { bold: true, color: { rgb: '874D00' } }), border: BOX, alignment: at('center') },
  info: { font: SONG(10, { color: { rgb: '0B4FB3' } }), border: BOX, alignment: at('center') },
  lead: { font: SONG(10, { bold: true }), fill: fill('FFF1D6'), border: BOX, alignment: at('center') },
  part: { font: SONG(10), border: BOX, alignment: at('center') },
};

/**
 * The sheets as an .xlsx file. Texts stay texts whatever they begin with; no cell is a formula. The same sheets
 * give the same bytes.
 */
export async function writeSheets(sheets: readonly Sheet[], title: string): Promise<Uint8Array> {
  const file = await writeXlsx({
    sheets: sheets.map(written),
    properties: { title: safe(title), creator: 'Luodi', created: EPOCH, modified: EPOCH },
    defaultFont: { name: '宋体', size: 10, charset: 134 },
  });
  return settled(file, (xml, part) => (part.endsWith('.vml') ? withRoom(xml) : xml));
}

/** Columns and rows that a note covers: a sentence of two hundred characters fits. */
const NOTE = { columns: 4, rows: 5 };

/** hucre draws every note two columns wide, too small for a sentence. An anchor is column, offset, row, offset, twice. */
function withRoom(vml: string): string {
  return vml.replace(/<x:Anchor>(\d+),(\d+),(\d+),(\d+),[^<]*</g, (_, left, x, top, y) => {
    const [right, bottom] = [Number(left) + NOTE.columns, Number(top) + NOTE.rows];
    return `<x:Anchor>${left},${x},${top},${y},${right},${x},${bottom},${y}<`;
  });
}

/** The time that files carry: none of their own, so that the same ledger is the same file. */
const EPOCH = new Date(Date.UTC(1980, 0, 1));

function written({ name, widths, hidden = [], rows, merges, frozen, filter, print }: Sheet): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  rows.forEach((row, y) => {
    row.cells.forEach((cell, x) => {
      if (!cell) return;
      const { value, note, format } = cell;
      const named = STYLES[cell.style];
      const style = cell.top
        ? { ...named, alignment: { ...named.alignment, vertical: 'top' as const } }
        : named;
      cells.set(`${y},${x}`, {
        value: typeof value === 'string' ? safe(value) : value,
        type: typeof value === 'string' ? 'string' : 'number',
        style: format === undefined ? style : { ...style, numFmt: format },
        ...(note !== undefined && { comment: { author: '原文', text: safe(note) } }),
      });
    });
  });
  const last = Math.max(rows.length, 1);
  const [firstTitle, lastTitle] = print.repeated;
  return {
    name,
    columns: widths.map((width, at) => ({ width, ...(hidden.includes(at) && { hidden: true }) })),
    rows: rows.map((row) =>
      row.cells.map((cell) => (typeof cell?.value === 'string' ? safe(cell.value) : (cell?.value ?? null))),
    ),
    cells,
    rowDefs: new Map(rows.map(({ height }, y) => [y, { height }])),
    merges: merges.map(({ rows: [startRow, endRow], columns: [startCol, endCol] }) => ({
      startRow,
      endRow,
      startCol,
      endCol,
    })),
    freezePane: { rows: frozen.rows, columns: frozen.columns },
    ...(filter && {
      autoFilter: { range: `A${filter.row + 1}:${columnName(filter.columns - 1)}${filter.last + 1}` },
    }),
    pageSetup: {
      paperSize: print.paper,
      orientation: print.upright ? 'portrait' : 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: print.onePage ? 1 : 0,
      horizontalCentered: true,
      margins: { top: 0.6, right: 0.45, bottom: 0.65, left: 0.45, header: 0.3, footer: 0.3 },
      printArea: `$A$1:$${columnName(widths.length - 1)}$${last}`,
      printTitlesRow: `$${firstTitle + 1}:$${lastTitle + 1}`,
    },
    ...(print.breaks && print.breaks.length > 0 && { rowBreaks: print.breaks.map((row) => row - 1) }),
    headerFooter: { oddFooter: '&C— &P —' },
    view: { showGridLines: false },
  };
}

/** A, B … Z, AA …: the name of a column from 0. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** Longest text of a cell (Excel's limit is 32 767). */
const CELL = 32_000;

/** Text that XML and Excel can hold: control characters as symbols, no half of a surrogate pair, `_x0041_` kept. */
function safe(text: string): string {
  const shown = visible(text.replace(/\r\n?/g, '\n'), 'lines').replace(
    /\p{Surrogate}|[\ufffe\uffff]/gu,
    '\ufffd',
  );
  const cut = shown.length > CELL ? `${shown.slice(0, CELL).replace(/[\ud800-\udbff]$/, '')}…` : shown;
  return cut.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
