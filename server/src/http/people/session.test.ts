import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, signedIn } from '../../acts/people/fixtures/signed-in.ts';
import { DEFAULT_POLICY } from '../../acts/people/policy.ts';
import { codeAt, stepAt } from '../../acts/people/second-factor/totp.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { unlocked } from '../../store/people/secret.ts';
import { type PeopleDoor, peopleDoor } from './fixtures/door.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('signing in at the door', () => {
  let door: PeopleDoor;
  beforeAll(async () => {
    door = await peopleDoor();
  }, 60_000);
  afterAll(() => door.end());

  const someone = () => signedIn(door.ground, ['handler'], '510000/财政', true);
  const knock = async (login: string, password = PASSWORD) => {
    const browser = door.browser();
    const answer = await browser.send('POST', '/api/session', { login, password });
    return { browser, answer };
  };
  const codeOf = async (person: string) => {
    const { totp } = await door.ground.database.query
      .selectFrom('login')
      .select('totp')
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    const secret = unlocked(totp as string, `second factor of ${person}`, door.ground.keys) as Buffer;
    return codeAt(secret, stepAt(door.ground.now()));
  };

  it('sets a cookie that scripts do not see, and tells who is in', async () => {
    const one = await someone();
    const { browser, answer } = await knock(one.login);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({
      person: one.person,
      pending: null,
      posts: [{ post: one.post, own: true }],
    });
    const [session, device] = answer.cookies as { name: string; value: string }[];
    expect(session).toMatchObject({ name: 'luodi', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(session).not.toHaveProperty('domain');
    expect(device).toMatchObject({ name: 'luodi-device', httpOnly: true });
    expect(answer.body).not.toContain(session?.value);
    expect((await browser.get('/api/session')).json()).toMatchObject({ login: one.login });
    const wrong = await knock(one.login, 'Wrong-Pass-1');
    expect(wrong.answer.statusCode).toBe(401);
    expect(wrong.answer.json().title).toBe('用户名或密码不正确。');
    expect(wrong.answer.cookies).toEqual([]);
    expect((await wrong.browser.get('/api/session')).statusCode).toBe(401);
  });

  it('uses cookies of this host alone where the browser speaks https', async () => {
    const one = await someone();
    const answer = await door.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { host: 'luodi.example.gov.cn', origin: 'https://luodi.example.gov.cn' },
      payload: { login: one.login, password: PASSWORD },
    });
    const [session] = answer.cookies as { name: string; value: string; secure?: boolean }[];
    expect(session).toMatchObject({ name: '__Host-luodi', secure: true, path: '/' });
    const headers = { cookie: `__Host-luodi=${session?.value}; luodi=planted` };
    expect((await door.app.inject({ url: '/api/session', headers })).json()).toMatchObject({
      person: one.person,
    });
  });

  it('tells how long to wait', async () => {
    const one = await someone();
    for (let at = 0; at < DEFAULT_POLICY.attempts.free; at++) await knock(one.login, 'Wrong-Pass-1');
    const { answer } = await knock(one.login);
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json()).toMatchObject({ code: 'person/wait', parameters: { seconds: 2 } });
  });

  it('asks for the code before anything else is open', async () => {
    const one = await someone();
    const { browser } = await knock(one.login);
    const offer = await browser.send('POST', '/api/session/second-factor/offer');
    expect(offer.json().uri).toContain('otpauth://totp/');
    const on = await browser.send('POST', '/api/session/second-factor/turn-on', {
      code: await codeOf(one.person),
    });
    expect(on.statusCode, on.body).toBe(200);
    expect(on.json().recoveryCodes).toHaveLength(10);
    expect((await browser.get('/api/sessions')).statusCode).toBe(200);
    door.moveTo('2026-03-02T01:01:00.000Z');
    const { browser: next, answer } = await knock(one.login);
    expect(answer.json()).toMatchObject({ pending: 'second-factor', posts: [], name: null });
    for (const url of ['/api/sessions', '/api/posts', '/api/people', '/api/tokens'])
      expect((await next.get(url)).json(), url).toMatchObject({
        code: 'person/second-factor-needed',
        status: 403,
      });
    const wrong = await next.send('POST', '/api/session/second-factor', { code: 'ABCD-EFGH-JKMN' });
    expect(wrong.json()).toMatchObject({ code: 'person/wrong-code', status: 401 });
    const right = await next.send('POST', '/api/session/second-factor', { code: await codeOf(one.person) });
    expect(right.json()).toMatchObject({ pending: null, posts: [{ post: one.post }] });
    expect((await next.get('/api/posts')).statusCode).toBe(200);
    const [recovery] = on.json().recoveryCodes as string[];
    door.moveTo('2026-03-02T01:02:00.000Z');
    const off = await next.send('POST', '/api/session/second-factor/turn-off', { code: recovery });
    expect(off.json()).toMatchObject({ secondFactor: false });
  });

  it('keeps one’s own sessions in sight, and ends them', async () => {
    const one = await someone();
    const [{ browser: here }, { browser: there }] = [await knock(one.login), await knock(one.login)];
    const { rows } = (await here.get('/api/sessions')).json() as { rows: { id: string; isThis: boolean }[] };
    expect(rows).toHaveLength(3);
    expect(rows.filter(({ isThis }) => isThis)).toHaveLength(1);
    const others = (await there.get('/api/session')).json().session;
    expect((await here.send('POST', `/api/sessions/${others}/end`)).json()).toEqual({ ended: [others] });
    expect((await there.get('/api/session')).statusCode).toBe(401);
    expect((await here.send('POST', `/api/sessions/${others}/end`)).statusCode).toBe(404);
    expect((await here.send('POST', '/api/session/end')).json()).toEqual({ ended: true });
    expect(here.cookies.has('luodi')).toBe(false);
    expect((await here.get('/api/session')).statusCode).toBe(401);
  });

  it('lets a changed password end every other session', async () => {
    const one = await someone();
    const { browser } = await knock(one.login);
    const old = browser.cookies.get('luodi');
    const body = { current: PASSWORD, password: 'Bie-De_2026!x' };
    const changed = await browser.send('POST', '/api/session/password', body);
    expect(changed.statusCode, changed.body).toBe(200);
    expect(browser.cookies.get('luodi')).not.toBe(old);
    expect((await browser.get('/api/session')).statusCode).toBe(200);
    expect((await door.browser(one.cookie).get('/api/session')).statusCode).toBe(401);
    const weak = await browser.send('POST', '/api/session/password', {
      current: body.password,
      password: 'admin',
    });
    expect(weak.json()).toMatchObject({ code: 'person/password-too-short', parameters: { shortest: 10 } });
  });

  it('lets a person with several posts choose by header', async () => {
    const one = await someone();
    const browser = door.browser(one.cookie);
    expect((await browser.get('/api/posts', { 'luodi-post': one.post })).statusCode).toBe(200);
    const other = await browser.get('/api/posts', { 'luodi-post': door.handler.post });
    expect(other.json()).toMatchObject({ code: 'person/not-your-post', status: 403 });
    // A post that is gone does not keep one from looking which ones are left.
    expect((await browser.get('/api/session', { 'luodi-post': door.handler.post })).statusCode).toBe(200);
  });

  it('by a token is for its areas, never for signing in', async () => {
    const browser = door.browser(door.handler.cookie);
    const made = await browser.send('POST', '/api/tokens', { name: '程序', scopes: ['read'], days: 3 });
    expect(made.statusCode, made.body).toBe(200);
    const { secret } = made.json();
    const program = door.browser();
    const authorization = `Bearer ${secret}`;
    expect((await program.get('/api/session', { authorization })).json()).toMatchObject({
      person: door.handler.person,
    });
    expect((await program.get('/api/posts', { authorization })).statusCode).toBe(200);
    const refused = [
      await program.send('POST', '/api/session/second-factor/offer', undefined, { authorization }),
      await program.send(
        'POST',
        '/api/tokens',
        { name: '程序', scopes: ['read'], days: 3 },
        { authorization },
      ),
      await program.send('POST', '/api/session/end', undefined, { authorization }),
    ];
    for (const answer of refused)
      expect(answer.json()).toMatchObject({ code: 'person/not-by-token', status: 403 });
    const revoked = await browser.send('POST', `/api/tokens/${made.json().token.id}/revoke`);
    expect(revoked.json()).toMatchObject({ isOpen: false });
    expect((await program.get('/api/posts', { authorization })).statusCode).toBe(401);
  });
});
