import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './refuse.ts';

/** One file of a backup: its place in it, with slashes, and what it holds. */
export interface CopiedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

const PIECE = 1 << 20;

/** Copies a file to a new one that only its owner reads, on the disk when this returns. @returns what was copied */
export async function copyFile(from: string, to: string): Promise<Omit<CopiedFile, 'path'>> {
  const target = await open(to, 'wx', 0o600);
  try {
    const copied = await readThrough(from, async (piece) => {
      // `write` may take less than it was given.
      for (let at = 0; at < piece.length; ) at += (await target.write(piece, at)).bytesWritten;
    });
    await target.sync();
    return copied;
  } finally {
    await target.close();
  }
}

/** Size and hash of a file. */
export function hashFile(path: string): Promise<Omit<CopiedFile, 'path'>> {
  return readThrough(path, async () => {});
}

async function readThrough(
  path: string,
  take: (piece: Buffer) => Promise<void>,
): Promise<Omit<CopiedFile, 'path'>> {
  const source = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(PIECE);
    let size = 0;
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, PIECE);
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      size += bytesRead;
      await take(piece);
    }
  } finally {
    await source.close();
  }
}

export interface CopiedTree {
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
}

/**
 * Copies a folder that is in use. What goes away meanwhile is left out.
 * @param wanted asked with each path below `from`, with slashes; a folder that is not wanted is made, but empty.
 */
export async function copyTree(
  from: string,
  to: string,
  wanted: (path: string) => 'all' | 'empty' | 'none',
): Promise<CopiedTree> {
  const folders: string[] = [];
  const found: string[] = [];
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(join(from, below), { withFileTypes: true }).catch(passingGone([]));
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const want = wanted(path);
      if (want === 'none') continue;
      if (entry.isFile()) found.push(path);
      if (!entry.isDirectory()) continue;
      folders.push(path);
      await mkdir(join(to, path), { mode: 0o700 });
      if (want === 'all') await visit(path);
    }
  };
  await mkdir(to, { recursive: true, mode: 0o700 });
  await visit('');
  const files: CopiedFile[] = [];
  await sideBySide(found, async (path) => {
    const copied = await copyFile(join(from, path), join(to, path)).catch(passingGone(null));
    if (copied) files.push({ path, ...copied });
  });
  return { folders, files };
}

/** Files that are copied at a time: the disk takes several for little more than the time of one. */
const ABREAST = 8;

/** Does something with each, several at a time; the first failure is thrown when those under way have ended. */
export async function sideBySide<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lanes = Array.from({ length: ABREAST }, async () => {
    while (next < all.length) {
      const one = all[next++] as T;
      await act(one).catch((error) => {
        next = all.length;
        throw error;
      });
    }
  });
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason;
}

function passingGone<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return instead;
    throw error;
  };
}

/** Makes the names in a folder last: after a power cut they are there. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  // Windows opens no folders, and does not need it.
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
