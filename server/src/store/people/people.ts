import { sql } from 'kysely';
import type { PersonFacts } from '../../scope/people-state.ts';
import type { Role } from '../../scope/who.ts';
import { isUuid } from '../identifier.ts';
import type { Query } from './session.ts';
import { unitNameOf } from './unit.ts';

/** A person with what is known of them; name, phone and login are gone once they were erased. */
export interface PersonRow {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly state: 'active' | 'disabled';
  readonly version: number;
  readonly createdAt: Date;
  readonly name: string | null;
  readonly phone: string | null;
  readonly login: string | null;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly mustChange: boolean;
  readonly issuer: string | null;
  readonly subject: string | null;
}

/** Which people. */
export interface PeopleWanted {
  readonly ids?: readonly string[];
  readonly unit?: string | null;
  /** A part of the name or of the login name. */
  readonly text?: string | null;
  /** Behind this one, in the order of the list. */
  readonly after?: string | null;
  readonly limit: number;
}

/** People in the order in which they were made. */
export async function peopleRows(
  query: Query,
  { ids, unit, text, after, limit }: PeopleWanted,
  day: string,
): Promise<PersonRow[]> {
  if (ids && !ids.every(isUuid)) return [];
  let select = query
    .selectFrom('person')
    .leftJoin('person_particulars as known', 'known.person_id', 'person.id')
    .leftJoin('login', 'login.person_id', 'person.id')
    .select(['person.id', 'person.unit_id as unit', 'person.state', 'person.version'])
    .select(['person.created_at as createdAt', 'known.name', 'known.phone', 'login.name as login'])
    .select(['login.issuer', 'login.subject'])
    .select([
      unitNameOf('person.unit_id', day).as('unitName'),
      sql<boolean>`login.password is not null`.as('hasPassword'),
      sql<boolean>`login.totp_at is not null`.as('hasSecondFactor'),
      sql<boolean>`coalesce(login.must_change, false)`.as('mustChange'),
    ])
    .orderBy('person.id')
    .limit(limit);
  if (ids) select = select.where('person.id', 'in', ids.length > 0 ? ids : [NOBODY]);
  if (unit) select = select.where('person.unit_id', '=', unit);
  if (after) select = select.where('person.id', '>', after);
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where((where) =>
      where.or([where('known.name', 'like', like), where('login.name', 'like', like.toLowerCase())]),
    );
  }
  return select.execute();
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A post in somebody's hand now or later, as it is shown. */
export interface PersonPost {
  readonly person: string;
  readonly post: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string;
  readonly roles: readonly Role[];
  /** By appointment; otherwise acting for its holder. */
  readonly own: boolean;
  readonly from: string;
  readonly until: string | null;
}

/** What these people hold on or after a day. */
export async function postsOfPeople(
  query: Query,
  people: readonly string[],
  day: string,
): Promise<PersonPost[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<PersonPost>`
    select holding.person_id as person, post.id as post, post.title, post.unit_id as unit,
           ${unitNameOf('post.unit_id', day)} as "unitName", holding.own, holding.from_day as from,
           least(holding.until_day, post.until_day) as until,
           array(select role from post_role where post_role.post_id = post.id order by role) as roles
      from (
        select person_id, post_id, from_day, until_day, true as own from appointment
         where person_id = any(${people}) and (until_day is null or until_day > ${day})
        union all
        select person_id, post_id, from_day, until_day, false from delegation
         where person_id = any(${people}) and revoked_at is null and until_day > ${day}
      ) holding
      join post on post.id = holding.post_id and (post.until_day is null or post.until_day > ${day})
     order by holding.person_id, holding.own desc, holding.from_day, post.id`.execute(query);
  return rows;
}

/** The same as the rules take it. */
export function personFacts(row: PersonRow, posts: readonly PersonPost[]): PersonFacts {
  return {
    id: row.id,
    unit: row.unit,
    roles: [...new Set(posts.filter(({ person }) => person === row.id).flatMap(({ roles }) => roles))],
    state: row.state,
    isErased: row.name === null,
    hasSecondFactor: row.hasSecondFactor,
  };
}

/** What is done to a post, and who holds it. */
export interface PostRow {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly version: number;
  readonly roles: readonly Role[];
}

export interface PostsWanted {
  readonly ids?: readonly string[];
  readonly unit?: string | null;
  readonly after?: string | null;
  readonly limit: number;
  /** Those that are over, too. */
  readonly past?: boolean;
}

/** Posts in the order in which they were made. */
export async function postRows(
  query: Query,
  { ids, unit, after, limit, past = false }: PostsWanted,
  day: string,
): Promise<PostRow[]> {
  if (ids && !ids.every(isUuid)) return [];
  let select = query
    .selectFrom('post')
    .select(['post.id', 'post.unit_id as unit', 'post.title', 'post.from_day as from'])
    .select(['post.until_day as until', 'post.version'])
    .select([
      unitNameOf('post.unit_id', day).as('unitName'),
      sql<Role[]>`array(select role from post_role where post_role.post_id = post.id order by role)`.as(
        'roles',
      ),
    ])
    .orderBy('post.id')
    .limit(limit);
  if (ids) select = select.where('post.id', 'in', ids.length > 0 ? ids : [NOBODY]);
  if (unit) select = select.where('post.unit_id', '=', unit);
  if (after) select = select.where('post.id', '>', after);
  if (!past && !ids)
    select = select.where((where) =>
      where.or([where('post.until_day', 'is', null), where('post.until_day', '>', day)]),
    );
  return select.execute();
}

/** Who holds a post, or acts for whoever holds it, now or later. */
export interface PostHand {
  readonly id: string;
  readonly post: string;
  readonly person: string;
  readonly name: string | null;
  readonly own: boolean;
  readonly from: string;
  readonly until: string | null;
  readonly version: number;
}

/** In whose hands these posts are on or after a day. */
export async function handsOfPosts(query: Query, posts: readonly string[], day: string): Promise<PostHand[]> {
  if (posts.length === 0) return [];
  const { rows } = await sql<PostHand>`
    select holding.id, holding.post_id as post, holding.person_id as person, known.name, holding.own,
           holding.from_day as from, holding.until_day as until, holding.version
      from (
        select id, person_id, post_id, from_day, until_day, version, true as own from appointment
         where post_id = any(${posts}) and (until_day is null or until_day > ${day})
        union all
        select id, person_id, post_id, from_day, until_day, version, false from delegation
         where post_id = any(${posts}) and revoked_at is null and until_day > ${day}
      ) holding
      left join person_particulars known on known.person_id = holding.person_id
     order by holding.post_id, holding.own desc, holding.from_day, holding.id`.execute(query);
  return rows;
}
