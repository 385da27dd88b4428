import { Refusal } from '@luodi/core/base';
import type { Kysely, Transaction } from 'kysely';
import { type Keys, sealOf } from './seal.ts';
import type { Tables } from './tables.ts';

interface Request {
  readonly who: { readonly person: string } | null;
  readonly once: { readonly key: string; readonly fingerprint: string } | null;
}

/** Who has not signed in yet still repeats requests. */
const NOBODY = '-';

/**
 * What was answered to this request before; null where it is new.
 * @throws {Refusal} `door/key-reused` where the key was used for another request
 */
export async function answerTo(
  tx: Transaction<Tables>,
  programme: string,
  { who, once }: Request,
): Promise<{ readonly body: unknown } | null> {
  if (!once) return null;
  const row = await tx
    .selectFrom('answer')
    .select(['fingerprint', 'body'])
    .where('programme_id', '=', programme)
    .where('person', '=', who?.person ?? NOBODY)
    .where('key', '=', once.key)
    .executeTakeFirst();
  if (!row) return null;
  if (row.fingerprint !== once.fingerprint) throw new Refusal('door/key-reused');
  return { body: JSON.parse(row.body) };
}

/** Keeps the answer in the transaction of the act. */
export async function keepAnswer(
  tx: Transaction<Tables>,
  programme: string,
  { who, once }: Request,
  answer: unknown,
  at: Date,
  keys: Keys,
): Promise<void> {
  if (!once) return;
  const row = {
    programme_id: programme,
    person: who?.person ?? NOBODY,
    key: once.key,
    fingerprint: once.fingerprint,
    status: 200,
    body: JSON.stringify(answer ?? null),
    at,
  };
  await tx
    .insertInto('answer')
    .values({ ...row, seal: sealOf('answer', row, keys) })
    .execute();
}

/** Days for which a request that is repeated is answered as it was: counties may be offline for long. */
const KEPT_DAYS = 40;

/** Takes away answers that nobody asks for any more. @returns how many */
export async function sweepAnswers(query: Kysely<Tables>, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const { numDeletedRows } = await query.deleteFrom('answer').where('at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
