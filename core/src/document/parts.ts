import type { Span } from '../base/index.ts';
import { closingClause } from './clause.ts';
import { isEndNote } from './furniture.ts';
import type { Line } from './line.ts';
import { endsAsSentence } from './line.ts';
import { isDateLine, isOrganLine, isTitleLike } from './title.ts';

/** Lines of one document of the text. */
export interface PartLines {
  readonly lines: readonly Line[];
  readonly annexed: boolean;
  /** 名词解释: explains words, plans nothing. */
  readonly glossary: boolean;
  /** The line 附件1 before it. */
  readonly mark: Span | null;
}

const ANNEX_MARK = /^附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*：?$/;
const ANNEX_TITLED = /^附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*：?\s*\S/;
const GLOSSARY = /^(?:名词解释|名词注释|术语解释|有关名词解释|注释)：?$/;
const AHEAD = 25;

/**
 * Cuts the lines where another document begins: after a line 附件, or where a title stands after the end of what
 * went before and numbering begins anew behind it (a plan after its notice, plans bound one after the other).
 */
export function partsOf(text: string, lines: readonly Line[]): readonly PartLines[] {
  const parts: PartLines[] = [];
  let from = 0;
  let annexed = false;
  let glossary = false;
  let mark: Span | null = null;
  let sections = false;
  let signed = false;
  let prose = false;
  const close = (at: number, asAnnex: boolean) => {
    if (at > from) parts.push({ lines: lines.slice(from, at), annexed, glossary, mark });
    glossary = false;
    mark = null;
    annexed = asAnnex;
    sections = false;
    signed = false;
    prose = false;
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const size = line.span[1] - line.start;
    if (line.opening) {
      if (line.opening.style !== 'bullet') sections = true;
      continue;
    }
    if (size > 20 && (endsAsSentence(text, line.span) || text[line.span[1] - 1] === '）')) prose = true;
    if (size > 70 || line.table >= 0 || line.label) continue;
    const words = text.slice(line.start, line.span[1]);
    if (isDateLine(words) && at > from && isSignature(text, lines, at)) signed = true;
    if (at === from && !(annexed && GLOSSARY.test(words))) continue;
    if (words.endsWith('：') && ANNEX_MARK.test(words) && lines[at + 1]?.opening?.style === 'digit') continue;
    if (
      ANNEX_MARK.test(words) ||
      (signed && size <= 60 && ANNEX_TITLED.test(words) && !isListOfAnnexes(text, lines, at))
    ) {
      close(at, true);
      // The mark itself is no part of the annex's title.
      if (ANNEX_MARK.test(words)) mark = line.span;
      from = ANNEX_MARK.test(words) ? at + 1 : at;
      continue;
    }
    if (GLOSSARY.test(words) && (sections || annexed)) {
      close(at, true);
      from = at;
      glossary = true;
      continue;
    }
    const run = titleRun(text, lines, at);
    if (run > 0 && beginsDocument(text, lines, at, run, { sections, signed, prose })) {
      close(at, false);
      from = at;
      at += run - 1;
    }
  }
  close(lines.length, false);
  return parts;
}

function isSignature(text: string, lines: readonly Line[], at: number): boolean {
  const before = lines[at - 1];
  if (!before) return false;
  const words = text.slice(before.start, Math.min(before.span[1], before.start + 80));
  return isOrganLine(words) || endsAsSentence(text, before.span) || /^总理|^省长|^市长/.test(words);
}

/** `附件：1.…` with further entries is a list, not an annex. */
function isListOfAnnexes(text: string, lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line;
  const words = text.slice(line.start, line.span[1]);
  return /：\s*1[.、]/.test(words) || lines[at + 1]?.opening?.style === 'digit';
}

/** How many lines from `at` on form a title (0 for none, at most 3). */
function titleRun(text: string, lines: readonly Line[], at: number): number {
  let joined = '';
  for (let size = 1; size <= 3; size++) {
    const line = lines[at + size - 1];
    if (!line || line.opening || line.label || line.table >= 0 || line.span[1] - line.start > 60) return 0;
    const words = text.slice(line.start, line.span[1]);
    if (/[。；：，！？]/.test(words) || isDateLine(words) || isEndNote(words)) return 0;
    joined += words;
    if (joined === '政府工作报告' || (joined.length >= 8 && isTitleLike(joined))) return size;
  }
  return 0;
}

/** A title that names a year, a region or what it is about, as the heading of a chapter does not. */
function isFullTitle(words: string): boolean {
  if (words === '政府工作报告') return true;
  if (words.length < 10) return false;
  return (
    /(?:19|20)\d{2}年|^关于|^国务院/.test(words) || /^.{1,6}(?:省|自治区|市|县|区|州|乡|镇|街道)/.test(words)
  );
}

function beginsDocument(
  text: string,
  lines: readonly Line[],
  at: number,
  run: number,
  {
    sections,
    signed,
    prose,
  }: { readonly sections: boolean; readonly signed: boolean; readonly prose: boolean },
): boolean {
  const full =
    (lines[at] as Line).hashes === 1 ||
    isFullTitle(text.slice((lines[at] as Line).start, (lines[at + run - 1] as Line).span[1]));
  if (!signed && !sections && !(full && prose)) return false;
  const before = lines[at - 1] as Line;
  const words = text.slice(before.start, Math.min(before.span[1], before.start + 80));
  const ended =
    before.label ||
    isDateLine(words) ||
    isEndNote(words) ||
    endsAsSentence(text, before.span) ||
    closingClause(text, before.span[0], before.span[1]) !== null;
  if (!ended) return false;
  for (let ahead = at + run; ahead < lines.length && ahead < at + run + AHEAD; ahead++) {
    const opening = (lines[ahead] as Line).opening;
    if (!opening || opening.style === 'bullet' || opening.style === 'firstly') continue;
    if (opening.value !== 1) return false;
    return signed || full || opening.form === 'han' || opening.form === '章' || opening.form === '部分';
  }
  return signed || full;
}
