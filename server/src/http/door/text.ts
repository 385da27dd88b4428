import type { Refusal } from '@luodi/core/base';
import type { DoorCode } from '@luodi/core/message';
import { FieldsRefusal } from './fields.ts';

/** UTF-16 code units of one text, where a route does not allow more. */
export const LONGEST = 20_000;

/**
 * What a text of ours never holds: controls but tab and line ends, marks that turn the direction of writing, halves
 * of characters, code points that are none.
 */
const REFUSED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/u;

/**
 * Looks at every text and every key of what was sent.
 * @throws {Refusal} `door/bad-character`, `door/field-too-long`
 */
export function checkTexts(sent: unknown, prefix: string, longest: number): void {
  const check = (text: string, field: string) => {
    if (text.length > longest) refuse('door/field-too-long', field, { limit: longest });
    const character = REFUSED.exec(text)?.[0];
    if (character !== undefined) refuse('door/bad-character', field, { character: named(character) });
  };
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') check(value, prefix + path.join('/'));
    else if (isPlain(value)) {
      for (const [key, inner] of Object.entries(value)) {
        check(key, visibleName([...path, key], prefix));
        walk(inner, [...path, key]);
      }
    }
  };
  walk(sent, []);
}

/** Arrays and objects as JSON and addresses make them; a file that is being received is none. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === null || kind === Array.prototype || Object.getPrototypeOf(kind) === null;
}

function visibleName(path: readonly string[], prefix: string): string {
  return prefix + path.map((part) => part.slice(0, 80).replaceAll(/[^\p{L}\p{N}_.-]/gu, '?')).join('/');
}

function refuse(code: DoorCode, field: string, parameters: Refusal['parameters']): never {
  throw new FieldsRefusal([{ field, code, parameters: { field, ...parameters } }]);
}

/** `U+0000` */
function named(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
