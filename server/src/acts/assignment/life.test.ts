import { ASSIGNMENT_ACTS, type AssignmentAct, LIFE } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import { verifyChain } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marksOf, rowsOfProgramme, storedFrom } from '../../store/assignment/read.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { inboxFaults } from '../../store/inbox.ts';
import { asking, type TestGround, testGround } from '../fixtures/ground.ts';
import { actOnAssignment } from './act-on-assignment.ts';
import { dispatchProgramme } from './dispatch.ts';
import {
  CHENGDU,
  confirmed,
  coordinator,
  DEYANG,
  FARMS,
  FINANCE,
  ledgerWith,
  OFFICE,
  putUnits,
  SCHOOLS,
  UNITS,
} from './fixtures/confirmed.ts';
import { drawing, modelOf, nextTry, type Outcome, peopleOf, REASON, type Try } from './fixtures/walk.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const [WALKS, STEPS] = process.env.LUODI_LONG ? [60, 400] : [3, 60];
const LEDGER = ledgerWith({
  m1: {
    duties: [
      [FINANCE, 'lead'],
      [SCHOOLS, 'responsible'],
      [FARMS, 'cooperate'],
    ],
  },
  m2: {
    duties: [
      [OFFICE, 'lead'],
      [FINANCE, 'responsible'],
    ],
  },
});
const PEOPLE = peopleOf([OFFICE, FINANCE, SCHOOLS, FARMS, CHENGDU]);

describe.runIf(hasPostgres())('random walks of acts', () => {
  let test: TestGround;
  const done = new Map<AssignmentAct, number>();
  beforeAll(async () => {
    test = await testGround();
    await putUnits(test.ground, UNITS);
  });
  afterAll(() => test.end());

  const stored = async (programme: string) => {
    const { query } = test.ground.database;
    const found = storedFrom(await rowsOfProgramme(query, programme), await marksOf(query, programme, null));
    return found.map(({ assignment }) => assignment);
  };
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
      const draw = drawing(seed);
      let now = Date.parse('2026-03-02T01:00:00.000Z');
      test.moveTo(new Date(now).toISOString());
      const programme = await confirmed(test.ground, LEDGER);
      await dispatchProgramme(test.ground, asking(coordinator()), { programme, reason: '', version: null });
      const model = modelOf(await stored(programme), test.ground.calendar);
      for (let step = 0; step < STEPS; step++) {
        now += draw(20) === 0 ? 86_400_000 : 60_000;
        test.moveTo(new Date(now).toISOString());
        const one = nextTry(model, PEOPLE, [SCHOOLS, FARMS, CHENGDU, DEYANG, OFFICE], new Date(now), draw);
        const allowed = model.allows(one, new Date(now));
        const outcome = await doing(programme, one);
        const told = `step ${step}: ${one.who.post} ${one.act} ${one.to?.id ?? ''} ${JSON.stringify(outcome)}`;
        expect(outcome.done, told).toBe(allowed);
        if (!outcome.done) continue;
        model.follow(one, new Date(now), outcome.followedBy);
        expect(outcome.state, told).toBe(LIFE[one.act].to);
        done.set(one.act, (done.get(one.act) ?? 0) + 1);
      }
      const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
      const found = await stored(programme);
      expect(found.toSorted(byId)).toEqual([...model.assignments.values()].toSorted(byId));
      for (const { marks } of found) expect(approvesOwn(marks)).toBe(false);
      expect(await inboxFaults(test.ground.database.query, programme, test.ground.calendar)).toEqual([]);
      const events = await test.ground.database.query
        .selectFrom('journal_event')
        .selectAll()
        .where('programme_id', '=', programme)
        .orderBy('seq')
        .execute();
      expect(verifyChain(programme, events).fault).toBeNull();
    },
    process.env.LUODI_LONG ? 1_800_000 : 60_000,
  );

  it('come through every act of the table when they are long', () => {
    if (process.env.LUODI_LONG)
      expect([...done.keys()].sort()).toEqual(ASSIGNMENT_ACTS.filter((act) => act !== 'dispatch').sort());
    else expect(done.size).toBeGreaterThan(5);
  });
});

/** Whether somebody claimed and passed the same round. */
function approvesOwn(
  marks: readonly { act: AssignmentAct; stamp: { person: string; post: string } }[],
): boolean {
  let round: string[] = [];
  for (const { act, stamp } of marks) {
    if (LIFE[act].to === 'in-progress') round = [];
    if (!['claim', 'sign', 'consolidate', 'accept', 'verify', 'close'].includes(act)) continue;
    if (round.includes(stamp.person)) return true;
    round.push(stamp.person);
  }
  return false;
}
