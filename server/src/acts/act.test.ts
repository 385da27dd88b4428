import { Refusal } from '@luodi/core/base';
import { eventOf, verifyChain } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../store/fixtures/ground.ts';
import { DIRECTORY } from '../store/journal.ts';
import { rowHash } from '../store/row.ts';
import { perform } from './act.ts';
import { asking, someone, type TestGround, testGround } from './fixtures/ground.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('an act', () => {
  let test: TestGround;
  beforeAll(async () => {
    test = await testGround();
  });
  afterAll(() => test.end());

  const admin = someone('510000/财政', ['system-administrator']);
  const name = { programme: DIRECTORY, act: 'setting/set', subject: { kind: 'setting', id: 'policy' } };
  const set = (key: string, value: string, request?: string) =>
    perform(test.ground, asking(admin, request), name, async (held) => {
      const old = await held.change('setting', { key }, { value });
      if (!old) await held.put('setting', [{ key, value, version: 1 }]);
      if (value === 'bad') throw new Refusal('scope/not-your-role');
      return { answer: { key, value }, facts: { key } };
    });
  const events = () =>
    test.ground.database.query
      .selectFrom('journal_event')
      .selectAll()
      .where('programme_id', '=', DIRECTORY)
      .orderBy('seq')
      .execute();

  it('writes its rows and one event that knows them', async () => {
    const { answer, seq } = await set('policy', '"strict"');
    expect([answer, seq]).toEqual([{ key: 'policy', value: '"strict"' }, 1]);
    const event = eventOf((await events())[0]?.body as Uint8Array);
    const row = await test.ground.database.query.selectFrom('setting').selectAll().executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      effects: [
        {
          of: 'setting',
          columns: ['key', 'value', 'version'],
          rows: [['policy', rowHash(row), expect.stringMatching(/^[\w-]{12}$/)]],
        },
      ],
    });
  });

  it('leaves no trace when it is refused', async () => {
    const before = await events();
    await expect(set('policy', 'bad')).rejects.toMatchObject({ code: 'scope/not-your-role' });
    expect(await events()).toEqual(before);
    expect(await test.ground.database.query.selectFrom('setting').select('value').execute()).toEqual([
      { value: '"strict"' },
    ]);
  });

  it('is done once for the same request, and answered the same each time', async () => {
    const first = await set('policy', '"once"', 'key-1');
    await set('policy', '"other"');
    const again = await set('policy', '"once"', 'key-1');
    expect([again.answer, again.again, first.again]).toEqual([first.answer, true, false]);
    const { value } = await test.ground.database.query
      .selectFrom('setting')
      .select('value')
      .executeTakeFirstOrThrow();
    expect(value).toBe('"other"');
  });

  it('is done one after the other where many come at once, in one unbroken chain', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => set(`k${at}`, String(at), `many-${at % 10}`)).map((p) =>
        p.catch((error) => error),
      ),
    );
    const stored = await events();
    expect(verifyChain(DIRECTORY, stored).fault).toBeNull();
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, at) => at + 1));
  });
});
