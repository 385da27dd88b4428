import type { Kysely } from 'kysely';
import { asksForAudits, asksForRegions, type Reach } from '../../scope/reach.ts';
import type { Who } from '../../scope/who.ts';
import type { Tables } from '../tables.ts';

/** 范围 of a person, read anew for every request: at most two queries, none for most posts. */
export async function reachOf(tx: Kysely<Tables>, who: Who): Promise<Reach> {
  return {
    below: asksForRegions(who) ? await regionsBelow(tx, who.region) : [],
    audits: who.region !== null && asksForAudits(who) ? await unitsIn(tx, who.region) : [],
  };
}

async function regionsBelow(tx: Kysely<Tables>, region: string | null): Promise<Reach['below']> {
  if (region === null) return 'everywhere';
  const rows = await tx
    .selectFrom('region_ancestor')
    .select('region_code')
    .where('ancestor_code', '=', region)
    .orderBy('region_code')
    .execute();
  return rows.map(({ region_code }) => region_code);
}

async function unitsIn(tx: Kysely<Tables>, region: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('unit')
    .select('id')
    .where('region_code', '=', region)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
