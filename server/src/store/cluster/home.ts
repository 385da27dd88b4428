import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { refusal, unwritten } from '../refuse.ts';
import { type Account, isReachable, isRoot } from './account.ts';

/** Where the parts of one cluster lie. */
export interface Home {
  /** Ours: passwords, log, owner. */
  readonly folder: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly passwords: string;
  /** Who may log in how (pg_hba.conf). */
  readonly access: string;
  readonly log: string;
  /** Written last: the cluster has its role and its database. */
  readonly complete: string;
  /** Copies of programs that the database's account can reach. */
  readonly shelf: string;
}

/** Folder for the data of a server that root starts from a folder that only root may enter. */
const OPEN_GROUND = '/var/lib/luodi';

/**
 * The home of the cluster that belongs to a data folder: `database` in it. Where the account that PostgreSQL must run
 * as cannot get there, a folder under /var/lib/luodi, which the file `database.place` names from then on.
 */
export function homeOf(dataFolder: string, account: Account | null): Home {
  const own = join(dataFolder, 'database');
  const place = placeOf(dataFolder);
  if (place !== null) return homeAt(place);
  if (account === null || existsSync(join(own, 'pg')) || isReachable(join(own, 'pg'), account))
    return homeAt(own);
  return homeAt(join(OPEN_GROUND, hashOf(resolve(dataFolder))));
}

/** Makes the folders of a home. @throws {Refusal} `store/not-writable`, `store/disk-full` */
export function makeHome(dataFolder: string, home: Home): void {
  try {
    mkdirSync(dataFolder, { recursive: true });
    if (home.folder !== join(dataFolder, 'database') && placeOf(dataFolder) === null) {
      mkdirSync(OPEN_GROUND, { recursive: true, mode: 0o755 });
      writeFileSync(join(dataFolder, 'database.place'), `${home.folder}\n`);
    }
    mkdirSync(home.folder, { recursive: true });
    // As root others must pass through to their own folders in it; they cannot list it.
    chmodSync(home.folder, isRoot() ? 0o711 : 0o700);
  } catch (error) {
    throw unwritten(error, dataFolder);
  }
}

function placeOf(dataFolder: string): string | null {
  try {
    return readFileSync(join(dataFolder, 'database.place'), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function homeAt(folder: string): Home {
  return {
    folder,
    data: join(folder, 'pg'),
    passwords: join(folder, 'passwords.json'),
    access: join(folder, 'access.conf'),
    log: join(folder, 'postgres.log'),
    complete: join(folder, 'complete'),
    shelf: isRoot() ? OPEN_GROUND : folder,
  };
}

/** Longest path of a Unix socket: 104 bytes on macOS, 108 on Linux, with the zero at the end. */
const LONGEST_SOCKET = 103;

/**
 * The folder of the sockets, for PostgreSQL's account only: in the home, or where that path is too long for a socket
 * in the system's folder for temporary files.
 */
export function socketFolder(home: Home, account: Account | null): string {
  const near = join(home.folder, 'socket');
  const fits = Buffer.byteLength(join(near, 'owner-00000000.sock')) <= LONGEST_SOCKET;
  const folder = fits || platform() === 'win32' ? near : join(tmpdir(), `luodi-${hashOf(home.folder)}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unwritten(error, folder);
  }
  if (platform() === 'win32') return folder;
  const { uid } = lstatSync(folder);
  const ours = uid === process.getuid?.() || (isRoot() && uid === account?.uid);
  // In a folder for everybody, somebody else may have made it, or a link in its place.
  if (!lstatSync(folder).isDirectory() || !ours) {
    throw refusal('store/not-writable', { folder, reason: `uid ${uid}` });
  }
  return folder;
}

function hashOf(path: string): string {
  let real = path;
  try {
    real = realpathSync(path);
  } catch {
    // Not there yet.
  }
  return createHash('sha256').update(real).digest('hex').slice(0, 16);
}
