import type { Selectable } from 'kysely';
import { isSealed, type Keys, keyed, sealOf } from '../seal.ts';
import type { Tables } from '../tables.ts';
import { loginMark } from './secret.ts';
import type { Query } from './session.ts';

type Row = Selectable<Tables['attempt']>;

/** Under which keys failed attempts are counted. */
export interface Counted {
  /** Keyed hash of the login name. */
  readonly login: string;
  /** The login name from this place: a known device, otherwise a network. */
  readonly place: string;
  /** The login name from strange places; null from a known device. */
  readonly name: string | null;
}

/** @param device the name of a device from which this login name has signed in before; null where there is none */
export function countedFor(
  login: string,
  address: string | null,
  device: string | null,
  keys: Keys,
): Counted {
  const mark = loginMark(login, keys);
  const of = (what: string) => keyed(keys.seal, `attempt ${mark} ${what}`);
  return {
    login: mark,
    place: device === null ? of(`network ${networkOf(address ?? '')}`) : of(`device ${device}`),
    name: device === null ? of('name') : null,
  };
}

/** One line with IPv6 has 2^64 addresses of its own (RFC 6177): they count as one place. */
export function networkOf(address: string): string {
  const plain = address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** The rows of these keys, held until the transaction ends, made where there were none. Ours only; others count as new. */
export async function holdAttempts(
  tx: Query,
  { login, place, name }: Counted,
  keys: Keys,
): Promise<ReadonlyMap<string, Row>> {
  const wanted = name === null ? [place] : [place, name].sort();
  const fresh = wanted.map((key) => sealed({ key, login, failures: 0, last_at: new Date(0) }, keys));
  await tx
    .insertInto('attempt')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await tx
    .selectFrom('attempt')
    .selectAll()
    .where('key', 'in', wanted)
    .orderBy('key')
    .forUpdate()
    .execute();
  return new Map(rows.map((row, at) => [row.key, isSealed('attempt', row, keys) ? row : (fresh[at] as Row)]));
}

/** Writes what is counted now. */
export async function keepAttempt(tx: Query, row: Omit<Row, 'seal'>, keys: Keys): Promise<void> {
  const { failures, last_at, seal } = sealed(row, keys);
  await tx.updateTable('attempt').set({ failures, last_at, seal }).where('key', '=', row.key).execute();
}

/** Forgets the failures of one place. */
export async function forgetPlace(tx: Query, place: string): Promise<void> {
  await tx.deleteFrom('attempt').where('key', '=', place).execute();
}

/** 解锁: forgets every failure for a login name. @returns how many places had failures */
export async function forgetLogin(tx: Query, login: string): Promise<number> {
  const rows = await tx.deleteFrom('attempt').where('login', '=', login).returning('key').execute();
  return rows.length;
}

/** Takes away what no longer counts. */
export async function sweepAttempts(query: Query, before: Date): Promise<number> {
  const { numDeletedRows } = await query
    .deleteFrom('attempt')
    .where('last_at', '<=', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function sealed({ key, login, failures, last_at }: Omit<Row, 'seal'>, keys: Keys): Row {
  const row = { key, login, failures, last_at };
  return { ...row, seal: sealOf('attempt', row, keys) };
}
