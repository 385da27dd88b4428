import { inReading, joinedSpans, type Reading, readingOf, type Span, textAt } from '../base/index.ts';
import {
  flattenedTablesIn,
  kindOf,
  type Outline,
  outlineOf,
  type Section,
  type TableRegion,
  tablesIn,
  unwrapped,
} from '../document/index.ts';
import type { Language } from '../message/index.ts';
import {
  contextOf,
  type Directory,
  isCommanded,
  issuerIn,
  nearName,
  type UnitContext,
} from '../unit/index.ts';
import { carriedOver, type Draft } from './carry.ts';
import type { Compiled, Heading, Meta, Source } from './compiled.ts';
import { periodOf, yearSaidIn } from './deadline/index.ts';
import { dutyRulesOf, leadInHeading, type Units, unitsOf } from './duty/index.ts';
import { goalsOf } from './goal.ts';
import { type HeadingLead, itemOf, partsOf, type Setting } from './item.ts';
import { lint, type NamedUnit } from './lint/index.ts';

export interface CompileOptions {
  readonly name: string;
  readonly format: Source['format'];
  readonly sm3: string;
  readonly map?: Source['map'];
  readonly directory: Directory;
  /** Tables as the file has them; their spans count in the source text. */
  readonly tables?: readonly TableRegion[];
  /** What the file says about itself outside its text. */
  readonly hints?: {
    readonly title?: string;
    readonly issuer?: string;
    readonly issuedOn?: string;
    readonly docNumber?: string;
  };
  /** Said by the person who compiles: goes before what the document says. */
  readonly issuer?: string;
  readonly year?: number;
  readonly language?: Language;
}

/**
 * Compiles the text of a policy document: tasks, measures, duties, targets, time limits, and what the linter finds.
 * Pure: the same text and options give the same result. Never throws, whatever the text.
 */
export function compileText(source: string, options: CompileOptions): Compiled {
  const reading = unwrapped(readingOf(source));
  const draft = draftOf(reading, options);
  return carriedOver(reading, draft, options);
}

function draftOf(reading: Reading, options: CompileOptions): Draft {
  const { text } = reading;
  const given = (options.tables ?? []).map((table) => tableInReading(reading, table));
  const tables = tablesOf(reading, given);
  const outline = outlineOf(reading, { tables });
  const { kind, genre } = kindOf(reading, outline);
  const issuer = issuerOf(text, outline, options);
  const issuedOn = outline.issuedOn?.date ?? options.hints?.issuedOn ?? null;
  const period = periodOf(text, outline.title, issuedOn, options.year ?? yearSaid(text, outline));
  const year = options.year ?? yearOfWork(period, issuedOn);
  const context = contextOf(options.directory, { issuer: issuer?.name ?? null, year });
  const units = unitsOf(context);
  const setting: Setting = {
    text,
    context,
    units,
    rules: dutyRulesOf(text, chaptersOf(outline)),
    leads: headingLeads(text, outline, units),
    base: { year, issuedOn, period },
    grids: joinedSpans(tables.filter(isGrid).map(({ span }) => span)),
  };
  const parts = kind === 'plan' ? partsOf(outline, tables, setting) : [];
  const works = parts.map((part, at) => itemOf(part, at + 1, setting));
  const items = works.map(({ item }) => item);
  const meta: Meta = {
    kind,
    genre,
    title: outline.title && joined(textAt(text, outline.title)),
    titleSpan: outline.title,
    docNumber: outline.docNumber ? textAt(text, outline.docNumber) : (options.hints?.docNumber ?? null),
    docNumberSpan: outline.docNumber,
    issuer: issuer && { ...issuer, id: context.issuer?.id ?? null },
    issuedOn,
    issuedOnSpan: outline.issuedOn?.span ?? null,
    period,
  };
  const headings = [
    ...headingsOf(text, outline.sections),
    ...outline.annexes.flatMap(({ sections }) => headingsOf(text, sections)),
  ];
  const diagnostics = lint({
    text,
    outline,
    meta,
    items,
    context,
    lookUp: (name) => lookedUp(context, units, name),
    orderingRules: setting.rules.orders.map(({ span }) => span),
    blankets: setting.rules.blankets.map(({ span }) => span),
    unread: works.flatMap(({ unread }) => unread),
  });
  const goals = kind === 'plan' ? goalsOf(outline, items, setting) : [];
  return { meta, headings, items, goals, diagnostics };
}

/** The year that the preamble of the document, or of the plan behind its notice, says it is for. */
function yearSaid(text: string, { preamble, annexes }: Outline): number | null {
  return yearSaidIn(text, preamble) ?? yearSaidIn(text, annexes[0]?.preamble ?? []);
}

/** The year that 6月底前 belongs to: a yearly plan's own, else that in which a longer plan was issued. */
function yearOfWork(period: Meta['period'], issuedOn: string | null): number | null {
  const begins = period?.begins.slice(0, 4);
  const date = begins !== undefined && begins === period?.ends.slice(0, 4) ? begins : (issuedOn ?? begins);
  return date === undefined ? null : Number(date.slice(0, 4));
}

function lookedUp(context: UnitContext, units: Units, name: string): NamedUnit {
  const { kind, unit, nameNow, candidates } = units.resolveUnit(name);
  return {
    kind,
    unit,
    ...(nameNow !== undefined && { nameNow }),
    ...(candidates && { candidates }),
    near: kind === 'unknown' ? nearName(context, name) : null,
    commanded: unit && isCommanded(context, unit.id),
  };
}

/** Titles set over several lines read as one. */
function joined(title: string): string {
  return title.replace(/\s*\n\s*/g, '');
}

function issuerOf(text: string, outline: Outline, { issuer, hints, directory }: CompileOptions) {
  if (issuer !== undefined) return { name: issuer, span: null };
  if (outline.issuer) return { name: joined(textAt(text, outline.issuer)), span: outline.issuer };
  if (hints?.issuer !== undefined) return { name: hints.issuer, span: null };
  if (!outline.title) return null;
  const named = issuerIn(directory, joined(textAt(text, outline.title)));
  return named && { name: named.name, span: null };
}

function headingsOf(text: string, sections: readonly Section[], above: readonly string[] = []): Heading[] {
  return sections.flatMap((section) => {
    const path = section.numeral === '' ? above : [...above, section.numeral];
    const { level, title } = section;
    return [
      { path, level, title: textAt(text, title), span: title },
      ...headingsOf(text, section.children, path),
    ];
  });
}

function chaptersOf({ sections, annexes }: Outline): Span[] {
  return [...sections, ...annexes.flatMap((annex) => annex.sections)].map(({ span }) => span);
}

/** Headings over several tasks that name who leads them (县示范区管委会牵头工作). */
function headingLeads(text: string, { sections, annexes }: Outline, units: Units): HeadingLead[] {
  const leads: HeadingLead[] = [];
  const visit = ({ title, span, children }: Section, above: HeadingLead | null) => {
    if (children.length === 0) return;
    const duties = leadInHeading(text, title, units, span);
    const lead = duties.length > 0 ? { span, duties, above } : above;
    if (lead && lead !== above) leads.push(lead);
    for (const child of children) visit(child, lead);
  };
  for (const section of sections) visit(section, null);
  for (const annex of annexes) for (const section of annex.sections) visit(section, null);
  return leads;
}

function tablesOf(reading: Reading, given: readonly TableRegion[]): TableRegion[] {
  if (given.length > 0) return [...given];
  return [...tablesIn(reading, given), ...flattenedTablesIn(reading.text)].sort(
    (one, other) => one.span[0] - other.span[0],
  );
}

/** More than a frame around text: two rows and two columns at least. */
function isGrid({ cells }: TableRegion): boolean {
  return cells.some(({ row }) => row > 0) && cells.some(({ column }) => column > 0);
}

function tableInReading(reading: Reading, { span, cells }: TableRegion): TableRegion {
  return {
    span: inReading(reading, span),
    cells: cells.map((cell) => ({ ...cell, span: inReading(reading, cell.span) })),
  };
}
