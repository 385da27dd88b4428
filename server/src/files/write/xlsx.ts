import type { Language } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import { labels } from './label.ts';
import { oneLine } from './ledger.ts';
import { writeSheets } from './sheet.ts';
import { findingsSheet } from './xlsx/findings-sheet.ts';
import { ledgerSheet } from './xlsx/ledger-sheet.ts';
import { matrixSheet } from './xlsx/matrix-sheet.ts';

/**
 * 任务分解表 as a workbook: the ledger with a row for each measure, the findings, and the table of units and
 * tasks. Ready to be printed; the same document gives the same bytes.
 */
export function writeXlsx(compiled: Compiled, language: Language): Promise<Uint8Array> {
  const say = labels(language);
  const title = oneLine(compiled.meta.title ?? compiled.source.name);
  const sheets = [ledgerSheet(compiled, say), findingsSheet(compiled, say), matrixSheet(compiled, say)];
  return writeSheets(sheets, title);
}
