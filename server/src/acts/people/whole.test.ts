import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { verifyDatabase } from '../../store/verify/index.ts';
import { asking } from '../fixtures/ground.ts';
import { evidenceOf } from '../verify.ts';
import { type PeoplePlace, peoplePlace } from './fixtures/place.ts';
import { knownBy, PASSWORD, signedIn } from './fixtures/signed-in.ts';
import { linkPerson, resetPassword } from './person/credentials.ts';
import { changePerson } from './person/person.ts';
import { disablePerson, erasePerson, signOutPerson } from './person/state.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { appoint } from './post/appointment.ts';
import { delegate, revokeDelegation } from './post/delegation.ts';
import { setRoles } from './post/post.ts';
import { offerSecondFactor } from './second-factor/acts.ts';
import { setPolicy } from './settings.ts';
import { signIn } from './sign-in/sign-in.ts';
import { sweepSignIns } from './sweep.ts';
import { makeToken, revokeToken } from './tokens.ts';
import type { Known } from './who.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('a year of people', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());

  const system = () => asking(place.system.who);
  const security = () => asking(place.security.who);
  const of = (id: string) => ({ id, version: null });
  const findings = async () =>
    (await verifyDatabase(place.ground.database, evidenceOf(place.ground))).findings.map(
      ({ code, table, columns }) => [code, table, columns.join()],
    );

  it('leaves nothing that the journal does not explain', async () => {
    const one = await place.employed(['handler']);
    const other = await place.employed(['signer']);
    await changePerson(place.ground, system(), one.person, null, { name: '改名', phone: '028-1' });
    await setRoles(place.ground, security(), one.post, null, ['handler', 'signer']);
    await setRoles(place.ground, security(), one.post, null, ['leader']);
    const holder = await signedIn(place.ground, ['signer'], '510000/财政', true);
    const { known, cookie } = {
      known: (await knownBy(place.ground, holder.cookie)) as Known,
      cookie: holder.cookie,
    };
    await offerSecondFactor(place.ground, asking(holder.who), { known, cookie, device: null });
    const token = await makeToken(place.ground, asking(holder.who), {
      name: '程序',
      scopes: ['read'],
      days: 3,
    });
    await revokeToken(place.ground, security(), token.answer.id);
    const given = await delegate(place.ground, asking(holder.who), {
      ...{ post: holder.post, person: other.person, from: null, until: '2026-03-09', reason: '出差' },
    });
    await revokeDelegation(place.ground, security(), given.answer.id, null);
    await appoint(place.ground, system(), {
      ...{ post: holder.post, person: one.person, from: '2026-03-09', until: null, succeed: true },
    });
    await setPolicy(place.ground, security(), 0, { ...DEFAULT_POLICY, tokenDays: 30 });
    await resetPassword(place.ground, security(), of(other.person));
    await linkPerson(place.ground, security(), of(other.person), { issuer: 'i', subject: 's' });
    for (let at = 0; at < 7; at++)
      await signIn(place.ground, asking(null), {
        ...{ login: holder.login, password: at === 3 ? PASSWORD : 'Wrong-1', before: null, device: null },
      }).catch(() => null);
    await signOutPerson(place.ground, security(), of(holder.person));
    await disablePerson(place.ground, system(), of(other.person));
    await erasePerson(place.ground, system(), of(other.person));
    expect(await findings()).toEqual([]);
  });

  it('shows whoever changes a row behind its back', async () => {
    const { query } = place.ground.database;
    const { person, post } = place.handler;
    await query.updateTable('post_role').set({ role: 'coordinator' }).where('post_id', '=', post).execute();
    await query.updateTable('login').set({ password: 'x' }).where('person_id', '=', person).execute();
    await query
      .updateTable('session')
      .set({ ends_at: new Date('2030-01-01') })
      .where('person_id', '=', person)
      .execute();
    await query.updateTable('attempt').set({ failures: 0 }).where('failures', '>', 0).execute();
    const found = await findings();
    expect(found.map(([, table]) => table)).toEqual(
      expect.arrayContaining(['post_role', 'login', 'session', 'attempt']),
    );
    // What was planted opens nothing.
    expect(await knownBy(place.ground, place.handler.cookie)).toBeNull();
  });

  it('lets sessions and failures go when they no longer count', async () => {
    const { query } = place.ground.database;
    const counts = async () =>
      Promise.all(
        (['session', 'attempt'] as const).map(
          async (table) => (await query.selectFrom(table).selectAll().execute()).length,
        ),
      );
    const [sessions = 0, attempts = 0] = await counts();
    expect(sessions).toBeGreaterThan(0);
    expect(attempts).toBeGreaterThan(0);
    expect(await sweepSignIns(place.ground)).toBe(0);
    place.moveTo('2026-03-02T13:30:00.000Z');
    await sweepSignIns(place.ground);
    expect(await counts()).toEqual([0, attempts]);
    place.moveTo('2026-03-03T01:00:00.000Z');
    await sweepSignIns(place.ground);
    expect(await counts()).toEqual([0, 0]);
  });

  it('asks for another password when the old one has served its time', async () => {
    const one = await signedIn(place.ground, ['handler'], '510000/财政', true);
    const open = async () => {
      const { cookie } = await signIn(place.ground, asking(null), {
        ...{ login: one.login, password: PASSWORD, before: null, device: null },
      });
      return (await knownBy(place.ground, cookie))?.pending;
    };
    expect(await open()).toBeNull();
    place.moveTo(new Date(Date.UTC(2026, 2, 3, 1) + 180 * 86_400_000 - 1).toISOString());
    expect(await open()).toBeNull();
    place.moveTo(new Date(Date.UTC(2026, 2, 3, 1) + 180 * 86_400_000).toISOString());
    expect(await open()).toBe('password');
  });
});
