import { sql } from 'kysely';
import type { Ground } from './context.ts';

/** Whether the database answers, and its structure is the one of this program. */
export async function isReady({ database }: Pick<Ground, 'database'>): Promise<boolean> {
  const { rows } = await sql<{
    number: number;
  }>`select max(number)::int as number from luodi_migrations`.execute(database.query);
  return rows[0]?.number === database.migrated.to;
}
