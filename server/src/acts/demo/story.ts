import type { AssignmentState } from '@luodi/core/assignment';
import { loadLedger } from '../../store/programme/load.ts';
import type { ActAsked } from '../../views/assignment/assignment.ts';
import { actOnAssignment } from '../assignment/act-on-assignment.ts';
import { acknowledgeSlip } from '../assignment/act-on-assignments.ts';
import { dispatchProgramme } from '../assignment/dispatch.ts';
import { answerQuestion } from '../programme/answer.ts';
import { confirmProgramme } from '../programme/confirm.ts';
import { editProgramme } from '../programme/edit.ts';
import { importDocument } from '../programme/import.ts';
import { decideRequest, requestChange } from '../programme/request.ts';
import { type Cast, CHENGDU, FINANCE, HOUSING, JINJIANG, MIANYANG, OFFICE, type Person } from './cast.ts';
import type { Stage } from './ground.ts';
import { ALONE, ASKED, dutiesOf, planFor, reviewOf } from './plan.ts';

/** A plan of a province from its import to its first results, done by the acts that people do it with. */
export async function tell(stage: Stage, cast: Cast, year: number): Promise<string> {
  const programme = await opened(stage, cast, year);
  await reviewed(stage, cast, programme, year);
  await dispatched(stage, cast, programme);
  await disputed(stage, cast, programme);
  await carriedOut(stage, cast, programme);
  await changed(stage, cast, programme, year);
  return programme;
}

async function opened({ ground, at, as }: Stage, cast: Cast, year: number): Promise<string> {
  at('01-12 09:10');
  const { answer } = await importDocument(ground, as(cast.coordinator), await planFor(year));
  return answer.id;
}

async function reviewed({ ground, at, as }: Stage, cast: Cast, id: string, year: number): Promise<void> {
  const ledger = async () => {
    const found = await loadLedger(ground.database.query, id);
    if (!found) throw new Error('the programme of the demo is gone');
    return found.ledger;
  };
  const edit = async (changes: Parameters<typeof editProgramme>[3]['changes'], reason: string) => {
    if (changes.length > 0)
      await editProgramme(ground, as(cast.coordinator), id, { changes, reason, version: null });
  };
  at('01-12 10:30');
  const rhythm = { every: 'month', closes: { monthsAfter: 0, day: 25 }, graceWorkdays: 2 } as const;
  const change = { coordinator: { id: OFFICE }, rhythm, procedure: 'work-plan-example' };
  await edit([{ act: 'edit-programme', change }], '按月填报，适用年度重点任务办理时限');
  at('01-12 15:20');
  await edit(dutiesOf(await ledger()), '与住房城乡建设厅商定');
  at('01-13 11:00');
  await edit(reviewOf(await ledger(), year), '逐项复核，补齐完成标准和时限');
  at('01-13 16:40');
  const members = [{ id: CHENGDU }, { id: MIANYANG }, { id: '510600/人民政府' }];
  const answer = { duty: ASKED, members, reason: '先行选择三市', version: null };
  await answerQuestion(ground, as(cast['housing-signer']), id, answer);
  at('01-16 15:00');
  await confirmProgramme(ground, as(cast.coordinator), id, null);
}

async function dispatched({ ground, at, as }: Stage, cast: Cast, programme: string): Promise<void> {
  at('01-19 09:00');
  const { answer } = await dispatchProgramme(ground, as(cast.coordinator), {
    ...{ programme, reason: '', version: null },
  });
  const slipOf = (unit: string) => answer.slips.find((slip) => slip.unit.id === unit)?.no ?? 0;
  const signedFor: readonly (readonly [moment: string, person: Person, unit: string])[] = [
    ['01-19 09:40', cast.housing, HOUSING],
    ['01-19 11:05', cast.chengdu, CHENGDU],
    ['01-19 14:30', cast.jinjiang, JINJIANG],
    ['01-20 10:15', cast.finance, FINANCE],
  ];
  for (const [moment, person, unit] of signedFor) {
    at(moment);
    await acknowledgeSlip(ground, as(person), { programme, no: slipOf(unit) });
  }
}

async function disputed(stage: Stage, cast: Cast, programme: string): Promise<void> {
  const { at } = stage;
  const [upheld, moved, open] = await held(stage, programme, FINANCE, 'acknowledged');
  const dispute = (id: string | undefined, reason: string) =>
    act(stage, cast['finance-signer'], programme, id, 'dispute', reason);
  at('01-20 15:00');
  await dispute(upheld, '资金安排由主管部门提出，我厅不宜单独承担');
  await dispute(moved, '此项由业务主管部门办理更为合适');
  at('01-20 16:30');
  await act(stage, cast.verifier, programme, upheld, 'uphold', '责任分工已商定，请按计划办理');
  await act(stage, cast.verifier, programme, moved, 'reassign', '改由审计厅办理', '510000/审计');
  at('01-20 17:20');
  await dispute(open, '任务内容与我厅职责不符，请求明确');
}

async function carriedOut(stage: Stage, cast: Cast, programme: string): Promise<void> {
  const { at } = stage;
  const [own = ''] = (await held(stage, programme, HOUSING, 'acknowledged', ALONE)) as [string?];
  at('01-22 09:30');
  await act(stage, cast.housing, programme, own, 'begin');
  const housing = (await held(stage, programme, HOUSING, 'acknowledged')).slice(0, 12);
  for (const id of housing) await act(stage, cast.housing, programme, id, 'begin');
  at('01-23 10:00');
  const chengdu = (await held(stage, programme, CHENGDU, 'acknowledged')).slice(0, 10);
  for (const id of chengdu) await act(stage, cast.chengdu, programme, id, 'begin');
  const [county] = await held(stage, programme, JINJIANG, 'acknowledged');
  await act(stage, cast.jinjiang, programme, county, 'begin');

  at('03-12 16:00');
  const [accepted, referred, waiting, returned] = await reporting(stage, programme, chengdu);
  for (const id of [accepted, referred, waiting, returned])
    await act(stage, cast.chengdu, programme, id, 'claim');
  at('03-13 09:20');
  for (const id of [accepted, referred]) await act(stage, cast['chengdu-signer'], programme, id, 'sign');
  await act(stage, cast['chengdu-signer'], programme, returned, 'sendBack', '缺验收资料，请补充');
  at('03-16 14:00');
  await act(stage, cast['housing-signer'], programme, accepted, 'accept');
  await act(stage, cast['housing-signer'], programme, referred, 'refer', '数量与月报不一致，请核对');

  at('03-20 10:00');
  await act(stage, cast.housing, programme, own, 'claim');
  at('03-20 15:30');
  await act(stage, cast['housing-signer'], programme, own, 'consolidate');
  at('03-24 09:00');
  await act(stage, cast.verifier, programme, own, 'verify', '办法已印发，查阅原件无误');
  at('03-25 11:00');
  await act(stage, cast.coordinator, programme, own, 'close', '按程序销号');
}

/** A change that was approved and sent out, and one that still waits. */
async function changed(stage: Stage, cast: Cast, programme: string, year: number): Promise<void> {
  const { ground, at, as } = stage;
  const by = (date: string) => [{ kind: 'by', date, inferred: false } as const];
  at('04-02 09:00');
  const later = [
    { act: 'edit-measure', measure: 't2.1', change: { deadlines: by(`${year}-08-31`) } },
  ] as const;
  const { answer } = await requestChange(ground, as(cast['housing-signer']), programme, {
    ...{ changes: later, reason: '方案需与国土空间规划衔接，申请延期两个月', version: null },
  });
  at('04-03 10:00');
  await decideRequest(ground, as(cast.coordinator), programme, {
    ...{ request: answer.request.id, act: 'approve', reason: '理由充分，同意延期', version: null },
  });
  await dispatchProgramme(ground, as(cast.coordinator), { programme, reason: '时限调整', version: null });
  at('05-08 09:00');
  const less = [
    { act: 'edit-measure', measure: 't2.3', change: { deadlines: by(`${year}-09-30`) } },
  ] as const;
  await requestChange(ground, as(cast['housing-signer']), programme, {
    ...{ changes: less, reason: '名单需经复核后公布，申请延期', version: null },
  });
}

/** Assignments of a unit in this state, in the order of the ledger. */
async function held(
  { ground }: Stage,
  programme: string,
  unit: string,
  state: AssignmentState,
  measure?: string,
): Promise<string[]> {
  const rows = await ground.database.query
    .selectFrom('assignment')
    .innerJoin('measure', (join) =>
      join
        .onRef('measure.programme_id', '=', 'assignment.programme_id')
        .onRef('measure.id', '=', 'assignment.measure_id'),
    )
    .innerJoin('item', (join) =>
      join.onRef('item.programme_id', '=', 'measure.programme_id').onRef('item.id', '=', 'measure.item_id'),
    )
    .select(['assignment.id', 'assignment.measure_id'])
    .where('assignment.programme_id', '=', programme)
    .where('assignment.unit_id', '=', unit)
    .where('assignment.state', '=', state)
    .orderBy('item.position')
    .orderBy('measure.position')
    .orderBy('assignment.slip_no')
    .execute();
  return rows
    .filter(({ measure_id }) => (measure === undefined ? measure_id !== ALONE : measure_id === measure))
    .map(({ id }) => id);
}

/** Those of these that report to the housing department, which consolidates them. */
async function reporting({ ground }: Stage, programme: string, ids: readonly string[]): Promise<string[]> {
  const rows = await ground.database.query
    .selectFrom('assignment')
    .select('id')
    .where('programme_id', '=', programme)
    .where('lead_id', '=', HOUSING)
    .where('reports', '=', true)
    .execute();
  const reports = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => reports.has(id));
}

async function act(
  { ground, as }: Stage,
  person: Person,
  programme: string,
  id: string | undefined,
  name: ActAsked,
  reason = '',
  to: string | null = null,
): Promise<void> {
  if (id === undefined) throw new Error(`nothing for ${person.login} to ${name}`);
  await actOnAssignment(ground, as(person), { programme, id, act: name, reason, to, version: null });
}
