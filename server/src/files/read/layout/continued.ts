import type { Block, CellBlock, ParagraphBlock, TableBlock } from '../blocks.ts';

/**
 * One table out of two that stand at the end of a page and at the beginning of the next with as many columns: a repeated head is
 * left out, a row that the page end cut in two (its first cell is empty below) is put together. `undefined` if they are not one.
 */
export function continued(above: TableBlock, below: TableBlock): TableBlock | undefined {
  if (widthOf(above) !== widthOf(below)) return undefined;
  const rows = heightOf(above);
  if (isSameRow(rowOf(above, 0), rowOf(below, 0))) return appended(above.cells, without(below, 1), rows);
  const first = rowOf(below, 0);
  const last = above.cells.filter((cell) => cell.row + cell.rowSpan === rows);
  const hasAbove = ({ column }: CellBlock) => last.some((cell) => cell.column === column);
  const isCut =
    first[0]?.blocks.length === 0 &&
    first.every((cell) => hasAbove(cell) && (cell.rowSpan === 1 || cell.blocks.length === 0));
  if (!isCut) return appended(above.cells, below.cells, rows);
  const whole = above.cells.map((cell) => {
    const rest = last.includes(cell) ? first.find(({ column }) => column === cell.column) : undefined;
    if (!rest) return cell;
    // An empty cell that reaches further down is the rest of a merged one.
    return { ...cell, rowSpan: cell.rowSpan + rest.rowSpan - 1, blocks: joined(cell.blocks, rest.blocks) };
  });
  return appended(whole, without(below, 1), rows);
}

function widthOf(table: TableBlock): number {
  return Math.max(...table.cells.map(({ column, columnSpan }) => column + columnSpan));
}

function heightOf(table: TableBlock): number {
  return Math.max(...table.cells.map(({ row, rowSpan }) => row + rowSpan));
}

function rowOf(table: TableBlock, row: number): readonly CellBlock[] {
  return table.cells.filter((cell) => cell.row === row);
}

function isSameRow(one: readonly CellBlock[], other: readonly CellBlock[]): boolean {
  const shown = (cells: readonly CellBlock[]) =>
    JSON.stringify(
      cells.map(({ column, columnSpan, rowSpan, blocks }) => [column, columnSpan, rowSpan, wordsOf(blocks)]),
    );
  return one.some(({ blocks }) => blocks.length > 0) && shown(one) === shown(other);
}

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.kind === 'paragraph' ? block.text : '')).join('');
}

/** The cells below the first `rows` rows, counted from 0 again. */
function without(table: TableBlock, rows: number): readonly CellBlock[] {
  return table.cells.filter(({ row }) => row >= rows).map((cell) => ({ ...cell, row: cell.row - rows }));
}

function appended(above: readonly CellBlock[], below: readonly CellBlock[], rows: number): TableBlock {
  return { kind: 'table', cells: [...above, ...below.map((cell) => ({ ...cell, row: cell.row + rows }))] };
}

/** Text that the page end cut: one paragraph unless it had come to its end. */
function joined(above: readonly Block[], below: readonly Block[]): readonly Block[] {
  const last = above.at(-1);
  const [first, ...rest] = below;
  if (last?.kind !== 'paragraph' || first?.kind !== 'paragraph' || /[。；！？]$/.test(last.text)) {
    return [...above, ...below];
  }
  const whole: ParagraphBlock = { ...last, text: last.text + first.text };
  return [...above.slice(0, -1), whole, ...rest];
}
