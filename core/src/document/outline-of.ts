import type { Reading, Span } from '../base/index.ts';
import { contentsLines } from './contents.ts';
import { type Dated, datedAt, type Front, frontOf } from './front.ts';
import { isEndNote, isNavigation, isPageNumber } from './furniture.ts';
import { type Line, linesOf } from './line.ts';
import type { Annex, Outline, Section } from './outline.ts';
import { type PartLines, partsOf } from './parts.ts';
import { startsOf } from './starts.ts';
import type { TableRegion } from './table.ts';
import { dateIn, genreIn, isDateLine, isOrganLine } from './title.ts';
import { grow } from './tree.ts';

/** What a file's own format tells beforehand; spans count in the reading. */
export interface OutlineHints {
  readonly tables?: readonly TableRegion[];
}

/** One document of the text, read alone. */
interface Part {
  readonly span: Span;
  readonly front: Front;
  readonly preamble: readonly Span[];
  readonly sections: readonly Section[];
  readonly tail: readonly Span[];
  readonly issuer: Span | null;
  readonly issuedOn: Dated | null;
  /** A line 附件 or 附件1 stands before it. */
  readonly annexed: boolean;
  readonly glossary: boolean;
  readonly mark: Span | null;
}

/**
 * 公文结构: the tree of headings of a document with its 要素 (title, 发文字号, 主送机关, 成文日期, signature) and what
 * surrounds it. Takes any text; what it cannot place stands in `preamble` or in a section's paragraphs.
 */
export function outlineOf(reading: Reading, hints: OutlineHints = {}): Outline {
  const { text } = reading;
  const tables = (hints.tables ?? []).filter(hasColumns).map((table) => table.span);
  const all = linesOf(text, tables);
  const contents = contentsLines(text, all);
  const lines: Line[] = [];
  const left: Span[] = [];
  for (let at = 0; at < all.length; at++) {
    const line = all[at] as Line;
    if (line.table < 0 && (contents.has(at) || isFurniture(text, line))) left.push(line.span);
    else lines.push(line);
  }
  const parts = partsOf(text, lines).map((part) => partOf(text, part));
  return outlineFrom(text, parts, left);
}

/** A table of one column is a frame around text, not a table. */
function hasColumns({ cells }: TableRegion): boolean {
  return cells.some(({ column, columnSpan }) => column + columnSpan > 1);
}

function isFurniture(text: string, line: Line): boolean {
  const size = line.span[1] - line.span[0];
  if (size > 500 || line.opening?.style === 'han') return false;
  const words = text.slice(line.start, line.span[1]);
  return isNavigation(words) || isPageNumber(words);
}

function partOf(text: string, { lines, annexed, glossary, mark }: PartLines): Part {
  const front = frontOf(text, lines);
  const { body, tail, issuer, issuedOn } = signedOff(text, lines.slice(front.body));
  const grown = grow(text, body, startsOf(text, body, isPlanTitle(text, front.title)));
  const { sections, closing } = withoutClosing(text, grown.sections);
  const first = lines[0]?.span[0] ?? 0;
  const last = lines[lines.length - 1]?.span[1] ?? first;
  const preamble = grown.preamble;
  return {
    span: [first, last],
    front,
    preamble,
    sections,
    tail: [...front.left, ...closing, ...tail],
    issuer,
    issuedOn,
    annexed,
    glossary,
    mark,
  };
}

/** 工作要点, 行动方案 … but no notice that only sends one. */
function isPlanTitle(text: string, title: Span | null): boolean {
  if (!title) return false;
  const named = genreIn(text.slice(title[0], title[1]).replace(/\s/g, ''));
  return (
    named?.kind === 'plan' &&
    !/通知|印发/.test(text.slice(title[0], title[1])) &&
    named.genre !== '政府工作报告'
  );
}

interface SignedOff {
  readonly body: readonly Line[];
  readonly tail: readonly Span[];
  readonly issuer: Span | null;
  readonly issuedOn: Dated | null;
}

const ATTACHED = /^附\s*(?:件|表|注)?\s*\d{0,2}\s*：/;

/** Takes 落款, date, list of annexes and end notes off the end of a document. */
function signedOff(text: string, lines: readonly Line[]): SignedOff {
  let issuer: Span | null = null;
  let issuedOn: Dated | null = null;
  let end = lines.length;
  const wordsAt = (index: number) => {
    const line = lines[index] as Line;
    return line.span[1] - line.span[0] > 200 ? '' : text.slice(line.start, line.span[1]);
  };
  for (let at = lines.length - 1; at >= 0 && at >= lines.length - 60; at--) {
    const line = lines[at] as Line;
    const words = wordsAt(at);
    if (words === '' || line.table >= 0) break;
    if (isEndNote(words)) {
      end = at;
      continue;
    }
    const signed = line.opening === null && words.length <= 50 ? signatureIn(words) : null;
    if (signed) {
      issuedOn ??= datedAt(text, line.span);
      issuer = [line.start, line.start + signed.length];
      end = at;
      continue;
    }
    if (line.opening === null && isDateLine(words)) {
      issuedOn ??= datedAt(text, line.span);
      end = at;
      continue;
    }
    if (line.opening === null && isOrganLine(words) && (end < lines.length || at === lines.length - 1)) {
      if (end === lines.length && words.length > 30) break;
      issuer = [line.start, line.span[1]];
      end = at;
      continue;
    }
    if (ATTACHED.test(words)) {
      end = at;
      continue;
    }
    // Entries of a list of annexes, if 附件： comes above them.
    if (
      words.length <= 60 &&
      !/[。；]/.test(words) &&
      line.opening?.style === 'digit' &&
      hasAttached(lines, wordsAt, at)
    ) {
      end = at;
      continue;
    }
    if (/^特此(?:通知|公告|函达|批复|报告)/.test(words)) {
      end = at;
      continue;
    }
    break;
  }
  return {
    body: lines.slice(0, end),
    tail: lines.slice(end).map((line) => line.span),
    issuer,
    issuedOn,
  };
}

/** `某市人民政府 2024年5月1日`: organ and date on one line. */
function signatureIn(words: string): string | null {
  const found = dateIn(words);
  if (!found || found.at < 4 || !isDateLine(words.slice(found.at))) return null;
  const organ = words.slice(0, found.at).trimEnd();
  return isOrganLine(organ) ? organ : null;
}

function hasAttached(lines: readonly Line[], wordsAt: (index: number) => string, from: number): boolean {
  for (let at = from - 1; at >= 0 && at >= from - 20; at--) {
    const words = wordsAt(at);
    if (ATTACHED.test(words)) return true;
    if (words === '' || (lines[at] as Line).opening?.style !== 'digit') return false;
  }
  return false;
}

const CLOSING =
  /^(?:各地区|各地各|各地、|各级|各部门|各有关|各县|各市|各区|各镇|各乡|各单位|各位代表|各责任|各牵头|让我们|同志们|办好|本(?:措施|方案|意见|办法|规划|计划|通知|行动)自|本(?:措施|方案|意见|办法|规划|计划|行动)由|特此|具体由|此前|以上|国务院有关|国家发展改革委要|省直各|市直各)/;

/** Said to the hall or of the document itself: closes it even where sections have several paragraphs. */
const FAREWELL =
  /^(?:各位代表|让我们|同志们|本(?:措施|方案|意见|办法|规划|计划|通知|行动(?:方案|计划))(?:自|由|印发|有效期))/;

/**
 * Paragraphs after the last section that speak to everybody or of the document itself: they close the document and
 * belong to no section. Only where sections elsewhere have one paragraph each does a further one stand out.
 */
function withoutClosing(
  text: string,
  sections: readonly Section[],
): { readonly sections: readonly Section[]; readonly closing: readonly Span[] } {
  const last = sections[sections.length - 1];
  if (!last) return { sections, closing: [] };
  const only = sentenceBeforeClosing(text, sections);
  if (only) return only;
  const deeper = withoutClosing(text, last.children);
  let own = last.paragraphs;
  let closing: readonly Span[] = deeper.closing;
  if (last.children.length === 0 && own.length > 1) {
    const words = last.run === 'own' ? FAREWELL : CLOSING;
    const cut = own.findIndex(([start], index) => index > 0 && words.test(text.slice(start, start + 12)));
    if (cut > 0) {
      closing = own.slice(cut);
      own = own.slice(0, cut);
    }
  }
  if (closing.length === 0) return { sections, closing };
  const lastChild = deeper.sections[deeper.sections.length - 1];
  const lastOwn = own[own.length - 1];
  const end = Math.max(last.title[1], lastOwn ? lastOwn[1] : 0, lastChild ? lastChild.span[1] : 0);
  const kept: Section = { ...last, span: [last.span[0], end], paragraphs: own, children: deeper.sections };
  return { sections: [...sections.slice(0, -1), kept], closing };
}

/**
 * （四）加强宣传引导。 and then 各地各部门要…: where its neighbours are paragraphs, the last one is a paragraph too and
 * what follows it is no text of its own.
 */
function sentenceBeforeClosing(
  text: string,
  sections: readonly Section[],
): { readonly sections: readonly Section[]; readonly closing: readonly Span[] } | null {
  const last = sections[sections.length - 1];
  const first = last?.paragraphs[0];
  if (!last || !first || last.run !== 'own' || last.children.length > 0 || sections.length < 2) return null;
  if (text[last.title[1]] !== '。' || !CLOSING.test(text.slice(first[0], first[0] + 12))) return null;
  if (sections.slice(0, -1).some(({ run }) => run === 'own')) return null;
  const end = last.title[1] + 1;
  const leaf: Section = {
    ...last,
    run: 'leaf',
    span: [last.span[0], end],
    paragraphs: [[last.title[0], end]],
  };
  return { sections: [...sections.slice(0, -1), leaf], closing: last.paragraphs };
}

/** Joins the parts: a plan behind the notice that issues it is the document; more than one are annexes. */
function outlineFrom(text: string, parts: readonly Part[], left: readonly Span[]): Outline {
  const tail: Span[] = [...left];
  const kept: Part[] = [];
  for (const part of parts) {
    if (part.mark) tail.push(part.mark);
    if (part.glossary) tail.push(part.span);
    else {
      kept.push(part);
      tail.push(...part.tail);
    }
  }
  const first = kept[0];
  if (!first) return { ...NOTHING, tail: inOrder(tail) };
  const rest = kept.slice(1);
  const second = rest[0];
  const behind =
    second !== undefined &&
    first.sections.length === 0 &&
    (rest.length === 1 || rest.slice(1).every((part) => part.annexed)) &&
    (!second.annexed || rest.length === 1);
  const main = behind ? second : first;
  // The notice's own title stands for nothing more once the plan's is the document's.
  if (behind && second.front.title && first.front.title) tail.push(first.front.title);
  const annexes = (behind ? rest.slice(1) : rest).map(annexOf);
  const title = (behind ? second.front.title : null) ?? first.front.title;
  return {
    title,
    docNumber: first.front.docNumber ?? main.front.docNumber,
    issuer:
      first.issuer ??
      first.front.issuer ??
      issuerIn(text, first.front.title) ??
      main.issuer ??
      issuerIn(text, title),
    issuedOn: first.issuedOn ?? first.front.issuedOn ?? main.issuedOn ?? main.front.issuedOn,
    addressee: first.front.addressee ?? main.front.addressee,
    preamble: behind ? [...first.preamble, ...second.preamble] : first.preamble,
    sections: main.sections,
    tail: inOrder(tail),
    annexes,
  };
}

const NOTHING: Outline = {
  title: null,
  docNumber: null,
  issuer: null,
  issuedOn: null,
  addressee: null,
  preamble: [],
  sections: [],
  tail: [],
  annexes: [],
};

function annexOf(part: Part): Annex {
  return { span: part.span, title: part.front.title, preamble: part.preamble, sections: part.sections };
}

function inOrder(spans: readonly Span[]): readonly Span[] {
  return [...spans].sort((one, other) => one[0] - other[0]);
}

const REPORT_ISSUER = /^((?:(?:19|20)\d{2}年)?)([^\d]{2,14}?政府)工作报告/;
const ISSUER_IN_TITLE = /^([\s\S]{2,40}?)(?:关于|印发|转发)/;

/** 某市人民政府办公室关于印发…的通知: the organ at the beginning of a title. */
function issuerIn(text: string, title: Span | null): Span | null {
  if (!title) return null;
  const words = text.slice(title[0], Math.min(title[1], title[0] + 60));
  const report = REPORT_ISSUER.exec(words);
  if (report) {
    const from = title[0] + (report[1] as string).length;
    return [from, from + (report[2] as string).length];
  }
  const found = ISSUER_IN_TITLE.exec(words);
  if (!found) return null;
  const name = (found[1] as string).trimEnd();
  return isOrganLine(name) ? [title[0], title[0] + name.length] : null;
}
