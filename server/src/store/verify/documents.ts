import { readFile } from 'node:fs/promises';
import { textAt } from '@luodi/core/base';
import type { Origin } from '@luodi/core/programme';
import { codeOf } from '../refuse.ts';
import { sm3Of } from '../sm3.ts';
import type { Findings } from './finding.ts';
import { type Reading, rowsOf } from './reading.ts';

/** The path of the file that is kept under this SM3. */
export type FileOf = (sm3: string) => string;

/**
 * Documents against their hashes, their files against what is kept, baselines against their hashes, and every quoted
 * place against the text of the document.
 * @param files where the file with a hash is kept; null: not at hand
 */
export async function verifyDocuments(tx: Reading, files: FileOf | null, findings: Findings): Promise<void> {
  for await (const rows of rowsOf(tx, 'document')) {
    for (const row of rows) {
      const place = { table: 'document', programme: row.programme_id, row: row.id } as const;
      if (sm3Of(Buffer.from(row.text)) !== row.sm3)
        findings.add({ ...place, code: 'journal/text-differs', columns: ['text', 'sm3'] });
      if (files !== null) await verifyFile(files, row, findings);
    }
  }
  for await (const rows of rowsOf(tx, 'baseline')) {
    for (const { programme_id: programme, no, ledger, sm3 } of rows)
      if (sm3Of(Buffer.from(ledger)) !== sm3)
        findings.add({
          ...{ code: 'journal/baseline-differs', table: 'baseline', programme, row: String(no) },
          columns: ['ledger', 'sm3'],
        });
  }
  await verifyPlaces(tx, findings);
}

async function verifyFile(
  files: FileOf,
  row: { programme_id: string; id: string; file_sm3: string; bytes: number },
  findings: Findings,
): Promise<void> {
  const place = { table: 'document', programme: row.programme_id, row: row.id } as const;
  const name = /^[0-9a-f]{64}$/.test(row.file_sm3) ? row.file_sm3 : null;
  const parameters = { file: row.file_sm3 };
  try {
    const found = name === null ? null : await readFile(files(name));
    if (found === null || sm3Of(found) !== name || found.length !== row.bytes)
      findings.add({ ...place, code: 'journal/file-changed', columns: ['file_sm3'], parameters });
  } catch (error) {
    const reason = codeOf(error) ?? String(error);
    const code = reason === 'ENOENT' ? 'journal/file-missing' : 'journal/file-unreadable';
    findings.add({ ...place, code, columns: ['file_sm3'], parameters: { ...parameters, reason } });
  }
}

/** Tables whose rows quote the document, and where in a row the quotations stand. */
const QUOTING = {
  item: (row: { origin: Origin }) => [row.origin],
  duty: (row: { origin: Origin | null }) => [row.origin],
  goal: (row: { origin: Origin } & Quoted) => [row.origin, ...within(row)],
  measure: (row: { origins: readonly Origin[] } & Quoted) => [...row.origins, ...within(row)],
} as const;

interface Quoted {
  readonly targets: readonly { readonly origin: Origin | null }[];
  readonly deadlines: readonly { readonly origin: Origin | null }[];
}

function within({ targets, deadlines }: Quoted): (Origin | null)[] {
  return [...targets, ...deadlines].map(({ origin }) => origin);
}

async function verifyPlaces(tx: Reading, findings: Findings): Promise<void> {
  const programmes = await tx.selectFrom('programme').select(['programme_id', 'document_id']).execute();
  for (const { programme_id: programme, document_id } of programmes) {
    const document = await tx
      .selectFrom('document')
      .select('text')
      .where('programme_id', '=', programme)
      .where('id', '=', document_id)
      .executeTakeFirst();
    // That the document is gone is told of as a missing row.
    if (!document) continue;
    for (const [table, quotations] of Object.entries(QUOTING) as [
      keyof typeof QUOTING,
      (row: never) => (Origin | null)[],
    ][]) {
      for await (const rows of rowsOf(tx, table, programme)) {
        for (const row of rows) {
          const wrong = misquoted(() => quotations(row as never), document.text);
          if (!wrong) continue;
          const [start, end] = wrong.span;
          findings.add({
            ...{ code: 'journal/span-differs', table, programme, row: row.id, columns: ['origin'] },
            parameters: { start, end },
          });
        }
      }
    }
  }
}

/** The first quotation whose words do not stand where it says. */
function misquoted(quotations: () => (Origin | null)[], text: string): Origin | null {
  try {
    return quotations().find((origin) => origin && textAt(text, origin.span) !== origin.text) ?? null;
  } catch {
    // A value of another form was not written by the program: it is told of as a changed row.
    return null;
  }
}
