import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkedBackup, type Manifest, pathIn } from './backup.ts';
import { chooseBinaries } from './cluster/binaries.ts';
import { type ClusterSettings, groundOf, owning } from './cluster/index.ts';
import { giveTo, writePrivate } from './cluster/initialise.ts';
import { copyFile, sideBySide, syncFolder } from './copy.ts';
import { openDatabase } from './database.ts';
import { refusal, unwritten } from './refuse.ts';

/**
 * Makes the cluster of a data folder from a backup, and opens it once so that it is known to open. Nothing is written
 * before the whole backup was read and found sound, and nothing is overwritten.
 * @throws {Refusal} `store/restore-occupied`, `store/backup-damaged`, `-missing`, `store/other-major`, `store/owned` …
 */
export async function restore(settings: ClusterSettings, from: string): Promise<Manifest> {
  const manifest = await checkedBackup(from);
  const { home, account } = groundOf(settings.data);
  const occupied = () => {
    if (existsSync(home.data)) throw refusal('store/restore-occupied', { folder: home.folder });
  };
  occupied();
  const owned = await owning(settings.data, home, account, async () => {
    occupied();
    const choice = { named: settings.postgres, account, shelf: home.shelf, data: home.data };
    chooseBinaries(Number.parseInt(manifest.postgres, 10), choice);
    const workshop = join(home.folder, `new-${process.pid}`);
    await rm(workshop, { recursive: true, force: true });
    try {
      await unpack(from, workshop, manifest);
      if (account) await giveTo(join(workshop, 'pg'), account);
      await rm(home.passwords, { force: true });
      await rename(join(workshop, 'passwords.json'), home.passwords);
      await rename(join(workshop, 'pg'), home.data);
      await syncFolder(home.folder);
    } catch (error) {
      throw unwritten(error, home.folder);
    } finally {
      await rm(workshop, { recursive: true, force: true });
    }
    writePrivate(home.complete, `${new Date().toISOString()}\n`);
    return { cluster: {}, end: async () => {} };
  });
  await owned.stop();
  try {
    const { data, postgres } = settings;
    const database = await openDatabase({ databaseUrl: null, data, postgres }, { as: 'owner' });
    await database.close();
  } catch (error) {
    // What does not open is no restored database; the backup is still there.
    await rm(home.data, { recursive: true, force: true });
    await rm(home.complete, { force: true });
    throw error;
  }
  return manifest;
}

async function unpack(from: string, to: string, { folders, files }: Manifest): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const folder of folders) await mkdir(pathIn(to, folder), { mode: 0o700 });
  await sideBySide(files, async ({ path, sha256 }) => {
    const copied = await copyFile(pathIn(from, path), pathIn(to, path));
    if (copied.sha256 !== sha256) throw refusal('store/backup-damaged', { path: from, part: path });
  });
  await sideBySide(folders, (folder) => syncFolder(pathIn(to, folder)));
}
