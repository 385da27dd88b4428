import type { Calendar } from '@luodi/core/base';
import { eventOf, type JournalEvent } from '@luodi/core/journal';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { migrations } from '../migrate.ts';
import type { Keys } from '../seal.ts';
import { verifyBooks } from './books.ts';
import { verifyJournal } from './chain.ts';
import { verifyDerived } from './derived.ts';
import { type FileOf, verifyDocuments } from './documents.ts';
import { type Explained, type Held, type Share, TOO_MANY, takeUp } from './effects.ts';
import { type Counted, type Findings, newFindings } from './finding.ts';
import { holdToKept, type Kept, treeFor } from './kept.ts';
import { eventsOf, journalsOf, type Reading, storedOf } from './reading.ts';
import { compareRows, findOrphans, type Strays, tellStrays } from './rows.ts';
import { verifySeals } from './sealed.ts';

export type { Counted, Finding } from './finding.ts';
export type { Kept } from './kept.ts';

/** 一本台账校验的结论 */
export interface JournalVerified {
  readonly programme: string;
  readonly events: number;
  /** Hash of the last event. */
  readonly hash: string;
}

/** 校验结论: what was looked at, and the first of each kind of fault; none where everything holds. */
export interface Verified {
  readonly journals: readonly JournalVerified[];
  readonly events: number;
  readonly rows: number;
  readonly findings: readonly Counted[];
}

/** What there is besides the database. */
export interface Evidence {
  /** Null where they are not at hand: seals are not looked at then. */
  readonly keys: Keys | null;
  /** With which the days of inboxes were counted; null: inboxes are not looked at. */
  readonly calendar: Calendar | null;
  /** Where the file with an SM3 is kept; null where attachments are not at hand. */
  readonly files: FileOf | null;
  /** Checkpoints and receipts that were kept elsewhere. */
  readonly kept?: readonly Kept[];
  /** Rows that are held at once; a journal of more rows is gone through several times. 200,000 where not given. */
  readonly heldRows?: number;
}

const HELD_ROWS = 200_000;

/**
 * 验库: whether everything in the database is what the program wrote: each journal by itself, then each table by its
 * proof (TABLE_RULES). Reads only, in one moment of the database, while others write; holds a bounded number of rows.
 */
export async function verifyDatabase(
  { query }: Pick<Database, 'query'>,
  evidence: Evidence,
): Promise<Verified> {
  const known = await migrations();
  const findings = newFindings();
  return inOneMoment(query, async (tx) => {
    const counts = await journalsOf(tx);
    const strays: Strays = { extra: [], missing: [] };
    const journals: JournalVerified[] = [];
    let rows = 0;
    for (const [programme, count] of counts) {
      const { head, compared } = await verifyOne(tx, { programme, count }, evidence, findings, strays);
      journals.push({ programme, events: count, hash: head.hash });
      rows += compared;
    }
    for (const { programme } of evidence.kept ?? [])
      if (!counts.has(programme)) holdToKept(programme, null, evidence.kept ?? [], findings);
    await findOrphans(tx, new Set(counts.keys()), findings, strays);
    tellStrays(strays, findings);
    if (evidence.keys) rows += await verifySeals(tx, evidence.keys, findings);
    rows += await verifyDerived(tx, evidence.calendar, findings);
    await verifyBooks(tx, known, findings);
    await verifyDocuments(tx, evidence.files, findings);
    const events = journals.reduce((sum, one) => sum + one.events, 0);
    return { journals, events, rows, findings: findings.all() };
  });
}

/** The same for one journal and the tables that it explains, and no more. */
export async function verifyJournalAlone(
  { query }: Pick<Database, 'query'>,
  evidence: Evidence,
  programme: string,
): Promise<Verified> {
  const findings = newFindings();
  return inOneMoment(query, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from journal_event where programme_id = ${programme}`.execute(tx);
    const count = rows[0]?.count ?? 0;
    const strays: Strays = { extra: [], missing: [] };
    const { head, compared } = await verifyOne(tx, { programme, count }, evidence, findings, strays);
    tellStrays(strays, findings);
    const journals = [{ programme, events: count, hash: head.hash }];
    return { journals, events: count, rows: compared, findings: findings.all() };
  });
}

/** In a transaction that reads only, and sees everything as it was when it began. */
function inOneMoment<T>(query: Database['query'], work: (tx: Reading) => Promise<T>): Promise<T> {
  return query.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

/** A journal and the tables that it explains; in several shares where it explains more rows than are held at once. */
async function verifyOne(
  tx: Reading,
  { programme, count }: { readonly programme: string; readonly count: number },
  { keys, kept = [], heldRows: most = HELD_ROWS }: Evidence,
  findings: Findings,
  strays: Strays,
) {
  const first: Explained = new Map();
  const held = { rows: 0, most };
  let isTooMany = false;
  const take = (event: JournalEvent) => {
    if (isTooMany || event.programme !== programme) return;
    isTooMany = !isTaken(first, held, event, { at: 0, of: 1 });
    if (isTooMany) first.clear();
  };
  const tree = treeFor(programme, kept);
  const head = await verifyJournal(tx, programme, count, keys, findings, { take, tree });
  holdToKept(programme, tree, kept, findings);
  if (!isTooMany) {
    const compared = await compareRows(tx, programme, first, { at: 0, of: 1 }, findings, strays);
    return { head, compared };
  }
  for (let of = 4; ; of *= 4) {
    const compared = await shared(tx, programme, { of, most }, findings, strays);
    if (compared !== null) return { head, compared };
  }
}

/** Goes through the journal once for each share; null where the first share is still too large. */
async function shared(
  tx: Reading,
  programme: string,
  { of, most }: { readonly of: number; readonly most: number },
  findings: Findings,
  strays: Strays,
): Promise<number | null> {
  let compared = 0;
  for (let at = 0; at < of; at++) {
    const explained: Explained = new Map();
    // Where the first share could be held, the others are: they are of the same size.
    const held = { rows: 0, most: at === 0 ? most : Number.POSITIVE_INFINITY };
    for await (const rows of eventsOf(tx, programme)) {
      for (const row of rows) {
        const event = eventOf(storedOf(row).body);
        if (event === null || typeof event === 'string' || event.programme !== programme) continue;
        if (!isTaken(explained, held, event, { at, of })) return null;
      }
    }
    compared += await compareRows(tx, programme, explained, { at, of }, findings, strays);
  }
  return compared;
}

/** Whether the effects of the event could be held. */
function isTaken(explained: Explained, held: Held, event: JournalEvent, share: Share): boolean {
  try {
    takeUp(explained, held, event, share);
    return true;
  } catch (error) {
    if (error === TOO_MANY) return false;
    throw error;
  }
}
