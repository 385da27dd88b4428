import { describe, expect, it } from 'vitest';
import { type Assignment, clocksOf, kindOf, LIFE, nextOf, reasonAgainst } from './index.ts';
import {
  ACTORS,
  CALENDAR,
  drafted,
  factsOf,
  HELP,
  LEAD,
  OFFICE,
  PROCEDURE,
  START,
  worldOf,
} from './world.ts';

const ENDS = new Set(['closed', 'withdrawn', 'transferred', 'drafted']);
const TODAY = '2024-03-04';
const nextStep = (one: Assignment, leadClosed: boolean, dueOn: string | null = '2024-12-31') =>
  nextOf(one, clocksOf(one, PROCEDURE, CALENDAR, TODAY), { dueOn, leadClosed });

describe.each(START)('the next step of an assignment of %s', (_, start) => {
  const reached = [...worldOf(start).values()].map(({ assignment }) => assignment);

  it('is there as long as something is to be done, and somebody of that unit and role can do it', () => {
    for (const one of reached) {
      const step = nextStep(one, true);
      expect(step === null, one.state).toBe(ENDS.has(one.state));
      if (!step) continue;
      for (const act of step.acts) expect(LIFE[act].from).toContain(one.state);
      const able = ACTORS.filter(
        (actor) =>
          actor.unit === step.unit.id &&
          actor.roles.includes(step.role) &&
          reasonAgainst(one, step.acts[0] as never, factsOf(actor)) === null,
      );
      expect(able.length, `${one.state} ${step.kind} ${step.unit.id} ${step.role}`).toBeGreaterThan(0);
    }
  });

  it('waits for the lead where the unit only helps', () => {
    for (const one of reached.filter(({ state }) => state === 'in-progress'))
      expect(nextStep(one, false) === null).toBe(kindOf(one) === 'supporting');
  });
});

describe('the last day of a step', () => {
  const dispatched: Assignment = {
    ...drafted(HELP),
    state: 'dispatched',
    marks: [{ act: 'dispatch', stamp: factsOf(ACTORS[0] as never).stamp }],
  };

  it('comes from the clock that runs', () => {
    expect(nextStep(dispatched, false)?.due).toEqual({ on: '2024-03-05', assumed: [] });
  });

  it('comes from the deadline where no clock runs, and from nowhere for standing work', () => {
    const working: Assignment = { ...dispatched, state: 'in-progress' };
    expect(nextStep(working, false)?.due).toEqual({ on: '2024-12-31', assumed: [] });
    expect(nextStep(working, false, null)?.due).toBeNull();
  });

  it('is another unit’s where another unit has to act', () => {
    const at = (state: Assignment['state'], of = dispatched) => {
      const step = nextStep({ ...of, state }, false);
      return step && [step.kind, step.unit.id, step.role];
    };
    expect(at('signed')).toEqual(['accept', LEAD.id, 'signer']);
    expect(at('accepted')).toEqual(['verify', OFFICE.id, 'coordinator']);
    expect(at('accepted', { ...dispatched, unit: OFFICE })).toEqual(['verify', OFFICE.id, 'leader']);
  });
});
