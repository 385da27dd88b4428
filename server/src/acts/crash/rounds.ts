import { setTimeout as sleep } from 'node:timers/promises';
import type { CrashPoint } from '../context.ts';
import { type Chance, chanceOf } from './chance.ts';
import { halfApplied, lostOrDoubled, strayedChains, unsound, visitor } from './check.ts';
import { type Client, clientOf, type Request } from './client.ts';
import { killed, processesOf } from './kill.ts';

/** What is killed in a round. */
const KILLS = ['server', 'point', 'database', 'backend', 'both'] as const;
export type Kill = (typeof KILLS)[number];

const POINTS = [
  'act/begun',
  'act/written',
  'act/recorded',
  'act/committed',
] as const satisfies readonly CrashPoint[];

const PROGRAMMES = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000010${n}`);

/** Requests under way at a time. */
const CLIENTS = 12;
/** From a start, crash recovery included, until everything that was open is confirmed. */
const SETTLED_MS = 60_000;

/** What came of all rounds. */
export interface Course {
  readonly rounds: number;
  readonly kills: Readonly<Record<Kill, number>>;
  /** Requests that were confirmed. */
  readonly confirmed: number;
  /** Requests that had to be sent more than once. */
  readonly repeated: number;
  /** Restart of server and database after a kill, milliseconds: median, 99 of 100, longest. */
  readonly restarts: readonly [median: number, p99: number, longest: number];
  /** Lost, doubled, half-applied, contradicted: everything that must not be. */
  readonly faults: readonly string[];
}

export interface Rounds {
  /** Data folder of the child. */
  readonly data: string;
  /** LUODI_POSTGRES of the child. */
  readonly postgres: string;
  readonly rounds: number;
  readonly seed: number;
  /** How long there is work before a kill, at most; milliseconds. */
  readonly longest: number;
  readonly told?: (line: string) => void;
}

/** Rounds of work, kill, restart and check on the same data, one after the other. Ends at the first fault. */
export async function crashRounds({ data, postgres, rounds, seed, longest, told }: Rounds): Promise<Course> {
  const chance = chanceOf(seed);
  const client = clientOf(data, PROGRAMMES, postgres);
  const kills: Record<Kill, number> = { server: 0, point: 0, database: 0, backend: 0, both: 0 };
  const restarts: number[] = [];
  const faults: string[] = [];
  await client.start();
  let inRow = 0;
  for (let round = 0; round < rounds && faults.length === 0; round++) {
    // Each kind comes as often as every other, in no order.
    const drawn = round < KILLS.length ? (KILLS[round] as Kill) : chance.oneOf(KILLS);
    // A database that dies many times in a row is started after ever longer pauses; those are tested elsewhere.
    const kill = drawn === 'database' && inRow >= 2 ? 'both' : drawn;
    inRow = kill === 'database' ? inRow + 1 : kill === 'backend' ? inRow : 0;
    kills[kill]++;
    const before = new Set(client.open);
    const known = client.requests.size;
    const took = await killing(client, kill, data, chance, longest);
    if (took !== null) restarts.push(took);
    client.keepBusy(0);
    if (!(await client.settled(SETTLED_MS))) faults.push(...unsettled(client));
    const recent = [...client.requests.values()].slice(known);
    const old = [...before].map((key) => client.requests.get(key) as Request);
    faults.push(...(await checked(data, client, [...old, ...recent], round % 100 === 99)));
    faults.push(...client.contradictions.map((key) => `${key} was answered in two ways`));
    if (round % 50 === 49) told?.(`${round + 1} rounds, ${client.requests.size} confirmed`);
  }
  if (faults.length === 0) faults.push(...(await checked(data, client, [...client.requests.values()], true)));
  await client.stop();
  const all = [...client.requests.values()];
  restarts.sort((one, other) => one - other);
  const at = (part: number) => Math.round(restarts[Math.floor((restarts.length - 1) * part)] ?? 0);
  return {
    rounds: Object.values(kills).reduce((sum, count) => sum + count, 0),
    kills,
    confirmed: all.filter(({ no }) => no !== null).length,
    repeated: all.filter(({ sent }) => sent > 1).length,
    restarts: [at(0.5), at(0.99), at(1)],
    faults,
  };
}

function unsettled({ open, requests, child }: Client): string[] {
  if (!child()) return ['the server ended by itself'];
  return [...open].map((key) => {
    const { step, sent, reason } = requests.get(key) as Request;
    return `${key} (${step?.act ?? 'change'}) was sent ${sent} times and never confirmed: ${reason ?? 'no answer'}`;
  });
}

/** One kill in the middle of work. @returns how long the restart took, or null where the server lived through it */
async function killing(
  client: Client,
  kill: Kill,
  data: string,
  chance: Chance,
  longest: number,
): Promise<number | null> {
  if (kill === 'point') {
    client.crashAt(`${chance.oneOf(POINTS)} ${1 + chance.below(longest / 10)}`);
    client.keepBusy(CLIENTS);
    await ended(client);
    return restarted(client);
  }
  client.keepBusy(CLIENTS);
  for (const key of someConfirmed(client, chance)) client.repeat(key);
  await sleep(20 + chance.below(longest));
  const server = client.child()?.pid;
  const database = kill === 'server' ? [] : processesOf(data);
  const victims = {
    server: [server],
    database,
    backend: [chance.oneOf(database.slice(1))],
    both: [server, ...database],
  }[kill];
  killed(
    victims.flatMap((pid) => pid ?? []),
    chance,
  );
  if (kill === 'server' || kill === 'both') {
    await ended(client);
    return restarted(client);
  }
  return null;
}

function someConfirmed(client: Client, chance: Chance): string[] {
  const confirmed = [...client.requests.values()].filter(({ no }) => no !== null).slice(-200);
  return confirmed.length === 0 ? [] : [chance.oneOf(confirmed).key, chance.oneOf(confirmed).key];
}

async function ended(client: Client): Promise<void> {
  while (client.child()) await sleep(2);
}

async function restarted(client: Client): Promise<number> {
  const began = performance.now();
  const ready = await client.start();
  if (ready === null) throw new Error('the server does not start again');
  return performance.now() - began;
}

async function checked(
  data: string,
  { chains }: Client,
  requests: readonly Request[],
  wholly: boolean,
): Promise<string[]> {
  const client = await visitor(data);
  try {
    return [
      ...(await lostOrDoubled(client, requests)),
      ...(await strayedChains(client, chains)),
      ...(await halfApplied(client, PROGRAMMES)),
      ...(wholly ? await unsound(data, client, PROGRAMMES) : []),
    ];
  } finally {
    await client.end();
  }
}
