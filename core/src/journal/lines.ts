import type { JournalCode } from '../message/index.ts';
import { type Canonical, canonicalBytes, readCanonical } from './canonical.ts';
import { type Checkpoint, checkpointOf, type JournalFault, type Verdict, verifyChain } from './chain.ts';
import { emptyHead, type StoredEvent } from './event.ts';
import { utf8 } from './utf8.ts';

/*
 * 台账导出: JSON Lines. A line for each event, `{"event":BODY,"hash":"HASH"}` where BODY is the stored bytes as they
 * are; then one line `{"checkpoint":{…}}`. Each line ends with a line feed, which canonical bytes never hold.
 */

const LINE_FEED = 10;
const HASH_DIGITS = 64;
const BEFORE = utf8('{"event":') as Uint8Array;
const BETWEEN = utf8(',"hash":"') as Uint8Array;
const AFTER = utf8('"}') as Uint8Array;

/** The bytes of the export. They end with a checkpoint of exactly these events. */
export function exported(programme: string, events: readonly StoredEvent[]): Uint8Array {
  return joined([...events.map(exportedLine), exportedEnd(checkpointOf(programme, events))]);
}

/** One line of the export, with its line feed: for journals that are too long to be held at once. */
export function exportedLine({ body, hash }: StoredEvent): Uint8Array {
  return joined([BEFORE, body, BETWEEN, utf8(hash) as Uint8Array, AFTER, Uint8Array.of(LINE_FEED)]);
}

/** The last line of an export that goes to this checkpoint. */
export function exportedEnd(checkpoint: Checkpoint): Uint8Array {
  return joined([canonicalBytes({ checkpoint } as unknown as Canonical), Uint8Array.of(LINE_FEED)]);
}

/**
 * Reads and checks an exported journal, to the first fault. The programme is the one that its checkpoint names.
 * `kept` are checkpoints that were kept elsewhere.
 */
export function verifyExport(bytes: Uint8Array, kept: readonly Checkpoint[] = []): Verdict {
  const lines = linesOf(bytes);
  const rest = lines.pop() as Uint8Array;
  const end = rest.length === 0 ? checkpointIn(lines.pop()) : null;
  if (end === null) return { head: emptyHead(''), fault: faultAt(lines.length, 'journal/no-checkpoint') };
  const events: StoredEvent[] = [];
  let unreadable: JournalFault | null = null;
  for (const line of lines) {
    const stored = storedIn(line);
    if (stored === null) {
      unreadable = faultAt(events.length + 1, 'journal/unreadable-line');
      break;
    }
    events.push(stored);
  }
  // What stands before a line that cannot be read may be wrong too, and is then the first fault.
  const { head, fault } = verifyChain(end.programme, events, unreadable ? [] : [...kept, end]);
  if (fault || unreadable) return { head, fault: fault ?? unreadable };
  return { head, fault: head.size > end.size ? faultAt(end.size + 1, 'journal/beyond-checkpoint') : null };
}

function faultAt(seq: number, code: JournalCode): JournalFault {
  return { code, seq, parameters: { seq } };
}

/** The stretches between line feeds: one more than there are line feeds. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, from)) {
    lines.push(bytes.subarray(from, at));
    from = at + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}

function storedIn(line: Uint8Array): StoredEvent | null {
  const hashAt = line.length - AFTER.length - HASH_DIGITS;
  const bodyEnd = hashAt - BETWEEN.length;
  if (bodyEnd < BEFORE.length || !stands(BEFORE, line, 0)) return null;
  if (!stands(BETWEEN, line, bodyEnd) || !stands(AFTER, line, hashAt + HASH_DIGITS)) return null;
  const hash = String.fromCharCode(...line.subarray(hashAt, hashAt + HASH_DIGITS));
  return /^[0-9a-f]{64}$/.test(hash) ? { body: line.subarray(BEFORE.length, bodyEnd), hash } : null;
}

function checkpointIn(line: Uint8Array | undefined): Checkpoint | null {
  const value = line && (readCanonical(line) as { readonly checkpoint?: Partial<Checkpoint> } | null);
  const found = value?.checkpoint;
  if (!found || Object.keys(value).length !== 1 || Object.keys(found).length !== 4) return null;
  const { programme, size, hash, root } = found;
  if (typeof programme !== 'string' || programme === '' || typeof size !== 'number' || size < 0) return null;
  if (typeof hash !== 'string' || typeof root !== 'string') return null;
  return { programme, size, hash, root };
}

function stands(part: Uint8Array, line: Uint8Array, from: number): boolean {
  return part.every((byte, at) => line[from + at] === byte);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
