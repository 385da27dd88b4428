import type { Block, CellBlock, TableBlock } from '../blocks.ts';
import { formatNumber } from '../docx/number-format.ts';
import { isFurniture } from './body.ts';
import {
  attributeOf,
  childrenOf,
  type Element,
  elementsOf,
  isDropped,
  isElement,
  type Node,
} from './tree.ts';

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption'
  ).split(' '),
);

/** Paragraphs and tables under an element, as a reader sees them; one line each, `<br>` and blocks break lines. */
export function blocksUnder(root: Element): readonly Block[] {
  const blocks: Block[] = [];
  let line = '';
  let label = '';
  const end = () => {
    const text = line.replace(/^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$/g, '');
    if (text !== '') blocks.push({ kind: 'paragraph', text, ...(label === '' ? {} : { label }) });
    if (text !== '') label = '';
    line = '';
  };
  const walk = (node: Node, verbatim: boolean) => {
    if (node.nodeName === '#text' && 'value' in node) {
      if (!verbatim) line += node.value.replace(/[ \t\r\n\f]+/g, ' ');
      else {
        const [first = '', ...others] = node.value.split('\n');
        line += first;
        for (const other of others) {
          end();
          line += other;
        }
      }
      return;
    }
    if (!isElement(node) || isDropped(node)) return;
    const { tagName } = node;
    if (tagName === 'br') {
      end();
      return;
    }
    if (!BLOCKS.has(tagName)) {
      for (const child of childrenOf(node)) walk(child, verbatim);
      return;
    }
    end();
    if (isFurniture(node)) return;
    if (tagName === 'table' && isTable(node)) {
      const table = tableOf(node);
      if (table) blocks.push(table);
      return;
    }
    if (tagName === 'li') label = listLabel(node);
    for (const child of childrenOf(node)) walk(child, verbatim || tagName === 'pre');
    end();
    if (tagName === 'li') label = '';
  };
  for (const child of childrenOf(root)) walk(child, false);
  end();
  return blocks;
}

const LIST_FORMATS: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** The number that a browser shows before an item of an ordered list. */
function listLabel(item: Element): string {
  const list = item.parentNode;
  if (!list || !isElement(list as Node) || (list as Element).tagName !== 'ol') return '';
  const owner = list as Element;
  const style = `${attributeOf(owner, 'style') ?? ''};${attributeOf(item, 'style') ?? ''}`;
  if (/list-style(?:-type)?\s*:[^;]*none/i.test(style)) return '';
  let number = whole(attributeOf(owner, 'start')) ?? 1;
  for (const other of childrenOf(owner)) {
    if (!isElement(other) || other.tagName !== 'li') continue;
    number = whole(attributeOf(other, 'value')) ?? number;
    if (other === item) break;
    number++;
  }
  const chinese = /cjk-ideographic|simp-chinese-informal/i.test(style);
  if (chinese) return `${formatNumber(number, 'chineseCountingThousand')}、`;
  return `${formatNumber(number, LIST_FORMATS[attributeOf(owner, 'type') ?? '1'] ?? 'decimal')}. `;
}

function whole(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*-?\d{1,9}\s*$/.test(value) ? Number(value) : undefined;
}

/** A table of data: no further table inside, more than one column, more than one cell. */
function isTable(table: Element): boolean {
  let cells = 0;
  let widest = 0;
  for (const element of elementsOf(table)) {
    if (element.tagName === 'table' && element !== table) return false;
    if (element.tagName === 'tr') {
      const inRow = childrenOf(element).filter(isCell).length;
      cells += inRow;
      widest = Math.max(widest, inRow);
    }
  }
  return widest > 1 && cells > 1;
}

function isCell(node: Node): boolean {
  return isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
}

const WIDEST = 1000;

/** The table on its grid (WHATWG: forming a table), spans cut to the rows that there are. */
function tableOf(table: Element): TableBlock | undefined {
  const rows = [...elementsOf(table)].filter(({ tagName }) => tagName === 'tr');
  const cells: CellBlock[] = [];
  /** Column → first row that is free again. */
  const taken: number[] = [];
  rows.forEach((tr, row) => {
    const inHead = (tr.parentNode as Element | null)?.tagName === 'thead';
    let column = 0;
    for (const cell of childrenOf(tr)) {
      if (!isCell(cell)) continue;
      const element = cell as Element;
      while ((taken[column] ?? 0) > row) column++;
      if (column >= WIDEST) break;
      const columnSpan = Math.min(WIDEST - column, Math.max(1, whole(attributeOf(element, 'colspan')) ?? 1));
      const written = whole(attributeOf(element, 'rowspan')) ?? 1;
      const rowSpan = Math.min(rows.length - row, written === 0 ? rows.length : Math.max(1, written));
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan,
        header: inHead || element.tagName === 'th',
        blocks: blocksUnder(element),
      });
      for (let at = 0; at < columnSpan; at++) taken[column + at] = row + rowSpan;
      column += columnSpan;
    }
  });
  return cells.length > 0 ? { kind: 'table', cells } : undefined;
}
