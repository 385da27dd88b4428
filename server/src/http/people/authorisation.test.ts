import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from '../../acts/fixtures/ground.ts';
import { countingQueries } from '../../acts/people/fixtures/queries.ts';
import { type SignedInPerson, signedIn } from '../../acts/people/fixtures/signed-in.ts';
import { delegate } from '../../acts/people/post/delegation.ts';
import { makeToken } from '../../acts/people/tokens.ts';
import { isAdministrator } from '../../scope/administrators.ts';
import { ORACLE } from '../../scope/fixtures/people-oracle.ts';
import type { PeopleAct } from '../../scope/people.ts';
import { ROLES, type Role } from '../../scope/who.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { type Described, operationsOf } from '../fixtures/operations.ts';
import { type PeopleDoor, peopleDoor } from './fixtures/door.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const HERE = '510000/财政';
const THERE = '510000/教育';
const UNKNOWN = '01890000-0000-7000-8000-00000000dead';

/** Somebody to whom things are done, with one of each thing that is theirs. */
interface Target extends SignedInPerson {
  readonly unit: string;
  readonly role: Role;
  readonly names: Readonly<Record<'person' | 'post' | 'appointment' | 'token' | 'delegation', string | null>>;
}

interface Asked {
  readonly act: PeopleAct;
  readonly body?: (target: Target, spare: SignedInPerson) => object;
}

const POLICY = { until: '2026-03-04', reason: '出差', from: null };

/** Every operation on something that belongs to somebody, and the act that it is; written by hand. */
const ON_SOMETHING: Readonly<Record<string, Asked>> = {
  'GET /api/people/{person}': { act: 'person/see' },
  'PATCH /api/people/{person}': { act: 'person/change', body: () => ({ name: '新名' }) },
  'POST /api/people/{person}/disable': { act: 'person/disable' },
  'POST /api/people/{person}/enable': { act: 'person/enable' },
  'POST /api/people/{person}/erase': { act: 'person/erase' },
  'POST /api/people/{person}/sign-out': { act: 'person/sign-out' },
  'POST /api/people/{person}/unlock': { act: 'person/unlock' },
  'POST /api/people/{person}/second-factor/reset': { act: 'person/reset-second-factor' },
  'POST /api/people/{person}/password/reset': { act: 'person/reset-password' },
  'POST /api/people/{person}/link': {
    act: 'person/link',
    body: () => ({ link: { issuer: 'i', subject: 's' } }),
  },
  'GET /api/posts/{post}': { act: 'post/see' },
  'PATCH /api/posts/{post}': { act: 'post/change', body: () => ({ title: '新岗' }) },
  'PUT /api/posts/{post}/roles': { act: 'post/roles', body: ({ role }) => ({ roles: [role] }) },
  'POST /api/posts/{post}/appointments': {
    act: 'appointment/make',
    body: (_, spare) => ({ person: spare.person }),
  },
  'POST /api/appointments/{appointment}/end': { act: 'appointment/end', body: () => ({}) },
  'POST /api/delegations/{delegation}/revoke': { act: 'delegation/revoke' },
  'POST /api/tokens/{token}/revoke': { act: 'token/revoke' },
};

/** Every other operation, and the test that looks at who may do it. */
const OTHERS: Readonly<Record<string, string>> = {
  'GET /api/setup': 'public',
  'POST /api/setup': 'public: with the set-up token, set-up.test.ts',
  'POST /api/session': 'public: sign-in.test.ts',
  'GET /api/session': 'one’s own: session.test.ts',
  'POST /api/session/second-factor': 'one’s own: session.test.ts',
  'POST /api/session/end': 'one’s own: session.test.ts',
  'GET /api/sessions': 'one’s own: session.test.ts',
  'POST /api/sessions/{session}/end': 'one’s own: session.test.ts',
  'POST /api/session/password': 'one’s own: session.test.ts',
  'POST /api/session/second-factor/offer': 'one’s own: session.test.ts',
  'POST /api/session/second-factor/turn-on': 'one’s own: session.test.ts',
  'POST /api/session/second-factor/turn-off': 'one’s own: session.test.ts',
  'POST /api/session/second-factor/recovery-codes': 'one’s own: second-factor.test.ts',
  'GET /api/providers': 'public',
  'POST /api/providers/{provider}/begin': 'public: provider.test.ts',
  'GET /api/providers/{provider}/finish': 'public: provider.test.ts',
  'GET /api/people': 'below',
  'POST /api/people': 'below',
  'GET /api/posts': 'below',
  'POST /api/posts': 'below',
  'GET /api/delegations': 'below',
  'POST /api/delegations': 'below',
  'GET /api/tokens': 'below',
  'POST /api/tokens': 'below',
  'GET /api/settings/sign-in': 'below',
  'PUT /api/settings/sign-in': 'below',
};

describe.runIf(hasPostgres())('rights about people', () => {
  let door: PeopleDoor;
  let actors: Target[];
  let targets: Target[];
  let spares: Readonly<Record<string, SignedInPerson>>;
  beforeAll(async () => {
    door = await peopleDoor();
    const settled = async (role: Role, unit: string): Promise<Target> => {
      const one = await signedIn(door.ground, [role], unit);
      const appointment = await door.ground.database.query
        .selectFrom('appointment')
        .select('id')
        .where('person_id', '=', one.person)
        .executeTakeFirstOrThrow();
      const names = {
        person: one.person,
        post: one.post,
        appointment: appointment.id,
        token: null,
        delegation: null,
      };
      return { ...one, unit, role, names };
    };
    actors = [];
    for (const role of ROLES) actors.push(await settled(role, HERE));
    // What is here and there for them is the other way round.
    for (const role of ['handler', 'unit-administrator'] as const) actors.push(await settled(role, THERE));
    spares = {
      [HERE]: await signedIn(door.ground, [], HERE),
      [THERE]: await signedIn(door.ground, [], THERE),
    };
    const bare: Target[] = [];
    for (const unit of [HERE, THERE])
      for (const role of ['handler', 'security-administrator'] as const) bare.push(await settled(role, unit));
    targets = await Promise.all(
      bare.map(async (target) => {
        if (target.role !== 'handler') return target;
        const request = asking(target.who);
        const making = { name: '程序', scopes: ['read'] as const, days: 30 };
        const token = await makeToken(door.ground, request, making);
        const colleague = await signedIn(door.ground, ['leader'], target.unit);
        const given = await delegate(door.ground, request, {
          post: target.post,
          person: colleague.person,
          ...POLICY,
        });
        return { ...target, names: { ...target.names, token: token.answer.id, delegation: given.answer.id } };
      }),
    );
  }, 120_000);
  afterAll(() => door.end());

  const may = (act: PeopleAct, role: Role, relation: string) =>
    [...(ORACLE[act][role] ?? []), ...(ORACLE[act]['-'] ?? [])].includes(relation);
  const relationOf = (actor: Target, target: Target) => {
    if (actor === target) return 'mine';
    return `${actor.unit === target.unit ? 'here' : 'there'}${isAdministrator(target.role) ? 'Admin' : ''}`;
  };
  const ask = (actor: Target, operation: string, name: string, body?: object) => {
    const [method = '', path = ''] = operation.split(' ');
    const url = path.replace(/\{\w+\}/, name);
    const browser = door.browser(actor.cookie);
    if (method === 'GET') return browser.get(url);
    return browser.send(method as 'POST', url, body, { 'if-match': '"987654"' });
  };

  it('stand in the tables, for every operation', async () => {
    const { operations } = { operations: operationsOf(door.app.swagger() as unknown as Described) };
    const names = operations
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !/ \/(health\/|api\/events|api\/openapi\.json)/.test(name));
    expect(names.sort()).toEqual([...Object.keys(ON_SOMETHING), ...Object.keys(OTHERS)].sort());
  });

  it.each(Object.keys(ON_SOMETHING))('of %s are those of the oracle', async (operation) => {
    const { act, body } = ON_SOMETHING[operation] as Asked;
    const kind = /\{(\w+)\}/.exec(operation)?.[1] as keyof Target['names'];
    const seeing = { appointment: 'post/see' }[kind as string] ?? `${kind}/see`;
    const wrong: string[] = [];
    const asked = new Map<Target, ReturnType<typeof ask>>();
    for (const actor of actors)
      for (const target of [...targets, ...(isAdministrator(actor.role) ? [] : [actor])]) {
        const name = target.names[kind];
        if (name === null) continue;
        const relation = relationOf(actor, target);
        const sent = body?.(target, spares[actor.unit] as SignedInPerson);
        const answer = await ask(actor, operation, name, sent);
        const about = `${actor.unit} ${actor.role} on ${relation}: ${answer.statusCode} ${answer.body.slice(0, 120)}`;
        if (may(act, actor.role, relation)) {
          if ([401, 403, 404, 428, 500].includes(answer.statusCode)) wrong.push(`${about}, though theirs`);
        } else if (may(seeing as PeopleAct, actor.role, relation)) {
          if (answer.statusCode !== 403) wrong.push(`${about}, though not theirs`);
        } else {
          // What does not exist is asked for once by each.
          const unknown = await (asked.get(actor) ?? ask(actor, operation, UNKNOWN, sent));
          asked.set(actor, Promise.resolve(unknown));
          const plain = (text: string) => text.replaceAll(/"request":"[\w-]+"/g, '');
          if (answer.statusCode !== 404) wrong.push(`${about}, though hidden`);
          if (plain(answer.body) !== plain(unknown.body)) wrong.push(`${about} is not like ${unknown.body}`);
        }
      }
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  it('of lists are those of the oracle', async () => {
    const lists = [
      ['people', 'person/see', 'person'],
      ['posts', 'post/see', 'post'],
      ['tokens', 'token/see', 'token'],
      ['delegations', 'delegation/see', 'delegation'],
    ] as const;
    for (const actor of actors)
      for (const [list, act, kind] of lists) {
        const answer = await door.browser(actor.cookie).get(`/api/${list}?limit=200`);
        if (list === 'people' && !/^(system|security|unit)-/.test(actor.role)) {
          expect(answer.statusCode).toBe(403);
          continue;
        }
        const seen = (answer.json() as { rows: { id: string }[] }).rows.map(({ id }) => id);
        for (const target of targets) {
          const name = target.names[kind];
          if (name === null) continue;
          const expected = may(act, actor.role, relationOf(actor, target));
          expect(
            seen.includes(name),
            `${actor.unit} ${actor.role} ${list} ${target.unit} ${target.role}`,
          ).toBe(expected);
        }
        // What is asked for by name of a unit shows no more.
        const other = await door
          .browser(actor.cookie)
          .get(
            `/api/${list}?limit=200${list === 'tokens' ? '' : `&unit=${encodeURIComponent(actor.unit === HERE ? THERE : HERE)}`}`,
          );
        const more = (other.json() as { rows: { id: string }[] }).rows.map(({ id }) => id);
        for (const target of targets) {
          const name = target.names[kind];
          if (name !== null && !may(act, actor.role, relationOf(actor, target)))
            expect(more).not.toContain(name);
        }
      }
  });

  it('cost the same number of statements, however long a list is', async () => {
    const browser = door.browser(door.security.cookie);
    for (const list of ['people', 'posts', 'tokens', 'delegations']) {
      const of = async (limit: number) =>
        (await countingQueries(() => browser.get(`/api/${list}?limit=${limit}`))).queries;
      await of(1);
      const [few, many] = [await of(1), await of(200)];
      expect([list, few, many <= 4]).toEqual([list, many, true]);
    }
  });

  it('of making something are those of the oracle', async () => {
    let count = 0;
    for (const actor of actors) {
      const browser = door.browser(actor.cookie);
      const checked = (answer: { statusCode: number; body: string }, allowed: boolean, what: string) => {
        const is = answer.statusCode !== 403 && answer.statusCode !== 404;
        expect(is, `${actor.unit} ${actor.role} ${what}: ${answer.statusCode} ${answer.body}`).toBe(allowed);
      };
      for (const unit of [HERE, THERE]) {
        const relation = unit === actor.unit ? 'here' : 'there';
        const person = { unit, name: '新人', login: `matrix-${++count}` };
        checked(
          await browser.send('POST', '/api/people', person),
          may('person/make', actor.role, relation),
          'person',
        );
        const post = { unit, title: '新岗' };
        checked(
          await browser.send('POST', '/api/posts', post),
          may('post/make', actor.role, relation),
          'post',
        );
      }
      for (const target of [...targets, ...(isAdministrator(actor.role) ? [] : [actor])]) {
        const spare = spares[target.unit] as SignedInPerson;
        const giving = { post: target.post, person: spare.person, until: '2026-03-05', reason: '出差' };
        const allowed = may('delegation/give', actor.role, relationOf(actor, target));
        checked(await browser.send('POST', '/api/delegations', giving), allowed, `delegation ${target.role}`);
      }
      const token = await browser.send('POST', '/api/tokens', { name: '程序', scopes: ['read'], days: 1 });
      checked(token, !isAdministrator(actor.role), 'token');
      const policy = await browser.get('/api/settings/sign-in');
      checked(policy, may('setting/see', actor.role, 'here'), 'policy');
      const set = await browser.send(
        'PUT',
        '/api/settings/sign-in',
        (await door.browser(door.security.cookie).get('/api/settings/sign-in')).json().policy,
        { 'if-match': '"987654"' },
      );
      checked(set, may('setting/sign-in', actor.role, 'here'), 'set policy');
    }
  });
});
