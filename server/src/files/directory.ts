import { readFile } from 'node:fs/promises';
import { type Directory, type DirectoryRecords, directoryOf } from '@luodi/core/unit';

// Three folders up from server/src/files and from server/dist/files alike.
const FOLDER = new URL('../../../directory/', import.meta.url);

/** The directory that ships with the program. @throws what reading its files throws; they are part of the program. */
export async function loadDirectory(): Promise<Directory> {
  const [regions, units] = await Promise.all(['regions.json', 'units.json'].map(read));
  return directoryOf({ regions, units } as DirectoryRecords);
}

async function read(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));
}
