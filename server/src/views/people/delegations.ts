import { sql } from 'kysely';
import { mayAbout, type PeopleThing, type PeopleVerdict } from '../../scope/people.ts';
import type { Role, Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import type { Query } from '../../store/people/session.ts';
import { type May, mayOf } from '../may.ts';
import { type Page, pageOf } from './people.ts';

interface Named {
  readonly person: string;
  /** Null where it was erased. */
  readonly name: string | null;
}

/** 代行, as those see it whom it concerns. */
export interface DelegationView {
  readonly id: string;
  readonly post: string;
  readonly title: string;
  readonly unit: string;
  /** Who acts for the post. */
  readonly person: string;
  readonly name: string | null;
  /** Whose post it is today; null: nobody's. */
  readonly holder: Named | null;
  readonly from: string;
  /** First day on which it no longer holds. */
  readonly until: string;
  readonly reason: string;
  readonly givenBy: Named;
  readonly givenAt: string;
  readonly revokedAt: string | null;
  /** It holds now, or will. */
  readonly isOpen: boolean;
  readonly version: number;
  readonly may: { readonly 'delegation/revoke': May };
}

/** Which delegations. */
export interface DelegationsWanted {
  readonly ids?: readonly string[];
  readonly unit?: string | null;
  /** Those that this person gave, takes part in, or whose post is theirs. */
  readonly of?: string | null;
  readonly after?: string | null;
  readonly limit: number;
  /** Those that are over, too. */
  readonly past?: boolean;
}

interface Row {
  readonly id: string;
  readonly post: string;
  readonly title: string;
  readonly unit: string;
  readonly roles: readonly Role[];
  readonly person: string;
  readonly name: string | null;
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly giver: string;
  readonly giverName: string | null;
  readonly givenAt: Date;
  readonly revokedAt: Date | null;
  readonly version: number;
}

/** One delegation; null where there is none or this person does not see it. */
export async function delegationView(
  query: Query,
  who: Who,
  id: string,
  day: string,
): Promise<DelegationView | null> {
  const { rows } = await delegationsView(query, who, { ids: [id], limit: 1, past: true }, day);
  return rows[0] ?? null;
}

/** Delegations in one query, however many they are. */
export async function delegationsView(
  query: Query,
  who: Who,
  { ids, unit = null, of = null, after = null, limit, past = false }: DelegationsWanted,
  day: string,
): Promise<Page<DelegationView>> {
  if (ids && !ids.every(isUuid)) return { rows: [], last: null };
  const { rows } = await sql<Row>`
    select given.id, given.post_id as post, post.title, post.unit_id as unit,
           array(select role from post_role where post_role.post_id = post.id order by role) as roles,
           given.person_id as person, delegate.name, holding.person_id as holder, holder.name as "holderName",
           given.from_day as from, given.until_day as until, given.reason, given.given_by_person as giver,
           giver.name as "giverName", given.given_at as "givenAt", given.revoked_at as "revokedAt", given.version
      from delegation given
      join post on post.id = given.post_id
      left join appointment holding on holding.post_id = given.post_id and holding.from_day <= ${day}
                                   and (holding.until_day is null or holding.until_day > ${day})
      left join person_particulars delegate on delegate.person_id = given.person_id
      left join person_particulars giver on giver.person_id = given.given_by_person
      left join person_particulars holder on holder.person_id = holding.person_id
     where (${ids === undefined} or given.id = any(${ids ?? []}))
       and (${unit}::text is null or post.unit_id = ${unit})
       and (${of}::uuid is null or ${of}::uuid in (given.person_id, given.given_by_person, holding.person_id))
       and (${after}::uuid is null or given.id > ${after}::uuid)
       and (${past} or (given.revoked_at is null and given.until_day > ${day}))
     order by given.id
     limit ${limit}`.execute(query);
  return pageOf(rows, limit, (row) => {
    const { unit, roles } = row;
    const things = [row.person, row.giver, row.holder].map((person) => ({ unit, roles, person }));
    if (firstYes('delegation/see', who, things) !== true) return [];
    return [shown(row, who, day)];
  });
}

function firstYes(
  act: 'delegation/see' | 'delegation/revoke',
  who: Who,
  things: readonly PeopleThing[],
): PeopleVerdict {
  const verdicts = things.map((thing) => mayAbout(act, who, thing));
  return verdicts.find((verdict) => verdict === true) ?? verdicts[0] ?? 'scope/not-found';
}

function shown(row: Row, who: Who, day: string): DelegationView {
  const { unit, roles, holder, giver } = row;
  const isOpen = row.revokedAt === null && row.until > day;
  // The delegate gives nothing back that was not theirs to give.
  const owners = [giver, holder].map((person) => ({ unit, roles, person }));
  const allowed = firstYes('delegation/revoke', who, owners);
  // It is seen, or it would not be shown.
  const verdict = allowed === 'scope/not-found' ? 'scope/not-your-role' : allowed;
  const reason = isOpen ? verdict : 'person/delegation-ended';
  return {
    ...{ id: row.id, post: row.post, title: row.title, unit, person: row.person, name: row.name },
    holder: holder === null ? null : { person: holder, name: row.holderName },
    ...{ from: row.from, until: row.until, reason: row.reason },
    givenBy: { person: giver, name: row.giverName },
    givenAt: row.givenAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    isOpen,
    version: row.version,
    may: { 'delegation/revoke': mayOf(reason === true ? null : { code: reason }) },
  };
}
