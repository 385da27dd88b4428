import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptFile } from '../../files/kept.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { asking, someone, type TestGround, testGround } from '../fixtures/ground.ts';
import { confirmProgramme } from './confirm.ts';
import { editProgramme } from './edit.ts';
import { completing, examplePlan, FINANCE, OFFICE, putRegions } from './fixtures/plan.ts';
import { importDocument } from './import.ts';
import { type ImportingFor, importHere } from './import-here.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('a document that becomes a programme', () => {
  let test: TestGround;
  beforeAll(async () => {
    test = await testGround();
    await putRegions(test.ground);
  });
  afterAll(() => test.end());

  const coordinator = someone(OFFICE.id, ['coordinator']);
  const as = (who = coordinator, key?: string) => ({ ...asking(who, key), who });
  const stored = async (id: string) => {
    const found = await loadLedger(test.ground.database.query, id);
    if (!found) throw new Error('no programme');
    return found;
  };

  it('is opened in draft, coordinated by the unit that brings it, with the file kept', async () => {
    const plan = examplePlan();
    const { answer } = await importDocument(test.ground, as(coordinator, 'k1'), plan);
    const { row, ledger } = await stored(answer.id);
    expect(row).toMatchObject({ state: 'draft', owner_id: OFFICE.id, version: 1, baseline: 0 });
    expect(ledger.coordinator).toEqual(OFFICE);
    expect(ledger.items.length).toBeGreaterThan(5);
    const document = await test.ground.database.query
      .selectFrom('document')
      .select(['file_sm3', 'bytes'])
      .where('programme_id', '=', answer.id)
      .executeTakeFirstOrThrow();
    expect(await keptFile(test.ground.files, document.file_sm3)).toEqual(Buffer.from(plan.bytes));
    expect(document.bytes).toBe(plan.bytes.length);
  });

  it('is the same programme where the same request comes again', async () => {
    const first = await importDocument(test.ground, as(coordinator, 'k2'), examplePlan());
    const again = await importDocument(test.ground, as(coordinator, 'k2'), examplePlan());
    expect([again.answer, again.again]).toEqual([first.answer, true]);
  });

  it('is of the own government where it does not say whose it is, and of whom it says otherwise', async () => {
    const lines = (title: string) =>
      `${title}\n\n一、便民服务\n\n（一）建设服务点。年底前建设服务点20个。\n\n牵头单位：财政厅\n`;
    const leadIn = async (title: string) => {
      const plan = { name: 'plan.txt', bytes: Buffer.from(lines(title)) };
      const { answer } = await importDocument(test.ground, as(), plan);
      const { ledger } = await stored(answer.id);
      return [ledger.document.issuer, ledger.items[0]?.duties[0]?.unit?.id];
    };
    expect(await leadIn('2026年便民服务重点任务')).toEqual(['四川省人民政府', FINANCE.id]);
    const [issuer] = await leadIn('浙江省人民政府2026年便民服务重点任务');
    expect(issuer).toContain('浙江省');
  });

  it('is refused where the file holds no plan', async () => {
    const bytes = Buffer.from('今天天气很好。\n我们去了公园。\n');
    await expect(importDocument(test.ground, as(), { name: 'diary.txt', bytes })).rejects.toMatchObject({
      code: 'programme/not-a-plan',
    });
  });

  it('is opened by coordinators only', async () => {
    const clerk = someone(FINANCE.id, ['handler']);
    await expect(importDocument(test.ground, as(clerk), examplePlan())).rejects.toMatchObject({
      code: 'scope/coordinator-opens',
    });
  });

  it('is imported by command for a coordinator post, and the journal names no person', async () => {
    const { query } = test.ground.database;
    const post = (unit: string, title: string, id: string) => ({
      ...{ id, unit_id: unit, title, from_day: '2026-01-01', until_day: null, version: 1 },
    });
    const [one, other] = [test.ground.newId(), test.ground.newId()];
    const bring = (importing: ImportingFor) => importHere(test.ground, examplePlan(), importing);
    await expect(bring({})).rejects.toMatchObject({ code: 'cli/import-no-post' });
    await query
      .insertInto('post')
      .values([post(OFFICE.id, '综合处', one), post(OFFICE.id, '督查处', other)])
      .execute();
    await query
      .insertInto('post_role')
      .values([one, other].map((post_id) => ({ post_id, role: 'coordinator' })))
      .execute();
    await expect(bring({})).rejects.toMatchObject({
      ...{ code: 'cli/import-several-posts', parameters: { posts: expect.stringContaining('督查处') } },
    });
    await expect(bring({ unit: '四川省财政厅' })).rejects.toMatchObject({ code: 'cli/import-no-post' });
    const programme = await bring({ unit: OFFICE.name, post: other, title: '重点任务' });
    expect(programme).toMatchObject({ title: '重点任务', coordinator: OFFICE, state: 'draft' });
    const event = await query
      .selectFrom('journal_event')
      .select(['person', 'post', 'body'])
      .where('programme_id', '=', programme.id)
      .executeTakeFirstOrThrow();
    expect([event.person, event.post]).toEqual([null, null]);
    expect(JSON.parse(String(event.body))).toMatchObject({ facts: { by: 'command', post: other } });
  });

  it('is completed in one go and confirmed as baseline 1', async () => {
    const { answer } = await importDocument(test.ground, as(), examplePlan());
    const { ledger } = await stored(answer.id);
    const changes = completing(ledger);
    const edited = await editProgramme(test.ground, as(), answer.id, {
      ...{ changes, reason: '核对后补充', version: 1 },
    });
    expect(edited.answer.edits.length).toBe(changes.length);
    expect(edited.answer.programme.version).toBe(1 + changes.length);
    const confirmed = await confirmProgramme(test.ground, as(), answer.id, edited.answer.programme.version);
    expect(confirmed.answer).toMatchObject({ state: 'confirmed', baseline: 1, version: 2 + changes.length });
    const events = await test.ground.database.query
      .selectFrom('journal_event')
      .select('act')
      .where('programme_id', '=', answer.id)
      .orderBy('seq')
      .execute();
    expect(events.map(({ act }) => act)).toEqual(['programme/import', 'programme/edit', 'programme/confirm']);
  });
});
