import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedIn } from '../acts/people/fixtures/signed-in.ts';
import { hasPostgres, skipping } from '../store/fixtures/ground.ts';
import { assignments } from './assignment/assignments.ts';
import { type Land, settleLand, UNITS } from './fixtures/land.ts';
import { type Browser, type PeopleDoor, peopleDoor } from './people/fixtures/door.ts';
import { programmes } from './programme/programmes.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('a right that is given or taken away', () => {
  let door: PeopleDoor;
  let land: Land;
  let clerk: Browser;
  let post: string;
  let address: string;
  beforeAll(async () => {
    door = await peopleDoor([assignments, programmes]);
    land = await settleLand(door.ground);
    const one = await signedIn(door.ground, ['handler'], UNITS.city.id);
    post = one.post;
    clerk = door.browser(one.cookie);
    address = `/api/programmes/${land.live.id}/assignments/${land.live.assignments.city}`;
  }, 120_000);
  afterAll(() => door.end());

  const status = async (url = address) => (await clerk.get(url)).statusCode;
  const titles = async () => (await clerk.get('/api/programmes')).json().rows?.length;
  async function give(roles: readonly string[]) {
    const security = door.browser(door.security.cookie);
    const { headers } = await security.get(`/api/posts/${post}`);
    const tag = { 'if-match': String(headers.etag) };
    const answer = await security.send('PUT', `/api/posts/${post}/roles`, { roles }, tag);
    expect(answer.statusCode).toBe(200);
  }

  it('is one with the next request, in pages and in lists', async () => {
    expect([await status(), await titles()]).toEqual([200, 1]);
    await give([]);
    expect([await status(), await titles()]).toEqual([404, 0]);
    await give(['auditor']);
    expect(await status()).toBe(404);
    await give(['handler']);
    expect([await status(), await titles()]).toEqual([200, 1]);
    const act = { act: 'acknowledge' };
    await give(['leader']);
    expect((await clerk.send('POST', `${address}/acts`, act)).statusCode).toBe(403);
    await give(['handler']);
    expect((await clerk.send('POST', `${address}/acts`, act)).statusCode).toBe(200);
  });

  it('ends with the appointment', async () => {
    const system = door.browser(door.system.cookie);
    const { appointments } = (await system.get(`/api/posts/${post}`)).json();
    const ended = await system.send('POST', `/api/appointments/${appointments[0].id}/end`, {});
    expect(ended.statusCode).toBe(200);
    expect(await status()).toBe(403);
    expect((await clerk.get(address)).json().code).toBe('scope/no-post');
  });
});
