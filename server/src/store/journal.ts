import { Refusal } from '@luodi/core/base';
import { append, type ChainHead, emptyHead, type NewEvent } from '@luodi/core/journal';
import type { Transaction } from 'kysely';
import { type Keys, sealOf } from './seal.ts';
import { eventSm3 } from './sm3.ts';
import type { Tables } from './tables.ts';

/** The journal of the directory of units and people; programmes have journals of their own. */
export const DIRECTORY = '00000000-0000-0000-0000-000000000000';

/** Opens a journal for a new programme. */
export async function openChain(tx: Transaction<Tables>, programme: string, keys: Keys): Promise<ChainHead> {
  const row = { programme_id: programme, size: 0, hash: emptyHead(programme).hash, at: null };
  await tx
    .insertInto('journal_head')
    .values({ ...row, seal: sealOf('journal_head', row, keys) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return holdChain(tx, programme);
}

/**
 * The end of a programme's chain, held until the transaction ends. Comes first in every act, so that the order of
 * commits is the order of the chain, and whoever comes second sees what the first one did.
 * @throws {Refusal} `scope/not-found`
 */
export async function holdChain(tx: Transaction<Tables>, programme: string): Promise<ChainHead> {
  const row = await tx
    .selectFrom('journal_head')
    .selectAll()
    .where('programme_id', '=', programme)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('scope/not-found');
  return { programme, size: row.size, hash: row.hash, at: row.at?.toISOString() ?? null };
}

/**
 * Writes one event behind the head that is held, and seals the new head with a key that is not in the database: who
 * can only write there can neither cut the journal nor hash it anew. @throws {Refusal} `journal/…`
 */
export async function writeEvent(
  tx: Transaction<Tables>,
  head: ChainHead,
  act: NewEvent,
  keys: Keys,
): Promise<{ readonly seq: number; readonly hash: string }> {
  const { event, stored, head: next } = append(head, act, eventSm3);
  await tx
    .insertInto('journal_event')
    .values({
      programme_id: head.programme,
      seq: event.seq,
      event_id: event.id,
      at: new Date(event.at),
      act: event.act,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      person: event.actor.person,
      post: event.actor.post,
      unit: event.actor.unit,
      body: Buffer.from(stored.body),
      hash: stored.hash,
    })
    .execute();
  const end = { size: next.size, hash: next.hash, at: new Date(event.at) };
  const seal = sealOf('journal_head', { programme_id: head.programme, ...end }, keys);
  await tx
    .updateTable('journal_head')
    .set({ ...end, seal })
    .where('programme_id', '=', head.programme)
    .execute();
  return { seq: event.seq, hash: stored.hash };
}
