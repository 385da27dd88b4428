import { DIRECTORY } from '../journal.ts';
import { type Row, rowId, TABLE_RULES, type TableName } from '../row.ts';
import { standingOf } from './effects.ts';
import type { Findings } from './finding.ts';
import { type Reading, rowsOf } from './reading.ts';

/** Makes the rows of a derived table anew, from the tables that it follows from. */
export type Derivation = (tx: Reading) => Promise<readonly Row[]>;

/** region_ancestor: each region with itself and each region above it. */
export const regionAncestors: Derivation = async (tx) => {
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
};

/** Compares a derived table with what it should be. @returns how many rows it has */
export async function compareDerived(
  tx: Reading,
  table: TableName,
  derivation: Derivation,
  findings: Findings,
): Promise<number> {
  const expected = new Map((await derivation(tx)).map((row) => [rowId(table, row), row]));
  const extra: Row[] = [];
  let count = 0;
  for await (const rows of rowsOf(tx, table)) {
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
        code: 'journal/derived-unexplained',
        table,
        programme: programmeOf(row),
        row: rowId(table, row),
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

/** Whether a table is made anew from others. */
export function isDerived(table: TableName): boolean {
  return TABLE_RULES[table].proof === 'derived';
}
