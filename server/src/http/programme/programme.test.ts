import type { LedgerAct } from '@luodi/core/programme';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someone } from '../../acts/fixtures/ground.ts';
import { completing, examplePlan, FINANCE, OFFICE, putRegions } from '../../acts/programme/fixtures/plan.ts';
import type { Who } from '../../scope/who.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { type TestDoor, testDoor } from '../fixtures/door.ts';
import { changes } from './changes.ts';
import { documents, imports } from './documents.ts';
import { ledger } from './ledger.ts';
import { programmes } from './programmes.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('programmes through the door', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await testDoor({ resources: [imports, documents, programmes, ledger, changes] });
    await putRegions(door.ground);
  });
  afterAll(() => door.end());

  const coordinator = someone(OFFICE.id, ['coordinator']);
  const second = someone(OFFICE.id, ['coordinator'], 'q', 'second post');
  const stranger = someone(FINANCE.id, ['handler'], 'r');

  const get = async (url: string, who: Who = coordinator) => {
    const answer = await door.app.inject({ url: `/api${url}`, headers: door.as(who) });
    return { status: answer.statusCode, body: answer.json(), etag: String(answer.headers.etag) };
  };
  const post = async (
    url: string,
    body: object | undefined,
    who: Who = coordinator,
    more: Record<string, string> = {},
  ) => {
    const answer = await door.app.inject({
      ...{ method: 'POST', url: `/api${url}`, headers: door.as(who, more) },
      ...(body && { body }),
    });
    return { status: answer.statusCode, body: answer.json(), etag: String(answer.headers.etag) };
  };
  const brought = async (name = '重点任务.txt', fields: Record<string, string> = {}, key?: string) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([new Uint8Array(examplePlan().bytes)]), name);
    const sent = new Response(form);
    const answer = await door.app.inject({
      ...{ method: 'POST', url: '/api/programmes' },
      headers: door.as(coordinator, {
        'content-type': String(sent.headers.get('content-type')),
        ...(key !== undefined && { 'idempotency-key': key }),
      }),
      body: Buffer.from(await sent.arrayBuffer()),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const opened = async () => (await brought()).body.id as string;
  const ledgerOf = async (id: string) => {
    const stored = await loadLedger(door.ground.database.query, id);
    if (!stored) throw new Error('no programme');
    return stored.ledger;
  };
  /** As the door takes them: procedures by id. */
  const confirmedOne = async () => {
    const id = await opened();
    const all = completing(await ledgerOf(id));
    await post(`/programmes/${id}/edits`, { changes: all, reason: '补充' }, coordinator, {
      'if-match': '"1"',
    });
    const { status } = await post(`/programmes/${id}/confirm`, undefined);
    expect(status).toBe(200);
    return id;
  };

  it('takes a document with a Chinese name and shows the programme in figures', async () => {
    const { status, body } = await brought('重点任务.txt', { title: '二〇二六年重点任务' });
    expect([status, body.title, body.document.name]).toEqual([200, '二〇二六年重点任务', '重点任务.txt']);
    const { body: again, etag } = await get(`/programmes/${body.id}`);
    expect(again).toEqual(body);
    expect(etag).toMatch(/^"1\./);
    const figures = Object.fromEntries(
      again.figures.map((one: { figure: string; value: number }) => [one.figure, one.value]),
    );
    const found = await ledgerOf(body.id);
    expect(figures.items).toBe(found.items.length);
    expect(again.may).toMatchObject({ edit: true, confirm: { code: 'programme/no-procedure' } });
  });

  it('opens one programme for the same request, and refuses the same key for another file', async () => {
    const [first, again] = [await brought('a.txt', {}, 'one-key'), await brought('a.txt', {}, 'one-key')];
    expect(again.body).toEqual(first.body);
    expect((await brought('b.txt', {}, 'one-key')).body.code).toBe('door/key-reused');
  });

  it('tells what is wrong with an upload', async () => {
    expect((await brought('a.txt', { colour: 'red' })).body.code).toBe('door/field-unknown');
    expect((await brought('a.exe')).body.code).toBe('file/unsupported-type');
    expect((await post('/programmes', { file: 'x' })).status).toBe(415);
  });

  it('lists programmes to those who see them only', async () => {
    const id = await opened();
    const mine = await get('/programmes?limit=200');
    expect(mine.body.rows.map((row: { id: string }) => row.id)).toContain(id);
    expect((await get('/programmes', stranger)).body.rows).toEqual([]);
    expect((await get(`/programmes/${id}`, stranger)).status).toBe(404);
    expect((await get('/programmes/nonsense')).status).toBe(404);
    const page = await get('/programmes?limit=1');
    const next = await get(`/programmes?limit=1&cursor=${page.body.next}`);
    expect(next.body.rows[0].id).not.toBe(page.body.rows[0].id);
    expect((await get(`/programmes?limit=1&state=draft&cursor=${page.body.next}`)).body.code).toBe(
      'door/bad-cursor',
    );
  });

  it('shows the ledger page by page, in the order of the document or of the days', async () => {
    const id = await opened();
    const paged = async (asked: string) => {
      const seen: { id: string; dueOn: string | null }[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await get(`/programmes/${id}/ledger?${asked}${cursor}`);
        seen.push(...body.rows);
        if (body.next === null) return seen;
        cursor = `&cursor=${body.next}`;
      }
    };
    const all = (await ledgerOf(id)).items.flatMap(({ measures }) => measures.map((one) => one.id));
    expect((await paged('limit=7')).map((row) => row.id)).toEqual(all);
    const byDay = await paged('limit=5&sort=due');
    expect(byDay).toEqual(await paged('limit=200&sort=due'));
    const days = byDay.map(({ dueOn }) => dueOn ?? '9999-12-31');
    expect([days.length, days]).toEqual([all.length, days.toSorted()]);
  });

  it('narrows the ledger down by unit, region, kind, day and words', async () => {
    const id = await opened();
    const found = await ledgerOf(id);
    const rows = async (filter: string) => {
      const { body } = await get(`/programmes/${id}/ledger?limit=200&${filter}`);
      return body.rows as {
        id: string;
        kind: string;
        dueOn: string;
        text: string;
        item: { title: string };
      }[];
    };
    const duty = found.items.flatMap(({ duties }) => duties).find(({ unit }) => unit);
    const expected = found.items.flatMap(({ measures, duties }) =>
      measures.filter(({ id: one }) =>
        duties.some(
          ({ unit, group, measures: of }) =>
            of.includes(one) && [unit, ...(group?.members ?? [])].some((each) => each?.id === duty?.unit?.id),
        ),
      ),
    );
    const ofUnit = await rows(`unit=${encodeURIComponent(duty?.unit?.id ?? '')}`);
    expect(ofUnit.map((row) => row.id)).toEqual(expected.map((one) => one.id));
    const cities = found.items.find(({ duties }) =>
      duties.some(({ group }) => group?.members?.length === 21),
    );
    expect((await rows('region=510100')).some((row) => row.item.title === cities?.title)).toBe(true);
    expect(await rows('region=440000')).toEqual([]);
    expect(new Set((await rows('kind=quantity')).map((row) => row.kind))).toEqual(new Set(['quantity']));
    const due = await rows('sort=due&dueFrom=2020-01-01&dueTo=2024-06-30');
    expect(due.map((row) => row.dueOn)).toEqual(due.map((row) => row.dueOn).sort());
    expect(due.every((row) => row.dueOn <= '2024-06-30')).toBe(true);
    const word = (found.items[0]?.measures[0]?.text ?? '').slice(0, 4);
    expect((await rows(`text=${encodeURIComponent(word)}`)).length).toBeGreaterThan(0);
    expect(await rows(`text=${encodeURIComponent('%')}`)).toEqual(
      (await rows('sort=document')).filter((row) => row.text.includes('%') || row.item.title.includes('%')),
    );
    expect(await rows(`text=${encodeURIComponent('_\\')}`)).toEqual([]);
  });

  it('shows one measure with the sentence that it comes from', async () => {
    const id = await opened();
    const measure = (await ledgerOf(id)).items[0]?.measures[0];
    const { body, status } = await get(`/programmes/${id}/measures/${measure?.id}`);
    expect(status).toBe(200);
    expect(body.sources[0]).toMatchObject({ text: measure?.origins[0]?.text });
    expect(body.points.length).toBeGreaterThan(0);
    expect((await get(`/programmes/${id}/measures/none`)).status).toBe(404);
  });

  it('needs the version for an edit, and tells a late reviewer what the other one changed', async () => {
    const id = await opened();
    const measure = (await ledgerOf(id)).items[0]?.measures[0]?.id as string;
    const edit = (standard: string) => ({
      changes: [{ act: 'edit-measure', measure, change: { standard } }],
      reason: '补完成标准',
    });
    const url = `/programmes/${id}/edits`;
    expect((await post(url, edit('甲'))).status).toBe(428);
    const first = await post(url, edit('甲'), coordinator, { 'if-match': '"1"' });
    expect([first.status, first.etag]).toEqual([200, '"2"']);
    const late = await post(url, edit('乙'), second, { 'if-match': '"1"' });
    expect(late.status).toBe(412);
    expect(late.body.now.programme.version).toBe(2);
    expect(late.body.now.since.edits).toMatchObject([
      {
        act: 'edit-measure',
        reason: '补完成标准',
        by: { unit: OFFICE.id, unitName: OFFICE.name },
        differences: [{ id: measure, field: 'standard', after: '甲' }],
      },
    ]);
    expect((await post(url, edit('乙'), second, { 'if-match': '"2"' })).status).toBe(200);
    const { body } = await get(`/programmes/${id}/measures/${measure}`);
    expect([body.standard, body.edits.length, body.events]).toEqual(['乙', 2, [2, 3]]);
  });

  it('lists open points, and lets the unit that is asked say who is meant', async () => {
    const id = await opened();
    const asked = (await get(`/programmes/${id}/open-points?code=programme/group-open`)).body.points.find(
      ({ owner }: { owner: unknown }) => owner,
    );
    const { body: all } = await get(`/programmes/${id}/open-points`);
    const { body: page } = await get(`/programmes/${id}/open-points?limit=3`);
    const { body: rest } = await get(`/programmes/${id}/open-points?limit=200&cursor=${page.next}`);
    expect([...page.points, ...rest.points]).toEqual(all.points.slice(0, 203));
    expect(all.next).toBeNull();
    const owner = someone(asked.owner.id, ['handler'], 'o');
    const theirs = await get(`/programmes/${id}/open-points`, owner);
    expect(theirs.body.points.map((one: { id: string }) => one.id)).toContain(asked.id);
    expect(theirs.body.points.every((one: { may: unknown }) => one.may === true)).toBe(true);
    expect((await get(`/programmes/${id}/ledger`, owner)).status).toBe(404);
    const body = { duty: asked.id, members: [{ id: FINANCE.id }], reason: '按职责' };
    expect((await post(`/programmes/${id}/answers`, body, stranger)).status).toBe(404);
    const { status, body: answer } = await post(`/programmes/${id}/answers`, body, owner);
    expect(status).toBe(200);
    expect(answer.points.map((one: { id: string }) => one.id)).not.toContain(asked.id);
    const duty = (await ledgerOf(id)).items
      .flatMap(({ duties }) => duties)
      .find((one) => one.id === asked.id);
    expect(duty?.group?.members).toEqual([FINANCE]);
  });

  it('confirms, then changes by request only: asked for, approved by another post, compared', async () => {
    const id = await confirmedOne();
    const before = await ledgerOf(id);
    const measure = before.items[0]?.measures[0]?.id as string;
    const change: LedgerAct = { act: 'edit-measure', measure, change: { standard: '全部完工' } };
    const edited = await post(`/programmes/${id}/edits`, { changes: [change], reason: '改' }, coordinator, {
      'if-match': `"${(await get(`/programmes/${id}`)).body.version}"`,
    });
    expect([edited.status, edited.body.code]).toEqual([409, 'programme/needs-request']);
    const asked = await post(`/programmes/${id}/change-requests`, { changes: [change], reason: '工期调整' });
    expect(asked.body.request).toMatchObject({
      state: 'open',
      differences: [{ id: measure, field: 'standard', after: '全部完工' }],
      may: { approve: { code: 'programme/own-request' }, withdraw: true },
    });
    const url = `/programmes/${id}/change-requests/${asked.body.request.id}`;
    expect((await post(`${url}/approve`, { reason: '同意' })).status).toBe(403);
    const approved = await post(`${url}/approve`, { reason: '同意' }, second);
    expect(approved.body).toMatchObject({
      programme: { baseline: 2 },
      request: { state: 'approved', decided: { reason: '同意' } },
      differences: [{ id: measure }],
    });
    expect((await post(`${url}/refuse`, { reason: '不' }, second)).body.code).toBe(
      'programme/request-decided',
    );
    const { body } = await get(`/programmes/${id}/baselines/2/differences?from=1`);
    expect(body.differences).toMatchObject([{ id: measure, field: 'standard' }]);
    expect((await get(`/programmes/${id}/baselines/1`)).body.ledger).toEqual(before);
    expect((await get(`/programmes/${id}/baselines/3`)).status).toBe(404);
    expect((await get(`/programmes/${id}/baselines`)).body.rows.length).toBe(2);
    expect((await get(`/programmes/${id}/change-requests?state=approved`)).body.rows.length).toBe(1);
    expect((await get(`${url}`)).body.changes).toEqual([change]);
  });

  it('says every sentence in English where that is asked for', async () => {
    const id = await opened();
    const { body } = await get(`/programmes/${id}`);
    const english = await door.app.inject({
      ...{ url: `/api/programmes/${id}`, headers: door.as(coordinator, { 'accept-language': 'en' }) },
    });
    expect(english.json().may.confirm.sentence).toMatch(/^No procedure is chosen/);
    expect(body.may.confirm.sentence).toMatch(/^还没有选定程序规则/);
  });

  it('gives the document, its compiled form and the file as it was brought', async () => {
    const id = await opened();
    expect((await get(`/programmes/${id}/document`)).body.text).toBe(String(examplePlan().bytes));
    expect((await get(`/programmes/${id}/document/compiled`)).body.schema).toBe('luodi/compiled@1');
    const url = `/api/programmes/${id}/document/file`;
    const file = await door.app.inject({ url, headers: door.as(coordinator) });
    expect(file.rawPayload).toEqual(Buffer.from(examplePlan().bytes));
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('重点任务.txt'));
  });

  it('lists the rules of procedure to choose from', async () => {
    const { body } = await get('/procedures');
    expect(body.rows.map((one: { id: string }) => one.id)).toContain('work-plan-example');
  });
});
