import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, refusal } from '../refuse.ts';
import { giveToFolderOwner } from './account.ts';
import { processAt, type Space, space } from './process.ts';

/*
 * Who owns a data folder. Owners are numbered: `owner.1`, `owner.2`, …; the highest number is the owner, and whoever
 * finds it dead becomes the next number by creating that file, which only one can. The highest file is never removed
 * or renamed by others, so nothing can be stolen: a number is either free or taken. An owner that ends in order
 * marks its own file.
 */

/** One owner, as it stands in its file: the evidence by which others tell whether it lives. */
interface Owner extends Space {
  readonly pid: number;
  readonly startedAt: string;
  /** It listens here as long as it lives; the kernel closes it with the process. */
  readonly socket: string;
  readonly since: string;
  readonly ended?: true;
}

export interface Ownership {
  release(): Promise<void>;
}

/** An owner on a machine that cannot be asked shows life by touching its file. */
const BEAT_MS = 2_000;
const BEATS_MISSED_MS = 20_000;

const NAME = /^owner\.(\d+)$/;

/**
 * Makes this process the owner of `folder`.
 * @param sockets folder for the socket that proves life; its path is short.
 * @throws {Refusal} `store/owned` while another owner lives.
 */
export async function takeOwnership(folder: string, sockets: string): Promise<Ownership> {
  const token = randomUUID().slice(0, 8);
  const socket =
    platform() === 'win32' ? `\\\\.\\pipe\\luodi-${token}` : join(sockets, `owner-${token}.sock`);
  // Listening comes first: a file of an owner that does not listen is a dead owner's.
  const server = await listening(socket);
  const draft = join(folder, `draft-${token}`);
  try {
    const me = processAt(process.pid);
    const owner: Owner = {
      ...space(),
      pid: process.pid,
      startedAt: me?.startedAt ?? '',
      socket,
      since: new Date().toISOString(),
    };
    await writeOwner(draft, owner);
    const path = await numbered(folder, draft);
    await clear(folder, path, sockets, socket);
    const beat = setInterval(() => void touch(path), BEAT_MS);
    beat.unref();
    return {
      release: async () => {
        clearInterval(beat);
        await writeOwner(draft, { ...owner, ended: true });
        await rename(draft, path);
        await closed(server);
      },
    };
  } catch (error) {
    await closed(server);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeOwner(path: string, owner: Owner): Promise<void> {
  await writeFile(path, JSON.stringify(owner), { mode: 0o600, flush: true });
  giveToFolderOwner(path);
}

/** The living owner of a folder, or null. */
export async function livingOwner(folder: string): Promise<{ pid: number; since: string } | null> {
  const last = await lastNumber(folder);
  if (last === 0) return null;
  const owner = await ownerAt(join(folder, `owner.${last}`));
  return owner && (await lives(owner, join(folder, `owner.${last}`))) ? owner : null;
}

async function numbered(folder: string, draft: string): Promise<string> {
  for (;;) {
    const last = await lastNumber(folder);
    const before = join(folder, `owner.${last}`);
    const owner = last === 0 ? null : await ownerAt(before);
    if (owner && (await lives(owner, before))) {
      throw refusal('store/owned', { folder, pid: owner.pid, since: owner.since });
    }
    const path = join(folder, `owner.${last + 1}`);
    try {
      await link(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw error;
    }
    if ((await lastNumber(folder)) === last + 1) return path;
    // Others went on while this process slept between looking and linking: the number was theirs once.
    await rm(path, { force: true });
  }
}

async function lives(owner: Owner, path: string): Promise<boolean> {
  if (owner.ended) return false;
  const here = space();
  if (owner.kernel === here.kernel) {
    if (await answers(owner.socket)) return true;
    return (
      owner.names === here.names &&
      owner.startedAt !== '' &&
      processAt(owner.pid)?.startedAt === owner.startedAt
    );
  }
  // The same machine, started again: none of its processes lived through that.
  if (owner.machine === here.machine) return false;
  const before = (await stat(path)).mtimeMs;
  for (let waited = 0; waited < BEATS_MISSED_MS; waited += BEAT_MS) {
    await sleep(BEAT_MS);
    const now = await stat(path).catch(() => null);
    if (now?.mtimeMs !== before) return true;
  }
  return false;
}

/** Whether somebody listens. A full queue (EAGAIN) is somebody; refused or gone is nobody. */
function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    const end = (living: boolean) => {
      socket.destroy();
      done(living);
    };
    socket.once('connect', () => end(true));
    socket.once('error', (error) => {
      const code = codeOf(error);
      end(code !== 'ECONNREFUSED' && code !== 'ENOENT' && code !== 'ENOTSOCK');
    });
  });
}

async function listening(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(path, done);
  });
  server.unref();
  return server;
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => server.close(() => done()));
}

async function lastNumber(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(NAME.exec(name)?.[1] ?? 0)));
}

/** Null where the file is no owner's: it went away, or a machine that broke down left it empty. */
async function ownerAt(path: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Removes what earlier owners left: lower numbers, and sockets without a listener. */
async function clear(folder: string, path: string, sockets: string, socket: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const number = NAME.exec(name)?.[1];
    if (number && Number(number) < Number(path.slice(path.lastIndexOf('.') + 1))) {
      await rm(join(folder, name), { force: true });
    }
  }
  for (const name of await readdir(sockets)) {
    const left = join(sockets, name);
    if (/^owner-.*\.sock$/.test(name) && left !== socket && !(await answers(left))) {
      await rm(left, { force: true });
    }
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
