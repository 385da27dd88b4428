import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@luodi/core/base';
import type { CliRefusalCode } from '@luodi/core/message';
import type { Keys } from '../store/seal.ts';

/** The keys, and where they came from. */
export interface FoundKeys {
  readonly keys: Keys;
  /** `LUODI_KEYS`, or the path of the file. */
  readonly name: string;
  /** The file was made just now. */
  readonly isNew: boolean;
  /** Others than the account of the server can read the file. */
  readonly isOpen: boolean;
}

const BYTES = 32;

/**
 * 密钥: from `LUODI_KEYS` (64 bytes in base64: seal, then secret), otherwise from `keys.json` in the data folder,
 * which is made where it is missing.
 * @throws {Refusal} `cli/bad-keys`, and what the file system says
 */
export async function findKeys(given: string | null, data: string): Promise<FoundKeys> {
  if (given !== null) {
    return { keys: keysOf(halves(given), 'LUODI_KEYS'), name: 'LUODI_KEYS', isNew: false, isOpen: false };
  }
  const name = join(data, 'keys.json');
  let isNew = false;
  let text = await readOrNull(name);
  if (text === null) {
    isNew = await make(name, data);
    text = await readFile(name, 'utf8');
  }
  const isOpen = process.platform !== 'win32' && ((await stat(name)).mode & 0o077) !== 0;
  return { keys: keysOf(parsed(text), name), name, isNew, isOpen };
}

function keysOf({ seal, secret }: { seal?: unknown; secret?: unknown }, name: string): Keys {
  const read = (text: unknown) => (typeof text === 'string' ? Buffer.from(text, 'base64') : Buffer.alloc(0));
  const keys = { seal: read(seal), secret: read(secret) };
  if (keys.seal.length !== BYTES || keys.secret.length !== BYTES || keys.seal.equals(keys.secret)) {
    throw new Refusal<CliRefusalCode>('cli/bad-keys', { name });
  }
  return keys;
}

function halves(text: string) {
  const bytes = Buffer.from(text, 'base64');
  return {
    seal: bytes.subarray(0, BYTES).toString('base64'),
    secret: bytes.subarray(BYTES).toString('base64'),
  };
}

function parsed(text: string): { seal?: unknown; secret?: unknown } {
  try {
    return (JSON.parse(text) as object) ?? {};
  } catch {
    return {};
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all, and never over one that is there. @returns whether it was this process that made it */
async function make(path: string, folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const [seal, secret] = [randomBytes(BYTES), randomBytes(BYTES)].map((key) => key.toString('base64'));
  try {
    const file = await open(draft, 'wx', 0o600);
    await file.writeFile(`${JSON.stringify({ seal, secret }, null, 2)}\n`);
    await file.sync();
    await file.close();
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
