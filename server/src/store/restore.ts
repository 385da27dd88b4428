import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ATTACHMENTS, checkedBackup, KEYS, type Manifest, pathIn } from './backup.ts';
import { chooseBinaries } from './cluster/binaries.ts';
import { type ClusterSettings, groundOf, owning } from './cluster/index.ts';
import { giveTo, writePrivate } from './cluster/initialise.ts';
import { type CopiedFile, copyFile, hashFile, sideBySide, syncFolder } from './copy.ts';
import { openDatabase } from './database.ts';
import { refusal, unwritten } from './refuse.ts';

/**
 * Makes the cluster of a data folder from a backup, and opens it once so that it is known to open; attachments and keys
 * come back beside it. Nothing is written before the whole backup was read and found sound, and nothing is overwritten.
 * @throws {Refusal} `store/restore-occupied`, `store/backup-damaged`, `-missing`, `store/other-major`, `store/owned` …
 */
export async function restore(settings: ClusterSettings, from: string): Promise<Manifest> {
  const manifest = await checkedBackup(from);
  const { home, account } = groundOf(settings.data);
  const occupied = () => {
    if (existsSync(home.data)) throw refusal('store/restore-occupied', { folder: home.folder });
  };
  occupied();
  await proveOwnKeys(settings.data, manifest);
  const owned = await owning(settings.data, home, account, async () => {
    occupied();
    const choice = { named: settings.postgres, account, shelf: home.shelf, data: home.data };
    chooseBinaries(Number.parseInt(manifest.postgres, 10), choice);
    const workshop = join(home.folder, `new-${process.pid}`);
    await rm(workshop, { recursive: true, force: true });
    try {
      await unpack(from, workshop, manifest);
      if (account) await giveTo(join(workshop, 'pg'), account);
      await putBeside(from, settings.data, manifest);
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

const ofDatabase = (path: string) => path === 'passwords.json' || path === 'pg' || path.startsWith('pg/');

async function unpack(from: string, to: string, manifest: Manifest): Promise<void> {
  const folders = manifest.folders.filter(ofDatabase);
  await mkdir(to, { mode: 0o700 });
  for (const folder of folders) await mkdir(pathIn(to, folder), { mode: 0o700 });
  const files = manifest.files.filter(({ path }) => ofDatabase(path));
  await sideBySide(files, (file) => copyOut(from, file, pathIn(to, file.path)));
  await sideBySide(folders, (folder) => syncFolder(pathIn(to, folder)));
}

/** @throws {Refusal} `store/restore-occupied` where the data folder has keys of another installation */
async function proveOwnKeys(data: string, { files }: Manifest): Promise<void> {
  const keys = files.find(({ path }) => path === KEYS);
  const there = await hashFile(join(data, KEYS)).catch(() => null);
  if (keys && there && there.sha256 !== keys.sha256)
    throw refusal('store/restore-occupied', { folder: data });
}

/** Attachments and keys to the data folder. What is there already, whole, is the same: its name says what it holds. */
async function putBeside(from: string, data: string, manifest: Manifest): Promise<void> {
  const folders = manifest.folders.filter(
    (path) => path === ATTACHMENTS || path.startsWith(`${ATTACHMENTS}/`),
  );
  for (const folder of folders) await mkdir(pathIn(data, folder), { recursive: true, mode: 0o700 });
  const files = manifest.files.filter(({ path }) => path === KEYS || path.startsWith(`${ATTACHMENTS}/`));
  await sideBySide(files, async (file) => {
    const to = pathIn(data, file.path);
    if ((await hashFile(to).catch(() => null))?.sha256 === file.sha256) return;
    const draft = `${to}.restored`;
    await rm(draft, { force: true });
    await copyOut(from, file, draft);
    await rename(draft, to);
    await syncFolder(dirname(to));
  });
  await sideBySide(folders, (folder) => syncFolder(pathIn(data, folder)));
}

async function copyOut(from: string, { path, sha256 }: CopiedFile, to: string): Promise<void> {
  const copied = await copyFile(pathIn(from, path), to);
  if (copied.sha256 !== sha256) throw refusal('store/backup-damaged', { path: from, part: path });
}
