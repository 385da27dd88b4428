import type { Instant, LocalDate, Span } from '../base/index.ts';
import type { Comparator, DutyRole, MeasureKind, Target } from '../task/index.ts';
import type { UnitId } from '../unit/index.ts';
import type { Procedure } from './procedure.ts';
import type { Rhythm } from './rhythm.ts';

/*
 * 建账: the ledger of a programme. Plain values that can be written in one way only (no absent members, no fractions),
 * so that a baseline can be hashed.
 */

/** A unit of the directory with the name that it bears in this programme. */
export interface UnitRef {
  readonly id: UnitId;
  readonly name: string;
}

/** 出处: the characters of the document that something comes from. */
export interface Origin {
  readonly span: Span;
  readonly text: string;
}

/** 经手: by whom, when and why. The person is a pseudonym; responsibility follows the post. */
export interface Stamp {
  readonly person: string;
  readonly post: string;
  readonly unit: UnitId;
  readonly at: Instant;
  readonly reason: string;
}

/** 总账: everything that a baseline freezes. */
export interface Ledger {
  readonly title: string;
  readonly document: DocumentRef;
  /** 统筹单位: rules on disputes, verifies, decides on changes. */
  readonly coordinator: UnitRef | null;
  /** For every measure that has none of its own. */
  readonly rhythm: Rhythm | null;
  readonly procedure: Procedure | null;
  readonly items: readonly LedgerItem[];
  readonly goals: readonly LedgerGoal[];
  /** Number for the next measure or duty that a person adds: numbers are never used twice. */
  readonly next: number;
}

/** The document that the ledger was opened from. */
export interface DocumentRef {
  readonly name: string;
  readonly sm3: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly issuedOn: LocalDate | null;
  readonly period: { readonly begins: LocalDate; readonly ends: LocalDate } | null;
}

/** 台账事项: an item of the document with the duties for it. */
export interface LedgerItem {
  readonly id: string;
  readonly no: number;
  readonly path: readonly string[];
  readonly title: string;
  readonly origin: Origin;
  readonly measures: readonly LedgerMeasure[];
  readonly duties: readonly LedgerDuty[];
}

/** 台账举措: the tracked unit of work. */
export interface LedgerMeasure {
  readonly id: string;
  readonly text: string;
  readonly kind: MeasureKind;
  /** 完成标准: the state in which it counts as done. */
  readonly standard: string | null;
  readonly targets: readonly LedgerTarget[];
  readonly deadlines: readonly LedgerDeadline[];
  readonly deliverables: readonly string[];
  /** 填报单位: null for the first lead. */
  readonly reportingUnit: UnitRef | null;
  /** 填报频次: null for that of the programme. */
  readonly rhythm: Rhythm | null;
  /** Where in the document it stands: several places after a merge, none where a person added it. */
  readonly origins: readonly Origin[];
  /** Measures that were split or merged into this one. */
  readonly from: readonly string[];
}

export interface LedgerTarget {
  readonly id: string;
  readonly comparator: Comparator;
  readonly value: string | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly unit: string | null;
  readonly subject: string;
  readonly per: string | null;
  readonly aspirational: boolean;
  readonly form: Target['form'];
  readonly origin: Origin | null;
}

export interface LedgerDeadline {
  readonly id: string;
  readonly kind: 'by' | 'in' | 'ongoing' | 'staged';
  /** The last day on which it is met; null only for standing work (`ongoing`). */
  readonly date: LocalDate | null;
  readonly inferred: boolean;
  readonly origin: Origin | null;
}

/** 总体目标: figures that the document sets itself outside its tasks. Nobody is assigned to them. */
export interface LedgerGoal {
  readonly id: string;
  readonly path: readonly string[];
  /** Of the section in which it stands. */
  readonly title: string;
  readonly text: string;
  readonly targets: readonly LedgerTarget[];
  readonly deadlines: readonly LedgerDeadline[];
  readonly origin: Origin;
}

/** 台账责任: a unit or a group with its role, for some measures of the item. */
export interface LedgerDuty {
  readonly id: string;
  readonly role: DutyRole;
  readonly order: number;
  readonly explicit: boolean;
  /** As the document writes it, spelt out. */
  readonly name: string;
  /** Null for a group, and for a name that nobody has matched to the directory yet. */
  readonly unit: UnitRef | null;
  readonly group: LedgerGroup | null;
  readonly measures: readonly string[];
  readonly origin: Origin | null;
}

/** 单位群: who is meant is a question with an owner until somebody answers it. */
export interface LedgerGroup {
  readonly kind: 'all' | 'some' | 'open' | 'generic';
  readonly of: string;
  /** The unit that has to say who is meant. */
  readonly owner: UnitRef | null;
  /** Null while the question is open; empty where an open end of a list turned out to mean nobody further. */
  readonly members: readonly UnitRef[] | null;
}

/** Units that a duty stands for: one, the members of its group, or none while the question is open. */
export function unitsOf(duty: LedgerDuty): readonly UnitRef[] {
  return duty.unit ? [duty.unit] : (duty.group?.members ?? []);
}

export function measuresOf(ledger: Ledger): readonly LedgerMeasure[] {
  return ledger.items.flatMap(({ measures }) => measures);
}

/** Leads of a measure in the order of the document; the first one consolidates (汇总单位). */
export function leadsOf(item: Pick<LedgerItem, 'duties'>, measure: string): readonly UnitRef[] {
  return item.duties
    .filter(({ role, measures }) => role === 'lead' && measures.includes(measure))
    .toSorted((one, other) => one.order - other.order)
    .flatMap(unitsOf);
}

/** 填报单位: the one that was named, otherwise the first lead; null where there is neither. */
export function reportingUnitOf(
  item: Pick<LedgerItem, 'duties'>,
  measure: Pick<LedgerMeasure, 'id' | 'reportingUnit'>,
): UnitRef | null {
  return measure.reportingUnit ?? leadsOf(item, measure.id)[0] ?? null;
}
