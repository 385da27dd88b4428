import { type Opening, openDatabase, type Whereabouts } from '../store/database.ts';
import type { Migrated } from '../store/migrate.ts';
import { endingInOrder } from './in-order.ts';

/** Brings the database up to date and closes it again. @throws {Refusal} `store/…` */
export async function migrateDatabase(where: Whereabouts, note: Opening['note']): Promise<Migrated> {
  const database = await openDatabase(where, { as: 'guest', ...(note && { note }) });
  return endingInOrder(database.close, async () => database.migrated);
}
