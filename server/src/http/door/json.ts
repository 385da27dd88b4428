import { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';

/** Levels of arrays and objects. */
export const DEEPEST = 32;

/**
 * Reads the JSON of a request: UTF-8, at most 32 levels, no key twice in one object.
 * @throws {Refusal} `door/bad-json`, `door/too-deep`, `door/field-twice`, `door/field-unknown` (`__proto__`)
 */
export function readJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badJson(1);
  }
  const broken = surveyed(text);
  try {
    return JSON.parse(text);
  } catch {
    throw badJson(broken);
  }
}

function badJson(position: number): Refusal {
  return new Refusal<DoorCode>('door/bad-json', { position });
}

/** The string that begins at a quotation mark; undefined where it does not end. */
function stringAt(text: string, at: number): string | undefined {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return text.slice(at, end + 1);
  }
  return undefined;
}

/**
 * Looks at what JSON.parse does not tell: depth and doubled keys. Goes over the text once and keeps no tree.
 * @returns how far it came, as a position for people
 */
function surveyed(text: string): number {
  /** For each open bracket: the keys seen, or null for an array. */
  const open: (Set<string> | null)[] = [];
  let isKey = false;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      const string = stringAt(text, at);
      if (string === undefined) return at + 1;
      if (isKey) noteKey(open.at(-1), string);
      isKey = false;
      at += string.length;
      continue;
    }
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > DEEPEST) throw new Refusal<DoorCode>('door/too-deep', { limit: DEEPEST });
      isKey = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      isKey = false;
    } else if (character === ',') isKey = open.at(-1) instanceof Set;
    at++;
  }
  return text.length + 1;
}

function noteKey(keys: Set<string> | null | undefined, string: string): void {
  if (!keys) return;
  let key: string;
  try {
    key = JSON.parse(string) as string;
  } catch {
    return;
  }
  const field = key.slice(0, 80);
  if (keys.has(key)) throw new Refusal<DoorCode>('door/field-twice', { field });
  if (key === '__proto__') throw new Refusal<DoorCode>('door/field-unknown', { field });
  keys.add(key);
}
