import { type Selectable, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { isSealed, type Keys, sealOf } from '../seal.ts';
import type { Tables } from '../tables.ts';
import { secretHash } from './secret.ts';

export type Session = Selectable<Tables['session']>;
export type Query = Database['query'] | Transaction<Tables>;

/** Where the sign-in policy stands in the settings. */
export const POLICY = 'sign-in';

/** The setting of the sign-in policy as its text; null where nobody decided. */
export const policyText = sql<string | null>`(select value from setting where key = ${POLICY})`;

/** What is known of whoever sent a cookie. */
export interface FoundSession {
  readonly session: Session;
  readonly state: 'active' | 'disabled';
  readonly hasSecondFactor: boolean;
  readonly mustChange: boolean;
  readonly passwordAt: Date | null;
  readonly policy: string | null;
}

/** The session that this cookie opens, in one query; null where there is none, or its row was not written by us. */
export async function sessionOf(query: Query, cookie: string, keys: Keys): Promise<FoundSession | null> {
  const row = await query
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('login', 'login.person_id', 'session.person_id')
    .selectAll('session')
    .select(['person.state', 'login.totp_at', 'login.must_change', 'login.password_at'])
    .select(policyText.as('policy'))
    .where('session.hash', '=', secretHash(cookie))
    .executeTakeFirst();
  if (!row) return null;
  const { state, totp_at, must_change, password_at, policy, ...session } = row;
  if (!isSealed('session', session, keys)) return null;
  return {
    ...{ session, state, policy },
    hasSecondFactor: totp_at !== null,
    mustChange: must_change ?? false,
    passwordAt: password_at,
  };
}

/** Opens a session; what was written of it is sealed. */
export async function openSession(tx: Query, session: Omit<Session, 'seal'>, keys: Keys): Promise<Session> {
  const row = { ...session, seal: sealOf('session', session, keys) };
  await tx.insertInto('session').values(row).execute();
  return row;
}

/** Notes that a session was used. */
export async function touchSession(query: Query, session: Session, at: Date, keys: Keys): Promise<void> {
  const row = { ...session, seen_at: at };
  await query
    .updateTable('session')
    .set({ seen_at: at, seal: sealOf('session', row, keys) })
    .where('id', '=', session.id)
    .where('seen_at', '<', at)
    .execute();
}

/** Every session of a person that is ours, the one used last first. */
export async function sessionsOf(query: Query, person: string, keys: Keys): Promise<Session[]> {
  const rows = await query
    .selectFrom('session')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.filter((row) => isSealed('session', row, keys));
}

/** Ends these sessions; returns the names of those that were there. */
export async function endSessions(tx: Query, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.deleteFrom('session').where('id', 'in', ids).returning('id').execute();
  return rows.map(({ id }) => id).sort();
}

/** Ends all sessions of a person but one. */
export async function endSessionsOf(tx: Query, person: string, but: string | null = null): Promise<string[]> {
  let deletion = tx.deleteFrom('session').where('person_id', '=', person);
  if (but !== null) deletion = deletion.where('id', '<>', but);
  const rows = await deletion.returning('id').execute();
  return rows.map(({ id }) => id).sort();
}

/** Takes away sessions that ended by themselves. */
export async function sweepSessions(query: Query, now: Date, idleSince: Date): Promise<number> {
  const { numDeletedRows } = await query
    .deleteFrom('session')
    .where((where) => where.or([where('ends_at', '<=', now), where('seen_at', '<=', idleSince)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
