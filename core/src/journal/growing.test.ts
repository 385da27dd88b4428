import { expect, it } from 'vitest';
import { consistencyProof, growingTree, hex, inclusionProof, rootOf, sm3 } from './index.ts';

const MOST = 70;
const leaves = Array.from({ length: MOST }, (_, at) => hex(sm3(Uint8Array.of(0, at))));

it('has the roots and the proofs of the whole tree at every size, also of those that it had before', () => {
  const tree = growingTree();
  expect(tree.root(0)).toBe(rootOf([]));
  leaves.forEach((leaf, before) => {
    tree.add(leaf);
    expect(tree.size()).toBe(before + 1);
  });
  for (let size = 1; size <= MOST; size++) {
    const some = leaves.slice(0, size);
    expect(tree.root(size)).toBe(rootOf(some));
    for (let index = 0; index < size; index++) {
      expect(tree.inclusion(index, size)).toEqual(inclusionProof(some, index));
      expect(tree.consistency(index + 1, size)).toEqual(consistencyProof(some, index + 1));
    }
  }
  expect(tree.leaf(3)).toBe(leaves[3]);
});

it('costs a few hashes for a proof, however long the journal', () => {
  let hashed = 0;
  const tree = growingTree((left, right) => {
    hashed++;
    return hex(sm3(new Uint8Array(Buffer.from(left + right, 'hex'))));
  });
  for (let at = 0; at < 20_000; at++) tree.add(leaves[at % MOST] as string);
  hashed = 0;
  tree.inclusion(7, 19_999);
  tree.root(19_999);
  expect(hashed).toBeLessThan(60);
});

it('proves nothing that it does not have', () => {
  const tree = growingTree();
  for (const leaf of leaves.slice(0, 3)) tree.add(leaf);
  for (const wrong of [-1, 3, 0.5, Number.NaN]) {
    expect(() => tree.leaf(wrong)).toThrow(RangeError);
    expect(() => tree.inclusion(wrong, 3)).toThrow(RangeError);
  }
  for (const wrong of [0, 4, 0.5]) expect(() => tree.consistency(wrong, 3)).toThrow(RangeError);
  expect(() => tree.root(4)).toThrow(RangeError);
});
