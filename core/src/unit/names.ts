/** Names found by a hash of their first two characters, the longest first. Buckets are put in order when first asked for. */
export interface NameIndex<T> {
  /** Number of the bucket for each hash, 0 where no name begins so: most places in a text are done with here. */
  readonly heads: Uint16Array;
  /** The hashes with which names begin. */
  readonly used: readonly number[];
  readonly bucket: (number: number) => readonly Named<T>[];
  /** Buckets are numbered from 1 to this. */
  readonly count: number;
}

export interface Named<T> {
  readonly name: string;
  readonly of: readonly T[];
}

type Put<T> = (name: string, of: T) => void;

/**
 * Index of names of at least two characters; what bears the same name is kept together. `fill` adds names with what they
 * are names of; `expand` says, when a bucket is first needed, what that is and which other names with the same first two
 * characters it has: of 3,600 regions a document asks for a few dozen.
 */
export function nameIndex<R, T>(
  fill: (add: Put<R>) => void,
  expand: (name: string, row: R, put: Put<T>) => void,
): NameIndex<T> {
  const heads = new Uint16Array(65536);
  const used: number[] = [];
  const names: string[][] = [[]];
  const rows: R[][] = [[]];
  fill((name, row) => {
    if (name.length < 2) return;
    const hash = headAt(name, 0);
    const number = heads[hash] as number;
    if (number === 0) {
      heads[hash] = names.length;
      used.push(hash);
      names.push([name]);
      rows.push([row]);
    } else {
      (names[number] as string[]).push(name);
      (rows[number] as R[]).push(row);
    }
  });
  const ordered: (readonly Named<T>[] | undefined)[] = [];
  const bucket = (number: number): readonly Named<T>[] => {
    const known = ordered[number];
    if (known) return known;
    const of = new Map<string, T[]>();
    const put: Put<T> = (name, one) => {
      const same = of.get(name);
      if (!same) of.set(name, [one]);
      else if (!same.includes(one)) same.push(one);
    };
    (names[number] as string[]).forEach((name, at) => {
      expand(name, (rows[number] as R[])[at] as R, put);
    });
    const made = [...of]
      .map(([name, bearers]) => ({ name, of: bearers }))
      .sort((one, other) => other.name.length - one.name.length);
    ordered[number] = made;
    return made;
  };
  return { heads, used, bucket, count: names.length - 1 };
}

/** Hash of the two characters at this place. Past the end of a text the codes count as zeros: nothing begins so. */
export function headAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 5) ^ text.charCodeAt(at + 1)) & 0xffff;
}

const NONE: readonly Named<never>[] = [];

/** Names that could begin at this place, longest first; each is still to be compared with the text. */
export function namesFrom<T>(index: NameIndex<T>, text: string, at: number): readonly Named<T>[] {
  const number = index.heads[headAt(text, at)] as number;
  return number === 0 ? NONE : index.bucket(number);
}
