import { Refusal } from '@luodi/core/base';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { beginAt, finishAt } from '../../acts/people/provider/flow.ts';
import { asking, type Resource } from '../route.ts';
import { keep, keptBy } from './cookie.ts';
import { id } from './shapes.ts';

const tags = ['session'];
const params = z.strictObject({ provider: id });

/** As the browser knows this server: what it says itself, when it says so. */
function originOf({ headers, protocol, host }: FastifyRequest): string {
  const said = headers.origin ?? '';
  return URL.canParse(said) && new URL(said).host === host ? new URL(said).origin : `${protocol}://${host}`;
}

/** 统一身份认证: signing in elsewhere. */
export const providers: Resource = (ground) => async (app) => {
  app.get(
    '/providers',
    {
      schema: {
        tags,
        summary: 'Where one can sign in elsewhere',
        response: {
          200: z.object({ rows: z.array(z.object({ key: z.string(), title: z.string() })), next: z.null() }),
        },
      },
      config: { rule: 'public' },
    },
    async () => {
      const rows = (ground.providers ?? []).map(({ key, title }) => ({ key, title }));
      return { rows, next: null };
    },
  );

  app.post(
    '/providers/:provider/begin',
    {
      schema: {
        tags,
        summary: 'Where to send the browser, to sign in there',
        params,
        body: z.strictObject({
          returnTo: z.string().max(2000).nullable().default(null).describe('Path of ours to see afterwards'),
        }),
        response: { 200: z.object({ url: z.string() }) },
      },
      config: { rule: 'public', repeatable: true },
    },
    async (request, reply) => {
      const { provider } = request.params;
      const callback = `${originOf(request)}/api/providers/${encodeURIComponent(provider)}/finish`;
      const { url, kept } = await beginAt(ground, provider, callback, request.body.returnTo);
      keep(request, reply, 'provider', kept);
      return { url };
    },
  );

  app.get(
    '/providers/:provider/finish',
    {
      schema: {
        tags,
        summary: 'Where a provider sends people back to: signs in, and leads on to a page',
        params,
        querystring: z.looseObject({}).describe('What the provider says'),
        response: { 303: z.null().describe('To the page; to /?refused=CODE where it was refused') },
      },
      config: { rule: 'public' },
    },
    async (request, reply) => {
      const sent = {
        query: request.url.split('?').slice(1).join('?'),
        kept: keptBy(request, 'provider'),
        before: keptBy(request, 'session'),
      };
      try {
        const done = await finishAt(ground, asking(request), request.params.provider, sent);
        keep(request, reply, 'session', done.signedIn.cookie);
        keep(request, reply, 'provider', null);
        return reply.redirect(done.returnTo, 303) as never;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'person/no-provider') throw error;
        keep(request, reply, 'provider', null);
        return reply.redirect(`/?refused=${encodeURIComponent(error.code)}`, 303) as never;
      }
    },
  );
};
