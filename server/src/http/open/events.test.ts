import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PeoplePlace, peoplePlace } from '../../acts/people/fixtures/place.ts';
import { signedIn } from '../../acts/people/fixtures/signed-in.ts';
import { appOf } from '../app.ts';
import { type NewsHub, newsHub } from '../news.ts';
import { PEOPLE } from '../people/index.ts';

let place: PeoplePlace;
let hub: NewsHub;
let app: FastifyInstance;
let address: string;
beforeAll(async () => {
  place = await peoplePlace();
  hub = newsHub({ heartbeatMs: 3_600_000 });
  app = await appOf({ ...place.ground, changed: hub.tell }, { hub, resources: PEOPLE });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await place.end();
});

const cookieOf = (one: { readonly cookie: string }) => ({ cookie: `luodi=${one.cookie}` });

async function listen(headers: Record<string, string>, query = '') {
  const answer = await fetch(`${address}/api/events${query}`, { headers });
  let text = '';
  const read = async () => {
    for await (const piece of answer.body ?? []) text += Buffer.from(piece).toString();
  };
  return { status: answer.status, ended: read(), text: () => text };
}

it('closes a stream at once when its session is signed out, and leaves the streams of other sessions', async () => {
  const one = await signedIn(place.ground, ['handler']);
  const own = await listen(cookieOf(one));
  const other = await listen(cookieOf(await signedIn(place.ground, ['handler'])));
  expect([own.status, other.status]).toEqual([200, 200]);
  const headers = { ...cookieOf(one), 'sec-fetch-site': 'same-origin' };
  const signedOut = await fetch(`${address}/api/session/end`, { method: 'POST', headers });
  expect(signedOut.status).toBe(200);
  await own.ended;
  expect(own.text()).toContain('event: begin');
  expect(hub.listeners()).toBe(1);
});

it('takes the post from the address, since an EventSource sends no headers', async () => {
  const one = await signedIn(place.ground, ['handler']);
  const stream = await listen(cookieOf(one), `?post=${one.post}`);
  expect(stream.status).toBe(200);
  expect((await listen(cookieOf(one), '?post=01890000-0000-7000-8000-000000000009')).status).toBe(403);
});

it('is no use of the session: a page that is left open does not keep anybody signed in', async () => {
  const one = await signedIn(place.ground, ['handler']);
  const seen = async () => {
    const row = await place.ground.database.query
      .selectFrom('session')
      .select('seen_at')
      .where('id', '=', one.session)
      .executeTakeFirstOrThrow();
    return row.seen_at.toISOString();
  };
  await listen(cookieOf(one));
  const before = await seen();
  place.moveTo(new Date(place.ground.now().getTime() + 5 * 60_000).toISOString());
  hub.tell({ programme: '', units: [], subject: { kind: 'person', id: one.person } });
  await new Promise((done) => setTimeout(done, 200));
  expect(await seen()).toBe(before);
});
