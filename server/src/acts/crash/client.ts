import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Command, type Given, stepAfter } from './work.ts';

/** What the child says: a confirmation, a failure, a note, or that it is ready. */
interface Said {
  readonly key?: string;
  readonly no?: number;
  readonly again?: boolean;
  readonly failed?: string;
  readonly ready?: number;
  readonly given?: readonly Given[];
  readonly note?: string;
}

/** What the parent knows of one request: it stays here, in another process than the one that is killed. */
export interface Request extends Command {
  /** Number that was confirmed; null until something is. */
  no: number | null;
  /** How often it was sent. */
  sent: number;
  /** Why it could not be done the last time. */
  reason: string | null;
}

/** An assignment, how many acts on it were confirmed, and whether one is under way. */
export interface Chain extends Given {
  done: number;
  busy: boolean;
}

/** 客户端: sends requests and keeps what was confirmed; sends again, with the same key, what was not. */
export interface Client {
  readonly requests: ReadonlyMap<string, Request>;
  readonly open: ReadonlySet<string>;
  readonly chains: readonly Chain[];
  /** Answers to the same key that differ from what was confirmed before. */
  readonly contradictions: readonly string[];
  /** Starts a child; resolves when it is ready, or has ended before that (null). @returns milliseconds */
  start(): Promise<number | null>;
  /** Has the child end itself at a point: `act/written 12`. */
  crashAt(point: string): void;
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
  const chains: Chain[] = [];
  let busy = 0;
  let child: ChildProcess | null = null;
  let turn = 0;

  const send = (key: string) => {
    const request = requests.get(key) as Request;
    request.sent++;
    const { programme, step } = request;
    child?.stdin?.write(`${JSON.stringify({ key, programme, ...(step && { step }) })}\n`);
  };
  /** Every second request is an act on an assignment that nothing else is under way for. */
  const next = (): Omit<Command, 'key'> => {
    const free = turn++ % 2 === 0 ? chains.filter(({ busy }) => !busy) : [];
    const chain = free[turn % (free.length || 1)];
    if (!chain) return { programme: programmes[turn % programmes.length] as string };
    chain.busy = true;
    const { id, unit, programme } = chain;
    return { programme, step: { id, unit, act: stepAfter(chain.done) } };
  };
  const fill = () => {
    while (child && open.size < busy) {
      const key = randomUUID();
      requests.set(key, { ...next(), key, no: null, sent: 0, reason: null });
      open.add(key);
      send(key);
    }
  };
  const hear = ({ key, no, again, failed }: Said, from: ChildProcess) => {
    const request = key === undefined ? undefined : requests.get(key);
    if (!request || key === undefined) return;
    if (failed !== undefined) {
      request.reason = failed;
      const later = () => {
        if (child === from && (open.has(key) || repeated.has(key))) send(key);
      };
      setTimeout(later, AGAIN_MS);
      return;
    }
    if (request.no !== null && (request.no !== no || again !== true)) contradictions.push(key);
    const chain = open.has(key) && request.step && chains.find(({ id }) => id === request.step?.id);
    if (chain) {
      chain.busy = false;
      // Dispatching was the first act on it.
      if (no !== ++chain.done + 1) contradictions.push(key);
    }
    request.no = no ?? null;
    open.delete(key);
    repeated.delete(key);
    fill();
  };
  return {
    requests,
    open,
    contradictions,
    chains,
    child: () => child,
    keepBusy: (count) => {
      busy = count;
      fill();
    },
    repeat: (key) => {
      repeated.add(key);
      send(key);
    },
    crashAt: (point) => {
      child?.stdin?.write(`${JSON.stringify({ crashAt: point })}\n`);
    },
    start: async () => {
      const started = spawn(process.execPath, [CHILD], {
        env: {
          ...process.env,
          ...{ DATABASE_URL: '', LUODI_DATA: data, LUODI_POSTGRES: postgres },
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
          if (chains.length === 0)
            chains.push(...(said.given ?? []).map((one) => ({ ...one, done: 0, busy: false })));
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
