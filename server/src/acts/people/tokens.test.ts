import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { tokensView } from '../../views/people/tokens.ts';
import { asking } from '../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from './fixtures/place.ts';
import { countingQueries } from './fixtures/queries.ts';
import { signedIn } from './fixtures/signed-in.ts';
import { disablePerson } from './person/state.ts';
import { appoint } from './post/appointment.ts';
import { setRoles } from './post/post.ts';
import { makeToken, revokeToken } from './tokens.ts';
import { whoOf } from './who.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('tokens', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());

  const making = { name: '月报程序', scopes: ['assignment'] as const, days: 30 };
  const knownBy = (token: string | null, post: string | null = null) =>
    whoOf(place.ground, { cookie: null, token, post });

  it('let a program act for one post within their scopes, and their secret is kept nowhere', async () => {
    const one = await signedIn(place.ground, ['handler']);
    const request = asking(one.who, 'token-1');
    const { answer, secret } = await makeToken(place.ground, request, making);
    expect(secret).toMatch(/^luodi_[\w-]{43}$/);
    expect(answer).toMatchObject({
      post: one.post,
      scopes: ['assignment', 'read'],
      isOpen: true,
      may: { 'token/revoke': true },
    });
    expect(await knownBy(secret)).toMatchObject({
      ...{ person: one.person, session: answer.id, by: 'token', pending: null },
      who: { post: one.post, roles: ['handler'], allows: ['assignment', 'read'] },
    });
    const again = await makeToken(place.ground, request, making);
    expect(again).toMatchObject({ answer, again: true, secret: null });
    for (const table of ['token', 'answer', 'journal_event'] as const) {
      const rows = await place.ground.database.query.selectFrom(table).selectAll().execute();
      const text = rows.map((row) => ('body' in row ? String(row.body) : JSON.stringify(row))).join();
      expect(text).not.toContain(secret);
    }
  });

  it('hold for their post alone', async () => {
    const one = await signedIn(place.ground, ['handler']);
    const { secret } = await makeToken(place.ground, asking(one.who), making);
    await expect(knownBy(secret, place.handler.post)).rejects.toMatchObject({ code: 'person/not-your-post' });
    const heir = await signedIn(place.ground, ['leader']);
    await appoint(place.ground, asking(place.system.who), {
      ...{ post: one.post, person: heir.person, from: '2026-03-03', until: null, succeed: true },
    });
    expect(await knownBy(secret)).not.toBeNull();
    place.moveTo('2026-03-02T16:00:00.000Z');
    expect(await knownBy(secret)).toBeNull();
    place.moveTo('2026-03-02T01:00:00.000Z');
  });

  it('end on their day, when they are revoked, and with their person', async () => {
    const one = await signedIn(place.ground, ['handler']);
    const tokens = await Promise.all([1, 2, 3].map(() => makeToken(place.ground, asking(one.who), making)));
    const [first, second, third] = tokens;
    if (!first || !second || !third) throw new Error('no tokens');
    place.moveTo('2026-04-01T00:59:59.999Z');
    expect(await knownBy(first.secret)).not.toBeNull();
    place.moveTo('2026-04-01T01:00:00.000Z');
    expect(await knownBy(first.secret)).toBeNull();
    place.moveTo('2026-03-02T01:00:00.000Z');
    await expect(
      revokeToken(place.ground, asking(place.handler.who), second.answer.id),
    ).rejects.toMatchObject({
      code: 'scope/not-found',
    });
    await revokeToken(place.ground, asking(one.who), second.answer.id);
    expect(await knownBy(second.secret)).toBeNull();
    await revokeToken(place.ground, asking(place.security.who), first.answer.id);
    await expect(revokeToken(place.ground, asking(one.who), first.answer.id)).rejects.toMatchObject({
      code: 'person/token-ended',
    });
    await disablePerson(place.ground, asking(place.system.who), { id: one.person, version: null });
    expect(await knownBy(third.secret)).toBeNull();
  });

  it('are not for administrators, not beyond the policy, and not made by tokens', async () => {
    const make = (who: Parameters<typeof asking>[0], more: object = {}) =>
      makeToken(place.ground, asking(who), { ...making, ...more });
    await expect(make(place.security.who)).rejects.toMatchObject({ code: 'person/not-of-administrators' });
    await expect(make(place.handler.who, { days: 367 })).rejects.toMatchObject({
      code: 'person/token-too-long',
      parameters: { days: 366 },
    });
    await expect(make({ ...place.handler.who, allows: ['read', 'assignment'] })).rejects.toMatchObject({
      code: 'person/not-by-token',
    });
    const one = await signedIn(place.ground, [], '510000/财政', true);
    const { secret } = await make(one.who);
    await setRoles(place.ground, asking(place.security.who), one.post, null, ['audit-administrator']);
    expect(await knownBy(secret)).toBeNull();
  });

  it('are seen by their owner and by the security administrator', async () => {
    const { query } = place.ground.database;
    const seenBy = async (who: typeof place.system) =>
      (await tokensView(query, who.who, { limit: 200 }, place.ground.now())).rows;
    const all = await countingQueries(() => seenBy(place.security));
    expect(all.queries).toBe(1);
    expect(all.answer.length).toBeGreaterThan(4);
    expect(await seenBy(place.system)).toEqual([]);
    expect(await seenBy(place.unitAdmin)).toEqual([]);
  });

  it.each(['', 'luodi_', 'luodi_nobody', "luodi_' or 1=1 --"])('%j is nobody’s', async (text) => {
    expect(await knownBy(text)).toBeNull();
  });
});
