import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../store/fixtures/ground.ts';
import { type TestDoor, testDoor } from './fixtures/door.ts';
import { type Land, PLANS, type Plan, settleLand } from './fixtures/land.ts';
import {
  type Answer,
  ask,
  does,
  inPlan,
  misplaced,
  POSTS,
  type Post,
  sees,
  strangeNames,
  type Target,
  targetsOf,
  toldTooMuch,
  unknownLike,
} from './fixtures/matrix.ts';
import { type Described, operationsOf } from './fixtures/operations.ts';
import { ABOUT_PEOPLE, type Expected, OPERATIONS, SEEN } from './fixtures/rights.ts';
import { openApiPage } from './open-api.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const operations = operationsOf(JSON.parse(await openApiPage()) as Described)
  .map((operation) => ({ ...operation, name: `${operation.method} ${operation.path}` }))
  .filter(({ name }) => !ABOUT_PEOPLE.test(name));

describe('every operation', () => {
  it('stands in the table of rights, and nothing else does', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  it.each(operations)(
    '$name declares who may knock, and has names that the matrix knows',
    ({ rule, path }) => {
      expect(rule).toBeTruthy();
      expect(strangeNames(path)).toEqual([]);
    },
  );
});

describe.runIf(hasPostgres())('rights', () => {
  let door: TestDoor;
  let land: Land;
  beforeAll(async () => {
    door = await testDoor();
    land = await settleLand(door.ground);
  }, 120_000);
  afterAll(() => door.end());

  it.each(operations)(
    'of $name are those of the table, and nothing tells what is hidden',
    async (operation) => {
      const wrong: string[] = [];
      for (const expected of OPERATIONS[operation.name] ?? []) {
        for (const post of POSTS) wrong.push(...(await faults(operation, expected, post)));
      }
      expect(wrong.slice(0, 20)).toEqual([]);
    },
    process.env.LUODI_LONG ? 1_800_000 : 120_000,
  );

  type Named = (typeof operations)[number];

  const asked = new Map<string, Promise<Answer>>();
  /** What does not exist, asked by the same person for the same thing once. */
  function askedOnce(operation: Named, expected: Expected, post: Post, target: Target): Promise<Answer> {
    const key = JSON.stringify([operation.name, expected.body, expected.query, post.who, target.names]);
    const answer = asked.get(key) ?? ask(door, operation, post, expected, target);
    asked.set(key, answer);
    return answer;
  }

  async function faults(operation: Named, expected: Expected, post: Post) {
    const wrong: string[] = [];
    const { place, role } = post;
    for (const target of targetsOf(operation, expected, land, post)) {
      const about = `${place} ${role}, ${JSON.stringify(expected.body ?? '')} on ${target.plan} ${target.place ?? ''}`;
      const answer = await ask(door, operation, post, expected, target);
      const seen = sees(post, expected, target);
      const told = toldTooMuch(post, answer.body, land, expected);
      if (told.length > 0) wrong.push(`${about}: ${told.join(', ')}`);
      if (!seen) {
        if (answer.status < 400 && !(expected.each && isNothing(answer)))
          wrong.push(`${about}: ${answer.status} though hidden`);
        for (const unknown of unknownLike(operation, expected, target)) {
          // Where each is decided alone, the answer for a programme that is seen is another one.
          if (
            expected.each &&
            unknown.plan === null &&
            sees(post, { sees: 'title' }, { ...target, place: null })
          )
            continue;
          const other = await askedOnce(operation, expected, post, unknown);
          const differing = (['status', 'length', 'body', 'headers'] as const).filter(
            (part) => JSON.stringify(answer[part]) !== JSON.stringify(other[part]),
          );
          for (const part of differing)
            wrong.push(`${about}: ${part} ${answer[part]} is not ${other[part]} as where nothing is`);
        }
      } else if (!does(post, expected, target)) {
        if (answer.status !== 403 && !(expected.each && isNothing(answer)))
          wrong.push(`${about}: ${answer.status} ${answer.body} though not theirs`);
      } else if (operation.method === 'GET') {
        if (answer.status !== 200) wrong.push(`${about}: ${answer.status} ${answer.body} though seen`);
        else
          wrong.push(
            ...listed(expected, post, target.plan, answer.raw.body).map((one) => `${about}: ${one}`),
          );
      } else if ([403, 404, 500].includes(answer.status))
        wrong.push(`${about}: ${answer.status} ${answer.body} though theirs`);
    }
    const first = expected === OPERATIONS[operation.name]?.[0];
    for (const target of first ? misplaced(operation, expected, land) : []) {
      const answer = await ask(door, operation, post, expected, target);
      if (answer.status !== 404 && answer.status !== 403 && !(expected.each && isNothing(answer)))
        wrong.push(`${place} ${role}: ${answer.status} for what is not in ${target.plan}`);
    }
    return wrong;
  }

  /** Whether a list holds exactly what is seen. */
  function listed({ lists }: Expected, { place, role }: Post, plan: Plan | null, body: string): string[] {
    if (!lists) return [];
    const has = (of: Plan, thing: string) => SEEN[of][thing]?.[place]?.includes(role) ?? false;
    const { rows } = JSON.parse(body) as { rows: Readonly<Record<string, unknown>>[] };
    const key = lists === 'slip' ? 'no' : lists === 'event' ? 'seq' : 'id';
    // The test itself adds to journals.
    const last = lists === 'event' && plan ? land[plan].events.length : Number.POSITIVE_INFINITY;
    const found = rows.flatMap((row) => (Number(row[key]) > last ? [] : String(row[key])));
    const due =
      plan === null
        ? PLANS.filter((one) => has(one, 'title')).map((one) => land[one].id)
        : inPlan(land[plan], lists).flatMap(([name, at]) =>
            has(plan, at === null ? lists : `${lists} ${at}`) ? name : [],
          );
    const [is, shall] = [found, due].map((names) => [...names].sort().join());
    return is === shall ? [] : [`lists ${is}, not ${shall}`];
  }
});

/** An answer on many that did nothing. */
const isNothing = ({ status, body }: Answer) => status === 200 && body.includes('"done":0');
