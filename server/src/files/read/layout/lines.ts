import type { TableBlock } from '../blocks.ts';
import { withoutRadicals } from './radicals.ts';

/** A run of characters on a page. `y` is its baseline and grows downwards; lengths in any one unit. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the characters (one em). */
  readonly size: number;
}

export interface Page {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Straight lines drawn on the page, in the same unit. */
  readonly rules?: readonly Rule[];
}

/** A line drawn from its left or upper end to the other. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Line {
  readonly text: string;
  readonly page: number;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Gaps wider than two characters: the line is a row of a table or a list of columns. */
  readonly gaps: number;
  /** The line stands for a whole table. */
  readonly table?: TableBlock;
}

/** The lines of a page from top to bottom; of two columns the left one first. */
export function linesOf(page: Page): readonly Line[] {
  const runs = page.runs.filter(({ text, size }) => text.trim() !== '' && size > 0);
  const columns = columnsOf(runs, page.width);
  return columns.flatMap((column) => linesIn(column, page.number));
}

interface Row {
  y: number;
  size: number;
  readonly runs: Run[];
}

/** The lines that these runs make, from top to bottom. */
export function linesIn(runs: readonly Run[], page: number): readonly Line[] {
  return rowsOf(runs).map((row) => lineOf(row.runs, row.y, page));
}

/** Runs whose baselines lie within half a character of each other, e.g. raised note marks. */
function rowsOf(runs: readonly Run[]): readonly Row[] {
  const rows: Row[] = [];
  for (const run of runs.toSorted((one, other) => one.y - other.y || one.x - other.x)) {
    const row = rows
      .slice(-4)
      .findLast(({ y, size }) => Math.abs(run.y - y) < 0.45 * Math.max(size, run.size));
    if (row) {
      row.runs.push(run);
      if (run.size > row.size) {
        row.size = run.size;
        row.y = run.y;
      }
    } else rows.push({ y: run.y, size: run.size, runs: [run] });
  }
  return rows;
}

/** An automatic number alone: 1. （一） 一、 ① • */
const LABEL =
  /^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、．.]|第[一二三四五六七八九十]{1,3}[章节条部分]{1,2}|[①-⑳•●◆■])\s*$/;

function lineOf(unsorted: readonly Run[], y: number, page: number): Line {
  const runs = unsorted.toSorted((one, other) => one.x - other.x);
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  let gaps = 0;
  let before: Run | undefined;
  for (const run of runs) {
    // Bold is sometimes made by printing the same characters twice.
    const isShadow =
      before?.text === run.text &&
      Math.abs(run.x - before.x) < 0.3 * run.size &&
      Math.abs(run.y - before.y) < 0.3 * run.size;
    if (isShadow) continue;
    if (before) {
      const gap = (run.x - right) / Math.max(before.size, run.size);
      // What stands behind the tab of an automatic number is its paragraph, no second column.
      const isNumbered = gap < 4 && LABEL.test(text);
      if (gap > 2 && !isNumbered) gaps++;
      if ((gap > 0.9 && !isNumbered) || (gap > 0.15 && isWord(text.at(-1)) && isWord(run.text[0])))
        text += ' ';
    }
    text += run.text;
    right = Math.max(right, run.x + run.width);
    before = run;
  }
  const sizes = new Map<number, number>();
  for (const run of runs) sizes.set(run.size, (sizes.get(run.size) ?? 0) + run.text.length);
  const size = [...sizes].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
  return {
    text: withoutRadicals(text).replace(/\s+/g, ' ').trim(),
    page,
    x: runs[0]?.x ?? 0,
    right,
    y,
    size,
    gaps,
  };
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9%]/.test(character);
}

/**
 * Two columns: a strip near the middle that hardly a row crosses, with many lines on both sides that fill their half.
 * Anything else (a table, a short page) is one column.
 */
function columnsOf(runs: readonly Run[], width: number): readonly (readonly Run[])[] {
  if (runs.length < 20) return [runs];
  const rows = rowsOf(runs);
  const left = Math.min(...runs.map(({ x }) => x));
  const right = Math.max(...runs.map(({ x, width: own }) => x + own));
  for (let at = left + (right - left) * 0.42; at <= left + (right - left) * 0.58; at += width / 200) {
    const across = rows.filter((row) => !isDivided(row, at));
    if (across.length > rows.length * 0.15) continue;
    const over = new Set(across.flatMap((row) => row.runs));
    const sides = [true, false].map((isLeft) =>
      runs.filter((run) => !over.has(run) && run.x < at === isLeft),
    );
    // Titles lie over both columns.
    if (sides.every(isColumn)) return [[...over], ...sides];
  }
  return [runs];
}

/** Nothing of the row lies on the strip at that place, and what is left and right of it stands well apart. */
function isDivided({ runs, size }: Row, at: number): boolean {
  const end = Math.max(...runs.filter(({ x }) => x < at).map(({ x, width }) => x + width));
  const begin = Math.min(...runs.filter(({ x }) => x >= at).map(({ x }) => x));
  return end <= at && begin - end >= 0.8 * size;
}

function isColumn(runs: readonly Run[]): boolean {
  const lines = linesIn(runs, 0);
  if (lines.length < 10) return false;
  const left = Math.min(...lines.map(({ x }) => x));
  const right = Math.max(...lines.map(({ right: end }) => end));
  const full = lines.filter((line) => line.right - line.x > (right - left) * 0.8 && line.gaps === 0);
  return full.length >= lines.length * 0.5 && right - left > 12 * (lines[0]?.size ?? 0);
}
