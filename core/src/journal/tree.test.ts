import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  faultByReceipt,
  hex,
  inclusionProof,
  isConsistent,
  isIncluded,
  isReceiptSound,
  receiptFor,
  rootOf,
  sm3,
} from './index.ts';
import { sampleJournal } from './sample.ts';

const MOST = 65;
const leaves = Array.from({ length: MOST }, (_, at) => hex(sm3(Uint8Array.of(0, at))));
/** The definition of RFC 6962, 2.1, word for word. */
function naiveRoot(of: readonly string[]): string {
  if (of.length < 2) return of[0] ?? EMPTY_ROOT;
  const half = 2 ** (Math.ceil(Math.log2(of.length)) - 1);
  const [left, right] = [naiveRoot(of.slice(0, half)), naiveRoot(of.slice(half))];
  return hex(sm3(new Uint8Array(Buffer.from(`01${left}${right}`, 'hex'))));
}
const roots = Array.from({ length: MOST + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)));

describe('the tree', () => {
  it('has the root of RFC 6962 at every size', () => {
    for (let size = 0; size <= MOST; size++) expect(rootOf(leaves.slice(0, size))).toBe(roots[size]);
  });

  it('proves every leaf of every size', () => {
    for (let size = 1; size <= MOST; size++) {
      for (let index = 0; index < size; index++) {
        const path = inclusionProof(leaves.slice(0, size), index);
        expect(isIncluded(leaves[index] as string, index, size, path, roots[size] as string)).toBe(true);
      }
    }
  });

  it('proves every size to be the beginning of every later one', () => {
    for (let size = 1; size <= MOST; size++) {
      for (let old = 1; old <= size; old++) {
        const path = consistencyProof(leaves.slice(0, size), old);
        expect(isConsistent(old, roots[old] as string, size, roots[size] as string, path)).toBe(true);
      }
    }
  });

  it('accepts no proof of which anything was changed', () => {
    const size = fc.integer({ min: 2, max: MOST });
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), (of, which, place, by) => {
        const some = leaves.slice(0, of);
        const index = which % of;
        const root = roots[of] as string;
        const leaf = leaves[index] as string;
        const path = inclusionProof(some, index);
        const at = place % path.length;
        const otherLeaf = leaves[(index + by) % MOST] as string;
        expect(isIncluded(otherLeaf, index, of, path, root)).toBe(false);
        expect(isIncluded(leaf, (index + (by % of || 1)) % of, of, path, root)).toBe(false);
        expect(isIncluded(leaf, index, of, path.toSpliced(at, 1), root)).toBe(false);
        expect(isIncluded(leaf, index, of, [...path, otherLeaf], root)).toBe(false);
        expect(isIncluded(leaf, index, of, path.with(at, EMPTY_ROOT), root)).toBe(false);
        expect(isIncluded(leaf, index, of, path, EMPTY_ROOT)).toBe(false);
        for (const [wrongIndex, wrongSize] of [
          [-1, of],
          [of, of],
          [0.5, of],
          [0, 0],
          [Number.NaN, of],
        ])
          expect(isIncluded(leaf, wrongIndex as number, wrongSize as number, path, root)).toBe(false);

        const old = 1 + (which % (of - 1));
        const way = consistencyProof(some, old);
        const oldRoot = roots[old] as string;
        const cut = place % way.length;
        expect(isConsistent(old, oldRoot, of, root, way.toSpliced(cut, 1))).toBe(false);
        expect(isConsistent(old, oldRoot, of, root, way.with(cut, EMPTY_ROOT))).toBe(false);
        expect(isConsistent(old, oldRoot, of, root, [...way, otherLeaf])).toBe(false);
        expect(isConsistent(old, EMPTY_ROOT, of, root, way)).toBe(false);
        expect(isConsistent(old, oldRoot, of, oldRoot, way)).toBe(false);
        expect(isConsistent(0, EMPTY_ROOT, of, root, way)).toBe(false);
        expect(isConsistent(of, root, old, oldRoot, way)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('proves no leaf that it does not have', () => {
    for (const index of [-1, 3, 0.5, Number.NaN])
      expect(() => inclusionProof(leaves.slice(0, 3), index)).toThrow(RangeError);
    for (const old of [0, 4, 0.5])
      expect(() => consistencyProof(leaves.slice(0, 3), old)).toThrow(RangeError);
  });
});

describe('a receipt', () => {
  const journal = sampleJournal(40);
  const P = 'P2022-0001';
  const receipt = receiptFor(P, journal.slice(0, 23), 23);

  it('is checked without the server, against the bytes of its event', () => {
    expect(isReceiptSound(receipt)).toBe(true);
    expect(isReceiptSound(receipt, journal[22]?.body)).toBe(true);
    expect(isReceiptSound(receipt, journal[21]?.body)).toBe(false);
    expect(isReceiptSound({ ...receipt, seq: 22 })).toBe(false);
  });

  it('still holds when the journal has grown', () => {
    expect(faultByReceipt(receipt, journal)).toBeNull();
    expect(faultByReceipt(receiptFor(P, journal, 7), journal)).toBeNull();
  });

  it('convicts a journal that lost the event, and one that was written anew', () => {
    expect(faultByReceipt(receipt, journal.slice(0, 22))?.code).toBe('journal/cut-off');
    const other = sampleJournal(40).map((event, at) => (at === 22 ? (journal[21] as never) : event));
    expect(faultByReceipt(receipt, other)?.code).toBe('journal/out-of-order');
    expect(faultByReceipt({ ...receipt, event: EMPTY_ROOT }, journal)?.code).toBe('journal/bad-receipt');
  });
});
