import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Parameters, Refusal } from '@luodi/core/base';
import type { CliRefusalCode, Code } from '@luodi/core/message';
import type { FastifyInstance } from 'fastify';
import type { Ground } from '../acts/context.ts';
import { isDemo, isHalfDemo, resetDemo, tellDemo } from '../acts/demo/demo.ts';
import { loadDirectoryTables } from '../acts/directory/load.ts';
import { openGround } from '../acts/ground.ts';
import { needsSetUp, offerSetUp } from '../acts/people/set-up.ts';
import { sweep } from '../acts/sweep.ts';
import { type Config, PROGRAM } from '../config.ts';
import { appOf } from './app.ts';
import type { LogPlace } from './door/log.ts';
import { newsHub } from './news.ts';

/** A server that listens. */
export interface Serving {
  /** `http://127.0.0.1:8080` */
  readonly address: string;
  /** Stops taking requests, finishes those that run, closes streams and database. Does it once. */
  stop(): Promise<void>;
}

/** Where it listens unless told otherwise, and how many ports behind it are tried. */
const PORT = 8080;
const TRIES = 20;
/** Milliseconds that running requests are given to finish. */
const PATIENCE = 10_000;

/**
 * Opens ground and door and listens.
 * @param note what people should know on the way
 * @param demo whether the demo is made first where nobody is there yet
 * @throws {Refusal} `store/…`, `cli/port-taken`, `-forbidden`, `cli/host-unknown`, `cli/listen-failed`, `cli/…-keys`
 */
export async function startServing(
  config: Config,
  log: LogPlace | null,
  note: (code: Code, parameters: Parameters) => void,
  demo = false,
): Promise<Serving> {
  const hub = newsHub();
  const { ground, close } = await openGround(config, { changed: hub.tell, note });
  let app: FastifyInstance | null = null;
  try {
    if (ground.database.migrated.from === 0) note('cli/serve-first', {});
    const { regions, units } = await loadDirectoryTables(ground);
    if (regions + units > 0) note('cli/serve-directory', { regions, units });
    const { query } = ground.database;
    if (demo && ((await needsSetUp(query)) || (await isHalfDemo(query)))) {
      note('cli/demo-making', {});
      await resetDemo(ground);
    }
    if (await isDemo(query)) await tellDemo(ground, note);
    const offer = await offerSetUp(ground, config.data);
    if (offer) note('cli/serve-setup', { path: offer.path });
    const web = join(PROGRAM, 'web/dist');
    app = await appOf(ground, {
      hub,
      limits: { session: config.limit, address: config.addressLimit },
      origin: config.origin,
      proxies: config.proxies,
      log,
      web: existsSync(join(web, 'index.html')) ? web : null,
    });
    const port = await listening(app, config);
    if (config.port === null && port !== PORT) note('cli/serve-other-port', { port: PORT, other: port });
    const open = app;
    const swept = sweptHourly(ground, open);
    let stopping: Promise<void> | undefined;
    return {
      address: config.origin ?? `http://${nameOf(config.host)}:${port}`,
      stop: () => {
        clearInterval(swept);
        stopping ??= ended(open, close);
        return stopping;
      },
    };
  } catch (error) {
    await app?.close();
    await close();
    throw error;
  }
}

const HOUR = 3_600_000;

/** What is over is taken away every hour; a failure is told to the log, and the next hour tries again. */
function sweptHourly(ground: Ground, app: FastifyInstance): NodeJS.Timeout {
  const timer = setInterval(() => {
    sweep(ground).catch((error) => app.log.error(error));
  }, HOUR);
  return timer.unref();
}

/** As a browser on this machine finds it. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** @returns the port that was got */
async function listening(app: FastifyInstance, { host, port }: Config): Promise<number> {
  const first = port ?? PORT;
  const last = port === null ? PORT + TRIES : port;
  for (let at = first; ; at++) {
    try {
      await app.listen({ host, port: at, listenTextResolver: () => 'listening' });
      return (app.server.address() as AddressInfo).port;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && at < last) continue;
      throw unheard(code, host, at) ?? error;
    }
  }
}

function unheard(code: string, host: string, port: number): Refusal<CliRefusalCode> | null {
  if (code === 'EADDRINUSE') return new Refusal('cli/port-taken', { port });
  if (code === 'EACCES') return new Refusal('cli/port-forbidden', { port });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new Refusal('cli/host-unknown', { host });
  return /^E[A-Z_]+$/.test(code) ? new Refusal('cli/listen-failed', { host, port, reason: code }) : null;
}

async function ended(app: FastifyInstance, close: () => Promise<void>): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), PATIENCE);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
    await close();
  }
}
