import { DEMO } from '../../store/demo.ts';
import type { HeldPost } from '../../store/people/posts.ts';
import { type Query, sessionsOf } from '../../store/people/session.ts';
import type { Keys } from '../../store/seal.ts';

/** Who is signed in, as their own screens show it. */
export interface SessionView {
  readonly person: string;
  /** Null where it was erased. */
  readonly name: string | null;
  readonly login: string | null;
  /** What has to be done first: the code, another password, a second factor. */
  readonly pending: 'second-factor' | 'password' | 'second-factor-set-up' | null;
  readonly secondFactor: boolean;
  readonly hasPassword: boolean;
  /** The posts to choose from by the header Luodi-Post, the first being the default. */
  readonly posts: readonly HeldPost[];
  readonly session: string;
  /** 演示数据: every page must say so. */
  readonly demo: boolean;
}

/** What a view needs to know of whoever asks. */
export interface SignedInAs {
  readonly person: string;
  readonly session: string;
  readonly pending: SessionView['pending'];
  readonly posts: readonly HeldPost[];
}

/** One's own session, in one query. Before the code has come it tells nothing but that. */
export async function sessionView(query: Query, known: SignedInAs): Promise<SessionView> {
  const { person, session, pending, posts } = known;
  const row = await query
    .selectFrom('person')
    .leftJoin('person_particulars as known', 'known.person_id', 'person.id')
    .leftJoin('login', 'login.person_id', 'person.id')
    .select(['known.name', 'login.name as login', 'login.totp_at', 'login.password'])
    .select(({ exists, selectFrom }) =>
      exists(selectFrom('setting').select('key').where('key', '=', DEMO)).as('demo'),
    )
    .where('person.id', '=', person)
    .executeTakeFirst();
  const isProven = pending !== 'second-factor';
  return {
    ...{ person, session, pending },
    demo: row?.demo === true,
    name: isProven ? (row?.name ?? null) : null,
    login: row?.login ?? null,
    secondFactor: (row?.totp_at ?? null) !== null,
    hasPassword: (row?.password ?? null) !== null,
    posts: isProven ? posts : [],
  };
}

/** An open session of one's own. */
export interface OwnSessionView {
  readonly id: string;
  readonly strength: 'password' | 'second-factor' | 'provider';
  readonly openedAt: string;
  readonly seenAt: string;
  readonly endsAt: string;
  /** The one that asks. */
  readonly isThis: boolean;
}

/** One's own open sessions, the one used last first. @param isOpen whether one still holds */
export async function ownSessionsView(
  query: Query,
  { person, session: mine }: SignedInAs,
  keys: Keys,
  isOpen: (session: { readonly seen_at: Date; readonly ends_at: Date }) => boolean,
): Promise<OwnSessionView[]> {
  const sessions = await sessionsOf(query, person, keys);
  return sessions.filter(isOpen).map(({ id, strength, opened_at, seen_at, ends_at }) => ({
    ...{ id, strength, isThis: id === mine },
    openedAt: opened_at.toISOString(),
    seenAt: seen_at.toISOString(),
    endsAt: ends_at.toISOString(),
  }));
}
