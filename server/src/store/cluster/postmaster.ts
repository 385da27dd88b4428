import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { platform, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refusal } from '../refuse.ts';
import { type Account, giveToFolderOwner } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';
import { plainEnvironment } from './initialise.ts';
import { processAt } from './process.ts';

/** How long a predecessor may take to let go of the data, and a start to be ready (recovery after a crash included). */
const LET_GO_MS = 15_000;
const READY_MS = 300_000;
const STOP_MS = 60_000;
const POLL_MS = 15;

export interface Postmaster {
  readonly child: ChildProcess;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
}

/** How the sockets are reached: a folder, or on Windows a port of this machine. */
export interface Door {
  readonly host: string;
  readonly port: number;
}

/** Starts PostgreSQL and waits until it lets people in. What the last owner left is waited out or stopped first. */
export async function launch(
  home: Home,
  { folder }: Binaries,
  door: Door,
  account: Account | null,
): Promise<Postmaster> {
  writeAccess(home, account);
  const until = Date.now() + LET_GO_MS;
  for (;;) {
    await stopOrphan(home);
    const from = turnLog(home.log);
    const postmaster = run(home, folder, door, account);
    if (await isReady(home, postmaster)) return postmaster;
    const said = saidSince(home.log, from);
    // A dead predecessor is there until its parent has reaped it, its backends until they have noticed.
    const isBusy = /lock file .* already exists|pre-existing shared memory block|could not lock file/i.test(
      said,
    );
    if (isBusy && Date.now() < until) {
      await sleep(200);
      continue;
    }
    if (/No space left on device/.test(said)) throw refusal('store/disk-full', { folder: home.data });
    const reason = [...said.matchAll(/(?:FATAL|PANIC|ERROR):\s+(.*)/g)].at(-1)?.[1] ?? (said.trim() || '–');
    if (/Permission denied/.test(reason)) throw refusal('store/not-writable', { folder: home.data, reason });
    throw refusal('store/start-failed', { reason, log: home.log });
  }
}

function run(home: Home, folder: string, door: Door, account: Account | null): Postmaster {
  const log = openSync(home.log, 'a', 0o600);
  giveToFolderOwner(home.log);
  const child = spawn(
    join(folder, platform() === 'win32' ? 'postgres.exe' : 'postgres'),
    ['-D', home.data, ...settings(home, door).flatMap((setting) => ['-c', setting])],
    {
      cwd: home.folder,
      env: plainEnvironment(),
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl+C in our terminal is for us, and we then stop it in order.
      detached: true,
      ...account,
    },
  );
  closeSync(log);
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  child.unref();
  return { child, gone };
}

/** Given on the command line, where neither a file in the data folder nor ALTER SYSTEM can change them. */
function settings(home: Home, { host, port }: Door): string[] {
  const isPort = platform() === 'win32';
  const memory = Math.min(totalmem(), process.constrainedMemory?.() || Number.POSITIVE_INFINITY) / 2 ** 20;
  const buffers = Math.round(Math.min(1024, Math.max(128, memory / 4)));
  return [
    `listen_addresses=${isPort ? host : ''}`,
    `port=${port}`,
    ...(isPort ? [] : [`unix_socket_directories=${host}`, 'unix_socket_permissions=0700']),
    `hba_file=${home.access}`,
    'password_encryption=scram-sha-256',
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
    'wal_level=replica',
    'max_wal_size=2GB',
    `shared_buffers=${buffers}MB`,
    'work_mem=32MB',
    'random_page_cost=1.1',
    'jit=off',
    'max_connections=100',
    'timezone=UTC',
    'log_timezone=UTC',
    'lc_messages=C',
    'logging_collector=off',
    'log_line_prefix=%m [%p] ',
    'log_checkpoints=off',
  ];
}

/** pg_hba.conf: a password always, from this machine only. */
function writeAccess(home: Home, account: Account | null): void {
  const lines = ['local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256'];
  writeFileSync(
    home.access,
    `${(platform() === 'win32' ? lines.slice(1) : lines.slice(0, 1)).join('\n')}\n`,
    {
      mode: 0o640,
    },
  );
  if (account) chownSync(home.access, statSync(home.folder).uid, account.gid);
}

/** @returns false where it went away before it was ready. @throws {Refusal} `store/start-timeout` */
async function isReady(home: Home, { child, gone }: Postmaster): Promise<boolean> {
  let isGone = child.pid === undefined;
  void gone.then(() => {
    isGone = true;
  });
  for (const until = Date.now() + READY_MS; Date.now() < until; ) {
    if (isGone) return false;
    const noted = notedAt(home.data);
    if (noted?.pid === child.pid && noted?.status === 'ready') return true;
    await sleep(POLL_MS);
  }
  await stop({ child, gone }, home);
  throw refusal('store/start-timeout', { seconds: READY_MS / 1000, log: home.log });
}

/** The port that the PostgreSQL on these data listens at. */
export function portAt(data: string): number {
  return notedAt(data)?.port ?? 0;
}

/** What PostgreSQL notes of itself in postmaster.pid. */
function notedAt(
  data: string,
): { readonly pid: number; readonly port: number; readonly status: string } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/**
 * Stops a PostgreSQL on these data whose owner is dead: we own the data now, so nobody is served by it. Told by the
 * folder that it works in, not by its number alone. A note whose process is another's or nobody's is removed, as
 * PostgreSQL itself cannot tell a reused number from its predecessor; it still asks the shared memory.
 */
async function stopOrphan(home: Home): Promise<void> {
  const noted = notedAt(home.data);
  if (!noted) return;
  const found = processAt(noted.pid);
  if (!found) return;
  if (found.folder !== null && found.folder !== realpathSync(home.data)) {
    rmSync(join(home.data, 'postmaster.pid'), { force: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(noted.pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + LET_GO_MS; Date.now() < until; await sleep(POLL_MS)) {
      if (processAt(noted.pid)?.startedAt !== found.startedAt) return;
    }
  }
  throw refusal('store/orphan-stuck', { pid: noted.pid, seconds: (2 * LET_GO_MS) / 1000 });
}

/** Orderly stop: open work is undone, everything confirmed is written. */
export async function stop({ child, gone }: Postmaster, home: Home, folder?: string): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  if (platform() === 'win32' && folder) {
    spawnSync(join(folder, 'pg_ctl.exe'), ['stop', '-D', home.data, '-m', 'fast', '-w'], {
      timeout: STOP_MS,
    });
  } else child.kill('SIGINT');
  const isGone = await Promise.race([gone.then(() => true), sleep(STOP_MS, false, { ref: false })]);
  if (isGone) return;
  // Does not write the rest out; the next start recovers it from the log of writes.
  child.kill('SIGQUIT');
  await gone;
}

const LONGEST_LOG = 10 * 2 ** 20;

/** Puts a long log aside. @returns where the new lines will begin. */
function turnLog(log: string): number {
  try {
    const { size } = statSync(log);
    if (size <= LONGEST_LOG) return size;
    renameSync(log, join(log, '..', `${basename(log)}.1`));
  } catch {
    // No log yet.
  }
  return 0;
}

function saidSince(log: string, from: number): string {
  try {
    return readFileSync(log).subarray(from).toString('utf8').slice(-20_000);
  } catch {
    return '';
  }
}
