import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { append, checkpointOf, emptyHead, exported, receiptFor } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGround, testGround } from '../acts/fixtures/ground.ts';
import { recordMigrations } from '../acts/journal/migrations.ts';
import { hasPostgres, skipping } from '../store/fixtures/ground.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

/** Runs the command in a folder, and tells what it wrote. */
async function verify(folder: string, ...words: string[]) {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal: Terminal = {
    ...{
      stdin: Readable.from([]),
      columns: 100,
      outIsTerminal: true,
      errIsTerminal: true,
      colour: false,
      folder,
    },
    write: async (text) => void out.push(String(text)),
    note: (line) => void notes.push(line),
    draw: () => undefined,
  };
  const status = await run(['verify', ...words], terminal);
  return { status, out: out.join(''), notes: notes.join('\n') };
}

describe('luodi verify, without a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luodi-verify-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const put = (name: string, value: Uint8Array | object) =>
    writeFileSync(join(folder, name), value instanceof Uint8Array ? value : JSON.stringify(value));

  it('checks an export, a receipt, and one against the other', async () => {
    const events = sampleEvents();
    const receipt = receiptFor('P', events, 1);
    put('journal.jsonl', exported('P', events));
    put('receipt.json', receipt);
    put('later.json', { ...checkpointOf('P', events), size: 9 });
    put('forged.json', { ...receipt, event: '0'.repeat(64) });
    expect(await verify(folder, '--journal', 'journal.jsonl', '--receipt', 'receipt.json')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^完好：journal\.jsonl，2 条记录，链头 [0-9a-f]{64}。\n$/),
    });
    expect(await verify(folder, '--offline', '--receipt', 'receipt.json', '--lang', 'en')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^The receipt holds: it is for event 1 of journal P when that had 2 events/),
    });
    expect(await verify(folder, '--journal', 'journal.jsonl', '--checkpoint', 'later.json')).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^journal\/cut-off /),
    });
    expect(await verify(folder, '--offline', '--receipt', 'forged.json', '-f', 'json')).toMatchObject({
      status: 1,
      out: expect.stringMatching(/"code":"journal\/bad-receipt"/),
    });
    put('cut.jsonl', exported('P', events).slice(0, -20));
    expect(await verify(folder, '--journal', 'cut.jsonl')).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^journal\/no-checkpoint 导出文件末行没有检查点/),
    });
  });

  it('says what is wrong with its own use', async () => {
    put('else.json', { some: 'thing' });
    expect(await verify(folder, '--offline')).toMatchObject({
      status: 2,
      notes: expect.stringMatching(/verify-nothing/),
    });
    expect(await verify(folder, '--receipt', 'else.json')).toMatchObject({
      status: 2,
      notes: expect.stringMatching(/不是回执，也不是检查点/),
    });
    expect(await verify(folder, '--journal', 'absent')).toMatchObject({
      status: 2,
      notes: expect.stringMatching(/file\/not-found/),
    });
    expect(await verify(folder, 'word')).toMatchObject({ status: 2 });
  });
});

describe.runIf(hasPostgres())('luodi verify', () => {
  let test: TestGround;
  const before = { ...process.env };
  beforeAll(async () => {
    test = await testGround();
    await recordMigrations(test.ground);
    const { options } = test.ground.database.pool;
    process.env.DATABASE_URL = options.connectionString;
    const { seal, secret } = test.ground.keys;
    process.env.LUODI_KEYS = Buffer.concat([seal, secret]).toString('base64');
    process.env.LUODI_DATA = test.ground.files;
  });
  afterAll(async () => {
    for (const name of ['DATABASE_URL', 'LUODI_KEYS', 'LUODI_DATA']) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await test.end();
  });

  it('checks the database while a server has it open', async () => {
    expect(await verify('/', '-f', 'text')).toEqual({
      status: 0,
      out: expect.stringMatching(/^完好：1 本台账，1 条记录，\d+ 行数据，全部相符。\n$/),
      notes: '',
    });
    await test.ground.database.pool.query(`insert into setting values ('k', '1', 1), ('l', '1', 1)`);
    expect(await verify('/', '--lang', 'en')).toEqual({
      status: 1,
      out: expect.stringMatching(
        /^journal\/row-unexplained Row “[kl]” of setting was written by no event.* \(1 more of this kind\)\nNot whole; kinds of faults: 1/,
      ),
      notes: '',
    });
    const { out, status } = await verify('/', '-f', 'json');
    expect([status, JSON.parse(out)]).toMatchObject([
      1,
      { whole: false, findings: [{ table: 'setting', count: 2 }] },
    ]);
  });

  it('says that it did not look at seals where it has no keys', async () => {
    delete process.env.LUODI_KEYS;
    expect((await verify('/')).notes).toContain('封签未核对');
  });
});

function sampleEvents() {
  let head = emptyHead('P');
  return [1, 2].map((number) => {
    const next = append(head, {
      ...{ id: `e${number}`, at: '2026-03-01T00:00:00.000Z', act: 'test/note', request: null, address: null },
      ...{
        subject: { kind: 'k', id: 'i' },
        actor: { person: null, post: null, unit: null, onBehalfOf: null },
      },
      ...{ facts: { number }, effects: [] },
    });
    head = next.head;
    return next.stored;
  });
}
