import { ASSIGNMENT_ACTS, LIFE } from '@luodi/core/assignment';
import type { UnitRef } from '@luodi/core/programme';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CHENGDU,
  clerk,
  confirmed,
  coordinator,
  DEYANG,
  FARMS,
  FINANCE,
  ledgerWith,
  OFFICE,
  putUnits,
  SCHOOLS,
  signer,
  UNITS,
} from '../../acts/assignment/fixtures/confirmed.ts';
import { someone } from '../../acts/fixtures/ground.ts';
import type { Who } from '../../scope/who.ts';
import { counting } from '../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { appOf } from '../app.ts';
import { type TestDoor, testDoor } from '../fixtures/door.ts';
import { assignments } from './assignments.ts';
import { inbox } from './inbox.ts';
import { slips } from './slips.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const LEDGER = ledgerWith({
  m1: {
    due: null,
    duties: [
      [FINANCE, 'lead'],
      [SCHOOLS, 'responsible'],
      [FARMS, 'cooperate'],
    ],
  },
  m2: {
    due: '2026-06-30',
    duties: [
      [SCHOOLS, 'lead'],
      [CHENGDU, 'local'],
      [DEYANG, 'local'],
    ],
  },
  m3: { due: '2026-02-28', duties: [[SCHOOLS, 'lead']] },
});
/** A city’s own department, for the same line as the province’s. */
const CITY_SCHOOLS: UnitRef = { id: '510100/教育', name: '成都市教育局' };

describe.runIf(hasPostgres())('assignments at the door', () => {
  let door: TestDoor;
  let programme: string;
  beforeAll(async () => {
    door = await testDoor({ resources: [assignments, slips, inbox] });
    await putUnits(door.ground, [...UNITS, CITY_SCHOOLS]);
  });
  beforeEach(async () => {
    door.moveTo('2026-03-02T01:00:00.000Z');
    programme = await confirmed(door.ground, LEDGER);
    await post(coordinator(), 'dispatch', {});
  });
  afterAll(() => door.end());

  const at = (path: string) => `/api/programmes/${programme}/${path}`;
  const get = async (who: Who, path: string, more = {}) => {
    const url = path.startsWith('/') ? path : at(path);
    const answer = await door.app.inject({ method: 'GET', url, headers: door.as(who, more) });
    return { status: answer.statusCode, body: answer.json(), etag: answer.headers.etag };
  };
  const post = async (who: Who, path: string, body: object | undefined, more = {}) => {
    const answer = await door.app.inject({
      ...{ method: 'POST', url: at(path), headers: door.as(who, more) },
      ...(body && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.json(), etag: answer.headers.etag };
  };
  const lines = (body: { rows: { unit: UnitRef; measure: { id: string } }[] }) =>
    body.rows.map(({ unit, measure }) => `${measure.id} ${unit.name}`);
  const idOf = async ({ id }: UnitRef, measure: string) =>
    (await get(coordinator(), `assignments?unit=${encodeURIComponent(id)}&measure=${measure}`)).body.rows[0]
      .id;

  it('are listed by last day, standing work last, and narrowed by everything', async () => {
    const all = await get(coordinator(), 'assignments');
    expect(all.status).toBe(200);
    expect(lines(all.body).slice(0, 1)).toEqual([`m3 ${SCHOOLS.name}`]);
    expect(all.body.rows.map((row: { dueOn: string | null }) => row.dueOn)).toEqual([
      ...['2026-02-28', '2026-06-30', '2026-06-30', '2026-06-30'],
      ...[null, null, null],
    ]);
    const found = async (query: string, who = coordinator()) =>
      lines((await get(who, `assignments?${query}`)).body).sort();
    expect(await found('role=local')).toEqual([`m2 ${DEYANG.name}`, `m2 ${CHENGDU.name}`].sort());
    expect(await found('role=local,cooperate&region=510000')).toHaveLength(3);
    expect(await found('region=510600')).toEqual([`m2 ${DEYANG.name}`]);
    expect(await found('overdue=true')).toEqual([`m3 ${SCHOOLS.name}`]);
    expect(await found('overdue=false')).toHaveLength(6);
    expect(await found('dueFrom=2026-03-01&dueTo=2026-06-30')).toHaveLength(3);
    expect(await found(`lead=${encodeURIComponent(FINANCE.id)}`)).toHaveLength(3);
    expect(await found(`text=${encodeURIComponent('举措m3')}`)).toEqual([`m3 ${SCHOOLS.name}`]);
    expect(await found(`text=${encodeURIComponent('德阳')}`)).toEqual([`m2 ${DEYANG.name}`]);
    expect(await found('text=%25')).toEqual([]);
    expect(await found('state=acknowledged')).toEqual([]);
    expect(await found('state=dispatched&slip=2')).toHaveLength(3);
    expect(await found('', clerk(CHENGDU))).toEqual([`m2 ${CHENGDU.name}`]);
    expect(await found('', clerk(SCHOOLS))).toHaveLength(5);
    expect((await get(coordinator(), 'assignments?state=no')).status).toBe(400);
    expect((await get(coordinator(), 'assignments?order=name')).status).toBe(400);
  });

  it('come in pages whose cursors hold for one list only', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null; pages++) {
      expect(pages).toBeLessThan(5);
      const { body } = await get(
        coordinator(),
        `assignments?limit=2${next ? `&cursor=${encodeURIComponent(next)}` : ''}`,
      );
      seen.push(...body.rows.map(({ id }: { id: string }) => id));
      if (pages === 0)
        expect(
          (await get(coordinator(), `assignments?limit=2&role=lead&cursor=${body.next}`)).body.code,
        ).toBe('door/bad-cursor');
      next = body.next;
    }
    const { body } = await get(coordinator(), 'assignments');
    expect(seen).toEqual(body.rows.map(({ id }: { id: string }) => id));
  });

  it('show the clocks, the next step, and whether it may be done', async () => {
    const { body } = await get(clerk(CHENGDU), 'assignments');
    expect(body.rows[0]).toMatchObject({
      clocks: [
        { clock: 'acknowledge', due: { on: '2026-03-03', assumed: [] }, overdue: false },
        { clock: 'dispute' },
      ],
      next: { kind: 'acknowledge', act: 'acknowledge', yours: true, may: true, due: { on: '2026-03-03' } },
    });
    const { body: other } = await get(coordinator(), 'assignments?slip=4', { 'accept-language': 'en' });
    expect(other.rows[0].next).toMatchObject({ yours: false, may: { code: 'scope/own-handler-only' } });
    expect(other.rows[0].next.may.sentence).toMatch(/^[\x20-\x7e“”’]+$/);
  });

  it('are not there for those who do not see the programme, as if there were none', async () => {
    const stranger = someone('510300/水利', ['handler']);
    for (const path of ['assignments', 'slips', 'acknowledgements', 'dispatch']) {
      const unseen = await get(stranger, path);
      const unknown = await get(stranger, `/api/programmes/${door.ground.newId()}/${path}`);
      const nameless = await get(stranger, `/api/programmes/none/${path}`);
      for (const one of [unseen, unknown, nameless])
        expect({ ...one, body: { ...one.body, request: '' } }).toEqual({
          ...unseen,
          ...{ status: 404, body: { ...unseen.body, request: '' } },
        });
    }
    const id = await idOf(CHENGDU, 'm2');
    expect((await get(clerk(FARMS), `assignments/${id}`)).status).toBe(404);
    expect((await get(clerk(FARMS), 'slips/4')).status).toBe(404);
    expect((await post(clerk(FARMS), `assignments/${id}/acts`, { act: 'begin' })).status).toBe(404);
  });

  it('are acted on, and the version is told', async () => {
    const id = await idOf(CHENGDU, 'm2');
    const { body, etag } = await get(clerk(CHENGDU), `assignments/${id}`);
    expect([body.version, etag?.startsWith('"1.')]).toEqual([1, true]);
    const done = await post(
      clerk(CHENGDU),
      `assignments/${id}/acts`,
      { act: 'acknowledge' },
      {
        'if-match': etag,
      },
    );
    expect([done.status, done.body.state, done.etag]).toEqual([200, 'acknowledged', '"2"']);
    const stale = await post(
      clerk(CHENGDU),
      `assignments/${id}/acts`,
      { act: 'begin' },
      { 'if-match': etag },
    );
    expect([stale.status, stale.body.now.version]).toEqual([412, 2]);
    const wrong = await post(signer(CHENGDU), `assignments/${id}/acts`, { act: 'dispute' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'assignment/no-reason']);
    for (const body_ of [{}, { act: 'dispatch' }, { act: 'begin', more: 1 }, { act: 'begin', reason: 1 }, []])
      expect((await post(clerk(CHENGDU), `assignments/${id}/acts`, body_)).status).toBe(400);
  });

  it('pressed by two: one 200, one 409 that says who, when, and how things stand', async () => {
    const id = await idOf(CHENGDU, 'm2');
    const title = '综合处经办岗';
    const desk = door.ground.newId();
    await door.ground.database.query
      .insertInto('post')
      .values({ id: desk, unit_id: CHENGDU.id, title, from_day: '2020-01-01', version: 1 })
      .execute();
    const press = (person: string) =>
      post({ ...clerk(CHENGDU, person), post: desk }, `assignments/${id}/acts`, { act: 'acknowledge' });
    const both = await Promise.all([press('a'), press('b')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = both.find(({ status }) => status === 409) as (typeof both)[number];
    expect(body).toMatchObject({
      type: 'urn:luodi:assignment/wrong-state',
      title: `岗位“${title}”已于 2026-03-02 09:00 先行办理，现在不能这样做。请看最新情况。`,
      now: { id, state: 'acknowledged', version: 2 },
    });
  });

  it('are described with the conditions of the table', async () => {
    const { paths } = (await get(coordinator(), '/api/openapi.json')).body;
    const { description } = paths['/api/programmes/{programme}/assignments/{id}/acts'].post;
    for (const act of ASSIGNMENT_ACTS.filter((one) => one !== 'dispatch'))
      expect(description).toContain(`| ${act} | ${LIFE[act].by}`);
  });

  it('are acted on many at once, each with its own answer', async () => {
    const ids = [await idOf(SCHOOLS, 'm2'), await idOf(FARMS, 'm1'), door.ground.newId()];
    const { status, body } = await post(clerk(SCHOOLS), 'acts', { act: 'acknowledge', assignments: ids });
    expect([status, body.done]).toEqual([200, 1]);
    expect(body.answers.map((one: { why?: { code: string } }) => one.why?.code ?? null)).toEqual([
      null,
      'scope/not-found',
      'scope/not-found',
    ]);
    const far = { act: 'acknowledge', assignments: Array.from({ length: 501 }, () => ids[0]) };
    expect((await post(clerk(SCHOOLS), 'acts', far)).status).toBe(400);
  });

  describe('slips', () => {
    it('are previewed as they will be printed, and dispatched once', async () => {
      programme = await confirmed(door.ground, LEDGER);
      const { body, etag } = await get(coordinator(), 'dispatch');
      expect(
        body.slips.map((slip: { unit: UnitRef; lines: [] }) => [slip.unit.name, slip.lines.length]),
      ).toEqual([
        [FINANCE.name, 1],
        [SCHOOLS.name, 3],
        [FARMS.name, 1],
        [CHENGDU.name, 1],
        [DEYANG.name, 1],
      ]);
      expect(body.slips[3].lines[0]).toMatchObject({
        ...{ item: { no: 1, title: '办好民生实事' }, measure: { id: 'm2', text: '举措m2' } },
        ...{ role: 'local', lead: SCHOOLS, dueOn: '2026-06-30', assignment: null },
        source: [{ text: '原文四字' }],
      });
      expect(body.may.dispatch).toBe(true);
      const done = await post(coordinator(), 'dispatch', {}, { 'if-match': etag });
      expect([done.status, done.body.assignments, done.body.slips.length]).toEqual([200, 7, 5]);
      expect((await get(coordinator(), 'dispatch')).body).toMatchObject({
        ...{ slips: [], assignments: 0 },
        may: { dispatch: { code: 'assignment/nothing-to-dispatch' } },
      });
      const again = await post(coordinator(OFFICE, 'o-2'), 'dispatch', {});
      expect([again.status, again.body.code]).toEqual([409, 'assignment/already-dispatched']);
    });

    it('are read, and acknowledged as a whole', async () => {
      const { body: list } = await get(coordinator(), 'slips?limit=2');
      expect(list.rows).toMatchObject([
        { no: 1, unit: FINANCE, assignments: 1, waiting: 1 },
        { no: 2, unit: SCHOOLS, assignments: 3, waiting: 3 },
      ]);
      const { body: more } = await get(coordinator(), `slips?limit=200&cursor=${list.next}`);
      expect([more.rows.map(({ no }: { no: number }) => no), more.next]).toEqual([[3, 4, 5], null]);
      expect((await get(clerk(SCHOOLS), 'slips')).body.rows.map(({ no }: { no: number }) => no)).toEqual([2]);
      const { body: slip } = await get(clerk(SCHOOLS), 'slips/2');
      expect(slip).toMatchObject({ no: 2, unit: SCHOOLS, coordinator: OFFICE, may: { acknowledge: true } });
      expect(slip.lines.map(({ measure }: { measure: { id: string } }) => measure.id)).toEqual([
        'm1',
        'm2',
        'm3',
      ]);
      const done = await post(clerk(SCHOOLS), 'slips/2/acknowledge', undefined);
      expect([done.status, done.body]).toEqual([200, { no: 2, done: 3 }]);
      const again = await post(clerk(SCHOOLS), 'slips/2/acknowledge', undefined);
      expect([again.status, again.body.code]).toEqual([409, 'assignment/none-done']);
      expect((await get(clerk(SCHOOLS), 'slips/2')).body.may.acknowledge.code).toBe('assignment/none-done');
    });
  });

  it('are counted by region for those who wait', async () => {
    await post(clerk(CHENGDU), 'slips/4/acknowledge', undefined);
    door.moveTo('2026-03-04T01:00:00.000Z');
    const { body } = await get(coordinator(), 'acknowledgements?region=510000');
    expect(body.rows).toEqual([
      {
        ...{ region: { code: '510000', name: '510000' }, units: 3, assignments: 5, acknowledged: 0 },
        ...{ disputed: 0, waiting: 5, late: 5 },
      },
      {
        ...{ region: { code: '510100', name: '510100' }, units: 1, assignments: 1, acknowledged: 1 },
        ...{ disputed: 0, waiting: 0, late: 0 },
      },
      {
        ...{ region: { code: '510600', name: '510600' }, units: 1, assignments: 1, acknowledged: 0 },
        ...{ disputed: 0, waiting: 1, late: 1 },
      },
    ]);
    const { body: provinces } = await get(coordinator(), 'acknowledgements');
    expect(provinces.rows).toMatchObject([{ region: { code: '510000' }, assignments: 7, acknowledged: 1 }]);
  });

  describe('the inbox', () => {
    it('holds what the unit and the duties of the post have to do, by last day, one act each', async () => {
      const mine = clerk(CITY_SCHOOLS);
      programme = await confirmed(
        door.ground,
        ledgerWith({
          m1: { due: '2026-05-31', duties: [[CITY_SCHOOLS, 'lead']] },
          m2: { due: null, duties: [[CITY_SCHOOLS, 'lead']] },
          m3: { due: '2026-03-31', duties: [[CITY_SCHOOLS, 'lead']] },
        }),
      );
      await post(coordinator(), 'dispatch', {});
      expect((await get(mine, '/api/inbox/count')).body).toEqual({ open: 3, overdue: 0 });
      await post(mine, 'slips/1/acknowledge', undefined);
      const ids = (await get(mine, 'assignments')).body.rows.map(({ id }: { id: string }) => id);
      await post(mine, 'acts', { act: 'begin', assignments: ids });
      const { body } = await get(mine, '/api/inbox?limit=2');
      expect(body.rows).toMatchObject([
        { kind: 'work', act: 'claim', measure: { id: 'm3', text: '举措m3' }, dueOn: '2026-03-31' },
        { kind: 'work', act: 'claim', unit: CITY_SCHOOLS, item: { no: 1 }, dueOn: '2026-05-31' },
      ]);
      expect(body.rows[0].programme).toEqual({ id: programme, title: '年度重点工作' });
      const rest = await get(mine, `/api/inbox?limit=2&cursor=${encodeURIComponent(body.next)}`);
      expect(rest.body.rows).toMatchObject([{ measure: { id: 'm2' }, dueOn: null }]);
      expect(rest.body.next).toBeNull();
      expect((await get(signer(CITY_SCHOOLS), '/api/inbox')).body.rows).toEqual([]);
      door.moveTo('2026-04-01T01:00:00.000Z');
      expect((await get(mine, '/api/inbox/count')).body).toEqual({ open: 3, overdue: 1 });
      expect((await get(mine, '/api/inbox?kind=sign')).body.rows).toEqual([]);
    });
  });

  it('take the same number of queries however many there are', async () => {
    const { query, counted } = counting(door.ground.database.query);
    const ground = { ...door.ground, database: { ...door.ground.database, query } };
    let asks: Who = coordinator();
    const whoOf = async () => ({ person: asks.person, session: 's', by: 'token' as const, who: asks });
    const app = await appOf(ground, { resources: [assignments, slips, inbox], whoOf });
    const queries = async (by: Who, path: string) => {
      asks = by;
      const url = path.startsWith('/') ? path : at(path);
      const { result, statements } = await counted(async () => app.inject({ method: 'GET', url }));
      expect(result.statusCode).toBe(200);
      return statements;
    };
    const who = clerk(SCHOOLS);
    const figures = {
      list: [await queries(who, 'assignments?limit=1'), await queries(who, 'assignments')],
      slips: [await queries(coordinator(), 'slips?limit=1'), await queries(coordinator(), 'slips')],
      slip: [await queries(coordinator(), 'slips/1'), await queries(coordinator(), 'slips/2')],
      inbox: [await queries(who, '/api/inbox?limit=1'), await queries(who, '/api/inbox')],
    };
    await app.close();
    for (const [one, all] of Object.values(figures)) expect(one).toBe(all);
    expect(Object.values(figures).map(([one]) => one)).toEqual([2, 2, 5, 3]);
  });
});
