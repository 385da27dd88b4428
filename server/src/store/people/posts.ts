import { sql } from 'kysely';
import type { Role } from '../../scope/who.ts';
import type { Query } from './session.ts';
import { unitNameOf } from './unit.ts';

/** 任职: a post that a person may act in on a day. */
export interface HeldPost {
  readonly post: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string;
  readonly region: string | null;
  readonly functionKey: string | null;
  readonly roles: readonly Role[];
  /** By appointment; otherwise for its holder (代行). */
  readonly own: boolean;
  /** First day of the appointment or delegation, and the first on which it no longer holds. */
  readonly from: string;
  readonly until: string | null;
}

/**
 * The posts in which a person may act on a day, one's own first. A delegation holds only while the delegate holds a
 * post in the same unit.
 */
export async function heldPosts(query: Query, person: string, day: string): Promise<HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    with holding as (
      select post_id, true as own, from_day, until_day from appointment
       where person_id = ${person} and from_day <= ${day} and (until_day is null or until_day > ${day})
      union all
      select given.post_id, false, given.from_day, given.until_day from delegation given
        join post for_whom on for_whom.id = given.post_id
       where given.person_id = ${person} and given.revoked_at is null
         and given.from_day <= ${day} and given.until_day > ${day}
         and exists (
           select from appointment mine join post my_post on my_post.id = mine.post_id
            where mine.person_id = given.person_id and my_post.unit_id = for_whom.unit_id
              and mine.from_day <= ${day} and (mine.until_day is null or mine.until_day > ${day})
              and my_post.from_day <= ${day} and (my_post.until_day is null or my_post.until_day > ${day}))
    )
    select post.id as post, post.title, post.unit_id as unit, ${unitNameOf('post.unit_id', day)} as "unitName",
           unit.region_code as region,
           unit.function_key as "functionKey", holding.own, holding.from_day as from, holding.until_day as until,
           array(select role from post_role where post_role.post_id = post.id order by role) as roles
      from holding
      join post on post.id = holding.post_id
      join unit on unit.id = post.unit_id
     where post.from_day <= ${day} and (post.until_day is null or post.until_day > ${day})
     order by holding.own desc, holding.from_day, post.id`.execute(query);
  const seen = new Set<string>();
  return rows.filter(({ post }) => !seen.has(post) && seen.add(post));
}

/** What a person holds or will hold from a day on, by appointment or delegation. */
export interface Hand {
  readonly person: string;
  readonly post: string;
  readonly roles: readonly Role[];
  readonly from: string;
  readonly until: string | null;
}

/** What these people have in hand on or after a day. */
export async function handsOf(query: Query, people: readonly string[], day: string): Promise<Hand[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<Hand>`
    select holding.person_id as person, post.id as post, greatest(holding.from_day, post.from_day) as from,
           least(holding.until_day, post.until_day) as until,
           array(select role from post_role where post_role.post_id = post.id order by role) as roles
      from (
        select person_id, post_id, from_day, until_day from appointment
         where person_id = any(${people}) and (until_day is null or until_day > ${day})
        union all
        select person_id, post_id, from_day, until_day from delegation
         where person_id = any(${people}) and revoked_at is null and until_day > ${day}
      ) holding
      join post on post.id = holding.post_id and (post.until_day is null or post.until_day > ${day})
     order by holding.person_id, holding.from_day, post.id`.execute(query);
  return rows;
}

/** The people who have these posts in hand on or after a day. */
export async function handsOn(query: Query, post: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select person_id as person from appointment
     where post_id = ${post} and (until_day is null or until_day > ${day})
    union
    select person_id from delegation where post_id = ${post} and revoked_at is null and until_day > ${day}
    order by person`.execute(query);
  return rows.map(({ person }) => person);
}

/** When a post with this role is in the hand of somebody who is not disabled. */
export interface RoleHeld {
  readonly role: Role;
  readonly from: string;
  readonly until: string | null;
}

/** Who holds posts with these roles on or after a day, by appointment. */
export async function holdersOf(query: Query, roles: readonly Role[], day: string): Promise<RoleHeld[]> {
  const { rows } = await sql<RoleHeld>`
    select post_role.role, greatest(appointment.from_day, post.from_day) as from,
           least(appointment.until_day, post.until_day) as until
      from post_role
      join post on post.id = post_role.post_id
      join appointment on appointment.post_id = post.id
      join person on person.id = appointment.person_id and person.state = 'active'
     where post_role.role = any(${roles})
       and (post.until_day is null or post.until_day > ${day})
       and (appointment.until_day is null or appointment.until_day > ${day})`.execute(query);
  return rows;
}
