import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalText } from '@luodi/core/journal';
import { canonicalRow, type Row } from './row.ts';

/** Keys of this installation. They stand outside the database, so that who can write to it cannot forge a seal. */
export interface Keys {
  /** For seals of rows, hashes of addresses, cursors. 32 bytes. */
  readonly seal: Uint8Array;
  /** For secrets that must be read again (second factors). 32 bytes. */
  readonly secret: Uint8Array;
}

/** The keyed hash of a short-lived row, without the seal itself. */
export function sealOf(table: string, row: Row, { seal: key }: Keys): string {
  const { seal: _, ...rest } = row as Record<string, unknown>;
  return keyed(key, `row ${table} ${canonicalText(canonicalRow(rest))}`);
}

export function isSealed(table: string, row: Row, keys: Keys): boolean {
  return isSame(sealOf(table, row, keys), String(row.seal));
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
