import { type Kysely, sql } from 'kysely';
import type { Reach } from '../../scope/reach.ts';
import type { AssignmentFacts, ProgrammeFacts } from '../../scope/relation.ts';
import type { Who } from '../../scope/who.ts';
import type { Tables } from '../tables.ts';
import { programmeColumns } from './visible.ts';

/** What decisions about these programmes are made on, in one query; programmes that do not exist are missing. */
export async function programmeFacts(
  tx: Kysely<Tables>,
  who: Who,
  reach: Reach,
  programmes: readonly string[],
): Promise<ReadonlyMap<string, ProgrammeFacts>> {
  if (programmes.length === 0) return new Map();
  const { participates, reached, asked } = programmeColumns('programme', who, reach);
  const rows = await tx
    .selectFrom('programme')
    .select(['programme_id', 'state', 'owner_id as owner', 'coordinator_id as coordinator'])
    .select([
      sql<boolean>`${participates}`.as('participates'),
      sql<boolean>`${reached}`.as('reached'),
      sql<boolean>`${asked}`.as('asked'),
    ])
    .where('programme_id', 'in', programmes)
    .execute();
  return new Map(rows.map(({ programme_id, ...facts }) => [programme_id, facts]));
}

/** What a decision about an assignment is made on, from its row. */
export function assignmentFacts(
  row: Pick<
    Tables['assignment'],
    'state' | 'unit_id' | 'lead_id' | 'coordinator_id' | 'region_code' | 'function_key'
  >,
): AssignmentFacts {
  return {
    state: row.state,
    unit: row.unit_id,
    lead: row.lead_id,
    coordinator: row.coordinator_id,
    region: row.region_code,
    functionKey: row.function_key,
  };
}
