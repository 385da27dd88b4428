import { fromHex, hex, sm3 } from './sm3.ts';

/*
 * 默克尔树 of RFC 6962, 2.1, with SM3. A leaf is an event's hash (which begins with a zero byte, event.ts); a node is
 * SM3(1 ‖ left ‖ right); the left side holds the largest power of two below the size. All hashes are 64 hex digits.
 */

/** Root of an empty tree: SM3 of nothing. */
export const EMPTY_ROOT = hex(sm3(new Uint8Array()));

/** 树根 */
export function rootOf(leaves: readonly string[]): string {
  return leaves.length === 0 ? EMPTY_ROOT : rootIn(leaves, 0, leaves.length);
}

/**
 * 存在证明: the hashes beside the way from leaf `index` (from 0) to the root, lowest first.
 * @throws {RangeError} where there is no such leaf
 */
export function inclusionProof(leaves: readonly string[], index: number): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`leaf ${index}`);
  const path: string[] = [];
  let from = 0;
  let to = leaves.length;
  while (to - from > 1) {
    const middle = from + below(to - from);
    if (index < middle) {
      path.push(rootIn(leaves, middle, to));
      to = middle;
    } else {
      path.push(rootIn(leaves, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** Whether `leaf` is number `index` of the `size` leaves under `root` (RFC 9162, 2.1.3.2). */
export function isIncluded(
  leaf: string,
  index: number,
  size: number,
  path: readonly string[],
  root: string,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let first = index;
  let last = size - 1;
  let hash = leaf;
  for (const beside of path) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      hash = node(beside, hash);
      while (first % 2 === 0 && first !== 0) {
        first /= 2;
        last = Math.floor(last / 2);
      }
    } else hash = node(hash, beside);
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hash === root;
}

/**
 * 一致性证明: what shows that the tree of the first `size` leaves is the beginning of this one.
 * @throws {RangeError} unless 1 ≤ size ≤ number of leaves
 */
export function consistencyProof(leaves: readonly string[], size: number): string[] {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length) throw new RangeError(`size ${size}`);
  const path: string[] = [];
  let from = 0;
  let to = leaves.length;
  let whole = true;
  while (size !== to) {
    const middle = from + below(to - from);
    if (size <= middle) {
      path.push(rootIn(leaves, middle, to));
      to = middle;
    } else {
      path.push(rootIn(leaves, from, middle));
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.push(rootIn(leaves, from, to));
  return path.reverse();
}

/** Whether the tree of `oldSize` leaves under `oldRoot` is the beginning of the new one (RFC 9162, 2.1.4.2). */
export function isConsistent(
  oldSize: number,
  oldRoot: string,
  newSize: number,
  newRoot: string,
  path: readonly string[],
): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize < 1 || oldSize > newSize) return false;
  if (oldSize === newSize) return path.length === 0 && oldRoot === newRoot;
  let first = oldSize - 1;
  let last = newSize - 1;
  while (first % 2 === 1) {
    first = (first - 1) / 2;
    last = Math.floor(last / 2);
  }
  // A size that is a power of two is a whole subtree: its root starts the way and is not sent.
  const way = first === 0 ? [oldRoot, ...path] : path;
  const [start, ...rest] = way;
  if (start === undefined) return false;
  let old = start;
  let now = start;
  for (const beside of rest) {
    if (last === 0) return false;
    if (first % 2 === 1 || first === last) {
      old = node(beside, old);
      now = node(beside, now);
      while (first % 2 === 0 && first !== 0) {
        first /= 2;
        last = Math.floor(last / 2);
      }
    } else now = node(now, beside);
    first = Math.floor(first / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && old === oldRoot && now === newRoot;
}

function rootIn(leaves: readonly string[], from: number, to: number): string {
  if (to - from === 1) return leaves[from] as string;
  const middle = from + below(to - from);
  return node(rootIn(leaves, from, middle), rootIn(leaves, middle, to));
}

/** The largest power of two below `size`, which is at least 2. */
function below(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** SM3(1 ‖ left ‖ right); an empty text where one of them is no hash. */
export function node(left: string, right: string): string {
  const [one, other] = [fromHex(left), fromHex(right)];
  if (one?.length !== 32 || other?.length !== 32) return '';
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  bytes.set(one, 1);
  bytes.set(other, 33);
  return hex(sm3(bytes));
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
