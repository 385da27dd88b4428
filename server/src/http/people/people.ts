import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { z } from 'zod';
import { changePerson, makePerson } from '../../acts/people/person/person.ts';
import { dayAt } from '../../acts/people/today.ts';
import { peopleView, personView } from '../../views/people/people.ts';
import { cursorAfter, paging, positionAt } from '../cursor.ts';
import { asking, listOf, type Resource, tellVersion, versionNeeded, whoAsks } from '../route.ts';
import { id, loginName, person, personWithPassword, phone, title, unit } from './shapes.ts';

const tags = ['people'];
const one = z.strictObject({ person: id });

/** 人员. */
export const people: Resource = (ground) => async (app) => {
  app.get(
    '/people',
    {
      schema: {
        tags,
        summary: 'People that one may see, in the order in which they were made',
        querystring: z.strictObject({
          ...paging,
          unit: unit.optional(),
          text: z.string().trim().min(1).max(50).optional().describe('A part of the name or login name'),
        }),
        response: { 200: listOf(person) },
      },
      config: { rule: ['system-administrator', 'security-administrator', 'unit-administrator'] },
    },
    async (request) => {
      const { limit, cursor, unit, text } = request.query;
      const who = whoAsks(request);
      const list = `people ${unit ?? ''} ${text ?? ''}`;
      const after = positionAt(ground, list, cursor)?.[0] as string | undefined;
      const isOfUnit = !who.roles.some((role) => /^(system|security)-/.test(role));
      const wanted = {
        limit,
        unit: unit ?? (isOfUnit ? who.unit : null),
        text: text ?? null,
        after: after ?? null,
      };
      const { rows, last } = await peopleView(ground.database.query, who, wanted, dayAt(ground.now()));
      return { rows, next: last === null ? null : cursorAfter(ground, list, [last]) };
    },
  );

  app.get(
    '/people/:person',
    {
      schema: { tags, summary: 'One person', params: one, response: { 200: person } },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { person: name } = request.params;
      const view = await personView(ground.database.query, whoAsks(request), name, dayAt(ground.now()));
      if (!view) throw new Refusal<ScopeCode>('scope/not-found');
      tellVersion(reply, view.version);
      return view;
    },
  );

  app.post(
    '/people',
    {
      schema: {
        tags,
        summary: 'Makes a person, with a password that is given out once',
        body: z.strictObject({ unit, name: title, phone: phone.nullable().default(null), login: loginName }),
        response: { 200: personWithPassword },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { answer, password } = await makePerson(ground, asking(request), request.body);
      tellVersion(reply, answer.version);
      return { person: answer, password };
    },
  );

  app.patch(
    '/people/:person',
    {
      schema: {
        tags,
        summary: 'Changes what is known of a person; what is not named stays',
        params: one,
        body: z.strictObject({
          unit: unit.optional(),
          name: title.optional(),
          phone: phone.nullable().optional(),
          login: loginName.optional(),
        }),
        response: { 200: person },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const { params, body } = request;
      const version = versionNeeded(request);
      const { answer } = await changePerson(ground, asking(request), params.person, version, body);
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};
