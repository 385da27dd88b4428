import { createHmac, timingSafeEqual } from 'node:crypto';
import { columnsOf, type Row, textOf } from './row.ts';

/** Keys of this installation. They stand outside the database, so that who can write to it cannot forge a seal. */
export interface Keys {
  /** For seals of rows, hashes of addresses, cursors. 32 bytes. */
  readonly seal: Uint8Array;
  /** For secrets that must be read again (second factors). 32 bytes. */
  readonly secret: Uint8Array;
}

/**
 * 封签: the keyed hash of a short-lived row, without the seal itself; behind it four characters for each column in the
 * order of their names, keyed as well, which tell what column was changed.
 */
export function sealOf(table: string, row: Row, keys: Keys): string {
  const { texts, whole } = sealed(table, row, keys);
  return `${whole}.${texts.map((text) => keyedMark(text, keys)).join('')}`;
}

export function isSealed(table: string, row: Row, keys: Keys): boolean {
  return isSame(sealOf(table, row, keys), String(row.seal));
}

/** The columns in which a row is no longer as it was sealed: `seal` where that is what was changed; none if all is well. */
export function brokenColumns(table: string, row: Row, keys: Keys): string[] {
  const { columns, texts, whole } = sealed(table, row, keys);
  const [hash, marks = ''] = String(row.seal).split('.', 2);
  const changed = columns.filter(
    (_, at) => marks.slice(at * MARK, (at + 1) * MARK) !== keyedMark(texts[at] as string, keys),
  );
  const isIntact = isSame(whole, hash as string);
  if (isIntact && changed.length === 0 && marks.length === columns.length * MARK) return [];
  return isIntact || changed.length === 0 || changed.length === columns.length ? ['seal'] : changed;
}

/** Characters for one column. */
const MARK = 4;

function sealed(table: string, row: Row, { seal: key }: Keys) {
  const columns = columnsOf(row).filter((column) => column !== 'seal');
  // The name goes before the value: equal values of two columns must not look equal.
  const texts = columns.map((column) => `${column} ${textOf(row[column])}`);
  return { columns, texts, whole: keyed(key, `row ${table} ${texts.join('\n')}`) };
}

function keyedMark(text: string, { seal }: Keys): string {
  return createHmac('sha256', seal).update(`column ${text}`).digest('base64url').slice(0, MARK);
}

/** 地址摘要: tells two addresses apart without keeping either. */
export function addressMark(address: string, { seal }: Keys): string {
  return keyed(seal, `address ${address}`).slice(0, 32);
}

/** HMAC-SHA-256, hexadecimal. */
export function keyed(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares two texts of the same kind in the same time, wherever they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
