import { Refusal } from '@luodi/core/base';
import type { Checkpoint, Receipt } from '@luodi/core/journal';
import type { ScopeCode } from '@luodi/core/message';
import type { Kysely } from 'kysely';
import type { Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import type { Tables } from '../../store/tables.ts';
import { treeOf } from './tree.ts';
import { insistOnEvent, insistOnJournal } from './viewer.ts';

/** 链头与树根, for whoever reads the journal. @throws {Refusal} `scope/not-found` */
export async function checkpointOf(query: Kysely<Tables>, who: Who, programme: string): Promise<Checkpoint> {
  await insistOnJournal(query, who, 'see', programme);
  return (await treeOf(query, programme)).checkpoint;
}

/**
 * 回执 of one event, with the event's own text: enough to check it without the server. For the unit whose act it was,
 * and for whoever reads the journal.
 * @throws {Refusal} `scope/not-found`
 */
export async function receiptOf(
  query: Kysely<Tables>,
  who: Who,
  programme: string,
  seq: number,
): Promise<Receipt> {
  const row = await eventRow(query, programme, seq);
  await insistOnEvent(query, who, programme, row.unit);
  const { tree, checkpoint } = await treeOf(query, programme);
  return {
    ...{ schema: 'luodi/receipt@1', seq, event: row.hash, checkpoint },
    path: tree.inclusion(seq - 1, checkpoint.size),
    body: row.body.toString('utf8'),
  };
}

/** @throws {Refusal} `scope/not-found` */
export async function eventRow(query: Kysely<Tables>, programme: string, seq: number) {
  const row = isUuid(programme)
    ? await query
        .selectFrom('journal_event')
        .select(['seq', 'unit', 'post', 'body', 'hash'])
        .where('programme_id', '=', programme)
        .where('seq', '=', seq)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Refusal<ScopeCode>('scope/not-found');
  return row;
}
