import { existsSync, readdirSync } from 'node:fs';
import { appendFile, chmod, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp, checkedBackup } from './backup.ts';
import type { Cluster } from './cluster/index.ts';
import { type Database, openDatabase } from './database.ts';
import { dataFolder, hasPostgres, skipping } from './fixtures/ground.ts';
import { restore } from './restore.ts';

const can = hasPostgres();
if (!can) skipping('there is no PostgreSQL here: backup and restore are not tested.');

type Ground = Awaited<ReturnType<typeof dataFolder>>;
const REFUSED = (code: string) => expect.objectContaining({ code });
const opened = (data: string) =>
  openDatabase({ databaseUrl: null, data, postgres: process.env.LUODI_POSTGRES || null }, { as: 'owner' });

/** Clients that write until they are told to stop: a row, its twin in another table, and a sum that stays. */
function writing(pool: Pool, clients: number) {
  const confirmed: string[] = [];
  let isOver = false;
  const clientsAtWork = Array.from({ length: clients }, async (_, writer) => {
    for (let n = 1; !isOver; n++) {
      const client = await pool.connect();
      const id = `${writer}-${n}`;
      try {
        await client.query('begin');
        await client.query('insert into entry values ($1, $2)', [id, `第${n}条`.repeat(n % 50)]);
        await client.query('insert into twin select id, md5(said) from entry where id = $1', [id]);
        await client.query('update account set sum = sum - $1 where n = $2', [n, writer]);
        await client.query('update account set sum = sum + $1 where n = $2', [n, 100 + writer]);
        await client.query('commit');
        confirmed.push(id);
      } finally {
        client.release();
      }
    }
  });
  return {
    confirmed,
    stop: async () => {
      isOver = true;
      await Promise.all(clientsAtWork);
    },
  };
}

describe.runIf(can)('a backup', () => {
  let ground: Ground;
  let database: Database;
  let cluster: Cluster;
  let backup = '';
  let confirmedBefore: string[] = [];

  beforeAll(async () => {
    ground = await dataFolder();
    database = await opened(ground.data);
    cluster = database.cluster as Cluster;
    await database.pool.query(`
      create table entry (id text primary key, said text);
      create table twin (id text primary key references entry, mark text not null);
      create table account (n int primary key, sum bigint not null);
      insert into account select n, 0 from generate_series(0, 200) n`);
    backup = join(ground.data, '..', 'backups', 'first');
    const load = writing(database.pool, 4);
    await sleep(300);
    // What was confirmed when the backup is ended must be in it; it ends after it was begun.
    confirmedBefore = [...load.confirmed];
    const { manifest } = await backUp(cluster, backup);
    expect(Date.parse(manifest.endedAt)).toBeGreaterThanOrEqual(Date.parse(manifest.begunAt));
    await sleep(100);
    await load.stop();
    expect(load.confirmed.length).toBeGreaterThan(confirmedBefore.length);
  }, 120_000);
  afterAll(async () => {
    await database?.close();
    await ground.remove();
  }, 60_000);

  it('made while others write is restored row for row, every transaction whole or not at all', async () => {
    const other = await dataFolder();
    await restore({ data: other.data, postgres: process.env.LUODI_POSTGRES || null }, backup);
    const restored = await opened(other.data);
    const rows = async (one: Database, sql: string) => (await one.pool.query(sql)).rows;
    const entries = await rows(restored, 'select id, said from entry order by id');
    const ids = new Set(entries.map(({ id }) => id));
    expect(confirmedBefore.length).toBeGreaterThan(10);
    expect(confirmedBefore.filter((id) => !ids.has(id))).toEqual([]);
    // Nothing there that the source does not have, and each row as the source has it.
    const source = new Map(
      (await rows(database, 'select id, said from entry')).map(({ id, said }) => [id, said]),
    );
    for (const { id, said } of entries) expect(said).toBe(source.get(id));
    const broken = 'select from entry full join twin using (id) where mark is distinct from md5(said)';
    expect((await restored.pool.query(broken)).rowCount).toBe(0);
    expect(await rows(restored, 'select sum(sum) from account')).toEqual([{ sum: '0' }]);
    const moved = await rows(
      restored,
      `select split_part(id, '-', 1)::int + 100 as n, sum(split_part(id, '-', 2)::int) from entry group by 1 order by 1`,
    );
    expect(await rows(restored, 'select n, sum from account where n between 100 and 103 order by n')).toEqual(
      moved.map(({ n, sum }) => ({ n, sum })),
    );
    const structure = 'select number, checksum from luodi_migrations order by number';
    expect(await rows(restored, structure)).toEqual(await rows(database, structure));
    await restored.close();
    await expect(
      restore({ data: other.data, postgres: process.env.LUODI_POSTGRES || null }, backup),
    ).rejects.toEqual(REFUSED('store/restore-occupied'));
    await other.remove();
  });

  it('is refused when a part is missing, cut or has one bit changed', async () => {
    const { files } = await checkedBackup(backup);
    const named = files.filter(({ path }) => /label|passwords|pg_control|PG_VERSION$|pg_wal/.test(path));
    const some = files.filter((_, at) => at % 20 === 0);
    for (const { path } of [...named, ...some, { path: 'manifest.json' }]) {
      const file = join(backup, path);
      const damaged = (how: string) =>
        expect(checkedBackup(backup), `${path} ${how}`).rejects.toEqual(REFUSED('store/backup-damaged'));
      await rename(file, `${file}.away`);
      if (path === 'manifest.json')
        await expect(checkedBackup(backup)).rejects.toEqual(REFUSED('store/backup-missing'));
      else await damaged('missing');
      await rename(`${file}.away`, file);
      const { size: whole } = await stat(file);
      await appendFile(file, 'x');
      await damaged('longer');
      await truncate(file, whole);
    }
    for (const { path, size } of [...named, ...some.slice(0, 5), { path: 'manifest.json', size: 1_000 }]) {
      if (size === 0) continue;
      await flip(join(backup, path), size >> 1);
      await expect(checkedBackup(backup), `${path} flipped`).rejects.toEqual(REFUSED('store/backup-damaged'));
      await flip(join(backup, path), size >> 1);
    }
    await checkedBackup(backup);
  }, 120_000);

  it('writes nothing when it is damaged', async () => {
    const nothing = await dataFolder();
    const control = join(backup, 'pg', 'global', 'pg_control');
    await flip(control, 100);
    await expect(
      restore({ data: nothing.data, postgres: process.env.LUODI_POSTGRES || null }, backup),
    ).rejects.toEqual(REFUSED('store/backup-damaged'));
    await flip(control, 100);
    expect(existsSync(nothing.data)).toBe(false);
    await nothing.remove();
  });

  it('overwrites nothing, does not lie in the database, and leaves no half of itself', async () => {
    await expect(backUp(cluster, backup)).rejects.toEqual(REFUSED('store/backup-exists'));
    await expect(backUp(cluster, join(cluster.home.data, 'here'))).rejects.toEqual(
      REFUSED('store/backup-inside'),
    );
    const file = join(ground.data, '..', 'file');
    await writeFile(file, '');
    await expect(backUp(cluster, join(file, 'below'))).rejects.toEqual(REFUSED('store/not-writable'));
    expect(readdirSync(join(backup, '..'))).toEqual(['first']);
    expect(existsSync(join(cluster.home.data, 'here'))).toBe(false);
  });

  it('is told from any other folder', async () => {
    await expect(checkedBackup(join(ground.data, '..'))).rejects.toEqual(REFUSED('store/backup-missing'));
    const manifest = join(backup, 'manifest.json');
    const kept = await readFile(manifest);
    await chmod(manifest, 0o600);
    await writeFile(manifest, '{}\n');
    await expect(checkedBackup(backup)).rejects.toEqual(REFUSED('store/backup-missing'));
    await rm(manifest);
    await writeFile(manifest, kept);
    await checkedBackup(backup);
  });
});

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  byte[0] = (byte[0] as number) ^ 4;
  await file.write(byte, 0, 1, at);
  await file.close();
}
