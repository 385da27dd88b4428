import type { Block, TableBlock } from '../blocks.ts';
import { continued } from './continued.ts';
import { withoutFurniture } from './furniture.ts';
import { type Line, linesOf, type Page } from './lines.ts';
import { ruledTables } from './ruling.ts';

/**
 * Pages of placed characters as paragraphs: page numbers and running heads left out, lines joined where the
 * geometry says that a sentence runs on (no indent, line before filled to the margin, same size, usual distance),
 * also over page ends.
 */
export function paragraphsOf(pages: readonly Page[]): readonly Block[] {
  const lines = withoutFurniture(pages.flatMap(linesAndTables), pages);
  const margins = marginsOf(lines, pages);
  const pitch = pitchOf(lines);
  const blocks: { text: string; page: number; table?: TableBlock }[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const last = blocks.at(-1);
    const { table, page } = line;
    if (table) {
      const whole = last?.table && before?.page === page - 1 ? continued(last.table, table) : undefined;
      if (whole && last) last.table = whole;
      else blocks.push({ text: '', page, table });
    } else if (before && last && runsOn(before, line, margins, pitch))
      last.text = joined(last.text, line.text);
    else blocks.push({ text: line.text, page });
    before = line;
  }
  return blocks.map(
    ({ table, text, page }, index) => table ?? { kind: 'paragraph', paragraph: index + 1, text, page },
  );
}

/** The lines of a page; each table drawn on it stands as one line at its place. */
function linesAndTables(page: Page): readonly Line[] {
  const tables = ruledTables(page);
  if (tables.length === 0) return linesOf(page);
  const inside = new Set(tables.flatMap(({ runs }) => [...runs]));
  const lines = [...linesOf({ ...page, runs: page.runs.filter((run) => !inside.has(run)) })];
  for (const { top, table } of tables) {
    const at = lines.findIndex(({ y }) => y > top);
    const line = { text: '', page: page.number, x: 0, right: 0, y: top, size: 0, gaps: 1, table };
    lines.splice(at < 0 ? lines.length : at, 0, line);
  }
  return lines;
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** Numerals that begin a heading or an item. */
const NUMBERED =
  /^(?:第[一二三四五六七八九十百]+[章节条编]|[（(]?[一二三四五六七八九十]+[)）、．]|[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])/;
const ENDED = /[。；：！？;:!?]["”’）)】〕]?$/;
/** No sentence goes on after these with a numeral. */
const CLOSED = /[。；：！？;:!?）)】〕"”’]$/;

function runsOn(before: Line, line: Line, margins: ReadonlyMap<number, Margins>, pitch: number): boolean {
  const em = Math.max(before.size, line.size);
  if (Math.abs(before.size - line.size) > 0.12 * em) return false;
  if (before.gaps > 0 || line.gaps > 0) return false;
  const from = margins.get(before.page);
  const to = margins.get(line.page);
  if (!from || !to) return false;
  // Two columns on one page have margins of their own: the same line starts tell.
  const sameColumn = before.page === line.page && line.y > before.y;
  const shift = before.page === line.page && !sameColumn ? line.x - before.x : 0;
  if (line.x - to.left - Math.max(0, shift) > 1.2 * em) return false;
  const missing = (from.right - before.right) / em;
  if (sameColumn && line.y - before.y > pitch * 1.7 && line.y - before.y > em * 2.2) return false;
  if (NUMBERED.test(line.text) && (CLOSED.test(before.text) || missing > 1.5)) return false;
  return missing < 2 || (missing < 4 && !ENDED.test(before.text) && before.x - from.left < 3 * em);
}

/** Chinese runs on without a space, words of letters need one, a hyphen at the line's end joins. */
function joined(text: string, next: string): string {
  return /[A-Za-z0-9,.;:)]$/.test(text) && /^[A-Za-z(]/.test(next) ? `${text} ${next}` : text + next;
}

/**
 * Left and right edge of the text of each page. Right and left pages of a print may differ, and pages of another width; a
 * single page of short lines says too little of its own.
 */
function marginsOf(all: readonly Line[], pages: readonly Page[]): ReadonlyMap<number, Margins> {
  const lines = all.filter(({ table }) => !table);
  const whole = edgesOf(lines);
  const kindOf = new Map(pages.map(({ number, width }) => [number, `${number % 2} ${Math.round(width)}`]));
  const kinds = new Map<string, Line[]>();
  for (const line of lines) {
    const kind = kindOf.get(line.page) ?? '';
    const own = kinds.get(kind);
    if (own) own.push(line);
    else kinds.set(kind, [line]);
  }
  const edges = new Map([...kinds].map(([kind, own]) => [kind, own.length >= 8 ? edgesOf(own) : whole]));
  return new Map(pages.map(({ number }) => [number, edges.get(kindOf.get(number) ?? '') ?? whole]));
}

function edgesOf(lines: readonly Line[]): Margins {
  if (lines.length === 0) return { left: 0, right: 0 };
  const em = median(lines.map(({ size }) => size));
  const enough = Math.max(2, lines.length * 0.02);
  const starts = lines.map(({ x }) => x).toSorted((one, other) => one - other);
  const ends = lines.map(({ right }) => right).toSorted((one, other) => other - one);
  const left = starts.find(
    (start) => starts.filter((x) => x >= start && x <= start + em / 2).length >= enough,
  );
  const right = ends.find((end) => ends.filter((x) => x <= end && x >= end - em).length >= enough);
  return { left: left ?? (starts[0] as number), right: right ?? (ends[0] as number) };
}

/** The usual distance from line to line. */
function pitchOf(lines: readonly Line[]): number {
  const steps: number[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before?.page === line.page && line.y > before.y && !line.table && !before.table)
      steps.push(line.y - before.y);
  });
  return steps.length === 0 ? 0 : median(steps);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
