import { createHash, randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { Refusal } from '@luodi/core/base';
import { Client } from 'pg';
import type { Cluster } from './cluster/index.ts';
import { type CopiedFile, copyFile, copyTree, hashFile, sideBySide, syncFolder } from './copy.ts';
import { codeOf, reasonOf, refusal, unwritten } from './refuse.ts';

/** manifest.json of a backup: what it holds, so that nothing can be missing or altered unseen. */
export interface Manifest {
  readonly format: 1;
  /** `18.4`: only the same major version can open it. */
  readonly postgres: string;
  /** Number of the newest migration. */
  readonly structure: number;
  readonly begunAt: string;
  /** Everything confirmed before this moment is in it. */
  readonly endedAt: string;
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
}

export interface Backup {
  readonly path: string;
  readonly manifest: Manifest;
}

/** Not copied: made anew at the start, or of the moment (as pg_basebackup leaves out). */
const EMPTY = new Set([
  ...['pg_dynshmem', 'pg_notify', 'pg_replslot', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
  ...['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries'],
]);
const NEVER =
  /(?:^|\/)(?:postmaster\.(?:pid|opts)|pg_internal\.init[^/]*|pgsql_tmp[^/]*|t\d+_\d+[^/]*|backup_label|tablespace_map|current_logfiles)$/;

/** What belongs to a database and lies beside it; null where there is none of it. */
export interface Belongings {
  /** Folder of attachments. */
  readonly attachments: string | null;
  /** File of the keys that the journals are sealed with: without them nobody opens a restored database. */
  readonly keys: string | null;
}

const NOTHING: Belongings = { attachments: null, keys: null };

/** Names of the belongings in a backup. */
export const ATTACHMENTS = 'attachments';
export const KEYS = 'keys.json';

/**
 * Copies a running cluster into a new folder, without any tool and without stopping anybody; then its belongings: an
 * attachment is kept before anything speaks of it, so those copied afterwards are all that the copy speaks of.
 * @param to the new folder.
 * @throws {Refusal} `store/backup-exists`, `-inside`, `-failed`, `store/disk-full`, `store/not-writable`
 */
export async function backUp(
  cluster: Cluster,
  to: string,
  belongings: Belongings = NOTHING,
): Promise<Backup> {
  if (existsSync(to)) throw refusal('store/backup-exists', { path: to });
  const draft = `${to}.partial-${randomBytes(3).toString('hex')}`;
  try {
    await mkdir(dirname(to), { recursive: true });
    const inside = relative(await realpath(cluster.home.folder), await realpath(dirname(to)));
    if (inside === '' || !(inside.startsWith('..') || isAbsolute(inside))) {
      throw refusal('store/backup-inside', { folder: cluster.home.folder });
    }
    await mkdir(draft, { mode: 0o700 });
    const database = await copied(cluster, draft);
    const beside = await copiedBelongings(belongings, draft);
    const manifest: Manifest = {
      ...database,
      folders: [...database.folders, ...beside.folders],
      files: [...database.files, ...beside.files],
    };
    await writeFile(join(draft, 'manifest.json'), sealed(manifest), { mode: 0o600, flush: true });
    await syncFolder(draft);
    await rename(draft, to);
    await syncFolder(dirname(to));
    return { path: to, manifest };
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    const known = unwritten(error, dirname(to));
    if (known instanceof Refusal) throw known;
    throw refusal('store/backup-failed', { path: to, reason: reasonOf(error) });
  }
}

async function copied({ admin, login, home }: Cluster, draft: string): Promise<Manifest> {
  const begunAt = new Date().toISOString();
  const client = new Client(admin);
  await client.connect();
  try {
    const one = async <T>(sql: string, values: unknown[] = []) =>
      (await client.query(sql, values)).rows[0] as T;
    const { postgres } = await one<{ postgres: string }>(
      "select split_part(current_setting('server_version'), ' ', 1) as postgres",
    );
    // Keeps the log of writes from being recycled before it is copied; goes with the connection.
    const slot = `luodi_backup_${randomBytes(4).toString('hex')}`;
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot]);
    await client.query("select pg_backup_start('luodi', true)");
    const tree = await copyTree(home.data, join(draft, 'pg'), (path) =>
      NEVER.test(path) ? 'none' : EMPTY.has(path) ? 'empty' : 'all',
    );
    const end = await one<{ lsn: string; labelfile: string; spcmapfile: string }>(
      'select lsn, labelfile, spcmapfile from pg_backup_stop(false)',
    );
    if (end.spcmapfile) throw new Error('tablespaces');
    const { last } = await one<{ last: string }>('select pg_walfile_name($1) as last', [end.lsn]);
    const endedAt = new Date().toISOString();
    const first = /\(file ([0-9A-F]{24})\)/.exec(end.labelfile)?.[1] ?? last;
    const log = await copyLog(join(home.data, 'pg_wal'), join(draft, 'pg', 'pg_wal'), first, last);
    const label = join(draft, 'pg', 'backup_label');
    await writeFile(label, end.labelfile, { mode: 0o600, flush: true });
    const passwords = await copyFile(home.passwords, join(draft, 'passwords.json'));
    const below = ({ path, size, sha256 }: CopiedFile) => ({ path: `pg/${path}`, size, sha256 });
    const files = [
      ...tree.files.map(below),
      ...log.map(below),
      { path: 'pg/backup_label', ...(await hashFile(label)) },
      { path: 'passwords.json', ...passwords },
    ];
    const folders = ['pg', ...tree.folders.map((folder) => `pg/${folder}`)];
    await sideBySide(folders, (folder) => syncFolder(join(draft, folder)));
    const structure = await structureOf(login);
    return { format: 1, postgres, structure, begunAt, endedAt, folders, files };
  } finally {
    await client.end();
  }
}

/** Attachments under their SM3, two folders deep (files/kept.ts); what is still being written has a longer name. */
const KEPT = /^[0-9a-f]{2}(?:\/[0-9a-f]{2}(?:\/[0-9a-f]{64})?)?$/;

async function copiedBelongings(
  { attachments, keys }: Belongings,
  draft: string,
): Promise<Pick<Manifest, 'folders' | 'files'>> {
  const folders: string[] = [];
  const files: CopiedFile[] = [];
  if (keys !== null && existsSync(keys)) {
    files.push({ path: KEYS, ...(await copyFile(keys, join(draft, KEYS))) });
  }
  if (attachments !== null && existsSync(attachments)) {
    const tree = await copyTree(attachments, join(draft, ATTACHMENTS), (path) =>
      KEPT.test(path) ? 'all' : 'none',
    );
    folders.push(ATTACHMENTS, ...tree.folders.map((folder) => `${ATTACHMENTS}/${folder}`));
    files.push(...tree.files.map((file) => ({ ...file, path: `${ATTACHMENTS}/${file.path}` })));
    await sideBySide(folders, (folder) => syncFolder(pathIn(draft, folder)));
  }
  return { folders, files };
}

/** The log of writes from one segment to another: what was changed while the files were copied. */
async function copyLog(from: string, to: string, first: string, last: string): Promise<CopiedFile[]> {
  const names = (await readdir(from)).filter(
    (name) => /\.history$/.test(name) || (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last),
  );
  if (!names.includes(last) || !names.includes(first)) throw new Error(`pg_wal ${first}–${last}`);
  const files: CopiedFile[] = [];
  for (const name of names.sort()) {
    files.push({ path: `pg_wal/${name}`, ...(await copyFile(join(from, name), join(to, name))) });
  }
  return files;
}

async function structureOf(login: Cluster['login']): Promise<number> {
  const client = new Client(login);
  await client.connect();
  try {
    const { rows } = await client.query<{ last: number }>(
      'select coalesce(max(number), 0) as last from luodi_migrations',
    );
    return rows[0]?.last ?? 0;
  } catch (error) {
    // 42P01: no such table; nobody has migrated yet.
    if (codeOf(error) === '42P01') return 0;
    throw error;
  } finally {
    await client.end();
  }
}

/** A manifest with the hash of itself in its last line. */
function sealed(manifest: Manifest): string {
  const text = JSON.stringify(manifest);
  return `${text}\n${sealOf(text)}\n`;
}

function sealOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads a backup through: every file that it lists is there and holds what it held.
 * @throws {Refusal} `store/backup-missing`, `store/backup-damaged`
 */
export async function checkedBackup(path: string): Promise<Manifest> {
  const manifest = await manifestOf(path);
  const damaged = (part: string) => refusal('store/backup-damaged', { path, part });
  // What is missing or cut shows at once; only then is everything read.
  for (const { path: part, size } of manifest.files) {
    if (isAbsolute(part) || part.split(/[\\/]/).includes('..')) throw damaged(part);
    const found = statSync(pathIn(path, part), { throwIfNoEntry: false });
    if (found?.size !== size) throw damaged(part);
  }
  await sideBySide(manifest.files, async ({ path: part, sha256 }) => {
    const found = await hashFile(pathIn(path, part)).catch(() => null);
    if (found?.sha256 !== sha256) throw damaged(part);
  });
  return manifest;
}

async function manifestOf(path: string): Promise<Manifest> {
  const text = await readFile(join(path, 'manifest.json'), 'utf8').catch(() => {
    throw refusal('store/backup-missing', { path });
  });
  const [body = '', seal = '', ...rest] = text.split('\n');
  if (seal === '') throw refusal('store/backup-missing', { path });
  if (sealOf(body) !== seal || rest.join('') !== '') {
    throw refusal('store/backup-damaged', { path, part: 'manifest.json' });
  }
  const manifest = JSON.parse(body) as Manifest;
  if (manifest.format !== 1) throw refusal('store/backup-missing', { path });
  return manifest;
}

/** Bytes that a backup holds. */
export function backedUpSize({ files }: Manifest): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** `luodi-20261125-043000`: a name for the backup of a moment (UTC). */
export function backupName(now: Date): string {
  return `luodi-${now.toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '').replace('T', '-')}`;
}

/** A path of a manifest as this system writes it. */
export function pathIn(folder: string, path: string): string {
  return join(folder, ...path.split('/'));
}
