import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTogether, isAdministrator } from '../../../scope/administrators.ts';
import { ROLES, type Role } from '../../../scope/who.ts';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { asking } from '../../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from '../fixtures/place.ts';
import { knownBy, signedIn } from '../fixtures/signed-in.ts';
import { linkPerson } from '../person/credentials.ts';
import { makePerson } from '../person/person.ts';
import { appoint, endAppointment } from './appointment.ts';
import { changePost, makePost, setRoles } from './post.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('posts', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());

  const as = (who: PeoplePlace['system']) => asking(who.who);
  const newPost = async (unit = '510000/财政') =>
    (await makePost(place.ground, as(place.system), { unit, title: '综合处经办岗', from: null })).answer;
  let logins = 0;
  const newPerson = async (unit = '510000/财政') => {
    const { answer } = await makePerson(place.ground, as(place.system), {
      ...{ unit, name: '新来的经办人', phone: null, login: `posts-${++logins}` },
    });
    // As if they had signed in and replaced the password that was given out.
    await place.ground.database.query
      .updateTable('login')
      .set({ must_change: false })
      .where('person_id', '=', answer.id)
      .execute();
    return answer.id;
  };
  const taking = (post: string, person: string, more: object = {}) => ({
    ...{ post, person, from: null, until: null, succeed: false },
    ...more,
  });

  it('are made without roles by one hand, and given roles by another', async () => {
    const post = await newPost();
    expect(post).toMatchObject({ roles: [], version: 1, appointments: [], may: { 'post/change': true } });
    await expect(setRoles(place.ground, as(place.system), post.id, null, ['handler'])).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
    const { answer } = await setRoles(place.ground, as(place.security), post.id, 1, ['signer', 'handler']);
    expect(answer).toMatchObject({ roles: ['handler', 'signer'], version: 2 });
    expect((await place.lastEvent()).text).toContain('"post/roles"');
    await expect(
      makePost(place.ground, as(place.security), { unit: '510000/财政', title: '岗', from: null }),
    ).rejects.toMatchObject({ code: 'scope/not-your-role' });
    await expect(
      makePost(place.ground, as(place.audit), { unit: '510000/财政', title: '岗', from: null }),
    ).rejects.toMatchObject({ code: 'scope/not-your-role' });
  });

  it('of the own unit are the unit administrator’s, with the roles of its work', async () => {
    const by = as(place.unitAdmin);
    const { answer: post } = await makePost(place.ground, by, {
      unit: '510000/财政',
      title: '经办岗',
      from: null,
    });
    await setRoles(place.ground, by, post.id, null, ['handler']);
    const person = await newPerson();
    const { answer } = await appoint(place.ground, by, taking(post.id, person));
    expect(answer.appointments).toMatchObject([
      { person, name: '新来的经办人', from: '2026-03-02', until: null },
    ]);
    await expect(setRoles(place.ground, by, post.id, null, ['coordinator'])).rejects.toMatchObject({
      code: 'person/role-beyond-unit',
    });
    await expect(
      makePost(place.ground, by, { unit: '510000/数据', title: '岗', from: null }),
    ).rejects.toMatchObject({ code: 'person/other-unit' });
    const elsewhere = await newPerson('510000/数据');
    const other = await makePost(place.ground, by, { unit: '510000/财政', title: '岗', from: null });
    await expect(appoint(place.ground, by, taking(other.answer.id, elsewhere))).rejects.toMatchObject({
      code: 'scope/not-found',
    });
    await expect(
      changePost(place.ground, by, place.security.post, null, { title: '岗' }),
    ).rejects.toMatchObject({
      code: 'scope/not-found',
    });
  });

  const pairs = ROLES.flatMap((one) =>
    ROLES.filter((other) => one <= other).map((other) => [one, other] as const),
  );
  it.each(pairs)(
    '%s and %s are held by one post or one person only where they go together',
    async (one, other) => {
      const together = goTogether(one, other);
      const code = 'person/roles-exclude';
      const [first, second] = [await newPost(), await newPost()];
      const both = [...new Set([one, other])];
      const inOne = setRoles(place.ground, as(place.security), (await newPost()).id, null, both);
      if (together) await inOne;
      else await expect(inOne).rejects.toMatchObject({ code });
      await setRoles(place.ground, as(place.security), first.id, null, [one]);
      await setRoles(place.ground, as(place.security), second.id, null, [other]);
      const person = await newPerson();
      const by = (role: Role) => as(isAdministrator(role) ? place.security : place.system);
      await appoint(place.ground, by(one), taking(first.id, person));
      const inTwo = appoint(place.ground, by(other), taking(second.id, person));
      // Two posts of the same administrator are two posts all the same, but no two roles.
      if (together) await inTwo;
      else await expect(inTwo).rejects.toMatchObject({ code });
    },
  );

  it('of one who is an administrator are refused a second role later, too', async () => {
    const post = await newPost();
    const other = await newPost();
    const person = await newPerson();
    await appoint(place.ground, as(place.system), taking(post.id, person));
    await appoint(place.ground, as(place.system), taking(other.id, person));
    await expect(
      setRoles(place.ground, as(place.security), post.id, null, ['audit-administrator']),
    ).rejects.toMatchObject({ code: 'person/roles-exclude' });
    await setRoles(place.ground, as(place.security), post.id, null, ['handler']);
    await expect(
      setRoles(place.ground, as(place.security), other.id, null, ['audit-administrator']),
    ).rejects.toMatchObject({ code: 'person/roles-exclude' });
  });

  it('of administrators are for those who sign in by what is their own', async () => {
    const post = await newPost();
    await setRoles(place.ground, as(place.security), post.id, null, ['audit-administrator']);
    const making = { unit: '510000/财政', name: '新来的审计员', phone: null };
    const { answer } = await makePerson(place.ground, as(place.system), { ...making, login: 'not-yet' });
    const needed = { code: 'person/own-sign-in-needed' };
    await expect(appoint(place.ground, as(place.security), taking(post.id, answer.id))).rejects.toMatchObject(
      needed,
    );
    const linked = await newPerson();
    const link = { issuer: 'https://id.example.gov.cn', subject: 'a' };
    await linkPerson(place.ground, as(place.security), { id: linked, version: null }, link);
    await expect(appoint(place.ground, as(place.security), taking(post.id, linked))).rejects.toMatchObject(
      needed,
    );
    const held = await newPost();
    await appoint(place.ground, as(place.system), taking(held.id, answer.id));
    await expect(
      setRoles(place.ground, as(place.security), held.id, null, ['audit-administrator']),
    ).rejects.toMatchObject(needed);
    await setRoles(place.ground, as(place.security), held.id, null, ['handler']);
  });

  it('two administrators’ posts for one person at the same moment: one is given', async () => {
    const person = await newPerson();
    const posts = await Promise.all(
      (['system-administrator', 'audit-administrator'] as const).map(async (role) => {
        const post = await newPost('510000/数据');
        await setRoles(place.ground, as(place.security), post.id, null, [role]);
        return post.id;
      }),
    );
    const done = await Promise.allSettled(
      posts.map((post) => appoint(place.ground, as(place.security), taking(post, person))),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('have one holder at a time, and a successor takes over on the day', async () => {
    const post = await newPost();
    await setRoles(place.ground, as(place.security), post.id, null, ['handler']);
    const [old, young] = [await newPerson(), await newPerson()];
    const by = as(place.system);
    await appoint(place.ground, by, taking(post.id, old));
    await expect(appoint(place.ground, by, taking(post.id, young))).rejects.toMatchObject({
      code: 'person/post-held',
    });
    await expect(
      appoint(place.ground, by, taking(post.id, young, { from: '2026-03-01' })),
    ).rejects.toMatchObject({ code: 'person/day-past' });
    const { answer } = await appoint(
      place.ground,
      by,
      taking(post.id, young, { from: '2026-04-01', succeed: true }),
    );
    expect(answer.appointments.map(({ person, from, until }) => [person, from, until])).toEqual([
      [old, '2026-03-02', '2026-04-01'],
      [young, '2026-04-01', null],
    ]);
    await expect(
      appoint(place.ground, by, taking(post.id, old, { from: '2026-03-20', succeed: true })),
    ).rejects.toMatchObject({ code: 'person/post-held' });
  });

  it('change hands at midnight in Beijing, with the next request', async () => {
    const { person, post, cookie } = await signedIn(place.ground, ['handler']);
    const heir = await signedIn(place.ground, ['leader']);
    const { answer } = await appoint(
      place.ground,
      as(place.system),
      taking(post, heir.person, { from: '2026-03-03', succeed: true }),
    );
    expect(answer.appointments.map((one) => one.person)).toEqual([person, heir.person]);
    place.moveTo('2026-03-02T01:20:00.000Z');
    expect((await knownBy(place.ground, cookie))?.who?.roles).toEqual(['handler']);
    // 15:59:59 in London is one second before midnight in Beijing.
    const late = await signedIn(place.ground, ['auditor']);
    place.moveTo('2026-03-02T15:59:59.999Z');
    const before = await signedIn(place.ground, ['auditor']);
    expect((await knownBy(place.ground, before.cookie))?.posts).toHaveLength(1);
    expect(late.who.roles).toEqual(['auditor']);
    const evening = await handsAt('2026-03-02T15:59:59.999Z', heir.person);
    const morning = await handsAt('2026-03-02T16:00:00.000Z', heir.person);
    expect([evening, morning]).toEqual([1, 2]);
    expect(await handsAt('2026-03-02T16:00:00.000Z', person)).toBe(0);
    place.moveTo('2026-03-02T01:00:00.000Z');
  });

  const handsAt = async (moment: string, person: string) => {
    const { heldPosts } = await import('../../../store/people/posts.ts');
    const { dayAt } = await import('../today.ts');
    return (await heldPosts(place.ground.database.query, person, dayAt(new Date(moment)))).length;
  };

  it('are lost with the next request: by taking the role, the appointment or the post away', async () => {
    const one = await signedIn(place.ground, ['handler', 'signer']);
    await setRoles(place.ground, as(place.security), one.post, null, ['handler']);
    expect((await knownBy(place.ground, one.cookie))?.who?.roles).toEqual(['handler']);
    const other = await signedIn(place.ground, ['leader']);
    const [{ id = '' } = {}] = (await appointmentsOf(other.person)) ?? [];
    const { answer } = await endAppointment(place.ground, as(place.system), id, 1, null);
    // It had begun today: it is taken back.
    expect(answer.appointments).toEqual([]);
    expect(await knownBy(place.ground, other.cookie)).toMatchObject({ who: null, posts: [] });
    const third = await signedIn(place.ground, ['leader']);
    await changePost(place.ground, as(place.system), third.post, 1, { until: '2026-03-03' });
    expect((await knownBy(place.ground, third.cookie))?.who).not.toBeNull();
    expect(await handsAt('2026-03-02T16:00:00.000Z', third.person)).toBe(0);
    await expect(endAppointment(place.ground, as(place.system), id, null, null)).rejects.toMatchObject({
      code: 'scope/not-found',
    });
  });

  const appointmentsOf = (person: string) =>
    place.ground.database.query
      .selectFrom('appointment')
      .select('id')
      .where('person_id', '=', person)
      .execute();

  it('tell whoever comes late what is there now', async () => {
    const post = await newPost();
    await changePost(place.ground, as(place.system), post.id, 1, { title: '综合岗' });
    await expect(
      changePost(place.ground, as(place.system), post.id, 1, { title: '别的岗' }),
    ).rejects.toMatchObject({
      code: 'door/stale',
      now: { title: '综合岗', version: 2 },
    });
  });
});

describe.runIf(hasPostgres())('the posts of the administrators', () => {
  let place: PeoplePlace;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());
  const as = (who: PeoplePlace['system']) => asking(who.who);

  it('never stand empty', async () => {
    const [{ id = '' } = {}] = await place.ground.database.query
      .selectFrom('appointment')
      .select('id')
      .where('person_id', '=', place.audit.person)
      .execute();
    const last = { code: 'person/last-administrator' };
    await expect(endAppointment(place.ground, as(place.security), id, null, null)).rejects.toMatchObject(
      last,
    );
    await expect(
      setRoles(place.ground, as(place.security), place.security.post, null, []),
    ).rejects.toMatchObject(last);
    await expect(
      changePost(place.ground, as(place.security), place.security.post, null, { until: '2026-05-01' }),
    ).rejects.toMatchObject(last);
  });
});
