import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  canonicalBytes,
  checkpointOf,
  eventHash,
  eventOf,
  exported,
  receiptFor,
  type StoredEvent,
  utf8,
  verifyExport,
} from './index.ts';
import { sampleJournal } from './sample.ts';

const VERIFIER = fileURLToPath(new URL('../../../tools/verify/luodi_verify.py', import.meta.url));
const python = spawnSync('python3', ['--version']).status === 0;
const LONG = process.env.LUODI_LONG === '1';
const P = 'P2022-0001';

interface Told {
  readonly events: number;
  readonly fault: { readonly code: string; readonly seq: number } | null;
}

const ours = (bytes: Uint8Array): Told => {
  const { head, fault } = verifyExport(bytes);
  return { events: head.size, fault: fault && { code: fault.code, seq: fault.seq } };
};

if (!python) {
  it.skip('SKIPPED: python3 is not installed, so the second verifier was not compared', () => undefined);
}

describe.runIf(python)('the verifier in Python', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'luodi-verify-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Its verdict of each file, in one run; exit code 1 means that one of them has a fault. */
  const theirs = (files: readonly Uint8Array[], more: readonly string[] = []): Told[] => {
    const paths = files.map((bytes, at) => {
      const path = join(folder, `${at}.jsonl`);
      writeFileSync(path, bytes);
      return path;
    });
    const { stdout, stderr, status } = spawnSync('python3', [VERIFIER, ...paths, ...more], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect(stderr).toBe('');
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Told);
    expect(status).toBe(told.some(({ fault }) => fault) ? 1 : 0);
    return told;
  };

  it('is shorter than 300 lines and imports the standard library only', () => {
    const source = execFileSync('python3', ['-c', `print(open(${JSON.stringify(VERIFIER)}).read())`], {
      encoding: 'utf8',
    });
    expect(source.split('\n').length).toBeLessThan(300);
    const imports = [...source.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name);
    expect(imports).toEqual(['datetime', 'json', 're', 'struct', 'sys']);
  });

  it('agrees on whole journals', () => {
    const files = [0, 1, 2, 3, 7, 60].map((size) => exported(P, sampleJournal(size)));
    expect(theirs(files)).toEqual(files.map(ours));
    expect(theirs(files).every(({ fault }) => fault === null)).toBe(true);
  });

  it('agrees on tampered journals: what is wrong, and at which event', () => {
    const journal = sampleJournal(6);
    const whole = exported(P, journal);
    const files: Uint8Array[] = [];
    const flips = LONG ? 5000 : 150;
    for (let flip = 0; flip < flips; flip++) {
      const bit = (flip * 7919) % (whole.length * 8);
      const bytes = whole.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      files.push(bytes);
    }
    for (let cut = 0; cut < whole.length; cut += 97) files.push(whole.slice(0, cut));
    const lines = Buffer.from(whole).toString().split('\n');
    for (let at = 0; at < lines.length - 1; at++) {
      files.push(utf8(lines.toSpliced(at, 1).join('\n')) as Uint8Array);
      files.push(utf8(lines.toSpliced(at, 0, lines[(at + 2) % 6] as string).join('\n')) as Uint8Array);
      files.push(utf8(lines.with(at, lines[(at + 1) % 6] as string).join('\n')) as Uint8Array);
    }
    const told = theirs(files);
    expect(told).toEqual(files.map(ours));
    expect(new Set(told.map(({ fault }) => fault?.code)).size).toBeGreaterThan(5);
  });

  it('agrees on events that were hashed anew', () => {
    const journal = sampleJournal(4);
    const event = eventOf(journal[2]?.body as Uint8Array) as object;
    const hashed = (body: Uint8Array): StoredEvent => ({ body, hash: eventHash(body) });
    const changes: readonly object[] = [
      { schema: 'x' },
      { programme: 'P2' },
      { programme: '' },
      { seq: 0 },
      { seq: 9 },
      { seq: true },
      { seq: '3' },
      { prev: 'A'.repeat(64) },
      { prev: '1'.repeat(64) },
      { id: '' },
      { id: '0190-00000001' },
      { id: null },
      { at: '2022-02-30T00:00:00.000Z' },
      { at: '0000-01-01T00:00:00.000Z' },
      { at: '2022-03-01T24:00:00.000Z' },
      { at: '2022-03-01T00:00:60.000Z' },
      { at: '2022-03-01T00:00:00.000Z\n' },
      { at: '1999-12-31T00:00:00.000Z' },
      { at: '２０２２-03-01T00:00:00.000Z' },
      { act: 'a' },
      { act: 'a/b-' },
      { act: 'a-b/c-d' },
      { act: 'a/b\n' },
      { subject: {} },
      { subject: { kind: 'a', id: 'b', more: 1 } },
      { actor: null },
      { request: '' },
      { request: 1 },
      { address: false },
      { facts: [] },
      { facts: null },
      { facts: { '': [[]] } },
      { effects: {} },
      { effects: [] },
      { effects: [{ of: 'a', columns: [], rows: [] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', null, null]] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', null, 'abcd']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', '0'.repeat(64), null]] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', '0'.repeat(64), 'ab-_']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', '0'.repeat(64), 'abc']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', '0'.repeat(64), 'abcd\n']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', '0'.repeat(64), '市市市市']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', 'x', 'abcd']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['', '0'.repeat(64), 'abcd']] }] },
      { effects: [{ of: 'a', columns: ['b'], rows: [['c', '0'.repeat(64)]] }] },
      { effects: [{ of: 'a', columns: [''], rows: [] }] },
      { effects: [{ of: '', columns: [], rows: [] }] },
      { effects: [{ of: 'a', columns: {}, rows: [] }] },
      { effects: [{ of: 'a', columns: [], rows: {} }] },
      { effects: [{ of: 'a', columns: [], rows: [], more: 1 }] },
      { more: 1 },
      { facts: { big: Number.MAX_SAFE_INTEGER, small: Number.MIN_SAFE_INTEGER, ｚ: 1, '😀': 2 } },
    ]; // prettier-ignore
    const bodies = changes.map((change) => canonicalBytes({ ...event, ...change } as never));
    const text = Buffer.from(canonicalBytes(event as never)).toString();
    const { facts: _, ...lacking } = event as { facts: unknown };
    bodies.push(canonicalBytes(lacking as never), utf8('null') as Uint8Array, utf8('{}') as Uint8Array);
    for (const [from, to] of [
      ['"seq":3', '"seq":3.0'],
      ['"seq":3', '"seq": 3'],
      ['"seq":3', '"seq":3e0'],
      ['"seq":3', '"seq":3,"seq":3'],
      ['"seq":3', '"seq":-0'],
      ['"seq":3', '"seq":NaN'],
      ['"seq":3', '"seq":9007199254740992'],
      ['市', '\\u5e02'],
      ['😀', '\\ud83d'],
      ['"of":3', `"of":${'['.repeat(40)}${']'.repeat(40)}`],
      ['"of":3', `"of":${'['.repeat(30)}${']'.repeat(30)}`],
      ['"of":3', `"of":${'['.repeat(31)}${']'.repeat(31)}`],
      ['"of":3', `"of":${'['.repeat(9000)}${']'.repeat(9000)}`],
    ] as const) // prettier-ignore
      bodies.push(utf8(text.replace(from, to)) as Uint8Array);
    const files = bodies.map((body) => exported(P, journal.with(2, hashed(body))));
    expect(theirs(files)).toEqual(files.map(ours));
  });

  it('takes checkpoints and receipts that were kept elsewhere', () => {
    const journal = sampleJournal(9);
    const path = join(folder, 'kept.json');
    const cut = exported(P, journal.slice(0, 8));
    writeFileSync(path, JSON.stringify(checkpointOf(P, journal)));
    expect(theirs([cut], ['--checkpoint', path])).toEqual([
      { events: 8, fault: { code: 'journal/cut-off', seq: 9 } },
    ]);
    writeFileSync(path, JSON.stringify(receiptFor(P, journal.slice(0, 5), 5)));
    expect(theirs([cut], ['--checkpoint', path])).toEqual([{ events: 8, fault: null }]);
  });

  it('says what is wrong with its own use, with exit code 2', () => {
    expect(spawnSync('python3', [VERIFIER]).status).toBe(2);
    expect(spawnSync('python3', [VERIFIER, join(folder, 'absent')]).status).toBe(2);
  });
});
