import type { ReadLimits } from '../document.ts';
import { refuse } from '../refuse.ts';
import { readXml } from '../xml.ts';
import { openZip, type Zip } from '../zip.ts';
import { dayOfSerial, dayStyles } from './day.ts';

/**
 * What stands in a cell: text; a figure as the file writes it; a day (`2026-03-01`); the result of a formula; an error
 * of Excel; true or false. Nothing is ever computed.
 */
export type CellKind = 'text' | 'number' | 'day' | 'formula' | 'error' | 'truth';

/** 单元格: `column` from 0. Empty cells are left out. */
export interface ReadCell {
  readonly column: number;
  readonly kind: CellKind;
  readonly text: string;
}

/** A row with its number in the sheet, from 1. */
export interface ReadRow {
  readonly row: number;
  readonly cells: readonly ReadCell[];
}

/** 工作表: as the workbook has it, hidden ones too, in their order. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly ReadRow[];
}

/** What a workbook may have; more is refused before it takes memory. */
export const MOST = { sheets: 50, rows: 200_000, columns: 100, cells: 4_000_000 } as const;

const FORMAT = { format: 'xlsx' };
const NAMESPACES = {
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
};

/**
 * Reads the cells of a workbook (ECMA-376, part 1, clause 18), one part after the other, each part once. Styles,
 * pictures, macros and everything outside the file are left alone.
 * @throws {Refusal} `file/…`
 */
export function readSheets(bytes: Uint8Array, limits: ReadLimits): readonly ReadSheet[] {
  const zip = openZip(bytes, limits, FORMAT.format);
  const book = bookOf(zip);
  if (book.sheets.length === 0) refuse('file/corrupt', FORMAT);
  if (book.sheets.length > MOST.sheets)
    refuse('file/sheet-too-large', { cell: book.sheets[MOST.sheets]?.name ?? '' });
  const strings = stringsOf(zip, book.part('sharedStrings'));
  const styles = book.part('styles');
  const days = styles === null ? [] : dayStyles(partOf(zip, styles), NAMESPACES);
  const room = { cells: MOST.cells, text: limits.textBytes / 2 };
  return book.sheets.map(({ name, part }) => ({
    name,
    rows: rowsOf(partOf(zip, part), { strings, days, since1904: book.since1904, room }),
  }));
}

function partOf(zip: Zip, name: string): Uint8Array {
  return zip.read(name) ?? refuse('file/corrupt', FORMAT);
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly since1904: boolean;
  /** The part of this kind that the workbook points to. */
  readonly part: (kind: string) => string | null;
}

function bookOf(zip: Zip): Book {
  const root = targets(zip, '_rels/.rels', '').find(({ kind }) => kind === 'officeDocument');
  const path = root?.target ?? 'xl/workbook.xml';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = targets(zip, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const byId = new Map(relations.map((one) => [one.id, one]));
  const sheets: { name: string; part: string }[] = [];
  let since1904 = false;
  readXml(
    partOf(zip, path),
    NAMESPACES,
    {
      open(name, attributes) {
        if (name === 'workbookPr') since1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
        if (name !== 'sheet') return;
        const relation = byId.get(attributes['r:id'] ?? '');
        // Sheets of charts and macros hold no rows.
        if (relation?.kind === 'worksheet')
          sheets.push({ name: attributes.name ?? '', part: relation.target });
      },
    },
    FORMAT.format,
  );
  return { sheets, since1904, part: (kind) => relations.find((one) => one.kind === kind)?.target ?? null };
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

/** Where a part points to; what points outside the file is left out. */
function targets(zip: Zip, path: string, folder: string): readonly Relation[] {
  const bytes = zip.read(path);
  if (!bytes) return [];
  const found: Relation[] = [];
  readXml(
    bytes,
    {},
    {
      open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
        if (!name.endsWith('Relationship') || mode === 'External') return;
        const kind = type.slice(type.lastIndexOf('/') + 1);
        found.push({ id, kind, target: within(folder, target) });
      },
    },
    FORMAT.format,
  );
  return found;
}

function within(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

function stringsOf(zip: Zip, part: string | null): readonly string[] {
  if (part === null) return [];
  const strings: string[] = [];
  let text = '';
  let reading = false;
  let reads = 0;
  readXml(
    partOf(zip, part),
    NAMESPACES,
    {
      open(name) {
        if (name === 'si') text = '';
        if (name === 'rPh') reads++;
        reading = name === 't' && reads === 0;
      },
      text(more) {
        if (reading) text += more;
      },
      close(name) {
        if (name === 't') reading = false;
        // 拼音 above the characters is no part of the text.
        if (name === 'rPh') reads--;
        if (name === 'si') strings.push(unescaped(text));
      },
    },
    FORMAT.format,
  );
  return strings;
}

interface Around {
  readonly strings: readonly string[];
  /** Numbers of the cell styles that show a day. */
  readonly days: readonly boolean[];
  readonly since1904: boolean;
  /** What may still be read of all sheets together. */
  readonly room: { cells: number; text: number };
}

function rowsOf(bytes: Uint8Array, around: Around): readonly ReadRow[] {
  const rows: { row: number; cells: ReadCell[] }[] = [];
  const seen = new Set<number>();
  let row = 0;
  let column = -1;
  let type = '';
  let style = -1;
  let value = '';
  let formula = false;
  let into: 'v' | 't' | null = null;
  let cells: ReadCell[] = [];
  let columns = new Set<number>();
  readXml(
    bytes,
    NAMESPACES,
    {
      open(name, attributes) {
        if (name === 'row') {
          row = attributes.r === undefined ? row + 1 : whole(attributes.r);
          if (row < 1 || row > MOST.rows) refuse('file/sheet-too-large', { cell: `A${row}` });
          if (seen.has(row)) refuse('file/corrupt', FORMAT);
          seen.add(row);
          cells = [];
          columns = new Set();
          column = -1;
          rows.push({ row, cells });
        } else if (name === 'c') {
          const at = attributes.r;
          column = at === undefined ? column + 1 : columnOf(at, row);
          if (column >= MOST.columns) refuse('file/sheet-too-large', { cell: at ?? cellName(column, row) });
          if (columns.has(column) || row === 0) refuse('file/corrupt', FORMAT);
          columns.add(column);
          [type, style, value, formula] = [attributes.t ?? 'n', whole(attributes.s ?? '-1'), '', false];
        } else if (name === 'f') formula = true;
        else if (name === 'v') into = 'v';
        else if (name === 't' && type === 'inlineStr') into = 't';
      },
      text(more) {
        if (into !== null) value += more;
      },
      close(name) {
        if (name === into) into = null;
        if (name !== 'c') return;
        const cell = cellOf(around, { column, type, style, value, formula });
        if (cell === null) return;
        around.room.cells--;
        around.room.text -= cell.text.length;
        if (around.room.cells < 0) refuse('file/sheet-too-large', { cell: cellName(column, row) });
        if (around.room.text < 0) refuse('file/too-much-text', { megabytes: 64 });
        cells.push(cell);
      },
    },
    FORMAT.format,
  );
  return rows
    .filter((one) => one.cells.length > 0)
    .sort((one, other) => one.row - other.row)
    .map((one) => ({ row: one.row, cells: one.cells.sort((a, b) => a.column - b.column) }));
}

function cellOf(
  { strings, days, since1904 }: Around,
  cell: { column: number; type: string; style: number; value: string; formula: boolean },
): ReadCell | null {
  const { column, type, style, value, formula } = cell;
  const as = (kind: CellKind, text: string) => ({
    column,
    kind: formula ? ('formula' as const) : kind,
    text,
  });
  if (value === '' && !formula) return null;
  switch (type) {
    case 's': {
      const text = strings[whole(value)];
      if (text === undefined) return refuse('file/corrupt', FORMAT);
      return text === '' && !formula ? null : as('text', text);
    }
    case 'inlineStr':
    case 'str':
      return as('text', unescaped(value));
    case 'b':
      return as('truth', value === '1' ? 'TRUE' : 'FALSE');
    case 'e':
      return as('error', value);
    case 'd':
      return as('day', value.slice(0, 10));
    default: {
      const day = days[style] ? dayOfSerial(value, since1904) : null;
      return day === null ? as('number', value.trim()) : as('day', day);
    }
  }
}

function whole(text: string): number {
  return /^-?\d{1,7}$/.test(text) ? Number(text) : refuse('file/corrupt', FORMAT);
}

/** Column of `B7`, which has to stand in its row. */
function columnOf(at: string, row: number): number {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(at) ?? [];
  if (letters === '' || Number(digits) !== row) return refuse('file/corrupt', FORMAT);
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `B7` */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/** `_x000D_` as Excel writes what XML cannot hold. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}
