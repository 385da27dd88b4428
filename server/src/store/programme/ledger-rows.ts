import type { Ledger, LedgerDuty, LedgerGoal, LedgerItem, LedgerMeasure } from '@luodi/core/programme';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../tables.ts';

/** The tables over which a ledger is spread. */
export type LedgerTable = 'item' | 'measure' | 'duty' | 'goal';

/** A ledger as rows, each table in an order in which its foreign keys hold. */
export type LedgerRows = { readonly [T in LedgerTable]: readonly Insertable<Tables[T]>[] };

/** What a row of `programme` says of the ledger, with what a row of `document` adds. */
export type LedgerHead = Pick<
  Selectable<Tables['programme']>,
  'title' | 'coordinator_id' | 'coordinator_name' | 'rhythm' | 'procedure' | 'next_no'
>;

const json = (value: unknown) => JSON.stringify(value);
const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value));

/**
 * The ledger without its head, as the rows that stand for it.
 * @param isWanted whether the rows of an item and all that is in it are made
 */
export function ledgerRows(
  programme: string,
  ledger: Ledger,
  isWanted: (item: LedgerItem, position: number) => boolean = () => true,
): LedgerRows {
  const owned = { programme_id: programme };
  const wanted = ledger.items
    .map((item, position) => ({ item, position }))
    .filter(({ item, position }) => isWanted(item, position));
  return {
    item: wanted.map(({ item: { id, no, path, title, origin }, position }) => ({
      ...owned,
      ...{ id, position, no, path: json(path), title, origin: json(origin) },
    })),
    measure: wanted.flatMap(({ item }) =>
      item.measures.map((measure, position) => ({ ...owned, ...measureRow(measure, item.id, position) })),
    ),
    duty: wanted.flatMap(({ item }) =>
      item.duties.map((duty, position) => ({ ...owned, ...dutyRow(duty, item.id, position) })),
    ),
    goal: ledger.goals.map(({ id, path, title, text, targets, deadlines, origin }, position) => ({
      ...owned,
      ...{ id, position, path: json(path), title, text },
      ...{ targets: json(targets), deadlines: json(deadlines), origin: json(origin) },
    })),
  };
}

function measureRow(measure: LedgerMeasure, item_id: string, position: number) {
  const { id, text, kind, standard, targets, deadlines, deliverables } = measure;
  return {
    ...{ id, item_id, position, text, kind, standard },
    targets: json(targets),
    deadlines: json(deadlines),
    deliverables: json(deliverables),
    reporting_unit: jsonOrNull(measure.reportingUnit),
    rhythm: jsonOrNull(measure.rhythm),
    origins: json(measure.origins),
    made_of: json(measure.from),
    due_on: lastDay(measure),
    removed: false,
  };
}

/** 最后时限: the day after which nothing of the measure is in time; null where it has no date. */
export function lastDay({ deadlines }: Pick<LedgerMeasure, 'deadlines'>): string | null {
  return deadlines.reduce<string | null>(
    (last, { date }) => (date !== null && (last === null || date > last) ? date : last),
    null,
  );
}

function dutyRow(duty: LedgerDuty, item_id: string, position: number) {
  const { id, role, order, explicit, name, unit, group, measures, origin } = duty;
  return {
    ...{ id, item_id, position, role, rank: order, explicit, name },
    unit: jsonOrNull(unit),
    group: jsonOrNull(group),
    measures: json(measures),
    origin: jsonOrNull(origin),
  };
}

/** The columns of the head. */
export function ledgerHead({ title, coordinator, rhythm, procedure, next }: Ledger) {
  return {
    title,
    coordinator_id: coordinator?.id ?? null,
    coordinator_name: coordinator?.name ?? null,
    rhythm: jsonOrNull(rhythm),
    procedure: jsonOrNull(procedure),
    next_no: next,
  };
}

type Stored<T extends keyof Tables> = Selectable<Tables[T]>;

/** The ledger that these rows stand for; they come in the order of their positions, removed measures left out. */
export function ledgerOf(
  head: LedgerHead,
  { name, sm3, meta }: Pick<Stored<'document'>, 'name' | 'sm3' | 'meta'>,
  rows: { readonly [T in LedgerTable]: readonly Stored<T>[] },
): Ledger {
  const measures = byItem(rows.measure);
  const duties = byItem(rows.duty);
  return {
    title: head.title,
    document: { name, sm3, ...meta },
    coordinator:
      head.coordinator_id === null
        ? null
        : { id: head.coordinator_id, name: head.coordinator_name ?? head.coordinator_id },
    rhythm: head.rhythm,
    procedure: head.procedure,
    items: rows.item.map(
      ({ id, no, path, title, origin }): LedgerItem => ({
        ...{ id, no, path, title, origin },
        measures: (measures.get(id) ?? []).map(measureOf),
        duties: (duties.get(id) ?? []).map(dutyOf),
      }),
    ),
    goals: rows.goal.map(
      ({ id, path, title, text, targets, deadlines, origin }): LedgerGoal => ({
        ...{ id, path, title, text, targets, deadlines, origin },
      }),
    ),
    next: head.next_no,
  };
}

function byItem<Row extends { readonly item_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.item_id);
    if (group) group.push(row);
    else grouped.set(row.item_id, [row]);
  }
  return grouped;
}

export function measureOf(row: Stored<'measure'>): LedgerMeasure {
  const { id, text, kind, standard, targets, deadlines, deliverables, rhythm, origins } = row;
  return {
    ...{ id, text, kind, standard, targets, deadlines, deliverables, rhythm, origins },
    reportingUnit: row.reporting_unit,
    from: row.made_of,
  };
}

export function dutyOf(row: Stored<'duty'>): LedgerDuty {
  const { id, role, rank, explicit, name, unit, group, measures, origin } = row;
  return { id, role, order: rank, explicit, name, unit, group, measures, origin };
}
