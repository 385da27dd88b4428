import { createHash, randomFillSync } from 'node:crypto';

/** Where new names of things come from; tests give their own. */
export type NewId = () => string;

/**
 * UUIDv7 (RFC 9562, 5.7): begins with the moment, so that rows that are made together lie together.
 * @param now milliseconds since 1970
 */
export function uuidV7(now: number, random: Uint8Array = drawn()): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return hyphenated(bytes);
}

/** Asking for randomness costs more than the name; it is asked for four hundred names at once. */
const POOL = Buffer.alloc(4_000);
let left = 0;

function drawn(): Uint8Array {
  if (left === 0) left = randomFillSync(POOL).length;
  left -= 10;
  return POOL.subarray(left, left + 10);
}

/** The same name for the same text (RFC 9562, version 8): so that a request that is repeated opens the same thing. */
export function uuidFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return hyphenated(bytes);
}

function hyphenated(bytes: Buffer): string {
  const text = bytes.toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether this can be a name of one of our rows: PostgreSQL refuses other texts with an error of its own. */
export function isUuid(text: string): boolean {
  return FORM.test(text);
}
