/** Words by their first two characters: one look-up in a table tells for most places of a text that none stands there. */
export interface Lexicon {
  /** 1 where a word begins (for endings: ends) with the character. */
  readonly marks: Uint8Array;
  readonly words: ReadonlyMap<number, Entry>;
}

interface Entry {
  /** The word of one character, or empty. */
  readonly single: string;
  /** Longer words by the next character, longest first. */
  readonly longer: ReadonlyMap<number, readonly string[]>;
}

/** Lexicon of space-separated word lists. */
export function lexiconOf(...lists: readonly string[]): Lexicon {
  return built(lists, (word, place) => word.charCodeAt(place));
}

/** Lexicon of words read from their last character: for what a clause ends in. */
export function endingsOf(...lists: readonly string[]): Lexicon {
  return built(lists, (word, place) => word.charCodeAt(word.length - 1 - place));
}

/** The longest word of the lexicon that stands at `at` and ends by `limit`; empty if there is none. */
export function wordAt(lexicon: Lexicon, text: string, at: number, limit: number): string {
  const code = text.charCodeAt(at);
  if (at >= limit || lexicon.marks[code] !== 1) return '';
  const entry = lexicon.words.get(code);
  if (entry === undefined) return '';
  const longer = at + 1 < limit ? entry.longer.get(text.charCodeAt(at + 1)) : undefined;
  if (longer !== undefined)
    for (const word of longer)
      if (at + word.length <= limit && (word.length === 2 || text.startsWith(word, at))) return word;
  return entry.single;
}

/** The longest word of the endings that ends at `end` and starts at or after `from`; empty if there is none. */
export function endingAt(endings: Lexicon, text: string, from: number, end: number): string {
  const code = text.charCodeAt(end - 1);
  if (end <= from || endings.marks[code] !== 1) return '';
  const entry = endings.words.get(code);
  if (entry === undefined) return '';
  const longer = end - 2 >= from ? entry.longer.get(text.charCodeAt(end - 2)) : undefined;
  if (longer !== undefined)
    for (const word of longer)
      if (end - word.length >= from && (word.length === 2 || text.startsWith(word, end - word.length)))
        return word;
  return entry.single;
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

function built(lists: readonly string[], character: (word: string, place: number) => number): Lexicon {
  const marks = new Uint8Array(65536);
  const words = new Map<number, { single: string; longer: Map<number, string[]> }>();
  for (const word of new Set(lists.flatMap((list) => list.split(' ')))) {
    if (word === '') continue;
    const first = character(word, 0);
    marks[first] = 1;
    const entry = words.get(first) ?? { single: '', longer: new Map<number, string[]>() };
    words.set(first, entry);
    if (word.length === 1) entry.single = word;
    else {
      const next = character(word, 1);
      const sharing = entry.longer.get(next);
      if (sharing) sharing.push(word);
      else entry.longer.set(next, [word]);
    }
  }
  for (const { longer } of words.values())
    for (const sharing of longer.values()) sharing.sort((a, b) => b.length - a.length);
  return { marks, words };
}
