import { compareDecimals, decimal, isLocalDate, type Parameters } from '../base/index.ts';
import type { ProgrammeCode } from '../message/index.ts';
import {
  type Ledger,
  type LedgerDeadline,
  type LedgerDuty,
  type LedgerGoal,
  type LedgerItem,
  type LedgerMeasure,
  type LedgerTarget,
  measuresOf,
  type UnitRef,
} from './ledger.ts';
import { isRhythm, type Rhythm } from './rhythm.ts';

/** What stands against an act: a code, and what its sentence needs. */
export interface ProgrammeReason {
  readonly code: ProgrammeCode;
  readonly parameters: Parameters;
}

type MeasureFields = Omit<LedgerMeasure, 'id' | 'origins' | 'from'>;
type GoalFields = Pick<LedgerGoal, 'text' | 'targets' | 'deadlines'>;
type DutyFields = Pick<LedgerDuty, 'role' | 'order' | 'unit' | 'measures'>;

/** 改账: everything that can be done to a ledger. The places in the document are never among it. */
export type LedgerAct =
  | {
      readonly act: 'edit-programme';
      readonly change: Partial<Pick<Ledger, 'title' | 'coordinator' | 'rhythm' | 'procedure'>>;
    }
  | { readonly act: 'edit-item'; readonly item: string; readonly change: Partial<Pick<LedgerItem, 'title'>> }
  | { readonly act: 'edit-measure'; readonly measure: string; readonly change: Partial<MeasureFields> }
  | {
      readonly act: 'add-measure';
      readonly item: string;
      readonly measure: Pick<MeasureFields, 'text' | 'kind'>;
    }
  | { readonly act: 'remove-measure'; readonly measure: string }
  | { readonly act: 'split-measure'; readonly measure: string; readonly parts: readonly MeasurePart[] }
  | { readonly act: 'merge-measures'; readonly measures: readonly string[]; readonly text: string }
  | { readonly act: 'edit-duty'; readonly duty: string; readonly change: Partial<DutyFields> }
  | {
      readonly act: 'add-duty';
      readonly item: string;
      readonly duty: DutyFields & { readonly unit: UnitRef };
    }
  | { readonly act: 'remove-duty'; readonly duty: string }
  | { readonly act: 'assign-question'; readonly duty: string; readonly owner: UnitRef }
  | { readonly act: 'edit-goal'; readonly goal: string; readonly change: Partial<GoalFields> }
  | { readonly act: 'remove-goal'; readonly goal: string }
  | { readonly act: 'resolve-group'; readonly duty: string; readonly members: readonly UnitRef[] };

/** One part of a measure that is split: each target goes to one part, a deadline may hold for several. */
export interface MeasurePart {
  readonly text: string;
  readonly targets: readonly string[];
  readonly deadlines: readonly string[];
}

/** Why this cannot be done to the ledger; null if it can. */
export function reasonAgainstEdit(ledger: Ledger, act: LedgerAct): ProgrammeReason | null {
  switch (act.act) {
    case 'edit-programme':
      return badText(act.change.title) ?? badRhythm(act.change.rhythm);
    case 'edit-item':
      return noItem(ledger, act.item) ?? badText(act.change.title);
    case 'edit-measure':
      return noMeasure(ledger, act.measure) ?? badMeasure(ledger, act.change);
    case 'add-measure':
      return noItem(ledger, act.item) ?? badText(act.measure.text);
    case 'remove-measure':
      return noMeasure(ledger, act.measure);
    case 'split-measure':
      return noMeasure(ledger, act.measure) ?? badSplit(ledger, act.measure, act.parts);
    case 'merge-measures':
      return badMerge(ledger, act.measures) ?? badText(act.text);
    case 'edit-duty':
      return noDuty(ledger, act.duty) ?? badDuty(itemOfDuty(ledger, act.duty) as LedgerItem, act.change);
    case 'add-duty':
      return noItem(ledger, act.item) ?? badDuty(itemOf(ledger, act.item) as LedgerItem, act.duty);
    case 'remove-duty':
      return noDuty(ledger, act.duty);
    case 'assign-question':
      return noDuty(ledger, act.duty) ?? noGroup(dutyOf(ledger, act.duty) as LedgerDuty);
    case 'edit-goal':
      return noGoal(ledger, act.goal) ?? badMeasure(ledger, act.change);
    case 'remove-goal':
      return noGoal(ledger, act.goal);
    case 'resolve-group':
      return noDuty(ledger, act.duty) ?? badMembers(dutyOf(ledger, act.duty) as LedgerDuty, act.members);
  }
}

/** The ledger afterwards. Call it only where there is no reason against it. */
export function edited(ledger: Ledger, act: LedgerAct): Ledger {
  switch (act.act) {
    case 'edit-programme':
      return { ...ledger, ...act.change };
    case 'edit-item':
      return withItem(ledger, act.item, (item) => ({ ...item, ...act.change }));
    case 'edit-measure':
      return withMeasures(ledger, [act.measure], (measures) =>
        measures.map((one) => changed(one, act.change)),
      );
    case 'add-measure':
      return added(ledger, act.item, act.measure);
    case 'remove-measure':
      return withMeasures(ledger, [act.measure], () => []);
    case 'split-measure':
      return split(ledger, act.measure, act.parts);
    case 'merge-measures':
      return merged(ledger, act.measures, act.text);
    case 'edit-duty':
      return withDuty(ledger, act.duty, (duty) => ({
        ...duty,
        ...act.change,
        // A duty given to a unit is no longer a question.
        group: act.change.unit ? null : duty.group,
      }));
    case 'add-duty': {
      const id = `${act.item}.n${ledger.next}`;
      const duty = { ...act.duty, id, name: act.duty.unit.name, explicit: true, group: null, origin: null };
      const item = (one: LedgerItem) => ({ ...one, duties: [...one.duties, duty] });
      return { ...withItem(ledger, act.item, item), next: ledger.next + 1 };
    }
    case 'remove-duty':
      return withDuty(ledger, act.duty, () => null);
    case 'assign-question':
      return withDuty(ledger, act.duty, (duty) => ({
        ...duty,
        group: duty.group && { ...duty.group, owner: act.owner },
      }));
    case 'edit-goal':
      return withGoal(ledger, act.goal, (goal) => changedGoal(goal, act.change));
    case 'remove-goal':
      return withGoal(ledger, act.goal, () => null);
    case 'resolve-group':
      return withDuty(ledger, act.duty, (duty) => ({
        ...duty,
        group: duty.group && { ...duty.group, members: act.members },
      }));
  }
}

const reason = (code: ProgrammeCode, parameters: Parameters = {}): ProgrammeReason => ({ code, parameters });
const itemOf = (ledger: Ledger, id: string) => ledger.items.find((item) => item.id === id);
const measureOf = (ledger: Ledger, id: string) => measuresOf(ledger).find((measure) => measure.id === id);
const itemOfMeasure = (ledger: Ledger, id: string) =>
  ledger.items.find(({ measures }) => measures.some((measure) => measure.id === id));
const itemOfDuty = (ledger: Ledger, id: string) =>
  ledger.items.find(({ duties }) => duties.some((duty) => duty.id === id));
const dutyOf = (ledger: Ledger, id: string) => itemOfDuty(ledger, id)?.duties.find((duty) => duty.id === id);

function noItem(ledger: Ledger, id: string): ProgrammeReason | null {
  return itemOf(ledger, id) ? null : reason('programme/no-such-item', { id });
}

function noMeasure(ledger: Ledger, id: string): ProgrammeReason | null {
  return measureOf(ledger, id) ? null : reason('programme/no-such-measure', { id });
}

function noDuty(ledger: Ledger, id: string): ProgrammeReason | null {
  return dutyOf(ledger, id) ? null : reason('programme/no-such-duty', { id });
}

function noGoal(ledger: Ledger, id: string): ProgrammeReason | null {
  return ledger.goals.some((goal) => goal.id === id) ? null : reason('programme/no-such-goal', { id });
}

function noGroup({ group, name }: LedgerDuty): ProgrammeReason | null {
  return group ? null : reason('programme/no-group', { name });
}

function badText(text: string | undefined): ProgrammeReason | null {
  return text === undefined || text.trim() !== '' ? null : reason('programme/empty-text');
}

function badRhythm(rhythm: Rhythm | null | undefined): ProgrammeReason | null {
  return !rhythm || isRhythm(rhythm) ? null : reason('programme/bad-rhythm');
}

function badMeasure(ledger: Ledger, change: Partial<MeasureFields>): ProgrammeReason | null {
  const target = change.targets?.find((one) => !isTarget(one));
  if (target) return reason('programme/bad-target', { subject: target.subject });
  if (change.targets && !allDifferent(change.targets.map(({ id }) => id)))
    return reason('programme/bad-target', { subject: change.targets[0]?.subject ?? '' });
  const { begins = '' } = ledger.document.period ?? {};
  const limit = change.deadlines?.find((one) => !isDeadline(one) || (one.date !== null && one.date < begins));
  if (limit) return reason('programme/bad-deadline', { date: limit.date ?? '' });
  return badText(change.text) ?? badText(change.standard ?? undefined) ?? badRhythm(change.rhythm);
}

/** Whether a comparator has its figures. 以上 and 不超过 stand as a bound; 增长 and a ratio of three (8：42：50) may have none. */
function isTarget({ comparator, value, min, max, subject }: LedgerTarget): boolean {
  const [exact, low, high] = [value, min, max].map((figure) => (figure === null ? null : decimal(figure)));
  const unread = [value, min, max].some((figure) => figure !== null && decimal(figure) === null);
  if (subject.trim() === '' || unread) return false;
  switch (comparator) {
    case 'range':
      return Boolean(low && high && compareDecimals(low, high) <= 0);
    case 'gte':
      return Boolean(low ?? exact);
    case 'lte':
      return Boolean(high ?? exact);
    case 'up':
    case 'down':
    case 'ratio':
      return true;
    default:
      return value !== null;
  }
}

function isDeadline({ kind, date }: LedgerDeadline): boolean {
  return date === null ? kind === 'ongoing' : isLocalDate(date);
}

function badSplit(ledger: Ledger, id: string, parts: readonly MeasurePart[]): ProgrammeReason | null {
  const { targets, deadlines } = measureOf(ledger, id) as LedgerMeasure;
  if (parts.length < 2) return reason('programme/split-in-one');
  const empty = parts.find(({ text }) => text.trim() === '');
  if (empty) return reason('programme/empty-text');
  const given = parts.flatMap((part) => part.targets).sort();
  if (JSON.stringify(given) !== JSON.stringify(targets.map((target) => target.id).sort()))
    return reason('programme/target-lost');
  const limits = new Set(parts.flatMap((part) => part.deadlines));
  const known = deadlines.map((deadline) => deadline.id);
  const same = limits.size === known.length && known.every((limit) => limits.has(limit));
  return same ? null : reason('programme/deadline-lost');
}

function badMerge(ledger: Ledger, ids: readonly string[]): ProgrammeReason | null {
  const missing = ids.find((id) => !measureOf(ledger, id));
  if (missing !== undefined) return reason('programme/no-such-measure', { id: missing });
  if (ids.length < 2 || !allDifferent(ids)) return reason('programme/merge-of-one');
  const items = new Set(ids.map((id) => itemOfMeasure(ledger, id)?.id));
  return items.size === 1 ? null : reason('programme/merge-across-items');
}

function badDuty(item: LedgerItem, change: Partial<DutyFields>): ProgrammeReason | null {
  const stranger = change.measures?.find((id) => !item.measures.some((measure) => measure.id === id));
  if (stranger !== undefined) return reason('programme/no-such-measure', { id: stranger });
  if (change.order !== undefined && !(Number.isInteger(change.order) && change.order >= 1))
    return reason('programme/bad-order');
  return null;
}

function badMembers(duty: LedgerDuty, members: readonly UnitRef[]): ProgrammeReason | null {
  if (!duty.group) return noGroup(duty);
  if (!allDifferent(members.map(({ id }) => id)))
    return reason('programme/member-twice', { name: duty.name });
  // Only the open end of a list may turn out to mean nobody further.
  if (members.length === 0 && duty.group.kind !== 'open')
    return reason('programme/no-members', { name: duty.name });
  return null;
}

const allDifferent = (ids: readonly string[]) => new Set(ids).size === ids.length;

function withItem(ledger: Ledger, id: string, change: (item: LedgerItem) => LedgerItem): Ledger {
  return { ...ledger, items: ledger.items.map((item) => (item.id === id ? change(item) : item)) };
}

function withDuty(ledger: Ledger, id: string, change: (duty: LedgerDuty) => LedgerDuty | null): Ledger {
  const item = itemOfDuty(ledger, id) as LedgerItem;
  const duties = item.duties.flatMap((duty) => (duty.id === id ? (change(duty) ?? []) : duty));
  return withItem(ledger, item.id, (one) => ({ ...one, duties }));
}

function withGoal(ledger: Ledger, id: string, change: (goal: LedgerGoal) => LedgerGoal | null): Ledger {
  return { ...ledger, goals: ledger.goals.flatMap((goal) => (goal.id === id ? (change(goal) ?? []) : goal)) };
}

/** Puts what `change` makes of these measures of one item in the place of the first; duties follow. */
function withMeasures(
  ledger: Ledger,
  ids: readonly string[],
  change: (measures: readonly LedgerMeasure[]) => readonly LedgerMeasure[],
): Ledger {
  const item = itemOfMeasure(ledger, ids[0] as string) as LedgerItem;
  const old = ids.map((id) => item.measures.find((measure) => measure.id === id) as LedgerMeasure);
  const now = change(old);
  const first = Math.min(...old.map((measure) => item.measures.indexOf(measure)));
  const measures = item.measures.flatMap((measure, at) =>
    at === first ? now : ids.includes(measure.id) ? [] : [measure],
  );
  const duties = item.duties.map((duty): LedgerDuty => {
    if (!duty.measures.some((id) => ids.includes(id))) return duty;
    const after = now.map(({ id }) => id);
    const others = duty.measures.filter((id) => !ids.includes(id));
    const known = new Set([...others, ...after]);
    return { ...duty, measures: measures.map(({ id }) => id).filter((id) => known.has(id)) };
  });
  return withItem(ledger, item.id, (one) => ({ ...one, measures, duties }));
}

/** A measure with other fields; what comes from the document keeps its place there, whatever the change says. */
function changed(measure: LedgerMeasure, change: Partial<MeasureFields>): LedgerMeasure {
  const { id, origins, from, targets, deadlines } = measure;
  const next = { ...measure, ...change, id, origins, from };
  return { ...next, targets: placed(next.targets, targets), deadlines: placed(next.deadlines, deadlines) };
}

function changedGoal(goal: LedgerGoal, { text, targets, deadlines }: Partial<GoalFields>): LedgerGoal {
  return {
    ...goal,
    text: text ?? goal.text,
    targets: placed(targets ?? goal.targets, goal.targets),
    deadlines: placed(deadlines ?? goal.deadlines, goal.deadlines),
  };
}

function placed<T extends LedgerTarget | LedgerDeadline>(
  now: readonly T[],
  before: readonly T[],
): readonly T[] {
  return now.map((one) => ({ ...one, origin: before.find(({ id }) => id === one.id)?.origin ?? null }));
}

function added(ledger: Ledger, item: string, fields: Pick<MeasureFields, 'text' | 'kind'>): Ledger {
  const measure: LedgerMeasure = {
    ...{
      id: `${item}.n${ledger.next}`,
      ...fields,
      standard: null,
      targets: [],
      deadlines: [],
      deliverables: [],
    },
    ...{ reportingUnit: null, rhythm: null, origins: [], from: [] },
  };
  const next = withItem(ledger, item, (one) => ({ ...one, measures: [...one.measures, measure] }));
  return { ...next, next: ledger.next + 1 };
}

function split(ledger: Ledger, id: string, parts: readonly MeasurePart[]): Ledger {
  const item = (itemOfMeasure(ledger, id) as LedgerItem).id;
  const next = withMeasures(ledger, [id], ([whole]) =>
    parts.map((part, at) => ({
      ...(whole as LedgerMeasure),
      id: `${item}.n${ledger.next + at}`,
      text: part.text,
      targets: (whole as LedgerMeasure).targets.filter((target) => part.targets.includes(target.id)),
      deadlines: (whole as LedgerMeasure).deadlines.filter((limit) => part.deadlines.includes(limit.id)),
      from: [id],
    })),
  );
  return { ...next, next: ledger.next + parts.length };
}

function merged(ledger: Ledger, ids: readonly string[], text: string): Ledger {
  const item = (itemOfMeasure(ledger, ids[0] as string) as LedgerItem).id;
  const next = withMeasures(ledger, ids, (measures) => [
    {
      ...(measures[0] as LedgerMeasure),
      id: `${item}.n${ledger.next}`,
      text,
      standard: measures.map(({ standard }) => standard).find((standard) => standard !== null) ?? null,
      targets: measures.flatMap(({ targets }) => targets),
      deadlines: distinct(measures.flatMap(({ deadlines }) => deadlines)),
      deliverables: [...new Set(measures.flatMap(({ deliverables }) => deliverables))],
      origins: measures.flatMap(({ origins }) => origins),
      from: ids,
    },
  ]);
  return { ...next, next: ledger.next + 1 };
}

/** Parts of a split measure may share a deadline. */
function distinct(deadlines: readonly LedgerDeadline[]): readonly LedgerDeadline[] {
  return deadlines.filter((limit, at) => deadlines.findIndex(({ id }) => id === limit.id) === at);
}
