import type { TableCell, TableRegion } from '@luodi/core/document';
import type { SourcePlace } from '@luodi/core/task';

/** A paragraph or a table, in reading order: what docx, html, pdf and ofd are first read into. */
export type Block = ParagraphBlock | TableBlock;

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  /** May hold line ends where the file breaks a line inside a paragraph. */
  readonly text: string;
  /** Automatic number that the program puts before the text, with the gap after it: `一、`, `1. `. */
  readonly label?: string;
  readonly page?: number;
  /** Running number in the file, from 1. */
  readonly paragraph?: number;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly cells: readonly CellBlock[];
}

export interface CellBlock {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly header: boolean;
  readonly blocks: readonly Block[];
}

export interface LaidOut {
  readonly text: string;
  readonly map: readonly SourcePlace[];
  readonly tables: readonly TableRegion[];
}

/**
 * The text of the blocks: each paragraph and each cell on its own line or lines, cells in reading order, an empty
 * cell an empty line; with the place of every paragraph and the regions of the tables (outer before inner).
 */
export function layOut(blocks: readonly Block[]): LaidOut {
  const lines: string[] = [];
  const map: SourcePlace[] = [];
  const tables: TableRegion[] = [];
  let length = 0;
  /** Returns the offset after the last line, without its line end. */
  const put = (line: string): number => {
    lines.push(line);
    length += line.length + 1;
    return length - 1;
  };
  const place = (inner: readonly Block[]): number => {
    let end = length;
    for (const block of inner) end = block.kind === 'paragraph' ? placeParagraph(block) : placeTable(block);
    return end;
  };
  const placeParagraph = ({ text, label = '', page, paragraph }: ParagraphBlock): number => {
    if (page !== undefined || paragraph !== undefined) {
      map.push({
        start: length,
        ...(page === undefined ? {} : { page }),
        ...(paragraph === undefined ? {} : { paragraph }),
      });
    }
    return put(label + text);
  };
  const placeTable = (table: TableBlock): number => {
    const start = length;
    const at = tables.length;
    tables.push({ span: [start, start], cells: [] });
    const cells: TableCell[] = [];
    let end = start;
    for (const { blocks: inner, ...cell } of table.cells) {
      const from = length;
      end = inner.length === 0 ? put('') : place(inner);
      cells.push({ span: [from, end], ...cell });
    }
    tables[at] = { span: [start, end], cells };
    return end;
  };
  place(blocks);
  return { text: lines.join('\n'), map, tables };
}

/** Whether nothing of the blocks can be seen. */
export function areBlank(blocks: readonly Block[]): boolean {
  return blocks.every((block) =>
    block.kind === 'paragraph'
      ? (block.label ?? '') === '' && block.text.trim() === ''
      : block.cells.every((cell) => areBlank(cell.blocks)),
  );
}
