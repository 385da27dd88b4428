/**
 * Words by their first two characters (endings: by their last two). Tables, a bit for each lexicon, tell
 * for most places of a text that no word of a lexicon stands there.
 */
export interface Lexicon {
  readonly bit: number;
  /** Characters that begin a word, those that are a word, and pairs (pairAt) that begin one. */
  readonly table: Uint32Array;
  readonly alone: Uint32Array;
  readonly pairs: Uint32Array;
  /** Words of one character. */
  readonly singles: ReadonlyMap<number, string>;
  /** Longer words by both characters, longest first. */
  readonly longer: ReadonlyMap<number, readonly string[]>;
}

type Tables = readonly [Uint32Array, Uint32Array, Uint32Array];
const FORWARDS: Tables[] = [];
const BACKWARDS: Tables[] = [];
const counted = { firsts: 0, lasts: 0 };

/** Place of a pair of characters in a table of 65536: pairs share places, a bit there only says that one may stand. */
function pairAt(first: number, second: number): number {
  return (Math.imul(first, 0x9e37) ^ second) & 0xffff;
}

/** Lexicon of space-separated word lists. */
export function lexiconOf(...lists: readonly string[]): Lexicon {
  return built(lists, FORWARDS, counted.firsts++, (word, place) => word.charCodeAt(place));
}

/** Lexicon of words read from their last character: for what a clause ends in. */
export function endingsOf(...lists: readonly string[]): Lexicon {
  return built(lists, BACKWARDS, counted.lasts++, (word, place) => word.charCodeAt(word.length - 1 - place));
}

/** Whether a word of the lexicon may begin (of endings: end) with the character. */
export function begins(lexicon: Lexicon, code: number): boolean {
  return ((lexicon.table[code] as number) & lexicon.bit) !== 0;
}

/** Whether the word stands at `at`, where its first two characters do. */
function standsAt(word: string, text: string, at: number): boolean {
  for (let place = 2; place < word.length; place++)
    if (word.charCodeAt(place) !== text.charCodeAt(at + place)) return false;
  return true;
}

/** Whether the word ends at `end`, where its last two characters do. */
function endsAt(word: string, text: string, end: number): boolean {
  for (let place = word.length - 3, at = end - 3; place >= 0; place--, at--)
    if (word.charCodeAt(place) !== text.charCodeAt(at)) return false;
  return true;
}

/** The longest word of the lexicon that stands at `at` and ends by `limit`; empty if there is none. */
export function wordAt(lexicon: Lexicon, text: string, at: number, limit: number): string {
  if (at >= limit) return '';
  const code = text.charCodeAt(at);
  if (((lexicon.table[code] as number) & lexicon.bit) === 0) return '';
  if (at + 1 < limit) {
    const second = text.charCodeAt(at + 1);
    if (((lexicon.pairs[pairAt(code, second)] as number) & lexicon.bit) !== 0) {
      const longer = lexicon.longer.get((code << 16) | second);
      if (longer !== undefined)
        for (let index = 0; index < longer.length; index++) {
          const word = longer[index] as string;
          if (at + word.length <= limit && standsAt(word, text, at)) return word;
        }
    }
  }
  return ((lexicon.alone[code] as number) & lexicon.bit) === 0 ? '' : (lexicon.singles.get(code) ?? '');
}

/** The longest word of the endings that ends at `end` and starts at or after `from`; empty if there is none. */
export function endingAt(endings: Lexicon, text: string, from: number, end: number): string {
  if (end <= from) return '';
  const code = text.charCodeAt(end - 1);
  if (((endings.table[code] as number) & endings.bit) === 0) return '';
  if (end - 2 >= from) {
    const second = text.charCodeAt(end - 2);
    if (((endings.pairs[pairAt(code, second)] as number) & endings.bit) !== 0) {
      const longer = endings.longer.get((code << 16) | second);
      if (longer !== undefined)
        for (let index = 0; index < longer.length; index++) {
          const word = longer[index] as string;
          if (end - word.length >= from && endsAt(word, text, end)) return word;
        }
    }
  }
  return ((endings.alone[code] as number) & endings.bit) === 0 ? '' : (endings.singles.get(code) ?? '');
}

/** First place of a character in `[from, to)`, or -1. */
export function find(text: string, code: number, from: number, to: number): number {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === code) return at;
  return -1;
}

/** No name in quotes or brackets is longer. */
const LONGEST_NAME = 160;
const DEEPEST = 4;

/** Place of the mark that closes the bracket or quote at `open` (the code after it closes it), or -1. */
export function closing(text: string, open: number, to: number): number {
  const code = text.charCodeAt(open);
  const limit = Math.min(to, open + LONGEST_NAME);
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const here = text.charCodeAt(at);
    if (here === code && ++depth > DEEPEST) return -1;
    if (here === code + 1 && --depth === 0) return at;
  }
  return -1;
}

/** Last place of a character in `[from, to)`, or -1. */
export function findLast(text: string, code: number, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) if (text.charCodeAt(at) === code) return at;
  return -1;
}

/** Tables of 32 lexicons. */
function tablesFor(all: Tables[], index: number): Tables {
  const tables: Tables = all[index] ?? [
    new Uint32Array(65536),
    new Uint32Array(65536),
    new Uint32Array(65536),
  ];
  all[index] = tables;
  return tables;
}

function built(
  lists: readonly string[],
  all: Tables[],
  number: number,
  character: (word: string, place: number) => number,
): Lexicon {
  const [table, alone, pairs] = tablesFor(all, number >> 5);
  const bit = 1 << (number & 31);
  const singles = new Map<number, string>();
  const longer = new Map<number, string[]>();
  for (const word of new Set(lists.flatMap((list) => list.split(' ')))) {
    if (word === '') continue;
    const first = character(word, 0);
    table[first] = (table[first] as number) | bit;
    if (word.length === 1) {
      singles.set(first, word);
      alone[first] = (alone[first] as number) | bit;
    } else {
      const second = character(word, 1);
      const key = (first << 16) | second;
      const place = pairAt(first, second);
      pairs[place] = (pairs[place] as number) | bit;
      const sharing = longer.get(key);
      if (sharing) sharing.push(word);
      else longer.set(key, [word]);
    }
  }
  for (const sharing of longer.values()) sharing.sort((a, b) => b.length - a.length);
  return { bit, table, alone, pairs, singles, longer };
}
