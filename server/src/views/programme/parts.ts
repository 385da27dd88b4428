import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import {
  type Ledger,
  type LedgerDuty,
  type LedgerGoal,
  type LedgerItem,
  type UnitRef,
  unitsOf,
} from '@luodi/core/programme';
import type { Kysely } from 'kysely';
import { loadLedger } from '../../store/programme/load.ts';
import type { Tables } from '../../store/tables.ts';

/** 台账事项 in a list: a task with its duties, and how many measures it has. */
export interface ItemRow extends Omit<LedgerItem, 'measures'> {
  readonly measures: number;
}

/** 责任单位: a unit with what the ledger gives it to do. */
export interface UnitRow {
  readonly unit: UnitRef;
  /** Measures for which it has this role, itself or as a member of a group. */
  readonly roles: Readonly<Partial<Record<LedgerDuty['role'], number>>>;
  readonly measures: number;
}

/** The parts of a ledger: its tasks, the units in it, its goals. For somebody who sees it; five queries. */
export interface PartsView {
  readonly version: number;
  readonly items: readonly ItemRow[];
  readonly units: readonly UnitRow[];
  readonly goals: readonly LedgerGoal[];
}

/** @throws {Refusal} `scope/not-found` */
export async function partsView(query: Kysely<Tables>, programme: string): Promise<PartsView> {
  const stored = await loadLedger(query, programme);
  if (!stored) throw new Refusal<ScopeCode>('scope/not-found');
  const { row, ledger } = stored;
  return {
    version: row.version,
    items: ledger.items.map((item) => ({ ...item, measures: item.measures.length })),
    units: unitRows(ledger),
    goals: ledger.goals,
  };
}

/** Each unit once, in the order in which the document names them. */
export function unitRows(ledger: Ledger): UnitRow[] {
  const found = new Map<
    string,
    { unit: UnitRef; roles: Map<LedgerDuty['role'], Set<string>>; all: Set<string> }
  >();
  for (const { duties } of ledger.items)
    for (const duty of duties)
      for (const unit of unitsOf(duty)) {
        const known = found.get(unit.id) ?? { unit, roles: new Map(), all: new Set() };
        found.set(unit.id, known);
        const of = known.roles.get(duty.role) ?? new Set<string>();
        known.roles.set(duty.role, of);
        for (const measure of duty.measures) {
          of.add(measure);
          known.all.add(measure);
        }
      }
  return [...found.values()].map(({ unit, roles, all }) => ({
    unit,
    roles: Object.fromEntries([...roles].map(([role, measures]) => [role, measures.size])),
    measures: all.size,
  }));
}
