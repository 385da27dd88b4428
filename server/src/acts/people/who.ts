import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { administratorsIn } from '../../scope/administrators.ts';
import type { SignInPolicy } from '../../scope/policy.ts';
import type { Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import { type HeldPost, heldPosts } from '../../store/people/posts.ts';
import { type FoundSession, sessionOf, touchSession } from '../../store/people/session.ts';
import { tokenOf } from '../../store/people/token.ts';
import type { Ground } from '../context.ts';
import { policyFrom } from './policy.ts';
import { dayAt } from './today.ts';

/** What a request brings along: the secret of a session or of a token, and the post it wants to be made in. */
export interface Brought {
  readonly cookie: string | null;
  readonly token: string | null;
  /** Null: the first of the posts. */
  readonly post: string | null;
  /** An open stream that looks whether it still may: no use of the session. */
  readonly isListening?: boolean;
}

/** What has to be done before anything else: the code, another password, a second factor. */
export type Pending = 'second-factor' | 'password' | 'second-factor-set-up';

/** Who sent a request, as the database knows it at this moment. */
export interface Known {
  /** Pseudonym. */
  readonly person: string;
  /** Name of the session or of the token. */
  readonly session: string;
  readonly by: 'cookie' | 'token';
  readonly pending: Pending | null;
  readonly posts: readonly HeldPost[];
  /** In the chosen post; null where something is pending, or where the person holds no post. */
  readonly who: Who | null;
}

/** Uses of a session are noted this often; more would be a write for each request. */
const TOUCH_SECONDS = 60;

/**
 * 身份: who sent this request, read anew for each one, so that a right that was taken away is gone with the next
 * request. Two queries, and once a minute a third that notes the use of the session. Null: nobody that we know.
 * @throws {Refusal} `person/not-your-post` where the post is not one of theirs
 */
export async function whoOf(ground: Ground, brought: Brought): Promise<Known | null> {
  if (brought.token !== null) return whoOfToken(ground, brought.token, brought.post);
  if (brought.cookie !== null) return whoOfSession(ground, brought.cookie, brought);
  return null;
}

async function whoOfSession(
  ground: Ground,
  cookie: string,
  { post, isListening = false }: Brought,
): Promise<Known | null> {
  const { database, keys } = ground;
  const now = ground.now();
  const found = await sessionOf(database.query, cookie, keys);
  if (!found) return null;
  const { session } = found;
  const policy = policyFrom(found.policy);
  if (found.state !== 'active' || !isOpen(session, policy, now)) return null;
  const posts = await heldPosts(database.query, session.person_id, dayAt(now));
  if (!isListening && now.getTime() - session.seen_at.getTime() >= TOUCH_SECONDS * 1000)
    await touchSession(database.query, session, now, keys);
  const pending = pendingOf(found, posts, policy, now);
  const who = pending === null ? inPost(session.person_id, posts, post) : null;
  return { person: session.person_id, session: session.id, by: 'cookie', pending, posts, who };
}

/** Whether a session still holds: neither idle for too long nor at its end. */
export function isOpen(
  { seen_at, ends_at }: { readonly seen_at: Date; readonly ends_at: Date },
  { session: { idleMinutes } }: SignInPolicy,
  now: Date,
): boolean {
  return now < ends_at && now.getTime() - seen_at.getTime() < idleMinutes * 60_000;
}

function pendingOf(
  { session, hasSecondFactor, mustChange, passwordAt }: FoundSession,
  posts: readonly HeldPost[],
  { secondFactor, password }: SignInPolicy,
  now: Date,
): Pending | null {
  if (session.strength === 'provider') return null;
  if (hasSecondFactor && session.strength === 'password') return 'second-factor';
  const age = passwordAt === null ? 0 : now.getTime() - passwordAt.getTime();
  if (mustChange || (password.days > 0 && age >= password.days * 86_400_000)) return 'password';
  const isDue =
    secondFactor === 'everybody' ||
    (secondFactor === 'administrators' && posts.some(({ roles }) => administratorsIn(roles).length > 0));
  return isDue && !hasSecondFactor ? 'second-factor-set-up' : null;
}

async function whoOfToken(ground: Ground, secret: string, post: string | null): Promise<Known | null> {
  const now = ground.now();
  const token = await tokenOf(ground.database.query, secret);
  if (token?.state !== 'active' || token.revoked_at !== null || now >= token.ends_at) return null;
  const held = await heldPosts(ground.database.query, token.person_id, dayAt(now));
  // A token is for one post that its owner holds; it ends with the appointment.
  const posts = held.filter((one) => one.own && one.post === token.post_id);
  if (posts.length === 0 || administratorsIn(posts[0]?.roles ?? []).length > 0) return null;
  const who = inPost(token.person_id, posts, post, token.scopes);
  return { person: token.person_id, session: token.id, by: 'token', pending: null, posts, who };
}

function inPost(
  person: string,
  posts: readonly HeldPost[],
  wanted: string | null,
  allows: readonly string[] | null = null,
): Who | null {
  const held = wanted === null ? posts[0] : posts.find(({ post }) => post === wanted);
  if (wanted !== null && (!held || !isUuid(wanted))) throw new Refusal<PersonCode>('person/not-your-post');
  if (!held) return null;
  const { post, unit, region, functionKey, roles, own } = held;
  return { person, post, unit, region, functionKey, roles, onBehalfOf: own ? null : post, allows };
}
