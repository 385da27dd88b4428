/** Names found by their first two characters; the longest first. */
export interface NameIndex<T> {
  readonly byHead: ReadonlyMap<number, readonly Named<T>[]>;
  /** Whether any name begins with this pair of characters, by a hash of the pair: most places in a text are done with here. */
  readonly heads: Uint8Array;
}

export interface Named<T> {
  readonly name: string;
  readonly of: T[];
}

/** Index of names of at least two characters; what bears the same name is kept together. */
export function nameIndex<T>(entries: Iterable<readonly [name: string, of: T]>): NameIndex<T> {
  const byName = new Map<string, Named<T>>();
  const byHead = new Map<number, Named<T>[]>();
  const heads = new Uint8Array(65536);
  for (const [name, of] of entries) {
    if (name.length < 2) continue;
    const known = byName.get(name);
    if (known) {
      if (!known.of.includes(of)) known.of.push(of);
      continue;
    }
    const named: Named<T> = { name, of: [of] };
    byName.set(name, named);
    const first = name.charCodeAt(0);
    const second = name.charCodeAt(1);
    heads[hash(first, second)] = 1;
    const pair = first * 65536 + second;
    const bucket = byHead.get(pair);
    if (bucket) bucket.push(named);
    else byHead.set(pair, [named]);
  }
  for (const bucket of byHead.values()) {
    if (bucket.length > 1) bucket.sort((one, other) => other.name.length - one.name.length);
  }
  return { byHead, heads };
}

function hash(first: number, second: number): number {
  return ((first << 5) ^ second) & 0xffff;
}

const NONE: readonly Named<never>[] = [];

/** Names that could begin at this place: those with the same first two characters, longest first. */
export function namesFrom<T>(index: NameIndex<T>, text: string, at: number): readonly Named<T>[] {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  // Past the end of the text the codes are NaN, whose hash is that of zeros: nothing begins so.
  if (index.heads[hash(first, second)] !== 1) return NONE;
  return index.byHead.get(first * 65536 + second) ?? NONE;
}

/** What bears exactly this name. */
export function named<T>(index: NameIndex<T>, name: string): readonly T[] {
  for (const entry of namesFrom(index, name, 0)) if (entry.name === name) return entry.of;
  return [];
}
