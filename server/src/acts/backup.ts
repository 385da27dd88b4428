import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ATTACHMENTS, type Backup, backedUpSize, backUp, backupName, KEYS } from '../store/backup.ts';
import { hasCluster, joinCluster, startCluster } from '../store/cluster/index.ts';
import type { Opening, Whereabouts } from '../store/database.ts';
import { refusal } from '../store/refuse.ts';
import { restore } from '../store/restore.ts';
import { endingInOrder } from './in-order.ts';

/** What was done, in figures for people. */
export interface Done {
  readonly path: string;
  readonly files: number;
  readonly megabytes: string;
  readonly seconds: string;
}

/**
 * Backs up the program's own database with its attachments and keys, whether a server runs it at the moment or nobody.
 * @param folder where the backup is put, under a name with the time; `backups` in the data folder where null.
 * @throws {Refusal} `store/…`
 */
export async function backUpDatabase(
  { databaseUrl, data, postgres, keys }: Whereabouts & Pick<Config, 'keys'>,
  folder: string | null,
  now: Date,
  note: Opening['note'],
): Promise<Done> {
  if (databaseUrl !== null) throw refusal('store/backup-external');
  if (!hasCluster(data)) throw refusal('store/not-set-up', { folder: data });
  const began = performance.now();
  const cluster =
    (await joinCluster(data)) ?? (await startCluster({ data, postgres, ...(note && { note }) }));
  const path = join(folder ?? join(data, 'backups'), backupName(now));
  const belongings = {
    attachments: join(data, ATTACHMENTS),
    // Keys of the environment are kept where the environment is.
    keys: keys === null ? join(data, KEYS) : null,
  };
  const backup = await endingInOrder(cluster.stop, () => backUp(cluster, path, belongings));
  return done(path, backup.manifest, began);
}

/** Makes the program's own database from a backup; the data folder must have none. @throws {Refusal} `store/…` */
export async function restoreDatabase(
  { databaseUrl, data, postgres }: Whereabouts,
  from: string,
  note: Opening['note'],
): Promise<Done> {
  if (databaseUrl !== null) throw refusal('store/backup-external');
  const began = performance.now();
  const manifest = await restore({ data, postgres, ...(note && { note }) }, from);
  return done(from, manifest, began);
}

function done(path: string, manifest: Backup['manifest'], began: number): Done {
  return {
    path,
    files: manifest.files.length,
    megabytes: (backedUpSize(manifest) / 2 ** 20).toFixed(1),
    seconds: ((performance.now() - began) / 1000).toFixed(1),
  };
}
