import { covers, readChineseInteger, type Span } from '../../base/index.ts';
import type { Annex, Section } from '../../document/index.ts';
import type { Item } from '../compiled.ts';
import { forEachItem, isClosing, quoted, type Rule, type Tell } from './rule.ts';
import type { Seen, SeenItem } from './seen.ts';
import { itemsWithin } from './stretch.ts';

/** The document as a whole: its headings, its numbers, what it announces and what it lists. */
export const DOCUMENT_RULES: readonly Rule[] = [
  { code: 'document/no-issuer', severity: 'info', find: noIssuer },
  { code: 'document/no-period', severity: 'warning', find: noPeriod },
  { code: 'document/period-inferred', severity: 'info', find: periodInferred },
  { code: 'document/count-mismatch', severity: 'warning', find: countMismatch },
  { code: 'heading/empty', severity: 'warning', find: emptyHeadings },
  { code: 'heading/out-of-order', severity: 'warning', find: outOfOrder },
  { code: 'heading/count-mismatch', severity: 'warning', find: headingCountMismatch },
  { code: 'task/empty', severity: 'error', find: emptyTasks },
  { code: 'task/no-measure', severity: 'warning', find: forEachItem(noMeasure) },
  { code: 'task/repeated', severity: 'warning', find: repeatedTask },
  { code: 'task/overlong', severity: 'info', find: forEachItem(overlongTask) },
];

const OVERLONG = 20;

/** Where a finding about the whole document is shown: its title, else its first words. */
function top({ text, meta }: Seen): Span {
  if (meta.titleSpan) return meta.titleSpan;
  const end = text.indexOf('\n');
  return [0, end < 0 ? Math.min(text.length, 40) : end];
}

function noIssuer(seen: Seen, tell: Tell): void {
  if (!seen.meta.issuer) tell(top(seen));
}

function noPeriod(seen: Seen, tell: Tell): void {
  if (!seen.meta.period) tell(top(seen));
}

function periodInferred(seen: Seen, tell: Tell): void {
  const { period } = seen.meta;
  const isUsed = seen.limits.some(({ deadline }) => deadline.inferred);
  if (period?.inferred && isUsed) tell(top(seen), { begins: period.begins, ends: period.ends });
}

/** 确定了18项重点任务, 共28项工作: a number of what this document lists, announced by one of these words. */
const ANNOUNCED =
  /(?:共|分解为|细化为|梳理出?|确定了?|提出了?|明确了?|安排了?|以下|下列)(?:如下|以下)?(\d{1,3}|[一二三四五六七八九十百]{1,5})(?:项|条|件)(?:年度|具体|主要|重点|重要)*(?:工作)?(?:任务|举措|措施|事项|工作)/g;

function countMismatch({ text, outline, items }: Seen, tell: Tell): void {
  const whole: Span = [0, text.length];
  announcedIn(outline, whole);
  for (const annex of outline.annexes) announcedIn(annex, annex.span);

  function announcedIn({ preamble, sections }: Pick<Annex, 'preamble' | 'sections'>, span: Span): void {
    for (const [start, end] of preamble) {
      const paragraph = text.slice(start, end);
      if (!/[项条件]/.test(paragraph)) continue;
      for (const match of paragraph.matchAll(ANNOUNCED)) {
        const announced = integer(match[1] as string);
        if (announced === null) continue;
        const within = itemsWithin(items, span);
        if (within.length === 0 || listings(within, sections).includes(announced)) continue;
        if (Math.abs(announced - within.length) > Math.max(3, within.length / 4)) continue;
        const at = start + match.index;
        tell([at, at + match[0].length], { written: match[0], listed: within.length });
      }
    }
  }
}

/** An announced number may count any of these; only one that fits none of them and is near the tasks' is wrong. */
function listings(items: readonly Item[], sections: readonly Section[]): readonly number[] {
  return [
    items.length,
    sections.length,
    sections.reduce((sum, { children }) => sum + children.length, 0),
    items.reduce((sum, { measures }) => sum + measures.length, 0),
  ];
}

function integer(written: string): number | null {
  return /^\d/.test(written) ? Number(written) : readChineseInteger(written);
}

function forEachSection(
  { outline }: Seen,
  found: (section: Section, before: Section | undefined, cousin: Section | undefined) => void,
): void {
  const last = new Map<string, Section>();
  const walk = (sections: readonly Section[]) => {
    let before: Section | undefined;
    for (const section of sections) {
      const kind = `${section.level} ${section.style}`;
      found(section, before?.style === section.style ? before : undefined, last.get(kind));
      last.set(kind, section);
      before = section;
      walk(section.children);
    }
  };
  for (const sections of [outline.sections, ...outline.annexes.map((annex) => annex.sections)]) {
    last.clear();
    walk(sections);
  }
}

function emptyHeadings(seen: Seen, tell: Tell): void {
  const { text, items } = seen;
  const tasks = new Set(items.map(({ titleSpan }) => titleSpan[0]));
  forEachSection(seen, ({ run, title, paragraphs, children, span }) => {
    if (run !== 'own' || paragraphs.length > 0 || children.length > 0 || tasks.has(title[0])) return;
    // Text of the section that the outline keeps elsewhere (a table) is a body as well.
    if (text.slice(title[1], span[1]).trim().length > 2) return;
    tell(title, { title: quoted(text, title) });
  });
}

const NUMBERED = new Set(['han', 'han-bracket', 'digit', 'digit-bracket', 'circled', 'article']);

function outOfOrder(seen: Seen, tell: Tell): void {
  const { text } = seen;
  forEachSection(seen, (section, before, cousin) => {
    if (!NUMBERED.has(section.style)) return;
    const number = numberOf(section);
    if (number === null) return;
    const previous = before ?? cousin;
    const last = previous ? numberOf(previous) : 0;
    // A list may begin again at one wherever its parent changes, and a second list may follow the first.
    if (last === null || number === last + 1 || number === 1) return;
    if (!before && !cousin && section.style !== 'han') return;
    // A leap is a citation or a mistake in reading more often than one of the drafter.
    if (Math.abs(number - last) > 3) return;
    const start = section.span[0];
    const at = text.indexOf(section.numeral, start);
    const span: Span = at === start ? [start, start + section.numeral.length] : section.title;
    tell(span, { numeral: section.numeral, before: previous?.numeral ?? '—' });
  });
}

const AROUND_NUMERAL = new Set('（）〔〕.、第条章');

function numberOf({ numeral }: Section): number | null {
  let from = 0;
  let to = numeral.length;
  while (from < to && AROUND_NUMERAL.has(numeral[from] as string)) from++;
  while (to > from && AROUND_NUMERAL.has(numeral[to - 1] as string)) to--;
  const bare = numeral.slice(from, to);
  return /^\d{1,4}$/.test(bare) ? Number(bare) : readChineseInteger(bare);
}

const HEADING_COUNT = /（(?:共)?(\d{1,3}|[一二三四五六七八九十百]{1,5})(?:项|条|件)）$/;

function headingCountMismatch(seen: Seen, tell: Tell): void {
  const { text, items } = seen;
  forEachSection(seen, ({ title, span, children }) => {
    if (text[title[1] - 1] !== '）') return;
    const announced = integer(HEADING_COUNT.exec(text.slice(...title))?.[1] ?? '');
    if (announced === null) return;
    const listed = itemsWithin(items, [span[0] + 1, span[1]]).length;
    if (listed === 0 || listed === announced || children.length === announced) return;
    tell(title, { announced, listed });
  });
}

/**
 * A task that is no more than its title where the other tasks say more. Where most are single sentences, the title is
 * the work itself.
 */
function emptyTasks({ text, items }: Seen, tell: Tell): void {
  const empty = items.filter((item) =>
    item.measures.length === 0
      ? !hasBody(item, text)
      : item.measures.every(
          ({ span, targets, deliverables, deadlines }) =>
            covers(item.titleSpan, span) && targets.length + deliverables.length + deadlines.length === 0,
        ),
  );
  if (empty.length * 3 > items.length) return;
  for (const { titleSpan } of empty) tell(titleSpan, { title: quoted(text, titleSpan) });
}

function noMeasure(item: SeenItem, tell: Tell, seen: Seen): void {
  const { text } = seen;
  if (item.measures.length > 0 || !hasBody(item, text) || isClosing(item, seen)) return;
  tell(item.titleSpan, { title: quoted(text, item.titleSpan) });
}

/** More than the clause that names the units. */
function hasBody({ bodySpan, duties }: Item, text: string): boolean {
  const [start, end] = bodySpan;
  const named = duties.filter(({ span }) => span[0] >= start && span[1] <= end).map(({ span }) => span[0]);
  const before = text.slice(start, named.length > 0 ? Math.min(...named) : end);
  return before.replace(/[\s（〔]*(?:[\u4e00-\u9fff]{2}(?:单位|部门)：|由)?\s*$/, '').length > 4;
}

function repeatedTask({ text, items }: Seen, tell: Tell): void {
  const seen = new Map<string, Item>();
  for (const item of items) {
    const words = text.slice(...item.bodySpan);
    if (words.length < 12) continue;
    const before = seen.get(words);
    if (before) tell(item.titleSpan, { other: before.no, title: quoted(text, before.titleSpan) });
    else seen.set(words, item);
  }
}

function overlongTask(item: SeenItem, tell: Tell, { text }: Seen): void {
  const [lead, ...others] = item.leads;
  if (item.measures.length <= OVERLONG || !lead || others.length > 0) return;
  tell(item.titleSpan, {
    title: quoted(text, item.titleSpan),
    count: item.measures.length,
    lead: lead.written,
  });
}
