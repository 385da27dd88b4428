/** Names found by a hash of their first two characters; the longest first. */
export interface NameIndex<T> {
  /** Number of the bucket for each hash, 0 where no name begins so: most places in a text are done with here. */
  readonly heads: Uint16Array;
  readonly buckets: readonly (readonly Named<T>[])[];
}

export interface Named<T> {
  readonly name: string;
  readonly of: readonly T[];
}

type Writable<T> = { readonly name: string; readonly of: T[] };

/** Index of names of at least two characters; what bears the same name is kept together. */
export function nameIndex<T>(fill: (add: (name: string, of: T) => void) => void): NameIndex<T> {
  const heads = new Uint16Array(65536);
  const buckets: Writable<T>[][] = [[]];
  fill((name, of) => {
    if (name.length < 2) return;
    const hash = headAt(name, 0);
    const number = heads[hash] as number;
    if (number === 0) {
      heads[hash] = buckets.length;
      buckets.push([{ name, of: [of] }]);
      return;
    }
    const bucket = buckets[number] as Writable<T>[];
    for (const known of bucket) {
      if (known.name !== name) continue;
      if (!known.of.includes(of)) known.of.push(of);
      return;
    }
    let place = bucket.length;
    while (place > 0 && (bucket[place - 1] as Writable<T>).name.length < name.length) place--;
    bucket.splice(place, 0, { name, of: [of] });
  });
  return { heads, buckets };
}

/** Hash of the two characters at this place. Past the end of a text the codes count as zeros: nothing begins so. */
export function headAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 5) ^ text.charCodeAt(at + 1)) & 0xffff;
}

const NONE: readonly Named<never>[] = [];

/** Names that could begin at this place, longest first; each is still to be compared with the text. */
export function namesFrom<T>(index: NameIndex<T>, text: string, at: number): readonly Named<T>[] {
  const number = index.heads[headAt(text, at)] as number;
  return number === 0 ? NONE : (index.buckets[number] as readonly Named<T>[]);
}
