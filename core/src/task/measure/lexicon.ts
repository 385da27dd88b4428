/** A list of words by first character, longest word first: one look-up per place of the text. */
export type Lexicon = ReadonlyMap<number, readonly string[]>;

/** Lexicon of space-separated word lists. */
export function lexiconOf(...lists: readonly string[]): Lexicon {
  const words = new Map<number, Set<string>>();
  for (const list of lists)
    for (const word of list.split(' ')) {
      if (word === '') continue;
      const first = word.charCodeAt(0);
      const sharing = words.get(first);
      if (sharing) sharing.add(word);
      else words.set(first, new Set([word]));
    }
  return new Map(
    [...words].map(([first, sharing]) => [first, [...sharing].sort((a, b) => b.length - a.length)]),
  );
}

/** The longest word of the lexicon that stands at `at` and ends by `limit`; empty if there is none. */
export function wordAt(lexicon: Lexicon, text: string, at: number, limit: number): string {
  const words = lexicon.get(text.charCodeAt(at));
  if (words === undefined) return '';
  for (const word of words) if (at + word.length <= limit && text.startsWith(word, at)) return word;
  return '';
}

/** Lexicon of words read from their last character: for what a clause ends in. */
export function endingsOf(...lists: readonly string[]): Lexicon {
  const words = new Map<number, Set<string>>();
  for (const list of lists)
    for (const word of list.split(' ')) {
      if (word === '') continue;
      const last = word.charCodeAt(word.length - 1);
      const sharing = words.get(last);
      if (sharing) sharing.add(word);
      else words.set(last, new Set([word]));
    }
  return new Map(
    [...words].map(([last, sharing]) => [last, [...sharing].sort((a, b) => b.length - a.length)]),
  );
}

/** The longest word of the endings that ends at `end` and starts at or after `from`; empty if there is none. */
export function endingAt(endings: Lexicon, text: string, from: number, end: number): string {
  const words = endings.get(text.charCodeAt(end - 1));
  if (words === undefined) return '';
  for (const word of words)
    if (end - word.length >= from && text.startsWith(word, end - word.length)) return word;
  return '';
}
