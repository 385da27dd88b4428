import { Refusal } from '@luodi/core/base';
import { type Checkpoint, emptyHead, type GrowingTree, growingTree } from '@luodi/core/journal';
import type { JournalCode, ScopeCode } from '@luodi/core/message';
import type { Kysely } from 'kysely';
import { DIRECTORY } from '../../store/journal.ts';
import { nodeSm3 } from '../../store/sm3.ts';
import type { Tables } from '../../store/tables.ts';

/** A journal with its tree, up to the event that stood last when it was asked for. */
export interface JournalTree {
  readonly tree: GrowingTree;
  readonly checkpoint: Checkpoint;
}

interface Kept {
  tree: GrowingTree;
  /** Ends when nobody is at work on the tree. */
  free: Promise<unknown>;
}

/** Trees that are kept, 64 bytes for each event; the one that was not used for longest makes room. */
const MOST = 200;
const AT_ONCE = 20_000;
const trees = new WeakMap<object, Map<string, Kept>>();

/**
 * The tree of a journal as it stands. What was read before is kept, so that a receipt costs what came since and a few
 * hashes, not the length of the journal. A journal that is no longer the one that was read is read anew.
 * @throws {Refusal} `scope/not-found`
 */
export async function treeOf(query: Kysely<Tables>, programme: string): Promise<JournalTree> {
  const kept = keptFor(query, programme);
  const turn = kept.free.then(() => grown(query, programme, kept));
  kept.free = turn.catch(() => undefined);
  return turn;
}

function keptFor(query: Kysely<Tables>, programme: string): Kept {
  const own = trees.get(query) ?? new Map<string, Kept>();
  trees.set(query, own);
  const kept = own.get(programme) ?? { tree: growingTree(nodeSm3), free: Promise.resolve() };
  own.delete(programme);
  own.set(programme, kept);
  const [oldest] = own.keys();
  if (own.size > MOST && oldest !== undefined) own.delete(oldest);
  return kept;
}

async function grown(query: Kysely<Tables>, programme: string, kept: Kept): Promise<JournalTree> {
  const head = await query
    .selectFrom('journal_head')
    .select(['size', 'hash'])
    .where('programme_id', '=', programme)
    .executeTakeFirst();
  // The journal of the directory is opened by the first act in it.
  if (!head && programme !== DIRECTORY) throw new Refusal<ScopeCode>('scope/not-found');
  const { size, hash } = head ?? emptyHead(programme);
  for (const tree of [kept.tree, growingTree(nodeSm3)]) {
    kept.tree = tree;
    if (await reaches(query, programme, tree, { size, hash }))
      return { tree, checkpoint: { programme, size, hash, root: tree.root(size) } };
  }
  throw new Refusal<JournalCode>('journal/other-head', { seq: size });
}

/** Takes in what came since; whether the tree then ends, or ended once, as the head says. */
async function reaches(
  query: Kysely<Tables>,
  programme: string,
  tree: GrowingTree,
  { size, hash }: Pick<Checkpoint, 'size' | 'hash'>,
): Promise<boolean> {
  while (tree.size() < size) {
    const rows = await query
      .selectFrom('journal_event')
      .select('hash')
      .where('programme_id', '=', programme)
      .where('seq', '>', tree.size())
      .where('seq', '<=', size)
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return false;
    for (const one of rows) tree.add(one.hash);
  }
  return size === 0 || tree.leaf(size - 1) === hash;
}
