import { type Checkpoint, checkpointOf, type JournalFault, verifyChain } from './chain.ts';
import { eventHash, type StoredEvent } from './event.ts';
import { inclusionProof, isIncluded } from './tree.ts';
import { utf8 } from './utf8.ts';

/**
 * 回执: what the person who submitted takes away. With the bytes of the event it shows, without the server, that the
 * event stood as number `seq` of the journal whose checkpoint it carries.
 */
export interface Receipt {
  readonly schema: 'luodi/receipt@1';
  readonly seq: number;
  /** Hash of the event. */
  readonly event: string;
  readonly checkpoint: Checkpoint;
  /** Hashes beside the way from the event to the root, lowest first. */
  readonly path: readonly string[];
  /** Text of the event's bytes, where the receipt carries them. */
  readonly body?: string;
}

/** @throws {RangeError} where the journal has no event `seq` */
export function receiptFor(programme: string, events: readonly StoredEvent[], seq: number): Receipt {
  const hashes = events.map(({ hash }) => hash);
  const path = inclusionProof(hashes, seq - 1);
  return {
    schema: 'luodi/receipt@1',
    seq,
    event: hashes[seq - 1] as string,
    checkpoint: checkpointOf(programme, events),
    path,
  };
}

/** Whether the receipt is sound in itself and, where its bytes are at hand, for this very event. */
export function isReceiptSound(receipt: Receipt, bytes?: Uint8Array): boolean {
  const { seq, event, checkpoint, path, body } = receipt;
  if (bytes !== undefined && eventHash(bytes) !== event) return false;
  const own = body === undefined ? undefined : utf8(body);
  if (own === null || (own !== undefined && eventHash(own) !== event)) return false;
  return isIncluded(event, seq - 1, checkpoint.size, path, checkpoint.root);
}

/**
 * What is wrong with a journal in the light of a receipt: null where it still holds the event in its place and its
 * beginning is the one that the receipt saw.
 */
export function faultByReceipt(receipt: Receipt, events: readonly StoredEvent[]): JournalFault | null {
  const { seq, event, checkpoint } = receipt;
  if (!isReceiptSound(receipt)) return { code: 'journal/bad-receipt', seq, parameters: { seq } };
  const { fault } = verifyChain(checkpoint.programme, events, [checkpoint]);
  if (fault) return fault;
  return events[seq - 1]?.hash === event ? null : { code: 'journal/other-head', seq, parameters: { seq } };
}
