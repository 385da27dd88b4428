import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { z } from 'zod';
import { reorganiseRegion } from '../../acts/directory/reorganise.ts';
import { dayAt } from '../../acts/people/today.ts';
import { requireDirectory, rolesForDirectory } from '../../scope/directory.ts';
import { regionRows, regionView } from '../../views/directory/regions.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, tellVersion, versionAsked, whoAsks } from '../route.ts';
import { code, day, flag, name, on, posts, region, regionRow, short } from './shape.ts';
import { withShort } from './units.ts';

const params = z.strictObject({ region: code });

const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('rename'), name, short, on }),
  z
    .strictObject({ act: z.literal('merge'), regions: z.array(code).max(50), on, posts })
    .describe('The region takes in these'),
  z
    .strictObject({ act: z.literal('replace'), code, name, short, on, posts })
    .describe('A region of another code takes over with all units: 撤县设区'),
]);

/** 行政区划: the tree, one with its history, adjusted. */
export const regions: Resource = (ground) => async (app) => {
  const today = () => dayAt(ground.now());
  app.get(
    '/regions',
    {
      schema: {
        tags: ['directory'],
        summary: 'Regions in the order of their codes: those directly below one, or all',
        querystring: z.strictObject({
          ...paging,
          on: day.exactOptional().describe('The day that is asked about; today where left out'),
          parent: code.exactOptional().describe('000000: provinces'),
          text: z.string().min(1).max(100).exactOptional().describe('Part of a name, or first letters of it'),
          ended: flag.exactOptional().describe('Those that no longer exist, too'),
        }),
        response: { 200: listOf(regionRow) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      requireDirectory('see', whoAsks(request));
      const { limit, cursor, parent, ...asked } = request.query;
      const wanted = {
        ...{ ...asked, on: asked.on ?? today() },
        ...(parent !== undefined && { parent: parent === '000000' ? null : parent }),
      };
      const list = `regions ${JSON.stringify(wanted)}`;
      const after = positionAt(ground, list, cursor) as readonly [string] | null;
      const rows = await regionRows(ground.database.query, {
        ...wanted,
        ...(after && { after: after[0] }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const more = rows.length > limit && last;
      return { rows: page, next: more ? cursorAfter(ground, list, [last.code]) : null };
    },
  );

  app.get(
    '/regions/:region',
    {
      schema: {
        tags: ['directory'],
        summary: 'A region with its history, and what may be done',
        params,
        querystring: z.strictObject({ on: day.exactOptional() }),
        response: { 200: region },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const who = whoAsks(request);
      requireDirectory('see', who);
      const on = request.query.on ?? today();
      const view = await regionView(ground.database.query, who, request.params.region, on);
      if (!view) throw new Refusal<ScopeCode>('scope/not-found');
      tellVersion(reply, view.version);
      return view;
    },
  );

  app.post(
    '/regions/:region/acts',
    {
      schema: {
        tags: ['directory'],
        summary: 'Rename a region, merge others into it, or replace it',
        params,
        body: act,
        response: { 200: region },
      },
      config: { rule: rolesForDirectory('rename-region') },
    },
    async (request, reply) => {
      const { body } = request;
      const wish = 'name' in body ? withShort(body) : body;
      const { answer } = await reorganiseRegion(
        ground,
        asking(request),
        request.params.region,
        wish,
        versionAsked(request),
      );
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};
