import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Command } from './work.ts';

/** What the child says: a confirmation, a failure, a note, or that it is ready. */
interface Said {
  readonly key?: string;
  readonly no?: number;
  readonly again?: boolean;
  readonly failed?: string;
  readonly ready?: number;
  readonly note?: string;
}

/** What the parent knows of one request: it stays here, in another process than the one that is killed. */
export interface Request extends Command {
  /** Number that was confirmed; null until something is. */
  no: number | null;
  /** How often it was sent. */
  sent: number;
}

/** 客户端: sends requests and keeps what was confirmed; sends again, with the same key, what was not. */
export interface Client {
  readonly requests: ReadonlyMap<string, Request>;
  readonly open: ReadonlySet<string>;
  /** Answers to the same key that differ from what was confirmed before. */
  readonly contradictions: readonly string[];
  /** Starts a child; resolves when it is ready, or has ended before that (null). @returns milliseconds */
  start(crashAt: string | null): Promise<number | null>;
  /** Keeps this many requests under way until told otherwise. */
  keepBusy(count: number): void;
  /** Sends a confirmed request a second time. */
  repeat(key: string): void;
  /** Waits until nothing is open. @returns false where it took longer than `milliseconds` */
  settled(milliseconds: number): Promise<boolean>;
  child(): ChildProcess | null;
  /** Ends the child in order. */
  stop(): Promise<void>;
}

// The built program, from the source as from what it was built to.
const CHILD = fileURLToPath(new URL('../../../dist/acts/crash/child.js', import.meta.url));

/** Wait before a request is sent again that the child could not do: the database is not there. */
const AGAIN_MS = 100;

export function clientOf(data: string, programmes: readonly string[], postgres: string): Client {
  const requests = new Map<string, Request>();
  const open = new Set<string>();
  const contradictions: string[] = [];
  const repeated = new Set<string>();
  let busy = 0;
  let child: ChildProcess | null = null;
  let turn = 0;

  const send = (key: string) => {
    const request = requests.get(key) as Request;
    request.sent++;
    child?.stdin?.write(`${JSON.stringify({ key, programme: request.programme })}\n`);
  };
  const fill = () => {
    while (child && open.size < busy) {
      const key = randomUUID();
      const programme = programmes[turn++ % programmes.length] as string;
      requests.set(key, { key, programme, no: null, sent: 0 });
      open.add(key);
      send(key);
    }
  };
  const hear = ({ key, no, again, failed }: Said, from: ChildProcess) => {
    const request = key === undefined ? undefined : requests.get(key);
    if (!request || key === undefined) return;
    if (failed !== undefined) {
      const later = () => {
        if (child === from && (open.has(key) || repeated.has(key))) send(key);
      };
      setTimeout(later, AGAIN_MS);
      return;
    }
    if (request.no !== null && (request.no !== no || again !== true)) contradictions.push(key);
    request.no = no ?? null;
    open.delete(key);
    repeated.delete(key);
    fill();
  };
  return {
    requests,
    open,
    contradictions,
    child: () => child,
    keepBusy: (count) => {
      busy = count;
      fill();
    },
    repeat: (key) => {
      repeated.add(key);
      send(key);
    },
    start: async (crashAt) => {
      const started = spawn(process.execPath, [CHILD], {
        env: {
          ...process.env,
          ...{ DATABASE_URL: '', LUODI_DATA: data, LUODI_POSTGRES: postgres },
          LUODI_CRASH_AT: crashAt ?? '',
          LUODI_CRASH_PROGRAMMES: JSON.stringify(programmes),
        },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      started.stdin.on('error', () => undefined);
      started.once('close', () => {
        if (child === started) child = null;
      });
      return new Promise((done) => {
        started.once('close', () => done(null));
        createInterface({ input: started.stdout }).on('line', (line) => {
          const said = JSON.parse(line) as Said;
          if (said.ready === undefined) return hear(said, started);
          child = started;
          done(said.ready);
          for (const key of [...open, ...repeated]) send(key);
          fill();
        });
      });
    },
    settled: async (milliseconds) => {
      for (const until = Date.now() + milliseconds; open.size + repeated.size > 0; ) {
        if (Date.now() > until || !child) return false;
        await new Promise((done) => setTimeout(done, 5));
      }
      return true;
    },
    stop: async () => {
      const stopping = child;
      if (!stopping) return;
      const closed = new Promise((done) => stopping.once('close', done));
      stopping.stdin?.end();
      await closed;
    },
  };
}
