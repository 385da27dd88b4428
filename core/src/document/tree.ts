import type { Span } from '../base/index.ts';
import { closingClause, labelAt } from './clause.ts';
import { headlineOf } from './heading.ts';
import { orderOf } from './levels.ts';
import { endsAsSentence, type Line } from './line.ts';
import type { NumeralStyle, Section } from './outline.ts';

/** A section while its text is being read. */
interface Node {
  readonly style: NumeralStyle;
  readonly form: string;
  readonly numeral: string;
  readonly level: number;
  readonly start: number;
  end: number;
  title: Span;
  more: boolean;
  clause: boolean;
  nominal: boolean;
  readonly paragraphs: Span[];
  readonly children: Node[];
  /** A paragraph of words (no label, no clause alone) stands under the heading. */
  text: boolean;
}

/** A heading with nothing under it is no longer than this; a longer line is a sentence of work. */
const LONGEST_BARE = 24;

/** What opens a section at a line. */
export interface SectionStart {
  readonly style: NumeralStyle;
  readonly form: string;
  readonly value: number;
  readonly numeral: string;
  readonly start: number;
  readonly after: number;
}

/** Sections of a stretch of lines and the paragraphs before the first of them. */
export interface Grown {
  readonly preamble: readonly Span[];
  readonly sections: readonly Section[];
}

/** Grows the tree of sections from lines; `starts[i]` says what section opens at `lines[i]`. */
export function grow(text: string, lines: readonly Line[], starts: readonly (SectionStart | null)[]): Grown {
  const uses = starts.filter((start) => start !== null);
  const above = orderOf(uses);
  const preamble: Span[] = [];
  const roots: Node[] = [];
  const stack: Node[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const opened = starts[at];
    if (!opened) {
      const top = stack[stack.length - 1];
      if (line.table >= 0) {
        if (top) top.end = line.span[1];
        continue;
      }
      if (!top) preamble.push(line.span);
      else addParagraph(text, top, line);
      continue;
    }
    const known = stack.findIndex((node) => node.form === opened.form);
    if (known >= 0) stack.length = known;
    else while (stack.length > 0 && !above((stack[stack.length - 1] as Node).form, opened.form)) stack.pop();
    const parent = stack[stack.length - 1];
    const node = nodeOf(text, opened, line.span[1], (parent?.level ?? 0) + 1);
    (parent ? parent.children : roots).push(node);
    stack.push(node);
  }
  return { preamble, sections: roots.map((node) => sectionOf(text, node)) };
}

function nodeOf(text: string, opened: SectionStart, end: number, level: number): Node {
  const { title, more, nominal, clause } = headlineOf(text, opened.after, end);
  const { style, form, numeral, start } = opened;
  return {
    style,
    form,
    numeral,
    level,
    start,
    end,
    title,
    more,
    nominal,
    clause: clause !== null,
    paragraphs: [[start, end]],
    children: [],
    text: false,
  };
}

function addParagraph(text: string, node: Node, line: Line): void {
  const [start, end] = line.span;
  node.end = end;
  // A numeral alone on its line: the heading is on the next one.
  if (node.title[0] >= node.title[1] && node.paragraphs.length === 1 && !line.label) {
    const { title, more, nominal, clause } = headlineOf(text, start, end);
    node.clause = clause !== null;
    node.title = title;
    node.more = more;
    node.nominal = nominal;
    node.paragraphs[0] = [node.start, end];
    return;
  }
  node.paragraphs.push(line.span);
  const closing = closingClause(text, start, end);
  if (!line.label && !(closing && closing[0] === start) && labelAt(text, start, end) === null)
    node.text = true;
}

function sectionOf(text: string, node: Node): Section {
  const children: Section[] = [];
  for (const child of node.children) children.push(sectionOf(text, child));
  const last = children[children.length - 1];
  const end = Math.max(node.end, last ? last.span[1] : 0);
  const run = runOf(text, node);
  return {
    style: node.style,
    numeral: node.numeral,
    level: node.level,
    span: [node.start, end],
    title: node.title,
    run,
    paragraphs: ownParagraphs(text, node, run),
    children,
  };
}

/** 'own' where the heading is the whole line and something follows it; 'run-in' where the text goes on after a title; else 'leaf'. */
function runOf(text: string, node: Node): Section['run'] {
  if (node.more) return node.nominal ? 'run-in' : 'leaf';
  if (node.children.length > 0) return 'own';
  const ended = endsAsSentence(text, [node.start, node.title[1] + 1]);
  if (node.text) return node.nominal || !ended ? 'own' : 'leaf';
  const bare = !ended && !node.clause && node.paragraphs.length === 1;
  return bare && node.nominal && node.title[1] - node.title[0] <= LONGEST_BARE ? 'own' : 'leaf';
}

/** The heading's own line counts only as far as it holds text of the section. */
function ownParagraphs(text: string, node: Node, run: Section['run']): Span[] {
  const [[, end], ...rest] = node.paragraphs as [Span, ...Span[]];
  if (run === 'leaf') return [[node.title[0], end], ...rest];
  let from = node.title[1];
  while (from < end && '。；：， '.includes(text[from] as string)) from++;
  return from < end ? [[from, end], ...rest] : rest;
}
