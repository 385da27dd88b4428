import { type Kysely, sql } from 'kysely';
import type { Role } from '../../scope/who.ts';
import type { Tables } from '../tables.ts';

/** A post that exists or is to exist, with its roles. */
export interface PostListed {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly version: number;
  readonly roles: readonly Role[];
}

/** Somebody who holds a post or is to hold it; names are gone where a person was erased. */
export interface HolderListed {
  readonly id: string;
  readonly post: string;
  readonly personId: string;
  readonly login: string | null;
  readonly person: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly version: number;
}

/** All posts that have not ended by the day. One query. */
export function postsListed(query: Kysely<Tables>, day: string): Promise<PostListed[]> {
  return query
    .selectFrom('post')
    .select(['id', 'unit_id as unit', 'title', 'from_day as from', 'until_day as until', 'version'])
    .select(
      sql<Role[]>`coalesce((select array_agg(post_role.role order by post_role.role) from post_role
                             where post_role.post_id = post.id), '{}')`.as('roles'),
    )
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .orderBy('unit_id')
    .orderBy('id')
    .execute();
}

/** All appointments to them that have not ended by the day. One query. */
export function holdersListed(query: Kysely<Tables>, day: string): Promise<HolderListed[]> {
  const lives = (column: 'appointment.until_day' | 'post.until_day') =>
    sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} > ${day}::date)`;
  return query
    .selectFrom('appointment')
    .innerJoin('post', 'post.id', 'appointment.post_id')
    .leftJoin('login', 'login.person_id', 'appointment.person_id')
    .leftJoin('person_particulars as known', 'known.person_id', 'appointment.person_id')
    .select(['appointment.id', 'appointment.post_id as post', 'appointment.person_id as personId'])
    .select(['login.name as login', 'known.name as person', 'appointment.version'])
    .select(['appointment.from_day as from', 'appointment.until_day as until'])
    .where(lives('appointment.until_day'))
    .where(lives('post.until_day'))
    .orderBy('post.unit_id')
    .orderBy('appointment.post_id')
    .orderBy('appointment.id')
    .execute();
}
