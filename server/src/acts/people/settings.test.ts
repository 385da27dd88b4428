import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { asking } from '../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from './fixtures/place.ts';
import { countingQueries } from './fixtures/queries.ts';
import { knownBy } from './fixtures/signed-in.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { policyView, setPolicy } from './settings.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the sign-in policy', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());
  const set = (who: PeoplePlace['system'], version: number | null, policy: unknown) =>
    setPolicy(place.ground, asking(who.who), version, policy);

  it('is the shipped one until the security administrator decides', async () => {
    const { query } = place.ground.database;
    expect(await policyView(query, place.system.who)).toEqual({
      policy: DEFAULT_POLICY,
      version: 0,
      may: { 'setting/sign-in': expect.objectContaining({ code: 'scope/not-your-role' }) },
    });
    await expect(policyView(query, place.handler.who)).rejects.toMatchObject({ code: 'scope/not-found' });
    await expect(set(place.system, 0, DEFAULT_POLICY)).rejects.toMatchObject({ code: 'scope/not-your-role' });
    await expect(set(place.handler, 0, DEFAULT_POLICY)).rejects.toMatchObject({ code: 'scope/not-found' });
  });

  it('cannot be made so that it protects nothing', async () => {
    const with_ = (session: object) => ({
      ...DEFAULT_POLICY,
      session: { ...DEFAULT_POLICY.session, ...session },
    });
    await expect(set(place.security, 0, with_({ idleMinutes: 100_000 }))).rejects.toMatchObject({
      code: 'person/policy-invalid',
      parameters: { field: 'session.idleMinutes', most: '1440' },
    });
    await expect(set(place.security, 0, with_({ hours: 0 }))).rejects.toMatchObject({
      code: 'person/policy-invalid',
    });
    await expect(set(place.security, 0, {})).rejects.toMatchObject({ code: 'person/policy-invalid' });
  });

  it('holds with the next request', async () => {
    const { cookie } = place.handler;
    place.moveTo('2026-03-02T01:10:00.000Z');
    expect(await knownBy(place.ground, cookie)).not.toBeNull();
    place.moveTo('2026-03-02T01:16:00.000Z');
    const session = { ...DEFAULT_POLICY.session, idleMinutes: 5 };
    const { answer } = await set(place.security, 0, { ...DEFAULT_POLICY, session });
    expect(answer).toMatchObject({ version: 1, policy: { session: { idleMinutes: 5 } } });
    expect(await knownBy(place.ground, cookie)).toBeNull();
    await expect(set(place.security, 0, DEFAULT_POLICY)).rejects.toMatchObject({
      code: 'door/stale',
      now: { version: 1 },
    });
    await set(place.security, 1, DEFAULT_POLICY);
  });

  it('who asks is known in two queries, and a third once a minute', async () => {
    const { cookie } = place.unitAdmin;
    place.moveTo('2026-03-02T01:20:00.000Z');
    expect((await countingQueries(() => knownBy(place.ground, cookie))).queries).toBe(3);
    const second = await countingQueries(() => knownBy(place.ground, cookie));
    expect(second).toMatchObject({ queries: 2, answer: { person: place.unitAdmin.person } });
    expect((await countingQueries(() => knownBy(place.ground, 'nobody'))).queries).toBe(1);
  });
});
