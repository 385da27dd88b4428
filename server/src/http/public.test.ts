import { expect, it } from 'vitest';
import { type Described, operationsOf } from './fixtures/operations.ts';
import { openApiPage } from './open-api.ts';

const operations = operationsOf(JSON.parse(await openApiPage()) as Described);

it('lets nobody in without signing in but where that was thought about, one by one', () => {
  const open = operations
    .filter(({ rule }) => rule === 'public')
    .map(({ method, path }) => `${method} ${path}`);
  expect(open).toEqual([
    'GET /api/openapi.json', //  says how the door is used, and nothing about anybody
    'GET /health/live',
    'GET /health/ready',
    'GET /api/setup', //  whether anybody is here yet
    'POST /api/setup', //  asks for the token in the data folder, and does it once
    'POST /api/session', //  asks for name and password, and makes one wait who guesses
    'GET /api/providers', //  what the buttons say
    'POST /api/providers/{provider}/begin', //  where to sign in elsewhere; writes nothing
    'GET /api/providers/{provider}/finish', //  asks the provider, and for what the browser kept from the beginning
  ]);
});

it.each(operations)('$method $path says who may knock', ({ rule }) => {
  if (typeof rule === 'string') expect(['public', 'signed-in', 'in-scope']).toContain(rule);
  else expect((rule as string[]).length).toBeGreaterThan(0);
});
