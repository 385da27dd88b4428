import { hex } from './sm3.ts';
import { EMPTY_ROOT, node } from './tree.ts';

/**
 * 生长的树: the tree of a journal that only grows, with every whole subtree kept, so that a proof costs its length
 * and not the length of the journal.
 */
export interface GrowingTree {
  readonly size: () => number;
  /** Takes the next event's hash: 64 hexadecimal digits. */
  readonly add: (leaf: string) => void;
  /** Hash of leaf `index`, from 0. @throws {RangeError} */
  readonly leaf: (index: number) => string;
  /** Root of the first `size` leaves. @throws {RangeError} */
  readonly root: (size: number) => string;
  /** As `inclusionProof` of the first `size` leaves. @throws {RangeError} */
  readonly inclusion: (index: number, size: number) => string[];
  /** As `consistencyProof`: that the first `old` leaves are the beginning of the first `size`. @throws {RangeError} */
  readonly consistency: (old: number, size: number) => string[];
}

/** @param hashNode SM3(1 ‖ left ‖ right) by the platform, where that is faster */
export function growingTree(hashNode: (left: string, right: string) => string = node): GrowingTree {
  /** levels[k][i]: root of the leaves from i·2^k, 2^k of them. */
  const levels: Hashes[] = [hashes()];
  const size = () => (levels[0] as Hashes).count();

  const add = (leaf: string) => {
    let hash = leaf;
    for (let level = 0; ; level++) {
      levels[level] ??= hashes();
      const row = levels[level] as Hashes;
      row.push(hash);
      if (row.count() % 2 === 1) return;
      hash = hashNode(row.at(row.count() - 2), hash);
    }
  };

  /** Root of the leaves from `from` up to `to`; `from` is a multiple of the largest power of two in the stretch. */
  const rootIn = (from: number, to: number): string => {
    const length = to - from;
    const level = Math.log2(length);
    if (Number.isInteger(level)) return (levels[level] as Hashes).at(from / length);
    const middle = from + 2 ** Math.floor(level);
    return hashNode(rootIn(from, middle), rootIn(middle, to));
  };

  return {
    size,
    add,
    leaf: (index) => {
      checked(index, 0, size() - 1);
      return (levels[0] as Hashes).at(index);
    },
    root: (of) => {
      checked(of, 0, size());
      return of === 0 ? EMPTY_ROOT : rootIn(0, of);
    },
    inclusion: (index, of) => {
      checked(of, 1, size());
      checked(index, 0, of - 1);
      const path: string[] = [];
      let [from, to] = [0, of];
      while (to - from > 1) {
        const middle = from + below(to - from);
        path.push(index < middle ? rootIn(middle, to) : rootIn(from, middle));
        if (index < middle) to = middle;
        else from = middle;
      }
      return path.reverse();
    },
    consistency: (old, of) => {
      checked(of, 1, size());
      checked(old, 1, of);
      const path: string[] = [];
      let [from, to] = [0, of];
      while (old !== to) {
        const middle = from + below(to - from);
        path.push(old <= middle ? rootIn(middle, to) : rootIn(from, middle));
        if (old <= middle) to = middle;
        else from = middle;
      }
      if (from !== 0) path.push(rootIn(from, to));
      return path.reverse();
    },
  };
}

interface Hashes {
  readonly count: () => number;
  readonly push: (hash: string) => void;
  readonly at: (index: number) => string;
}

/** Hashes one after the other, 32 bytes each: as strings, those of a long journal would fill the memory. */
function hashes(): Hashes {
  let bytes = new Uint8Array(32 * 16);
  let count = 0;
  return {
    count: () => count,
    push: (hash) => {
      if ((count + 1) * 32 > bytes.length) {
        const more = new Uint8Array(bytes.length * 2);
        more.set(bytes);
        bytes = more;
      }
      for (let at = 0; at < 32; at++)
        bytes[count * 32 + at] = Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16);
      count++;
    },
    at: (index) => hex(bytes.subarray(index * 32, (index + 1) * 32)),
  };
}

/** The largest power of two below `size`, which is at least 2. */
function below(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}

function checked(value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new RangeError(`leaf ${value}`);
}
