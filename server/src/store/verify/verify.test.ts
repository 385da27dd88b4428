import { append, checkpointOf, emptyHead, eventOf, receiptFor } from '@luodi/core/journal';
import { sentence } from '@luodi/core/message';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../fixtures/ground.ts';
import { DIRECTORY } from '../journal.ts';
import { sealOf } from '../seal.ts';
import { eventSm3, sm3Of } from '../sm3.ts';
import { CALENDAR, type Filled, filledDatabase, KEYS, P, Q } from './fixtures/filled.ts';
import { type Evidence, type Kept, verifyDatabase, verifyJournalAlone } from './index.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

/** Bits of each event; every bit of 2,000 events is flipped in core/src/journal/chain.test.ts with LUODI_LONG. */
const FLIPS = process.env.LUODI_LONG === '1' ? 500 : 8;

describe.runIf(hasPostgres())('a check of the database', () => {
  let filled: Filled;
  const sql = async (text: string, values: unknown[] = []) => {
    const { rows } = await filled.database.pool.query(text, values);
    return rows;
  };
  const verified = (more: Partial<Evidence> = {}) =>
    verifyDatabase(filled.database, { keys: KEYS, calendar: CALENDAR, files: null, ...more });
  const JOURNAL = ['journal_event', 'journal_head', 'slip', 'assignment', 'setting'];

  /** What is found after these changes, as code, table, row, columns and event; then all is put back. */
  const after = async (...changes: (string | (() => Promise<unknown>))[]) => {
    for (const table of JOURNAL) await sql(`create table kept_${table} as table ${table}`);
    try {
      for (const change of changes) await (typeof change === 'string' ? sql(change) : change());
      const { findings } = await verified();
      return findings.map(({ code, table, row, columns, seq }) => [code, table, row, columns.join(), seq]);
    } finally {
      for (const table of JOURNAL)
        await sql(
          `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
        );
    }
  };
  const eventsOf = async (programme: string) =>
    (await sql('select seq, body, hash from journal_event where programme_id = $1 order by seq', [
      programme,
    ])) as {
      seq: number;
      body: Buffer;
      hash: string;
    }[];

  /** The end of a journal hashed anew from event `from` on, with the head: what who has the whole database can do. */
  const rehashed = (from: number) => async () => {
    let head = emptyHead(P);
    for (const { seq, body } of await eventsOf(P)) {
      const event = eventOf(body);
      if (event === null || typeof event === 'string') throw new Error('unreadable');
      const { schema: _, programme: __, seq: ___, prev: ____, ...act } = event;
      const next = append(head, { ...act, facts: seq === from ? { reason: 'another' } : act.facts });
      await sql('update journal_event set body = $3, hash = $4 where programme_id = $1 and seq = $2', [
        P,
        seq,
        Buffer.from(next.stored.body),
        next.stored.hash,
      ]);
      head = next.head;
    }
    await sql('update journal_head set hash = $2, at = $3 where programme_id = $1', [P, head.hash, head.at]);
  };

  beforeAll(async () => {
    filled = await filledDatabase();
    await sql('grant all on all tables in schema public to current_user');
  });
  afterAll(() => filled.end());

  it('names the row, the column and the event of a change, in both languages', async () => {
    const id = (await sql('select id from assignment where programme_id = $1 order by id', [P]))[0].id;
    await sql(`update assignment set unit_name = unit_name || '!' where programme_id = $1 and id = $2`, [
      P,
      id,
    ]);
    const { findings } = await verified();
    expect(findings).toMatchObject([
      {
        code: 'journal/row-changed',
        table: 'assignment',
        programme: P,
        row: id,
        columns: ['unit_name'],
        seq: 1,
        count: 1,
      },
    ]);
    const { code, parameters } = findings[0] as (typeof findings)[number];
    expect(sentence(code, parameters)).toBe(
      `assignment 表的行“${id}”被直接改动：unit_name 与最后写它的第 1 条记录不符。`,
    );
    expect(sentence(code, parameters, 'en')).toContain('unit_name does not match event 1');
    await sql(`update assignment set unit_name = left(unit_name, -1) where programme_id = $1 and id = $2`, [
      P,
      id,
    ]);
    expect((await verified()).findings).toEqual([]);
  });

  it('names the event of which the bytes, the hash or a column were changed', async () => {
    const where = `where programme_id = '${P}' and seq = 2`;
    expect(
      await after(`update journal_event set body = set_byte(body, 99, get_byte(body, 99) # 1) ${where}`),
    ).toEqual(expect.arrayContaining([['journal/changed', 'journal_event', '2', 'body', 2]]));
    expect(await after(`update journal_event set hash = repeat('0', 64) ${where}`)).toEqual(
      expect.arrayContaining([['journal/changed', 'journal_event', '2', 'hash', 2]]),
    );
    expect(await after(`update journal_event set act = 'test/other', unit = null ${where}`)).toEqual([
      ['journal/column-differs', 'journal_event', '2', 'act', 2],
    ]);
  });

  it('names the event and the column of any bit that was flipped', async () => {
    const bits = (await eventsOf(P)).flatMap(({ seq, body, hash }) => [
      ...fc
        .sample(fc.nat(body.length * 8 - 1), { numRuns: FLIPS, seed: seq })
        .map((bit) => ({ seq, bit, column: 'body' })),
      ...fc
        .sample(fc.nat(hash.length - 1), { numRuns: 2, seed: seq })
        .map((bit) => ({ seq, bit, column: 'hash' })),
    ]);
    const flip = ({ seq, bit, column }: (typeof bits)[number]) =>
      column === 'body'
        ? sql(
            'update journal_event set body = set_bit(body, $3, 1 - get_bit(body, $3)) where programme_id = $1 and seq = $2',
            [P, seq, bit],
          )
        : sql(
            `update journal_event set hash = overlay(hash placing translate(substr(hash, $3, 1), '0123456789abcdef', '123456789abcdef0') from $3 for 1) where programme_id = $1 and seq = $2`,
            [P, seq, bit + 1],
          );
    for (const one of bits) {
      const { rows: before } = await filled.database.pool.query(
        'select * from journal_event where programme_id = $1 and seq = $2',
        [P, one.seq],
      );
      await flip(one);
      const { findings } = await verifyJournalAlone(
        filled.database,
        { keys: KEYS, calendar: null, files: null },
        P,
      );
      expect(findings).toContainEqual(
        expect.objectContaining({ code: 'journal/changed', seq: one.seq, columns: [one.column], count: 1 }),
      );
      await sql('update journal_event set body = $3, hash = $4 where programme_id = $1 and seq = $2', [
        P,
        one.seq,
        before[0].body,
        before[0].hash,
      ]);
    }
    expect((await verified()).findings).toEqual([]);
  });

  it('finds events that were deleted, put in and swapped', async () => {
    const at = (seq: number) => `where programme_id = '${P}' and seq = ${seq}`;
    expect(await after(`delete from journal_event ${at(2)}`)).toEqual(
      expect.arrayContaining([['journal/out-of-order', 'journal_event', '3', '', 2]]),
    );
    const swapped = await after(
      `update journal_event set seq = 99 ${at(1)}`,
      `update journal_event set seq = 1 ${at(2)}`,
      `update journal_event set seq = 2 ${at(99)}`,
    );
    expect(swapped).toEqual(expect.arrayContaining([['journal/out-of-order', 'journal_event', '1', '', 1]]));
    expect(
      await after(`insert into journal_event select programme_id, 4, event_id || 'x', at, act, subject_kind, subject_id,
        person, post, unit, body, hash from journal_event ${at(3)}`),
    ).toEqual(
      expect.arrayContaining([
        ['journal/out-of-order', 'journal_event', '4', '', 4],
        ['journal/column-differs', 'journal_event', '4', 'seq', 3],
      ]),
    );
  });

  it('finds an end that was cut off, by the head, and by its seal where the head was changed along with it', async () => {
    const cut = `delete from journal_event where programme_id = '${P}' and seq = 3`;
    expect(await after(cut)).toEqual(
      expect.arrayContaining([['journal/cut-off', 'journal_event', P, '', 3]]),
    );
    const shorter = `update journal_head set (size, hash, at) =
      (select seq, hash, at from journal_event where programme_id = '${P}' and seq = 2) where programme_id = '${P}'`;
    expect(await after(cut, shorter)).toEqual(
      expect.arrayContaining([['journal/end-rewritten', 'journal_head', P, '', 2]]),
    );
  });

  it('finds a journal that was hashed anew from some event on, by the seal of its head', async () => {
    expect(await after(rehashed(3))).toEqual([['journal/end-rewritten', 'journal_head', P, '', 3]]);
    expect(await after(rehashed(1))).toEqual([['journal/end-rewritten', 'journal_head', P, '', 3]]);
  });

  it('finds a forged event behind a genuine head', async () => {
    const forged = async () => {
      const head = (await sql('select * from journal_head where programme_id = $1', [P]))[0];
      const { stored, event } = append(
        { programme: P, size: head.size, hash: head.hash, at: head.at.toISOString() },
        {
          ...{
            id: 'forged',
            at: '2027-01-01T00:00:00.000Z',
            act: 'test/forge',
            request: null,
            address: null,
          },
          ...{
            subject: { kind: 'k', id: 'i' },
            actor: { person: null, post: null, unit: null, onBehalfOf: null },
          },
          ...{ facts: {}, effects: [] },
        },
      );
      await sql(
        `insert into journal_event values ($1, $2, 'forged', $3, 'test/forge', 'k', 'i', null, null, null, $4, $5)`,
        [P, event.seq, event.at, Buffer.from(stored.body), stored.hash],
      );
    };
    expect(await after(forged)).toEqual([['journal/beyond-head', 'journal_event', P, '', 4]]);
  });

  it('tells a row whose key was changed from one that is gone and one that was put in', async () => {
    const where = `where programme_id = '${P}' and no = 1`;
    expect(await after(`update slip set no = 77 ${where}`)).toEqual([
      ['journal/row-moved', 'slip', '1', 'no', 2],
    ]);
    expect(await after(`update slip set programme_id = '${DIRECTORY}' ${where}`)).toEqual([
      ['journal/row-moved', 'slip', '1', 'programme_id', 2],
    ]);
    expect(await after(`delete from slip ${where}`)).toEqual([['journal/row-missing', 'slip', '1', '', 2]]);
    expect(await after(`insert into slip values ('${Q}', 9, 'u', 'n', now())`)).toEqual([
      ['journal/row-unexplained', 'slip', '9', '', null],
    ]);
  });

  it('finds a row that an event took away and that is there again', async () => {
    const act = filled.act(Q, (writing) => writing.remove('slip', { programme_id: Q, no: 2 }));
    await act;
    expect((await verified()).findings).toEqual([]);
    expect(await after(`insert into slip values ('${Q}', 2, 'u', 'n', now())`)).toEqual([
      ['journal/row-returned', 'slip', '2', '', 4],
    ]);
  });

  it('finds values that the program could not have written', async () => {
    expect(await after(`update assignment set changed_at = 'infinity' where programme_id = '${P}'`)).toEqual([
      ['journal/row-changed', 'assignment', expect.any(String), 'changed_at', 1],
    ]);
  });

  it('counts the rows of one kind and names the first', async () => {
    await sql(`update setting set value = value || '!'`);
    expect((await verified()).findings).toMatchObject([{ table: 'setting', columns: ['value'], count: 2 }]);
    await sql(`update setting set value = left(value, -1)`);
  });

  it('holds a column that came later to its default', async () => {
    await sql(`alter table slip add column urgent boolean not null default false, add column note text`);
    expect((await verified()).findings).toEqual([]);
    await sql(`update slip set urgent = true where programme_id = '${P}' and no = 2`);
    expect((await verified()).findings).toMatchObject([
      { table: 'slip', row: '2', columns: ['urgent'], seq: 1 },
    ]);
    await sql('alter table slip drop column urgent, drop column note');
    await sql(`alter table slip drop column unit_name`);
    expect((await verified()).findings).toEqual([]);
    await sql(`alter table slip add column unit_name text not null default ''`);
    await sql(`update slip set unit_name = case no when 1 then 'again' else 'unit_name 2' end`);
  });

  it('goes through a journal several times where it explains more rows than are held', async () => {
    const whole = await verified();
    expect(whole.findings).toEqual([]);
    expect(await verified({ heldRows: 20 })).toEqual(whole);
    await sql(`update setting set value = value || '!' where key = 'key 2'`);
    const { findings } = await verified({ heldRows: 20 });
    expect(findings).toMatchObject([{ table: 'setting', row: 'key 2', columns: ['value'] }]);
    await sql(`update setting set value = 'value 2' where key = 'key 2'`);
  });

  it('reads tables of any length, a step at a time', async () => {
    const rows = Array.from({ length: 1203 }, (_, at) => ({
      key: `many ${at}`,
      value: String(at),
      version: 1,
    }));
    await filled.act(DIRECTORY, (writing) => writing.put('setting', rows));
    expect((await verified()).findings).toEqual([]);
    expect(await after(`update setting set value = 'x' where key = 'many 1100'`)).toEqual([
      ['journal/row-changed', 'setting', 'many 1100', 'value', 3],
    ]);
  });

  it('sees one moment of the database while others write', async () => {
    let writing = true;
    const writer = (async () => {
      for (let at = 0; writing; at++)
        await filled.act(Q, (one) => one.change('programme', { programme_id: Q }, { title: `title ${at}` }));
    })();
    for (let round = 0; round < 10; round++) expect((await verified()).findings).toEqual([]);
    writing = false;
    await writer;
  });

  it('holds a journal to checkpoints and receipts that were kept elsewhere', async () => {
    const stored = (await eventsOf(P)).map(({ body, hash }) => ({ body, hash }));
    const receipt = receiptFor(P, stored, 2);
    const kept = [
      { ...receipt.checkpoint, receipt: { seq: receipt.seq, event: receipt.event } },
      checkpointOf(P, stored.slice(0, 1)),
      checkpointOf(P, []),
    ];
    expect((await verified({ kept })).findings).toEqual([]);
    const found = async (wrong: Kept) =>
      (await verified({ kept: [wrong] })).findings.map(({ code, seq }) => [code, seq]);
    expect(await found({ ...receipt.checkpoint, size: 9 })).toEqual([['journal/cut-off', 9]]);
    expect(await found({ ...receipt.checkpoint, root: '0'.repeat(64) })).toEqual([['journal/other-head', 3]]);
    expect(await found({ ...checkpointOf(P, stored.slice(0, 1)), hash: receipt.event })).toEqual([
      ['journal/other-head', 1],
    ]);
    expect(await found({ ...receipt.checkpoint, receipt: { seq: 1, event: receipt.event } })).toEqual([
      ['journal/other-head', 1],
    ]);
    expect(await found({ ...receipt.checkpoint, programme: 'unknown' })).toEqual([['journal/cut-off', 3]]);
  });

  it('says so where another key sealed the rows', async () => {
    const keys = { seal: Buffer.alloc(32, 9), secret: Buffer.alloc(32) };
    const { findings } = await verified({ keys });
    expect(new Set(findings.map(({ table }) => table))).toEqual(
      new Set(['journal_head', 'answer', 'session', 'attempt']),
    );
    expect(findings.every(({ columns }) => columns.join() === 'seal')).toBe(true);
    const row = (await sql('select * from attempt limit 1'))[0];
    expect(sealOf('attempt', row, KEYS)).toBe(row.seal);
  });

  it('hashes as the core does', async () => {
    const [event] = await eventsOf(P);
    expect(eventSm3(event?.body as Buffer)).toBe(event?.hash);
    expect(sm3Of(Buffer.from('abc'))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });
});
