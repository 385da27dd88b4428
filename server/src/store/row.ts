import { type Canonical, canonicalBytes, canonicalText, type JournalRow } from '@luodi/core/journal';
import { sm3Of } from './sm3.ts';
import type { Tables } from './tables.ts';

export { sm3Of } from './sm3.ts';

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
  unit_place: ofDirectory('event', 'unit_id', 'until_day'),
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
  goal: ofProgramme('event', 'id'),
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

/** The columns of a row in the order in which the journal names them. */
export function columnsOf(row: Row): string[] {
  return Object.keys(row).sort();
}

/** SM3 of the canonical bytes of a row, as the effects of an event carry it. */
export function rowHash(row: Row): string {
  return sm3Of(canonicalBytes(canonicalRow(row)));
}

/** What an event says of a row: its key, its hash, and the marks of these columns. */
export function journalRow(table: TableName, row: Row, columns: readonly string[]): JournalRow {
  const texts = columns.map((column) => textOf(row[column]));
  return [rowId(table, row), sm3OfTexts(columns, texts), marksOf(columns, texts)];
}

/** `rowHash` of the row with these columns, in their order, and these canonical texts. */
export function sm3OfTexts(columns: readonly string[], texts: readonly string[]): string {
  let members = '';
  for (let at = 0; at < texts.length; at++) members += `${at === 0 ? '' : ','}"${columns[at]}":${texts[at]}`;
  return sm3Of(Buffer.from(`{${members}}`));
}

/** A row that is gone. */
export function journalRowGone(table: TableName, row: Row): JournalRow {
  return [rowId(table, row), null, null];
}

/** Short values come again and again (units, states, days): their marks are kept. */
const KEPT = 20_000;
const LONGEST_KEPT = 200;
const kept = new Map<string, string>();

/**
 * 列标: four characters for each column, 24 bits of the SM3 of its value. They only say which column it was, where
 * the hash of the whole row says that something was changed. Where a row has a salt, it goes before every other
 * value: nobody finds a name by trying names.
 */
export function marksOf(columns: readonly string[], texts: readonly string[]): string {
  const salt = texts[columns.indexOf('salt')];
  let marks = '';
  texts.forEach((text, at) => {
    marks += salt === undefined || columns[at] === 'salt' ? keptMark(text) : markOf(salt + text);
  });
  return marks;
}

function keptMark(text: string): string {
  if (text.length > LONGEST_KEPT) return markOf(text);
  let mark = kept.get(text);
  if (mark === undefined) {
    mark = markOf(text);
    if (kept.size >= KEPT) kept.clear();
    kept.set(text, mark);
  }
  return mark;
}

function markOf(text: string): string {
  return Buffer.from(sm3Of(Buffer.from(text)).slice(0, 6), 'hex').toString('base64url');
}

/** A value of a column as the journal writes it. @throws {Refusal} `journal/not-canonical` for a fraction */
export function textOf(value: unknown): string {
  // Thousands of rows are written at once: what most columns hold is not sent through the general case.
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean' || (Number.isSafeInteger(value) && value !== 0))
    return String(value);
  if (value instanceof Date) return `"${value.toISOString()}"`;
  return canonicalText(canonicalValue(value));
}

function canonicalValue(value: unknown): Canonical {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return value.toString('hex');
  return value as Canonical;
}
