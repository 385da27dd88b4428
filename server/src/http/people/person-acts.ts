import { z } from 'zod';
import type { Asking, Ground } from '../../acts/context.ts';
import { linkPerson, resetPassword, resetSecondFactor } from '../../acts/people/person/credentials.ts';
import type { PersonAnswer } from '../../acts/people/person/person.ts';
import {
  disablePerson,
  enablePerson,
  erasePerson,
  type PersonAsked,
  signOutPerson,
  unlockPerson,
} from '../../acts/people/person/state.ts';
import { asking, type Resource, tellVersion, versionAsked } from '../route.ts';
import { id, person, personWithPassword } from './shapes.ts';

type Act = (ground: Ground, asking: Asking, asked: PersonAsked) => Promise<PersonAnswer>;

/** What is done to one person and needs nothing but a name: the last part of the address, what it is, and the act. */
const ACTS: readonly (readonly [path: string, summary: string, act: Act])[] = [
  ['disable', '停用: cannot sign in, and is out at once', disablePerson],
  ['enable', '启用: may sign in again', enablePerson],
  ['erase', '清除个人信息: name, telephone and login go; the pseudonym stays', erasePerson],
  ['sign-out', '强制下线: ends every session', signOutPerson],
  ['unlock', '解锁: forgets failed attempts', unlockPerson],
  ['second-factor/reset', '重置动态验证码: for a lost telephone', resetSecondFactor],
];

const tags = ['people'];
const params = z.strictObject({ person: id });

/** 人员的各项办理: what administrators do to one person. */
export const personActs: Resource = (ground) => async (app) => {
  for (const [path, summary, act] of ACTS)
    app.post(
      `/people/:person/${path}`,
      { schema: { tags, summary, params, response: { 200: person } }, config: { rule: 'in-scope' } },
      async (request, reply) => {
        const asked = { id: request.params.person, version: versionAsked(request) };
        const { answer } = await act(ground, asking(request), asked);
        tellVersion(reply, answer.version);
        return answer;
      },
    );

  app.post(
    '/people/:person/password/reset',
    {
      schema: {
        tags,
        summary: '重置密码: gives out a password that has to be replaced',
        params,
        response: { 200: personWithPassword },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const asked = { id: request.params.person, version: versionAsked(request) };
      const { answer, password } = await resetPassword(ground, asking(request), asked);
      tellVersion(reply, answer.version);
      return { person: answer, password };
    },
  );

  app.post(
    '/people/:person/link',
    {
      schema: {
        tags,
        summary: '关联统一身份认证: whom a provider means; null takes the link away',
        params,
        body: z.strictObject({
          link: z
            .strictObject({ issuer: z.string().min(1).max(500), subject: z.string().min(1).max(500) })
            .nullable(),
        }),
        response: { 200: person },
      },
      config: { rule: 'in-scope' },
    },
    async (request, reply) => {
      const asked = { id: request.params.person, version: versionAsked(request) };
      const { answer } = await linkPerson(ground, asking(request), asked, request.body.link);
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};
