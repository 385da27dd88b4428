import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestCluster, testCluster } from './fixtures/cluster.ts';
import { hasPostgres, skipping } from './fixtures/ground.ts';
import { migrate, migration, migrations } from './migrate.ts';
import { statementsOf } from './statements.ts';
import { tablesPage } from './tables-page.ts';

const NAME = 'migrated';
const can = hasPostgres();
if (!can) skipping('there is no PostgreSQL here: migrations are not tested.');

describe.runIf(can)('migrations', () => {
  let test: TestCluster;
  beforeAll(async () => {
    test = await testCluster();
    await test.database(NAME);
  }, 60_000);
  afterAll(() => test.end(), 60_000);

  /** The database of these tests, emptied: making one for each would take seconds. */
  const fresh = async () => {
    const client = await test.connect(NAME);
    await client.query('drop schema public cascade; create schema public');
    return client;
  };

  const THREE = [
    migration(
      '0001_a.sql',
      'create table a (n int); comment on table a is $$a; table$$; insert into a values (1);',
    ),
    migration('0002_b.sql', 'create table b as select n from a; update a set n = n + 1; -- done\n'),
    migration('0003_c.sql', 'alter table b add m int default 7; create index on b (m);'),
  ];

  it('bring an empty database up to date, once', async () => {
    const client = await fresh();
    const known = await migrations();
    const last = known.at(-1)?.number;
    expect(await migrate(client, known)).toEqual({ from: 0, to: last, done: known.map(({ name }) => name) });
    expect(await migrate(client, known)).toEqual({ from: last, to: last, done: [] });
    await client.end();
  });

  it('are described in docs/reference/tables.md, which is not stale', async () => {
    const client = await fresh();
    await migrate(client, await migrations());
    const page = await tablesPage(client);
    const written = await readFile(
      new URL('../../../docs/reference/tables.md', import.meta.url),
      'utf8',
    ).catch(() => '');
    expect(page, 'docs/reference/tables.md is stale: run npm run reference').toBe(written);
    await client.end();
  });

  it('explain every table, and are numbered without gaps', async () => {
    const client = await fresh();
    const known = await migrations();
    await migrate(client, known);
    const { rows } = await client.query(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and obj_description(oid, 'pg_class') is null`);
    expect(rows).toEqual([]);
    expect(known.map(({ number }) => number)).toEqual(known.map((_, at) => at + 1));
    await client.end();
  });

  it('resume after an interruption before any statement, by error or by a lost connection', async () => {
    for (const step of THREE) {
      for (let statement = 1; statement <= statementsOf(step.sql).length; statement++) {
        for (const how of ['error', 'lost'] as const) {
          const client = await fresh();
          client.on('error', () => undefined);
          const stopped = migrate(client, THREE, async (at, n) => {
            if (at !== step || n !== statement) return;
            if (how === 'error') throw new Error('interrupted');
            await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
          });
          await expect(stopped).rejects.toThrow();
          await client.end().catch(() => undefined);
          const again = await test.connect(NAME);
          const result = await migrate(again, THREE);
          expect([result.from, result.to]).toEqual([step.number - 1, 3]);
          const { rows } = await again.query('select (select n from a) as a, n as b, m from b');
          expect(rows).toEqual([{ a: 2, b: 1, m: 7 }]);
          await again.end();
        }
      }
    }
  });

  it('are run once when several start at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const client = await fresh();
      const clients = [client, ...(await Promise.all(Array.from({ length: 5 }, () => test.connect(NAME))))];
      const results = await Promise.all(clients.map((one) => migrate(one, THREE)));
      expect(results.flatMap(({ done }) => done).sort()).toEqual(THREE.map((one) => one.name));
      expect(results.every(({ to }) => to === 3)).toBe(true);
      await Promise.all(clients.map((one) => one.end()));
    }
  });

  it('are refused by an older program, which changes nothing', async () => {
    const client = await fresh();
    await migrate(client, THREE);
    const older = migrate(client, THREE.slice(0, 2));
    await expect(older).rejects.toMatchObject({
      code: 'store/newer-database',
      parameters: { database: 3, program: 2 },
    });
    expect((await client.query('select count(*)::int as n from luodi_migrations')).rows).toEqual([{ n: 4 }]);
    await client.end();
  });

  it('are refused when one that was run differs or is gone; line ends do not count', async () => {
    const client = await fresh();
    await migrate(client, THREE.slice(0, 2));
    const [a, b, c] = THREE as [(typeof THREE)[0], (typeof THREE)[0], (typeof THREE)[0]];
    const changed = migrate(client, [migration(a.name, `${a.sql} `), b, c]);
    await expect(changed).rejects.toMatchObject({ code: 'store/migration-changed' });
    await expect(migrate(client, [b, c])).rejects.toMatchObject({ code: 'store/migration-missing' });
    const carried = migration(b.name, b.sql.replaceAll('\n', '\r\n'));
    expect((await migrate(client, [a, carried, c])).done).toEqual([c.name]);
    await client.end();
  });

  it('say which statement failed and leave nothing of the step', async () => {
    const client = await fresh();
    const broken = [...THREE, migration('0004_d.sql', 'create table d (); select 1 / 0;')];
    await expect(migrate(client, broken)).rejects.toMatchObject({
      code: 'store/migration-failed',
      parameters: { name: '0004_d.sql', statement: 2, reason: 'division by zero' },
    });
    const { rows } = await client.query("select to_regclass('d') as d, to_regclass('b') as b");
    expect(rows).toEqual([{ d: null, b: 'b' }]);
    await client.end();
  });
});
