import { eventOf } from '@luodi/core/journal';
import type { UnitRef } from '@luodi/core/programme';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Who } from '../../scope/who.ts';
import { counting } from '../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { inboxFaults } from '../../store/inbox.ts';
import type { ActAsked } from '../../views/assignment/assignment.ts';
import type { Ground } from '../context.ts';
import { asking, type TestGround, testGround } from '../fixtures/ground.ts';
import { actOnAssignment } from './act-on-assignment.ts';
import { acknowledgeSlip, actOnAssignments, type BulkAct } from './act-on-assignments.ts';
import { dispatchProgramme } from './dispatch.ts';
import {
  CHENGDU,
  clerk,
  confirmed,
  coordinator,
  DEYANG,
  FARMS,
  FINANCE,
  leader,
  ledgerWith,
  OFFICE,
  putUnits,
  SCHOOLS,
  signer,
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
  m2: { duties: [[SCHOOLS, 'lead']] },
  m3: { duties: [[OFFICE, 'lead']] },
});
const AT = '2026-03-02T01:00:00.000Z';

describe.runIf(hasPostgres())('an act on an assignment', () => {
  let test: TestGround;
  let programme: string;
  let post: string;
  beforeAll(async () => {
    test = await testGround();
    await putUnits(test.ground, UNITS);
    post = test.ground.newId();
    await test.ground.database.query
      .insertInto('post')
      .values({ id: post, unit_id: FINANCE.id, title: '综合处经办岗', from_day: '2020-01-01', version: 1 })
      .execute();
  });
  beforeEach(async () => {
    test.moveTo(AT);
    programme = await confirmed(test.ground, LEDGER);
    await dispatchProgramme(test.ground, asking(coordinator()), { programme, reason: '', version: null });
  });
  afterAll(() => test.end());

  const rows = () =>
    test.ground.database.query
      .selectFrom('assignment')
      .selectAll()
      .where('programme_id', '=', programme)
      .execute();
  const rowOf = async (unit: UnitRef, measure: string) => {
    const found = (await rows()).filter((row) => row.unit_id === unit.id && row.measure_id === measure);
    return found.at(-1) as NonNullable<(typeof found)[number]>;
  };
  const idOf = async (unit: UnitRef, measure: string) => (await rowOf(unit, measure)).id;
  interface More {
    readonly reason?: string;
    readonly to?: string;
    readonly version?: number;
    readonly key?: string;
    readonly ground?: Ground;
  }
  const act = async (who: Who, id: string, one: ActAsked, more: More = {}) =>
    actOnAssignment(more.ground ?? test.ground, asking(who, more.key), {
      ...{ programme, id, act: one, reason: more.reason ?? '理由' },
      ...{ to: more.to ?? null, version: more.version ?? null },
    });
  /** Each step by its unit’s own people, to the end. */
  const through = async (id: string, unit: UnitRef, ...acts: ActAsked[]) => {
    for (const one of acts)
      await act(one === 'sign' || one === 'consolidate' ? signer(unit) : clerk(unit), id, one);
  };
  const inboxOf = async (measure: string) => {
    const found = await test.ground.database.query
      .selectFrom('inbox')
      .selectAll()
      .where('programme_id', '=', programme)
      .where('measure_id', '=', measure)
      .execute();
    return found.map(({ unit_id, kind, role }) => `${unit_id} ${kind} ${role}`).sort();
  };
  const events = async () =>
    test.ground.database.query
      .selectFrom('journal_event')
      .selectAll()
      .where('programme_id', '=', programme)
      .orderBy('seq')
      .execute();
  const sound = async () =>
    expect(await inboxFaults(test.ground.database.query, programme, test.ground.calendar)).toEqual([]);

  it('answers with what is there now: marks, clocks, the next step, and what may be done', async () => {
    const id = await idOf(FINANCE, 'm1');
    const who = { ...clerk(FINANCE), post };
    const { answer } = await act(who, id, 'acknowledge', { reason: '' });
    expect(answer).toMatchObject({
      ...{ id, version: 2, state: 'acknowledged', kind: 'consolidating', unit: FINANCE, dueOn: '2026-12-31' },
      measure: { id: 'm1', text: '举措m1', standard: '通过验收' },
      item: { no: 1, title: '办好民生实事' },
      next: { kind: 'begin', act: 'begin', unit: FINANCE, role: 'handler', yours: true },
    });
    expect(answer.marks.map((mark) => [mark.act, mark.post.title, mark.unit, mark.at])).toEqual([
      ['dispatch', `${OFFICE.id}#c1`, OFFICE, AT],
      ['acknowledge', '综合处经办岗', FINANCE, AT],
    ]);
    expect(answer.clocks.map(({ clock, due }) => [clock, due.on])).toEqual([
      ['dispute', '2026-03-03'],
      ['plan', '2026-03-16'],
    ]);
    expect(answer.may.begin).toBe(true);
    expect(answer.may.acknowledge).toEqual({
      ...{ code: 'assignment/wrong-state', parameters: { post: '综合处经办岗', at: '2026-03-02 09:00' } },
      sentence: '岗位“综合处经办岗”已于 2026-03-02 09:00 先行办理，现在不能这样做。请看最新情况。',
    });
    expect(answer.may.withdraw).toMatchObject({ code: 'scope/coordinator-only' });
  });

  it('says for which years no holidays are published yet', async () => {
    const late = '2030-12-30T01:00:00.000Z';
    test.moveTo(late);
    programme = await confirmed(test.ground, LEDGER);
    await dispatchProgramme(test.ground, asking(coordinator()), { programme, reason: '', version: null });
    const { answer } = await act(clerk(FINANCE), await idOf(FINANCE, 'm1'), 'acknowledge');
    expect(answer.clocks.find(({ clock }) => clock === 'plan')?.due).toEqual({
      on: '2031-01-13',
      assumed: [2030, 2031],
    });
    expect(answer.next?.due?.assumed).toEqual([2030, 2031]);
  });

  it('is recorded once, with the state before and after', async () => {
    const id = await idOf(FINANCE, 'm1');
    const before = (await events()).length;
    await act(clerk(FINANCE), id, 'acknowledge', { key: 'one' });
    const again = await act(clerk(FINANCE), id, 'acknowledge', { key: 'one' });
    expect(again).toMatchObject({ again: true, answer: { state: 'acknowledged' } });
    const [event, ...more] = (await events()).slice(before);
    expect(more).toEqual([]);
    expect(eventOf(event?.body as Uint8Array)).toMatchObject({
      ...{ act: 'assignment/acknowledge', subject: { kind: 'assignment', id } },
      facts: { from: 'dispatched', to: 'acknowledged' },
    });
  });

  it('pressed by two at once is done by one; the other is told who, when and how things stand', async () => {
    const id = await idOf(FINANCE, 'm1');
    const before = (await events()).length;
    const both = await Promise.allSettled([
      act({ ...clerk(FINANCE, 'h-1'), post }, id, 'acknowledge'),
      act({ ...clerk(FINANCE, 'h-2'), post }, id, 'acknowledge'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({
      code: 'assignment/wrong-state',
      parameters: { post: '综合处经办岗', at: '2026-03-02 09:00' },
      now: { id, state: 'acknowledged', version: 2 },
    });
    expect((await events()).length).toBe(before + 1);
  });

  it('on another version than was seen is refused with what is there now', async () => {
    const id = await idOf(FINANCE, 'm1');
    await act(clerk(FINANCE), id, 'acknowledge', { version: 1 });
    await expect(act(clerk(FINANCE), id, 'begin', { version: 1 })).rejects.toMatchObject({
      code: 'door/stale',
      now: { version: 2, state: 'acknowledged' },
    });
    await expect(act(clerk(FINANCE), id, 'acknowledge', { version: 1 })).rejects.toMatchObject({
      code: 'assignment/wrong-state',
    });
  });

  it('that is refused leaves no trace', async () => {
    const id = await idOf(SCHOOLS, 'm1');
    const before = [await rows(), await events(), await inboxOf('m1')];
    for (const [who, one, code] of [
      [clerk(SCHOOLS), 'begin', 'assignment/wrong-state'],
      [signer(SCHOOLS), 'acknowledge', 'scope/own-handler-only'],
      [signer(SCHOOLS), 'sign', 'assignment/wrong-state'],
      [clerk(CHENGDU), 'acknowledge', 'scope/not-found'],
      [clerk(FINANCE), 'acknowledge', 'scope/own-handler-only'],
      [coordinator(), 'reassign', 'assignment/wrong-state'],
      [coordinator(), 'transfer', 'assignment/no-successor'],
    ] as const)
      await expect(act(who, id, one), `${who.post} ${one}`).rejects.toMatchObject({ code });
    await expect(act(coordinator(), id, 'withdraw', { reason: ' ' })).rejects.toMatchObject({
      code: 'assignment/no-reason',
    });
    await expect(act(clerk(SCHOOLS), 'no-name', 'begin')).rejects.toMatchObject({
      code: 'scope/not-found',
    });
    await expect(act(clerk(SCHOOLS), test.ground.newId(), 'begin')).rejects.toMatchObject({
      code: 'scope/not-found',
    });
    expect([await rows(), await events(), await inboxOf('m1')]).toEqual(before);
  });

  it('is never an approval of one’s own', async () => {
    const id = await idOf(SCHOOLS, 'm1');
    const both = { ...clerk(SCHOOLS), roles: ['handler', 'signer'] as Who['roles'] };
    for (const one of ['acknowledge', 'begin', 'claim'] as const) await act(both, id, one);
    for (const who of [both, { ...both, post: 'another post' }, { ...both, person: 'another person' }])
      await expect(act(who, id, 'sign')).rejects.toMatchObject({ code: 'assignment/own-act' });
    await act(signer(SCHOOLS), id, 'sign');
    await expect(
      act({ ...signer(FINANCE), person: signer(SCHOOLS).person }, id, 'accept'),
    ).rejects.toMatchObject({ code: 'assignment/own-act' });
  });

  it('goes through a whole life: parts before the lead, the lead before those who help', async () => {
    const [lead, part, help] = [
      await idOf(FINANCE, 'm1'),
      await idOf(SCHOOLS, 'm1'),
      await idOf(FARMS, 'm1'),
    ];
    await through(lead, FINANCE, 'acknowledge', 'begin', 'claim');
    await through(part, SCHOOLS, 'acknowledge', 'begin', 'claim', 'sign');
    await through(help, FARMS, 'acknowledge', 'begin');
    await expect(act(signer(FINANCE), lead, 'consolidate')).rejects.toMatchObject({
      code: 'assignment/others-open',
      parameters: { count: 1 },
    });
    expect(await inboxOf('m1')).toEqual(
      [`${FINANCE.id} accept signer`, `${FINANCE.id} consolidate signer`].sort(),
    );
    await act(signer(FINANCE), part, 'accept');
    await act(signer(FINANCE, 'another'), lead, 'consolidate');
    await act(coordinator(), lead, 'verify');
    await expect(act(coordinator(), lead, 'close')).rejects.toMatchObject({ code: 'assignment/own-act' });
    await expect(act(coordinator(), help, 'release')).rejects.toMatchObject({
      code: 'assignment/lead-not-closed',
    });
    await act(coordinator(OFFICE, 'o-2', 'c2'), lead, 'close');
    expect(await inboxOf('m1')).toEqual(
      [`${OFFICE.id} close coordinator`, `${OFFICE.id} verify coordinator`].sort(),
    );
    await act(coordinator(), help, 'release');
    await act(coordinator(), part, 'verify');
    await act(coordinator(OFFICE, 'o-2', 'c2'), part, 'close');
    expect(await inboxOf('m1')).toEqual([]);
    await sound();
    await act(coordinator(), lead, 'reopen');
    expect(await inboxOf('m1')).toEqual([`${FINANCE.id} work handler`]);
    await sound();
  });

  it('judges what the coordinating unit carries out itself only by a leader', async () => {
    const id = await idOf(OFFICE, 'm3');
    await through(id, OFFICE, 'acknowledge', 'begin', 'claim', 'consolidate');
    expect(await inboxOf('m3')).toEqual([`${OFFICE.id} verify leader`]);
    await expect(act(coordinator(), id, 'verify')).rejects.toMatchObject({ code: 'scope/leader-only' });
    expect((await act(leader(), id, 'verify')).answer.state).toBe('verified');
    await sound();
  });

  describe('that hands on', () => {
    it('dispatches to the unit that takes over in the same act', async () => {
      const id = await idOf(SCHOOLS, 'm1');
      const { answer } = await act(coordinator(), id, 'transfer', { to: CHENGDU.id });
      expect(answer).toMatchObject({ state: 'transferred', followedBy: await idOf(CHENGDU, 'm1') });
      expect(await rowOf(CHENGDU, 'm1')).toMatchObject({
        ...{ state: 'dispatched', role: 'responsible', follows: id, slip_no: 5, region_code: '510100' },
        ...{ unit_name: CHENGDU.name, lead_id: FINANCE.id, final: false, version: 1 },
      });
      expect(await inboxOf('m1')).toContain(`${CHENGDU.id} acknowledge handler`);
      expect(await inboxOf('m1')).not.toContain(`${SCHOOLS.id} acknowledge handler`);
      expect(test.news.at(-1)?.units).toEqual(expect.arrayContaining([SCHOOLS.id, CHENGDU.id]));
      await sound();
    });

    it('puts all of the measure under the new lead, where the lead was replaced', async () => {
      const part = await idOf(SCHOOLS, 'm1');
      await through(part, SCHOOLS, 'acknowledge', 'begin', 'claim', 'sign');
      const id = await idOf(FINANCE, 'm1');
      await act(signer(FINANCE), id, 'dispute');
      await act(coordinator(), id, 'reassign', { to: DEYANG.id });
      const standing = (await rows()).filter(
        ({ measure_id, state }) => measure_id === 'm1' && state !== 'transferred',
      );
      expect(new Set(standing.map(({ lead_id }) => lead_id))).toEqual(new Set([DEYANG.id]));
      expect(await rowOf(DEYANG, 'm1')).toMatchObject({ role: 'lead', final: true, state: 'dispatched' });
      expect(await inboxOf('m1')).toContain(`${DEYANG.id} accept signer`);
      await expect(act(signer(FINANCE), part, 'accept')).rejects.toMatchObject({ code: 'scope/not-found' });
      await expect(act(signer(DEYANG), await idOf(DEYANG, 'm1'), 'dispute')).rejects.toMatchObject({
        code: 'assignment/ruling-is-final',
      });
      expect((await act(signer(DEYANG), part, 'accept')).answer.state).toBe('accepted');
      await sound();
    });

    it('is refused to units that have the measure, and to units that are not there', async () => {
      const id = await idOf(SCHOOLS, 'm1');
      for (const [to, code] of [
        [FINANCE.id, 'assignment/already-theirs'],
        [SCHOOLS.id, 'assignment/already-theirs'],
        ['510000/没有', 'assignment/unit-unknown'],
      ] as const)
        await expect(act(coordinator(), id, 'transfer', { to })).rejects.toMatchObject({ code });
      expect((await rowOf(SCHOOLS, 'm1')).state).toBe('dispatched');
    });

    it('can be ruled by a leader where it is the coordinating unit’s own', async () => {
      const id = await idOf(OFFICE, 'm3');
      await act(signer(OFFICE), id, 'dispute');
      await act(leader(), id, 'reassign', { to: FARMS.id });
      expect(await rowOf(FARMS, 'm3')).toMatchObject({ state: 'dispatched', lead_id: FARMS.id, final: true });
      await sound();
    });
  });

  describe('on many at once', () => {
    const many = (who: Who, ids: readonly string[], one: BulkAct, ground = test.ground) =>
      actOnAssignments(ground, asking(who), { programme, ids, act: one, reason: '理由' });

    it('is decided for each alone, and is one event', async () => {
      const mine = [await idOf(SCHOOLS, 'm1'), await idOf(SCHOOLS, 'm2')];
      await act(clerk(SCHOOLS), mine[0] as string, 'acknowledge');
      const other = await idOf(FARMS, 'm1');
      const before = (await events()).length;
      const { answer } = await many(clerk(SCHOOLS), [...mine, other, ...mine], 'acknowledge');
      expect(answer.done).toBe(1);
      expect(answer.answers.map((one) => [one.id, one.done ? one.state : one.why.code])).toEqual([
        [mine[0], 'assignment/wrong-state'],
        [mine[1], 'acknowledged'],
        [other, 'scope/not-found'],
      ]);
      const [event, ...more] = (await events()).slice(before);
      expect(more).toEqual([]);
      expect(eventOf(event?.body as Uint8Array)).toMatchObject({ facts: { assignments: [mine[1]] } });
      await sound();
    });

    it('leaves no event where nothing was done, and takes 500 at most', async () => {
      const before = await events();
      const { answer, seq } = await many(clerk(SCHOOLS), [await idOf(FARMS, 'm1')], 'acknowledge');
      expect([answer.done, seq, await events()]).toEqual([0, null, before]);
      await expect(
        many(
          clerk(SCHOOLS),
          Array.from({ length: 501 }, () => test.ground.newId()),
          'acknowledge',
        ),
      ).rejects.toMatchObject({ code: 'assignment/too-many' });
    });

    it('acknowledges a whole slip, but not twice and not another’s', async () => {
      const { slip_no: no } = await rowOf(SCHOOLS, 'm1');
      const whole = (who: Who) => acknowledgeSlip(test.ground, asking(who), { programme, no });
      await expect(whole(clerk(FARMS))).rejects.toMatchObject({ code: 'scope/not-found' });
      await expect(whole(signer(SCHOOLS))).rejects.toMatchObject({ code: 'scope/own-handler-only' });
      expect((await whole(clerk(SCHOOLS))).answer).toEqual({ no, done: 2 });
      await expect(whole(clerk(SCHOOLS))).rejects.toMatchObject({ code: 'assignment/none-done' });
      await sound();
    });

    it('takes as many queries for two as for one', async () => {
      const { query, counted } = counting(test.ground.database.query);
      const ground: Ground = { ...test.ground, database: { ...test.ground.database, query } };
      const mine = [await idOf(SCHOOLS, 'm1'), await idOf(SCHOOLS, 'm2')];
      const two = await counted(() => many(clerk(SCHOOLS), mine, 'acknowledge', ground));
      const one = await counted(() => many(clerk(FARMS), [mine[0] as string], 'begin', ground));
      const begun = await counted(() => many(clerk(SCHOOLS), [mine[0] as string], 'begin', ground));
      expect([two.result.answer.done, begun.result.answer.done, one.result.answer.done]).toEqual([2, 1, 0]);
      expect(two.statements).toBe(begun.statements);
      const single = await counted(() => act(clerk(SCHOOLS), mine[0] as string, 'claim', { ground }));
      expect(two.statements).toBeLessThanOrEqual(14);
      expect(single.statements).toBeLessThanOrEqual(18);
    });
  });
});
