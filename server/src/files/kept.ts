import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** 附件: where the file with this SM3 is kept: `ab/cd/abcd…` in the folder of attachments. */
export function keptPath(folder: string, sm3: string): string {
  return join(folder, sm3.slice(0, 2), sm3.slice(2, 4), sm3);
}

/**
 * Keeps a file under its SM3, so that it is there when the power goes the moment after: its bytes and its name are on
 * the disk before this returns. A file that is kept already is not written again.
 * @param mark makes the name of the unfinished file differ from that of any other writer
 * @throws what the file system throws
 */
export async function keepFile(folder: string, sm3: string, bytes: Uint8Array, mark: string): Promise<void> {
  const path = keptPath(folder, sm3);
  const found = await stat(path).catch(() => null);
  if (found?.size === bytes.length) return;
  const within = dirname(path);
  const made = await mkdir(within, { recursive: true });
  const unfinished = `${path}.${mark}`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  for (let at = within; ; at = dirname(at)) {
    await syncFolder(at);
    // A folder that was made has its name in the one above it.
    if (made === undefined || at === dirname(made) || at === dirname(at)) break;
  }
}

/** The bytes that are kept under this SM3. @throws what the file system throws */
export function keptFile(folder: string, sm3: string): Promise<Buffer> {
  return readFile(keptPath(folder, sm3));
}

/** Windows cannot sync a folder, and does not need to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
