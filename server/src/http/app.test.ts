import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someone } from '../acts/fixtures/ground.ts';
import { appOf } from './app.ts';
import { cursorAfter } from './cursor.ts';
import { counters } from './fixtures/counters.ts';
import { type TestDoor, testDoor } from './fixtures/door.ts';
import type { Resource } from './route.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({ resources: [counters] });
});
afterAll(() => door.end());

const clerk = someone('510000/发展改革', ['handler']);
const coordinator = someone('510000/政府', ['coordinator'], 'q');

describe('who may knock', () => {
  it('asks to sign in, in the language of the browser', async () => {
    const answer = await door.app.inject({
      url: '/api/counters/1',
      headers: { 'accept-language': 'en-GB,zh;q=0.5' },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({
      type: 'urn:luodi:person/not-signed-in',
      title: 'You have not signed in, or your session has ended. Please sign in again.',
      status: 401,
    });
  });

  it('lets in whom the rule names and tells the others why not, in Chinese by default', async () => {
    const refused = await door.app.inject({ url: '/api/counters', headers: door.as(clerk) });
    expect(refused.statusCode).toBe(403);
    expect(refused.json().title).toMatch(/[\u4e00-\u9fff]/);
    expect((await door.app.inject({ url: '/api/counters', headers: door.as(coordinator) })).statusCode).toBe(
      200,
    );
  });

  it('does not open with a route that declares no rule', async () => {
    const bare: Resource = () => async (app) => {
      app.get('/bare', {}, async () => ({}));
    };
    await expect(appOf(door.ground, { resources: [bare] })).rejects.toThrow('GET /api/bare declares no rule');
  });
});

describe('answers', () => {
  it('holds only what the schema lists', async () => {
    const answer = await door.app.inject({ url: '/api/counters/1', headers: door.as(clerk) });
    expect(answer.json()).toEqual({ id: '1', unit: '510000/发展改革' });
  });

  it('tells a fault by its number only', async () => {
    const answer = await door.app.inject({ url: '/api/counters/broken', headers: door.as(clerk) });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json().parameters.request).toBe(answer.json().request);
  });

  it('pages by a cursor that cannot be made up', async () => {
    const headers = door.as(coordinator);
    const first = (await door.app.inject({ url: '/api/counters?limit=2', headers })).json();
    expect(first.rows).toEqual([{ id: '1' }, { id: '2' }]);
    const second = await door.app.inject({ url: `/api/counters?limit=2&cursor=${first.next}`, headers });
    expect(second.json().rows).toEqual([{ id: '3' }, { id: '4' }]);
    for (const cursor of [
      `${first.next}A`,
      first.next.slice(1),
      'WzJd',
      cursorAfter(door.ground, 'other', [2]),
    ]) {
      const answer = await door.app.inject({ url: `/api/counters?cursor=${cursor}`, headers });
      expect(answer.json().code).toBe('door/bad-cursor');
    }
  });
});

describe('changes', () => {
  const body = { name: '一', kind: 'up' };

  it('needs a key for a POST and answers the same request alike', async () => {
    const { 'idempotency-key': _, ...headers } = door.as(clerk);
    const without = await door.app.inject({ method: 'POST', url: '/api/counters', headers, body });
    expect(without.json().code).toBe('door/key-needed');
    const keyed = door.as(clerk);
    const twice = [1, 2].map(() =>
      door.app.inject({ method: 'POST', url: '/api/counters', headers: keyed, body }),
    );
    const answers = (await Promise.all(twice)).map((answer) => answer.json());
    expect(answers.map(({ again }) => again).sort()).toEqual([false, true]);
    const other = { ...body, name: '二' };
    const reused = await door.app.inject({
      method: 'POST',
      url: '/api/counters',
      headers: keyed,
      body: other,
    });
    expect([reused.statusCode, reused.json().code]).toEqual([422, 'door/key-reused']);
  });

  it('needs the version that was read for a PUT, and tells what is there where it is another', async () => {
    const put = (headers: Record<string, string>) =>
      door.app.inject({ method: 'PUT', url: '/api/counters/1', headers, body: { by: 1 } });
    expect((await put(door.as(clerk))).statusCode).toBe(428);
    for (const tag of ['*', 'W/"1"', '"1", "2"', '1'])
      expect((await put(door.as(clerk, { 'if-match': tag }))).json().code).toBe('door/bad-version');
    const done = await put(door.as(clerk, { 'if-match': '"1"' }));
    expect([done.statusCode, done.headers.etag]).toEqual([200, '"2"']);
    const stale = await put(door.as(clerk, { 'if-match': '"1"' }));
    expect([stale.statusCode, stale.json().now]).toEqual([412, { version: 2 }]);
  });

  it('names every field that is wrong', async () => {
    const wrong = { kind: 'sideways', more: 1 };
    const answer = await door.app.inject({
      method: 'POST',
      url: '/api/counters',
      headers: door.as(clerk),
      body: wrong,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().fields.map((one: { field: string; code: string }) => [one.field, one.code])).toEqual(
      [
        ['name', 'door/field-missing'],
        ['kind', 'door/field-not-among'],
        ['more', 'door/field-unknown'],
      ],
    );
  });
});

it('describes every route, its rule and its headers', async () => {
  const document = door.app.swagger() as unknown as {
    components: Record<string, Record<string, object>>;
    paths: Record<string, Record<string, Record<string, unknown>>>;
  };
  const { components, paths } = document;
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/api/counters/{id}', '/api/counters', '/api/events']),
  );
  expect(paths['/api/counters']?.get?.['x-rule']).toEqual(['coordinator']);
  expect(paths['/api/counters']?.post?.parameters).toEqual([
    { $ref: '#/components/parameters/IdempotencyKeyNeeded' },
    { $ref: '#/components/parameters/IfMatch' },
    { $ref: '#/components/parameters/LuodiPost' },
  ]);
  expect(components.parameters?.IdempotencyKeyNeeded).toMatchObject({
    name: 'Idempotency-Key',
    required: true,
  });
  expect(components.parameters?.IfMatch).toMatchObject({ name: 'If-Match', required: false });
  expect(Object.keys(components.schemas ?? {})).toEqual(['Problem']);
});
