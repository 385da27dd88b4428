import { localDate, type Parameters } from '@luodi/core/base';
import { type DirectoryCode, type PersonCode, type ScopeCode, sentence } from '@luodi/core/message';
import { cellName, type ReadCell, type ReadRow, type ReadSheet } from '../../../files/read/index.ts';
import { type Column, columnsOf, type FieldOf, SHEET_KEYS, SHEETS, type SheetKey } from './columns.ts';

/** 问题: what is wrong with a row, and in which cell. In Chinese; doors say it in other languages. */
export interface Fault {
  readonly sheet: string;
  readonly row: number;
  /** `B7`; the first cell of the row where it is the whole row. */
  readonly cell: string;
  readonly code: FaultCode;
  readonly parameters: Parameters;
  readonly sentence: string;
}

export type FaultCode = DirectoryCode | PersonCode | ScopeCode;

/** A row as somebody sends it. Fields whose column is not in the file are left out. */
export interface SentRow<S extends SheetKey = SheetKey> {
  readonly sheet: S;
  readonly row: number;
  readonly fields: Readonly<Partial<Record<FieldOf<S>, string>>>;
  /** The cell of each field. */
  readonly cells: Readonly<Partial<Record<FieldOf<S>, string>>>;
}

export type SentBook = { readonly [S in SheetKey]: readonly SentRow<S>[] };

/** A workbook in the words of the directory, and what cannot be understood in it. */
export interface Parsed {
  readonly book: SentBook;
  readonly faults: readonly Fault[];
}

export function fault(
  { sheet, row, cell }: Pick<Fault, 'sheet' | 'row' | 'cell'>,
  code: FaultCode,
  parameters: Parameters = {},
): Fault {
  return { sheet, row, cell, code, parameters, sentence: sentence(code, parameters) };
}

/** Rows that are read of a file; many faults say no more than some. */
export const MOST_FAULTS = 200;

/**
 * Finds the sheets of the directory in a workbook by their names and columns by their headings, in whatever order.
 * Sheets of other names are left alone; nothing that is computed or is no text, code or day is taken.
 */
export function parsed(sheets: readonly ReadSheet[]): Parsed {
  const faults: Fault[] = [];
  const rowsOf = <S extends SheetKey>(key: S): readonly SentRow<S>[] => {
    const sheet = sheets.find(({ name }) => name.trim() === SHEETS[key].name);
    return sheet ? rowsIn(key, sheet, faults) : [];
  };
  const book: SentBook = {
    regions: rowsOf('regions'),
    units: rowsOf('units'),
    posts: rowsOf('posts'),
    appointments: rowsOf('appointments'),
  };
  const names = SHEET_KEYS.map((key) => SHEETS[key].name);
  if (!sheets.some(({ name }) => names.includes(name.trim() as never))) {
    const at = { sheet: sheets[0]?.name ?? '', row: 1, cell: 'A1' };
    faults.push(fault(at, 'directory/no-sheet', { sheets: names.join('、') }));
  }
  return { book, faults };
}

function rowsIn<S extends SheetKey>(key: S, { name, rows }: ReadSheet, faults: Fault[]): SentRow<S>[] {
  const [head, ...body] = rows;
  if (!head) return [];
  const columns = headings(key, name, head, faults);
  return body.flatMap((row): SentRow<S>[] => {
    const fields: Record<string, string> = {};
    const cells: Record<string, string> = {};
    const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
    for (const [at, [field, column]] of columns) {
      const where = { sheet: name, row: row.row, cell: cellName(at, row.row) };
      cells[field] = where.cell;
      const cell = byColumn.get(at);
      const text = cell
        ? textIn(cell, column, (code, parameters) => faults.push(fault(where, code, parameters)))
        : '';
      if (text === null) return [];
      fields[field] = text;
    }
    for (const cell of row.cells)
      if (!columns.has(cell.column) && cell.text.trim() !== '')
        faults.push(
          fault(
            { sheet: name, row: row.row, cell: cellName(cell.column, row.row) },
            'directory/cell-outside',
          ),
        );
    return Object.values(fields).every((text) => text === '')
      ? []
      : [{ sheet: key, row: row.row, fields, cells } as never];
  });
}

/** Which column holds which field. */
function headings(
  key: SheetKey,
  sheet: string,
  { row, cells }: ReadRow,
  faults: Fault[],
): ReadonlyMap<number, readonly [field: string, column: Column]> {
  const known = columnsOf(key);
  const columns = new Map<number, readonly [string, Column]>();
  for (const cell of cells) {
    const head = cell.text.trim();
    if (head === '') continue;
    const where = { sheet, row, cell: cellName(cell.column, row) };
    const found = known.find(([, column]) => column.head === head);
    const again = [...columns.values()].some(([field]) => field === found?.[0]);
    if (!found || cell.kind !== 'text') faults.push(fault(where, 'directory/unknown-column', { head }));
    else if (again) faults.push(fault(where, 'directory/column-twice', { head }));
    else columns.set(cell.column, found);
  }
  const [first] = known[0] ?? [''];
  const missing = known.filter(
    ([field, column]) => field === first && ![...columns.values()].some(([one]) => one === field) && column,
  );
  for (const [, { head }] of missing)
    faults.push(fault({ sheet, row, cell: cellName(0, row) }, 'directory/column-missing', { head }));
  return columns;
}

/** What a cell says in its column; null where it says nothing that can be taken. */
function textIn(
  { kind, text }: ReadCell,
  column: Column,
  wrong: (code: DirectoryCode, parameters?: Parameters) => void,
): string | null {
  const shown = text.trim();
  const refuse = (code: DirectoryCode, parameters: Parameters = {}): null => {
    wrong(code, parameters);
    return null;
  };
  if (kind === 'formula') return refuse('directory/cell-formula');
  if (kind === 'error' || kind === 'truth') return refuse('directory/cell-kind', { text: shown });
  if (shown === '') return '';
  if (column.kind === 'day') {
    const day = kind === 'day' ? shown : kind === 'text' ? dayIn(shown) : null;
    return day ?? refuse('directory/no-day', { day: shown.slice(0, 40) });
  }
  if (kind === 'day') return refuse('directory/cell-kind', { text: shown });
  // Codes are figures to a spreadsheet; names are not.
  if (kind === 'number' && !(column.kind === 'id' && /^\d{1,15}$/.test(shown)))
    return refuse('directory/cell-kind', { text: shown.slice(0, 40) });
  return shown;
}

/** 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日 */
function dayIn(text: string): string | null {
  const match = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(text);
  return match && localDate(Number(match[1]), Number(match[2]), Number(match[3]));
}
