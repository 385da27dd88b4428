import { z } from 'zod';
import { answerQuestion } from '../../acts/programme/answer.ts';
import { confirmProgramme } from '../../acts/programme/confirm.ts';
import { editProgramme } from '../../acts/programme/edit.ts';
import { procedures } from '../../acts/programme/procedures.ts';
import { programmesPage } from '../../views/programme/list.ts';
import { openPointsView } from '../../views/programme/points.ts';
import { programmeView } from '../../views/programme/programme.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { listOf, type Resource, tellVersion, versionAsked, versionNeeded, whoAsks } from '../route.ts';
import { changes, partId, reason, unitId, unitNamed } from './change.ts';
import { askingPost, lookAt } from './looking.ts';
import { edit, params, point, procedure, programme, programmeRow, state } from './shape.ts';

const answered = z.object({
  ...{ programme: z.string(), version: z.int(), item: z.string() },
  points: z.array(point).readonly(),
});

/** 计划: the list, one in figures, its review up to confirmation. */
export const programmes: Resource = (ground) => async (app) => {
  app.get(
    '/programmes',
    {
      schema: {
        tags: ['programme'],
        summary: 'Programmes that you see, the newest first',
        querystring: z.strictObject({
          ...paging,
          state: state.exactOptional(),
          text: z.string().min(1).max(100).exactOptional(),
        }),
        response: { 200: listOf(programmeRow) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { limit, cursor, ...asked } = request.query;
      const list = `programmes ${JSON.stringify(asked)}`;
      const after = positionAt(ground, list, cursor) as readonly [string, string] | null;
      const { rows, next } = await programmesPage(ground.database.query, whoAsks(request), {
        ...asked,
        limit,
        after,
      });
      return { rows: [...rows], next: next && cursorAfter(ground, list, next) };
    },
  );
  app.get(
    '/programmes/:programme',
    {
      schema: {
        tags: ['programme'],
        summary: 'A programme in figures',
        params,
        response: { 200: programme },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const id = request.params.programme;
      const { query, viewer } = await lookAt(ground, request, 'programme', id);
      const view = await programmeView(query, viewer, id);
      tellVersion(reply, view.version);
      return view;
    },
  );
  app.get(
    '/programmes/:programme/open-points',
    {
      schema: {
        tags: ['programme'],
        summary: 'What is missing before confirmation',
        params,
        querystring: z.strictObject({
          // All of them where no page is asked for: a reviewer goes through them one by one.
          limit: paging.limit.unwrap().exactOptional(),
          cursor: paging.cursor,
          code: z.string().max(100).exactOptional(),
          owner: unitId.exactOptional(),
        }),
        response: {
          200: z.object({
            version: z.int(),
            points: z.array(point).readonly(),
            next: z.string().nullable(),
            counts: z.record(z.string(), z.int()),
          }),
        },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const id = request.params.programme;
      const { query, viewer } = await lookAt(ground, request, 'programme', id);
      const { limit = Number.POSITIVE_INFINITY, cursor, ...asked } = request.query;
      const list = `open-points ${id} ${JSON.stringify(asked)}`;
      const from = Number(positionAt(ground, list, cursor)?.[0] ?? 0);
      const { next, ...view } = await openPointsView(query, viewer, id, { ...asked, limit, from });
      tellVersion(reply, view.version);
      return { ...view, next: next === null ? null : cursorAfter(ground, list, [next]) };
    },
  );
  app.post(
    '/programmes/:programme/edits',
    {
      schema: {
        tags: ['programme'],
        summary: 'Change a draft: all of it, or nothing. Needs If-Match',
        params,
        body: z.strictObject({ changes, reason }),
        response: { 200: z.object({ programme, edits: z.array(edit).readonly() }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const version = versionNeeded(request);
      const from = askingPost(request);
      const { answer } = await editProgramme(ground, from, request.params.programme, {
        ...request.body,
        version,
      });
      tellVersion(reply, answer.programme.version);
      return answer;
    },
  );
  app.post(
    '/programmes/:programme/answers',
    {
      schema: {
        tags: ['programme'],
        summary: 'Say who is meant by a group',
        params,
        body: z.strictObject({ duty: partId, members: z.array(unitNamed).max(500), reason }),
        response: { 200: answered },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const from = askingPost(request);
      const { answer } = await answerQuestion(ground, from, request.params.programme, {
        ...request.body,
        version: versionAsked(request),
      });
      tellVersion(reply, answer.version);
      return answer;
    },
  );
  app.post(
    '/programmes/:programme/confirm',
    {
      schema: {
        tags: ['programme'],
        summary: 'Confirm a draft as baseline 1',
        params,
        response: { 200: programme },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const from = askingPost(request);
      const { answer } = await confirmProgramme(
        ground,
        from,
        request.params.programme,
        versionAsked(request),
      );
      tellVersion(reply, answer.version);
      return answer;
    },
  );
  app.get(
    '/procedures',
    {
      schema: {
        tags: ['programme'],
        summary: 'Rules of procedure to choose from',
        response: { 200: z.object({ rows: z.array(procedure).readonly() }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      whoAsks(request);
      return { rows: await procedures() };
    },
  );
};
