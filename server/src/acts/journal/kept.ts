import { type Checkpoint, isReceiptSound, type Receipt, readCanonical, utf8 } from '@luodi/core/journal';
import type { Kept } from '../../store/verify/index.ts';

/** What somebody took away, as a file has it. */
export interface KeptFile {
  readonly kept: Kept;
  /** Of a receipt: whether its root follows from its event, and its text is that of its event. */
  readonly sound: boolean;
  /** Number of the receipt's event; null for a checkpoint. */
  readonly seq: number | null;
}

const HASH = /^[0-9a-f]{64}$/;

/** A receipt or a checkpoint, as the server gave it; null for anything else. */
export function keptIn(text: string): KeptFile | null {
  const value = parsed(text);
  const checkpoint = checkpointIn('checkpoint' in value ? value.checkpoint : value);
  if (!checkpoint) return null;
  if (value.schema === undefined) return { kept: checkpoint, sound: true, seq: null };
  const { schema, seq, event, path, body } = value as Partial<Receipt>;
  const isReceipt =
    schema === 'luodi/receipt@1' &&
    Number.isSafeInteger(seq) &&
    typeof event === 'string' &&
    Array.isArray(path) &&
    path.every((hash) => HASH.test(String(hash))) &&
    (body === undefined || typeof body === 'string');
  if (!isReceipt) return null;
  const receipt = { ...(value as object), checkpoint } as Receipt;
  return {
    kept: { ...checkpoint, receipt: { seq: receipt.seq, event: receipt.event } },
    sound: isReceiptSound(receipt) && tellsOfItself(receipt),
    seq: receipt.seq,
  };
}

/** The text of the event says the number and the programme that the receipt says. */
function tellsOfItself({ body, seq, checkpoint }: Receipt): boolean {
  if (body === undefined) return true;
  const event = readCanonical(utf8(body) ?? new Uint8Array()) as {
    seq?: unknown;
    programme?: unknown;
  } | null;
  return event?.seq === seq && event.programme === checkpoint.programme;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function checkpointIn(value: unknown): Checkpoint | null {
  if (typeof value !== 'object' || value === null) return null;
  const { programme, size, hash, root } = value as Partial<Checkpoint>;
  const isOne =
    typeof programme === 'string' &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0 &&
    HASH.test(String(hash)) &&
    HASH.test(String(root));
  return isOne ? ({ programme, size, hash, root } as Checkpoint) : null;
}
