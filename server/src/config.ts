import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@luodi/core/base';
import type { CliRefusalCode } from '@luodi/core/message';

/** The settings of the server. Everything has a default that works on a fresh clone. */
export interface Config {
  /**
   * `DATABASE_URL`: a PostgreSQL ≥ 15 of your own, `postgres://user:password@host:port/database` (encoding UTF8;
   * `?sslmode=verify-full` over a network). Unset, the server runs its own PostgreSQL inside the data folder.
   */
  readonly databaseUrl: string | null;
  /** `LUODI_DATA`: the data folder. Unset, `data` in the folder of the program. Absolute here. */
  readonly data: string;
  /**
   * `LUODI_POSTGRES`: the folder of the programs `postgres` and `initdb` to use for the server's own database.
   * Unset, an installed PostgreSQL ≥ 15 is looked for, then the one that comes with the program; `bundled` is the
   * latter at once. Data already there are always opened by the major version that made them.
   */
  readonly postgres: string | null;
  /** `LUODI_HOST`: the address to listen on. Unset, 127.0.0.1: only this machine; 0.0.0.0 is every network. */
  readonly host: string;
  /** `LUODI_PORT`: the port to listen on; 0 is any free one. Null where unset: 8080, or the next that is free. */
  readonly port: number | null;
  /**
   * `LUODI_ORIGIN`: where people find this server, `https://luodi.example.gov.cn`, when a proxy stands before it.
   * Unset, pages are taken to be asked for by the name they are served under.
   */
  readonly origin: string | null;
  /** `LUODI_PROXIES`: addresses or networks of those proxies, with commas; only their X-Forwarded-For is believed. */
  readonly proxies: readonly string[];
  /**
   * `LUODI_KEYS`: 64 bytes in base64, the keys of this installation, where several servers share a database. Unset,
   * `keys.json` in the data folder, made at the first start.
   */
  readonly keys: string | null;
  /** `LUODI_LIMIT`: requests a minute of one session or token; 1,200 where unset. */
  readonly limit: number;
  /** `LUODI_ADDRESS_LIMIT`: requests a minute from one network address; 12,000 where unset: a county may share one. */
  readonly addressLimit: number;
  /**
   * 统一身份认证 by OpenID Connect: `LUODI_OIDC_ISSUER` (https), `LUODI_OIDC_CLIENT`, `LUODI_OIDC_SECRET` (unset for a
   * public client) and `LUODI_OIDC_TITLE`, what the button says. The provider sends people back to
   * `/api/providers/oidc/finish`. Null where the issuer is unset.
   */
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string | null;
    readonly title: string;
  } | null;
  /** 统一身份认证 by CAS 3.0: `LUODI_CAS_URL` (https, up to `/cas`) and `LUODI_CAS_TITLE`. Null where it is unset. */
  readonly cas: { readonly url: string; readonly title: string } | null;
  /** `LUODI_LOG`: `info` (a line for each request), `warn` or `error`. Null where unset: see `luodi help serve`. */
  readonly log: LogLevel | null;
}

const LOG_LEVELS = ['info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings from the environment; an empty variable counts as unset. @throws {Refusal} `cli/bad-setting` */
export function configOf(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = (name: string) => environment[name]?.trim() || null;
  const wrong = (name: string) =>
    new Refusal<CliRefusalCode>('cli/bad-setting', { name, value: set(name) ?? '' });
  const number = (name: string, least: number, most: number): number | null => {
    const text = set(name);
    if (text === null) return null;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw wrong(name);
    return value;
  };
  const origin = set('LUODI_ORIGIN');
  if (origin !== null && !isOrigin(origin)) throw wrong('LUODI_ORIGIN');
  const issuer = provider(set('LUODI_OIDC_ISSUER'), 'LUODI_OIDC_ISSUER', wrong);
  const clientId = set('LUODI_OIDC_CLIENT');
  if (issuer !== null && clientId === null) throw wrong('LUODI_OIDC_CLIENT');
  const cas = provider(set('LUODI_CAS_URL'), 'LUODI_CAS_URL', wrong);
  const log = set('LUODI_LOG');
  const level = LOG_LEVELS.find((one) => one === log) ?? null;
  if (log !== level) throw wrong('LUODI_LOG');
  return {
    databaseUrl: set('DATABASE_URL'),
    data: resolve(set('LUODI_DATA') ?? fileURLToPath(new URL('../../data', import.meta.url))),
    postgres: set('LUODI_POSTGRES'),
    host: set('LUODI_HOST') ?? '127.0.0.1',
    port: number('LUODI_PORT', 0, 65_535),
    origin,
    proxies: (set('LUODI_PROXIES') ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    keys: set('LUODI_KEYS'),
    limit: number('LUODI_LIMIT', 1, 1e9) ?? 1200,
    addressLimit: number('LUODI_ADDRESS_LIMIT', 1, 1e9) ?? 12_000,
    oidc:
      issuer === null || clientId === null
        ? null
        : {
            ...{ issuer, clientId, clientSecret: set('LUODI_OIDC_SECRET') },
            title: set('LUODI_OIDC_TITLE') ?? '统一身份认证',
          },
    cas: cas === null ? null : { url: cas, title: set('LUODI_CAS_TITLE') ?? '统一身份认证' },
    log: level,
  };
}

/** `https://name:port` and nothing behind it. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

/** Where a provider stands: by https, or on this machine. */
function provider(text: string | null, name: string, wrong: (name: string) => Error): string | null {
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'https:' && !isHere) throw wrong(name);
  return text;
}

/** The folder of the program: where `server`, `core` and `data` stand. */
export const PROGRAM = dirname(fileURLToPath(new URL('../', import.meta.url)));
