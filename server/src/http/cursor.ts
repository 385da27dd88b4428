import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import { z } from 'zod';
import type { Ground } from '../acts/context.ts';

/** A place in a list: the values of the keys that it is ordered by, of the last row that was shown. */
export type Position = readonly (string | number | null)[];

const MARK = 16;

/** `limit` and `cursor` of a list; to be spread into the query of a route. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2000).optional(),
};

/**
 * The mark of the next page. It holds for one list with its filters only, and cannot be made up.
 * @param list what is listed, with its filters: `programme 018f… state=open`
 */
export function cursorAfter({ keys }: Pick<Ground, 'keys'>, list: string, position: Position): string {
  const body = Buffer.from(JSON.stringify(position));
  return Buffer.concat([markOf(keys.seal, list, body), body]).toString('base64url');
}

/**
 * The place a cursor stands for; null without a cursor.
 * @throws {Refusal} `door/bad-cursor` where it is of another list or was tampered with
 */
export function positionAt(
  { keys }: Pick<Ground, 'keys'>,
  list: string,
  cursor: string | undefined,
): Position | null {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  const body = bytes.subarray(MARK);
  const isOurs =
    bytes.length > MARK &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(bytes.subarray(0, MARK), markOf(keys.seal, list, body));
  if (!isOurs) throw new Refusal<DoorCode>('door/bad-cursor');
  return JSON.parse(body.toString()) as Position;
}

function markOf(key: Uint8Array, list: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`cursor ${list}\0`).update(body).digest().subarray(0, MARK);
}
