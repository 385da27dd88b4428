import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@luodi/core/base';
import { openDatabase } from '../store/database.ts';
import { tablesPage } from '../store/tables-page.ts';
import { endingInOrder } from './in-order.ts';

/** The page of the tables, from a database made for it; null on a machine without PostgreSQL. */
export async function describedTables(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'luodi-tables-'));
  try {
    await chmod(folder, 0o755);
    const where = { databaseUrl: null, data: join(folder, 'data'), postgres: null };
    const { pool, close } = await openDatabase(where, { as: 'owner' });
    return await endingInOrder(close, async () => {
      const client = await pool.connect();
      try {
        return await tablesPage(client);
      } finally {
        client.release();
      }
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'store/no-binaries') return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
