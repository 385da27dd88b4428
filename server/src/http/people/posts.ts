import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { z } from 'zod';
import { appoint, endAppointment } from '../../acts/people/post/appointment.ts';
import { changePost, makePost, setRoles } from '../../acts/people/post/post.ts';
import { dayAt } from '../../acts/people/today.ts';
import { postsView, postView } from '../../views/people/posts.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import {
  asking,
  listOf,
  type Resource,
  tellVersion,
  versionAsked,
  versionNeeded,
  whoAsks,
} from '../route.ts';
import { day, id, post, role, title, unit } from './shapes.ts';

const tags = ['people'];
const one = z.strictObject({ post: id });
const config = { rule: 'in-scope' } as const;

/** 岗位和任职. */
export const posts: Resource = (ground) => async (app) => {
  app.get(
    '/posts',
    {
      schema: {
        tags,
        summary: 'Posts of a unit, with who holds them; of all units for administrators',
        querystring: z.strictObject({
          ...paging,
          unit: unit.optional(),
          past: z.enum(['true', 'false']).default('false').describe('Those that are over, too'),
        }),
        response: { 200: listOf(post) },
      },
      config,
    },
    async (request) => {
      const { limit, cursor, unit, past } = request.query;
      const who = whoAsks(request);
      const list = `posts ${unit ?? ''} ${past}`;
      const after = positionAt(ground, list, cursor)?.[0] as string | undefined;
      const isOfUnit = !who.roles.some((role) => /^(system|security)-/.test(role));
      const wanted = {
        ...{ limit, unit: unit ?? (isOfUnit ? who.unit : null), after: after ?? null },
        past: past === 'true',
      };
      const { rows, last } = await postsView(ground.database.query, who, wanted, dayAt(ground.now()));
      return { rows, next: last === null ? null : cursorAfter(ground, list, [last]) };
    },
  );

  app.get(
    '/posts/:post',
    { schema: { tags, summary: 'One post', params: one, response: { 200: post } }, config },
    async (request, reply) => {
      const { query } = ground.database;
      const view = await postView(query, whoAsks(request), request.params.post, dayAt(ground.now()));
      if (!view) throw new Refusal<ScopeCode>('scope/not-found');
      tellVersion(reply, view.version);
      return view;
    },
  );

  app.post(
    '/posts',
    {
      schema: {
        tags,
        summary: 'Makes a post, without roles',
        body: z.strictObject({ unit, title, from: day.nullable().default(null) }),
        response: { 200: post },
      },
      config,
    },
    async (request, reply) => {
      const { answer } = await makePost(ground, asking(request), request.body);
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.patch(
    '/posts/:post',
    {
      schema: {
        tags,
        summary: 'Changes the title of a post, or the day on which it ends',
        params: one,
        body: z.strictObject({ title: title.optional(), until: day.nullable().optional() }),
        response: { 200: post },
      },
      config,
    },
    async (request, reply) => {
      const { params, body } = request;
      const { answer } = await changePost(ground, asking(request), params.post, versionNeeded(request), body);
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.put(
    '/posts/:post/roles',
    {
      schema: {
        tags,
        summary: 'Sets the roles of a post; they count from the next request of its holder on',
        params: one,
        body: z.strictObject({ roles: z.array(role).max(20) }),
        response: { 200: post },
      },
      config,
    },
    async (request, reply) => {
      const { params, body } = request;
      const { answer } = await setRoles(
        ground,
        asking(request),
        params.post,
        versionNeeded(request),
        body.roles,
      );
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.post(
    '/posts/:post/appointments',
    {
      schema: {
        tags,
        summary: 'Appoints somebody to a post, or somebody to succeed its holder',
        params: one,
        body: z.strictObject({
          person: id,
          from: day.nullable().default(null).describe('First day; today where left out'),
          until: day.nullable().default(null).describe('First day on which it no longer holds'),
          succeed: z.boolean().default(false).describe('Whoever holds it gives it up on the first day'),
        }),
        response: { 200: post },
      },
      config,
    },
    async (request, reply) => {
      const appointing = { post: request.params.post, ...request.body };
      const { answer } = await appoint(ground, asking(request), appointing);
      tellVersion(reply, answer.version);
      return answer;
    },
  );

  app.post(
    '/appointments/:appointment/end',
    {
      schema: {
        tags,
        summary: 'Ends an appointment; answers the post',
        params: z.strictObject({ appointment: id }),
        body: z.strictObject({
          until: day
            .nullable()
            .default(null)
            .describe('First day on which it no longer holds; today where left out'),
        }),
        response: { 200: post },
      },
      config,
    },
    async (request) => {
      const { appointment } = request.params;
      const version = versionAsked(request);
      const { until } = request.body;
      return (await endAppointment(ground, asking(request), appointment, version, until)).answer;
    },
  );
};
