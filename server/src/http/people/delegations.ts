import { z } from 'zod';
import { delegate, revokeDelegation } from '../../acts/people/post/delegation.ts';
import { dayAt } from '../../acts/people/today.ts';
import { delegationsView } from '../../views/people/delegations.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, tellVersion, versionAsked, whoAsks } from '../route.ts';
import { day, delegation, id, unit } from './shapes.ts';

const tags = ['people'];
const config = { rule: 'in-scope' } as const;

/** 代行. */
export const delegations: Resource = (ground) => async (app) => {
  app.get(
    '/delegations',
    {
      schema: {
        tags,
        summary: 'Delegations that one gave, takes part in or looks after',
        querystring: z.strictObject({
          ...paging,
          unit: unit.optional(),
          past: z.enum(['true', 'false']).default('false').describe('Those that are over, too'),
        }),
        response: { 200: listOf(delegation) },
      },
      config,
    },
    async (request) => {
      const { limit, cursor, unit, past } = request.query;
      const who = whoAsks(request);
      const list = `delegations ${unit ?? ''} ${past}`;
      const after = positionAt(ground, list, cursor)?.[0] as string | undefined;
      const looksAfter = who.roles.some(
        (role) => role === 'security-administrator' || role === 'unit-administrator',
      );
      const isOfUnit = !who.roles.includes('security-administrator');
      const wanted = {
        ...{ limit, past: past === 'true', after: after ?? null },
        unit: unit ?? (looksAfter && isOfUnit ? who.unit : null),
        of: looksAfter ? null : who.person,
      };
      const { rows, last } = await delegationsView(ground.database.query, who, wanted, dayAt(ground.now()));
      return { rows, next: last === null ? null : cursorAfter(ground, list, [last]) };
    },
  );

  app.post(
    '/delegations',
    {
      schema: {
        tags,
        summary: 'Lets a colleague act for a post until a day',
        body: z.strictObject({
          post: id,
          person: id,
          from: day.nullable().default(null).describe('First day; today where left out'),
          until: day.describe('First day on which it no longer holds'),
          reason: z.string().trim().min(1).max(200),
        }),
        response: { 200: delegation },
      },
      config,
    },
    async (request, reply) => {
      const { answer } = await delegate(ground, asking(request), request.body);
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.post(
    '/delegations/:delegation/revoke',
    {
      schema: {
        tags,
        summary: 'Takes a delegation back, at once',
        params: z.strictObject({ delegation: id }),
        response: { 200: delegation },
      },
      config,
    },
    async (request, reply) => {
      const { delegation: name } = request.params;
      const { answer } = await revokeDelegation(ground, asking(request), name, versionAsked(request));
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};
