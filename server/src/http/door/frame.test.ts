import { Refusal } from '@luodi/core/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { someone } from '../../acts/fixtures/ground.ts';
import { appOf } from '../app.ts';
import { counters } from '../fixtures/counters.ts';
import { type TestDoor, testDoor } from '../fixtures/door.ts';
import type { Resource } from '../route.ts';

/** Routes that fail in every way there is. */
const failing: Resource = () => async (app) => {
  const answers = { response: { 200: z.object({ count: z.int() }) } };
  const fail = (code: string, message = '') => Object.assign(new Error(message), { code });
  const errors: Record<string, () => unknown> = {
    away: () => fail('ECONNREFUSED'),
    busy: () => fail('57014'),
    full: () => fail('53100'),
    broken: () => new Error('Connection terminated unexpectedly'),
    pool: () => new Error('timeout exceeded when trying to connect'),
    unknown: () => new Refusal('nonsense/code'),
    quoted: () => fail('23505', 'Key (name)=(张三) already exists: "13800001111"'),
  };
  app.get(
    '/fail/:how',
    { schema: { params: z.strictObject({ how: z.string() }), ...answers }, config: { rule: 'public' } },
    async ({ params }) => {
      throw errors[params.how]?.();
    },
  );
  app.post('/fail/broken', { schema: answers, config: { rule: 'public', repeatable: true } }, async () => {
    throw fail('57P01');
  });
  app.post('/fail/answer', { schema: answers, config: { rule: 'public', repeatable: true } }, async () => {
    return { count: 'one' } as unknown as { count: number };
  });
  app.get('/slow', { schema: answers, config: { rule: 'public' } }, async () => {
    await new Promise((done) => setTimeout(done, 200));
    return { count: 1 };
  });
};

const lines: string[] = [];
const stream = { write: (line: string) => void lines.push(line) };
const clerk = someone('510000/发展改革', ['handler']);
let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({ resources: [counters, failing], log: { level: 'info', stream } });
});
afterAll(() => door.end());

const get = (url: string, headers: Record<string, string> = {}) => door.app.inject({ url, headers });

describe('every answer', () => {
  it.each([
    '/',
    '/health/live',
    '/api/openapi.json',
    '/api/counters/1',
    '/api/none',
    '/none',
    '/api/fail/away',
  ])('%s has the headers that keep browsers in bounds', async (url) => {
    const { headers } = await get(url);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;connect-src 'self';font-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('asks for https only where it is known to be reached by it', async () => {
    const app = await appOf(door.ground, { origin: 'https://luodi.example', resources: [] });
    const { headers } = await app.inject('/health/live');
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
    await app.close();
  });
});

describe('tags', () => {
  it('answers 304 where the browser has it already, and the whole where anything in it changed', async () => {
    const first = await get('/api/counters/1', door.as(clerk));
    expect(first.headers.etag).toMatch(/^"1\.[\w-]{16}"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const tag = String(first.headers.etag);
    const again = await get('/api/counters/1', door.as(clerk, { 'if-none-match': tag }));
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
    const other = someone('510000/财政', ['handler'], 'o');
    const elsewhere = await get('/api/counters/1', door.as(other, { 'if-none-match': tag }));
    expect(elsewhere.statusCode).toBe(200);
  });

  it('takes the tag of a GET for If-Match, and no weak one', async () => {
    const put = (tag: string) =>
      door.app.inject({
        ...{ method: 'PUT', url: '/api/counters/1', body: { by: 1 } },
        headers: door.as(clerk, { 'if-match': tag }),
      });
    const tag = String((await get('/api/counters/1', door.as(clerk))).headers.etag);
    expect((await put(tag)).statusCode).toBe(200);
    expect((await put(`W/${tag}`)).statusCode).toBe(400);
  });

  it('has none on refusals, which nobody keeps', async () => {
    const { headers } = await get('/api/counters/none', door.as(clerk));
    expect(headers.etag).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('faults', () => {
  it.each([
    ['away', 503, 'door/database-away', '5'],
    ['busy', 503, 'door/busy', '2'],
    ['pool', 503, 'door/busy', '2'],
    ['broken', 503, 'door/database-away', '5'],
    ['full', 507, 'door/disk-full', '60'],
    ['unknown', 500, 'door/fault', undefined],
    ['quoted', 500, 'door/fault', undefined],
  ])('%s is told as %i %s', async (how, status, code, after) => {
    const answer = await get(`/api/fail/${how}`);
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([
      status,
      code,
      after,
    ]);
    expect(answer.json().title).not.toMatch(/\{/);
  });

  it('does not say that nothing was changed where the answer only could not be shown', async () => {
    const answer = await door.app.inject({ method: 'POST', url: '/api/fail/answer' });
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'door/answer-fault']);
  });

  it('does not say that nothing was changed where the connection broke in the middle of it', async () => {
    const answer = await door.app.inject({ method: 'POST', url: '/api/fail/broken' });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'door/outcome-unknown']);
    expect(answer.headers['retry-after']).toBe('5');
  });

  it('answers an address that cannot be read', async () => {
    const answer = await get('/%zz');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'door/bad-address']);
  });
});

describe('the log', () => {
  it('names the route by its pattern, and neither names nor addresses nor contents', async () => {
    lines.length = 0;
    await get('/api/counters/secret-name?limit=1', door.as(clerk, { 'x-forwarded-for': '203.0.113.9' }));
    await get('/api/fail/quoted');
    const seen = lines.map((line) => JSON.parse(line));
    expect(seen[0]).toMatchObject({ level: 'info', method: 'GET', route: '/api/counters/:id', status: 400 });
    expect(Object.keys(seen[0]).sort()).toEqual([
      'level',
      'method',
      'ms',
      'request',
      'route',
      'status',
      'time',
    ]);
    expect(seen[1].err).toMatchObject({
      kind: 'Error',
      code: '23505',
      message: 'Key (…)=(…) already exists: "…"',
    });
    expect(seen[1].err.stack[0]).toMatch(/^at /);
    expect(lines.join('')).not.toMatch(/secret-name|张三|138|203\.0|127\.0|limit/);
  });
});

describe('limits', () => {
  it('asks one session to wait, and not the others', async () => {
    const limited = await testDoor({ resources: [counters], limits: { session: 3 } });
    const ask = (who: typeof clerk) =>
      limited.app.inject({ url: '/api/counters/1', headers: limited.as(who) });
    for (let count = 0; count < 3; count++) expect((await ask(clerk)).statusCode).toBe(200);
    const refused = await ask(clerk);
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'door/too-many-requests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(someone('510000/财政', ['handler'], 'o'))).statusCode).toBe(200);
    await limited.end();
  });

  it('asks an address to wait before it is looked who comes, and does not believe what it says of itself', async () => {
    let asked = 0;
    const whoOf = async () => {
      asked++;
      return null;
    };
    const app = await appOf(door.ground, { resources: [counters], limits: { address: 2 }, whoOf });
    const ask = (from: string) =>
      app.inject({ url: '/api/counters/1', headers: { 'x-forwarded-for': from } });
    const codes = [];
    for (const from of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
      codes.push((await ask(from)).json().code);
    expect(codes).toEqual(['person/not-signed-in', 'person/not-signed-in', 'door/too-many-requests']);
    expect(asked).toBe(2);
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    await app.close();
  });

  it('counts the addresses behind a proxy that is trusted', async () => {
    const app = await appOf(door.ground, {
      resources: [counters],
      limits: { address: 1 },
      proxies: ['127.0.0.1'],
    });
    const ask = (from: string) =>
      app.inject({ url: '/api/counters/1', headers: { 'x-forwarded-for': from } });
    expect((await ask('203.0.113.1')).statusCode).toBe(401);
    expect((await ask('203.0.113.2')).statusCode).toBe(401);
    expect((await ask('203.0.113.2')).statusCode).toBe(429);
    await app.close();
  });

  it('answers so many at once, and asks the others to come again', async () => {
    const app = await appOf(door.ground, { resources: [failing], limits: { atOnce: 5 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.inject('/api/slow')));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([
      200, 200, 200, 200, 200, 503, 503, 503,
    ]);
    expect((await app.inject('/api/slow')).statusCode).toBe(200);
    await app.close();
  });
});

describe('pages', () => {
  it('says what this is, in both languages, without scripts', async () => {
    const page = await get('/');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('/api/openapi.json');
    expect(page.body).toContain('lang="en"');
    expect(page.body).not.toMatch(/<script|<style|style=|onclick/);
    expect((await get('/plain.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  });

  it('says so where there is none, to people by a page and to programs by a problem', async () => {
    const page = await get('/nothing', { accept: 'text/html' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const problem = await get('/api/nothing', { accept: 'text/html' });
    expect([problem.statusCode, problem.json().code]).toEqual([404, 'door/no-such-address']);
  });
});
