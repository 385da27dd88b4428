import type { UnitRef } from '@luodi/core/programme';
import { type Kysely, sql } from 'kysely';
import type { Who } from '../../scope/who.ts';
import { reachOf } from '../../store/scope/reach.ts';
import { visible } from '../../store/scope/visible.ts';
import type { Tables } from '../../store/tables.ts';
import { unitNames } from './by.ts';
import { like } from './like.ts';

/** 计划 in a list. */
export interface ProgrammeRow {
  readonly id: string;
  readonly title: string;
  readonly state: 'draft' | 'confirmed';
  readonly version: number;
  readonly owner: UnitRef;
  readonly coordinator: UnitRef | null;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
  readonly dispatchedAt: string | null;
  /** Null for those who do not see the ledger. */
  readonly items: number | null;
  readonly measures: number | null;
  /** 交办事项 of it that the unit of who asks has in hand. */
  readonly own: number;
}

export interface ProgrammesQuery {
  readonly state?: 'draft' | 'confirmed';
  /** Part of the title. */
  readonly text?: string;
  readonly limit: number;
  /** When the last one that was shown was opened, and its id. */
  readonly after: readonly [string, string] | null;
}

/** The programmes that this person may see, the newest first. At most four queries. */
export async function programmesPage(
  query: Kysely<Tables>,
  who: Who,
  { state, text, limit, after }: ProgrammesQuery,
): Promise<{ readonly rows: readonly ProgrammeRow[]; readonly next: readonly [string, string] | null }> {
  const reach = await reachOf(query, who);
  const seesLedger = visible('ledger', who, reach);
  let wanted = query
    .selectFrom('programme')
    .select(['programme_id', 'title', 'state', 'version', 'owner_id', 'coordinator_id', 'coordinator_name'])
    .select(['created_at', 'confirmed_at', 'dispatched_at'])
    .select([
      sql<number | null>`case when ${seesLedger} then (select count(*)::integer from item
        where item.programme_id = programme.programme_id) end`.as('items'),
      sql<number | null>`case when ${seesLedger} then (select count(*)::integer from measure
        where measure.programme_id = programme.programme_id and not measure.removed) end`.as('measures'),
      sql<number>`(select count(*)::integer from assignment where assignment.programme_id = programme.programme_id
        and assignment.unit_id = ${who.unit}
        and assignment.state not in ('drafted', 'withdrawn', 'transferred'))`.as('own'),
    ])
    .where(visible('programme', who, reach));
  if (state !== undefined) wanted = wanted.where('state', '=', state);
  if (text !== undefined) wanted = wanted.where('title', 'like', like(text));
  if (after !== null) {
    const [at, id] = after;
    wanted = wanted.where(({ or, and, eb }) =>
      or([
        eb('created_at', '<', new Date(at)),
        and([eb('created_at', '=', new Date(at)), eb('programme_id', '>', id)]),
      ]),
    );
  }
  const rows = await wanted
    .orderBy('created_at', 'desc')
    .orderBy('programme_id')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const names = await unitNames(
    query,
    shown.map(({ owner_id }) => owner_id),
  );
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => ({
      ...{ id: row.programme_id, title: row.title, state: row.state, version: row.version },
      owner: { id: row.owner_id, name: names.get(row.owner_id) ?? row.owner_id },
      coordinator:
        row.coordinator_id === null
          ? null
          : { id: row.coordinator_id, name: row.coordinator_name ?? row.coordinator_id },
      createdAt: row.created_at.toISOString(),
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
      dispatchedAt: row.dispatched_at?.toISOString() ?? null,
      ...{ items: row.items, measures: row.measures, own: row.own },
    })),
    next: last ? [last.created_at.toISOString(), last.programme_id] : null,
  };
}
