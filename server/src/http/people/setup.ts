import { z } from 'zod';
import { isDemo } from '../../acts/demo/demo.ts';
import { needsSetUp, setUp } from '../../acts/people/set-up.ts';
import { ADMINISTRATORS } from '../../scope/administrators.ts';
import { asking, type Resource } from '../route.ts';
import { loginName, password, title, unit } from './shapes.ts';

const tags = ['session'];
const administrator = z.enum(ADMINISTRATORS);

/** 初始设置: the first three people, made with the token that the server shows when it starts. */
export const setup: Resource = (ground) => async (app) => {
  app.get(
    '/setup',
    {
      schema: {
        tags,
        summary: 'Whether this installation has been set up, and whether it is a demo',
        response: {
          200: z.object({
            needed: z.boolean(),
            demo: z.boolean().describe('Its passwords are known to all: every page must say so'),
          }),
        },
      },
      config: { rule: 'public' },
    },
    async () => {
      const { query } = ground.database;
      return { needed: await needsSetUp(query), demo: await isDemo(query) };
    },
  );

  app.post(
    '/setup',
    {
      schema: {
        tags,
        summary: 'Makes the three administrators, once',
        body: z.strictObject({
          token: z.string().min(1).max(200).describe('In the file setup-token of the data folder'),
          unit: unit.describe(
            'The unit that runs this installation: its name in the directory, or its full name',
          ),
          administrators: z
            .array(z.strictObject({ role: administrator, name: title, login: loginName, password }))
            .length(3),
        }),
        response: {
          200: z.object({ logins: z.array(z.object({ role: administrator, login: z.string() })).readonly() }),
        },
      },
      config: { rule: 'public', repeatable: true },
    },
    async (request) => setUp(ground, asking(request), request.body),
  );
};
