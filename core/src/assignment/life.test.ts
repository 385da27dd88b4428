import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../base/index.ts';
import { sentence } from '../message/index.ts';
import {
  ASSIGNMENT_ACTS,
  type Assignment,
  type AssignmentAct,
  type AssignmentState,
  clocksOf,
  kindOf,
  LIFE,
  lifeDiagram,
  perform,
  permitted,
  reasonAgainst,
  standingOf,
  successorOf,
  withLead,
} from './index.ts';
import {
  ACTORS,
  type Actor,
  CALENDAR,
  drafted,
  factsOf,
  HELP,
  LEAD,
  OFFICE,
  PROCEDURE,
  START,
  stampOf,
  worldOf,
} from './world.ts';

const by = (person: string) => ACTORS.find((one) => one.person === person) as Actor;
const ENDS: ReadonlySet<AssignmentState> = new Set(['closed', 'withdrawn', 'transferred']);

/** Does acts as `person act`, one after the other. */
const after = (assignment: Assignment, ...steps: readonly string[]) =>
  steps.reduce((before, step) => {
    const [person = '', act = ''] = step.split(' ');
    return perform(before, act as AssignmentAct, factsOf(by(person)));
  }, assignment);
const codeOf = (assignment: Assignment, person: string, act: AssignmentAct, more = {}) =>
  reasonAgainst(assignment, act, factsOf(by(person), more))?.code ?? null;

describe.each(START)('the life of an assignment of %s, exhaustively', (_, start) => {
  const world = worldOf(start);
  const all = [...world.values()].map(({ assignment }) => assignment);
  const kinds = new Set(all.map(kindOf));

  it('can be closed from every state that is not an end', () => {
    const alive = new Set(
      [...world].filter(([, { assignment }]) => assignment.state === 'closed').map(([key]) => key),
    );
    for (let grown = -1; grown !== alive.size; ) {
      grown = alive.size;
      for (const [key, { next }] of world) if (next.some((other) => alive.has(other.key))) alive.add(key);
    }
    const dead = [...world].filter(([key, { assignment }]) => !alive.has(key) && !ENDS.has(assignment.state));
    expect(dead.map(([key]) => key)).toEqual([]);
    expect(all.some(({ state }) => state === 'closed')).toBe(true);
  });

  it('skips no level: who is closed was dispatched, acknowledged, begun, claimed, signed, accepted, verified', () => {
    for (const { state, marks, ...rest } of all) {
      if (state !== 'closed') continue;
      const kind = kindOf(rest);
      const since = marks.findLastIndex(({ act }) => LIFE[act].to === 'in-progress');
      const round = marks.slice(since + 1).map(({ act }) => act);
      const first = marks.map(({ act }) => act);
      expect(first[0]).toBe('dispatch');
      expect(first).toContain('acknowledge');
      expect(first).toContain('begin');
      expect(round).toEqual(
        {
          consolidating: ['claim', 'consolidate', 'verify', 'close'],
          reporting: ['claim', 'sign', 'accept', 'verify', 'close'],
          supporting: ['release'],
        }[kind],
      );
    }
    expect(kinds.size).toBeGreaterThan(0);
  });

  it('lets nobody approve what is their own', () => {
    for (const { marks } of all) {
      const since = marks.findLastIndex(({ act }) => LIFE[act].to === 'in-progress');
      const round = marks.slice(since + 1);
      const persons = round
        .filter(({ act }) => ['claim', 'sign', 'consolidate', 'accept', 'verify', 'close'].includes(act))
        .map(({ stamp }) => stamp.person);
      expect(new Set(persons).size).toBe(persons.length);
      const dispute = marks.find(({ act }) => act === 'dispute');
      const ruling = marks.find(({ act }) => act === 'uphold' || act === 'reassign');
      if (dispute && ruling) expect(ruling.stamp.person).not.toBe(dispute.stamp.person);
    }
  });

  it('lets only leaders judge what the coordinating unit carries out itself', () => {
    if (start.unit.id !== OFFICE.id) return;
    for (const { marks } of all)
      for (const { act, stamp } of marks) if (LIFE[act].judges) expect(['o3', 'o4']).toContain(stamp.person);
  });

  it('is disputed once at most', () => {
    for (const { marks } of all)
      expect(marks.filter(({ act }) => act === 'dispute').length).toBeLessThanOrEqual(1);
  });

  it('comes to its state by its marks alone', () => {
    for (const { marks, state, final } of all) {
      const folded = marks.reduce<AssignmentState>((before, { act }) => {
        expect(LIFE[act].from).toContain(before);
        return LIFE[act].to;
      }, 'drafted');
      expect(folded).toBe(state);
      expect(marks.some(({ act }) => act === 'uphold')).toBe(final);
    }
  });
});

describe('the table', () => {
  it('uses every act and every state, each reached by some kind of assignment', () => {
    const worlds = START.flatMap(([, start]) => [...worldOf(start).values()]);
    const states = new Set(worlds.map(({ assignment }) => assignment.state));
    const acts = new Set(worlds.flatMap(({ next }) => next.map(({ act }) => act)));
    expect([...acts].sort()).toEqual([...ASSIGNMENT_ACTS].sort());
    for (const act of ASSIGNMENT_ACTS)
      for (const state of [...LIFE[act].from, LIFE[act].to]) expect(states).toContain(state);
  });

  it('has a word for every act and state in both languages', () => {
    for (const act of ASSIGNMENT_ACTS) {
      for (const code of [
        `assignment-act/${act}`,
        ...LIFE[act].from.map((state) => `assignment-state/${state}`),
      ])
        for (const language of ['zh-CN', 'en'] as const) expect(sentence(code, {}, language)).not.toBe(code);
    }
  });

  it('is drawn as a diagram with an arrow for each act and state', () => {
    const arrows = ASSIGNMENT_ACTS.reduce((sum, act) => sum + LIFE[act].from.length, 0);
    // One more into the first state, three out of closed, withdrawn, transferred but those that can be left.
    const lines = lifeDiagram()
      .split('\n')
      .filter((line) => line.includes('-->'));
    expect(lines.filter((line) => !line.includes('[*]')).length).toBe(arrows);
    expect(lines.filter((line) => line.includes('[*]')).length).toBe(3);
    expect(lifeDiagram()).toContain('  dispatched --> acknowledged: 签收');
  });
});

describe('an assignment', () => {
  const dispatched = after(drafted(HELP), 'o1 dispatch');

  it('cannot be acknowledged by the unit that issued it', () => {
    expect(codeOf(dispatched, 'o1', 'acknowledge')).toBe('assignment/not-your-unit');
    expect(codeOf(dispatched, 'h1', 'acknowledge')).toBeNull();
  });

  it('is disputed within one working day, and not later', () => {
    const at = (moment: string) => ({ stamp: stampOf(by('h1'), moment) });
    // Dispatched on Monday, 4 March 2024.
    expect(codeOf(dispatched, 'h1', 'dispute', at('2024-03-05T15:59:59.999Z'))).toBeNull();
    expect(codeOf(dispatched, 'h1', 'dispute', at('2024-03-05T16:00:00.000Z'))).toBe(
      'assignment/dispute-too-late',
    );
    const friday = perform(drafted(HELP), 'dispatch', {
      ...factsOf(by('o1')),
      stamp: stampOf(by('o1'), '2024-03-08T01:00:00.000Z'),
    });
    expect(codeOf(friday, 'h1', 'dispute', at('2024-03-11T08:00:00.000Z'))).toBeNull();
    expect(codeOf(friday, 'h1', 'dispute', at('2024-03-12T08:00:00.000Z'))).toBe(
      'assignment/dispute-too-late',
    );
  });

  it('cannot be disputed again after the ruling', () => {
    const upheld = after(dispatched, 'h1 dispute', 'o2 uphold');
    expect(upheld.state).toBe('dispatched');
    expect(codeOf(upheld, 'h1', 'dispute')).toBe('assignment/ruling-is-final');
    expect(codeOf(upheld, 'h1', 'acknowledge')).toBeNull();
  });

  it('goes to another unit by a ruling, which that unit cannot dispute', () => {
    const moved = after(dispatched, 'h1 dispute', 'o2 reassign');
    expect(moved.state).toBe('transferred');
    const next = after(successorOf(moved, 'a2', OFFICE), 'o1 dispatch');
    expect(next.follows).toBe(moved.id);
    expect(codeOf(next, 'o2', 'dispute')).toBe('assignment/ruling-is-final');
    const free = successorOf(after(dispatched, 'o1 transfer'), 'a3', OFFICE);
    expect(codeOf(after(free, 'o1 dispatch'), 'o2', 'dispute')).toBeNull();
  });

  it('of the lead takes the lead along', () => {
    const moved = after(drafted(LEAD, { role: 'lead' }), 'o1 dispatch', 'o1 transfer');
    const next = successorOf(moved, 'a2', HELP);
    expect(kindOf(next)).toBe('consolidating');
    expect(withLead(drafted(OFFICE), HELP).lead).toEqual(HELP);
  });

  it('needs words where it is disputed, returned or withdrawn', () => {
    const silent = { stamp: stampOf(by('h1'), undefined, ' ') };
    expect(codeOf(dispatched, 'h1', 'dispute', silent)).toBe('assignment/no-reason');
    for (const act of ASSIGNMENT_ACTS)
      if (/dispute|sendBack|refer|return|withdraw|transfer|reopen/.test(act))
        expect(LIFE[act].reason).toBe(true);
  });

  it('is not signed for all while a part is open, and a helper is not released before the lead', () => {
    const claimed = after(
      drafted(LEAD, { role: 'lead' }),
      'o1 dispatch',
      'l1 acknowledge',
      'l1 begin',
      'l1 claim',
    );
    expect(codeOf(claimed, 'l2', 'consolidate', { othersOpen: 2 })).toBe('assignment/others-open');
    expect(codeOf(claimed, 'l1', 'consolidate')).toBe('assignment/not-signer');
    const helping = after(drafted(HELP, { reports: false }), 'o1 dispatch', 'h1 acknowledge', 'h1 begin');
    expect(codeOf(helping, 'o1', 'release', { leadClosed: false })).toBe('assignment/lead-not-closed');
    expect(codeOf(helping, 'h1', 'claim')).toBe('assignment/not-of-this-kind');
    expect(codeOf(after(helping, 'l2 ask'), 'h1', 'claim')).toBeNull();
  });

  it('is approved by another post too: two posts of one person do not help', () => {
    const claimed = after(
      drafted(LEAD, { role: 'lead' }),
      'o1 dispatch',
      'l3 acknowledge',
      'l3 begin',
      'l3 claim',
    );
    expect(codeOf(claimed, 'l3', 'consolidate')).toBe('assignment/own-act');
    const otherPost = { stamp: { ...stampOf(by('l3')), post: 'lead/another' } };
    expect(codeOf(claimed, 'l3', 'consolidate', otherPost)).toBe('assignment/own-act');
    const successor = { stamp: { ...stampOf(by('l3')), person: 'l9' } };
    expect(codeOf(claimed, 'l3', 'consolidate', successor)).toBe('assignment/own-act');
    expect(codeOf(claimed, 'l2', 'consolidate')).toBeNull();
  });

  it('says who was quicker where two press the same button', () => {
    const once = after(dispatched, 'h1 acknowledge');
    expect(reasonAgainst(once, 'acknowledge', factsOf(by('h2')))).toEqual({
      code: 'assignment/wrong-state',
      parameters: { post: 'help/h1', at: '2024-03-04T01:00:00.000Z' },
    });
  });

  it('comes back after 回头看, and is claimed and verified again', () => {
    const round = ['l1 claim', 'l2 consolidate', 'o1 verify', 'o2 close'];
    const closed = after(
      drafted(LEAD, { role: 'lead' }),
      'o1 dispatch',
      'l1 acknowledge',
      'l1 begin',
      ...round,
    );
    expect(after(closed, 'o1 reopen', ...round).state).toBe('closed');
    expect(codeOf(closed, 'o1', 'close')).toBe('assignment/wrong-state');
  });

  it('has the clocks of its state', () => {
    const names = (one: Assignment, today = '2024-03-04') =>
      clocksOf(one, PROCEDURE, CALENDAR, today).map(
        ({ clock, due, overdue }) => `${clock} ${due.on} ${overdue}`,
      );
    expect(names(drafted(HELP))).toEqual([]);
    expect(names(dispatched)).toEqual(['acknowledge 2024-03-05 false', 'dispute 2024-03-05 false']);
    expect(names(dispatched, '2024-03-06')).toEqual([
      'acknowledge 2024-03-05 true',
      'dispute 2024-03-05 true',
    ]);
    expect(names(after(dispatched, 'h1 dispute'))).toEqual(['rule 2024-03-04 false']);
    expect(names(after(dispatched, 'h1 dispute', 'o2 uphold'))).toEqual(['acknowledge 2024-03-05 false']);
  });

  it('answers for every act what perform would do, with a sentence where it would refuse', () => {
    for (const [act, answer] of Object.entries(permitted(dispatched, factsOf(by('h1'))))) {
      if (answer === true) expect(perform(dispatched, act as AssignmentAct, factsOf(by('h1')))).toBeDefined();
      else {
        expect(() => perform(dispatched, act as AssignmentAct, factsOf(by('h1')))).toThrow(Refusal);
        expect(sentence(answer.code, answer.parameters)).not.toMatch(/[{}]|^assignment\//);
      }
    }
  });
});

it('random walks over all assignments of a measure keep what must hold', () => {
  const done = new Set<AssignmentAct>();
  const endings = /withdraw|transfer|reassign/;
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 70 }), (choices) => {
      const all = [
        drafted(LEAD, { role: 'lead' }),
        drafted(HELP),
        drafted(OFFICE, { role: 'cooperate', reports: false }),
      ];
      for (const choice of choices) {
        const which = choice % 3;
        const one = all[which] as Assignment;
        const facts = ACTORS.map((actor) => factsOf(actor, standingOf(all)));
        const possible = facts.flatMap((fact) =>
          ASSIGNMENT_ACTS.filter((act) => !reasonAgainst(one, act, fact)).map((act) => ({ act, fact })),
        );
        // Walks that are withdrawn at once see little.
        const going = choice % 20 === 0 ? possible : possible.filter(({ act }) => !endings.test(act));
        const step = going[Math.floor(choice / 3) % (going.length || 1)];
        if (!step) continue;
        const next = perform(one, step.act, step.fact);
        all[which] = next;
        done.add(step.act);
        expect(next.marks.length).toBe(one.marks.length + 1);
        expect(next.state).toBe(LIFE[step.act].to);
        // The lead's own is never signed for all while a part that reports is open.
        if (step.act === 'consolidate') expect(standingOf(all).othersOpen).toBe(0);
        if (step.act === 'release') expect(all[0]?.state).toBe('closed');
      }
    }),
    { numRuns: 60 },
  );
  for (const act of ['consolidate', 'accept', 'verify', 'close', 'refer'] as const)
    expect(done).toContain(act);
});
