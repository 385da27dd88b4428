import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { unlocked } from '../../../store/people/secret.ts';
import { asking } from '../../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from '../fixtures/place.ts';
import { knownBy, PASSWORD, type SignedInPerson, signedIn } from '../fixtures/signed-in.ts';
import { resetSecondFactor } from '../person/credentials.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { setPolicy } from '../settings.ts';
import { changeOwnPassword } from '../sign-in/own-password.ts';
import { confirmSecondFactor } from '../sign-in/second-factor.ts';
import { signIn } from '../sign-in/sign-in.ts';
import type { Known } from '../who.ts';
import { offerSecondFactor, renewRecoveryCodes, turnOffSecondFactor, turnOnSecondFactor } from './acts.ts';
import { aboutSecondFactor } from './code.ts';
import { codeAt, stepAt } from './totp.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the second factor', () => {
  let place: PeoplePlace;
  let minute = 0;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());

  const later = () => place.moveTo(new Date(Date.UTC(2026, 2, 2, 1, 0) + 60_000 * ++minute).toISOString());
  const requestOf = async (cookie: string) => ({
    known: (await knownBy(place.ground, cookie)) as Known,
    cookie,
    device: null,
  });
  const secretOf = async (person: string) => {
    const row = await place.ground.database.query
      .selectFrom('login')
      .select('totp')
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    return unlocked(row.totp as string, aboutSecondFactor(person), place.ground.keys) as Buffer;
  };
  const codeNow = async (person: string) => codeAt(await secretOf(person), stepAt(place.ground.now()));
  const wrongCode = async (person: string) => {
    const right = await codeNow(person);
    return right === '000000' ? '000001' : '000000';
  };
  const knock = ({ login }: SignedInPerson) =>
    signIn(place.ground, asking(null), { login, password: PASSWORD, before: null, device: null });

  /** Somebody who turned it on. */
  const secured = async () => {
    later();
    const one = await signedIn(place.ground, ['handler'], '510000/财政', true);
    const request = await requestOf(one.cookie);
    const offer = await offerSecondFactor(place.ground, asking(one.who), request);
    const on = await turnOnSecondFactor(place.ground, asking(one.who), request, await codeNow(one.person));
    later();
    return { ...one, offer, cookie: on.cookie, recoveryCodes: on.recoveryCodes };
  };

  it('counts when a first code has come; its secret is kept locked, its recovery codes as hashes', async () => {
    const one = await secured();
    expect(one.offer.uri).toContain(`secret=${one.offer.secret}`);
    const row = await place.ground.database.query
      .selectFrom('login')
      .selectAll()
      .where('person_id', '=', one.person)
      .executeTakeFirstOrThrow();
    expect(row.totp).not.toContain(one.offer.secret);
    expect(row.recovery).toHaveLength(10);
    for (const code of one.recoveryCodes) expect(JSON.stringify(row)).not.toContain(code.replaceAll('-', ''));
    expect((await knownBy(place.ground, one.cookie))?.pending).toBeNull();
    await expect(
      offerSecondFactor(place.ground, asking(one.who), await requestOf(one.cookie)),
    ).rejects.toMatchObject({ code: 'person/second-factor-on' });
  });

  it('lets a password do nothing but ask for the code', async () => {
    const one = await secured();
    const { cookie } = await knock(one);
    const known = await knownBy(place.ground, cookie);
    expect(known).toMatchObject({ pending: 'second-factor', who: null });
    const request = await requestOf(cookie);
    await expect(
      changeOwnPassword(place.ground, asking(null), request, {
        current: PASSWORD,
        password: 'Neu_2026-Wort!',
      }),
    ).rejects.toMatchObject({ code: 'person/second-factor-needed' });
    await expect(offerSecondFactor(place.ground, asking(null), request)).rejects.toMatchObject({
      code: 'person/second-factor-needed',
    });
    await expect(turnOffSecondFactor(place.ground, asking(null), request, '123456')).rejects.toMatchObject({
      code: 'person/second-factor-needed',
    });
    const confirmed = await confirmSecondFactor(
      place.ground,
      asking(null),
      request,
      await codeNow(one.person),
    );
    expect(confirmed.cookie).not.toBe(cookie);
    expect(await knownBy(place.ground, cookie)).toBeNull();
    expect((await knownBy(place.ground, confirmed.cookie))?.who?.post).toBe(one.post);
    expect(confirmed.device).not.toBeNull();
  });

  it('takes no code twice, also not in two sessions at once', async () => {
    const one = await secured();
    const [first, second] = [await knock(one), await knock(one)];
    const code = await codeNow(one.person);
    const both = await Promise.allSettled(
      [first, second].map(async ({ cookie }) =>
        confirmSecondFactor(place.ground, asking(null), await requestOf(cookie), code),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('slows wrong codes down like wrong passwords, and a right password does not begin anew', async () => {
    const one = await secured();
    let waits = 0;
    for (let tries = 0; tries < DEFAULT_POLICY.attempts.free; tries++) {
      try {
        const { cookie } = await knock(one);
        await confirmSecondFactor(
          place.ground,
          asking(null),
          await requestOf(cookie),
          await wrongCode(one.person),
        );
      } catch (error) {
        const { code } = error as { code: string };
        expect(['person/wrong-code', 'person/wait']).toContain(code);
        if (code === 'person/wait') waits++;
      }
    }
    expect(waits).toBeGreaterThan(0);
  });

  it('is passed with a recovery code once', async () => {
    const one = await secured();
    const [code = ''] = one.recoveryCodes;
    const { cookie } = await knock(one);
    const confirmed = await confirmSecondFactor(
      place.ground,
      asking(null),
      await requestOf(cookie),
      code.toLowerCase().replaceAll('-', ' '),
    );
    expect((await knownBy(place.ground, confirmed.cookie))?.pending).toBeNull();
    const again = await knock(one);
    await expect(
      confirmSecondFactor(place.ground, asking(null), await requestOf(again.cookie), code),
    ).rejects.toMatchObject({ code: 'person/wrong-code' });
    later();
    const renewed = await renewRecoveryCodes(
      place.ground,
      asking(one.who),
      await requestOf(confirmed.cookie),
      await codeNow(one.person),
    );
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect(renewed.recoveryCodes).not.toContain(one.recoveryCodes[1]);
  });

  it('is turned off with a code, and by the security administrator where the telephone is lost', async () => {
    const one = await secured();
    const request = await requestOf(one.cookie);
    await expect(
      turnOffSecondFactor(place.ground, asking(one.who), request, await wrongCode(one.person)),
    ).rejects.toMatchObject({ code: 'person/wrong-code' });
    await turnOffSecondFactor(place.ground, asking(one.who), request, await codeNow(one.person));
    expect((await knownBy(place.ground, (await knock(one)).cookie))?.pending).toBeNull();
    const other = await secured();
    const asked = { id: other.person, version: null };
    await expect(resetSecondFactor(place.ground, asking(place.system.who), asked)).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
    await resetSecondFactor(place.ground, asking(place.security.who), asked);
    expect(await knownBy(place.ground, other.cookie)).toBeNull();
    expect((await knownBy(place.ground, (await knock(other)).cookie))?.pending).toBeNull();
  });

  it('is asked of everybody, or of administrators, where the policy says so', async () => {
    const one = await signedIn(place.ground, ['handler'], '510000/财政', true);
    const set = (version: number, secondFactor: 'everybody' | 'administrators' | 'optional') =>
      setPolicy(place.ground, asking(place.security.who), version, { ...DEFAULT_POLICY, secondFactor });
    const open = (await knock(one)).cookie;
    await set(0, 'administrators');
    expect((await knownBy(place.ground, open))?.pending).toBeNull();
    await set(1, 'everybody');
    const request = await requestOf(open);
    expect(request.known).toMatchObject({ pending: 'second-factor-set-up', who: null });
    await offerSecondFactor(place.ground, asking(null), request);
    const on = await turnOnSecondFactor(place.ground, asking(null), request, await codeNow(one.person));
    const known = await requestOf(on.cookie);
    expect(known.known.pending).toBeNull();
    later();
    await expect(
      turnOffSecondFactor(place.ground, asking(one.who), known, await codeNow(one.person)),
    ).rejects.toMatchObject({ code: 'person/second-factor-required' });
    await set(2, 'optional');
  });
});
