import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { type TestCluster, testCluster } from './fixtures/cluster.ts';
import { hasPostgres, skipping } from './fixtures/ground.ts';

const can = hasPostgres();
if (!can) skipping('there is no PostgreSQL here: DATABASE_URL is not tested.');

const open = (databaseUrl: string) =>
  openDatabase({ databaseUrl, data: '/nowhere', postgres: null }, { as: 'owner' });
const REFUSED = (code: string) => expect.objectContaining({ code });

describe.runIf(can)('a database at DATABASE_URL', () => {
  let test: TestCluster;
  beforeAll(async () => {
    test = await testCluster();
  }, 60_000);
  afterAll(() => test.end(), 60_000);

  it('is brought up to date and used; it is not ours to stop', async () => {
    const address = await test.database('used');
    const first = await open(address);
    expect(first.cluster).toBeNull();
    expect(first.migrated.from).toBe(0);
    await first.query
      .insertInto('region')
      .values({ code: '990000', parent_code: null, level: 'province', successor_code: null })
      .execute();
    await first.close();
    const second = await open(address);
    expect(second.migrated.done).toEqual([]);
    expect(await second.query.selectFrom('region').select('code').execute()).toEqual([{ code: '990000' }]);
    await second.close();
  });

  it('gives days as text, exact numbers as text and whole numbers as bigint, whatever the time zone', async () => {
    const database = await open(await test.database('valued'));
    const { rows } = await sql`
      select date '2022-06-30' as day, array[date '2022-06-30', null] as days, 0.10::numeric as exact,
             9007199254740993 as big, array[9007199254740993, null] as bigs, timestamp '2022-06-30 08:00' as local,
             timestamptz '2022-06-30 08:00+08' as instant`.execute(database.query);
    expect(rows).toEqual([
      {
        day: '2022-06-30',
        days: ['2022-06-30', null],
        exact: '0.10',
        big: 9007199254740993n,
        bigs: [9007199254740993n, null],
        local: '2022-06-30 08:00:00',
        instant: new Date('2022-06-30T00:00:00Z'),
      },
    ]);
    await database.close();
  });

  it('is refused with a sentence when it cannot be used', async () => {
    const address = await test.database('refused');
    const other = (change: (url: string) => string) => open(change(address));
    await expect(other((url) => url.replace(/:[^:@]+@/, ':wrong@'))).rejects.toEqual(
      REFUSED('store/wrong-password'),
    );
    await expect(other((url) => url.replace('luodi:', 'stranger:'))).rejects.toEqual(
      REFUSED('store/wrong-password'),
    );
    await expect(other((url) => url.replace(/refused$/, 'missing'))).rejects.toEqual(
      REFUSED('store/no-database'),
    );
    await expect(open('postgres://a:b@127.0.0.1:1/c')).rejects.toEqual(REFUSED('store/unreachable'));
    for (const wrong of ['luodi', 'mysql://a:b@c/d', 'http://localhost']) {
      await expect(open(wrong)).rejects.toEqual(REFUSED('store/address-invalid'));
    }
    const bytes = await test.database('bytes', "template template0 encoding 'SQL_ASCII' locale 'C'");
    await expect(open(bytes)).rejects.toEqual(REFUSED('store/not-utf8'));
    const lax = await test.database('lax');
    const client = await test.connect('lax');
    await client.query('alter database lax set synchronous_commit = off');
    await client.end();
    await expect(open(lax)).rejects.toEqual(REFUSED('store/unsafe'));
  });

  it('does not show the password in a refusal', async () => {
    const refused = await open('postgres://a:secret@127.0.0.1:1/c').catch((error) => error);
    expect(JSON.stringify(refused.parameters)).not.toContain('secret');
    expect(refused.parameters.address).toBe('127.0.0.1:1/c');
  });
});
