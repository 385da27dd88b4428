import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { asking, type TestGround, testGround } from '../../fixtures/ground.ts';
import { knownBy, PASSWORD, signedIn } from '../fixtures/signed-in.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { signIn } from './sign-in.ts';
import { endOwnSession, signOut } from './sign-out.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('signing in', () => {
  let test: TestGround;
  let minute = 0;
  beforeAll(async () => {
    test = await testGround();
  }, 60_000);
  afterAll(() => test.end());

  const later = (minutes: number) => {
    minute += minutes;
    test.moveTo(new Date(Date.UTC(2026, 2, 2, 1, minute)).toISOString());
  };
  const from = (address: string) => ({ ...asking(null), address });
  const knock = (login: string, password = PASSWORD, address = '10.0.0.1', device: string | null = null) =>
    signIn(test.ground, from(address), { login, password, before: null, device });
  const events = (act: string) =>
    test.ground.database.query
      .selectFrom('journal_event')
      .selectAll()
      .where('programme_id', '=', DIRECTORY)
      .where('act', '=', act)
      .orderBy('seq')
      .execute();

  it('opens a session whose secret is kept nowhere', async () => {
    const { login, person } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const { cookie, session } = await knock(`  ${login.toUpperCase()} `);
    expect(Buffer.from(cookie, 'base64url')).toHaveLength(32);
    expect(await knownBy(test.ground, cookie)).toMatchObject({
      person,
      session,
      by: 'cookie',
      pending: null,
    });
    const rows = await test.ground.database.query.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(cookie);
    const written = await events('person/sign-in');
    expect(written.at(-1)).toMatchObject({ subject_kind: 'person', subject_id: person });
    expect(written.map(({ body }) => body.toString()).join()).not.toContain(login);
  });

  it('says the same to a wrong name, a wrong password, no password and a disabled person', async () => {
    const right = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const without = await signedIn(test.ground, ['handler']);
    const disabled = await signedIn(test.ground, ['handler'], '510000/财政', true);
    await test.ground.database.query
      .updateTable('person')
      .set({ state: 'disabled' })
      .where('id', '=', disabled.person)
      .execute();
    const wrong = { code: 'person/wrong-login' };
    await expect(knock(right.login, 'Wrong-Pass-1')).rejects.toMatchObject(wrong);
    await expect(knock('nobody-at-all')).rejects.toMatchObject(wrong);
    await expect(knock(without.login)).rejects.toMatchObject(wrong);
    await expect(knock(disabled.login)).rejects.toMatchObject(wrong);
    await expect(knock(right.login, 'x'.repeat(100_000))).rejects.toMatchObject(wrong);
    expect((await events('person/fail-sign-in')).length).toBeGreaterThanOrEqual(5);
    expect(await knownBy(test.ground, disabled.cookie)).toBeNull();
  });

  it('makes the hash anew where it was made with other parameters', async () => {
    const { login, person } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    const table = () =>
      test.ground.database.query.selectFrom('login').selectAll().where('person_id', '=', person);
    await test.ground.database.query
      .updateTable('login')
      .set({ password: weak })
      .where('person_id', '=', person)
      .execute();
    await knock(login);
    const { password } = await table().executeTakeFirstOrThrow();
    expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await knock(login);
    expect((await table().executeTakeFirstOrThrow()).password).toBe(password);
  });

  it('gives a new secret each time and ends the session before', async () => {
    const { login, cookie: before } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const opened = await signIn(test.ground, from('10.0.0.1'), {
      login,
      password: PASSWORD,
      before,
      device: null,
    });
    expect(opened.cookie).not.toBe(before);
    expect(await knownBy(test.ground, before)).toBeNull();
    expect(await knownBy(test.ground, opened.cookie)).not.toBeNull();
  });

  it('ends when it was not used, and when its day is over', async () => {
    const { cookie } = await signedIn(test.ground, ['handler']);
    const { idleMinutes, hours } = DEFAULT_POLICY.session;
    later(idleMinutes - 1);
    expect(await knownBy(test.ground, cookie)).not.toBeNull();
    later(idleMinutes - 1);
    expect(await knownBy(test.ground, cookie)).not.toBeNull();
    later(idleMinutes);
    expect(await knownBy(test.ground, cookie)).toBeNull();
    const { cookie: kept } = await signedIn(test.ground, ['handler']);
    for (let used = 0; used < hours * 60 - 20; used += 20) {
      later(20);
      expect(await knownBy(test.ground, kept)).not.toBeNull();
    }
    later(20);
    expect(await knownBy(test.ground, kept)).toBeNull();
  });

  it('keeps no more sessions than the policy lets be, however many sign in at once', async () => {
    const { login, person } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const { atOnce } = DEFAULT_POLICY.session;
    const opened: string[] = [];
    for (let at = 0; at < atOnce; at++) {
      later(1);
      opened.push((await knock(login)).cookie);
    }
    const [one, other] = await Promise.all([knock(login), knock(login)]);
    const rows = await test.ground.database.query
      .selectFrom('session')
      .select('id')
      .where('person_id', '=', person)
      .execute();
    expect(rows).toHaveLength(atOnce);
    expect(await knownBy(test.ground, one.cookie)).not.toBeNull();
    expect(await knownBy(test.ground, other.cookie)).not.toBeNull();
    expect(await knownBy(test.ground, opened[0] as string)).toBeNull();
    expect(await knownBy(test.ground, opened[1] as string)).toBeNull();
    expect(await knownBy(test.ground, opened.at(-1) as string)).not.toBeNull();
  });

  it('ends by signing out, once, and another of one’s own sessions by name; never somebody else’s', async () => {
    const mine = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const others = await signedIn(test.ground, ['handler']);
    const elsewhere = await knock(mine.login);
    const known = await knownBy(test.ground, mine.cookie);
    if (!known) throw new Error('not signed in');
    await expect(endOwnSession(test.ground, asking(null), known, others.session)).rejects.toMatchObject({
      code: 'scope/not-found',
    });
    await endOwnSession(test.ground, asking(null), known, elsewhere.session);
    expect(await knownBy(test.ground, elsewhere.cookie)).toBeNull();
    const before = (await events('person/sign-out')).length;
    await signOut(test.ground, asking(null), known);
    await signOut(test.ground, asking(null), known);
    expect((await events('person/sign-out')).length).toBe(before + 1);
    expect(await knownBy(test.ground, mine.cookie)).toBeNull();
    expect(await knownBy(test.ground, others.cookie)).not.toBeNull();
  });

  it('is not opened by a row that somebody else wrote', async () => {
    const { session, cookie } = await signedIn(test.ground, ['handler']);
    const { person } = await signedIn(test.ground, ['coordinator']);
    await test.ground.database.query
      .updateTable('session')
      .set({ person_id: person })
      .where('id', '=', session)
      .execute();
    expect(await knownBy(test.ground, cookie)).toBeNull();
  });
});

describe.runIf(hasPostgres())('failed attempts', () => {
  let test: TestGround;
  let second = 0;
  beforeAll(async () => {
    test = await testGround();
  }, 60_000);
  afterAll(() => test.end());

  const later = (seconds: number) => {
    second += seconds;
    test.moveTo(new Date(Date.UTC(2026, 2, 2, 1, 0, second)).toISOString());
  };
  const knock = (login: string, password: string, address: string, device: string | null = null) =>
    signIn(test.ground, { ...asking(null), address }, { login, password, before: null, device });
  const wrongly = async (login: string, address: string, device: string | null = null) => {
    try {
      await knock(login, 'Wrong-Pass-1', address, device);
      throw new Error('signed in');
    } catch (error) {
      return error as { code: string; parameters: { seconds?: number } };
    }
  };
  const { attempts } = DEFAULT_POLICY;

  it('cost nothing at first, then twice as long each time, and are told to the journal', async () => {
    const { login } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    for (let at = 0; at < attempts.free; at++)
      expect((await wrongly(login, '10.1.0.1')).code).toBe('person/wrong-login');
    expect(await wrongly(login, '10.1.0.1')).toMatchObject({
      code: 'person/wait',
      parameters: { seconds: attempts.firstSeconds },
    });
    await expect(knock(login, PASSWORD, '10.1.0.1')).rejects.toMatchObject({ code: 'person/wait' });
    later(attempts.firstSeconds);
    expect((await wrongly(login, '10.1.0.1')).code).toBe('person/wrong-login');
    expect((await wrongly(login, '10.1.0.1')).parameters.seconds).toBe(2 * attempts.firstSeconds);
    const held = await test.ground.database.query
      .selectFrom('journal_event')
      .select(['body', 'subject_kind'])
      .where('act', '=', 'person/hold-off')
      .execute();
    expect(held.length).toBe(2);
    expect(held.map(({ body }) => body.toString()).join()).not.toContain(login);
    later(2 * attempts.firstSeconds);
    await knock(login, PASSWORD, '10.1.0.1');
    expect((await wrongly(login, '10.1.0.1')).code).toBe('person/wrong-login');
  });

  it('from elsewhere do not keep anybody out', async () => {
    const { login } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    for (let at = 0; at < attempts.free + 1; at++) await wrongly(login, '203.0.113.9');
    expect((await wrongly(login, '203.0.113.9')).code).toBe('person/wait');
    await knock(login, PASSWORD, '10.1.0.2');
  });

  it('by a neighbour in the same network do not keep out a device that is known', async () => {
    const { login } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const { device } = await knock(login, PASSWORD, '10.1.0.3');
    for (let at = 0; at < attempts.free + 1; at++) await wrongly(login, '10.1.0.3');
    expect((await wrongly(login, '10.1.0.3')).code).toBe('person/wait');
    await knock(login, PASSWORD, '10.1.0.3', device);
    const other = await signedIn(test.ground, ['handler'], '510000/财政', true);
    for (let at = 0; at < attempts.free; at++) await wrongly(other.login, '10.1.0.3', device);
    expect((await wrongly(other.login, '10.1.0.3', device)).code).toBe('person/wait');
  });

  it('from many places make strange places wait for each other, never a known device', async () => {
    const { login } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const { device } = await knock(login, PASSWORD, '10.1.0.4');
    for (let at = 0; at < attempts.brakeAfter; at++)
      expect((await wrongly(login, `198.51.100.${at}`)).code).toBe('person/wrong-login');
    expect(await wrongly(login, '192.0.2.1')).toMatchObject({
      code: 'person/wait',
      parameters: { seconds: attempts.brakeSeconds },
    });
    await knock(login, PASSWORD, '10.9.9.9', device);
    later(attempts.brakeSeconds);
    await knock(login, PASSWORD, '10.9.9.8');
  });

  it('many at once are many: no more are looked at than the policy lets be', async () => {
    const { login } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    const codes = (await Promise.all(Array.from({ length: 20 }, () => wrongly(login, '10.1.0.5')))).map(
      ({ code }) => code,
    );
    expect(codes.filter((code) => code === 'person/wrong-login')).toHaveLength(attempts.free);
    expect(codes.filter((code) => code === 'person/wait')).toHaveLength(20 - attempts.free);
  });

  it('are forgotten after a day', async () => {
    const { login } = await signedIn(test.ground, ['handler'], '510000/财政', true);
    for (let at = 0; at < attempts.free; at++) await wrongly(login, '10.1.0.6');
    later(attempts.forgetHours * 3600);
    for (let at = 0; at < attempts.free; at++)
      expect((await wrongly(login, '10.1.0.6')).code).toBe('person/wrong-login');
  });

  it('of names that do not exist are counted in the same way', async () => {
    for (let at = 0; at < attempts.free; at++)
      expect((await wrongly('no-such-person', '10.1.0.7')).code).toBe('person/wrong-login');
    expect((await wrongly('no-such-person', '10.1.0.7')).code).toBe('person/wait');
  });
});
