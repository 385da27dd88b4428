import type { CellBlock, TableBlock } from '../blocks.ts';
import { type Line, linesIn, type Page, type Rule, type Run } from './lines.ts';

/** A table drawn with lines on one page, with the runs that stand in it. */
export interface RuledTable {
  readonly top: number;
  readonly table: TableBlock;
  readonly runs: ReadonlySet<Run>;
}

/** Lines closer than this, in characters, are one. */
const NEAR = 0.35;

interface Grid {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly across: readonly Rule[];
  readonly down: readonly Rule[];
}

/**
 * The tables of a page that are drawn with lines: at least two columns and two rows of cells, text in two of them. Cells that
 * no line divides are one.
 */
export function ruledTables(page: Page): readonly RuledTable[] {
  const rules = page.rules ?? [];
  if (rules.length < 6 || page.runs.length === 0) return [];
  const em = medianSize(page.runs);
  return gridsOf(rules, em * NEAR).flatMap((grid) => {
    const table = tableOf(grid, page, em);
    return table ? [table] : [];
  });
}

function medianSize(runs: readonly Run[]): number {
  return (
    runs.map(({ size }) => size).toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ?? 10
  );
}

/** Rules that touch each other belong to one grid. */
function gridsOf(rules: readonly Rule[], near: number): readonly Grid[] {
  const straight = rules.filter(
    ({ x1, y1, x2, y2 }) => Math.abs(x1 - x2) < near !== Math.abs(y1 - y2) < near,
  );
  if (straight.length > 5_000) return [];
  const groups: { rules: Rule[]; x1: number; y1: number; x2: number; y2: number }[] = [];
  for (const rule of straight.toSorted((one, other) => one.y1 - other.y1)) {
    const touching = groups.filter(
      (group) =>
        rule.x1 <= group.x2 + near &&
        rule.x2 >= group.x1 - near &&
        rule.y1 <= group.y2 + near &&
        rule.y2 >= group.y1 - near,
    );
    const [first, ...others] = touching;
    const group = first ?? { rules: [], x1: rule.x1, y1: rule.y1, x2: rule.x2, y2: rule.y2 };
    if (!first) groups.push(group);
    group.rules.push(rule);
    for (const other of others) {
      group.rules.push(...other.rules);
      groups.splice(groups.indexOf(other), 1);
    }
    for (const one of [rule, ...others]) {
      group.x1 = Math.min(group.x1, one.x1);
      group.y1 = Math.min(group.y1, one.y1);
      group.x2 = Math.max(group.x2, one.x2);
      group.y2 = Math.max(group.y2, one.y2);
    }
  }
  return groups.map(({ rules: own }) => {
    const down = own.filter(({ x1, x2 }) => Math.abs(x1 - x2) < near);
    const across = own.filter(({ y1, y2 }) => Math.abs(y1 - y2) < near);
    const columns = distinct(
      down.map(({ x1, x2 }) => (x1 + x2) / 2),
      near,
    );
    const rows = distinct(
      across.map(({ y1, y2 }) => (y1 + y2) / 2),
      near,
    );
    return { columns, rows, across, down };
  });
}

function distinct(values: readonly number[], near: number): readonly number[] {
  const places: number[] = [];
  for (const value of values.toSorted((one, other) => one - other)) {
    if (value - (places.at(-1) ?? Number.NEGATIVE_INFINITY) > near) places.push(value);
  }
  return places;
}

function tableOf({ columns, rows, across, down }: Grid, page: Page, em: number): RuledTable | undefined {
  const width = columns.length - 1;
  const height = rows.length - 1;
  if (width < 2 || height < 2 || width * height > 10_000) return undefined;
  const near = em * NEAR;
  const isDrawn = (rules: readonly Rule[], vertical: boolean, at: number, from: number, to: number) => {
    const middle = (from + to) / 2;
    return rules.some(({ x1, y1, x2, y2 }) =>
      vertical
        ? Math.abs((x1 + x2) / 2 - at) <= near && y1 - near <= middle && y2 + near >= middle
        : Math.abs((y1 + y2) / 2 - at) <= near && x1 - near <= middle && x2 + near >= middle,
    );
  };
  const place = (list: readonly number[], index: number) => list[index] as number;
  const taken = new Set<number>();
  const cells: CellBlock[] = [];
  const inside = new Set<Run>();
  const centred = page.runs.map((run) => ({ run, x: run.x + run.width / 2, y: run.y - run.size * 0.35 }));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (taken.has(row * width + column)) continue;
      let columnSpan = 1;
      while (
        column + columnSpan < width &&
        !taken.has(row * width + column + columnSpan) &&
        !isDrawn(down, true, place(columns, column + columnSpan), place(rows, row), place(rows, row + 1))
      ) {
        columnSpan++;
      }
      let rowSpan = 1;
      while (
        row + rowSpan < height &&
        !isDrawn(
          across,
          false,
          place(rows, row + rowSpan),
          place(columns, column),
          place(columns, column + 1),
        )
      ) {
        rowSpan++;
      }
      for (let down = 0; down < rowSpan; down++) {
        for (let right = 0; right < columnSpan; right++) taken.add((row + down) * width + column + right);
      }
      const left = place(columns, column);
      const right = place(columns, column + columnSpan);
      const own = centred.filter(
        ({ x, y }) => x >= left && x < right && y >= place(rows, row) && y < place(rows, row + rowSpan),
      );
      for (const { run } of own) inside.add(run);
      const lines = linesIn(
        own.map(({ run }) => run),
        page.number,
      );
      const blocks = textsOf(lines, left, right).map((text) => ({
        kind: 'paragraph' as const,
        text,
        page: page.number,
      }));
      cells.push({ row, column, rowSpan, columnSpan, header: false, blocks });
    }
  }
  const filled = cells.filter(({ blocks }) => blocks.length > 0).length;
  if (filled < 2) return undefined;
  return { top: place(rows, 0), table: { kind: 'table', cells }, runs: inside };
}

/** The cell's own margin on either side is seldom wider, in characters. */
const CELL_MARGIN = 0.6;

/** Lines of one cell as paragraphs: a line runs on if what the next one begins with had no room left in it. */
function textsOf(lines: readonly Line[], left: number, right: number): readonly string[] {
  const texts: string[] = [];
  const written = lines.filter(({ text }) => text !== '');
  const indent = Math.min(...written.map(({ x }) => x - left));
  let before: Line | undefined;
  for (const line of written) {
    const em = line.size;
    const margin = Math.max(0, Math.min(indent, CELL_MARGIN * em));
    const room = before && right - left - 2 * margin - (before.right - before.x);
    const isFull = room !== undefined && room < (widthOfFirst(line.text) + 0.3) * em;
    if (isFull && texts.length > 0) texts.push(`${texts.pop()}${line.text}`);
    else texts.push(line.text);
    before = line;
  }
  return texts;
}

/**
 * How many characters wide that is which no line end may divide at the beginning of a text: a figure with its sign of per
 * cent, a word of letters, an opening bracket with what follows it, and marks that no line may begin with.
 */
function widthOfFirst(text: string): number {
  const first =
    /^[“‘（《〔【(]*(?:[A-Za-z0-9.,:%‰+-]+|.)?[，。、；：？！”’）》〕】)%‰]*/u.exec(text)?.[0] ?? '';
  let width = 0;
  for (const character of first) width += character.charCodeAt(0) < 0x80 ? 0.55 : 1;
  return width;
}
