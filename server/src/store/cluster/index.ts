import { chownSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreNoteCode } from '@luodi/core/message';
import { Client } from 'pg';
import { reasonOf, refusal, unwritten } from '../refuse.ts';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, chooseBinaries } from './binaries.ts';
import { type Home, homeOf, makeHome, socketFolder } from './home.ts';
import { ADMIN_ROLE, initialise, majorOf, passwordsOf, writePrivate } from './initialise.ts';
import { livingOwner, type Ownership, takeOwnership } from './owner.ts';
import { type Door, launch, type Postmaster, portAt, stop } from './postmaster.ts';

export type { Home } from './home.ts';
export { majorOf } from './initialise.ts';

/** Whom to log in as, and where. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The program's own PostgreSQL. */
export interface Cluster {
  readonly home: Home;
  /** Null where the process that owns it is another. */
  readonly binaries: Binaries | null;
  /** The role that the program works as; no superuser. */
  readonly login: Login;
  /** The superuser: for backups. */
  readonly admin: Login;
  /** Stops it where this process owns it. */
  stop(): Promise<void>;
}

export interface ClusterSettings {
  readonly data: string;
  /** Folder of `postgres` and `initdb`, where the administrator named one. */
  readonly postgres: string | null;
  /** Told of what is worth telling on the way. */
  readonly note?: (code: StoreNoteCode, parameters: Record<string, string>) => void;
}

/** Name of the program's role and of its database. */
const NAME = 'luodi';

/** PostgreSQL that dies sooner than this after it was started has died in a row. */
const QUICK_MS = 5_000;
/** Wait before the next start, by how many times it died or did not start in a row; the last for all further ones. */
const WAITS_MS = [0, 0, 500, 1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Starts the PostgreSQL of a data folder, and makes it first where there is none.
 * @throws {Refusal} `store/…`; `store/owned` while another process owns the folder.
 */
export async function startCluster(settings: ClusterSettings): Promise<Cluster> {
  const { home, account } = groundOf(settings.data);
  return owning(settings.data, home, account, async (sockets) => {
    const choice = { named: settings.postgres, account, shelf: home.shelf, data: settings.data };
    const binaries = chooseBinaries(majorOf(home.data), choice);
    if (majorOf(home.data) === null) {
      const locale = await initialise(home, binaries, account);
      if (locale !== 'C.UTF-8') settings.note?.('store/locale-fallback', { wanted: 'C.UTF-8', used: locale });
    }
    const logins = loginsOf(home, await doorOf(sockets));
    const supervised = await supervise(home, binaries, logins.login, account, settings);
    try {
      if (!existsSync(home.complete)) await furnish(home, logins.admin);
    } catch (error) {
      await supervised();
      throw error;
    }
    return { cluster: { home, binaries, ...logins }, end: supervised };
  });
}

/** The cluster of a data folder while another process owns it and runs it; null where none does. */
export async function joinCluster(dataFolder: string): Promise<Cluster | null> {
  const { home, account } = groundOf(dataFolder);
  if (!existsSync(home.complete) || !(await livingOwner(home.folder))) return null;
  const door: Door =
    platform() === 'win32'
      ? { host: '127.0.0.1', port: portAt(home.data) }
      : { host: socketFolder(home, account), port: 5432 };
  return { home, binaries: null, ...loginsOf(home, door), stop: async () => {} };
}

/** Whether a data folder has a cluster that was made to the end. */
export function hasCluster(dataFolder: string): boolean {
  return existsSync(groundOf(dataFolder).home.complete);
}

/** Where the cluster of a data folder lies and whom it runs as. */
export function groundOf(dataFolder: string): { readonly home: Home; readonly account: Account | null } {
  const account = serverAccount(homeOf(dataFolder, null).data);
  return { home: homeOf(dataFolder, account), account };
}

/** Does something as the owner of a home; the ownership ends with the cluster's end, or at once if it fails. */
export async function owning<T>(
  dataFolder: string,
  home: Home,
  account: Account | null,
  act: (sockets: string) => Promise<{ readonly cluster: T; end(): Promise<void> }>,
): Promise<T & { stop(): Promise<void> }> {
  makeHome(dataFolder, home);
  const sockets = socketFolder(home, account);
  const ownership: Ownership = await takeOwnership(home.folder, sockets).catch((error) => {
    throw unwritten(error, home.folder);
  });
  try {
    if (account) chownSync(sockets, account.uid, account.gid);
    const { cluster, end } = await act(sockets);
    let stopping: Promise<void> | undefined;
    const stopAll = async () => {
      await end();
      await ownership.release();
    };
    return {
      ...cluster,
      stop: () => {
        stopping ??= stopAll();
        return stopping;
      },
    };
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

/** Keeps it running until it is told to end: also where the disk was full, or something else was wrong for hours. */
async function supervise(
  home: Home,
  binaries: Binaries,
  door: Door,
  account: Account | null,
  { note }: ClusterSettings,
): Promise<() => Promise<void>> {
  let current: Postmaster = await launch(home, binaries, door, account);
  const ending = new AbortController();
  let restart: Promise<void> = Promise.resolve();
  let inRow = 0;
  const watch = (since: number) => {
    void current.gone.then(() => {
      if (ending.signal.aborted) return;
      inRow = Date.now() - since < QUICK_MS ? inRow + 1 : 0;
      restart = again();
    });
  };
  const again = async () => {
    for (; ; inRow++) {
      const wait = WAITS_MS[Math.min(inRow, WAITS_MS.length - 1)] ?? 0;
      await sleep(wait, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return;
      try {
        current = await launch(home, binaries, door, account);
        note?.('store/restarted', {});
        watch(Date.now());
        return;
      } catch (error) {
        note?.('store/not-restarted', { reason: reasonOf(error) });
      }
    }
  };
  watch(Date.now());
  return async () => {
    ending.abort();
    await restart;
    await stop(current, home, binaries.folder);
  };
}

function loginsOf(home: Home, door: Door): { readonly login: Login; readonly admin: Login } {
  const passwords = passwordsOf(home);
  return {
    login: { ...door, user: NAME, password: passwords.program, database: NAME },
    admin: { ...door, user: ADMIN_ROLE, password: passwords.admin, database: 'postgres' },
  };
}

async function doorOf(sockets: string): Promise<Door> {
  if (platform() !== 'win32') return { host: sockets, port: 5432 };
  const port = await new Promise<number>((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 5432));
    });
  });
  return { host: '127.0.0.1', port };
}

/** The program's role and database. Each step leaves alone what an interrupted start has made. */
async function furnish(home: Home, admin: Login): Promise<void> {
  const { program } = passwordsOf(home);
  const client = new Client(admin);
  await client.connect();
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [NAME]);
    const quoted = client.escapeLiteral(program);
    await client.query(`${role.rowCount ? 'alter' : 'create'} role ${NAME} login password ${quoted}`);
    const base = await client.query('select from pg_database where datname = $1', [NAME]);
    if (!base.rowCount) await client.query(`create database ${NAME} owner ${NAME}`);
    await client.query(`revoke connect on database ${NAME} from public`);
  } catch (error) {
    throw refusal('store/initialise-failed', { folder: home.folder, reason: reasonOf(error) });
  } finally {
    await client.end();
  }
  writePrivate(home.complete, `${new Date().toISOString()}\n`);
}
