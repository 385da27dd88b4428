import { mayAbout } from '../../scope/people.ts';
import { PERSON_ACTS, type PersonAct, reasonAgainstPerson, thingOf } from '../../scope/people-state.ts';
import type { Role, Who } from '../../scope/who.ts';
import {
  type PeopleWanted,
  type PersonPost,
  type PersonRow,
  peopleRows,
  personFacts,
  postsOfPeople,
} from '../../store/people/people.ts';
import type { Query } from '../../store/people/session.ts';
import { type May, mayOf } from '../may.ts';

/** A post as it stands beside a person. */
export interface HeldPostView {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string;
  readonly roles: readonly Role[];
  /** By appointment; otherwise 代行. */
  readonly own: boolean;
  readonly from: string;
  readonly until: string | null;
}

/** 人员, as one who may see them sees them. */
export interface PersonView {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly state: 'active' | 'disabled';
  readonly isErased: boolean;
  readonly name: string | null;
  readonly phone: string | null;
  readonly login: string | null;
  /** How they sign in. */
  readonly signIn: {
    readonly password: boolean;
    readonly mustChange: boolean;
    readonly secondFactor: boolean;
    readonly linked: { readonly issuer: string; readonly subject: string } | null;
  };
  readonly posts: readonly HeldPostView[];
  readonly version: number;
  readonly createdAt: string;
  readonly may: Readonly<Record<PersonAct, May>>;
}

/** One person in two queries; null where there is none or this one does not see them. */
export async function personView(
  query: Query,
  who: Who,
  id: string,
  day: string,
): Promise<PersonView | null> {
  const { rows } = await peopleView(query, who, { ids: [id], limit: 1 }, day);
  return rows[0] ?? null;
}

/** A page of a list; `last` is the last row that was looked at where there may be more behind it. */
export interface Page<T> {
  readonly rows: T[];
  readonly last: string | null;
}

/** The page of these rows, some of which may be hidden. */
export function pageOf<Row extends { readonly id: string }, T>(
  rows: readonly Row[],
  limit: number,
  shownOf: (row: Row) => T[],
): Page<T> {
  return { rows: rows.flatMap(shownOf), last: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}

/** People in two queries, however many they are. */
export async function peopleView(
  query: Query,
  who: Who,
  wanted: PeopleWanted,
  day: string,
): Promise<Page<PersonView>> {
  const rows = await peopleRows(query, wanted, day);
  const posts = await postsOfPeople(
    query,
    rows.map(({ id }) => id),
    day,
  );
  return pageOf(rows, wanted.limit, (row) => {
    const facts = personFacts(row, posts);
    if (mayAbout('person/see', who, thingOf(facts)) !== true) return [];
    const may = PERSON_ACTS.map((act) => [act, mayOf(reasonAgainstPerson(act, who, facts))]);
    return [shown(row, posts, Object.fromEntries(may) as PersonView['may'])];
  });
}

function shown(row: PersonRow, posts: readonly PersonPost[], may: PersonView['may']): PersonView {
  const { id, unit, unitName, state, name, phone, login, version, createdAt, issuer, subject } = row;
  return {
    ...{ id, unit, unitName, state, isErased: name === null, name, phone, login },
    signIn: {
      password: row.hasPassword,
      mustChange: row.mustChange,
      secondFactor: row.hasSecondFactor,
      linked: issuer !== null && subject !== null ? { issuer, subject } : null,
    },
    posts: posts
      .filter(({ person }) => person === id)
      .map(({ person: _, post, ...held }) => ({ id: post, ...held })),
    version,
    createdAt: createdAt.toISOString(),
    may,
  };
}
