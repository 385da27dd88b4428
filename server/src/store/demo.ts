import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** The setting that marks a database as the demo's. */
export const DEMO = 'demo';

/** 演示数据: whether this database holds the demo, whose passwords everybody knows. */
export async function isDemo(query: Pick<Kysely<Tables>, 'selectFrom'>): Promise<boolean> {
  const row = await query.selectFrom('setting').select('key').where('key', '=', DEMO).executeTakeFirst();
  return row !== undefined;
}
