import { exportedEnd, exportedLine } from '@luodi/core/journal';
import type { Kysely } from 'kysely';
import type { Who } from '../../scope/who.ts';
import type { Tables } from '../../store/tables.ts';
import { treeOf } from './tree.ts';
import { insistOnJournal } from './viewer.ts';

/** Events are read so many, or so many bytes, at a time. */
const AT_ONCE = 200;
const BYTES = 4 * 2 ** 20;

/**
 * 台账导出: the lines of docs/reference/journal.md, one after the other, up to the event that stood last when it
 * began; however long the journal, a few megabytes are held.
 * @throws {Refusal} `scope/not-found`, before the first line
 */
export async function exportOf(
  query: Kysely<Tables>,
  who: Who,
  programme: string,
): Promise<AsyncGenerator<Uint8Array>> {
  await insistOnJournal(query, who, 'see', programme);
  return linesOf(query, programme);
}

/** The same without asking who: for the command line. */
export async function* linesOf(query: Kysely<Tables>, programme: string): AsyncGenerator<Uint8Array> {
  const { checkpoint } = await treeOf(query, programme);
  let step = AT_ONCE;
  for (let seq = 1; seq <= checkpoint.size; ) {
    const rows = await query
      .selectFrom('journal_event')
      .select(['seq', 'body', 'hash'])
      .where('programme_id', '=', programme)
      .where('seq', '>=', seq)
      .where('seq', '<=', Math.min(checkpoint.size, seq + step - 1))
      .orderBy('seq')
      .execute();
    let bytes = 0;
    for (const row of rows) {
      bytes += row.body.length;
      yield exportedLine(row);
    }
    seq += step;
    step = bytes > BYTES ? Math.max(1, Math.floor(step / 4)) : Math.min(AT_ONCE, step * 2);
  }
  yield exportedEnd(checkpoint);
}
