import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putUnits, UNITS } from '../../acts/assignment/fixtures/confirmed.ts';
import {
  approvesOwn,
  type Outcome,
  REASON,
  storedIn,
  type Try,
  takeWalk,
} from '../../acts/assignment/fixtures/walk.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { type TestDoor, testDoor } from '../fixtures/door.ts';
import { assignments } from './assignments.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const [WALKS, STEPS] = process.env.LUODI_LONG ? [6, 400] : [1, 60];

describe.runIf(hasPostgres())('random walks through the door', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await testDoor({ resources: [assignments] });
    await putUnits(door.ground, UNITS);
  });
  afterAll(() => door.end());

  /** What the page said about the button beforehand is what pressing it comes to. */
  const doing = async (programme: string, { who, id, act, to }: Try): Promise<Outcome> => {
    const url = `/api/programmes/${programme}/assignments/${id}`;
    const seen = await door.app.inject({ url, headers: door.as(who) });
    const pressed = await door.app.inject({
      ...{ method: 'POST', url: `${url}/acts`, headers: door.as(who) },
      payload: { act, reason: REASON, to: to?.id ?? null },
    });
    const body = pressed.json();
    if (seen.statusCode === 200 && !['reassign', 'transfer'].includes(act))
      expect(seen.json().may[act] === true ? 200 : seen.json().may[act].code).toBe(
        pressed.statusCode === 200 ? 200 : body.code,
      );
    if (pressed.statusCode === 200) return { done: true, state: body.state, followedBy: body.followedBy };
    expect([403, 404, 409, 422]).toContain(pressed.statusCode);
    return { done: false, code: body.code };
  };

  it.each(Array.from({ length: WALKS }, (_, at) => at + 101))(
    'do what the core does, and what the page said (seed %i)',
    async (seed) => {
      const { programme, model, wrong } = await takeWalk(door, seed, STEPS, doing);
      expect(wrong).toEqual([]);
      const found = await storedIn(door.ground, programme);
      expect(new Map(found.map((one) => [one.id, one]))).toEqual(model.assignments);
      expect(found.filter(approvesOwn)).toEqual([]);
    },
    process.env.LUODI_LONG ? 1_800_000 : 60_000,
  );
});
