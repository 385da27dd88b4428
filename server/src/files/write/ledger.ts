import { pointsOf, type Span } from '@luodi/core/base';
import type { Language } from '@luodi/core/message';
import type { Compiled, Duty, Item, Measure, Target } from '@luodi/core/task';
import { dutiesOf, word } from './duties-of.ts';

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

/**
 * 总体目标 and tasks, as ledgers list them: goals first, numbered below 0, with nobody to answer for them.
 * `numberText` tells how a number is shown.
 */
export function shownItems({ items, goals }: Compiled): Item[] {
  const shown = goals.map(
    ({ id, path, title, titleSpan, span, measures }, at): Item => ({
      id,
      no: -1 - at,
      path,
      title,
      span,
      titleSpan,
      bodySpan: span,
      measures,
      duties: [],
      citations: [],
      places: [],
    }),
  );
  return [...shown, ...items];
}

/** Targets of the tasks and of the goals. */
export function targetCount(compiled: Compiled): number {
  return shownItems(compiled).reduce(
    (sum, { measures }) => sum + measures.reduce((count, { targets }) => count + targets.length, 0),
    0,
  );
}

export function isGoal({ no }: Item): boolean {
  return no < 0;
}

/** `3` for the third task, `◎1` for the first goal. */
export function numberText({ no }: Item): string {
  return no < 0 ? `◎${-no}` : String(no);
}

/** `总体目标：2031年工作安排`; the title of a task as it is. */
export function titleText(item: Item, language: Language): string {
  const title = oneLine(item.title);
  if (!isGoal(item)) return title;
  const name = word('goals', language);
  return title.includes(name) ? title : `${name}${language === 'en' ? ': ' : '：'}${title}`;
}

/** 任务分解表 as rows, in the order of the document, goals first. */
export function ledgerRows(compiled: Compiled): LedgerRow[] {
  const pointOf = pointsOf(compiled.source.text);
  return shownItems(compiled).flatMap((item): LedgerRow[] => {
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
  if (value === undefined && min === undefined && max === undefined) return figureOf(target, text);
  const { figure, multiplier } = magnitude(target, text);
  return `${per === null ? '' : `${oneLine(per)} `}${figure}${multiplier}${oneLine(unit ?? '')}`;
}

/** A target as people read it: 亿 and 万 as the document has them, where no digit is lost by it. */
export function magnitude(
  target: Target,
  text: string,
): { figure: string; multiplier: string; value?: string } {
  const written = text.slice(...target.span);
  for (const [multiplier, places] of [
    ['万亿', 12],
    ['亿', 8],
    ['万', 4],
  ] as const) {
    if (!new RegExp(`[0-9０-９〇一二三四五六七八九十百千两]${multiplier}`).test(written)) continue;
    const given = { value: target.value, min: target.min, max: target.max };
    const moved = Object.entries(given).flatMap(([name, decimal]) =>
      decimal === undefined ? [] : [[name, shifted(decimal, places)] as const],
    );
    if (moved.some(([, decimal]) => decimal === null)) continue;
    const scaled = Object.fromEntries(moved) as { value?: string; min?: string; max?: string };
    return {
      figure: figureOf({ ...target, ...scaled }, text),
      multiplier,
      ...(scaled.value !== undefined && { value: scaled.value }),
    };
  }
  const { value } = target;
  return { figure: figureOf(target, text), multiplier: '', ...(value !== undefined && { value }) };
}

/** A decimal with its point moved to the left, exact; null where it would be a long fraction. */
function shifted(decimal: string, places: number): string | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) return null;
  const digits = (match[1] as string).padStart(places + 1, '0');
  const whole = digits.slice(0, -places);
  const fraction = `${digits.slice(-places)}${match[2] ?? ''}`.replace(/0+$/, '');
  if (fraction.length > 4) return null;
  return fraction === '' ? whole : `${whole}.${fraction}`;
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
