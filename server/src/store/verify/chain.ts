import {
  type ChainHead,
  emptyHead,
  eventOf,
  follow,
  type GrowingTree,
  type JournalEvent,
} from '@luodi/core/journal';
import { sql } from 'kysely';
import { brokenColumns, type Keys } from '../seal.ts';
import { eventSm3 } from '../sm3.ts';
import type { Findings } from './finding.ts';
import { type EventRow, eventsOf, type Reading, storedOf } from './reading.ts';

const TABLE = 'journal_event';
/** The database itself is asked whether a name comes twice: a set of all names would grow with the journal. */
const NOTED_ELSEWHERE = { has: () => false, add: () => new Set<string>() };

/** What stands in a column and must equal what stands in the body. */
const PROJECTED: Readonly<Record<string, (event: JournalEvent) => unknown>> = {
  programme_id: ({ programme }) => programme,
  seq: ({ seq }) => seq,
  event_id: ({ id }) => id,
  at: ({ at }) => at,
  act: ({ act }) => act,
  subject_kind: ({ subject }) => subject.kind,
  subject_id: ({ subject }) => subject.id,
  person: ({ actor }) => actor.person,
  post: ({ actor }) => actor.post,
  unit: ({ actor }) => actor.unit,
};

/**
 * Checks one journal: each event by itself and behind the one before, the columns beside its body, and the head.
 * After a fault it goes on behind the wrong event, so that everything that is wrong is counted.
 * @param into `take` is given every event whose bytes are those of its hash, `tree` every hash
 */
export async function verifyJournal(
  tx: Reading,
  programme: string,
  count: number,
  keys: Keys | null,
  findings: Findings,
  into: { readonly take: (event: JournalEvent) => void; readonly tree: GrowingTree | null },
): Promise<ChainHead> {
  let head: ChainHead = emptyHead(programme);
  let broken: EventRow | null = null;
  let walked = 0;
  for await (const rows of eventsOf(tx, programme)) {
    for (const row of rows) {
      walked++;
      into.tree?.add(row.hash);
      const event = eventIn(row);
      if (broken) {
        head = { ...head, hash: tellBroken(broken, event?.prev ?? null, findings) };
        broken = null;
      }
      const next = follow(head, storedOf(row), NOTED_ELSEWHERE, eventSm3);
      const isIntact = !('code' in next) || next.code !== 'journal/changed';
      if (event && isIntact) {
        into.take(event);
        compareColumns(programme, row, event, findings);
      }
      if (!('code' in next)) {
        head = next;
        continue;
      }
      if (!isIntact) broken = row;
      else findings.add({ ...next, table: TABLE, programme, row: String(row.seq) });
      head = { programme, size: row.seq, hash: row.hash, at: event?.at ?? head.at };
    }
  }
  const stored = await headRow(tx, programme);
  if (broken) head = { ...head, hash: tellBroken(broken, stored?.hash ?? null, findings) };
  if (walked !== count)
    findings.add({
      code: 'journal/out-of-order',
      table: TABLE,
      programme,
      seq: walked + 1,
      parameters: { found: count },
    });
  await findTwins(tx, programme, findings);
  compareHead(programme, head, stored, keys, findings);
  return head;
}

function eventIn({ body }: EventRow): JournalEvent | null {
  const event = eventOf(body ?? new Uint8Array());
  return event === null || typeof event === 'string' ? null : event;
}

/** Of an event that does not match its hash: the event behind it, or the head, says which of the two was changed. */
function tellBroken(row: EventRow, hashAfter: string | null, findings: Findings): string {
  const { programme_id: programme, seq } = row;
  const own = eventSm3(row.body ?? new Uint8Array());
  const columns = hashAfter === row.hash ? ['body'] : hashAfter === own ? ['hash'] : ['body', 'hash'];
  findings.add({ code: 'journal/changed', table: TABLE, programme, row: String(seq), columns, seq });
  return hashAfter === own ? own : row.hash;
}

function compareColumns(programme: string, row: EventRow, event: JournalEvent, findings: Findings): void {
  for (const [column, projected] of Object.entries(PROJECTED)) {
    const value = row[column as keyof EventRow];
    const found = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
    if (found === projected(event)) continue;
    findings.add({
      ...{ code: 'journal/column-differs', table: TABLE, programme, row: String(row.seq) },
      ...{ columns: [column], seq: event.seq },
    });
  }
}

type HeadRow = Awaited<ReturnType<typeof headRow>>;

async function headRow(tx: Reading, programme: string) {
  return tx.selectFrom('journal_head').selectAll().where('programme_id', '=', programme).executeTakeFirst();
}

async function findTwins(tx: Reading, programme: string, findings: Findings): Promise<void> {
  const { rows } = await sql<{ id: string; seq: number }>`
    select event_id as id, max(seq) as seq from journal_event
     where programme_id = ${programme} group by event_id having count(*) > 1`.execute(tx);
  for (const { id, seq } of rows)
    findings.add({
      ...{ code: 'journal/id-twice', table: TABLE, programme, row: String(seq), columns: ['event_id'], seq },
      parameters: { id },
    });
}

/** The head against the events; the seal says which of the two is genuine. */
function compareHead(
  programme: string,
  end: ChainHead,
  row: HeadRow,
  keys: Keys | null,
  findings: Findings,
): void {
  const table = 'journal_head';
  if (!row) {
    findings.add({ code: 'journal/head-missing', table, programme, row: programme, seq: end.size });
    return;
  }
  const differing = [
    ...(row.size === end.size ? [] : ['size']),
    ...(row.hash === end.hash ? [] : ['hash']),
    ...((row.at?.toISOString() ?? null) === end.at ? [] : ['at']),
  ];
  const broken = keys ? brokenColumns(table, row, keys) : [];
  const wrong = { table, programme, row: programme, seq: end.size } as const;
  if (broken.length > 0) {
    // A head that fits the events behind a seal that does not fit the head: both were made anew.
    const isNew = differing.length === 0 && broken.some((column) => ['size', 'hash', 'at'].includes(column));
    const code = isNew
      ? 'journal/end-rewritten'
      : broken[0] === 'seal'
        ? 'journal/seal-broken'
        : 'journal/head-differs';
    findings.add({ ...wrong, code, columns: isNew ? [] : broken });
  } else if (row.size > end.size) {
    findings.add({
      ...wrong,
      code: 'journal/cut-off',
      table: TABLE,
      seq: row.size,
      parameters: { found: end.size },
    });
  } else if (row.size < end.size) {
    findings.add({
      ...wrong,
      code: 'journal/beyond-head',
      table: TABLE,
      seq: row.size + 1,
      parameters: { found: row.size },
    });
  } else if (differing.length > 0) {
    findings.add({ ...wrong, code: 'journal/other-head', table: TABLE });
  }
}
