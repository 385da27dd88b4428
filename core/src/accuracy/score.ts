import { decimal, decimalText, overlaps } from '../base/index.ts';
import type { Compiled, Item, Target } from '../task/index.ts';
import {
  FIGURES,
  type FigureName,
  type Gold,
  type GoldGoals,
  type GoldItem,
  type GoldTarget,
  type Span,
} from './gold.ts';
import { pairUp } from './pair.ts';

/** One entry that was missed or is surplus: where it stands and what it is. */
export interface Mark {
  readonly span: Span;
  readonly what: string;
}

/** 准确率、召回率: one figure of one document. Rates are 0 to 1; with nothing wanted and nothing found all are 1. */
export interface Score {
  readonly gold: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly misses: readonly Mark[];
  readonly surplus: readonly Mark[];
}

/** Scores by figure; a figure that was not annotated is absent. */
export type Figures = Readonly<Partial<Record<FigureName, Score>>>;

/** A thing to be compared: its place, a key that must be equal, and the words for a person. */
interface Thing {
  readonly span: Span;
  readonly key: string;
  readonly what: string;
  readonly optional?: boolean;
}

/**
 * Compares a compiled document with its gold.
 *
 * - items: numerals of the path and title equal, title overlaps;
 * - units, groups: role and name (after expansion) equal, spans overlap;
 * - targets: comparator, figures and unit equal, spans overlap;
 * - measures: exactly the same span; deliverables and citations: the same span but for 《》 around it;
 * - goals: targets outside of items, compared like targets;
 * - deadlines: last day equal (none for standing work), spans overlap.
 */
export function scoreDocument(gold: Gold, compiled: Compiled): Figures {
  const text = compiled.source.text;
  const inside = (span: Span) => within(gold.annotated, span);
  const found = foundIn(gold, compiled);
  const wanted = wantedBy(gold, text);
  const scores: Partial<Record<FigureName, Score>> = {};
  for (const figure of FIGURES) {
    if (figure === 'goals') continue;
    if (gold.figures && !gold.figures.includes(figure)) continue;
    if (figure === 'measures' && gold.items.length > 0 && gold.items.every((item) => !item.measures))
      continue;
    scores[figure] = scoreOf(
      wanted[figure],
      found[figure].filter((one) => inside(one.span)),
    );
  }
  if (gold.goals) scores.goals = goalScore(gold.goals, compiled);
  return scores;
}

function goalScore({ annotated, targets, optional }: GoldGoals, compiled: Compiled): Score {
  const found = compiled.goals.flatMap(({ measures }) =>
    measures.flatMap((measure) => measure.targets.map(targetThing)),
  );
  const wanted = [
    ...targets.map(targetThing),
    ...optional.map((span) => ({ span, key: '', what: '', optional: true })),
  ];
  return scoreOf(
    wanted,
    found.filter(({ span }) => within(annotated, span)),
  );
}

function within(annotated: readonly Span[] | null, [start]: Span): boolean {
  return annotated === null || annotated.some((area) => area[0] <= start && start < area[1]);
}

/** The sum of several documents, figure by figure (micro average). */
export function sumOf(all: readonly Figures[]): Figures {
  const sums: Partial<Record<FigureName, Score>> = {};
  for (const figure of FIGURES) {
    const parts = all.flatMap((one) => one[figure] ?? []);
    if (parts.length === 0) continue;
    const total = (count: (score: Score) => number) => parts.reduce((sum, part) => sum + count(part), 0);
    sums[figure] = rated(
      total((one) => one.gold),
      total((one) => one.found),
      total((one) => one.right),
      parts.flatMap((one) => one.misses),
      parts.flatMap((one) => one.surplus),
    );
  }
  return sums;
}

function scoreOf(wanted: readonly Thing[], found: readonly Thing[]): Score {
  const needed = wanted.filter((one) => !one.optional);
  const allowed = wanted.filter((one) => one.optional);
  const { pairs, misses, surplus } = pairUp(
    needed,
    found,
    (one) => one.key,
    (one) => one.key,
    (one, other) => overlaps(one.span, other.span),
  );
  const wrong = surplus.filter((one) => !allowed.some((other) => overlaps(one.span, other.span)));
  return rated(needed.length, pairs.length + wrong.length, pairs.length, misses.map(mark), wrong.map(mark));
}

function rated(
  gold: number,
  found: number,
  right: number,
  misses: readonly Mark[],
  surplus: readonly Mark[],
): Score {
  const rate = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  const f1 = gold + found === 0 ? 1 : (2 * right) / (gold + found);
  return {
    gold,
    found,
    right,
    precision: rate(right, found),
    recall: rate(right, gold),
    f1,
    misses,
    surplus,
  };
}

function mark({ span, what }: Thing): Mark {
  return { span, what };
}

type Things = Record<FigureName, Thing[]>;

function nothing(): Things {
  return {
    items: [],
    units: [],
    groups: [],
    targets: [],
    measures: [],
    deadlines: [],
    deliverables: [],
    citations: [],
    goals: [],
  };
}

function wantedBy(gold: Gold, text: string): Things {
  const things = nothing();
  for (const item of gold.items) {
    const title = text.slice(...item.titleSpan);
    things.items.push(itemThing(gold, item.path, title, item.titleSpan));
    for (const duty of item.duties) {
      things[duty.group === null ? 'units' : 'groups'].push(
        dutyThing(duty.role, duty.name, duty.span, duty.group !== null),
      );
    }
    for (const target of item.targets) things.targets.push(targetThing(target));
    for (const span of item.measures ?? []) things.measures.push(spanThing(text, span));
    for (const { span, date } of item.deadlines) things.deadlines.push(deadlineThing(text, span, date));
    for (const span of item.deliverables) things.deliverables.push(bareThing(text, span));
    for (const span of item.citations) things.citations.push(bareThing(text, span));
    addOptional(things, item);
  }
  return things;
}

function addOptional(things: Things, { optional }: GoldItem): void {
  if (!optional) return;
  const add = (figure: FigureName, spans: readonly Span[] = []) => {
    for (const span of spans) things[figure].push({ span, key: '', what: '', optional: true });
  };
  add('targets', optional.targets);
  add('deadlines', optional.deadlines);
  add('deliverables', optional.deliverables);
  add('citations', optional.citations);
  add('units', optional.duties);
  add('groups', optional.duties);
}

function foundIn(gold: Gold, compiled: Compiled): Things {
  const text = compiled.source.text;
  const things = nothing();
  const unread = gold.items.filter((item) => item.measures === null);
  for (const item of compiled.items) {
    things.items.push(itemThing(gold, item.path, item.title, item.titleSpan));
    addDuties(things, item);
    for (const measure of item.measures) {
      if (!unread.some((other) => overlaps(other.span, measure.span))) {
        things.measures.push(spanThing(text, measure.span));
      }
      for (const target of measure.targets) things.targets.push(targetThing(target));
      for (const { span, date } of measure.deadlines) things.deadlines.push(deadlineThing(text, span, date));
      for (const { span } of measure.deliverables) things.deliverables.push(bareThing(text, span));
    }
    for (const { span } of item.citations) things.citations.push(bareThing(text, span));
  }
  return { ...things, deadlines: once(things.deadlines) };
}

function addDuties(things: Things, item: Item): void {
  for (const duty of item.duties) {
    const group = duty.group !== null;
    things[group ? 'groups' : 'units'].push(
      dutyThing(duty.role, group ? duty.written : duty.name, duty.span, group),
    );
  }
}

/** A deadline of the whole item is told with each of its measures; it counts once. */
function once(things: readonly Thing[]): Thing[] {
  const seen = new Set<string>();
  return things.filter(({ span, key }) => {
    const place = `${span[0]}-${span[1]} ${key}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

function itemThing(gold: Gold, path: readonly string[], title: string, span: Span): Thing {
  const numerals = gold.titlesOnly ? '' : path.map(bareNumeral).join(' ');
  const bare = bareTitle(title);
  return { span, key: `${numerals} ${bare}`, what: `${path.join(' ')} ${bare}` };
}

function dutyThing(role: string, name: string, span: Span, group: boolean): Thing {
  const bare = foldBrackets(group ? barePhrase(name) : name);
  return { span, key: `${role} ${bare}`, what: `${role} ${name}` };
}

function targetThing(target: GoldTarget | Target): Thing {
  const { comparator, unit, span } = target;
  const figures =
    comparator === 'range'
      ? `${plain(target.min)}–${plain(target.max)}`
      : plain(target.value ?? target.min ?? target.max);
  const key = `${comparator} ${figures} ${unit === null ? '' : foldBrackets(unit)}`;
  return { span, key, what: key };
}

function deadlineThing(text: string, span: Span, date: string | null): Thing {
  return { span, key: date ?? 'standing', what: `${date ?? 'standing'} ${text.slice(...span)}` };
}

function spanThing(text: string, span: Span): Thing {
  return { span, key: `${span[0]}-${span[1]}`, what: text.slice(...span) };
}

function bareThing(text: string, [start, end]: Span): Thing {
  let from = start;
  let to = end;
  if (text[from] === '《') from++;
  if (text[to - 1] === '》' && !text.slice(from, to - 1).includes('《')) to--;
  return spanThing(text, [from, to]);
}

function plain(written: string | undefined): string {
  const value = written === undefined ? null : decimal(written);
  return value ? decimalText(value) : (written ?? '');
}

function bareNumeral(numeral: string): string {
  return foldBrackets(numeral).replace(/[.．、\s]+$/, '');
}

function bareTitle(title: string): string {
  return foldBrackets(title.replace(/[\s*#]+/g, '')).replace(/[。：；:;]+$/, '');
}

/** A list's open end is written with or without 等 in front, a locality group with or without 和. */
function barePhrase(phrase: string): string {
  return phrase.replace(/^[等和及与，、]+(?=.)/, '');
}

function foldBrackets(text: string): string {
  return text.replaceAll('(', '（').replaceAll(')', '）');
}
