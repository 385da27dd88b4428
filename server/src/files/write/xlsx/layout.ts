import type { Compiled } from '@luodi/core/task';
import { labelled, type Say } from '../label.ts';
import { oneLine } from '../ledger.ts';
import type { SheetCell, SheetRow, StyleName } from '../sheet.ts';
import { wrapped } from '../width.ts';

/** Height of a line of 10-point text, points, and the air above and below it. */
const LINE = 13.8;
const AIR = 6;
/** Excel's highest row is 409.5 points. */
const HIGHEST = 405;

/** Points that a text needs in a column of so many characters. */
export function heightOf(text: string | number, width: number): number {
  const columns = Math.max(2, Math.floor(width) - 3);
  return Math.min(HIGHEST, wrapped(String(text), columns).length * LINE + AIR);
}

/** A cell; null for nothing at all (no border). */
export function cell(value: string | number, style: StyleName = 'text'): SheetCell {
  return { value, style };
}

/** The rows above a table: title, and the particulars of the document. */
export function headRows(
  compiled: Compiled,
  name: 'ledger-title' | 'findings-title' | 'matrix-title',
  width: number,
  say: Say,
): SheetRow[] {
  const title = say(name, { title: titleOf(compiled) });
  const facts = factsOf(compiled, say).join('    ');
  return [
    { height: 36, cells: [cell(title, 'title')] },
    { height: Math.max(18, heightOf(facts, width)), cells: [cell(facts, 'facts')] },
  ];
}

/** Title of the document, or the name of its file. */
export function titleOf({ meta, source }: Compiled): string {
  return oneLine(meta.title ?? source.name);
}

/** 公文要素 as labelled parts, those that the document has. */
export function factsOf({ meta, source }: Compiled, say: Say): string[] {
  const period =
    meta.period && `${meta.period.begins} — ${meta.period.ends}${meta.period.inferred ? '*' : ''}`;
  const facts = [
    ['issuer', meta.issuer?.name],
    ['doc-number', meta.docNumber],
    ['issued-on', meta.issuedOn],
    ['period', period],
    ['source-file', source.name],
  ] as const;
  return facts.flatMap(([label, fact]) => (fact ? [labelled(label, oneLine(fact), say)] : []));
}

/** Paper on which a table of this width (characters) can still be read when it is fitted to the page. */
export function paperFor(widths: readonly number[]): 'a4' | 'a3' {
  return widths.reduce((sum, width) => sum + width, 0) > 170 ? 'a3' : 'a4';
}

const PAPER = { a4: [841.9, 595.3], a3: [1190.5, 841.9] } as const;
/** Margins of a page, points: left and right together, top and bottom together. */
const MARGINS = [0.9 * 72, 1.25 * 72] as const;

/** Width of columns in points. A character is 7 pixels wide in Excel, a column has 5 more; 96 pixels are 72 points. */
function widthOfColumns(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + (width * 7 + 5) * 0.75, 0);
}

/** Points of rows that fit on a page on its side, once the sheet is made as narrow as the page. */
export function pageHeight(paper: 'a4' | 'a3', widths: readonly number[]): number {
  const [wide, high] = PAPER[paper];
  const scale = Math.min(1, (wide - MARGINS[0]) / widthOfColumns(widths));
  return ((high - MARGINS[1]) / scale) * 0.96;
}

/** The smallest page, lying or upright, that holds the whole sheet at a readable size; null where none does. */
export function onePage(
  widths: readonly number[],
  height: number,
): { readonly paper: 'a4' | 'a3'; readonly upright: boolean } | null {
  const width = widthOfColumns(widths);
  for (const readable of [0.75, 0.55]) {
    for (const paper of ['a4', 'a3'] as const) {
      for (const upright of [false, true]) {
        const [long, short] = PAPER[paper];
        const [wide, high] = upright ? [short, long] : [long, short];
        const scale = Math.min((wide - MARGINS[0]) / width, (high - MARGINS[1]) / height);
        if (scale >= readable && (paper === 'a3' || readable === 0.75)) return { paper, upright };
      }
    }
  }
  return null;
}
