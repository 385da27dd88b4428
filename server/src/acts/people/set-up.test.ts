import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { perform } from '../act.ts';
import { asking, type TestGround, testGround } from '../fixtures/ground.ts';
import { knownBy } from './fixtures/signed-in.ts';
import { needsSetUp, offerSetUp, setUp } from './set-up.ts';
import { signIn } from './sign-in/sign-in.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the first set-up', () => {
  let test: TestGround;
  let folder: string;
  beforeAll(async () => {
    test = await testGround();
    folder = await mkdtemp(join(tmpdir(), 'luodi-set-up-'));
    const act = { programme: DIRECTORY, act: 'unit/make', subject: { kind: 'unit', id: UNIT } };
    await perform(test.ground, asking(null), act, async (held) => {
      const name = { from_day: '2020-01-01', until_day: null, name: '四川省数据局', short_name: '省数据局' };
      await held.put('unit', [
        {
          ...{ id: UNIT, region_code: null, function_key: '数据', line: 'government', parent_id: null },
          ...{ successor_id: null, from_day: '2020-01-01', until_day: null },
        },
      ]);
      await held.put('unit_name', [{ unit_id: UNIT, ...name, sort_key: 'shuju' }]);
      return { answer: null, facts: {} };
    });
  }, 60_000);
  afterAll(async () => {
    await test.end();
    await rm(folder, { recursive: true, force: true });
  });

  const UNIT = '510000/数据';
  const three = [
    { role: 'system-administrator', name: '系统岗', login: 'sys', password: 'Xi-Tong_2026!a' },
    { role: 'security-administrator', name: '安全岗', login: 'sec', password: 'An-Quan_2026!b' },
    { role: 'audit-administrator', name: '审计岗', login: 'aud', password: 'Shen-Ji_2026!c' },
  ] as const;
  const settingUp = (token: string, administrators: readonly object[] = three, unit = UNIT) =>
    setUp(test.ground, asking(null), { token, unit, administrators: administrators as never });

  it('is offered by a token in a file that only the server reads, the same until it is used', async () => {
    expect(await needsSetUp(test.ground.database.query)).toBe(true);
    const offer = await offerSetUp(test.ground, folder);
    expect((await readFile(offer?.path ?? '', 'utf8')).trim()).toBe(offer?.token);
    expect((await stat(offer?.path ?? '')).mode & 0o777).toBe(0o600);
    expect(await offerSetUp(test.ground, folder)).toEqual(offer);
    const rows = await test.ground.database.query.selectFrom('setting').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(offer?.token);
    await writeFile(offer?.path ?? '', 'another\n');
    const renewed = await offerSetUp(test.ground, folder);
    expect(renewed?.token).not.toBe(offer?.token);
    await expect(settingUp(offer?.token ?? '')).rejects.toMatchObject({ code: 'person/wrong-set-up-token' });
    await expect(settingUp('another')).rejects.toMatchObject({ code: 'person/wrong-set-up-token' });
  });

  it('asks for three different people with good passwords', async () => {
    const token = (await offerSetUp(test.ground, folder))?.token ?? '';
    const [system, security, audit] = three;
    const refused = (code: string) => ({ code });
    await expect(settingUp(token, [system, security])).rejects.toMatchObject(refused('person/three-needed'));
    await expect(
      settingUp(token, [system, security, { ...audit, role: 'system-administrator' }]),
    ).rejects.toMatchObject(refused('person/three-needed'));
    await expect(settingUp(token, [system, security, { ...audit, login: ' SYS ' }])).rejects.toMatchObject(
      refused('person/three-needed'),
    );
    await expect(settingUp(token, [system, security, { ...audit, password: 'admin' }])).rejects.toMatchObject(
      refused('person/password-too-short'),
    );
    await expect(settingUp(token, three, '510000/没有')).rejects.toMatchObject(refused('directory/no-unit'));
    expect(await needsSetUp(test.ground.database.query)).toBe(true);
  });

  it('is done once, however many do it at the same moment', async () => {
    const token = (await offerSetUp(test.ground, folder))?.token ?? '';
    const done = await Promise.allSettled([settingUp(token, three, '四川省数据局'), settingUp(token)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'person/already-set-up' },
    });
    await expect(settingUp(token)).rejects.toMatchObject({ code: 'person/already-set-up' });
    await expect(stat(join(folder, 'setup-token'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await offerSetUp(test.ground, folder)).toBeNull();
    for (const { login, password, role } of three) {
      const { cookie } = await signIn(test.ground, asking(null), {
        login,
        password,
        before: null,
        device: null,
      });
      expect((await knownBy(test.ground, cookie))?.who).toMatchObject({ roles: [role], unit: UNIT });
    }
  });
});
