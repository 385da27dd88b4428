import type { Calendar } from '@luodi/core/base';
import { sql } from 'kysely';
import { inboxOfProgramme } from '../inbox.ts';
import { DIRECTORY } from '../journal.ts';
import { codeOf } from '../refuse.ts';
import { type Row, rowId, type TableName } from '../row.ts';
import { standingOf } from './effects.ts';
import type { Findings } from './finding.ts';
import { type Reading, rowsOf } from './reading.ts';

/** region_ancestor: each region with itself and each region above it. */
async function regionAncestors(tx: Reading): Promise<Row[]> {
  const regions = await tx.selectFrom('region').select(['code', 'parent_code']).execute();
  const parents = new Map(regions.map(({ code, parent_code }) => [code, parent_code]));
  return regions.flatMap(({ code }) => {
    const rows: Row[] = [];
    // A chain that runs in a circle was tampered with; it is told of as a row of region that no event explains.
    for (
      let above: string | null = code;
      above !== null && rows.length <= regions.length;
      above = parents.get(above) ?? null
    )
      rows.push({ region_code: code, ancestor_code: above, distance: rows.length });
    return rows;
  });
}

/**
 * Compares the derived tables with what follows from the others: the regions above each region, and the inboxes of
 * every programme. @returns how many rows they have
 */
export async function verifyDerived(
  tx: Reading,
  calendar: Calendar | null,
  findings: Findings,
): Promise<number> {
  let count = await compareDerived(tx, 'region_ancestor', null, await regionAncestors(tx), findings);
  if (calendar === null) return count;
  const { rows } = await sql<{ programme: string }>`
    select programme_id as programme from programme union select programme_id from inbox`.execute(tx);
  for (const { programme } of rows) {
    const expected = await inboxIn(tx, programme, calendar, findings);
    if (expected) count += await compareDerived(tx, 'inbox', programme, expected, findings);
  }
  return count;
}

/** Null where the programme was tampered with so that nothing can be made of it: that was told already. */
async function inboxIn(tx: Reading, programme: string, calendar: Calendar, findings: Findings) {
  try {
    return await inboxOfProgramme(tx, programme, calendar);
  } catch (error) {
    if (findings.all().length > 0 && codeOf(error) === undefined) return null;
    throw error;
  }
}

async function compareDerived(
  tx: Reading,
  table: 'region_ancestor' | 'inbox',
  programme: string | null,
  rowsToBe: readonly Row[],
  findings: Findings,
): Promise<number> {
  const expected = new Map(rowsToBe.map((row) => [rowId(table, row), row]));
  const extra: Row[] = [];
  let count = 0;
  for await (const rows of rowsOf(tx, table, programme)) {
    for (const row of rows as Row[]) {
      count++;
      const id = rowId(table, row);
      const one = expected.get(id);
      if (!one) extra.push(row);
      else tellDifference(table, one, row, findings);
      expected.delete(id);
    }
  }
  for (const row of extra) {
    const moved = [...expected.values()].find((one) => differences(table, one, row).length === 1);
    if (!moved) {
      findings.add({
        ...{
          code: 'journal/derived-unexplained',
          table,
          programme: programmeOf(row),
          row: rowId(table, row),
        },
        // An entry for a programme that does not exist: its key is what cannot be right.
        columns: table === 'inbox' && rowsToBe.length === 0 ? ['programme_id'] : [],
      });
      continue;
    }
    expected.delete(rowId(table, moved));
    tellDifference(table, moved, row, findings);
  }
  for (const [row, one] of expected)
    findings.add({ code: 'journal/derived-missing', table, programme: programmeOf(one), row });
  return count;
}

function tellDifference(table: TableName, expected: Row, found: Row, findings: Findings): void {
  const columns = differences(table, expected, found);
  const [first] = columns;
  if (first === undefined) return;
  findings.add({
    ...{ code: 'journal/derived-differs', table, programme: programmeOf(expected) },
    ...{ row: rowId(table, expected), columns },
    parameters: { expected: shown(expected[first]), found: shown(found[first]) },
  });
}

function differences(table: TableName, expected: Row, found: Row): string[] {
  const [one, other] = [standingOf(table, expected), standingOf(table, found)];
  return other.columns.filter((column, at) => one.texts[one.columns.indexOf(column)] !== other.texts[at]);
}

function programmeOf(row: Row): string {
  return typeof row.programme_id === 'string' ? row.programme_id : DIRECTORY;
}

function shown(value: unknown): string {
  return value instanceof Date ? value.toISOString() : value === null ? '–' : String(value);
}
