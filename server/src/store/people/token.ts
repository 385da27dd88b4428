import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import { secretHash } from './secret.ts';
import type { Query } from './session.ts';

/** How tokens begin, so that they are found where they should not be. */
export const TOKEN_PREFIX = 'luodi_';

/** The token of this secret with the state of its owner; null where there is none. */
export async function tokenOf(
  query: Query,
  secret: string,
): Promise<(Selectable<Tables['token']> & { readonly state: 'active' | 'disabled' }) | null> {
  if (!secret.startsWith(TOKEN_PREFIX)) return null;
  const row = await query
    .selectFrom('token')
    .innerJoin('person', 'person.id', 'token.person_id')
    .selectAll('token')
    .select('person.state')
    .where('token.hash', '=', secretHash(secret))
    .executeTakeFirst();
  return row ?? null;
}
