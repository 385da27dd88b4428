import { mayAbout, type PeopleAct } from '../../scope/people.ts';
import type { Role, Who } from '../../scope/who.ts';
import { handsOfPosts, type PostsWanted, postRows } from '../../store/people/people.ts';
import type { Query } from '../../store/people/session.ts';
import { type May, mayOf } from '../may.ts';
import { type Page, pageOf } from './people.ts';

const POST_ACTS = [
  'post/change',
  'post/roles',
  'appointment/make',
  'appointment/end',
  'delegation/give',
] as const satisfies readonly PeopleAct[];

/** Somebody in a post, now or later. */
export interface HandView {
  /** Of the appointment or the delegation. */
  readonly id: string;
  readonly person: string;
  /** Null where it was erased. */
  readonly name: string | null;
  readonly from: string;
  /** First day on which it no longer holds. */
  readonly until: string | null;
  readonly version: number;
}

/** 岗位, with who holds it and who acts for them. */
export interface PostView {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly from: string;
  readonly until: string | null;
  readonly version: number;
  readonly appointments: readonly HandView[];
  readonly delegations: readonly HandView[];
  readonly may: Readonly<Record<(typeof POST_ACTS)[number], May>>;
}

/** One post in two queries; null where there is none or this person does not see it. */
export async function postView(query: Query, who: Who, id: string, day: string): Promise<PostView | null> {
  const { rows } = await postsView(query, who, { ids: [id], limit: 1 }, day);
  return rows[0] ?? null;
}

/** Posts in two queries, however many they are. */
export async function postsView(
  query: Query,
  who: Who,
  wanted: PostsWanted,
  day: string,
): Promise<Page<PostView>> {
  const rows = await postRows(query, wanted, day);
  const hands = await handsOfPosts(
    query,
    rows.map(({ id }) => id),
    day,
  );
  return pageOf(rows, wanted.limit, (row) => {
    const held = hands.filter(({ post }) => post === row.id);
    const holder = held.find(({ own, from }) => own && from <= day)?.person ?? null;
    const thing = { unit: row.unit, roles: row.roles, person: holder };
    if (mayAbout('post/see', who, thing) !== true) return [];
    const may = POST_ACTS.map((act) => {
      const verdict = mayAbout(act, who, thing);
      return [act, mayOf(verdict === true ? null : { code: verdict })];
    });
    const told = held.map(({ post: _, own, ...one }) => ({ own, ...one }));
    const only = (own: boolean) => told.filter((one) => one.own === own).map(({ own: _, ...one }) => one);
    return [
      {
        ...row,
        appointments: only(true),
        delegations: only(false),
        may: Object.fromEntries(may) as PostView['may'],
      },
    ];
  });
}
