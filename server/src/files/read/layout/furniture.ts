import type { Line, Page } from './lines.ts';

/** — 1 —, - 1 -, 1 / 16, 第 1 页, 第1页 共16页, 1 alone. */
const PAGE_NUMBER =
  /^(?:[—–\-─－·•\s]*\d{1,4}[—–\-─－·•\s]*|\d{1,4}\s*[/／]\s*\d{1,4}|第\s*[\d一二三四五六七八九十百]+\s*页(?:\s*[,，/／]?\s*共\s*\d+\s*页)?|(?:page\s*)?\d{1,4}(?:\s*of\s*\d{1,4})?)$/i;

/** The lines without page numbers and running heads: what stands at the edge of many pages in the same words. */
export function withoutFurniture(lines: readonly Line[], pages: readonly Page[]): readonly Line[] {
  const heights = new Map(pages.map(({ number, height }) => [number, height]));
  const byPage = grouped(lines);
  const edges = new Set<Line>();
  for (const [page, own] of byPage) {
    const height = heights.get(page) ?? 0;
    const sorted = own.toSorted((one, other) => one.y - other.y);
    for (const line of [...sorted.slice(0, 2), ...sorted.slice(-2)]) {
      if (line.table) continue;
      if (line.y < height * 0.12 || line.y > height * 0.86) edges.add(line);
    }
  }
  const repeated = new Map<string, Set<number>>();
  for (const line of edges) {
    const key = keyOf(line, heights);
    const seen = repeated.get(key) ?? new Set();
    repeated.set(key, seen.add(line.page));
  }
  return lines.filter((line) => {
    if (!edges.has(line)) return true;
    if (PAGE_NUMBER.test(line.text)) return false;
    const seen = repeated.get(keyOf(line, heights))?.size ?? 0;
    return seen < 3 || seen < pages.length * 0.4;
  });
}

function keyOf(line: Line, heights: ReadonlyMap<number, number>): string {
  const height = heights.get(line.page) ?? 1;
  return `${Math.round((line.y / height) * 50)} ${line.text.replace(/\d+/g, '#').replace(/\s+/g, '')}`;
}

function grouped(lines: readonly Line[]): ReadonlyMap<number, Line[]> {
  const pages = new Map<number, Line[]>();
  for (const line of lines) pages.set(line.page, [...(pages.get(line.page) ?? []), line]);
  return pages;
}
