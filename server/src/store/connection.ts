import { type ClientConfig, types } from 'pg';
import { codeOf, reasonOf, refusal } from './refuse.ts';

/** Numbers of PostgreSQL's types. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const JSONB = 3802;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

type Reader = (text: string) => unknown;

const asItIs: Reader = (text) => text;
const texts = types.getTypeParser(TEXT_ARRAY as never, 'text') as (text: string) => (string | null)[];

const READERS: Readonly<Record<number, Reader>> = {
  [INT8]: (text) => BigInt(text),
  // A day has no time and no zone: as a Date it would become another day elsewhere.
  [DATE]: asItIs,
  [TIMESTAMP]: asItIs,
  // The null of JSON is written by nobody here, and must not look like that of SQL: the journal takes no undefined.
  [JSONB]: (text) => (text === 'null' ? undefined : JSON.parse(text)),
  [INT8_ARRAY]: (text) => texts(text).map((one) => (one === null ? null : BigInt(one))),
  [DATE_ARRAY]: (text) => texts(text),
};

/**
 * How values arrive: DATE as `2022-06-30`, NUMERIC as string, BIGINT as bigint, TIMESTAMPTZ as Date, the null of JSON
 * as undefined. For one pool, not for all that use `pg` in this process.
 */
export const valueTypes: NonNullable<ClientConfig['types']> = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && READERS[oid]) || types.getTypeParser(oid, format as 'text')) as never,
};

/** An address without its password, for sentences. */
export function shownAddress(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname || 'localhost'}${port ? `:${port}` : ''}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/** @throws {Refusal} `store/address-invalid` */
export function checkedAddress(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw refusal('store/address-invalid');
  return url;
}

/** Why a connection was not made, as a refusal; anything else as it is. */
export function unconnected(error: unknown, address: string): unknown {
  const code = codeOf(error);
  const reason = reasonOf(error) || code || '';
  if (code === '28P01' || code === '28000') return refusal('store/wrong-password', { address });
  if (code === '3D000') return refusal('store/no-database', { address });
  if (code === undefined && /password|SCRAM|SASL/.test(reason))
    return refusal('store/wrong-password', { address });
  // 57P03: it is starting or stopping; 53300: too many connections; 08…: the connection broke.
  const isNetwork = code !== undefined && /^(E[A-Z_]+|57P0\d|53300|08\w{3})$/.test(code);
  if (isNetwork || (code === undefined && /timeout|terminated/i.test(reason))) {
    return refusal('store/unreachable', { address, reason: codeOf(error) ?? reason });
  }
  return error;
}
