import { Refusal } from '../base/index.ts';
import { textOfUtf8, utf8 } from './utf8.ts';

/**
 * What a journal may hold: JSON without fractions. A decimal figure is a string; an absent member is left out, never
 * `undefined`.
 */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** Deeper values are no fact of the field, and would let a file exhaust the stack of a verifier. */
const DEEPEST = 32;

/**
 * 规范字节: the one way to write a value, so that equal values are equal bytes. docs/reference/journal.md says how.
 * UTF-8 without white space; members in the order of their keys' code points; whole numbers within ±(2^53 − 1);
 * in strings only `"`, `\` and U+0000 to U+001F are escaped; nothing is normalised (NFC is not applied).
 * @throws {Refusal} `journal/not-canonical` with `where`, for anything else
 */
export function canonicalBytes(value: Canonical): Uint8Array {
  const text = canonicalText(value);
  const bytes = utf8(text);
  if (bytes === null) throw new Refusal('journal/not-canonical', { where: '$' });
  return bytes;
}

/** The same as text. @throws {Refusal} as `canonicalBytes`, except for lone surrogates */
export function canonicalText(value: Canonical): string {
  const parts: string[] = [];
  write(value, '$', 0, parts);
  return parts.join('');
}

/** The value that these bytes are the canonical form of; null where they are none. */
export function readCanonical(bytes: Uint8Array): Canonical | null {
  const text = textOfUtf8(bytes);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Canonical;
    // Whatever is written in another way (1.0, \u0041, two equal keys, white space) comes back differently.
    return canonicalText(value) === text ? value : null;
  } catch {
    return null;
  }
}

function write(value: unknown, where: string, depth: number, parts: string[]): void {
  if (value === null || value === true || value === false) parts.push(String(value));
  else if (typeof value === 'string') parts.push(quoted(value));
  else if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0))
    parts.push(String(value));
  else if (typeof value === 'object' && depth < DEEPEST) {
    if (Array.isArray(value)) writeList(value, where, depth, parts);
    else writeMembers(value as Readonly<Record<string, unknown>>, where, depth, parts);
  } else throw new Refusal('journal/not-canonical', { where });
}

function writeList(list: readonly unknown[], where: string, depth: number, parts: string[]): void {
  parts.push('[');
  for (let at = 0; at < list.length; at++) {
    if (at > 0) parts.push(',');
    write(list[at], `${where}[${at}]`, depth + 1, parts);
  }
  parts.push(']');
}

function writeMembers(
  members: Readonly<Record<string, unknown>>,
  where: string,
  depth: number,
  parts: string[],
): void {
  parts.push('{');
  let first = true;
  for (const key of Object.keys(members).sort(byCodePoint)) {
    if (!first) parts.push(',');
    first = false;
    parts.push(quoted(key), ':');
    write(members[key], `${where}.${key}`, depth + 1, parts);
  }
  parts.push('}');
}

function quoted(text: string): string {
  // JSON.stringify escapes the same characters in the same way, and lone surrogates besides, which are refused later.
  return LONE.test(text) ? `"${text}"` : JSON.stringify(text);
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** JavaScript compares UTF-16 units, which puts U+1F600 before U+FF01; code points order as UTF-8 bytes do. */
function byCodePoint(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const a = one.charCodeAt(at);
    const b = other.charCodeAt(at);
    if (a === b) continue;
    const aHigh = a >= 0xd800 && a < 0xe000;
    const bHigh = b >= 0xd800 && b < 0xe000;
    return aHigh === bHigh ? a - b : aHigh ? 1 : -1;
  }
  return one.length - other.length;
}
