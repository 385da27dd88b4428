import { type Checkpoint, emptyHead, type GrowingTree, growingTree } from '@luodi/core/journal';
import { nodeSm3 } from '../sm3.ts';
import type { Findings } from './finding.ts';

/** 留存的检查点: what somebody took away: a checkpoint, and of a receipt the event that it was given for. */
export interface Kept extends Checkpoint {
  readonly receipt?: { readonly seq: number; readonly event: string };
}

/** The tree of a journal that something was kept of; null where nothing was. */
export function treeFor(programme: string, kept: readonly Kept[]): GrowingTree | null {
  return kept.some((one) => one.programme === programme) ? growingTree(nodeSm3) : null;
}

/** Holds a journal, by its tree, to what was kept of it, the earliest first. */
export function holdToKept(
  programme: string,
  tree: GrowingTree | null,
  kept: readonly Kept[],
  findings: Findings,
): void {
  const own = kept.filter((one) => one.programme === programme).sort((one, other) => one.size - other.size);
  const count = tree?.size() ?? 0;
  for (const { size, hash, root, receipt } of own) {
    const place = { table: 'journal_event', programme } as const;
    if (size > count) {
      findings.add({ ...place, code: 'journal/cut-off', seq: size, parameters: { found: count } });
      continue;
    }
    const last = size === 0 ? emptyHead(programme).hash : tree?.leaf(size - 1);
    if (last !== hash || (tree && tree.root(size) !== root))
      findings.add({ ...place, code: 'journal/other-head', seq: size });
    else if (receipt && tree?.leaf(receipt.seq - 1) !== receipt.event)
      findings.add({ ...place, code: 'journal/other-head', row: String(receipt.seq), seq: receipt.seq });
  }
}
