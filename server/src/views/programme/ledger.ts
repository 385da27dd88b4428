import type { AssignmentState } from '@luodi/core/assignment';
import {
  type LedgerDuty,
  type LedgerItem,
  type LedgerMeasure,
  reportingUnitOf,
  type UnitRef,
} from '@luodi/core/programme';
import type { MeasureKind } from '@luodi/core/task';
import { type Kysely, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { dutyOf, measureOf } from '../../store/programme/ledger-rows.ts';
import { visible } from '../../store/scope/visible.ts';
import type { Tables } from '../../store/tables.ts';
import { like, within } from './like.ts';
import type { Viewer } from './viewer.ts';

/** 台账举措 in a list, with its task and those who have duties for it. */
export interface MeasureRow extends Omit<LedgerMeasure, 'reportingUnit' | 'from'> {
  readonly item: Pick<LedgerItem, 'id' | 'no' | 'path' | 'title'>;
  readonly duties: readonly LedgerDuty[];
  /** 填报单位: the one that was named, otherwise the first lead. */
  readonly reportingUnit: UnitRef | null;
  /** The last of its days. */
  readonly dueOn: string | null;
  /** 交办事项 that who asks may see, by state. */
  readonly assignments: Readonly<Partial<Record<AssignmentState, number>>>;
}

/** What a page of the ledger is narrowed down to. */
export interface LedgerQuery {
  /** With a duty or an assignment for it. */
  readonly unit?: string;
  /** Six digits; units of regions within it too. */
  readonly region?: string;
  readonly item?: string;
  readonly kind?: MeasureKind;
  /** Last days from and to, both included. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  /** An assignment of it is in this state. */
  readonly state?: AssignmentState;
  /** Part of its words, of its standard or of the title of its task. */
  readonly text?: string;
  readonly sort: LedgerSort;
  readonly limit: number;
  /** The last one that was shown: by what it is sorted, and where it stands in the document. */
  readonly after: LedgerPosition | null;
}

/** In the order of the document, or by the last day (those without one at the end). */
export type LedgerSort = 'document' | 'due';
export type LedgerPosition = readonly [day: string, item: number, measure: number, id: string];

const NEVER = '9999-12-31';
const MEASURE = [
  ...(['programme_id', 'id', 'item_id', 'position', 'text', 'kind', 'standard', 'targets'] as const),
  ...(['deadlines', 'deliverables', 'reporting_unit', 'rhythm', 'origins', 'made_of', 'due_on'] as const),
  'removed' as const,
] as const satisfies readonly (keyof Tables['measure'])[];

/** 台账: a page of the ledger, for somebody who sees it. Three queries. */
export async function ledgerPage(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
  asked: LedgerQuery,
): Promise<{ readonly rows: readonly MeasureRow[]; readonly next: LedgerPosition | null }> {
  const day = sql<string>`coalesce(measure.due_on, ${NEVER}::date)`;
  const sorted = asked.sort === 'due' ? day : sql<string>`${NEVER}::date`;
  let wanted = query
    .selectFrom('measure')
    .innerJoin('item', (join) =>
      join.onRef('item.programme_id', '=', 'measure.programme_id').onRef('item.id', '=', 'measure.item_id'),
    )
    .select(MEASURE.map((column) => `measure.${column}` as const))
    .select(['item.no as item_no', 'item.path as item_path', 'item.title as item_title'])
    .select(['item.position as item_position', sorted.as('day')])
    .where('measure.programme_id', '=', programme)
    .where('measure.removed', '=', false);
  for (const condition of conditions(viewer, programme, asked)) wanted = wanted.where(condition);
  if (asked.after !== null)
    wanted = wanted.where(
      sql<SqlBool>`(${sorted}, item.position, measure.position, measure.id)
        > (${asked.after[0]}::date, ${asked.after[1]}, ${asked.after[2]}, ${asked.after[3]})`,
    );
  const rows = await wanted
    .orderBy(sorted)
    .orderBy('item.position')
    .orderBy('measure.position')
    .orderBy('measure.id')
    .limit(asked.limit + 1)
    .execute();
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    rows: await measureRows(query, viewer, programme, shown),
    next: last ? [last.day, last.item_position, last.position, last.id] : null,
  };
}

function conditions(viewer: Viewer, programme: string, asked: LedgerQuery): RawBuilder<SqlBool>[] {
  const { unit, region, item, kind, dueFrom, dueTo, state, text } = asked;
  const found: (RawBuilder<SqlBool> | false)[] = [
    unit !== undefined && concerns(viewer, programme, sql`= ${unit}`),
    region !== undefined && concerns(viewer, programme, sql`like ${`${within(region)}%/%`}`),
    item !== undefined && sql<SqlBool>`measure.item_id = ${item}`,
    kind !== undefined && sql<SqlBool>`measure.kind = ${kind}`,
    dueFrom !== undefined && sql<SqlBool>`measure.due_on >= ${dueFrom}::date`,
    dueTo !== undefined && sql<SqlBool>`measure.due_on <= ${dueTo}::date`,
    state !== undefined &&
      sql<SqlBool>`exists (select from assignment where assignment.programme_id = measure.programme_id
        and assignment.measure_id = measure.id and assignment.state = ${state}
        and ${visible('assignment', viewer.who, viewer.reach)})`,
    text !== undefined &&
      sql<SqlBool>`(measure.text like ${like(text)} or measure.standard like ${like(text)}
        or item.title like ${like(text)})`,
  ];
  return found.filter((condition) => condition !== false);
}

/**
 * Measures for which some unit whose id compares so has a duty, itself or in a group, or has it in hand as far as this person sees that. Neither list
 * depends on the measure, so that each is made once.
 */
function concerns(
  { who, reach }: Viewer,
  programme: string,
  compared: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    measure.id in (select jsonb_array_elements_text(duty.measures) from duty
      where duty.programme_id = ${programme} and (duty.unit ->> 'id' ${compared}
        or exists (select from jsonb_array_elements(
          case when jsonb_typeof(duty."group" -> 'members') = 'array' then duty."group" -> 'members' else '[]' end
        ) as member where member ->> 'id' ${compared})))
    or measure.id in (select assignment.measure_id from assignment
      where assignment.programme_id = ${programme} and assignment.unit_id ${compared}
        and assignment.state not in ('drafted', 'withdrawn', 'transferred')
        and ${visible('assignment', who, reach)}))`;
}

/** What is read of a measure and its task. */
export interface MeasureRead extends Selectable<Tables['measure']> {
  readonly item_no: number;
  readonly item_path: readonly string[];
  readonly item_title: string;
}

/** Measures with their duties and the states of their assignments, in two queries. */
export async function measureRows(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
  rows: readonly MeasureRead[],
): Promise<MeasureRow[]> {
  if (rows.length === 0) return [];
  const duties = await query
    .selectFrom('duty')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('item_id', 'in', [...new Set(rows.map(({ item_id }) => item_id))])
    .orderBy('position')
    .execute();
  const states = await statesOf(
    query,
    viewer,
    programme,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const of = duties.filter(({ item_id }) => item_id === row.item_id).map(dutyOf);
    const { from: _, ...measure } = measureOf(row);
    const item = { id: row.item_id, no: row.item_no, path: row.item_path, title: row.item_title };
    const reportingUnit = reportingUnitOf({ duties: of }, { ...measure, reportingUnit: row.reporting_unit });
    return {
      ...{ ...measure, item, reportingUnit, dueOn: row.due_on },
      duties: of.filter(({ measures }) => measures.includes(row.id)),
      assignments: states.get(row.id) ?? {},
    };
  });
}

async function statesOf(
  query: Kysely<Tables>,
  { who, reach }: Viewer,
  programme: string,
  measures: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Partial<Record<AssignmentState, number>>>>> {
  const rows = await query
    .selectFrom('assignment')
    .select(['measure_id', 'state', sql<number>`count(*)::integer`.as('count')])
    .where('programme_id', '=', programme)
    .where('measure_id', 'in', measures)
    .where(visible('assignment', who, reach))
    .groupBy(['measure_id', 'state'])
    .execute();
  const states = new Map<string, Partial<Record<AssignmentState, number>>>();
  for (const { measure_id, state, count } of rows) {
    const of = states.get(measure_id) ?? {};
    of[state] = count;
    states.set(measure_id, of);
  }
  return states;
}
