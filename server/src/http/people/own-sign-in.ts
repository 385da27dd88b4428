import { z } from 'zod';
import {
  offerSecondFactor,
  renewRecoveryCodes,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '../../acts/people/second-factor/acts.ts';
import { changeOwnPassword } from '../../acts/people/sign-in/own-password.ts';
import { type Known, whoOf } from '../../acts/people/who.ts';
import { sessionView } from '../../views/people/session.ts';
import { asking, type Resource } from '../route.ts';
import { ownRequest } from './caller.ts';
import { keptBy } from './cookie.ts';
import { admitted, code } from './session.ts';
import { password, session } from './shapes.ts';

const tags = ['session'];
const config = { rule: 'signed-in', repeatable: true, beforeSignIn: true } as const;
const withCode = z.strictObject({ code });
const codes = z.object({ recoveryCodes: z.array(z.string()).readonly().describe('Shown once') });

/** 我的登录方式: one's own password and second factor. */
export const ownSignIn: Resource = (ground) => async (app) => {
  app.post(
    '/session/password',
    {
      schema: {
        tags,
        summary: 'Changes one’s own password; every other session ends',
        body: z.strictObject({ current: password, password }),
        response: { 200: session },
      },
      config,
    },
    async (request, reply) => {
      const changed = await changeOwnPassword(ground, asking(request), ownRequest(request), request.body);
      return admitted(ground, request, reply, changed);
    },
  );

  app.post(
    '/session/second-factor/offer',
    {
      schema: {
        tags,
        summary: 'Makes the secret of a second factor, shown once; it counts when a code of it has come',
        response: { 200: z.object({ secret: z.string(), uri: z.string().describe('For a QR code') }) },
      },
      config,
    },
    async (request) => offerSecondFactor(ground, asking(request), ownRequest(request)),
  );

  app.post(
    '/session/second-factor/turn-on',
    {
      schema: {
        tags,
        summary: 'Turns the second factor on, with a first code',
        body: withCode,
        response: { 200: codes.extend({ session }) },
      },
      config,
    },
    async (request, reply) => {
      const on = await turnOnSecondFactor(ground, asking(request), ownRequest(request), request.body.code);
      return { recoveryCodes: on.recoveryCodes, session: await admitted(ground, request, reply, on) };
    },
  );

  app.post(
    '/session/second-factor/turn-off',
    {
      schema: {
        tags,
        summary: 'Turns the second factor off, with a code',
        body: withCode,
        response: { 200: session },
      },
      config,
    },
    async (request) => {
      await turnOffSecondFactor(ground, asking(request), ownRequest(request), request.body.code);
      const cookie = keptBy(request, 'session');
      const known = (await whoOf(ground, { cookie, token: null, post: null })) as Known;
      return sessionView(ground.database.query, known);
    },
  );

  app.post(
    '/session/second-factor/recovery-codes',
    {
      schema: {
        tags,
        summary: 'New recovery codes in the place of those that are left, with a code',
        body: withCode,
        response: { 200: codes },
      },
      config,
    },
    async (request) => renewRecoveryCodes(ground, asking(request), ownRequest(request), request.body.code),
  );
};
