import { expect, it } from 'vitest';
import { testGround } from '../fixtures/ground.ts';
import { isDemo, isHalfDemo, makeDemo, resetDemo } from './demo.ts';

it('knows that its making was interrupted, and is made anew', async () => {
  const test = await testGround({ directory: true });
  test.moveTo('2026-11-25T02:00:00.000Z');
  const { query } = test.ground.database;
  expect([await isDemo(query), await isHalfDemo(query)]).toEqual([false, false]);
  let acts = 0;
  const stopping = {
    ...test.ground,
    at: () => {
      acts++;
      if (acts === 120) throw new Error('the process ended');
    },
  };
  await expect(makeDemo(stopping)).rejects.toThrow('the process ended');
  expect([await isDemo(query), await isHalfDemo(query)]).toEqual([true, true]);
  await resetDemo(test.ground);
  expect([await isDemo(query), await isHalfDemo(query)]).toEqual([true, false]);
  await test.end();
}, 180_000);
