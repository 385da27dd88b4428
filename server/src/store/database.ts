import type { StoreNoteCode } from '@luodi/core/message';
import { Kysely, PostgresDialect } from 'kysely';
import { type ClientBase, Pool, type PoolConfig } from 'pg';
import { OLDEST_MAJOR } from './cluster/binaries.ts';
import { type Cluster, joinCluster, startCluster } from './cluster/index.ts';
import { checkedAddress, shownAddress, unconnected, valueTypes } from './connection.ts';
import { type Migrated, migrate, migrations } from './migrate.ts';
import { refusal } from './refuse.ts';
import type { Tables } from './tables.ts';

/** The database, open. */
export interface Database {
  readonly query: Kysely<Tables>;
  readonly pool: Pool;
  /** `18.4` */
  readonly version: string;
  /** The program's own PostgreSQL; null with DATABASE_URL. */
  readonly cluster: Cluster | null;
  readonly migrated: Migrated;
  /** Closes the connections, and stops PostgreSQL where this process started it. */
  close(): Promise<void>;
}

/** Which database: settings of the server, explained in config.ts. */
export interface Whereabouts {
  readonly databaseUrl: string | null;
  /** The data folder, absolute. */
  readonly data: string;
  readonly postgres: string | null;
}

export interface Opening {
  /**
   * `owner`: the server, which must be the only one. `guest`: a command, which uses the PostgreSQL of a running
   * server where there is one.
   */
  readonly as: 'owner' | 'guest';
  readonly note?: (code: StoreNoteCode, parameters: Record<string, string>) => void;
  /** Connections at most; 10 where not given. */
  readonly connections?: number;
}

/**
 * Opens the database of the configuration and brings it up to date.
 * @throws {Refusal} `store/…`, whatever stands in the way
 */
export async function openDatabase(
  { databaseUrl, data, postgres }: Whereabouts,
  opening: Opening,
): Promise<Database> {
  if (databaseUrl !== null) return connected(databaseUrl, null, opening);
  const cluster =
    (opening.as === 'guest' ? await joinCluster(data) : null) ??
    (await startCluster({
      data,
      postgres,
      ...(opening.note && { note: opening.note }),
    }));
  try {
    return await connected(null, cluster, opening);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function connected(url: string | null, cluster: Cluster | null, opening: Opening): Promise<Database> {
  const login: PoolConfig = cluster ? cluster.login : { connectionString: checkedAddress(url ?? '') };
  const address = cluster ? cluster.home.folder : shownAddress(url ?? '');
  const pool = new Pool({
    ...login,
    types: valueTypes,
    max: opening.connections ?? 10,
    connectionTimeoutMillis: 15_000,
    application_name: 'luodi',
  });
  // A connection that breaks while nobody uses it is replaced by the next query; it must not end the program.
  pool.on('error', () => undefined);
  // Nor may one that breaks in use: the query under way says it, the connection's own event is for nobody.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const client = await pool.connect();
    try {
      const version = await examined(client, address);
      const migrated = await migrate(client, await migrations());
      const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
      let closing: Promise<void> | undefined;
      const closeAll = async () => {
        await pool.end();
        await cluster?.stop();
      };
      const close = () => {
        closing ??= closeAll();
        return closing;
      };
      return { query, pool, version, cluster, migrated, close };
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw unconnected(error, address);
  }
}

/** @throws {Refusal} `store/server-too-old`, `store/not-utf8`, `store/unsafe` */
async function examined(client: ClientBase, address: string): Promise<string> {
  type Shown = 'number' | 'version' | 'encoding' | 'fsync' | 'pages' | 'commit';
  const { rows } = await client.query<Record<Shown, string>>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
            current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
            current_setting('full_page_writes') as pages,
            current_setting('synchronous_commit') as commit`,
  );
  const server = rows[0];
  if (!server) throw refusal('store/unreachable', { address, reason: '–' });
  const version = server.version.split(' ')[0] ?? server.version;
  if (Math.floor(Number(server.number) / 10_000) < OLDEST_MAJOR) {
    throw refusal('store/server-too-old', { version, needed: OLDEST_MAJOR });
  }
  if (server.encoding !== 'UTF8') throw refusal('store/not-utf8', { address, encoding: server.encoding });
  if (server.fsync === 'off') throw refusal('store/unsafe', { address, setting: 'fsync' });
  if (server.pages === 'off') throw refusal('store/unsafe', { address, setting: 'full_page_writes' });
  // Of the server, the database or the role: what is confirmed would be lost with a crash.
  if (server.commit === 'off') throw refusal('store/unsafe', { address, setting: 'synchronous_commit' });
  return version;
}
