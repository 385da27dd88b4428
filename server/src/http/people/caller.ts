import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import type { FastifyRequest } from 'fastify';
import type { Ground } from '../../acts/context.ts';
import type { OwnRequest } from '../../acts/people/sign-in/second-factor.ts';
import { type Known, type Pending, whoOf } from '../../acts/people/who.ts';
import type { WhoOf } from '../who.ts';
import { keptBy } from './cookie.ts';

/** What has to be done first, as a refusal. */
const FIRST: Readonly<Record<Pending, PersonCode>> = {
  'second-factor': 'person/second-factor-needed',
  password: 'person/password-change-needed',
  'second-factor-set-up': 'person/second-factor-set-up-needed',
};

const knowns = new WeakMap<FastifyRequest, Known>();

/**
 * 来者: whoever sends a request, by session cookie or by `Authorization: Bearer luodi_…`. While a code or another
 * password is due, nothing is open but what brings it.
 */
export function callerOf(ground: Ground): WhoOf {
  return async (request, presence) => {
    const { rule, beforeSignIn = false } = request.routeOptions.config;
    const isOpen = rule === 'public' || beforeSignIn;
    const post = request.headers['luodi-post'];
    const known = await whoOf(ground, {
      cookie: keptBy(request, 'session'),
      token: tokenIn(request),
      // A post that one no longer holds must not keep one from looking which ones one holds.
      post: isOpen || typeof post !== 'string' || post === '' ? null : post,
      isListening: presence === 'listens',
    });
    if (!known) return null;
    if (known.pending !== null && !beforeSignIn) {
      if (rule === 'public') return null;
      throw new Refusal<PersonCode>(FIRST[known.pending]);
    }
    knowns.set(request, known);
    const { person, session, by, who } = known;
    return { person, session, by, who };
  };
}

function tokenIn({ headers }: FastifyRequest): string | null {
  return /^Bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Whoever asks, with their posts and what is due. @throws {Refusal} `person/not-signed-in` */
export function knownIn(request: FastifyRequest): Known {
  const known = knowns.get(request);
  if (!known) throw new Refusal<PersonCode>('person/not-signed-in');
  return known;
}

/**
 * A request of somebody about their own sign-in, with the cookie of their session.
 * @throws {Refusal} `person/not-by-token`, `person/not-signed-in`
 */
export function ownRequest(request: FastifyRequest): OwnRequest {
  const known = knownIn(request);
  const cookie = keptBy(request, 'session');
  if (known.by === 'token' || cookie === null) throw new Refusal<PersonCode>('person/not-by-token');
  return { known, cookie, device: keptBy(request, 'device') };
}
