import { compareLedgers, edited } from '@luodi/core/programme';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counting } from '../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { inboxFaults } from '../../store/inbox.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { ledgerPage } from '../../views/programme/ledger.ts';
import { measureView } from '../../views/programme/measure.ts';
import { openPointsView } from '../../views/programme/points.ts';
import { programmeView } from '../../views/programme/programme.ts';
import { viewerOf } from '../../views/programme/viewer.ts';
import { asking, someone, type TestGround, testGround } from '../fixtures/ground.ts';
import { StaleRefusal } from '../stale.ts';
import type { LedgerChange } from './change.ts';
import { confirmProgramme } from './confirm.ts';
import { editProgramme } from './edit.ts';
import { completing, examplePlan, FINANCE, OFFICE, putRegions } from './fixtures/plan.ts';
import { importDocument } from './import.ts';
import { decideRequest, requestChange } from './request.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('review by several at once', () => {
  let test: TestGround;
  beforeAll(async () => {
    test = await testGround();
    await putRegions(test.ground);
  });
  afterAll(() => test.end());

  const first = someone(OFFICE.id, ['coordinator']);
  const second = someone(OFFICE.id, ['coordinator'], 'q', 'second post');
  const as = (who = first, key?: string) => ({ ...asking(who, key), who });
  const opened = async () => (await importDocument(test.ground, as(), examplePlan())).answer.id;
  const stored = async (id: string) => {
    const found = await loadLedger(test.ground.database.query, id);
    if (!found) throw new Error('no programme');
    return found;
  };
  const title = (words: string): LedgerChange => ({ act: 'edit-programme', change: { title: words } });
  /** Everything that is kept of a programme. */
  const everything = async (id: string) => {
    const tables = [
      'programme',
      'item',
      'measure',
      'duty',
      'goal',
      'edit',
      'baseline',
      'change_request',
    ] as const;
    const { query } = test.ground.database;
    // In whatever order the rows lie: a table may be written anew without being changed.
    const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    const found = await Promise.all(
      [...tables, 'journal_event' as const, 'inbox' as const].map((table) =>
        query
          .selectFrom(table as 'item')
          .selectAll()
          .where('programme_id', '=', id)
          .execute(),
      ),
    );
    return found.map(inOrder);
  };

  it('lets one of two through that saw the same version, and tells the other what was changed', async () => {
    const id = await opened();
    const both = await Promise.allSettled(
      [first, second].map((who) =>
        editProgramme(test.ground, as(who), id, {
          ...{ changes: [title(who.person)], reason: '核对', version: 1 },
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [late] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as StaleRefusal] : []));
    expect(late).toBeInstanceOf(StaleRefusal);
    const { row } = await stored(id);
    expect(late?.now).toMatchObject({
      programme: { version: 2, title: row.title },
      since: { edits: [{ no: 1, reason: '核对', differences: [{ field: 'title', after: row.title }] }] },
    });
  });

  it('keeps what each of two changed who did not name a version', async () => {
    const id = await opened();
    const [one, other] = (await stored(id)).ledger.items.map((item) => item.id);
    await Promise.all(
      [one, other].map((item, at) =>
        editProgramme(test.ground, as(at ? second : first), id, {
          changes: [{ act: 'edit-item', item: item as string, change: { title: `标题${at}` } }],
          ...{ reason: '核对', version: null },
        }),
      ),
    );
    const { row, ledger } = await stored(id);
    expect([row.version, ledger.items[0]?.title, ledger.items[1]?.title]).toEqual([3, '标题0', '标题1']);
  });

  it('leaves no trace of what is refused, be it the last change of many', async () => {
    const id = await opened();
    const before = await everything(id);
    const measure = (await stored(id)).ledger.items[0]?.measures[0]?.id as string;
    const edit = (changes: readonly LedgerChange[], reason = '核对', who = first) =>
      editProgramme(test.ground, as(who), id, { changes, reason, version: null });
    const refused: [() => Promise<unknown>, string][] = [
      [() => edit([title('甲'), { act: 'remove-measure', measure: 'none' }]), 'programme/no-such-measure'],
      [() => edit([title('甲')], ' '), 'programme/no-reason'],
      [() => edit([{ act: 'edit-measure', measure, change: { text: ' ' } }]), 'programme/empty-text'],
      [() => edit([title('甲')], '核对', someone(OFFICE.id, ['handler'])), 'scope/coordinator-only'],
      [() => edit([title('甲')], '核对', someone(FINANCE.id, ['coordinator'])), 'scope/not-found'],
      [
        () => edit([{ act: 'edit-programme', change: { coordinator: { id: '510000/没有' } } }]),
        'programme/no-such-unit',
      ],
      [() => edit([{ act: 'edit-programme', change: { procedure: 'none' } }]), 'programme/no-such-procedure'],
      [() => edit([title('联系电话13800138000')]), 'journal/personal'],
      [() => confirmProgramme(test.ground, as(), id, null), 'programme/no-procedure'],
      [
        () => requestChange(test.ground, as(), id, { changes: [], reason: '改', version: null }),
        'programme/still-draft',
      ],
    ];
    for (const [act, code] of refused)
      await expect(act()).rejects.toMatchObject({ code: expect.stringContaining(code) });
    expect(await everything(id)).toEqual(before);
  });

  it('is what the core makes of it, and the record says so', async () => {
    const id = await opened();
    const { ledger } = await stored(id);
    const measure = ledger.items[0]?.measures[0];
    if (!measure) throw new Error('no measure');
    const added = {
      comparator: 'gte',
      value: null,
      min: '3',
      max: null,
      unit: '个',
      subject: '水库',
    } as const;
    const target = { ...added, per: null, aspirational: false, form: 'figure' } as const;
    const changes: LedgerChange[] = [
      {
        act: 'edit-measure',
        measure: measure.id,
        change: { targets: [...measure.targets, target], reportingUnit: { id: FINANCE.id } },
      },
      {
        act: 'add-duty',
        item: 't1',
        duty: { role: 'lead', order: 9, unit: { id: FINANCE.id, name: '财政厅' }, measures: [] },
      },
    ];
    const { answer } = await editProgramme(test.ground, as(), id, { changes, reason: '核对', version: 1 });
    const after = (await stored(id)).ledger;
    const model = answer.edits.map(({ change }) => change).reduce(edited, ledger);
    expect(after).toEqual(model);
    expect(answer.edits.flatMap(({ differences }) => differences)).toEqual(compareLedgers(ledger, model));
    const [now] = after.items[0]?.measures ?? [];
    expect(now?.reportingUnit).toEqual(FINANCE);
    expect(now?.targets.slice(0, -1)).toEqual(measure.targets);
    expect(now?.targets.at(-1)).toEqual({ ...target, id: 'x1.1', origin: null });
    expect(after.items[0]?.duties.at(-1)).toMatchObject({ unit: { id: FINANCE.id, name: '财政厅' } });
  });

  it('puts open questions into the inboxes of those who have to answer, and change requests of the coordinator', async () => {
    const id = await opened();
    const { query } = test.ground.database;
    const faults = () => inboxFaults(query, id, test.ground.calendar);
    const kinds = async () => {
      const rows = await query.selectFrom('inbox').selectAll().where('programme_id', '=', id).execute();
      return rows.map((row) => `${row.kind} ${row.unit_id}`).sort();
    };
    expect(await faults()).toEqual([]);
    const open = (await stored(id)).ledger.items
      .flatMap(({ duties }) => duties)
      .filter(({ group }) => group && !group.members);
    expect((await kinds()).length).toBe(open.length);
    const [question] = open;
    await editProgramme(test.ground, as(), id, {
      changes: [{ act: 'assign-question', duty: question?.id as string, owner: { id: FINANCE.id } }],
      ...{ reason: '请提出名单', version: null },
    });
    expect(await kinds()).toContain(`answer ${FINANCE.id}`);
    const changes = completing((await stored(id)).ledger);
    await editProgramme(test.ground, as(), id, { changes, reason: '补充', version: null });
    expect(await kinds()).toEqual([]);
    await confirmProgramme(test.ground, as(), id, null);
    const { answer } = await requestChange(test.ground, as(), id, {
      ...{ changes: [title('调整后')], reason: '更名', version: null },
    });
    expect(await kinds()).toEqual([`decide ${OFFICE.id}`]);
    expect(await faults()).toEqual([]);
    const { request } = answer;
    await decideRequest(test.ground, as(second), id, {
      ...{ request: request.id, act: 'approve', reason: '同意', version: null },
    });
    expect([await kinds(), (await stored(id)).row.title]).toEqual([[], '调整后']);
  });

  it('approves once where two press the button', async () => {
    const id = await opened();
    const changes = completing((await stored(id)).ledger);
    await editProgramme(test.ground, as(), id, { changes, reason: '补充', version: null });
    await confirmProgramme(test.ground, as(), id, null);
    const asked = await requestChange(test.ground, as(), id, {
      ...{ changes: [title('调整后')], reason: '更名', version: null },
    });
    const third = someone(OFFICE.id, ['coordinator'], 'r', 'third post');
    const both = await Promise.allSettled(
      [second, third].map((who) =>
        decideRequest(test.ground, as(who), id, {
          ...{ request: asked.answer.request.id, act: 'approve', reason: '同意', version: null },
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        ...{ code: 'programme/request-decided', parameters: { at: '2026-03-02 09:00' } },
        now: { programme: { baseline: 2 } },
      },
    });
    expect((await stored(id)).row.baseline).toBe(2);
  });

  it('takes as many statements for many changes as for one, and for a page of any length', async () => {
    const id = await opened();
    const measures = (await stored(id)).ledger.items.flatMap((item) => item.measures.map((one) => one.id));
    const { query, counted } = counting(test.ground.database.query);
    const ground = { ...test.ground, database: { ...test.ground.database, query } };
    const editing = (ids: readonly string[], standard: string) =>
      counted(() =>
        editProgramme(ground, as(), id, {
          changes: ids.map((measure) => ({ act: 'edit-measure', measure, change: { standard } })),
          ...{ reason: '核对', version: null },
        }),
      );
    const few = (await editing(measures.slice(0, 1), '甲')).statements;
    expect((await editing(measures, '乙')).statements).toBe(few);
    expect(few).toBeLessThan(40);
    const viewer = await viewerOf(query, { who: first, at: test.ground.now() }, 'ledger', id);
    const page = (limit: number) =>
      counted(() => ledgerPage(query, viewer, id, { limit, sort: 'document', after: null }));
    expect([(await page(1)).statements, (await page(200)).statements]).toEqual([3, 3]);
    const views = [
      () => programmeView(query, viewer, id),
      () => openPointsView(query, viewer, id),
      () => measureView(query, viewer, id, measures[0] as string),
    ];
    const statements: number[] = [];
    for (const view of views) statements.push((await counted<unknown>(view)).statements);
    expect(statements).toEqual([8, 5, 12]);
  });
});
