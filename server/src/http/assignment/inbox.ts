import { z } from 'zod';
import { type AfterInbox, countInbox, viewInbox } from '../../views/assignment/inbox.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { listOf, type Resource, whoAsks } from '../route.ts';
import { lookingIn } from './looking.ts';
import { INBOX_KINDS, inboxLine } from './shapes.ts';

/** 我的待办: what the unit and the post of who asks have to do next. */
export const inbox: Resource = (ground) => async (app) => {
  app.get(
    '/inbox',
    {
      schema: {
        tags: ['inbox'],
        summary: 'What your unit and post have to do next, by last day',
        querystring: z.strictObject({ ...paging, kind: z.enum(INBOX_KINDS).optional() }),
        response: { 200: listOf(inboxLine) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => {
      const { limit, cursor, kind } = request.query;
      const list = `inbox ${whoAsks(request).post} ${kind ?? ''}`;
      const after = positionAt(ground, list, cursor) as AfterInbox | null;
      const { rows, next } = await viewInbox(ground.database.query, await lookingIn(ground, request), {
        after,
        limit,
        kind,
      });
      return { rows, next: next && cursorAfter(ground, list, next) };
    },
  );

  app.get(
    '/inbox/count',
    {
      schema: {
        tags: ['inbox'],
        summary: 'How much waits for you',
        response: { 200: z.object({ open: z.int(), overdue: z.int() }).meta({ id: 'InboxCount' }) },
      },
      config: { rule: 'in-scope' },
    },
    async (request) => countInbox(ground.database.query, await lookingIn(ground, request)),
  );
};
