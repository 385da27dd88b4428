import { createHash, getHashes } from 'node:crypto';
import { type Canonical, canonicalBytes, sm3Hex } from '@luodi/core/journal';
import type { Tables } from './tables.ts';

export type TableName = keyof Tables;

/**
 * How it is known that a row is as the program wrote it.
 * `event`: the last event of the journal that names it carries its hash. `derived`: it can be made anew from the others.
 * `seal`: short-lived, with a keyed hash of itself. `chain`: the journal. `books`: compared with the program's own files.
 */
export type Proof = 'event' | 'derived' | 'seal' | 'chain' | 'books';

/** A table, the columns that name a row in it, and its proof. */
export interface TableRule {
  /** The primary key, without programme_id where the journal is the programme's own. */
  readonly key: readonly string[];
  readonly proof: Proof;
  /** Whether its rows belong to a programme; the others are explained by the journal of the directory. */
  readonly owned: boolean;
}

const ofDirectory = (proof: Proof, ...key: string[]): TableRule => ({ key, proof, owned: false });
const ofProgramme = (proof: Proof, ...key: string[]): TableRule => ({ key, proof, owned: true });

/** Every table has a rule; a test compares this list with the database. */
export const TABLE_RULES: Readonly<Record<TableName, TableRule>> = {
  luodi_migrations: ofDirectory('books', 'number'),
  region: ofDirectory('event', 'code'),
  region_name: ofDirectory('event', 'region_code', 'from_day'),
  region_ancestor: ofDirectory('derived', 'region_code', 'ancestor_code'),
  unit: ofDirectory('event', 'id'),
  unit_name: ofDirectory('event', 'unit_id', 'from_day'),
  journal_head: ofProgramme('chain'),
  journal_event: ofProgramme('chain', 'seq'),
  answer: ofProgramme('seal', 'person', 'key'),
  person: ofDirectory('event', 'id'),
  person_particulars: ofDirectory('event', 'person_id'),
  login: ofDirectory('event', 'person_id'),
  post: ofDirectory('event', 'id'),
  post_role: ofDirectory('event', 'post_id', 'role'),
  appointment: ofDirectory('event', 'id'),
  delegation: ofDirectory('event', 'id'),
  token: ofDirectory('event', 'id'),
  session: ofDirectory('seal', 'id'),
  attempt: ofDirectory('seal', 'key'),
  setting: ofDirectory('event', 'key'),
  programme: ofProgramme('event'),
  document: ofProgramme('event', 'id'),
  item: ofProgramme('event', 'id'),
  measure: ofProgramme('event', 'id'),
  duty: ofProgramme('event', 'id'),
  edit: ofProgramme('event', 'no'),
  baseline: ofProgramme('event', 'no'),
  change_request: ofProgramme('event', 'id'),
  slip: ofProgramme('event', 'no'),
  assignment: ofProgramme('event', 'id'),
  assignment_mark: ofProgramme('event', 'assignment_id', 'no'),
  inbox: ofDirectory('derived', 'unit_id', 'programme_id', 'kind', 'subject_id'),
};

/** A row as it came from the database. */
export type Row = Readonly<Record<string, unknown>>;

/** What an event calls the row: the values of its key, with a space between; the programme for the row of one. */
export function rowId(table: TableName, row: Row): string {
  const { key } = TABLE_RULES[table];
  const named = key.length === 0 ? ['programme_id'] : key;
  return named.map((column) => String(row[column])).join(' ');
}

/** The row as a canonical value: moments and days as text, whole numbers as they are, big ones and bytes as text. */
export function canonicalRow(row: Row): Canonical {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, canonicalValue(value)]));
}

/** SM3 of the canonical bytes of a row, as the effects of an event carry it. */
export function rowHash(row: Row): string {
  return sm3Of(canonicalBytes(canonicalRow(row)));
}

const HAS_SM3 = getHashes().includes('sm3');

/** SM3, by the program's own OpenSSL where it knows it: ten times faster than ours. */
export function sm3Of(bytes: Uint8Array): string {
  return HAS_SM3 ? createHash('sm3').update(bytes).digest('hex') : sm3Hex(bytes);
}

function canonicalValue(value: unknown): Canonical {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return value.toString('hex');
  return value as Canonical;
}
