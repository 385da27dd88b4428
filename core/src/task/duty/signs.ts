/*
 * Classes of characters in clauses of responsibility, by character code: one look into a table instead of a string a
 * character.
 */

const SEPARATOR = 1;
const CONNECTIVE = 2;
const STOP = 4;
const GAP = 8;

const table = new Uint8Array(65536);
for (const [sign, characters] of [
  [SEPARATOR, '、，,；;。：:/|\n'],
  [CONNECTIVE, '和与及暨'],
  [STOP, '。；！？\n;'],
  [GAP, ' \t\n。；，;、'],
] as const)
  for (const character of characters) {
    const code = character.charCodeAt(0);
    table[code] = (table[code] as number) | sign;
  }

/** `、`, `，` and their like: no name of a unit holds one. */
export function isSeparator(code: number): boolean {
  return ((table[code] as number) & SEPARATOR) !== 0;
}

/** （ or 〔 */
export function isOpening(code: number): boolean {
  return code === 0xff08 || code === 0x3014;
}

/** ） or 〕 */
export function isClosing(code: number): boolean {
  return code === 0xff09 || code === 0x3015;
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10;
}

/** 和, 与, 及, 暨 */
export function isConnective(code: number): boolean {
  return ((table[code] as number) & CONNECTIVE) !== 0;
}

/** Ends of sentences. */
export function isStop(code: number): boolean {
  return ((table[code] as number) & STOP) !== 0;
}

/** White space and stops: what may stand between two clauses that belong together. */
export function isGapSign(code: number): boolean {
  return ((table[code] as number) & GAP) !== 0;
}

/** A table that holds 1 at the code of each of the characters. */
export function codesOf(characters: string): Uint8Array {
  const codes = new Uint8Array(65536);
  for (let at = 0; at < characters.length; at++) codes[characters.charCodeAt(at)] = 1;
  return codes;
}

/** A string of its own: a slice keeps the whole document that it was cut from in memory. */
export function ownCopy(name: string): string {
  return name.length < 13 ? name : Array.from({ length: name.length }, (_, at) => name[at]).join('');
}
