import type { Span } from '../../base/index.ts';
import type { Deadline, Duty, Item, Measure, Target } from '../compiled.ts';
import type { LintInput, NamedUnit } from './input.ts';
import { isOpen } from './open.ts';
import { type Places, placesIn } from './words.ts';

/** One task with what several rules ask of it. */
export interface SeenItem extends Item {
  readonly leads: readonly Duty[];
  /** Leads with the same stretch to answer for; a task may hold several clauses, each with leads of its own. */
  readonly clauses: readonly (readonly Duty[])[];
  /** Pairs of duties of one clause that name the same unit, the later one second. */
  readonly repeated: readonly (readonly [Duty, Duty])[];
  /** Limits set for a stretch and not for one measure. */
  readonly shared: readonly Deadline[];
  /** Measures of which nobody could tell when they are done. */
  readonly open: readonly Measure[];
}

/** One name of a unit, what the directory knows of it, and the duties that bear it. */
export interface SeenName {
  readonly named: NamedUnit;
  readonly duties: readonly Duty[];
}

export interface SeenTarget {
  readonly target: Target;
  readonly measure: Measure;
  readonly item: SeenItem;
}

/** The document as the rules look at it: everything that more than one of them needs is worked out once. */
export interface Seen extends LintInput {
  readonly items: readonly SeenItem[];
  readonly names: readonly SeenName[];
  readonly targets: readonly SeenTarget[];
  /** Limits that have a last day, each place once: one limit may stand for several measures. */
  readonly limits: readonly { readonly deadline: Deadline; readonly date: string }[];
  /** Sections that close the document. */
  readonly closing: readonly { readonly span: Span }[];
  readonly places: Places;
}

/** One pass over everything; plain loops, because this is most of what the linter costs. */
export function seenOf(input: LintInput): Seen {
  const { text, outline, meta, context, lookUp, orderingRules, blankets, unread } = input;
  const items: SeenItem[] = [];
  const targets: SeenTarget[] = [];
  const limits: { deadline: Deadline; date: string }[] = [];
  for (const one of input.items) {
    const shared: Deadline[] = [];
    const open: Measure[] = [];
    const item = seenItem(one, shared, open);
    items.push(item);
    let last = -1;
    for (const measure of item.measures) {
      for (const target of measure.targets) targets.push({ target, measure, item });
      for (const deadline of measure.deadlines) {
        const { date, kind, span, governs } = deadline;
        if (governs) shared.push(deadline);
        if (date === null || kind === 'ongoing' || span[0] === last) continue;
        last = span[0];
        limits.push({ deadline, date });
      }
    }
    for (const measure of item.measures) if (isOpen(measure, shared)) open.push(measure);
  }
  return {
    ...{ text, outline, meta, context, lookUp, orderingRules, blankets, unread },
    ...{
      items,
      targets,
      limits,
      names: namesIn(input),
      closing: closingParts(input),
      places: placesIn(text),
    },
  };
}

function seenItem(item: Item, shared: readonly Deadline[], open: readonly Measure[]): SeenItem {
  const { id, no, path, title, span, titleSpan, bodySpan, measures, duties, citations, places } = item;
  const leads: Duty[] = [];
  for (const duty of duties) if (duty.role === 'lead') leads.push(duty);
  const clauses = clausesOf(leads);
  const repeated = repeatedIn(duties);
  // Written out: spreading the task costs more than everything else here.
  return {
    id,
    no,
    path,
    title,
    span,
    titleSpan,
    bodySpan,
    measures,
    duties,
    citations,
    places,
    leads,
    clauses,
    repeated,
    shared,
    open,
  };
}

function clausesOf(leads: readonly Duty[]): readonly (readonly Duty[])[] {
  const clauses: Duty[][] = [];
  for (const lead of leads) {
    const clause = clauses[clauses.length - 1];
    if (clause?.[0] && sameClause(clause[0], lead)) clause.push(lead);
    else clauses.push([lead]);
  }
  return clauses;
}

function repeatedIn(duties: readonly Duty[]): readonly (readonly [Duty, Duty])[] {
  const seen = new Map<string, Duty>();
  const pairs: [Duty, Duty][] = [];
  for (const duty of duties) {
    const identity = duty.unit?.id ?? duty.name;
    const before = seen.get(identity);
    if (before && before.span[0] !== duty.span[0] && sameClause(before, duty)) pairs.push([before, duty]);
    else seen.set(identity, duty);
  }
  return pairs;
}

/** Whether two duties stand for the same stretch: units of one clause. */
function sameClause(one: Duty, other: Duty): boolean {
  return one.governs[0] === other.governs[0] && one.governs[1] === other.governs[1];
}

/** 全国, 8个试点地区: where something is to be done, named in the place of a unit. */
const UNIT_ENDING = /[委局厅办部府会院心司行署处队社联室所校组团站]$/;

function namesIn({ items, lookUp }: LintInput): readonly SeenName[] {
  const names = new Map<string, { named: NamedUnit; duties: Duty[] }>();
  for (const { duties } of items) {
    for (const duty of duties) {
      if (duty.group) continue;
      const name = names.get(duty.name);
      if (name) name.duties.push(duty);
      else if (duty.role !== 'local' || UNIT_ENDING.test(duty.name))
        names.set(duty.name, { named: lookUp(duty.name), duties: [duty] });
    }
  }
  return [...names.values()];
}

/** Closing tasks on leadership, money and publicity bind everybody and name nobody, by custom. */
export const CLOSING =
  /组织(?:领导|实施|保障|协调|推进)|保障措施|实施保障|政策保障|工作要求|有关要求|统筹协调|协调配合|宣传|舆论|督促|督查|监督检查|跟踪问效|评估|考核|压实|工作责任|主体责任|抓好.{0,4}落实|党的领导/;

function closingParts({ text, outline }: LintInput): Seen['closing'] {
  return [outline, ...outline.annexes]
    .flatMap(({ sections }) => sections)
    .filter(({ title }) => CLOSING.test(text.slice(...title)));
}
