import { eventOf } from '@luodi/core/journal';
import type { Ledger } from '@luodi/core/programme';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counting } from '../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { inboxFaults, rebuildInbox } from '../../store/inbox.ts';
import { rowHash } from '../../store/row.ts';
import type { Ground } from '../context.ts';
import { asking, type TestGround, testGround } from '../fixtures/ground.ts';
import { actOnAssignment } from './act-on-assignment.ts';
import { dispatchProgramme } from './dispatch.ts';
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
  rebased,
  SCHOOLS,
  UNITS,
} from './fixtures/confirmed.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const LEDGER = ledgerWith({
  m1: {
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
});

describe.runIf(hasPostgres())('a dispatch', () => {
  let test: TestGround;
  let programme: string;
  beforeAll(async () => {
    test = await testGround();
    await putUnits(test.ground, UNITS);
  });
  beforeEach(async () => {
    test.moveTo('2026-03-02T01:00:00.000Z');
    programme = await confirmed(test.ground, LEDGER);
  });
  afterAll(() => test.end());

  const dispatch = (who = coordinator(), more: { reason?: string; version?: number; key?: string } = {}) =>
    dispatchProgramme(test.ground, asking(who, more.key), {
      ...{ programme, reason: more.reason ?? '', version: more.version ?? null },
    });
  const assignments = () =>
    test.ground.database.query
      .selectFrom('assignment')
      .selectAll()
      .where('programme_id', '=', programme)
      .orderBy('id')
      .execute();
  const inbox = async () => {
    const rows = await test.ground.database.query
      .selectFrom('inbox')
      .selectAll()
      .where('programme_id', '=', programme)
      .execute();
    return rows.map((row) => `${row.unit_id} ${row.kind} ${row.measure_id} ${row.due_on}`).sort();
  };
  const faults = () => inboxFaults(test.ground.database.query, programme, test.ground.calendar);
  const of = async (unit: string, measure: string) =>
    (await assignments()).find((row) => row.unit_id === unit && row.measure_id === measure)?.id ?? '';

  it('gives each unit one slip with all of its measures, in one event that knows every row', async () => {
    const { answer, seq } = await dispatch();
    expect(answer.slips).toEqual([
      { no: 1, unit: FINANCE, assignments: 1 },
      { no: 2, unit: SCHOOLS, assignments: 2 },
      { no: 3, unit: FARMS, assignments: 1 },
      { no: 4, unit: CHENGDU, assignments: 1 },
      { no: 5, unit: DEYANG, assignments: 1 },
    ]);
    expect([answer.assignments, answer.withdrawn, answer.changed, answer.waiting]).toEqual([6, 0, 0, []]);
    const rows = await assignments();
    expect(rows.map(({ state, version }) => [state, version])).toEqual(rows.map(() => ['dispatched', 1]));
    expect(rows.find(({ unit_id }) => unit_id === CHENGDU.id)).toMatchObject({
      region_code: '510100',
      due_on: '2026-06-30',
    });
    const stored = await test.ground.database.query
      .selectFrom('journal_event')
      .selectAll()
      .where('programme_id', '=', programme)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
    const event = eventOf(stored.body);
    if (event === null || typeof event === 'string') throw new Error('no event');
    const effects = new Map(event.effects.map((one) => [one.of, one.rows]));
    expect([...effects].map(([table, of_]) => [table, of_.length])).toEqual([
      ['slip', 5],
      ['assignment', 6],
      ['assignment_mark', 6],
      ['programme', 1],
    ]);
    expect(
      effects
        .get('assignment')
        ?.map(([id, sm3]) => [id, sm3])
        .sort(),
    ).toEqual(rows.map((row) => [row.id, rowHash(row)]).sort());
    expect(test.news.at(-1)?.units).toContain(CHENGDU.id);
  });

  it('puts everything into the inbox of its unit, until the day by which it has to be acknowledged', async () => {
    await dispatch();
    expect(await inbox()).toEqual(
      [
        `${FINANCE.id} acknowledge m1 2026-03-03`,
        `${SCHOOLS.id} acknowledge m1 2026-03-03`,
        `${FARMS.id} acknowledge m1 2026-03-03`,
        `${SCHOOLS.id} acknowledge m2 2026-03-03`,
        `${CHENGDU.id} acknowledge m2 2026-03-03`,
        `${DEYANG.id} acknowledge m2 2026-03-03`,
      ].sort(),
    );
    expect(await faults()).toEqual([]);
  });

  it('is done once: the second one is told who did it, and when', async () => {
    await dispatch();
    test.moveTo('2026-03-02T01:30:00.000Z');
    await expect(dispatch(coordinator(OFFICE, 'o-2', 'office#c2'))).rejects.toMatchObject({
      code: 'assignment/already-dispatched',
      parameters: { post: `${OFFICE.id}#c1`, at: '2026-03-02 09:00' },
    });
    expect((await assignments()).length).toBe(6);
  });

  it('is for coordinators of the coordinating unit; for others the programme is not there', async () => {
    await expect(dispatch(clerk(OFFICE))).rejects.toMatchObject({ code: 'scope/coordinator-only' });
    await expect(dispatch(coordinator(FARMS))).rejects.toMatchObject({ code: 'scope/not-found' });
    await dispatch();
    await expect(dispatch(coordinator(FARMS))).rejects.toMatchObject({ code: 'scope/coordinator-only' });
  });

  it('is refused for another version of the ledger than was seen, and for units that are no more', async () => {
    await expect(dispatch(coordinator(), { version: 1 })).rejects.toMatchObject({ code: 'door/stale' });
    const gone = { id: '510000/扶贫', name: '四川省扶贫开发局' };
    await putUnits(test.ground, [gone]);
    await test.ground.database.query
      .updateTable('unit')
      .set({ until_day: '2021-06-03' })
      .where('id', '=', gone.id)
      .execute();
    for (const [unit, code] of [
      [gone, 'assignment/unit-gone'],
      [{ id: '510000/没有', name: '没有的单位' }, 'assignment/unit-unknown'],
    ] as const) {
      programme = await confirmed(test.ground, ledgerWith({ m1: { duties: [[unit, 'lead']] } }));
      await expect(dispatch()).rejects.toMatchObject({ code, parameters: { name: unit.name } });
      expect(await assignments()).toEqual([]);
    }
  });

  it('gives out later what a change request added, and takes back what it dropped', async () => {
    await dispatch();
    const kept = await of(FINANCE.id, 'm1');
    const after = ledgerWith({
      m1: {
        due: '2026-09-30',
        duties: [
          [FINANCE, 'lead'],
          [DEYANG, 'local'],
        ],
      },
      m3: { duties: [[SCHOOLS, 'lead']] },
    });
    await rebased(test.ground, programme, after);
    test.moveTo('2026-04-01T01:00:00.000Z');
    await expect(dispatch()).rejects.toMatchObject({ code: 'assignment/no-reason' });
    const { answer } = await dispatch(coordinator(), { reason: '台账调整' });
    expect(answer).toMatchObject({ assignments: 2, withdrawn: 5, changed: 1, waiting: [] });
    expect(answer.slips).toEqual([
      { no: 6, unit: DEYANG, assignments: 1 },
      { no: 7, unit: SCHOOLS, assignments: 1 },
    ]);
    const rows = await assignments();
    expect(rows.find(({ id }) => id === kept)).toMatchObject({
      due_on: '2026-09-30',
      state: 'dispatched',
      version: 2,
    });
    expect(rows.filter(({ state }) => state === 'withdrawn').length).toBe(5);
    expect(await inbox()).toEqual(
      [
        `${FINANCE.id} acknowledge m1 2026-03-03`,
        `${DEYANG.id} acknowledge m1 2026-04-02`,
        `${SCHOOLS.id} acknowledge m3 2026-04-02`,
      ].sort(),
    );
    expect(await faults()).toEqual([]);
  });

  it('tells the new lead to those who have the measure', async () => {
    await dispatch();
    const after = ledgerWith({
      m1: {
        duties: [
          [SCHOOLS, 'lead'],
          [FINANCE, 'responsible'],
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
    });
    await rebased(test.ground, programme, after);
    const { answer } = await dispatch(coordinator(), { reason: '调整牵头' });
    expect(answer).toMatchObject({ assignments: 0, withdrawn: 0, changed: 3 });
    const rows = (await assignments()).filter(({ measure_id }) => measure_id === 'm1');
    expect(new Set(rows.map(({ lead_id }) => lead_id))).toEqual(new Set([SCHOOLS.id]));
    expect(rows.map(({ role }) => role).sort()).toEqual(['cooperate', 'lead', 'responsible']);
  });

  it('goes on under another coordinating unit, which also takes back what the first one gave out', async () => {
    await dispatch();
    const after = ledgerWith({ m2: { due: '2026-06-30', duties: [[SCHOOLS, 'lead']] } });
    await rebased(test.ground, programme, { ...after, coordinator: FARMS });
    await expect(dispatch(coordinator(), { reason: '调整' })).rejects.toMatchObject({
      code: 'scope/coordinator-only',
    });
    const { answer } = await dispatch(coordinator(FARMS), { reason: '调整' });
    expect(answer).toMatchObject({ assignments: 0, withdrawn: 5, changed: 1 });
    expect(new Set((await assignments()).map((row) => row.coordinator_id))).toEqual(new Set([FARMS.id]));
    expect(await faults()).toEqual([]);
  });

  it('names what it may not take back', async () => {
    await dispatch();
    const id = await of(SCHOOLS.id, 'm1');
    for (const act of ['acknowledge', 'begin', 'claim'] as const)
      await actOnAssignment(test.ground, asking(clerk(SCHOOLS)), {
        ...{ programme, id, act, reason: '', to: null, version: null },
      });
    await rebased(test.ground, programme, ledgerWith({ m1: { duties: [[FINANCE, 'lead']] } }));
    const { answer } = await dispatch(coordinator(), { reason: '调整' });
    expect(answer).toMatchObject({ withdrawn: 4, waiting: [{ id, unit: SCHOOLS, measure: 'm1' }] });
    expect(await faults()).toEqual([]);
  });

  it('takes as many queries for a hundred units as for one', async () => {
    const { query, counted } = counting(test.ground.database.query);
    const ground: Ground = { ...test.ground, database: { ...test.ground.database, query } };
    const counties = Array.from({ length: 100 }, (_, at) => {
      const id = `51${String(at + 1).padStart(2, '0')}01/人民政府`;
      return { id, name: `第${at + 1}县人民政府` };
    });
    await putUnits(test.ground, counties);
    const locals = counties.map((unit) => [unit, 'local'] as const);
    const queries = async (ledger: Ledger) => {
      const of = await confirmed(test.ground, ledger);
      const { result, statements } = await counted(() =>
        dispatchProgramme(ground, asking(coordinator()), { programme: of, reason: '', version: null }),
      );
      return [result.answer.assignments, statements];
    };
    const [one, few] = await queries(ledgerWith({ m1: { duties: [[FINANCE, 'lead']] } }));
    const all = { duties: [[FINANCE, 'lead'], ...locals] as const };
    const [many, more] = await queries(ledgerWith({ m1: all, m2: all, m3: all }));
    expect([one, many]).toEqual([1, 303]);
    expect(more).toBe(few);
  });

  it('leaves inboxes that can be thrown away and made anew, and faults in them are named', async () => {
    await dispatch();
    const { query } = test.ground.database;
    const before = await inbox();
    await query
      .updateTable('inbox')
      .set({ due_on: '2030-01-01' })
      .where('programme_id', '=', programme)
      .where('unit_id', '=', FARMS.id)
      .execute();
    await query
      .deleteFrom('inbox')
      .where('programme_id', '=', programme)
      .where('unit_id', '=', DEYANG.id)
      .execute();
    await query
      .updateTable('inbox')
      .set({ kind: 'begin' })
      .where('programme_id', '=', programme)
      .where('unit_id', '=', CHENGDU.id)
      .execute();
    expect((await faults()).map(({ fault, unit, kind }) => `${fault} ${unit} ${kind}`).sort()).toEqual(
      [
        `different ${FARMS.id} acknowledge`,
        `missing ${CHENGDU.id} acknowledge`,
        `missing ${DEYANG.id} acknowledge`,
        `undue ${CHENGDU.id} begin`,
      ].sort(),
    );
    await query.transaction().execute((tx) => rebuildInbox(tx, programme, test.ground.calendar));
    expect(await inbox()).toEqual(before);
    expect(await faults()).toEqual([]);
  });
});
