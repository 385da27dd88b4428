import { afterAll, beforeAll, expect, it } from 'vitest';
import { lentAddress } from '../acts/fixtures/ground.ts';
import { openGround } from '../acts/ground.ts';
import { signedIn } from '../acts/people/fixtures/signed-in.ts';
import { signIn } from '../acts/people/sign-in/sign-in.ts';
import { whoOf } from '../acts/people/who.ts';
import { configOf } from '../config.ts';
import { recover } from './recover.ts';
import type { Terminal } from './terminal.ts';

let lent: Awaited<ReturnType<typeof lentAddress>>;
beforeAll(async () => {
  lent = await lentAddress();
  process.env.DATABASE_URL = lent.address;
  process.env.LUODI_KEYS = lent.keys;
}, 120_000);
afterAll(async () => {
  delete process.env.DATABASE_URL;
  delete process.env.LUODI_KEYS;
  await lent.end();
});

async function run(...words: string[]) {
  const [out, err]: string[][] = [[], []];
  const terminal = {
    write: async (text: string) => void out?.push(text),
    note: (line: string) => err?.push(line),
  } as unknown as Terminal;
  const status = await recover({ words, given: new Map() as never, language: 'zh-CN' }, terminal);
  return { status, out: out?.join('') ?? '', err: err?.join('\n') ?? '' };
}

it('gives an administrator who forgot it a new password, on standard output, to be replaced', async () => {
  const config = configOf(process.env);
  const { ground, close } = await openGround(config, { changed: () => undefined, note: () => undefined });
  try {
    const one = await signedIn(ground, ['security-administrator']);
    const { status, out, err } = await run(one.login);
    expect([status, out]).toEqual([0, expect.stringMatching(/^[a-z]{4}-[A-Z]{4}-[2-9]{4}-[a-z]{4}\n$/)]);
    expect(err).toContain(one.login);
    expect(err).not.toContain(out.trim());
    expect(await whoOf(ground, { cookie: one.cookie, token: null, post: null })).toBeNull();
    const nobody = { who: null, request: null, address: null, once: null };
    const sent = { login: one.login, password: out.trim(), before: null, device: null };
    const { cookie } = await signIn(ground, nobody, sent);
    expect((await whoOf(ground, { cookie, token: null, post: null }))?.pending).toBe('password');
  } finally {
    await close();
  }
});

it('asks for one login name that exists', async () => {
  await expect(run()).rejects.toMatchObject({ code: 'cli/recover-one-login' });
  await expect(run('a', 'b')).rejects.toMatchObject({ code: 'cli/recover-one-login' });
  await expect(run('nobody')).rejects.toMatchObject({ code: 'person/wrong-login' });
});
