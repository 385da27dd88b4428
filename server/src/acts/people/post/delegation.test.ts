import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { asking } from '../../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from '../fixtures/place.ts';
import { knownBy, signedIn } from '../fixtures/signed-in.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { setPolicy } from '../settings.ts';
import { signIn } from '../sign-in/sign-in.ts';
import { endAppointment } from './appointment.ts';
import { delegate, revokeDelegation } from './delegation.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('acting for another', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());

  const to = (person: string, post: string, more: object = {}) => ({
    ...{ post, person, from: null, until: '2026-03-10', reason: '出差' },
    ...more,
  });

  it('is given by the holder to a colleague until a day, and recorded with both posts', async () => {
    const holder = await signedIn(place.ground, ['signer']);
    const colleague = await signedIn(place.ground, ['handler'], '510000/财政', true);
    const { answer } = await delegate(place.ground, asking(holder.who), to(colleague.person, holder.post));
    expect(answer).toMatchObject({
      ...{ post: holder.post, person: colleague.person, until: '2026-03-10', isOpen: true },
      holder: { person: holder.person },
      may: { 'delegation/revoke': true },
    });
    const { text } = await place.lastEvent();
    expect(text).not.toContain('出差');
    const own = await knownBy(place.ground, colleague.cookie);
    expect(own?.who).toMatchObject({ post: colleague.post, onBehalfOf: null });
    expect(own?.posts.map(({ post, own }) => [post, own])).toEqual([
      [colleague.post, true],
      [holder.post, false],
    ]);
    const acting = await knownBy(place.ground, colleague.cookie, holder.post);
    expect(acting?.who).toEqual({
      ...{
        person: colleague.person,
        post: holder.post,
        unit: '510000/财政',
        region: null,
        functionKey: '财政',
      },
      ...{ roles: ['signer'], onBehalfOf: holder.post, allows: null },
    });
    place.moveTo('2026-03-09T15:59:00.000Z');
    const open = await signIn(place.ground, asking(null), {
      ...{ login: colleague.login, password: colleague.password, before: null, device: null },
    });
    expect((await knownBy(place.ground, open.cookie, holder.post))?.who?.onBehalfOf).toBe(holder.post);
    place.moveTo('2026-03-09T16:00:00.000Z');
    await expect(knownBy(place.ground, open.cookie, holder.post)).rejects.toMatchObject({
      code: 'person/not-your-post',
    });
    place.moveTo('2026-03-02T01:00:00.000Z');
  });

  it('is refused for administrators, to strangers, to the holder, without holder, and for too long', async () => {
    const holder = await signedIn(place.ground, ['signer']);
    const stranger = await signedIn(place.ground, ['handler'], '510000/教育');
    const give = (who: typeof holder, delegating: Parameters<typeof delegate>[2]) =>
      delegate(place.ground, asking(who.who), delegating);
    const refused = (code: string) => ({ code });
    await expect(give(place.security, to(holder.person, place.security.post))).rejects.toMatchObject(
      refused('person/not-of-administrators'),
    );
    await expect(give(holder, to(stranger.person, holder.post))).rejects.toMatchObject(
      refused('person/delegate-elsewhere'),
    );
    await expect(give(holder, to('nobody', holder.post))).rejects.toMatchObject(
      refused('person/delegate-elsewhere'),
    );
    await expect(give(holder, to(holder.person, holder.post))).rejects.toMatchObject(
      refused('person/delegate-holds'),
    );
    await expect(
      give(holder, to(place.handler.person, holder.post, { until: '2027-03-10' })),
    ).rejects.toMatchObject(refused('person/delegation-too-long'));
    await expect(
      give(holder, to(place.handler.person, holder.post, { until: '2026-03-02' })),
    ).rejects.toMatchObject(refused('person/days-reversed'));
    await expect(give(place.handler, to(place.handler.person, holder.post))).rejects.toMatchObject(
      refused('person/not-your-post'),
    );
    await expect(give(stranger, to(stranger.person, holder.post))).rejects.toMatchObject(
      refused('scope/not-found'),
    );
    const leader = await signedIn(place.ground, ['leader'], '510000/数据');
    await expect(give(leader, to(place.system.person, leader.post))).rejects.toMatchObject(
      refused('person/roles-exclude'),
    );
  });

  it('is given by the unit administrator for one who is away, and passed on by nobody', async () => {
    const holder = await signedIn(place.ground, ['signer']);
    const colleague = await signedIn(place.ground, ['handler']);
    await delegate(place.ground, asking(place.unitAdmin.who), to(colleague.person, holder.post));
    const acting = (await knownBy(place.ground, colleague.cookie, holder.post))?.who ?? null;
    await expect(
      delegate(place.ground, asking(acting), to(place.handler.person, holder.post)),
    ).rejects.toMatchObject({ code: 'person/not-your-post' });
    const own = { ...holder.who, onBehalfOf: holder.post };
    await expect(
      delegate(place.ground, asking(own), to(place.handler.person, holder.post)),
    ).rejects.toMatchObject({
      code: 'person/post-of-another',
    });
  });

  it('ends with the next request when it is taken back, by the holder or by the security administrator', async () => {
    for (const by of ['holder', 'security'] as const) {
      const holder = await signedIn(place.ground, ['signer']);
      const colleague = await signedIn(place.ground, ['handler']);
      const { answer } = await delegate(place.ground, asking(holder.who), to(colleague.person, holder.post));
      await expect(
        revokeDelegation(place.ground, asking(colleague.who), answer.id, null),
      ).rejects.toMatchObject({ code: 'scope/not-your-role' });
      await expect(
        revokeDelegation(place.ground, asking(place.handler.who), answer.id, null),
      ).rejects.toMatchObject({ code: 'scope/not-found' });
      const who = by === 'holder' ? holder.who : place.security.who;
      const revoked = await revokeDelegation(place.ground, asking(who), answer.id, 1);
      expect(revoked.answer).toMatchObject({ isOpen: false, version: 2 });
      await expect(knownBy(place.ground, colleague.cookie, holder.post)).rejects.toMatchObject({
        code: 'person/not-your-post',
      });
      await expect(revokeDelegation(place.ground, asking(who), answer.id, null)).rejects.toMatchObject({
        code: 'person/delegation-ended',
      });
    }
  });

  it('ends when the delegate leaves the unit', async () => {
    const holder = await signedIn(place.ground, ['signer']);
    const colleague = await signedIn(place.ground, ['handler']);
    await delegate(place.ground, asking(holder.who), to(colleague.person, holder.post));
    const [{ id = '' } = {}] = await place.ground.database.query
      .selectFrom('appointment')
      .select('id')
      .where('person_id', '=', colleague.person)
      .execute();
    await endAppointment(place.ground, asking(place.system.who), id, null, null);
    expect((await knownBy(place.ground, colleague.cookie))?.posts).toEqual([]);
  });

  it('is as long as the policy lets be', async () => {
    const holder = await signedIn(place.ground, ['signer']);
    const colleague = await signedIn(place.ground, ['handler']);
    await setPolicy(place.ground, asking(place.security.who), 0, { ...DEFAULT_POLICY, delegationDays: 3 });
    const until = (day: string) =>
      delegate(place.ground, asking(holder.who), to(colleague.person, holder.post, { until: day }));
    await expect(until('2026-03-06')).rejects.toMatchObject({ parameters: { days: 3 } });
    await until('2026-03-05');
  });
});
