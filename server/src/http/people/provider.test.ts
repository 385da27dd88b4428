import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from '../../acts/fixtures/ground.ts';
import { type TestCas, testCas } from '../../acts/people/fixtures/cas.ts';
import { followed, type TestOidc, testOidc } from '../../acts/people/fixtures/oidc.ts';
import { signedIn } from '../../acts/people/fixtures/signed-in.ts';
import { linkPerson } from '../../acts/people/person/credentials.ts';
import { casProvider } from '../../acts/people/provider/cas.ts';
import { ownPath } from '../../acts/people/provider/flow.ts';
import { oidcProvider } from '../../acts/people/provider/oidc.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { type Browser, type PeopleDoor, peopleDoor } from './fixtures/door.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('signing in elsewhere', () => {
  const HERE = 'http://localhost/api/providers';
  let door: PeopleDoor;
  let oidc: TestOidc;
  let cas: TestCas;
  beforeAll(async () => {
    oidc = await testOidc(`${HERE}/oidc/finish`);
    cas = await testCas();
    const { issuer, clientId, clientSecret } = oidc;
    door = await peopleDoor(
      [],
      [
        oidcProvider({ issuer, clientId, clientSecret, title: '省统一身份认证' }),
        casProvider({ url: cas.url, title: '市统一身份认证' }),
      ],
    );
  }, 60_000);
  afterAll(async () => {
    await door.end();
    await oidc.end();
    await cas.end();
  });

  const linked = async (issuer: string, subject: string) => {
    const one = await signedIn(door.ground, ['handler']);
    const asked = { id: one.person, version: null };
    await linkPerson(door.ground, asking(door.security.who), asked, { issuer, subject });
    return one;
  };
  const begin = async (browser: Browser, key: string, returnTo: string | null = null) => {
    const answer = await browser.send('POST', `/api/providers/${key}/begin`, { returnTo });
    expect(answer.statusCode, answer.body).toBe(200);
    return followed(answer.json().url, `${HERE}/${key}/finish`);
  };
  const finish = (browser: Browser, address: string) => browser.get(address.slice('http://localhost'.length));

  it('is offered where the settings name providers', async () => {
    expect((await door.browser().get('/api/providers')).json().rows).toEqual([
      { key: 'oidc', title: '省统一身份认证' },
      { key: 'cas', title: '市统一身份认证' },
    ]);
    expect((await door.browser().send('POST', '/api/providers/saml/begin', {})).json()).toMatchObject({
      code: 'person/no-provider',
      status: 404,
    });
  });

  it.each(['oidc', 'cas'] as const)(
    'by %s lets in whom an administrator has linked, and leads on',
    async (key) => {
      const provider = { oidc, cas }[key];
      const issuer = { oidc: oidc.issuer, cas: cas.url }[key];
      const one = await linked(issuer, `${key}-7`);
      provider.account = `${key}-7`;
      const browser = door.browser();
      const address = await begin(browser, key, '/assignments?state=open');
      const answer = await finish(browser, address);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/assignments?state=open']);
      expect((await browser.get('/api/session')).json()).toMatchObject({ person: one.person, pending: null });
      // The address is worth nothing a second time, here or elsewhere.
      expect((await finish(browser, address)).headers.location).toBe('/?refused=person%2Fprovider-refused');
      expect((await finish(door.browser(), address)).headers.location).toBe(
        '/?refused=person%2Fprovider-refused',
      );
    },
  );

  it.each(['oidc', 'cas'] as const)('by %s does not let in whom nobody has linked', async (key) => {
    ({ oidc, cas })[key].account = 'stranger';
    const browser = door.browser();
    const answer = await finish(browser, await begin(browser, key));
    expect(answer.headers.location).toBe('/?refused=person%2Fnot-linked');
    expect((await browser.get('/api/session')).statusCode).toBe(401);
  });

  it.each(['oidc', 'cas'] as const)('by %s cannot be finished in another’s browser', async (key) => {
    const issuer = { oidc: oidc.issuer, cas: cas.url }[key];
    await linked(issuer, `${key}-attacker`);
    ({ oidc, cas })[key].account = `${key}-attacker`;
    const [attacker, victim] = [door.browser(), door.browser()];
    const address = await begin(attacker, key);
    // The victim has begun on their own: their browser keeps another state.
    await victim.send('POST', `/api/providers/${key}/begin`, {});
    expect((await finish(victim, address)).headers.location).toBe('/?refused=person%2Fprovider-refused');
    expect((await victim.get('/api/session')).statusCode).toBe(401);
  });

  it('takes no longer than ten minutes, and no other provider’s answer', async () => {
    oidc.account = 'stranger';
    const browser = door.browser();
    const address = await begin(browser, 'oidc');
    expect((await finish(browser, address.replace('/oidc/', '/cas/'))).headers.location).toBe(
      '/?refused=person%2Fprovider-refused',
    );
    const late = door.browser();
    const other = await begin(late, 'oidc');
    door.moveTo('2026-03-02T01:10:00.000Z');
    expect((await finish(late, other)).headers.location).toBe('/?refused=person%2Fprovider-refused');
    door.moveTo('2026-03-02T01:00:00.000Z');
  });

  it('is refused where the provider says no, or says nonsense', async () => {
    const browser = door.browser();
    await browser.send('POST', '/api/providers/oidc/begin', {});
    const no = await browser.get('/api/providers/oidc/finish?error=access_denied');
    expect(no.headers.location).toBe('/?refused=person%2Fprovider-refused');
    const address = await begin(browser, 'cas');
    cas.instead = '<!DOCTYPE x [<!ENTITY u SYSTEM "file:///etc/passwd">]><x>&u;</x>';
    expect((await finish(browser, address)).headers.location).toBe('/?refused=person%2Fprovider-refused');
    const away = oidcProvider({
      issuer: 'http://127.0.0.1:9',
      clientId: 'x',
      clientSecret: null,
      title: 'x',
    });
    await expect(away.begin(`${HERE}/oidc/finish`)).rejects.toMatchObject({ code: 'person/provider-away' });
  });
});

it.each([
  ['/', '/'],
  ['/a/b?c=d#e', '/a/b?c=d#e'],
  [null, '/'],
  ['', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/a\r\nset-cookie: x', '/'],
])('%j leads to %s', (path, to) => {
  expect(ownPath(path)).toBe(to);
});
