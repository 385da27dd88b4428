/** The word that was probably meant: the nearest by transposing edit distance, if it is near enough. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  // A third of the letters may be wrong, and two letters of a short word.
  let distance = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const word of words) {
    const prefix = written.length >= 2 && word.startsWith(written);
    const found = prefix ? 1 : editDistance(written.toLowerCase(), word);
    if (found < distance && found < word.length) {
      best = word;
      distance = found;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(
        (next[j - 1] as number) + 1,
        (row[j] as number) + 1,
        (row[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[other.length] as number;
}
