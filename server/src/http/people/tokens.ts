import { z } from 'zod';
import { makeToken, revokeToken } from '../../acts/people/tokens.ts';
import { tokensView } from '../../views/people/tokens.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, whoAsks } from '../route.ts';
import { id, scope, title, token } from './shapes.ts';

const tags = ['people'];
const config = { rule: 'in-scope' } as const;

/** 令牌, for programs. */
export const tokens: Resource = (ground) => async (app) => {
  app.get(
    '/tokens',
    {
      schema: {
        tags,
        summary: 'One’s own tokens; all of them for the security administrator',
        querystring: z.strictObject({ ...paging }),
        response: { 200: listOf(token) },
      },
      config,
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const who = whoAsks(request);
      const after = positionAt(ground, 'tokens', cursor)?.[0] as string | undefined;
      const person = who.roles.includes('security-administrator') ? null : who.person;
      const wanted = { limit, person, after: after ?? null };
      const { rows, last } = await tokensView(ground.database.query, who, wanted, ground.now());
      return { rows, next: last === null ? null : cursorAfter(ground, 'tokens', [last]) };
    },
  );

  app.post(
    '/tokens',
    {
      schema: {
        tags,
        summary: 'Makes a token for the post in which one asks; its secret is shown once',
        body: z.strictObject({
          name: title,
          scopes: z.array(scope).min(1).max(10),
          days: z.int().min(1).max(3660),
        }),
        response: {
          200: z.object({
            token,
            secret: z
              .string()
              .nullable()
              .describe('luodi_…; null where the same request was answered before'),
          }),
        },
      },
      config,
    },
    async (request) => {
      const { answer, secret } = await makeToken(ground, asking(request), request.body);
      return { token: answer, secret };
    },
  );

  app.post(
    '/tokens/:token/revoke',
    {
      schema: {
        tags,
        summary: 'Revokes a token: with its next request it is nobody',
        params: z.strictObject({ token: id }),
        response: { 200: token },
      },
      config,
    },
    async (request) => (await revokeToken(ground, asking(request), request.params.token)).answer,
  );
};
