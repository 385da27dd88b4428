import { covers, joinedSpans, overlapping, overlaps, type Span, textAt, trimmed } from '../base/index.ts';
import {
  hasClause,
  type Outline,
  type TableRegion,
  type WorkSection,
  workSectionsOf,
} from '../document/index.ts';
import type { UnitContext } from '../unit/index.ts';
import type { Deadline, Duty, Item, Measure, MeasureKind, Target } from './compiled.ts';
import { type DeadlineBase, deadlinesIn, limitDeadlines } from './deadline/index.ts';
import type { DraftMeasure, ItemDuties } from './draft.ts';
import { type DutyRules, dutiesIn, dutiesInRow, type Units } from './duty/index.ts';
import { measuresIn } from './measure/index.ts';
import { placesIn } from './place.ts';
import { itemsInTable, type TableItem } from './table/index.ts';
import { targetsIn } from './target/index.ts';

/** A heading that gives all the tasks below it to somebody. */
export interface HeadingLead {
  readonly span: Span;
  /** The next such heading above this one. */
  readonly above: HeadingLead | null;
  readonly duties: readonly Duty[];
}

/** What every pass over an item needs to know of the document. */
export interface Setting {
  readonly text: string;
  readonly units: Units;
  readonly context: UnitContext;
  readonly rules: DutyRules;
  readonly base: DeadlineBase;
  readonly leads: readonly HeadingLead[];
  /** Tables with rows and columns, in rising order, none inside another: their cells are no sentences. */
  readonly grids: readonly Span[];
}

/** One task as the outline or a table gives it. */
export type Part =
  | { readonly from: 'section'; readonly section: WorkSection }
  | { readonly from: 'table'; readonly row: TableItem };

/** A table of tasks: 任务分解表. */
interface Ledger {
  readonly span: Span;
  readonly rows: readonly TableItem[];
}

/**
 * Tasks of the tree and of the tables in the order of the document. Where a table of tasks names the units and the
 * text around it names none, the table is the list of tasks and the text its summary.
 */
export function partsOf(outline: Outline, tables: readonly TableRegion[], { text }: Setting): Part[] {
  const ledgers = tables
    .map(({ span, cells }): Ledger => ({ span, rows: itemsInTable(text, { span, cells }) }))
    .filter(({ rows }) => rows.length > 0);
  const rows = ledgers.flatMap((ledger) => ledger.rows);
  const places = joinedSpans(ledgers.map(({ span }) => span));
  const sections = workSectionsOf(outline, text).flatMap((section) => beside(section, places, text));
  const assigned = sections.some((section) => section.parts.some((part) => hasClause(text, part)));
  const summary = rows.length * 2 >= sections.length && rows.length > 2 && !assigned;
  const parts: Part[] = [
    ...rows.map((row): Part => ({ from: 'table', row })),
    ...(summary ? [] : sections.map((section): Part => ({ from: 'section', section }))),
  ];
  return parts.sort((one, other) => spanOf(one)[0] - spanOf(other)[0]);
}

/** The section without a table of tasks that stands in it; gone where it has no units of its own before the table. */
function beside(section: WorkSection, ledgers: readonly Span[], text: string): WorkSection[] {
  const [inside] = overlapping(ledgers, section.span);
  if (!inside) return [section];
  const end = inside[0];
  const before = (span: Span) => span[1] <= end;
  if (section.title[1] > end || !section.parts.some((part) => before(part) && hasClause(text, part)))
    return [];
  return [
    {
      ...section,
      span: trimmed(text, [section.span[0], end]),
      body: section.body.filter(before),
      parts: section.parts.filter(before),
    },
  ];
}

function spanOf(part: Part): Span {
  return part.from === 'table' ? part.row.span : part.section.span;
}

/** A task, and the stretches of it that no pass made anything of. */
export interface Worked {
  readonly item: Item;
  readonly unread: readonly Span[];
}

/** Reads one task: who answers for it, what is to be done, how much, by when, where. */
export function itemOf(part: Part, no: number, setting: Setting): Worked {
  const { text } = setting;
  const { path, title, span } = part.from === 'table' ? part.row : part.section;
  const { stretches, found } =
    part.from === 'table' ? rowOf(part.row, setting) : sectionOf(part.section, setting);
  const { measures: drafts, citations } = measuresIn(text, stretches);
  const id = `t${no}`;
  const measures = drafts.map((draft, at) => measureOf(draft, `${id}.${at + 1}`, setting));
  const withLimits = limited(measures, found.limits, setting);
  const places = [title, ...stretches].flatMap((stretch) => placesIn(setting.context, text, stretch));
  const item: Item = {
    id,
    no,
    path,
    title: textAt(text, title),
    span,
    titleSpan: title,
    bodySpan: bodyOf(stretches, title),
    measures: part.from === 'table' ? counted(withLimits, part.row, setting) : withLimits,
    duties: withHeading(found.duties, span, setting),
    citations,
    places,
  };
  return { item, unread: unreadIn(text, stretches, drafts) };
}

/** The duties of the item; where none of them leads, those of the heading above lead it. */
function withHeading(duties: readonly Duty[], span: Span, { leads }: Setting): readonly Duty[] {
  if (leads.length === 0 || duties.some(({ role }) => role === 'lead')) return duties;
  const above = leadOver(leads, span);
  return above ? [...above.duties.map((duty) => ({ ...duty, governs: span })), ...duties] : duties;
}

/** The nearest heading with a lead over a stretch. Headings stand in the order of the text, each before those under it. */
function leadOver(leads: readonly HeadingLead[], span: Span): HeadingLead | null {
  let low = 0;
  let high = leads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leads[middle] as HeadingLead).span[0] <= span[0]) low = middle + 1;
    else high = middle;
  }
  let lead = leads[low - 1] ?? null;
  while (lead && !covers(lead.span, span)) lead = lead.above;
  return lead;
}

/** Stretches of some length without a measure. */
function unreadIn(text: string, stretches: readonly Span[], measures: readonly DraftMeasure[]): Span[] {
  let at = 0;
  return stretches.filter((stretch) => {
    while (at < measures.length && (measures[at] as DraftMeasure).span[1] <= stretch[0]) at++;
    const next = measures[at];
    if (next && overlaps(next.span, stretch)) return false;
    return stretch[1] - stretch[0] > SHORTEST_UNREAD && /[\u4e00-\u9fff]/.test(textAt(text, stretch));
  });
}

const SHORTEST_UNREAD = 8;

interface Work {
  readonly stretches: readonly Span[];
  readonly found: ItemDuties;
}

function sectionOf(section: WorkSection, setting: Setting): Work {
  const { text, rules, units, grids, leads } = setting;
  const led = leadOver(leads, section.span) !== null;
  const found = dutiesIn(text, section.parts, rules, units, section.span[0], led);
  const inside = overlapping(grids, section.span);
  const cut =
    inside.length > 0 ? [...found.cut, ...inside].sort((one, other) => one[0] - other[0]) : found.cut;
  const body = holdsWork(section, setting) ? [section.title, ...section.body] : section.body;
  // Both lists rise: what ends before one stretch is not asked about for those after it.
  let next = 0;
  const stretches: Span[] = [];
  for (const span of body) {
    while (next < cut.length && (cut[next] as Span)[1] <= span[0]) next++;
    addWithout(text, span, cut, next, stretches);
  }
  return { stretches, found };
}

/**
 * 1.完成20个村的规划编制，年底前应编尽编。建立…。: the first sentence of a paragraph without heading. It reads as one,
 * but what has a figure, a limit or a document to issue is work.
 */
function holdsWork({ title, body, run }: WorkSection, { text, base }: Setting): boolean {
  if (run !== 'run-in' || body.some((span) => overlaps(span, title))) return false;
  const written = textAt(text, title);
  if (!written.includes('，') && !/\d/.test(written)) return false;
  return (
    targetsIn(text, title, { year: base.year }).length > 0 ||
    deadlinesIn(text, title, base).length > 0 ||
    /(?:出台|印发|制定|编制|修订|发布)《/.test(written)
  );
}

function rowOf(row: TableItem, { text, units, rules }: Setting): Work {
  const rows = row.rows.map(({ duties, governs }) => dutiesInRow(text, duties, rules, units, governs));
  const limits = row.rows.flatMap(({ limits, governs }) => limits.map((span) => ({ span, governs })));
  return {
    stretches: row.stretches,
    found: {
      duties: rows.flatMap(({ duties }) => duties),
      cut: [],
      limits: [...rows.flatMap((one) => one.limits), ...limits],
    },
  };
}

/** Adds the stretch without what was cut out of it, in pieces. Cuts before the one at `next` lie before it. */
function addWithout(
  text: string,
  [start, end]: Span,
  cut: readonly Span[],
  next: number,
  pieces: Span[],
): void {
  const add = (left: number, right: number) => {
    const piece = trimmed(text, [left, right]);
    if (piece[1] > piece[0]) pieces.push(piece);
  };
  let from = start;
  for (let at = next; at < cut.length; at++) {
    const [cutStart, cutEnd] = cut[at] as Span;
    if (cutStart >= end) break;
    if (cutEnd <= from) continue;
    if (cutStart > from) add(from, cutStart);
    from = cutEnd;
  }
  if (from < end) add(from, end);
}

function bodyOf(stretches: readonly Span[], title: Span): Span {
  const first = stretches[0];
  const last = stretches.at(-1);
  return first && last ? [first[0], last[1]] : [title[1], title[1]];
}

export function measureOf(draft: DraftMeasure, id: string, { text, base }: Setting): Measure {
  const { span, verb, deliverables, scopes } = draft;
  const targets = targetsIn(text, span, { year: base.year });
  const deadlines = deadlinesIn(text, span, base);
  const kind: MeasureKind =
    targets.length > 0 ? 'quantity' : draft.kind === 'quantity' ? 'standing' : draft.kind;
  return { id, span, text: textAt(text, span), verb, kind, targets, deadlines, deliverables, scopes };
}

/** Puts what 完成时限： says on the last measure of the stretch that it is for. */
function limited(
  measures: readonly Measure[],
  limits: ItemDuties['limits'],
  { text, base }: Setting,
): readonly Measure[] {
  if (limits.length === 0) return measures;
  const added = new Map<Measure, Deadline[]>();
  for (const { span, governs } of limits) {
    const bearer = measures.findLast((measure) => overlaps(measure.span, governs)) ?? measures.at(-1);
    if (!bearer) continue;
    const deadlines = limitDeadlines(text, span, base).map(
      (deadline): Deadline => ({ ...deadline, governs }),
    );
    added.set(bearer, [...(added.get(bearer) ?? []), ...deadlines]);
  }
  return measures.map((measure) => {
    const deadlines = added.get(measure);
    return deadlines ? { ...measure, deadlines: [...measure.deadlines, ...deadlines] } : measure;
  });
}

/** Puts the figures of target columns on the last measure of their row. */
function counted(measures: readonly Measure[], row: TableItem, { text, base }: Setting): readonly Measure[] {
  const added = new Map<Measure, Target[]>();
  for (const { governs, targets } of row.rows) {
    const bearer = measures.findLast((measure) => overlaps(measure.span, governs)) ?? measures.at(-1);
    const found = targets.flatMap((span) => targetsIn(text, span, { year: base.year }));
    if (bearer && found.length > 0) added.set(bearer, [...(added.get(bearer) ?? []), ...found]);
  }
  return measures.map((measure) => {
    const targets = added.get(measure);
    return targets ? { ...measure, kind: 'quantity', targets: [...measure.targets, ...targets] } : measure;
  });
}
