import { type Instant, isInstant, Refusal } from '../base/index.ts';
import { type Canonical, canonicalBytes, readCanonical } from './canonical.ts';
import { personalIn } from './personal.ts';
import { hex, sm3 } from './sm3.ts';

/**
 * 台账记录: one act, as it is kept for ever. Holds no name, telephone number or other personal particulars: who acted
 * is a post and a pseudonym that the directory of people resolves as long as it may.
 */
export interface JournalEvent {
  readonly schema: 'luodi/event@1';
  readonly programme: string;
  /** Running number in the programme, from 1 without gaps. */
  readonly seq: number;
  /** Hash of the event before; 64 zeros for the first. */
  readonly prev: string;
  /** Chosen by the door: the idempotency key of the request. Once in a programme. */
  readonly id: string;
  /** When it was recorded; never before the event before. */
  readonly at: Instant;
  /** `stage/act`: `programme/confirm`, `assignment/acknowledge`. */
  readonly act: string;
  readonly subject: JournalSubject;
  readonly actor: JournalActor;
  /** Request under which the server's log knows it; null for the clock. */
  readonly request: string | null;
  /** Keyed hash of the network address, never the address; null where there was none. */
  readonly address: string | null;
  /** What was done, as much as is needed to do it again. */
  readonly facts: { readonly [key: string]: Canonical };
  /** What stands where after it: each row that the act wrote. */
  readonly effects: readonly JournalEffect[];
}

/** 对象: the thing to which it was done. */
export interface JournalSubject {
  readonly kind: string;
  readonly id: string;
}

/** 操作人: by post and pseudonym. All null for the clock. */
export interface JournalActor {
  readonly person: string | null;
  readonly post: string | null;
  readonly unit: string | null;
  /** 代行: the post in whose place this was done. */
  readonly onBehalfOf: string | null;
}

/** 变动: the rows of one table that the act wrote. */
export interface JournalEffect {
  readonly of: string;
  /** The columns that the rows had, in the order of their names. */
  readonly columns: readonly string[];
  readonly rows: readonly JournalRow[];
}

/**
 * A row by its key, the SM3 of its canonical bytes after the act, and four characters for each column, which tell
 * what column was changed where the SM3 says that something was. Both null: the row is gone.
 */
export type JournalRow = readonly [id: string, sm3: string | null, marks: string | null];

/** An event as the journal stores it: its exact bytes and their hash. */
export interface StoredEvent {
  readonly body: Uint8Array;
  readonly hash: string;
}

/** What an act gives; its place in the chain is added when it is written. */
export type NewEvent = Omit<JournalEvent, 'schema' | 'programme' | 'seq' | 'prev'>;

/** 链头: how far a programme's journal goes, and the hash of its last event. */
export interface ChainHead {
  readonly programme: string;
  /** Number of events. */
  readonly size: number;
  /** Hash of the last event; 64 zeros for an empty journal. */
  readonly hash: string;
  readonly at: Instant | null;
}

export const NO_HASH = '0'.repeat(64);

export function emptyHead(programme: string): ChainHead {
  return { programme, size: 0, hash: NO_HASH, at: null };
}

/**
 * 记账: the event as it is stored behind `head`, and the head after it. A clock that ran back does not turn the order
 * round: the event then carries the time of the one before.
 * @param hashOf the hash of an event by the platform, where that is faster
 * @throws {Refusal} `journal/not-canonical`, `journal/personal`, `journal/wrong-form`
 */
export function append(
  head: ChainHead,
  act: NewEvent,
  hashOf: (body: Uint8Array) => string = eventHash,
): { readonly event: JournalEvent; readonly stored: StoredEvent; readonly head: ChainHead } {
  const at = head.at !== null && act.at < head.at ? head.at : act.at;
  const event: JournalEvent = {
    ...act,
    at,
    schema: 'luodi/event@1',
    programme: head.programme,
    seq: head.size + 1,
    prev: head.hash,
  };
  const body = canonicalBytes(event as unknown as Canonical);
  const personal = personalIn(event.facts);
  if (personal) throw new Refusal('journal/personal', { where: personal.where, what: personal.what });
  const wrong = formFault(event as unknown as Canonical);
  if (wrong !== null) throw new Refusal('journal/wrong-form', { field: wrong });
  const hash = hashOf(body);
  return { event, stored: { body, hash }, head: { ...head, size: event.seq, hash, at } };
}

/** SM3 of a zero byte and the event's bytes: also its leaf in the tree (RFC 6962, 2.1). */
export function eventHash(body: Uint8Array): string {
  const marked = new Uint8Array(body.length + 1);
  marked.set(body, 1);
  return hex(sm3(marked));
}

/** The event that these bytes are; the name of the field that is wrong; null where they are not canonical at all. */
export function eventOf(body: Uint8Array): JournalEvent | string | null {
  const value = readCanonical(body);
  if (value === null) return null;
  return formFault(value) ?? (value as unknown as JournalEvent);
}

const isHash = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isMembers = (value: unknown): value is Readonly<Record<string, Canonical>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every member of an event and what it must be. Others are not allowed. */
const FORM: Readonly<Record<keyof JournalEvent, (value: Canonical | undefined) => boolean>> = {
  schema: (value) => value === 'luodi/event@1',
  programme: isText,
  seq: (value) => typeof value === 'number' && value >= 1,
  prev: isHash,
  id: isText,
  at: (value) => typeof value === 'string' && isInstant(value),
  act: (value) => typeof value === 'string' && /^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(value),
  subject: (value) => hasOnly(value, { kind: isText, id: isText }),
  actor: (value) =>
    hasOnly(value, {
      person: isTextOrNull,
      post: isTextOrNull,
      unit: isTextOrNull,
      onBehalfOf: isTextOrNull,
    }),
  request: isTextOrNull,
  address: isTextOrNull,
  facts: isMembers,
  effects: (value) =>
    Array.isArray(value) &&
    value.every((effect) => hasOnly(effect, EFFECT) && rowsFit(effect as unknown as JournalEffect)),
};

const EFFECT = {
  of: isText,
  columns: (value: Canonical | undefined) => Array.isArray(value) && value.every(isText),
  rows: (value: Canonical | undefined) => Array.isArray(value) && value.every(isRow),
};

/** Characters for one column. */
const MARK = 4;

function isRow(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [id, sm3, marks] = value as unknown[];
  if (!isText(id)) return false;
  return sm3 === null ? marks === null : isHash(sm3) && typeof marks === 'string' && /^[\w-]*$/.test(marks);
}

function rowsFit({ columns, rows }: JournalEffect): boolean {
  return rows.every(([, , marks]) => marks === null || marks.length === MARK * columns.length);
}

function hasOnly(
  value: Canonical | undefined,
  form: Readonly<Record<string, (value: Canonical | undefined) => boolean>>,
): boolean {
  if (!isMembers(value)) return false;
  return (
    Object.keys(value).every((key) => Object.hasOwn(form, key)) &&
    Object.entries(form).every(([key, fits]) => Object.hasOwn(value, key) && fits(value[key]))
  );
}

/** The first member that is missing, too many or of the wrong kind, in the order of the form; null if none is. */
function formFault(value: Canonical): string | null {
  if (!isMembers(value)) return '$';
  for (const [key, fits] of Object.entries(FORM))
    if (!Object.hasOwn(value, key) || !fits(value[key])) return key;
  return Object.keys(value).find((key) => !Object.hasOwn(FORM, key)) ?? null;
}
