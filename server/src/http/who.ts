import type { FastifyRequest } from 'fastify';
import type { Who } from '../scope/who.ts';

/** Who knocks: a session or a token, and the post that this request is made in. */
export interface Caller {
  /** Pseudonym. */
  readonly person: string;
  /** Name of the session or token, never its secret: rate limits count by it, streams of events close with it. */
  readonly session: string;
  /** A browser sends a cookie by itself, also when another site asks it to; a token is sent on purpose. */
  readonly by: 'cookie' | 'token';
  /** The post, chosen by the header `Luodi-Post`; null for a person who holds none. */
  readonly who: Who | null;
}

/** A person asks, or an open stream of events looks whether they still may: that is no sign of their presence. */
export type Presence = 'asks' | 'listens';

/**
 * Finds who asks, from the database, for every request anew. Null where nobody signed in.
 * @throws {Refusal} what is wrong with the session, the token or the chosen post
 */
export type WhoOf = (request: FastifyRequest, presence: Presence) => Promise<Caller | null>;
