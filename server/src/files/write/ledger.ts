import { pointsOf, type Span } from '@luodi/core/base';
import type { Compiled, Duty, Item, Measure, Target } from '@luodi/core/task';
import { dutiesOf } from './duties-of.ts';

/** One row of the 任务分解表: a measure, or an item that has none. */
export interface LedgerRow {
  readonly item: Item;
  readonly measure: Measure | null;
  /** Rows that the item takes, on its first row; 0 on the others. */
  readonly rows: number;
  /** Who answers for this row: those for the whole item and those for this measure. */
  readonly duties: readonly Duty[];
  /** Line of the source text on which it begins, from 1. */
  readonly line: number;
}

/** 任务分解表 as rows, in the order of the document. */
export function ledgerRows({ items, source }: Compiled): LedgerRow[] {
  const pointOf = pointsOf(source.text);
  return items.flatMap((item): LedgerRow[] => {
    const { whole, own } = dutiesOf(item);
    if (item.measures.length === 0) {
      return [{ item, measure: null, rows: 1, duties: whole, line: pointOf(item.span[0]).line }];
    }
    return item.measures.map((measure, at) => ({
      item,
      measure,
      rows: at === 0 ? item.measures.length : 0,
      duties: inOrder(item, [...whole, ...(own.get(measure) ?? [])]),
      line: pointOf(measure.span[0]).line,
    }));
  });
}

/** Those for the whole and those for one measure, as the document has them one after the other. */
function inOrder(item: Item, duties: readonly Duty[]): Duty[] {
  const named = new Set(duties);
  return item.duties.filter((duty) => named.has(duty));
}

/** Comparators as they stand before a figure. 比例 has none of its own. */
export const SIGNS: Readonly<Record<Target['comparator'], string>> = {
  eq: '',
  gte: '≥',
  lte: '≤',
  range: '',
  approx: '≈',
  up: '↑',
  down: '↓',
  ratio: '',
};

/** A target's figure, `≥12000`, `30–50`; as written where the document gives no number. */
export function figureOf(target: Target, text: string): string {
  const { comparator, value, min, max, span } = target;
  if (value !== undefined) return `${SIGNS[comparator]}${value}`;
  if (min !== undefined && max !== undefined) return `${min}–${max}`;
  if (min !== undefined) return `≥${min}`;
  if (max !== undefined) return `≤${max}`;
  return oneLine(text.slice(...span));
}

/** The same with what each figure is per and what it is counted in: `每县 ≥1个`. */
export function figureText(target: Target, text: string): string {
  const { value, min, max, per, unit } = target;
  const figure = figureOf(target, text);
  if (value === undefined && min === undefined && max === undefined) return figure;
  return `${per === null ? '' : `${oneLine(per)} `}${figure}${oneLine(unit ?? '')}`;
}

const MARKS = '。；！？\n';
/** Longest sentence that is looked for on either side of a measure, characters. */
const REACH = 600;

/** The sentence of the source in which something stands, from one full stop (；) or line end to the next. */
export function sentenceAround(text: string, [start, end]: Span): string {
  let from = start;
  while (from > 0 && start - from < REACH && !MARKS.includes(text[from - 1] as string)) from--;
  let to = end;
  const closed = end > start && MARKS.includes(text[to - 1] as string);
  while (!closed && to < text.length && to - end < REACH && !MARKS.includes(text[to] as string)) to++;
  if (!closed && to < text.length && text[to] !== '\n') to++;
  return text.slice(from, to).trim();
}

/** Text of the document in one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}
