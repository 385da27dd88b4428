import { chownSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user and group of the operating system that a process runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Numbers for a server that was started as root: above people and packages, below what systemd gives out. */
const FIRST = 61_000;
const LAST = 61_099;

/** Whether this process is root: PostgreSQL refuses to run as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whom PostgreSQL runs as: null is ourselves. As root it is the owner of the data there are, else a number that no
 * account has: `postgres` needs no entry in the list of accounts.
 */
export function serverAccount(data: string): Account | null {
  if (!isRoot()) return null;
  try {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  } catch {
    // No data yet.
  }
  const taken = new Set(accounts().map(({ uid }) => uid));
  for (let uid = FIRST; uid <= LAST; uid++) if (!taken.has(uid)) return { uid, gid: uid };
  return { uid: LAST, gid: LAST };
}

/** Whom `initdb` runs as: it insists on an account that is listed. Null where root finds none but its own. */
export function listedAccount(): Account | null {
  const listed = accounts().filter(({ uid }) => uid !== 0);
  const account = listed.find(({ name }) => name === 'nobody') ?? listed[0];
  return account ? { uid: account.uid, gid: account.gid } : null;
}

function accounts(): (Account & { readonly name: string })[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => /^([^#:]+):[^:]*:(-?\d+):(-?\d+):/.exec(line))
      .filter((found) => found !== null)
      .map(([, name = '', uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}

/** Whether an account may pass through every folder down to `path` (absolute; what is not there yet will let it). */
export function isReachable(path: string, account: Account): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!passes(folder, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function passes(folder: string, { uid, gid }: Account): boolean {
  try {
    const { mode, uid: owner, gid: group } = statSync(folder);
    if (owner === uid) return (mode & 0o100) !== 0;
    if (group === gid) return (mode & 0o010) !== 0;
    return (mode & 0o001) !== 0;
  } catch {
    return true;
  }
}

/** As root: gives a file to the owner of its folder, so that an ordinary user can go on with data of their own. */
export function giveToFolderOwner(path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}
