import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Query } from './session.ts';

export type Login = Selectable<Tables['login']> & { readonly state: 'active' | 'disabled' };

const logins = (query: Query) =>
  query
    .selectFrom('login')
    .innerJoin('person', 'person.id', 'login.person_id')
    .selectAll('login')
    .select('person.state');

/** How the person of this login name signs in. @param name in lower case */
export async function loginNamed(query: Query, name: string): Promise<Login | null> {
  return (await logins(query).where('login.name', '=', name).executeTakeFirst()) ?? null;
}

/** How this person signs in. */
export async function loginOf(query: Query, person: string): Promise<Login | null> {
  return (await logins(query).where('login.person_id', '=', person).executeTakeFirst()) ?? null;
}

/** Whom this provider means. */
export async function loginLinked(query: Query, issuer: string, subject: string): Promise<Login | null> {
  const found = await logins(query)
    .where('login.issuer', '=', issuer)
    .where('login.subject', '=', subject)
    .executeTakeFirst();
  return found ?? null;
}
