import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ground } from '../../acts/context.ts';
import { policyNow } from '../../acts/people/policy.ts';
import { confirmSecondFactor } from '../../acts/people/sign-in/second-factor.ts';
import type { SignedIn } from '../../acts/people/sign-in/session.ts';
import { signIn } from '../../acts/people/sign-in/sign-in.ts';
import { endOwnSession, signOut } from '../../acts/people/sign-in/sign-out.ts';
import { isOpen, type Known, whoOf } from '../../acts/people/who.ts';
import { ownSessionsView, sessionView } from '../../views/people/session.ts';
import { asking, type Resource } from '../route.ts';
import { knownIn, ownRequest } from './caller.ts';
import { keep, keptBy } from './cookie.ts';
import { id, loginName, ownSession, password, session } from './shapes.ts';

/** Gives the browser the secret of a new session, and tells who is signed in. */
export async function admitted(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { cookie, device }: SignedIn,
) {
  keep(request, reply, 'session', cookie);
  if (device !== null) keep(request, reply, 'device', device);
  const known = (await whoOf(ground, { cookie, token: null, post: null })) as Known;
  return sessionView(ground.database.query, known);
}

const tags = ['session'];
export const code = z.string().trim().min(1).max(40).describe('Six digits, or a recovery code');

/** 登录: signing in and out, and one's own sessions. */
export const sessions: Resource = (ground) => async (app) => {
  app.post(
    '/session',
    {
      schema: {
        tags,
        summary: 'Signs in; the answer sets a cookie',
        body: z.strictObject({ login: loginName, password }),
        response: { 200: session },
      },
      config: { rule: 'public', repeatable: true },
    },
    async (request, reply) => {
      const before = keptBy(request, 'session');
      const device = keptBy(request, 'device');
      const signedIn = await signIn(ground, asking(request), { ...request.body, before, device });
      return admitted(ground, request, reply, signedIn);
    },
  );

  app.get(
    '/session',
    {
      schema: { tags, summary: 'Who is signed in, and their posts', response: { 200: session } },
      config: { rule: 'signed-in', beforeSignIn: true },
    },
    async (request) => sessionView(ground.database.query, knownIn(request)),
  );

  app.post(
    '/session/second-factor',
    {
      schema: {
        tags,
        summary: 'The second step of signing in: a code',
        body: z.strictObject({ code }),
        response: { 200: session },
      },
      config: { rule: 'signed-in', repeatable: true, beforeSignIn: true },
    },
    async (request, reply) => {
      const own = ownRequest(request);
      const signedIn = await confirmSecondFactor(ground, asking(request), own, request.body.code);
      return admitted(ground, request, reply, signedIn);
    },
  );

  app.post(
    '/session/end',
    {
      schema: { tags, summary: 'Signs out', response: { 200: z.object({ ended: z.literal(true) }) } },
      config: { rule: 'signed-in', repeatable: true, beforeSignIn: true },
    },
    async (request, reply) => {
      await signOut(ground, asking(request), ownRequest(request).known);
      keep(request, reply, 'session', null);
      return { ended: true as const };
    },
  );

  app.get(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'One’s own open sessions',
        response: { 200: z.object({ rows: z.array(ownSession), next: z.null() }) },
      },
      config: { rule: 'signed-in' },
    },
    async (request) => {
      const { query } = ground.database;
      const policy = await policyNow(query);
      const now = ground.now();
      const rows = await ownSessionsView(query, knownIn(request), ground.keys, (one) =>
        isOpen(one, policy, now),
      );
      return { rows, next: null };
    },
  );

  app.post(
    '/sessions/:session/end',
    {
      schema: {
        tags,
        summary: 'Ends another session of one’s own',
        params: z.strictObject({ session: id }),
        response: { 200: z.object({ ended: z.array(z.string()) }) },
      },
      config: { rule: 'signed-in', repeatable: true },
    },
    async (request) =>
      endOwnSession(ground, asking(request), ownRequest(request).known, request.params.session),
  );
};
