import { overlaps, type Span, textAt, trimmed } from '../base/index.ts';
import type { Outline, Section } from '../document/index.ts';
import type { Goal, Item } from './compiled.ts';
import { measureOf, type Setting } from './item.ts';
import { measuresIn } from './measure/index.ts';

/** Chapters that look back or explain: their figures are results. */
const PAST = /回顾|总结|成就|成绩|成效|形势|背景|现状|基础|存在问题|主要考虑|编制依据/;
const GOAL = /目标|预期/;
/** How far into a paragraph the word may stand: 今年全省经济社会发展主要预期目标是：… */
const OPENING = 40;
/** 2024年全市经济社会发展主要预期目标是：… in a preamble. */
const GOALS_ARE = /(?:^|[。；])\s*([^。；：\n]{0,40}目标)(是|为|：)/;
const SAID_WITHIN = 600;

/**
 * 总体目标: figures that the document sets itself outside its tasks (今年发展主要预期目标是：地区生产总值增长…).
 * Nobody is assigned to them, so they are no tasks; a ledger without them would miss what it is measured by.
 */
export function goalsOf(outline: Outline, items: readonly Item[], setting: Setting): Goal[] {
  const goals: Goal[] = [];
  const taken = takenBy(items);
  for (const preamble of [outline.preamble, ...outline.annexes.map((annex) => annex.preamble)]) {
    for (const paragraph of preamble) {
      const goal = taken(paragraph) ? null : goalSaidIn(paragraph, goals.length + 1, setting);
      if (goal) goals.push(goal);
    }
  }
  for (const sections of [outline.sections, ...outline.annexes.map((annex) => annex.sections)]) {
    for (const section of sections) collect(section, [], false, taken, setting, goals);
  }
  return goals;
}

function collect(
  section: Section,
  above: readonly string[],
  under: boolean,
  taken: (span: Span) => boolean,
  setting: Setting,
  goals: Goal[],
): void {
  const { text } = setting;
  const title = textAt(text, section.title);
  if (PAST.test(title)) return;
  const path = section.numeral === '' ? above : [...above, section.numeral];
  const named = under || GOAL.test(title);
  const own = section.paragraphs.filter(
    (paragraph) => (named || opensWithGoal(text, paragraph)) && !taken(paragraph),
  );
  const goal = goalOf(section, path, own, goals.length + 1, setting);
  if (goal) goals.push(goal);
  for (const child of section.children) {
    if (!taken(child.title)) collect(child, path, named, taken, setting, goals);
  }
}

function goalOf(
  { title }: Pick<Section, 'title'>,
  path: readonly string[],
  paragraphs: readonly Span[],
  no: number,
  setting: Setting,
): Goal | null {
  const { text } = setting;
  const first = paragraphs[0];
  const last = paragraphs.at(-1);
  if (!first || !last) return null;
  const stretches = paragraphs.map((span) => trimmed(text, span));
  const measures = measuresIn(text, stretches)
    .measures.map((draft, at) => measureOf(draft, `g${no}.${at + 1}`, setting))
    .filter(({ targets }) => targets.length > 0);
  if (measures.length === 0) return null;
  return {
    id: `g${no}`,
    path,
    title: textAt(text, title),
    titleSpan: title,
    span: [first[0], last[1]],
    measures,
  };
}

/** A paragraph before the first heading that says what the goals are (今年主要预期目标是：…); its own words are the title. */
function goalSaidIn([start, end]: Span, no: number, setting: Setting): Goal | null {
  const { text } = setting;
  const said = GOALS_ARE.exec(text.slice(start, Math.min(end, start + SAID_WITHIN)));
  if (!said) return null;
  const sentence =
    start + said.index + (said[0].length - (said[1] as string).length - (said[2] as string).length);
  const title: Span = [sentence, sentence + (said[1] as string).length];
  return goalOf({ title }, [], [[sentence, end]], no, setting);
}

function opensWithGoal(text: string, [start, end]: Span): boolean {
  return GOAL.test(text.slice(start, Math.min(end, start + OPENING)));
}

/** Whether a stretch belongs to a task. Tasks stand in rising order, none in another. */
function takenBy(items: readonly Item[]): (span: Span) => boolean {
  return (span) => {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((items[middle] as Item).span[1] <= span[0]) low = middle + 1;
      else high = middle;
    }
    const item = items[low];
    return item !== undefined && overlaps(item.span, span);
  };
}
