import type { JournalCode } from '../message/index.ts';
import { type ChainHead, emptyHead, eventHash, eventOf, type StoredEvent } from './event.ts';
import { rootOf } from './tree.ts';

/** What is wrong with a journal, and at which event (from 1; 0 for the whole). */
export interface JournalFault {
  readonly code: JournalCode;
  readonly seq: number;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** 检查点: a head with the root of the tree, as receipts, bulletins and exports carry it. */
export interface Checkpoint {
  readonly programme: string;
  readonly size: number;
  readonly hash: string;
  readonly root: string;
}

/** What a check of a whole journal comes to: how far it is sound, and the first fault. */
export interface Verdict {
  readonly head: ChainHead;
  readonly fault: JournalFault | null;
}

export function checkpointOf(programme: string, events: readonly StoredEvent[]): Checkpoint {
  const hashes = events.map(({ hash }) => hash);
  return {
    programme,
    size: hashes.length,
    hash: hashes.at(-1) ?? emptyHead(programme).hash,
    root: rootOf(hashes),
  };
}

/**
 * 验链: goes through the events in order and stops at the first that is wrong. Checkpoints that were kept elsewhere
 * (a receipt, the footer of a bulletin, the end of an export) find what a chain alone cannot: a cut tail, and a
 * journal that was hashed anew from some event on.
 */
export function verifyChain(
  programme: string,
  events: readonly StoredEvent[],
  checkpoints: readonly Checkpoint[] = [],
): Verdict {
  let head = emptyHead(programme);
  const seen = new Set<string>();
  for (const stored of events) {
    const next = follow(head, stored, seen);
    if ('code' in next) return { head, fault: next };
    head = next;
  }
  return { head, fault: checkpointFault(programme, events, checkpoints) };
}

/**
 * The head after `stored`, or what is wrong with it behind this head. Notes the event's id in `seen`.
 * @param hashOf the hash of an event by the platform, where that is faster
 */
export function follow(
  head: ChainHead,
  stored: StoredEvent,
  seen: Pick<Set<string>, 'has' | 'add'>,
  hashOf: (body: Uint8Array) => string = eventHash,
): ChainHead | JournalFault {
  const seq = head.size + 1;
  const fault = (code: JournalCode, parameters: JournalFault['parameters'] = {}): JournalFault => ({
    code,
    seq,
    parameters: { seq, ...parameters },
  });
  if (hashOf(stored.body) !== stored.hash) return fault('journal/changed');
  const event = eventOf(stored.body);
  if (event === null) return fault('journal/not-canonical', { where: '$' });
  if (typeof event === 'string') return fault('journal/wrong-form', { field: event });
  if (event.programme !== head.programme) return fault('journal/other-programme', { found: event.programme });
  if (event.seq !== seq) return fault('journal/out-of-order', { found: event.seq });
  if (event.prev !== head.hash) return fault('journal/broken-link');
  if (head.at !== null && event.at < head.at) return fault('journal/time-runs-back');
  if (seen.has(event.id)) return fault('journal/id-twice', { id: event.id });
  seen.add(event.id);
  return { programme: head.programme, size: seq, hash: stored.hash, at: event.at };
}

function checkpointFault(
  programme: string,
  events: readonly StoredEvent[],
  checkpoints: readonly Checkpoint[],
): JournalFault | null {
  const hashes = events.map(({ hash }) => hash);
  const inOrder = [...checkpoints].sort((one, other) => one.size - other.size);
  for (const { programme: of, size, hash, root } of inOrder) {
    const fault = (code: JournalCode, parameters: JournalFault['parameters'] = {}): JournalFault => ({
      code,
      seq: size,
      parameters: { seq: size, ...parameters },
    });
    if (of !== programme) return fault('journal/other-programme', { found: of });
    if (size > hashes.length) return fault('journal/cut-off', { found: hashes.length });
    const last = size === 0 ? emptyHead(programme).hash : hashes[size - 1];
    if (last !== hash || rootOf(hashes.slice(0, size)) !== root) return fault('journal/other-head');
  }
  return null;
}
