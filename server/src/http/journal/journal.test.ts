import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReceiptSound, type Receipt, verifyExport } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnAssignment } from '../../acts/assignment/act-on-assignment.ts';
import { asking, someone } from '../../acts/fixtures/ground.ts';
import { PROGRAM } from '../../config.ts';
import type { Who } from '../../scope/who.ts';
import { counting } from '../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { eventsOf } from '../../views/journal/events.ts';
import { receiptOf } from '../../views/journal/receipt.ts';
import { type TestDoor, testDoor } from '../fixtures/door.ts';
import { type Land, settleLand, UNITS } from '../fixtures/land.ts';
import { directoryJournal, journal } from './journal.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

const coordinator = someone(UNITS.office.id, ['coordinator']);
const clerk = someone(UNITS.city.id, ['handler']);
const auditor = someone('510000/审计', ['auditor']);
const stranger = someone(UNITS.stranger.id, ['coordinator']);
const audit = someone('510000/财政', ['audit-administrator']);

describe.runIf(hasPostgres())('the journal at the door', () => {
  let door: TestDoor;
  let land: Land;
  const get = async (who: Who, path: string) => {
    const answer = await door.app.inject({ url: `/api${path}`, headers: door.as(who) });
    const isJson = /json(;|$)/.test(String(answer.headers['content-type']));
    const body = isJson ? answer.json() : answer.body;
    return { status: answer.statusCode, body, bytes: answer.rawPayload };
  };
  const ofLive = (path = '') => `/programmes/${land.live.id}/journal${path}`;

  beforeAll(async () => {
    door = await testDoor({ resources: [journal, directoryJournal] });
    land = await settleLand(door.ground);
  });
  afterAll(() => door.end());

  it('lists what was done, the newest first, a page at a time', async () => {
    const all = await get(coordinator, ofLive());
    expect(all.status).toBe(200);
    const seqs = all.body.rows.map(({ seq }: { seq: number }) => seq);
    expect(seqs).toEqual([...seqs].sort((one, other) => other - one));
    expect(all.body.rows.at(-1)).toMatchObject({ seq: 1, act: 'programme/import' });
    const first = await get(coordinator, ofLive('?limit=2'));
    const second = await get(coordinator, ofLive(`?limit=2&cursor=${first.body.next}`));
    expect([...first.body.rows, ...second.body.rows]).toEqual(all.body.rows.slice(0, 4));
    expect((await get(coordinator, ofLive(`?limit=2&act=programme&cursor=${first.body.next}`))).status).toBe(
      400,
    );
  });

  it('narrows the list to an act, a stage, a unit, a time and words', async () => {
    const acts = async (query: string) =>
      (await get(coordinator, ofLive(`?${query}`))).body.rows.map(({ act }: { act: string }) => act);
    expect(await acts('act=programme/confirm')).toEqual(['programme/confirm']);
    expect(new Set((await acts('act=programme')).map((act: string) => act.split('/')[0]))).toEqual(
      new Set(['programme']),
    );
    expect(await acts(`unit=${encodeURIComponent(UNITS.opener.id)}&act=programme/import`)).toHaveLength(1);
    expect(await acts('from=2099-01-01T00:00:00Z')).toEqual([]);
    expect(await acts('until=2020-01-01T00:00:00%2B08:00')).toEqual([]);
    expect((await acts(`text=${encodeURIComponent(UNITS.office.id)}`)).length).toBeGreaterThan(0);
    expect(await acts('text=nowhere-to-be-found')).toEqual([]);
    expect((await get(coordinator, ofLive('?act=%27'))).status).toBe(400);
  });

  it('is read by those whose matter it is; others do not find it', async () => {
    expect((await get(auditor, ofLive('/checkpoint'))).status).toBe(200);
    for (const path of ['', '/checkpoint', '/export', '/verification', '/1', '/1/receipt']) {
      const [hidden, unknown] = [
        await get(stranger, ofLive(path)),
        await get(stranger, `/programmes/01890000-0000-7000-8000-000000000001/journal${path}`),
      ];
      expect([hidden.status, unknown.status]).toEqual([404, 404]);
      expect({ ...hidden.body, request: null }).toEqual({ ...unknown.body, request: null });
    }
    expect((await get(clerk, ofLive('/checkpoint'))).status).toBe(404);
    expect((await get(audit, ofLive('/checkpoint'))).status).toBe(404);
    expect((await get(audit, '/journal/checkpoint')).body).toMatchObject({
      programme: expect.stringMatching(/^0+-/),
    });
    expect((await get(coordinator, '/journal')).status).toBe(403);
  });

  it('shows a unit what it did itself, with a receipt, and nothing else', async () => {
    const id = land.live.assignments.city ?? '';
    const act = {
      programme: land.live.id,
      id,
      act: 'acknowledge',
      reason: '',
      to: null,
      version: null,
    } as const;
    await actOnAssignment(door.ground, asking(clerk), act);
    const { rows } = (await get(clerk, ofLive())).body;
    expect(rows).toMatchObject([{ act: 'assignment/acknowledge', by: { unit: clerk.unit } }]);
    const own = rows[0].seq;
    expect(isReceiptSound((await get(clerk, ofLive(`/${own}/receipt`))).body as Receipt)).toBe(true);
    expect((await get(clerk, ofLive(`/${own}`))).body.event.seq).toBe(own);
    for (const path of [`/${own - 1}/receipt`, `/${own - 1}`])
      expect((await get(clerk, ofLive(path))).status).toBe(404);
  });

  it('gives a receipt for an event that is checked without the server', async () => {
    const receipt = (await get(coordinator, ofLive('/2/receipt'))).body as Receipt;
    expect(isReceiptSound(receipt)).toBe(true);
    expect(isReceiptSound({ ...receipt, body: `${receipt.body} ` })).toBe(false);
    const { event } = (await get(coordinator, ofLive('/2'))).body;
    expect(JSON.parse(receipt.body ?? '')).toEqual(event);
    expect((await get(coordinator, ofLive('/9999/receipt'))).status).toBe(404);
    expect((await get(coordinator, ofLive('/0/receipt'))).status).toBe(400);
  });

  it('exports lines that both verifiers find whole, and that hold to every receipt', async () => {
    const { bytes } = await get(coordinator, ofLive('/export'));
    const { body: checkpoint } = await get(coordinator, ofLive('/checkpoint'));
    const receipt = (await get(coordinator, ofLive('/1/receipt'))).body as Receipt;
    const { head, fault } = verifyExport(bytes, [checkpoint, receipt.checkpoint]);
    expect([fault, head.size, head.hash]).toEqual([null, checkpoint.size, checkpoint.hash]);
    expect(told(bytes)).toEqual({ events: checkpoint.size, fault: null });
    const at = bytes.length >> 1;
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] as number) ^ 1;
    const ours = verifyExport(flipped);
    expect(ours.fault).not.toBeNull();
    expect(told(flipped)).toEqual({
      events: ours.head.size,
      fault: { code: ours.fault?.code, seq: ours.fault?.seq },
    });
  });

  it('says that a journal is whole, and what was changed behind its back', async () => {
    const whole = await get(coordinator, ofLive('/verification'));
    expect(whole.body).toMatchObject({ whole: true, findings: [], journals: [{ programme: land.live.id }] });
    const { pool } = door.ground.database;
    const change = (by: string) =>
      pool.query(`update slip set unit_name = unit_name || $2 where programme_id = $1 and no = 1`, [
        land.live.id,
        by,
      ]);
    await change('!');
    const { body } = await get(coordinator, ofLive('/verification'));
    expect(body).toMatchObject({
      whole: false,
      findings: [{ code: 'journal/row-changed', table: 'slip', row: '1', columns: ['unit_name'] }],
    });
    expect(body.findings[0].sentence).toContain('slip 表的行“1”被直接改动');
    const english = await door.app.inject({
      url: `/api${ofLive('/verification')}`,
      headers: door.as(coordinator, { 'accept-language': 'en' }),
    });
    expect(english.json().findings[0].sentence).toContain('Row “1” of slip was changed directly');
    await pool.query(`update slip set unit_name = left(unit_name, -1) where programme_id = $1 and no = 1`, [
      land.live.id,
    ]);
    expect((await get(coordinator, ofLive('/verification'))).body.whole).toBe(true);
  });

  it('asks the database a fixed number of questions', async () => {
    const { query, counted } = counting(door.ground.database.query);
    const page = (limit: number) => () =>
      eventsOf(query, coordinator, land.live.id, {}, { before: null, limit });
    const statements = async (work: () => Promise<unknown>) => (await counted(work)).statements;
    expect(await statements(page(1))).toBe(await statements(page(200)));
    expect(await statements(page(200))).toBeLessThanOrEqual(5);
    const receipt = () => receiptOf(query, coordinator, land.live.id, 2);
    expect(await statements(receipt)).toBeLessThanOrEqual(6);
    // The tree is known now: nothing of the journal is read but its head.
    expect(await statements(receipt)).toBeLessThanOrEqual(5);
  });
});

function told(bytes: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'luodi-journal-'));
  try {
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, bytes);
    const { stdout } = spawnSync('python3', [join(PROGRAM, 'tools/verify/luodi_verify.py'), path], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
