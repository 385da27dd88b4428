import { DIRECTORY } from '../journal.ts';
import type { Migration } from '../migrate.ts';
import type { Findings } from './finding.ts';
import { type Reading, rowsOf } from './reading.ts';

/** Row 0 of the books is locked by whoever migrates, and says nothing. */
const LOCK = { number: 0, name: '', checksum: '' };

/**
 * The books of migrations against the files that this program has. When they were run is in the journal of the
 * directory, from the first start afterwards. @returns how many rows
 */
export async function verifyBooks(
  tx: Reading,
  known: readonly Migration[],
  findings: Findings,
): Promise<number> {
  const table = 'luodi_migrations';
  const expected = new Map([LOCK, ...known].map((one) => [one.number, one]));
  let count = 0;
  for await (const rows of rowsOf(tx, table)) {
    for (const { number, name, checksum } of rows) {
      count++;
      const own = expected.get(number);
      expected.delete(number);
      const columns = own
        ? [...(own.name === name ? [] : ['name']), ...(own.checksum === checksum ? [] : ['checksum'])]
        : ['number'];
      if (columns.length > 0)
        findings.add({
          code: 'journal/books-differ',
          table,
          programme: DIRECTORY,
          row: String(number),
          columns,
        });
    }
  }
  for (const number of expected.keys())
    findings.add({
      code: 'journal/books-differ',
      table,
      programme: DIRECTORY,
      row: String(number),
      columns: ['number'],
    });
  return count;
}
