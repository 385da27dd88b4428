import { type Kysely, sql } from 'kysely';
import { DIRECTORY } from '../journal.ts';
import { rowId, TABLE_RULES, type TableName, textOf } from '../row.ts';
import type { Tables } from '../tables.ts';
import {
  changedColumns,
  differing,
  type Explained,
  isIn,
  type Known,
  type Share,
  type Standing,
  standingOf,
} from './effects.ts';
import type { Findings } from './finding.ts';
import { type Reading, rowsOf, tablesBy } from './reading.ts';

/** A row that no event explains, or that is missing: the two may be one row whose key was changed. */
interface Astray {
  readonly table: TableName;
  readonly programme: string;
  readonly standing: Standing;
}

interface Missing {
  readonly table: TableName;
  readonly programme: string;
  readonly id: string;
  readonly known: Known;
}

/** What is told at the end, when all journals were gone through. */
export interface Strays {
  readonly extra: Astray[];
  readonly missing: Missing[];
}

/** Pairs are looked for among so many; more is not one change but a destroyed table. */
const PAIRED = 500;

/** The tables that the journal of a programme, or of the directory, explains. */
export function explainedTables(programme: string): TableName[] {
  return programme === DIRECTORY
    ? [...tablesBy('event', false), 'luodi_migrations']
    : tablesBy('event', true);
}

/**
 * Compares the rows of a journal's tables with what its events say of them, for a share of the rows.
 * @returns how many rows were compared
 */
export async function compareRows(
  tx: Reading,
  programme: string,
  explained: Explained,
  share: Share,
  findings: Findings,
  strays: Strays,
): Promise<number> {
  let count = 0;
  const defaults = defaultsOf(tx);
  for (const table of explainedTables(programme)) {
    const { owned, proof } = TABLE_RULES[table];
    const known = explained.get(table);
    for await (const rows of rowsOf(tx, table, owned ? programme : null)) {
      for (const row of rows) {
        if (!isIn(share, rowId(table, row))) continue;
        const standing = standingOf(table, row);
        count++;
        const one = known?.get(standing.id);
        const place = { table, programme, row: standing.id };
        if (!one || one.met) {
          // What is in the books before the first start is explained by the program's own files.
          if (proof === 'event') stray(strays.extra, { table, programme, standing }, findings);
          continue;
        }
        one.met = true;
        if (one.sm3 === null) {
          findings.add({ ...place, code: 'journal/row-returned', seq: one.seq });
          continue;
        }
        const columns = differing(standing, one) ?? (await notDefault(standing, one, table, defaults));
        if (columns) findings.add({ ...place, code: 'journal/row-changed', columns, seq: one.seq });
      }
    }
    for (const [id, one] of known ?? [])
      if (!one.met && one.sm3 !== null) stray(strays.missing, { table, programme, id, known: one }, findings);
  }
  return count;
}

/** Rows of programmes that have no journal. */
export async function findOrphans(
  tx: Reading,
  journals: ReadonlySet<string>,
  findings: Findings,
  strays: Strays,
): Promise<void> {
  const each = tablesBy('event', true).map(
    (table) =>
      sql`select distinct ${sql.lit(table)} as of, programme_id as programme from ${sql.table(table)}`,
  );
  const { rows } = await sql<{
    of: TableName;
    programme: string;
  }>`${sql.join(each, sql` union all `)}`.execute(tx);
  for (const { of: table, programme } of rows) {
    if (journals.has(programme) && programme !== DIRECTORY) continue;
    for await (const found of rowsOf(tx, table, programme))
      for (const row of found)
        stray(strays.extra, { table, programme, standing: standingOf(table, row) }, findings);
  }
}

function stray<T extends Astray | Missing>(list: T[], one: T, findings: Findings): void {
  if (list.length < PAIRED) list.push(one);
  else tellStray(one, findings);
}

function tellStray(one: Astray | Missing, findings: Findings): void {
  const { table, programme } = one;
  if ('known' in one)
    findings.add({ code: 'journal/row-missing', table, programme, row: one.id, seq: one.known.seq });
  else findings.add({ code: 'journal/row-unexplained', table, programme, row: one.standing.id });
}

/**
 * Tells of rows that are missing or that nothing explains. Where a missing one has all the values of an extra one but
 * for the key, it is one row whose key was changed.
 */
export function tellStrays({ extra, missing }: Strays, findings: Findings): void {
  const left = new Set(missing);
  for (const one of extra) {
    const pair = closest(one, left);
    if (!pair) {
      tellStray(one, findings);
      continue;
    }
    left.delete(pair.missing);
    const { table, programme, id, known } = pair.missing;
    findings.add({
      ...{ code: 'journal/row-moved', table, programme, row: id, columns: pair.columns, seq: known.seq },
      parameters: { found: pair.columns.includes('programme_id') ? one.programme : one.standing.id },
    });
  }
  for (const one of left) tellStray(one, findings);
}

function closest({ table, standing }: Astray, candidates: ReadonlySet<Missing>) {
  let best: { missing: Missing; columns: string[] } | null = null;
  for (const missing of candidates) {
    if (missing.table !== table) continue;
    const texts = missing.known.columns.map((column) => standing.texts[standing.columns.indexOf(column)]);
    const columns = changedColumns(missing.known, texts);
    if (columns.length >= missing.known.columns.length) continue;
    if (columns.every(isKeyOf(table)) && (!best || columns.length < best.columns.length))
      best = { missing, columns };
  }
  return best;
}

function isKeyOf(table: TableName): (column: string) => boolean {
  const { key } = TABLE_RULES[table];
  return (column) => column === 'programme_id' || key.includes(column);
}

type Defaults = (table: TableName, column: string) => Promise<string | null>;

/** Columns that came after the event must hold what their migration put there: their default. */
async function notDefault(
  { columns, texts }: Standing,
  known: Known,
  table: TableName,
  defaults: Defaults,
): Promise<string[] | null> {
  if (columns.length === known.columns.length) return null;
  const wrong: string[] = [];
  for (const [at, column] of columns.entries()) {
    if (known.columns.includes(column)) continue;
    const expected = await defaults(table, column);
    if (expected !== null && texts[at] !== expected) wrong.push(column);
  }
  return wrong.length > 0 ? wrong : null;
}

/** The canonical text of a column's default; null where it is made anew for each row. Asked for once each. */
function defaultsOf(tx: Kysely<Tables>): Defaults {
  const asked = new Map<string, Promise<string | null>>();
  return (table, column) => {
    const name = `${table} ${column}`;
    const known = asked.get(name) ?? defaultOf(tx, table, column);
    asked.set(name, known);
    return known;
  };
}

async function defaultOf(tx: Kysely<Tables>, table: TableName, column: string): Promise<string | null> {
  const { rows } = await sql<{ expression: string | null }>`
    select column_default as expression from information_schema.columns
     where table_schema = 'public' and table_name = ${table} and column_name = ${column}`.execute(tx);
  const expression = rows[0]?.expression ?? null;
  if (expression === null) return 'null';
  if (expression.includes('(')) return null;
  const found = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(tx);
  return textOf(found.rows[0]?.value);
}
