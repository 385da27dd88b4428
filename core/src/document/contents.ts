import type { Line } from './line.ts';

const CONTENTS = /^(?:目\s*录|目\s*次)$/;
const LEADER = /(?:[.…·．]{3,}|(?:\. ){3,})\s*[（\d）—-]*$/;
const PAGE = /[\s.…·]*\d{1,4}$/;
const LONGEST = 300;

/**
 * 目录: indices of the lines that only list what comes later: lines with dot leaders, and after a line 目录 all
 * entries up to the place where the first of them returns as a heading.
 */
export function contentsLines(text: string, lines: readonly Line[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = 0; at < lines.length; at++) {
    const { span, start } = lines[at] as Line;
    const size = span[1] - start;
    if (size > 120) continue;
    const words = text.slice(start, span[1]);
    if (LEADER.test(words)) found.add(at);
    else if (size <= 8 && CONTENTS.test(words)) {
      found.add(at);
      const end = returnOf(text, lines, at + 1);
      for (let entry = at + 1; entry < end; entry++) found.add(entry);
      at = Math.max(at, end - 1);
    }
  }
  return found;
}

/** Where the first entry after 目录 stands again; `from` where it does not. */
function returnOf(text: string, lines: readonly Line[], from: number): number {
  const first = lines[from];
  if (!first) return from;
  const wanted = entryWords(text, first);
  if (wanted.length < 3) return from;
  for (let at = from + 1; at < lines.length && at < from + LONGEST; at++) {
    const line = lines[at] as Line;
    if (line.span[1] - line.start > 400) continue;
    if (text.slice(line.start, line.span[1]).replace(/\s/g, '').startsWith(wanted)) return at;
  }
  return from;
}

function entryWords(text: string, line: Line): string {
  return text
    .slice(line.start, Math.min(line.span[1], line.start + 200))
    .replace(LEADER, '')
    .replace(PAGE, '')
    .replace(/\s/g, '');
}
