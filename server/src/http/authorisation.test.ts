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
import { ABOUT_PEOPLE, type Expected, FIELDS, OPERATIONS, SEEN } from './fixtures/rights.ts';
import { openApiPage } from './open-api.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const described = JSON.parse(await openApiPage()) as Described & Sent;
const operations = operationsOf(described)
  .map((operation) => ({ ...operation, name: `${operation.method} ${operation.path}` }))
  .filter(({ name }) => !ABOUT_PEOPLE.test(name));

/** What an operation is sent besides its address. */
interface Sent {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly parameters?: readonly { readonly in: string; readonly name: string }[] }>
      >
    >
  >;
}

/** Fields that name something: a programme, a unit, whatever has a name of its own. */
const NAMING =
  /^id$|Ids?$|^(programme|document|baseline|item|measure|duty|slip|assignment|request|event|journal|subject|unit|lead|owner|parent|successor|region|member|post|person|token|session|delegation|appointment|to)s?$/;

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

  it('is sent names of which the table says what they tell, and no others', () => {
    const named = operations.flatMap(({ method, path, body }) => {
      const { parameters = [] } = described.paths[path]?.[method.toLowerCase()] ?? {};
      const queried = parameters.flatMap((parameter) => (parameter.in === 'query' ? parameter.name : []));
      const sent = [body, ...(body?.oneOf ?? []), ...(body?.anyOf ?? [])];
      return [...queried, ...sent.flatMap((schema) => Object.keys(schema?.properties ?? {}))];
    });
    expect([...new Set(named.filter((field) => NAMING.test(field)))].sort()).toEqual(
      Object.keys(FIELDS).sort(),
    );
  });
});

describe.runIf(hasPostgres())('rights', () => {
  let door: TestDoor;
  let land: Land;
  beforeAll(async () => {
    // Thousands of questions in a minute, all from one address.
    door = await testDoor({ limits: { session: 1e9, address: 1e9 } });
    land = await settleLand(door.ground);
  }, 120_000);
  afterAll(() => door.end());

  const long = process.env.LUODI_LONG !== undefined;

  it.each(operations)(
    'of $name are those of the table, and nothing tells what is hidden',
    async (operation) => {
      const wrong: string[] = [];
      for (const [at, expected] of (OPERATIONS[operation.name] ?? []).entries())
        for (const post of POSTS) {
          const about = (target: Target) =>
            `${post.name}, ${JSON.stringify(expected.body ?? '')} on ${target.plan} ${target.place ?? ''}`;
          for (const target of targetsOf(operation, expected, land, post)) {
            // The second body of an operation is for those who see what it is about.
            if (at > 0 && !long && !sees(post, expected, target)) continue;
            const faults = await faultsOf(operation, expected, post, target);
            wrong.push(...faults.map((fault) => `${about(target)}: ${fault}`));
          }
          for (const target of at === 0 && post.tries ? misplaced(operation, expected, land) : []) {
            const answer = await ask(door, operation, post, expected, target);
            if (!isRefused(answer, expected))
              wrong.push(`${about(target)}: ${answer.status} in a wrong plan`);
          }
        }
      expect(wrong.slice(0, 20)).toEqual([]);
    },
    long ? 1_800_000 : 300_000,
  );

  type Named = (typeof operations)[number];

  /** What is wrong with the answer to one post about one thing. */
  async function faultsOf(
    operation: Named,
    expected: Expected,
    post: Post,
    target: Target,
  ): Promise<string[]> {
    const answer = await ask(door, operation, post, expected, target);
    const { status, body } = answer;
    const told = toldTooMuch(post, body, land, expected).map((what) => `tells ${what}`);
    if (!sees(post, expected, target)) {
      const open = isRefused(answer, expected) ? [] : [`${status} though hidden`];
      return [...told, ...open, ...(await differences(operation, expected, post, target, answer))];
    }
    if (!does(post, expected, target))
      return status === 403 || isNothing(answer, expected)
        ? told
        : [...told, `${status} ${body} though not theirs`];
    if (operation.method === 'GET')
      return status === 200
        ? [...told, ...listed(expected, post, target.plan, answer.raw.body)]
        : [...told, `${status} ${body} though seen`];
    return [403, 404, 500].includes(status) ? [...told, `${status} ${body} though theirs`] : told;
  }

  /** In what the answer about something hidden differs from the answer about nothing. */
  async function differences(
    operation: Named,
    expected: Expected,
    post: Post,
    target: Target,
    answer: Answer,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const unknown of unknownLike(operation, expected, target)) {
      // Where each is decided alone, the answer for a programme that is seen is another one.
      const isOther = expected.each && unknown.plan === null;
      if (isOther && sees(post, { sees: 'title' }, { ...target, place: null })) continue;
      const other = await askedOnce(operation, expected, post, unknown);
      for (const part of ['status', 'length', 'body', 'headers'] as const)
        if (JSON.stringify(answer[part]) !== JSON.stringify(other[part]))
          found.push(`${part} ${answer[part]} is not ${other[part]} as where nothing is`);
    }
    return found;
  }

  const asked = new Map<string, Promise<Answer>>();
  /** What does not exist, asked by the same person for the same thing once. */
  function askedOnce(operation: Named, expected: Expected, post: Post, target: Target): Promise<Answer> {
    const key = JSON.stringify([operation.name, expected.body, expected.query, post.name, target.names]);
    const answer = asked.get(key) ?? ask(door, operation, post, expected, target);
    asked.set(key, answer);
    return answer;
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
function isNothing({ status, body }: Answer, { each }: Expected): boolean {
  return each === true && status === 200 && body.includes('"done":0');
}

function isRefused(answer: Answer, expected: Expected): boolean {
  return answer.status === 404 || answer.status === 403 || isNothing(answer, expected);
}
