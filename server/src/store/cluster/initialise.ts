import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { chown, readdir } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { refusal, unwritten } from '../refuse.ts';
import { type Account, giveToFolderOwner, listedAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';

/** Passwords of the two roles; generated, and known to nobody but the file. */
export interface Passwords {
  /** Of the superuser, for making the database and for backups. */
  readonly admin: string;
  /** Of the role that the program works as. */
  readonly program: string;
}

export const ADMIN_ROLE = 'postgres';

/** What order and case are decided by, best first. Bytes decide the order in all of them. */
const LOCALES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'C'];

/** Major version of the data there are, or null. */
export function majorOf(data: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/**
 * Makes an empty cluster. It is made aside and moved into place whole, so that what a kill leaves is either nothing
 * or a cluster.
 * @returns the locale that was used, the first choice or a fallback.
 * @throws {Refusal} `store/initialise-failed`, `store/disk-full`, `store/not-writable`, `store/no-account`
 */
export async function initialise(home: Home, binaries: Binaries, account: Account | null): Promise<string> {
  // Data whose version is gone are somebody's data still.
  if (existsSync(home.data)) {
    throw refusal('store/initialise-failed', { folder: home.data, reason: 'PG_VERSION' });
  }
  const maker = account && listedAccount();
  if (account && !maker) throw refusal('store/no-account', { reason: '/etc/passwd' });
  const passwords: Passwords = { admin: password(), program: password() };
  clearDrafts(home);
  const workshop = join(home.folder, `new-${process.pid}`);
  try {
    writePrivate(home.passwords, `${JSON.stringify(passwords)}\n`);
    for (const locale of LOCALES) {
      mkdirSync(workshop, { mode: 0o700 });
      const secret = join(workshop, 'password');
      writePrivate(secret, `${passwords.admin}\n`);
      if (maker) for (const path of [secret, workshop]) chownSync(path, maker.uid, maker.gid);
      const data = join(workshop, 'pg');
      const said = await initdb(binaries, data, secret, locale, maker);
      if (said === null) {
        if (account) await giveTo(data, account);
        renameSync(data, home.data);
        return locale;
      }
      rmSync(workshop, { recursive: true });
      const isLocale = /locale|encoding mismatch/i.test(said);
      if (/No space left on device/.test(said)) throw refusal('store/disk-full', { folder: home.folder });
      if (!isLocale || locale === LOCALES.at(-1)) {
        throw refusal('store/initialise-failed', { folder: home.folder, reason: said });
      }
    }
    throw refusal('store/initialise-failed', { folder: home.folder, reason: 'locale' });
  } catch (error) {
    throw unwritten(error, home.folder);
  } finally {
    clearDrafts(home);
  }
}

/** @returns null when done, else the last line that it said. */
async function initdb(
  { folder }: Binaries,
  data: string,
  secret: string,
  locale: string,
  account: Account | null,
): Promise<string | null> {
  const child = spawn(
    join(folder, platform() === 'win32' ? 'initdb.exe' : 'initdb'),
    [
      ...[
        '-D',
        data,
        '-U',
        ADMIN_ROLE,
        '-E',
        'UTF8',
        `--locale=${locale}`,
        '--lc-collate=C',
        '--lc-messages=C',
      ],
      ...['--auth=scram-sha-256', `--pwfile=${secret}`, '--no-instructions'],
    ],
    { cwd: join(data, '..'), env: plainEnvironment(), stdio: ['ignore', 'ignore', 'pipe'], ...account },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-8_000);
  });
  const status = await new Promise<number | string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code ?? signal ?? 'stopped'));
  });
  if (status === 0) return null;
  const lines = said.split('\n').filter((line) => /error|fatal|panic|could not/i.test(line));
  return lines.at(-1)?.trim() ?? (said.trim() || `initdb: ${status}`);
}

/** The environment of PostgreSQL's programs: settings of the person who starts us (PGDATA, PGPORT …) are not theirs. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' };
}

/** Everything in a folder to another account; links are not followed. */
export async function giveTo(folder: string, { uid, gid }: Account): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveTo(path, { uid, gid });
    else await chown(path, uid, gid);
  }
  await chown(folder, uid, gid);
}

/** @throws {Refusal} `store/passwords-lost` */
export function passwordsOf(home: Home): Passwords {
  try {
    return JSON.parse(readFileSync(home.passwords, 'utf8')) as Passwords;
  } catch {
    throw refusal('store/passwords-lost', { path: home.passwords });
  }
}

/** A file that only its owner reads, and that is on the disk when this returns. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flush: true });
  giveToFolderOwner(path);
}

function password(): string {
  return randomBytes(24).toString('base64url');
}

function clearDrafts(home: Home): void {
  if (!existsSync(home.folder)) return;
  for (const name of readdirSync(home.folder)) {
    if (/^new-\d+$/.test(name)) rmSync(join(home.folder, name), { recursive: true, force: true });
  }
}
