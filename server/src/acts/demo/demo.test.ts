import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptPath } from '../../files/kept.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { verifyDatabase } from '../../store/verify/index.ts';
import { type TestGround, testGround } from '../fixtures/ground.ts';
import { knownBy, signedIn } from '../people/fixtures/signed-in.ts';
import { signIn } from '../people/sign-in/sign-in.ts';
import { DEMO_PASSWORD, demoLogins } from './cast.ts';
import { type Demo, isDemo, makeDemo, resetDemo } from './demo.ts';
import { storyYear } from './ground.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the demo', () => {
  let test: TestGround;
  let demo: Demo;
  const NOW = '2026-11-25T02:00:00.000Z';
  beforeAll(async () => {
    test = await testGround({ directory: true });
    test.moveTo(NOW);
    demo = await makeDemo(test.ground);
  }, 300_000);
  afterAll(() => test.end());

  const query = () => test.ground.database.query;
  const journal = () =>
    query()
      .selectFrom('journal_event')
      .select(['act', 'at', 'hash'])
      .where('programme_id', '=', demo.programme)
      .orderBy('seq')
      .execute();

  it('holds a plan that was imported, reviewed, confirmed and dispatched to departments, cities and a county', async () => {
    const acts = (await journal()).map(({ act }) => act);
    expect(acts.slice(0, 7)).toEqual([
      ...['programme/import', 'programme/edit', 'programme/edit', 'programme/edit', 'programme/answer'],
      ...['programme/confirm', 'assignment/dispatch'],
    ]);
    const slips = await query().selectFrom('slip').select('unit_id').execute();
    const cities = slips.filter(
      ({ unit_id }) => /^51\d\d00\/人民政府$/.test(unit_id) && !/^510000/.test(unit_id),
    );
    expect(cities).toHaveLength(21);
    expect(slips.some(({ unit_id }) => unit_id === '510104/人民政府')).toBe(true);
    expect(slips.length).toBeGreaterThan(50);
  });

  it('has something in every state that people meet', async () => {
    const rows = await query().selectFrom('assignment').select('state').distinct().execute();
    expect(rows.map(({ state }) => state).sort()).toEqual([
      ...['accepted', 'acknowledged', 'claimed', 'closed', 'dispatched', 'disputed', 'in-progress'],
      'transferred',
    ]);
    const requests = await query()
      .selectFrom('change_request')
      .select('state')
      .orderBy('requested_at')
      .execute();
    expect(requests.map(({ state }) => state)).toEqual(['approved', 'open']);
  });

  it('is whole: every row is explained, every file is there', async () => {
    const { database, keys, calendar, files } = test.ground;
    const evidence = { keys, calendar, files: (sm3: string) => keptPath(files, sm3) };
    expect((await verifyDatabase(database, evidence)).findings).toEqual([]);
  });

  it('lets everybody in with the one password, and says that it is a demo', async () => {
    expect(await isDemo(query())).toBe(true);
    const logins = await demoLogins(query());
    expect(logins.length).toBeGreaterThan(12);
    expect(logins[0]).toEqual({
      ...{ login: 'demo-coordinator', unit: '四川省人民政府办公厅', title: '督查室统筹岗' },
    });
    const asking = { who: null, request: 'demo', address: '127.0.0.1', once: null };
    for (const { login } of logins) {
      const one = await signIn(test.ground, asking, {
        login,
        password: DEMO_PASSWORD,
        before: null,
        device: null,
      });
      expect((await knownBy(test.ground, one.cookie))?.pending, login).toBe(null);
    }
  });

  it('is made anew the same, event for event', async () => {
    const before = await journal();
    await query().updateTable('programme').set({ title: '改过的' }).execute();
    expect(await resetDemo(test.ground)).toEqual(demo);
    expect(await journal()).toEqual(before);
  }, 300_000);

  it('touches no database in which others are', async () => {
    const other = await testGround();
    try {
      await signedIn(other.ground, ['coordinator']);
      await expect(resetDemo(other.ground)).rejects.toMatchObject({ code: 'cli/demo-occupied' });
      await expect(makeDemo(other.ground)).rejects.toMatchObject({ code: 'cli/demo-occupied' });
      expect(await other.ground.database.query.selectFrom('person').select('id').execute()).toHaveLength(1);
    } finally {
      await other.end();
    }
  });

  it('is set in the last year whose story is over', () => {
    expect(storyYear(new Date('2026-11-25'))).toBe(2026);
    expect(storyYear(new Date('2027-02-01'))).toBe(2026);
    expect(storyYear(new Date('2027-05-20'))).toBe(2027);
  });
});
