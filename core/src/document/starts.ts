import { closingClause } from './clause.ts';
import { isBareNumber } from './front.ts';
import { endsAsSentence, type Line } from './line.ts';
import type { SectionStart } from './tree.ts';

const LONGEST_PLAIN = 30;
const LONGEST_LEAD = 28;

/**
 * Which lines open a section. In a document with numerals they are those with a numeral (and markdown headings); in
 * one without, short lines without punctuation, paragraphs that begin with a short lead sentence, and paragraphs
 * that end in a responsibility clause. Where `plan` says that the title is a plan's and nothing of the kind is
 * there, each paragraph after the first is a section: a loosely worded plan is still one.
 */
export function startsOf(
  text: string,
  lines: readonly Line[],
  plan: boolean = false,
): (SectionStart | null)[] {
  const forms = new Map<string, number>();
  for (const { opening } of lines) if (opening) forms.set(opening.form, (forms.get(opening.form) ?? 0) + 1);
  const numbered = [...forms].some(
    ([form, count]) => count > 0 && !form.startsWith('bullet') && !form.startsWith('firstly'),
  );
  const chapters =
    forms.has('han') || forms.has('部分') || forms.has('章') || forms.has('篇') || forms.has('编');
  const firstly = (forms.get('firstly') ?? 0) >= 2;
  const decimals = lines.some(({ opening }) => opening?.form === 'decimal-2' && opening.value === 1);
  const leads = numbered ? false : hasLeads(text, lines);
  const boxed = inBoxes(lines);
  const plainHeadings = chapters ? 0 : lines.filter((_, at) => isPlainHeading(text, lines, at)).length;
  const single = [...forms.keys()].filter((form) => !form.startsWith('bullet'));
  const heads = single.length === 1 && single[0] === 'han' ? (forms.get('han') ?? 0) : 0;
  const clauses =
    numbered && heads === 0
      ? 0
      : lines.filter((line, at) => isWords(line) && isClauseParagraph(text, lines, at)).length;
  // 一、工业经济 over a dozen paragraphs with a clause each: the paragraphs are the tasks.
  const listed = heads > 0 && clauses >= 2 * heads;
  const starts = lines.map((line, at) => {
    if (boxed.has(at)) return null;
    const { opening } = line;
    if (opening) {
      if (opening.after >= line.span[1] && lines[at + 1]?.opening !== null) return null;
      if (opening.style === 'firstly' && !firstly) return null;
      if (opening.style === 'decimal' && !decimals) return null;
      if (opening.style === 'bullet' && opening.form === 'bullet--' && line.span[1] - line.start > 300)
        return null;
      return opening;
    }
    if (line.table >= 0 || line.label) return null;
    if (line.hashes > 0) return plain(line, `md-${Math.min(line.hashes, 6)}`);
    const bare = decimals ? bareNumber(text, lines, at) : null;
    if (bare) return bare;
    if (!chapters && !decimals && isPlainHeading(text, lines, at)) return plain(line, 'plain');
    if (listed) return isClauseParagraph(text, lines, at) ? plain(line, 'lead') : null;
    if (numbered) return null;
    if (clauses > plainHeadings && isClauseParagraph(text, lines, at)) return plain(line, 'lead');
    return leads && hasLead(text, line) ? plain(line, 'lead') : null;
  });
  if (!plan || starts.some((start) => start !== null)) return starts;
  return lines.map((line, at) =>
    at > 0 && isWords(line) && endsAsSentence(text, line.span) ? plain(line, 'lead') : null,
  );
}

function plain(line: Line, form: string): SectionStart {
  return { style: 'plain', form, value: 0, numeral: '', start: line.start, after: line.start };
}

/** A short line without punctuation over something that it can head. */
function isPlainHeading(text: string, lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line;
  const size = line.span[1] - line.start;
  const next = lines[at + 1];
  if (size < 3 || size > LONGEST_PLAIN || !next || next.label) return false;
  const words = text.slice(line.start, line.span[1]);
  if (/[。；：！？，、…]/.test(words) || /^[\d\s.%—-]+$/.test(words)) return false;
  const following = next.span[1] - next.start;
  return next.opening !== null || following > LONGEST_PLAIN || endsAsSentence(text, next.span);
}

function isClauseParagraph(text: string, lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line;
  const clause = closingClause(text, line.start, line.span[1]);
  if (clause) return clause[0] > line.start;
  const next = lines[at + 1];
  if (!next) return false;
  if (next.label) return true;
  const under = closingClause(text, next.start, next.span[1]);
  return under !== null && under[0] === next.start;
}

/** Whether the paragraphs of an unnumbered document begin with lead sentences: half of them, and two at least. */
function hasLeads(text: string, lines: readonly Line[]): boolean {
  let leads = 0;
  let paragraphs = 0;
  for (const line of lines) {
    if (line.opening || line.label || line.table >= 0 || line.span[1] - line.start < 40) continue;
    paragraphs++;
    if (hasLead(text, line)) leads++;
  }
  return leads >= 2 && leads * 2 >= paragraphs;
}

/** `突出工业主体地位。投资200亿元，…`: a short sentence without figure and comma, and more after it. */
function hasLead(text: string, line: Line): boolean {
  const head = text.slice(line.start, Math.min(line.span[1], line.start + LONGEST_LEAD + 1));
  const stop = head.indexOf('。');
  if (stop < 4 || line.start + stop + 6 > line.span[1]) return false;
  return !/[，；：\d]/.test(head.slice(0, stop));
}

function isWords(line: Line): boolean {
  return line.opening === null && !line.label && line.table < 0;
}

/** `1 总体要求` over `1.1 …`: the reading drops the space beside the figure. */
function bareNumber(text: string, lines: readonly Line[], at: number): SectionStart | null {
  const line = lines[at] as Line;
  const written = text.slice(line.start, Math.min(line.span[1], line.start + 40));
  if (!isBareNumber(written, lines[at + 1])) return null;
  const numeral = /^\d+/.exec(written)?.[0] ?? '';
  const after = line.start + numeral.length;
  return { style: 'decimal', form: 'decimal-1', value: Number(numeral), numeral, start: line.start, after };
}

/** Lines with a numeral inside a 专栏: its numbering begins anew and ends where that of the text goes on. */
function inBoxes(lines: readonly Line[]): ReadonlySet<number> {
  const boxed = new Set<number>();
  const last = new Map<string, number>();
  let inner = null as { readonly form: string; readonly value: number } | null;
  let open = false;
  for (let at = 0; at < lines.length; at++) {
    const opening = (lines[at] as Line).opening;
    if (!opening) continue;
    const { form, value } = opening;
    if (form === '专栏') {
      open = true;
      inner = null;
      continue;
    }
    const goesOn = value === (last.get(form) ?? 0) + 1 && value > 1;
    if (open && inner === null && (value === 1 || opening.style === 'bullet') && !goesOn)
      inner = { form, value };
    else if (
      open &&
      inner?.form === form &&
      !goesOn &&
      (value === inner.value + 1 || opening.style === 'bullet')
    )
      inner = { form, value };
    else {
      open = false;
      last.set(form, value);
      continue;
    }
    boxed.add(at);
  }
  return boxed;
}
