import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { News } from '../acts/context.ts';
import { someone } from '../acts/fixtures/ground.ts';
import { DIRECTORY } from '../views/journal/viewer.ts';
import { type TestDoor, testDoor } from './fixtures/door.ts';
import { newsHub } from './news.ts';
import type { Caller } from './who.ts';

const clerk = someone('510000/发展改革', ['handler'], 'clerk');
const signer = someone('510000/财政', ['signer'], 'signer');
const callerOf = (who: typeof clerk, session: string): Caller => ({
  person: who.person,
  session,
  by: 'cookie',
  who,
});

/** Who is signed in at the moment, by session. */
const sessions = new Map<string, Caller>();
const hub = newsHub({ most: 5, ofOneSession: 2, heartbeatMs: 50, checkEvery: 2 });
let door: TestDoor;
let address: string;
beforeAll(async () => {
  door = await testDoor({
    hub,
    whoOf: async ({ headers }) => sessions.get(String(headers.cookie)) ?? null,
  });
  address = await door.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => door.end());

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: () => string;
  readonly ended: Promise<void>;
  stop(): void;
}

async function listen(session: string): Promise<Heard> {
  const control = new AbortController();
  const answer = await fetch(`${address}/api/events`, {
    headers: { cookie: session },
    signal: control.signal,
  });
  let text = '';
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) text += decoder.decode(piece, { stream: true });
  };
  const ended = read().catch(() => undefined);
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => text,
    ended,
    stop: () => control.abort(),
  };
}

const moment = (ms = 30) => new Promise((done) => setTimeout(done, ms));
const news = (
  units: readonly string[],
  subject: News['subject'] = { kind: 'assignment', id: 'a1' },
): News => ({
  programme: 'p1',
  units,
  subject,
});

it('tells those of the unit, and nobody else, that something was changed', async () => {
  sessions.set('s1', callerOf(clerk, 's1'));
  sessions.set('s2', callerOf(signer, 's2'));
  const [one, other] = [await listen('s1'), await listen('s2')];
  expect(one.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(one.headers.get('cache-control')).toBe('no-store');
  hub.tell(news([clerk.unit]));
  await vi.waitFor(() => expect(one.text()).toMatch(/change[\s\S]*\n:\n/), 5000);
  expect(one.text()).toContain('event: begin\ndata: {}\n\n');
  expect(one.text()).toContain(
    'event: change\ndata: {"programme":"p1","subject":{"kind":"assignment","id":"a1"}}\n\n',
  );
  expect(one.text()).toContain(':\n\n');
  expect(other.text()).not.toContain('change');
  one.stop();
  other.stop();
  await vi.waitFor(() => expect(hub.listeners()).toBe(0), 5000);
});

it('tells the three administrators nothing of programmes, wherever they sit', async () => {
  sessions.set('s1', callerOf(someone(clerk.unit, ['system-administrator'], 'admin'), 's1'));
  const heard = await listen('s1');
  hub.tell(news([clerk.unit]));
  hub.tell({ ...news([clerk.unit], { kind: 'unit', id: clerk.unit }), programme: DIRECTORY });
  await vi.waitFor(() => expect(heard.text()).toMatch(/change[\s\S]*\n:\n/), 5000);
  expect(heard.text()).not.toContain('a1');
  expect(heard.text()).toContain('"kind":"unit"');
  heard.stop();
  await vi.waitFor(() => expect(hub.listeners()).toBe(0), 5000);
});

it('ends at once when the session is ended, and at the next look when nothing was said', async () => {
  for (const subject of [
    { kind: 'session', id: 's1' },
    { kind: 'person', id: 'clerk' },
    { kind: 'post', id: clerk.post },
  ]) {
    sessions.set('s1', callerOf(clerk, 's1'));
    const heard = await listen('s1');
    sessions.delete('s1');
    hub.tell(news([], subject));
    await heard.ended;
  }
  sessions.set('s1', callerOf(clerk, 's1'));
  const heard = await listen('s1');
  sessions.delete('s1');
  await heard.ended;
  await vi.waitFor(() => expect(hub.listeners()).toBe(0), 5000);
});

it('ends where the post is another one now, and stays where nothing about it changed', async () => {
  sessions.set('s1', callerOf(clerk, 's1'));
  const heard = await listen('s1');
  hub.tell(news([], { kind: 'person', id: 'clerk' }));
  await moment(150);
  expect(hub.listeners()).toBe(1);
  sessions.set('s1', callerOf(signer, 's1'));
  await heard.ended;
});

it('lets neither one session nor all of them open too many', async () => {
  const all: Heard[] = [];
  for (const session of ['s1', 's2', 's3']) {
    sessions.set(session, callerOf(clerk, session));
    all.push(await listen(session), await listen(session));
  }
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  const third = await listen('s1');
  expect(third.status).toBe(429);
  expect(third.headers.get('retry-after')).toBe('30');
  for (const one of all) one.stop();
  await vi.waitFor(() => expect(hub.listeners()).toBe(0), 5000);
});

it('needs somebody with a post', async () => {
  expect((await listen('nobody')).status).toBe(401);
});

it('ends a stream that nobody reads', () => {
  const stream = hub.listen({ caller: callerOf(clerk, 's9'), again: async () => null });
  for (let count = 0; count < 2000; count++) hub.tell(news([clerk.unit]));
  expect(hub.listeners()).toBe(0);
  stream.destroy();
});

it('ends all streams when the server stops', async () => {
  sessions.set('s1', callerOf(clerk, 's1'));
  const heard = await listen('s1');
  const closing = door.app.close();
  await heard.ended;
  await closing;
});
