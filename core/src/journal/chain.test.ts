import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  type Checkpoint,
  canonicalBytes,
  checkpointOf,
  emptyHead,
  eventHash,
  eventOf,
  exported,
  follow,
  type JournalEvent,
  type NewEvent,
  type StoredEvent,
  utf8,
  verifyChain,
  verifyExport,
} from './index.ts';
import { sampleEvent, sampleJournal } from './sample.ts';

const P = 'P2022-0001';
const journal = sampleJournal(2000);
const kept: Checkpoint = checkpointOf(P, journal);
const LONG = process.env.LUODI_LONG === '1';

const faultOf = (events: readonly StoredEvent[], checkpoints: readonly Checkpoint[] = []) => {
  const { fault } = verifyChain(P, events, checkpoints);
  return fault && [fault.code, fault.seq];
};
const bodyOf = (change: Partial<Record<keyof JournalEvent, unknown>>, of: StoredEvent) =>
  canonicalBytes({ ...(eventOf(of.body) as object), ...change } as never);
const hashed = (body: Uint8Array): StoredEvent => ({ body, hash: eventHash(body) });
const replaced = (at: number, by: StoredEvent) => journal.map((event, index) => (index === at ? by : event));

/** The journal hashed anew from event `seq` on: what somebody with the whole database can do. */
function rehashedFrom(seq: number, change: Partial<NewEvent>): StoredEvent[] {
  let { head } = verifyChain(P, journal.slice(0, seq - 1));
  const events = journal.slice(0, seq - 1);
  for (let number = seq; number <= journal.length; number++) {
    const next = append(head, { ...sampleEvent(number), ...(number === seq ? change : {}) });
    events.push(next.stored);
    head = next.head;
  }
  return events;
}

describe('a journal', () => {
  it('of 2,000 events is whole, in memory and as an export', () => {
    const verdict = verifyChain(P, journal, [kept]);
    expect(verdict.fault).toBeNull();
    expect(verdict.head.size).toBe(2000);
    expect(verdict.head.hash).toBe(kept.hash);
    expect(verifyExport(exported(P, journal))).toEqual(verdict);
  });

  it('that is empty is whole', () => {
    expect(verifyChain(P, [], [checkpointOf(P, [])]).fault).toBeNull();
    expect(verifyExport(exported(P, [])).fault).toBeNull();
  });

  it('does not run back when the clock does', () => {
    const { head } = append(emptyHead(P), { ...sampleEvent(1), at: '2022-05-01T00:00:00.000Z' });
    const { event } = append(head, { ...sampleEvent(2), at: '2022-04-30T23:59:59.000Z' });
    expect(event.at).toBe('2022-05-01T00:00:00.000Z');
  });

  it.each([
    ['an identity number', '11010519491231002X', 'id-number'],
    ['a mobile number', '联系人电话13812345678。', 'mobile'],
    ['an e-mail address', 'write to someone@example.org', 'email'],
  ])('does not take %s', (_, words, what) => {
    expect(() => append(emptyHead(P), { ...sampleEvent(1), facts: { reason: [words] } })).toThrow(
      expect.objectContaining({ code: 'journal/personal', parameters: { where: '$.reason.0', what } }),
    );
  });

  it('takes hashes and names of rows, whatever digits are in them', () => {
    const mobile = '13812345678';
    const facts = { hash: `${mobile}f`.padEnd(64, 'a'), id: `01890000-0000-7000-8000-a${mobile}` };
    expect(append(emptyHead(P), { ...sampleEvent(1), facts }).event.facts).toEqual(facts);
    for (const words of [`${facts.hash} ${mobile}`, `a-${mobile}`])
      expect(() => append(emptyHead(P), { ...sampleEvent(1), facts: { words } })).toThrow('journal/personal');
  });

  it('takes numbers that only look personal', () => {
    const facts = { reason: '编号110105194912310021，川府发〔2022〕12345678901号，合计138123456789元' };
    expect(append(emptyHead(P), { ...sampleEvent(1), facts }).event.facts).toEqual(facts);
  });

  it.each([
    ['act', 'Confirm'],
    ['at', '2022-02-30T00:00:00.000Z'],
    ['id', ''],
    ['actor', { person: null, post: null, unit: null }],
    ['effects', [{ of: 'row', columns: ['a'], rows: [['1', 'AB', 'abcd']] }]],
    ['facts', []],
  ])('does not take a wrong %s', (field, value) => {
    expect(() => append(emptyHead(P), { ...sampleEvent(1), [field]: value } as never)).toThrow(
      expect.objectContaining({ code: 'journal/wrong-form', parameters: { field } }),
    );
  });
});

describe('what was tampered with', () => {
  it(`names the event of ${LONG ? 'every' : 'a sample of'} single-bit flip${LONG ? '' : 's'}`, () => {
    const heads = [emptyHead(P)];
    for (const stored of journal) {
      const head = follow(heads.at(-1) as never, stored, new Set());
      if ('code' in head) throw new Error(head.code);
      heads.push(head);
    }
    let flips = 0;
    let missed = 0;
    journal.forEach((stored, index) => {
      const body = stored.body.slice();
      // Every 97th bit of the journal, beginning elsewhere in each event; a prime, so that all places of a byte come.
      for (let bit = LONG ? 0 : (index * 31) % 97; bit < body.length * 8; bit += LONG ? 1 : 97) {
        const [at, mask] = [bit >> 3, 1 << (bit & 7)];
        body[at] = (body[at] as number) ^ mask;
        const next = follow(heads[index] as never, { body, hash: stored.hash }, new Set());
        flips++;
        if (!('code' in next) || next.code !== 'journal/changed' || next.seq !== index + 1) missed++;
        body[at] = (body[at] as number) ^ mask;
      }
    });
    expect(missed).toBe(0);
    expect(flips).toBeGreaterThan(LONG ? 8_000_000 : 50_000);
  });

  it('is found in the export, whatever bit is flipped, at the line on which it stands', () => {
    const few = journal.slice(0, 6);
    const bytes = exported(P, few);
    const step = LONG ? 1 : 7;
    let line = 1;
    for (let at = 0; at < bytes.length; at += 1) {
      for (let bit = at % step; bit < 8; bit += step) {
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] as number) ^ (1 << bit);
        const { fault } = verifyExport(flipped);
        if (!fault) throw new Error(`bit ${bit} of byte ${at} was missed`);
        if (line <= few.length && fault.code !== 'journal/no-checkpoint') expect(fault.seq).toBe(line);
      }
      if (bytes[at] === 10) line++;
    }
  });

  it('names the event behind one that was rewritten with its hash', () => {
    const other = hashed(bodyOf({ facts: { reason: '改写' } }, journal[99] as StoredEvent));
    expect(faultOf(replaced(99, other))).toEqual(['journal/broken-link', 101]);
    expect(
      faultOf(replaced(1999, hashed(bodyOf({ facts: {} }, journal[1999] as StoredEvent))), [kept]),
    ).toEqual(['journal/other-head', 2000]);
  });

  it('names what is deleted, inserted, repeated and swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1997 }), fc.integer({ min: 1, max: 1999 }), (at, step) => {
        const other = (at + step) % 2000;
        const moved = journal.slice();
        [moved[at], moved[other]] = [journal[other] as StoredEvent, journal[at] as StoredEvent];
        const first = Math.min(at, other) + 1;
        expect(faultOf(moved)).toEqual(['journal/out-of-order', first]);
        expect(faultOf(journal.toSpliced(at, 1))).toEqual(['journal/out-of-order', at + 1]);
        expect(faultOf(journal.toSpliced(at, 0, journal[other] as StoredEvent))?.[1]).toBeGreaterThan(0);
        expect(faultOf(journal.toSpliced(at + 1, 0, journal[at] as StoredEvent))).toEqual([
          'journal/out-of-order',
          at + 2,
        ]);
      }),
      { numRuns: 10 },
    );
  });

  it('finds a cut tail and a journal hashed anew by a checkpoint that was kept elsewhere', () => {
    expect(faultOf(journal.slice(0, 1999))).toBeNull();
    expect(faultOf(journal.slice(0, 1999), [kept])).toEqual(['journal/cut-off', 2000]);
    const anew = rehashedFrom(1500, { facts: { reason: '另一个理由' } });
    expect(faultOf(anew)).toBeNull();
    expect(faultOf(anew, [checkpointOf(P, journal.slice(0, 1499))])).toBeNull();
    expect(faultOf(anew, [kept, checkpointOf(P, journal.slice(0, 1600))])).toEqual([
      'journal/other-head',
      1600,
    ]);
    expect(verifyExport(exported(P, anew), [kept]).fault?.code).toBe('journal/other-head');
  });

  it('finds events that were added behind the end of an export', () => {
    const end = `${Buffer.from(exported(P, journal.slice(0, 5)))
      .toString()
      .split('\n')
      .at(-2)}\n`;
    const events = Buffer.from(exported(P, journal.slice(0, 7)))
      .toString()
      .split('\n')
      .slice(0, 7);
    const { fault } = verifyExport(utf8(`${events.join('\n')}\n${end}`) as Uint8Array);
    expect([fault?.code, fault?.seq]).toEqual(['journal/beyond-checkpoint', 6]);
  });

  it.each<[string, Partial<Record<keyof JournalEvent, unknown>>]>([
    ['journal/wrong-form', { schema: 'luodi/event@2' }],
    ['journal/other-programme', { programme: 'P2' }],
    ['journal/out-of-order', { seq: 4 }],
    ['journal/broken-link', { prev: '0'.repeat(64) }],
    ['journal/time-runs-back', { at: '2021-01-01T00:00:00.000Z' }],
    ['journal/id-twice', { id: sampleEvent(1).id }],
  ])('calls an event %s where that is what is wrong', (code, change) => {
    const three = journal.slice(0, 3);
    three[2] = hashed(bodyOf(change, three[2] as StoredEvent));
    expect(faultOf(three)).toEqual([code, 3]);
  });

  it('calls bytes that are no canonical JSON so, although their hash is right', () => {
    expect(faultOf([hashed(utf8('{ }') as Uint8Array)])).toEqual(['journal/not-canonical', 1]);
    expect(faultOf([hashed(Uint8Array.of(0xff))])).toEqual(['journal/not-canonical', 1]);
    expect(faultOf([hashed(utf8('[]') as Uint8Array)])).toEqual(['journal/wrong-form', 1]);
  });

  it('says so of a file that is no export', () => {
    for (const text of ['', '\n', 'a', '{"checkpoint":{}}\n', '{"checkpoint":null}\n'])
      expect(verifyExport(utf8(text) as Uint8Array).fault?.code).toBe('journal/no-checkpoint');
  });
});
