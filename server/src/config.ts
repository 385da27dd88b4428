import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

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
}

/** Settings from the environment; an empty variable counts as unset. */
export function configOf(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = (name: string) => environment[name]?.trim() || null;
  return {
    databaseUrl: set('DATABASE_URL'),
    data: resolve(set('LUODI_DATA') ?? fileURLToPath(new URL('../../data', import.meta.url))),
    postgres: set('LUODI_POSTGRES'),
  };
}

/** The folder of the program: where `server`, `core` and `data` stand. */
export const PROGRAM = dirname(fileURLToPath(new URL('../', import.meta.url)));
