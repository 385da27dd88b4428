import { z } from 'zod';
import { decideRequest, requestChange } from '../../acts/programme/request.ts';
import {
  baselineDifferences,
  baselinePage,
  baselinesFrom,
  editsFrom,
  paged,
} from '../../views/programme/history.ts';
import { openRequest, requestsPage } from '../../views/programme/requests.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { listOf, type Resource, tellVersion, versionAsked } from '../route.ts';
import { changes as changesSent, reason } from './change.ts';
import { askingPost, lookAt } from './looking.ts';
import {
  baseline,
  baselineRow,
  difference,
  edit,
  params,
  programme,
  requestRow,
  request as requestShape,
  requestState,
} from './shape.ts';

const answer = z.object({
  programme,
  request: requestShape,
  differences: z.array(difference).readonly(),
});
const ofRequest = params.extend({ request: z.string().max(100) });
const no = z.coerce.number().int().min(1).max(1_000_000);
const ofBaseline = params.extend({ no });

/** 改账与变更: the record of edits, baselines, change requests. */
export const changes: Resource = (ground) => async (app) => {
  app.get(
    '/programmes/:programme/edits',
    {
      schema: {
        tags: ['programme'],
        summary: 'What was changed in the draft, in its order',
        params,
        querystring: z.strictObject(paging),
        response: { 200: listOf(edit) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const id = request.params.programme;
      const { query } = await lookAt(ground, request, 'ledger', id);
      const { limit, cursor } = request.query;
      const from = Number(positionAt(ground, `edits ${id}`, cursor)?.[0] ?? 1);
      const { rows, next } = paged(await editsFrom(query, id, { from, limit: limit + 1 }), limit);
      return { rows, next: next === null ? null : cursorAfter(ground, `edits ${id}`, [next]) };
    },
  );
  app.get(
    '/programmes/:programme/baselines',
    {
      schema: {
        tags: ['programme'],
        summary: 'Baselines in their order',
        params,
        querystring: z.strictObject(paging),
        response: { 200: listOf(baselineRow) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const id = request.params.programme;
      const { query } = await lookAt(ground, request, 'baseline', id);
      const { limit, cursor } = request.query;
      const from = Number(positionAt(ground, `baselines ${id}`, cursor)?.[0] ?? 1);
      const { rows, next } = paged(await baselinesFrom(query, id, { from, limit: limit + 1 }), limit);
      return { rows, next: next === null ? null : cursorAfter(ground, `baselines ${id}`, [next]) };
    },
  );
  app.get(
    '/programmes/:programme/baselines/:no',
    {
      schema: {
        tags: ['programme'],
        summary: 'A baseline with its ledger',
        params: ofBaseline,
        response: { 200: baseline },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { programme: id, no: of } = request.params;
      const { query } = await lookAt(ground, request, 'baseline', id);
      return baselinePage(query, id, of);
    },
  );
  app.get(
    '/programmes/:programme/baselines/:no/differences',
    {
      schema: {
        tags: ['programme'],
        summary: 'What changed from another baseline to this one',
        params: ofBaseline,
        querystring: z.strictObject({ from: no }),
        response: { 200: z.object({ differences: z.array(difference).readonly() }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { programme: id, no: to } = request.params;
      const { query } = await lookAt(ground, request, 'baseline', id);
      return { differences: await baselineDifferences(query, id, request.query.from, to) };
    },
  );
  app.get(
    '/programmes/:programme/change-requests',
    {
      schema: {
        tags: ['programme'],
        summary: 'Change requests that you see, the newest first',
        params,
        querystring: z.strictObject({ ...paging, state: requestState.exactOptional() }),
        response: { 200: listOf(requestRow) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const id = request.params.programme;
      const { query, viewer } = await lookAt(ground, request, 'programme', id);
      const { limit, cursor, ...asked } = request.query;
      const list = `change-requests ${id} ${asked.state ?? ''}`;
      const after = positionAt(ground, list, cursor) as readonly [string, string] | null;
      const { rows, next } = await requestsPage(query, viewer, id, { ...asked, limit, after });
      return { rows: [...rows], next: next && cursorAfter(ground, list, next) };
    },
  );
  app.get(
    '/programmes/:programme/change-requests/:request',
    {
      schema: {
        tags: ['programme'],
        summary: 'A change request, and what it would change now',
        params: ofRequest,
        response: { 200: requestShape },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { programme: id, request: of } = request.params;
      const { query, viewer } = await lookAt(ground, request, 'programme', id);
      const view = await openRequest(query, viewer, id, of);
      tellVersion(reply, view.version);
      return view;
    },
  );
  app.post(
    '/programmes/:programme/change-requests',
    {
      schema: {
        tags: ['programme'],
        summary: 'Ask for changes of a confirmed programme. If-Match names the version of the programme',
        params,
        body: z.strictObject({ changes: changesSent, reason }),
        response: { 200: answer },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const from = askingPost(request);
      const sent = { ...request.body, version: versionAsked(request) };
      return (await requestChange(ground, from, request.params.programme, sent)).answer;
    },
  );
  for (const act of ['approve', 'refuse', 'withdraw'] as const)
    app.post(
      `/programmes/:programme/change-requests/:request/${act}`,
      {
        schema: {
          tags: ['programme'],
          summary: SUMMARY[act],
          params: ofRequest,
          body: z.strictObject({ reason }),
          response: { 200: answer },
        },
        config: { rule: 'in-scope' },
      },
      async (request) => {
        const from = askingPost(request);
        const { programme: id, request: of } = request.params as z.infer<typeof ofRequest>;
        const sent = { act, request: of, reason: request.body.reason, version: versionAsked(request) };
        return (await decideRequest(ground, from, id, sent)).answer;
      },
    );
};

const SUMMARY = {
  approve: 'Approve a change request: the next baseline. If-Match names the version of the programme',
  refuse: 'Refuse a change request',
  withdraw: 'Withdraw a change request of your unit',
} as const;
