import type { JournalEvent, JournalSubject } from '@luodi/core/journal';
import { eventOf } from '@luodi/core/journal';
import { type Kysely, sql } from 'kysely';
import type { Who } from '../../scope/who.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { insistOnProgramme } from '../../store/scope/insist.ts';
import { reachOf } from '../../store/scope/reach.ts';
import { visible } from '../../store/scope/visible.ts';
import type { Tables } from '../../store/tables.ts';
import { actorsOf, type By } from '../programme/by.ts';
import { eventRow } from './receipt.ts';
import { insistOnEvent, insistOnJournal } from './viewer.ts';

/** 留痕: one act, as a list shows it. */
export interface EventView {
  readonly seq: number;
  readonly at: string;
  /** `assignment/acknowledge` */
  readonly act: string;
  readonly subject: JournalSubject;
  /** Post and unit, as they are called; null for the clock and for whoever had not signed in yet. */
  readonly by: By | null;
  /** Pseudonym. */
  readonly person: string | null;
  /** 代行: the post in whose place it was done. */
  readonly onBehalfOf: string | null;
  readonly request: string | null;
  /** What was done; null where it is too long for a list. */
  readonly facts: JournalEvent['facts'] | null;
  /** How many rows of each table it wrote. */
  readonly effects: readonly { readonly of: string; readonly rows: number }[] | null;
  readonly hash: string;
}

/** What a list of events is narrowed to. */
export interface EventFilter {
  /** An act, or a stage with all its acts: `assignment`. */
  readonly act?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly post?: string | undefined;
  readonly unit?: string | undefined;
  readonly person?: string | undefined;
  /** From this moment on, and before that one. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  /** Words that stand in the event. */
  readonly text?: string | undefined;
}

/** Longer events (a dispatch with thousands of rows) are shown one by one only. */
const LISTED_BYTES = 64 * 2 ** 10;

/**
 * Events of a journal, the newest first: all of them for whoever reads the journal, otherwise those of the own unit.
 * @param before events before this number; null: from the newest
 * @throws {Refusal} `scope/not-found` for the journal of the directory
 */
export async function eventsOf(
  query: Kysely<Tables>,
  who: Who,
  programme: string,
  { act, kind, subject, post, unit, person, from, until, text }: EventFilter,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<EventView[]> {
  const reach =
    programme === DIRECTORY ? await insistOnJournal(query, who, 'see', programme) : await reachOf(query, who);
  let rows = query
    .selectFrom('journal_event')
    .select(['seq', 'at', 'act', 'subject_kind', 'subject_id', 'person', 'post', 'unit', 'hash'])
    .select(sql<Buffer | null>`case when octet_length(body) <= ${LISTED_BYTES} then body end`.as('body'))
    .where('programme_id', '=', programme)
    .orderBy('seq', 'desc')
    .limit(limit);
  if (programme !== DIRECTORY) rows = rows.where(visible('event', who, reach));
  if (before !== null) rows = rows.where('seq', '<', before);
  if (act !== undefined)
    rows = act.includes('/')
      ? rows.where('act', '=', act)
      : rows.where(sql`starts_with(act, ${`${act}/`})`.$castTo<boolean>());
  if (kind !== undefined) rows = rows.where('subject_kind', '=', kind);
  if (subject !== undefined) rows = rows.where('subject_id', '=', subject);
  if (post !== undefined) rows = rows.where('post', '=', post);
  if (unit !== undefined) rows = rows.where('unit', '=', unit);
  if (person !== undefined) rows = rows.where('person', '=', person);
  if (from !== undefined) rows = rows.where('at', '>=', from);
  if (until !== undefined) rows = rows.where('at', '<', until);
  if (text !== undefined) rows = rows.where(sql<boolean>`position(${Buffer.from(inBody(text))} in body) > 0`);
  const found = await rows.execute();
  // An empty list would tell nothing; but what is not seen is not found, here as everywhere.
  if (found.length === 0 && programme !== DIRECTORY)
    await insistOnProgramme(query, who, 'programme', 'see', programme);
  return shown(query, found);
}

/** One event in full. @throws {Refusal} `scope/not-found` */
export async function eventAt(
  query: Kysely<Tables>,
  who: Who,
  programme: string,
  seq: number,
): Promise<EventView & { readonly event: JournalEvent | null }> {
  const { unit } = await eventRow(query, programme, seq);
  await insistOnEvent(query, who, programme, unit);
  const found = await query
    .selectFrom('journal_event')
    .select(['seq', 'at', 'act', 'subject_kind', 'subject_id', 'person', 'post', 'unit', 'hash', 'body'])
    .where('programme_id', '=', programme)
    .where('seq', '=', seq)
    .execute();
  const [view] = await shown(query, found);
  const event = eventOf(found[0]?.body ?? new Uint8Array());
  return { ...(view as EventView), event: typeof event === 'string' ? null : event };
}

interface Found {
  readonly seq: number;
  readonly at: Date;
  readonly act: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly person: string | null;
  readonly post: string | null;
  readonly unit: string | null;
  readonly hash: string;
  readonly body: Buffer | null;
}

async function shown(query: Kysely<Tables>, rows: readonly Found[]): Promise<EventView[]> {
  const acting = rows.flatMap(({ post, unit }) => (post !== null && unit !== null ? [{ post, unit }] : []));
  const by = await actorsOf(query, acting);
  return rows.map(({ seq, at, act, subject_kind: kind, subject_id: id, person, post, unit, hash, body }) => {
    const event = body && eventOf(body);
    const known = event && typeof event !== 'string' ? event : null;
    return {
      ...{ seq, at: at.toISOString(), act, subject: { kind, id }, person, hash },
      by: post !== null && unit !== null ? by({ post, unit }) : null,
      onBehalfOf: known?.actor.onBehalfOf ?? null,
      request: known?.request ?? null,
      facts: known?.facts ?? null,
      effects: known?.effects.map(({ of, rows: written }) => ({ of, rows: written.length })) ?? null,
    };
  });
}

/** The words as they stand in canonical bytes. */
function inBody(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
