import { DIRECTORY } from '../journal.ts';
import { type Row, rowId, TABLE_RULES } from '../row.ts';
import { brokenColumns, type Keys } from '../seal.ts';
import type { Findings } from './finding.ts';
import { type Reading, rowsOf, tablesBy } from './reading.ts';

/** Short-lived rows against the keyed hash that each carries. @returns how many */
export async function verifySeals(tx: Reading, keys: Keys, findings: Findings): Promise<number> {
  let count = 0;
  for (const table of tablesBy('seal')) {
    for await (const rows of rowsOf(tx, table)) {
      for (const row of rows as Row[]) {
        count++;
        const columns = brokenColumns(table, row, keys);
        if (columns.length === 0) continue;
        const programme = TABLE_RULES[table].owned ? String(row.programme_id) : DIRECTORY;
        findings.add({ code: 'journal/seal-broken', table, programme, row: rowId(table, row), columns });
      }
    }
  }
  return count;
}
