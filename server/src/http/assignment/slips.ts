import { z } from 'zod';
import { acknowledgeSlip } from '../../acts/assignment/act-on-assignments.ts';
import { dispatchProgramme } from '../../acts/assignment/dispatch.ts';
import { listSlips, previewDispatch, viewSlip } from '../../views/assignment/slips.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, tellVersion, versionAsked } from '../route.ts';
import { lookingIn } from './looking.ts';
import { dispatched, dispatchPreview, slip, slipHeading } from './shapes.ts';

const name = z.string().max(100);
const programme = z.strictObject({ programme: name });
const one = z.strictObject({
  programme: name,
  no: z.coerce.number().int().min(1).max(2_000_000_000).describe('Number of the slip'),
});

/** 交办单: what dispatching would do, dispatching, and the slips. */
export const slips: Resource = (ground) => async (app) => {
  app.get(
    '/programmes/:programme/dispatch',
    {
      schema: {
        tags: ['assignment'],
        summary: 'What dispatching the programme would do now, slip by slip',
        params: programme,
        response: { 200: dispatchPreview },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const preview = await previewDispatch(
        ground.database.query,
        await lookingIn(ground, request),
        request.params.programme,
      );
      tellVersion(reply, preview.programme.version);
      return preview;
    },
  );

  app.post(
    '/programmes/:programme/dispatch',
    {
      schema: {
        tags: ['assignment'],
        summary: 'Dispatches everything that is in the ledger and in nobody’s hands yet',
        params: programme,
        body: z.strictObject({
          reason: z.string().max(2000).default('').describe('Needed where something is taken back'),
        }),
        response: { 200: dispatched },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { answer } = await dispatchProgramme(ground, asking(request), {
        ...request.params,
        ...{ reason: request.body.reason, version: versionAsked(request) },
      });
      return answer;
    },
  );

  app.get(
    '/programmes/:programme/slips',
    {
      schema: {
        tags: ['assignment'],
        summary: 'Slips of a programme by number',
        params: programme,
        querystring: z.strictObject({ ...paging, unit: name.optional() }),
        response: { 200: listOf(slipHeading) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { limit, cursor, unit } = request.query;
      const list = `slips ${request.params.programme} ${unit ?? ''}`;
      const after = Number(positionAt(ground, list, cursor)?.[0] ?? 0);
      const looking = await lookingIn(ground, request);
      const page = { after, limit, unit };
      const { rows, next } = await listSlips(ground.database.query, looking, request.params.programme, page);
      return { rows, next: next === null ? null : cursorAfter(ground, list, [next]) };
    },
  );

  app.get(
    '/programmes/:programme/slips/:no',
    {
      schema: {
        tags: ['assignment'],
        summary: 'A slip as it is printed',
        params: one,
        response: { 200: slip },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { programme: of, no } = request.params;
      return viewSlip(ground.database.query, await lookingIn(ground, request), of, no);
    },
  );

  app.post(
    '/programmes/:programme/slips/:no/acknowledge',
    {
      schema: {
        tags: ['assignment'],
        summary: 'Acknowledges all that still waits on a slip',
        params: one,
        response: { 200: z.object({ no: z.int(), done: z.int() }).meta({ id: 'SlipAcknowledged' }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { answer } = await acknowledgeSlip(ground, asking(request), request.params);
      return answer;
    },
  );
};
