import { eventOf, isReceiptSound, type Receipt } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { verifyDatabase } from '../../store/verify/index.ts';
import { linesOf } from '../../views/journal/export.ts';
import { receiptOf } from '../../views/journal/receipt.ts';
import { perform } from '../act.ts';
import { asking, someone, type TestGround, testGround } from '../fixtures/ground.ts';
import { evidenceOf, keptIn, verifyExported } from '../verify.ts';
import { recordMigrations } from './migrations.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the journal of the directory', () => {
  let test: TestGround;
  const audit = someone('510000/财政', ['audit-administrator']);
  const sql = (text: string) => test.ground.database.pool.query(text);
  const findings = async () => (await verifyDatabase(test.ground.database, evidenceOf(test.ground))).findings;
  const set = (key: string, value: string, request?: string) =>
    perform(
      test.ground,
      asking(audit, request),
      { programme: DIRECTORY, act: 'setting/set', subject: { kind: 'setting', id: key } },
      async (held) => {
        await held.put('setting', [{ key, value, version: 1 }]);
        return { answer: { key }, facts: { key } };
      },
    );
  const exported = async () => {
    const parts: Uint8Array[] = [];
    for await (const part of linesOf(test.ground.database.query, DIRECTORY)) parts.push(part);
    return Buffer.concat(parts);
  };
  const receipt = (seq: number): Promise<Receipt> =>
    receiptOf(test.ground.database.query, audit, DIRECTORY, seq);

  beforeAll(async () => {
    test = await testGround();
  });
  afterAll(() => test.end());

  it('takes up the books of migrations once, with the moment of each', async () => {
    await Promise.all([recordMigrations(test.ground), recordMigrations(test.ground)]);
    await recordMigrations(test.ground);
    const { rows } = await sql('select body from journal_event');
    expect(rows).toHaveLength(1);
    const event = eventOf(rows[0].body);
    expect(event).toMatchObject({ act: 'installation/migrate', effects: [{ of: 'luodi_migrations' }] });
    expect(await findings()).toEqual([]);
    await sql(`update luodi_migrations set applied_at = applied_at - interval '1 day' where number = 2`);
    expect(await findings()).toMatchObject([
      { code: 'journal/row-changed', table: 'luodi_migrations', row: '2', columns: ['applied_at'], seq: 1 },
    ]);
    await sql(`update luodi_migrations set applied_at = applied_at + interval '1 day' where number = 2`);
    expect(await findings()).toEqual([]);
  });

  it('finds an answer to a repeated request that was changed', async () => {
    await set('a', '1', 'key-1');
    await sql(`update answer set body = '{"key":"other"}'`);
    expect(await findings()).toMatchObject([
      { code: 'journal/seal-broken', table: 'answer', columns: ['body'] },
    ]);
    await sql(`update answer set body = '{"key":"a"}'`);
    expect(await findings()).toEqual([]);
  });

  it('gives receipts that still hold when it has grown, and that convict it when it was rewritten', async () => {
    await set('b', '1');
    const early = await receipt(2);
    await set('c', '1');
    await set('d', '1');
    const late = await receipt(2);
    expect([early.checkpoint.size, late.checkpoint.size]).toEqual([3, 5]);
    for (const one of [early, late, await receipt(5)]) {
      expect(isReceiptSound(one)).toBe(true);
      const kept = keptIn(JSON.stringify(one));
      expect(kept).toMatchObject({ sound: true, seq: one.seq });
      if (!kept) throw new Error('not kept');
      expect(verifyExported(await exported(), [kept.kept])).toMatchObject({ events: 5, fault: null });
    }
    const wrong = { ...early.checkpoint, receipt: { seq: 2, event: late.checkpoint.hash } };
    expect(verifyExported(await exported(), [wrong]).fault).toMatchObject({
      code: 'journal/other-head',
      seq: 2,
    });
    const ahead = { ...early.checkpoint, size: 9 };
    expect(verifyExported(await exported(), [ahead]).fault).toMatchObject({
      code: 'journal/cut-off',
      seq: 9,
    });
  });

  it('tells a receipt from what is none, and from one that was changed', async () => {
    const one = await receipt(2);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"schema":"luodi/receipt@1"}',
      JSON.stringify({ ...one, path: [1] }),
    ])
      expect(keptIn(text)).toBeNull();
    for (const change of [{ seq: 1 }, { event: one.checkpoint.hash }, { body: `${one.body} ` }, { path: [] }])
      expect(keptIn(JSON.stringify({ ...one, ...change }))?.sound).toBe(false);
    expect(keptIn(JSON.stringify(one.checkpoint))).toMatchObject({ sound: true, seq: null });
  });

  it('does not let the program change or take away an event', async () => {
    const { rows } = await sql('select rolsuper as may from pg_roles where rolname = current_user');
    // A superuser is bound by nothing; the program should not be one.
    if (rows[0].may) return;
    for (const statement of [
      `update journal_event set act = 'a/b'`,
      'delete from journal_event',
      'truncate journal_event',
    ])
      await expect(sql(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('gives a receipt of a long journal without reading the journal again', async () => {
    for (let at = 0; at < 60; at++) await set(`many ${at}`, 'x');
    await receipt(1);
    const began = performance.now();
    for (let at = 1; at <= 50; at++) expect(isReceiptSound(await receipt(at))).toBe(true);
    expect((performance.now() - began) / 50).toBeLessThan(100);
  });
});
