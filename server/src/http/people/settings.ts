import { z } from 'zod';
import { signInPolicy } from '../../acts/people/policy.ts';
import { policyView, setPolicy } from '../../acts/people/settings.ts';
import { asking, may, type Resource, tellVersion, versionNeeded, whoAsks } from '../route.ts';

const tags = ['people'];
const answer = z.object({ policy: signInPolicy, version: z.int(), may: z.record(z.string(), may) });

/** 登录规则. */
export const settings: Resource = (ground) => async (app) => {
  app.get(
    '/settings/sign-in',
    {
      schema: { tags, summary: 'The sign-in policy that holds', response: { 200: answer } },
      config: { rule: ['system-administrator', 'security-administrator', 'audit-administrator'] },
    },
    async (request, reply) => {
      const view = await policyView(ground.database.query, whoAsks(request));
      tellVersion(reply, view.version);
      return view;
    },
  );

  app.put(
    '/settings/sign-in',
    {
      schema: {
        tags,
        summary: 'Sets the sign-in policy; it holds from the next request on',
        body: signInPolicy,
        response: { 200: answer },
      },
      config: { rule: ['security-administrator'] },
    },
    async (request, reply) => {
      const version = versionNeeded(request);
      const { answer } = await setPolicy(ground, asking(request), version, request.body);
      tellVersion(reply, answer.version);
      return answer;
    },
  );
};
