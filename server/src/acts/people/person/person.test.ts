import { eventOf, verifyChain } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { peopleView } from '../../../views/people/people.ts';
import { asking } from '../../fixtures/ground.ts';
import { type PeoplePlace, peoplePlace } from '../fixtures/place.ts';
import { countingQueries } from '../fixtures/queries.ts';
import { knownBy, PASSWORD, signedIn } from '../fixtures/signed-in.ts';
import { changeOwnPassword } from '../sign-in/own-password.ts';
import { signIn, signInByProvider } from '../sign-in/sign-in.ts';
import { dayAt } from '../today.ts';
import { makeToken } from '../tokens.ts';
import type { Known } from '../who.ts';
import { linkPerson, recoverLogin, resetPassword } from './credentials.ts';
import { changePerson, givenPassword, makePerson } from './person.ts';
import { disablePerson, enablePerson, erasePerson, signOutPerson, unlockPerson } from './state.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('people', () => {
  let place: PeoplePlace;
  let count = 0;
  beforeAll(async () => {
    place = await peoplePlace();
  }, 60_000);
  afterAll(() => place.end());

  const making = (more: object = {}) => ({
    ...{ unit: '510000/财政', name: '综合处新人', phone: '028-86520000', login: `new-${++count}` },
    ...more,
  });
  const system = () => asking(place.system.who);
  const security = () => asking(place.security.who);
  const of = (id: string, version: number | null = null) => ({ id, version });
  const knock = (login: string, password: string) =>
    signIn(place.ground, asking(null), { login, password, before: null, device: null });

  it('are made with a password that is given out once and has to be replaced', async () => {
    const { answer, password } = await makePerson(
      place.ground,
      system(),
      making({ login: ' Ｎew－Person ' }),
    );
    expect(answer).toMatchObject({ login: 'new-person', state: 'active', posts: [], version: 1 });
    expect(answer.signIn).toEqual({ password: true, mustChange: true, secondFactor: false, linked: null });
    const { act, text } = await place.lastEvent();
    expect(act).toBe('person/make');
    for (const secret of ['综合处新人', '028-86520000', 'new-person', password as string])
      expect(text).not.toContain(secret);
    const { cookie } = await knock('new-person', password as string);
    const known = (await knownBy(place.ground, cookie)) as Known;
    expect(known).toMatchObject({ pending: 'password', who: null });
    const change = (current: string, fresh: string) =>
      changeOwnPassword(
        place.ground,
        asking(null),
        { known, cookie, device: null },
        { current, password: fresh },
      );
    await expect(change('Falsch_2026!', 'Neu-Wort_2026')).rejects.toMatchObject({
      code: 'person/wrong-password',
    });
    await expect(change(password as string, password as string)).rejects.toMatchObject({
      code: 'person/password-same',
    });
    await expect(change(password as string, 'kurz')).rejects.toMatchObject({
      code: 'person/password-too-short',
    });
    await expect(change(password as string, 'New-Person_2026')).rejects.toMatchObject({
      code: 'person/password-has-name',
    });
    const other = await knock('new-person', password as string);
    const changed = await change(password as string, 'Neu-Wort_2026');
    expect(await knownBy(place.ground, cookie)).toBeNull();
    expect(await knownBy(place.ground, other.cookie)).toBeNull();
    expect((await knownBy(place.ground, changed.cookie))?.pending).toBeNull();
    await expect(knock('new-person', password as string)).rejects.toMatchObject({
      code: 'person/wrong-login',
    });
  });

  it('are made once for the same request; the password is not told again and kept nowhere', async () => {
    const request = asking(place.system.who, 'make-once');
    const first = await makePerson(place.ground, request, making({ login: 'made-once' }));
    const again = await makePerson(place.ground, request, making({ login: 'made-once' }));
    expect(again).toEqual({ answer: first.answer, again: true, password: null });
    const answers = await place.ground.database.query.selectFrom('answer').selectAll().execute();
    expect(JSON.stringify(answers)).not.toContain(first.password);
    await expect(makePerson(place.ground, system(), making({ login: 'MADE-once' }))).rejects.toMatchObject({
      code: 'person/login-taken',
      parameters: { name: 'made-once' },
    });
    await expect(makePerson(place.ground, system(), making({ login: '-x' }))).rejects.toMatchObject({
      code: 'person/bad-login',
    });
    await expect(makePerson(place.ground, system(), making({ unit: '510000/没有' }))).rejects.toMatchObject({
      code: 'directory/no-unit',
    });
    const two = await Promise.allSettled(
      [1, 2].map(() => makePerson(place.ground, system(), making({ login: 'twice' }))),
    );
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are made by the system administrator alone', async () => {
    for (const one of [place.security, place.audit, place.unitAdmin, place.handler])
      await expect(makePerson(place.ground, asking(one.who), making())).rejects.toMatchObject({
        code: 'scope/not-your-role',
      });
  });

  it('are changed as they were seen, and tell whoever comes late what is there', async () => {
    const { answer } = await makePerson(place.ground, system(), making());
    const changed = await changePerson(place.ground, system(), answer.id, 1, {
      name: '改名的人',
      phone: null,
    });
    expect(changed.answer).toMatchObject({ name: '改名的人', phone: null, version: 2 });
    await expect(changePerson(place.ground, system(), answer.id, 1, { name: '又改' })).rejects.toMatchObject({
      code: 'door/stale',
      now: { name: '改名的人', version: 2 },
    });
    expect((await place.lastEvent()).text).not.toContain('改名的人');
    await expect(
      changePerson(place.ground, system(), place.security.person, null, { login: 'renamed' }),
    ).rejects.toMatchObject({ code: 'person/administrators-apart' });
    const moved = await changePerson(place.ground, system(), answer.id, 2, {
      unit: '510000/数据',
      login: 'Moved-1',
    });
    expect(moved.answer).toMatchObject({ unit: '510000/数据', login: 'moved-1', version: 3 });
  });

  it('who are disabled are out with the next request, and come in again when they are enabled', async () => {
    const one = await signedIn(place.ground, ['handler'], '510000/财政', true);
    await expect(disablePerson(place.ground, security(), of(one.person))).rejects.toMatchObject({
      code: 'person/administrators-apart',
    });
    const { answer } = await disablePerson(place.ground, system(), of(one.person));
    expect(answer).toMatchObject({
      state: 'disabled',
      may: { 'person/disable': { code: 'person/disabled' }, 'person/enable': true, 'person/erase': true },
    });
    expect(await knownBy(place.ground, one.cookie)).toBeNull();
    await expect(knock(one.login, PASSWORD)).rejects.toMatchObject({ code: 'person/wrong-login' });
    await enablePerson(place.ground, system(), of(one.person));
    await knock(one.login, PASSWORD);
    await expect(disablePerson(place.ground, system(), of(place.system.person))).rejects.toMatchObject({
      code: 'person/administrators-apart',
    });
    await expect(disablePerson(place.ground, security(), of(place.security.person))).rejects.toMatchObject({
      code: 'person/own-account',
    });
    await expect(disablePerson(place.ground, security(), of(place.audit.person))).rejects.toMatchObject({
      code: 'person/last-administrator',
    });
  });

  it('are erased: their particulars go, what they did stays, and the journal still holds', async () => {
    const { answer, password } = await makePerson(
      place.ground,
      asking(place.system.who, 'erase-me'),
      making({ name: '要忘掉的人', login: 'to-be-erased' }),
    );
    const one = await place.employed(['handler']);
    await expect(erasePerson(place.ground, system(), of(one.person))).rejects.toMatchObject({
      code: 'person/not-disabled',
    });
    await disablePerson(place.ground, system(), of(answer.id));
    const erased = await erasePerson(place.ground, system(), of(answer.id));
    expect(erased.answer).toMatchObject({
      isErased: true,
      name: null,
      phone: null,
      login: null,
      state: 'disabled',
    });
    const tables = ['person', 'person_particulars', 'login', 'answer', 'attempt', 'setting'] as const;
    for (const table of tables) {
      const rows = await place.ground.database.query.selectFrom(table).selectAll().execute();
      for (const secret of ['要忘掉的人', 'to-be-erased'])
        expect(JSON.stringify(rows), table).not.toContain(secret);
    }
    await expect(knock('to-be-erased', password as string)).rejects.toMatchObject({
      code: 'person/wrong-login',
    });
    await expect(enablePerson(place.ground, system(), of(answer.id))).rejects.toMatchObject({
      code: 'person/erased',
    });
    const events = await place.ground.database.query
      .selectFrom('journal_event')
      .select(['body', 'hash'])
      .where('programme_id', '=', DIRECTORY)
      .orderBy('seq')
      .execute();
    expect(verifyChain(DIRECTORY, events).fault).toBeNull();
    expect(events.every(({ body }) => typeof eventOf(body) === 'object')).toBe(true);
    expect(events.map(({ body }) => body.toString()).join()).not.toMatch(/要忘掉的人|to-be-erased/);
  });

  it('who are erased leave posts, delegations and tokens', async () => {
    const one = await signedIn(place.ground, ['handler']);
    const token = await makeToken(place.ground, asking(one.who), {
      name: '报表',
      scopes: ['read'],
      days: 30,
    });
    await disablePerson(place.ground, system(), of(one.person));
    const { answer } = await erasePerson(place.ground, system(), of(one.person));
    expect(answer.posts).toEqual([]);
    const row = await place.ground.database.query
      .selectFrom('token')
      .select('revoked_at')
      .where('id', '=', token.answer.id)
      .executeTakeFirstOrThrow();
    expect(row.revoked_at).not.toBeNull();
  });

  it('get another password from the security administrator, administrators from nobody', async () => {
    const one = await signedIn(place.ground, ['handler'], '510000/财政', true);
    await expect(resetPassword(place.ground, system(), of(one.person))).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
    const { password, answer } = await resetPassword(place.ground, security(), of(one.person));
    expect(answer.signIn.mustChange).toBe(true);
    expect(await knownBy(place.ground, one.cookie)).toBeNull();
    await expect(knock(one.login, PASSWORD)).rejects.toMatchObject({ code: 'person/wrong-login' });
    const { cookie } = await knock(one.login, password as string);
    expect((await knownBy(place.ground, cookie))?.pending).toBe('password');
    for (const by of [system(), security()])
      await expect(resetPassword(place.ground, by, of(place.audit.person))).rejects.toMatchObject({
        code: expect.stringMatching(/^(person\/administrators-apart|scope\/not-your-role)$/),
      });
    const recovered = await recoverLogin(place.ground, place.audit.login.toUpperCase());
    expect((await knownBy(place.ground, (await knock(place.audit.login, recovered)).cookie))?.pending).toBe(
      'password',
    );
  });

  it('are signed out and unlocked by the security administrator', async () => {
    const one = await signedIn(place.ground, ['handler'], '510000/财政', true);
    for (let at = 0; at < 8; at++) await knock(one.login, 'Wrong-Pass-1').catch(() => null);
    await expect(knock(one.login, PASSWORD)).rejects.toMatchObject({ code: 'person/wait' });
    await expect(unlockPerson(place.ground, system(), of(one.person))).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
    await unlockPerson(place.ground, security(), of(one.person));
    await knock(one.login, PASSWORD);
    await signOutPerson(place.ground, security(), of(one.person));
    expect(await knownBy(place.ground, one.cookie)).toBeNull();
    await expect(
      signOutPerson(place.ground, asking(place.handler.who), of(one.person)),
    ).rejects.toMatchObject({
      code: 'scope/not-found',
    });
  });

  it('are linked to what a provider calls them', async () => {
    const [one, other] = [
      await signedIn(place.ground, ['handler']),
      await signedIn(place.ground, ['handler'], '510000/财政', true),
    ];
    const link = { issuer: 'https://id.example.gov.cn', subject: 'u-1' };
    const arrive = () => signInByProvider(place.ground, asking(null), { ...link, before: null });
    await expect(arrive()).rejects.toMatchObject({ code: 'person/not-linked' });
    await expect(linkPerson(place.ground, system(), of(one.person), link)).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
    await linkPerson(place.ground, security(), of(one.person), link);
    expect(await knownBy(place.ground, one.cookie)).toBeNull();
    const { cookie } = await arrive();
    expect((await knownBy(place.ground, cookie))?.person).toBe(one.person);
    await expect(linkPerson(place.ground, security(), of(other.person), link)).rejects.toMatchObject({
      code: 'person/link-taken',
    });
    await expect(linkPerson(place.ground, security(), of(place.system.person), link)).rejects.toMatchObject({
      code: 'person/administrators-apart',
    });
    await expect(linkPerson(place.ground, security(), of(one.person), null)).rejects.toMatchObject({
      code: 'person/link-needed',
    });
    await disablePerson(place.ground, system(), of(one.person));
    await expect(arrive()).rejects.toMatchObject({ code: 'person/not-linked' });
  });

  it('are seen by those who look after them, in two queries however many they are', async () => {
    const day = dayAt(place.ground.now());
    const { query } = place.ground.database;
    const seenBy = async (who: typeof place.system) =>
      (await peopleView(query, who.who, { limit: 200 }, day)).rows;
    const all = await seenBy(place.system);
    expect(all.length).toBeGreaterThan(8);
    const unit = await seenBy(place.unitAdmin);
    expect(unit.every((one) => one.unit === '510000/财政')).toBe(true);
    expect((await seenBy(place.handler)).map(({ id }) => id)).toEqual([place.handler.person]);
    expect((await seenBy(place.audit)).map(({ id }) => id)).toEqual([place.audit.person]);
    const few = await countingQueries(() => peopleView(query, place.system.who, { limit: 2 }, day));
    const many = await countingQueries(() => seenBy(place.system));
    expect([few.queries, many.queries]).toEqual([2, 2]);
    const found = await peopleView(query, place.system.who, { limit: 50, text: 'MADE-' }, day);
    expect(found.rows.map(({ login }) => login)).toEqual(['made-once']);
    const none = await peopleView(query, place.system.who, { limit: 50, text: '%' }, day);
    expect(none).toEqual({ rows: [], last: null });
  });
});

it('a password that is given out is read out over the telephone', () => {
  for (let at = 0; at < 50; at++) expect(givenPassword()).toMatch(/^[a-z]{4}-[A-Z]{4}-[2-9]{4}-[a-z]{4}$/);
  expect(givenPassword()).not.toBe(givenPassword());
});
