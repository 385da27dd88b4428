/** Which of two lists belong together: each element of either list is used at most once. */
export interface Pairing<G, F> {
  readonly pairs: readonly (readonly [G, F])[];
  readonly misses: readonly G[];
  readonly surplus: readonly F[];
}

/**
 * Pairs what is wanted with what was found. Two belong together when their keys are equal and `same` agrees; the
 * first that fits is taken, in the order of the lists.
 */
export function pairUp<G, F>(
  wanted: readonly G[],
  found: readonly F[],
  keyOfWanted: (one: G) => string,
  keyOfFound: (one: F) => string,
  same: (wanted: G, found: F) => boolean = () => true,
): Pairing<G, F> {
  const waiting = new Map<string, F[]>();
  for (const one of found) {
    const key = keyOfFound(one);
    const bucket = waiting.get(key);
    if (bucket) bucket.push(one);
    else waiting.set(key, [one]);
  }
  const pairs: [G, F][] = [];
  const misses: G[] = [];
  const used = new Set<F>();
  for (const one of wanted) {
    const fit = waiting.get(keyOfWanted(one))?.find((other) => !used.has(other) && same(one, other));
    if (fit === undefined) misses.push(one);
    else {
      used.add(fit);
      pairs.push([one, fit]);
    }
  }
  return { pairs, misses, surplus: found.filter((one) => !used.has(one)) };
}
