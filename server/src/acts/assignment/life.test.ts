import { ASSIGNMENT_ACTS, type AssignmentAct } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import { verifyChain } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { inboxFaults } from '../../store/inbox.ts';
import { asking, type TestGround, testGround } from '../fixtures/ground.ts';
import { actOnAssignment } from './act-on-assignment.ts';
import { putUnits, UNITS } from './fixtures/confirmed.ts';
import { approvesOwn, type Outcome, REASON, storedIn, type Try, takeWalk } from './fixtures/walk.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const [WALKS, STEPS] = process.env.LUODI_LONG ? [20, 400] : [3, 60];

describe.runIf(hasPostgres())('random walks of acts', () => {
  let test: TestGround;
  const done = new Set<AssignmentAct>();
  beforeAll(async () => {
    test = await testGround();
    await putUnits(test.ground, UNITS);
  });
  afterAll(() => test.end());

  const doing = async (programme: string, { who, id, act, to }: Try): Promise<Outcome> => {
    try {
      const asked = { programme, id, act, reason: REASON, to: to?.id ?? null, version: null };
      const { answer } = await actOnAssignment(test.ground, asking(who), asked);
      return { done: true, state: answer.state, followedBy: answer.followedBy };
    } catch (error) {
      if (error instanceof Refusal) return { done: false, code: error.code };
      throw error;
    }
  };

  it.each(Array.from({ length: WALKS }, (_, at) => at + 1))(
    'do what the core does, and nothing else (seed %i)',
    async (seed) => {
      const { programme, model, wrong, acts } = await takeWalk(test, seed, STEPS, doing);
      expect(wrong).toEqual([]);
      for (const act of acts) done.add(act);
      const found = await storedIn(test.ground, programme);
      expect(new Map(found.map((one) => [one.id, one]))).toEqual(model.assignments);
      expect(found.filter(approvesOwn)).toEqual([]);
      const { query } = test.ground.database;
      expect(await inboxFaults(query, programme, test.ground.calendar)).toEqual([]);
      const events = await query
        .selectFrom('journal_event')
        .selectAll()
        .where('programme_id', '=', programme)
        .orderBy('seq')
        .execute();
      expect(verifyChain(programme, events).fault).toBeNull();
      // Opened, confirmed, dispatched, and one for each act that was done.
      expect(events.length).toBe(3 + acts.length);
    },
    process.env.LUODI_LONG ? 1_800_000 : 60_000,
  );

  it('come through every act of the table when they are long', () => {
    if (process.env.LUODI_LONG)
      expect([...done].sort()).toEqual(ASSIGNMENT_ACTS.filter((act) => act !== 'dispatch').sort());
    else expect(done.size).toBeGreaterThan(5);
  });
});
