import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarOf, type HolidayRecords } from '@luodi/core/base';
import { type JournalFault, verifyExport } from '@luodi/core/journal';
import { type Config, PROGRAM } from '../config.ts';
import { keptPath } from '../files/kept.ts';
import { type Opening, openDatabase } from '../store/database.ts';
import { type Evidence, type Kept, type Verified, verifyDatabase } from '../store/verify/index.ts';
import type { Ground } from './context.ts';
import { endingInOrder } from './in-order.ts';
import { findKeys } from './keys.ts';

export type { Verified } from '../store/verify/index.ts';
export { type KeptFile, keptIn } from './journal/kept.ts';

/** What a running server has to check its database with. */
export function evidenceOf({ keys, calendar, files }: Ground): Evidence {
  return { keys, calendar, files: (sm3) => keptPath(files, sm3) };
}

/**
 * Checks the database of the configuration, also while a server runs it: every journal and every row.
 * @returns the verdict, and whether the keys of the installation were at hand: without them seals are not looked at
 * @throws {Refusal} `store/…`
 */
export async function verifyInstallation(
  config: Pick<Config, 'databaseUrl' | 'data' | 'postgres' | 'keys'>,
  kept: readonly Kept[],
  note: Opening['note'],
): Promise<{ readonly verified: Verified; readonly hasKeys: boolean }> {
  const holidays = JSON.parse(
    await readFile(join(PROGRAM, 'directory/holidays.json'), 'utf8'),
  ) as HolidayRecords;
  // Keys that were made just now would fit no seal.
  const hasKeys = config.keys !== null || existsSync(join(config.data, 'keys.json'));
  const keys = hasKeys ? (await findKeys(config.keys, config.data)).keys : null;
  const folder = join(config.data, 'attachments');
  const files = existsSync(folder) ? (sm3: string) => keptPath(folder, sm3) : null;
  const database = await openDatabase(config, { as: 'guest', ...(note && { note }) });
  return endingInOrder(database.close, async () => {
    const evidence = { keys, files, kept, calendar: calendarOf(holidays) };
    return { verified: await verifyDatabase(database, evidence), hasKeys };
  });
}

/** Checks an exported journal without the database, and holds it to what was kept. */
export function verifyExported(
  bytes: Uint8Array,
  kept: readonly Kept[],
): { readonly events: number; readonly hash: string; readonly fault: JournalFault | null } {
  const { head, fault } = verifyExport(bytes, kept);
  const lost = fault ? undefined : kept.find(({ receipt }) => receipt && !holds(bytes, receipt));
  const { seq = 0 } = lost?.receipt ?? {};
  return {
    ...{ events: head.size, hash: head.hash },
    fault: lost ? { code: 'journal/other-head', seq, parameters: { seq } } : fault,
  };
}

/** Whether line `seq` of the export ends with the hash that the receipt has. */
function holds(bytes: Uint8Array, { seq, event }: NonNullable<Kept['receipt']>): boolean {
  let from = 0;
  for (let line = 1; line < seq; line++) from = bytes.indexOf(10, from) + 1;
  return Buffer.from(bytes.subarray(from, bytes.indexOf(10, from)))
    .toString('latin1')
    .endsWith(`"${event}"}`);
}
