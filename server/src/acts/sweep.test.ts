import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../store/fixtures/ground.ts';
import { DIRECTORY } from '../store/journal.ts';
import { perform } from './act.ts';
import { asking, someone, type TestGround, testGround } from './fixtures/ground.ts';
import { sweep } from './sweep.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('sweeping', () => {
  let test: TestGround;
  beforeAll(async () => {
    test = await testGround();
  });
  afterAll(() => test.end());

  it('keeps the answer to a request for forty days, and no longer', async () => {
    const who = someone('510000/财政', ['system-administrator']);
    const name = { programme: DIRECTORY, act: 'setting/set', subject: { kind: 'setting', id: 'k' } };
    await perform(test.ground, asking(who, 'key-1'), name, async (held) => {
      await held.put('setting', [{ key: 'k', value: '1', version: 1 }]);
      return { answer: 'done', facts: {} };
    });
    const answers = () => test.ground.database.query.selectFrom('answer').select('key').execute();
    test.moveTo('2026-04-10T00:00:00.000Z');
    expect([await sweep(test.ground), await answers()]).toEqual([0, [{ key: 'key-1' }]]);
    test.moveTo('2026-04-12T00:00:00.000Z');
    expect([await sweep(test.ground), await answers()]).toEqual([1, []]);
  });
});
