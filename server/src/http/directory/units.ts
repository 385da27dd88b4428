import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { z } from 'zod';
import { reorganiseUnit, setUpUnit } from '../../acts/directory/reorganise.ts';
import { dayAt } from '../../acts/people/today.ts';
import { requireDirectory, rolesForDirectory } from '../../scope/directory.ts';
import { unitRows, unitView } from '../../views/directory/units.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, tellVersion, versionAsked, whoAsks } from '../route.ts';
import { code, day, flag, line, name, on, posts, short, unit, unitId, unitRow } from './shape.ts';

const params = z.strictObject({ unit: unitId });
const part = z.strictObject({ name, short });

const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('rename'), name, short, on }),
  z
    .strictObject({ act: z.literal('correct'), name, short })
    .describe('The name was written wrongly; nothing new begins'),
  z.strictObject({ act: z.literal('move'), region: code.nullable(), parent: unitId.nullable(), on }),
  z
    .strictObject({ act: z.literal('merge'), units: z.array(unitId).max(200), on, posts })
    .describe('The unit takes over from these'),
  z.strictObject({
    ...{ act: z.literal('split'), parts: z.array(part).max(50), on, posts },
    successor: z
      .int()
      .min(0)
      .max(49)
      .nullable()
      .describe('Place of the part that takes over, from 0; null where the unit goes on'),
  }),
  z.strictObject({ act: z.literal('abolish'), successor: unitId.nullable(), on, posts }),
]);

/** 单位: the list, one with its history, set up, reorganised. */
export const units: Resource = (ground) => async (app) => {
  const today = () => dayAt(ground.now());
  app.get(
    '/units',
    {
      schema: {
        tags: ['directory'],
        summary: 'Units in the order of their names, as they were called on a day',
        querystring: z.strictObject({
          ...paging,
          on: day.exactOptional().describe('The day that is asked about; today where left out'),
          region: code.exactOptional().describe('000000: national organs'),
          within: flag.exactOptional().describe('Those of the regions in the region, too'),
          line: line.exactOptional(),
          parent: unitId.exactOptional(),
          text: z
            .string()
            .min(1)
            .max(100)
            .exactOptional()
            .describe('Part of a name that it bears or bore, or first letters of its pinyin'),
          ended: flag.exactOptional().describe('Those that no longer exist, too'),
        }),
        response: { 200: listOf(unitRow) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      requireDirectory('see', whoAsks(request));
      const { limit, cursor, ...asked } = request.query;
      const wanted = { ...asked, on: asked.on ?? today() };
      const list = `units ${JSON.stringify(wanted)}`;
      const after = positionAt(ground, list, cursor) as readonly [string, string] | null;
      const rows = await unitRows(ground.database.query, {
        ...wanted,
        ...(after && { after }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const more = rows.length > limit && last;
      return { rows: page, next: more ? cursorAfter(ground, list, [last.sortKey, last.id]) : null };
    },
  );

  app.get(
    '/units/:unit',
    {
      schema: {
        tags: ['directory'],
        summary: 'A unit with its history, posts, and what may be done',
        params,
        querystring: z.strictObject({ on: day.exactOptional() }),
        response: { 200: unit },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const who = whoAsks(request);
      requireDirectory('see', who);
      const view = await unitView(
        ground.database.query,
        who,
        request.params.unit,
        request.query.on ?? today(),
      );
      if (!view) throw new Refusal<ScopeCode>('scope/not-found');
      tellVersion(reply, view.version);
      return view;
    },
  );

  app.post(
    '/units',
    {
      schema: {
        tags: ['directory'],
        summary: 'Set up a unit',
        body: z.strictObject({
          ...{ name, short, line, region: code.nullable(), parent: unitId.nullable(), on },
        }),
        response: { 200: unit },
      },
      config: { rule: rolesForDirectory('set-up') },
    },
    async (request, reply) => {
      const { answer } = await setUpUnit(ground, asking(request), withShort(request.body));
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.post(
    '/units/:unit/acts',
    {
      schema: {
        tags: ['directory'],
        summary: 'Rename, correct, move, merge, split or abolish a unit',
        params,
        body: act,
        response: { 200: unit },
      },
      config: { rule: rolesForDirectory('rename') },
    },
    async (request, reply) => {
      const { body } = request;
      const wish =
        body.act === 'split'
          ? { ...body, parts: body.parts.map(withShort) }
          : 'name' in body
            ? withShort(body)
            : body;
      const { answer } = await reorganiseUnit(
        ground,
        asking(request),
        request.params.unit,
        wish,
        versionAsked(request),
      );
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};

/** Where no short name is given the full name is it. */
export function withShort<T extends { readonly name: string; readonly short?: string }>(
  body: T,
): T & { readonly short: string } {
  return { ...body, short: body.short ?? body.name };
}
