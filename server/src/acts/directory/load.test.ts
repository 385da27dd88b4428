import { eventOf, type JournalEvent, verifyChain } from '@luodi/core/journal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { rowHash, rowId } from '../../store/row.ts';
import { SMALL, smallDirectory } from '../fixtures/directory.ts';
import { asking, type TestGround, testGround } from '../fixtures/ground.ts';
import { ensureUnits } from './ensure.ts';
import { loadDirectoryTables } from './load.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the directory in the tables', () => {
  let test: TestGround;
  let small: TestGround['ground'];
  beforeAll(async () => {
    test = await testGround();
    small = { ...test.ground, directory: smallDirectory() };
  });
  afterAll(() => test.end());

  const query = () => test.ground.database.query;
  const names = async (id: string) =>
    (
      await query()
        .selectFrom('unit_name')
        .selectAll()
        .where('unit_id', '=', id)
        .orderBy('from_day')
        .execute()
    ).map(({ name, short_name, from_day, until_day }) => [name, short_name, from_day, until_day]);
  const events = () =>
    query()
      .selectFrom('journal_event')
      .selectAll()
      .where('programme_id', '=', DIRECTORY)
      .orderBy('seq')
      .execute();

  it('goes on where it was interrupted', async () => {
    let acts = 0;
    const stopping = {
      ...small,
      at: (point: string) => {
        if (point === 'act/written' && ++acts === 2) throw new Error('stopped');
      },
    };
    await expect(loadDirectoryTables(stopping)).rejects.toThrow('stopped');
    expect((await events()).map(({ act }) => act)).toEqual(['directory/load']);
    const { regions, units } = await loadDirectoryTables(small);
    expect([regions, units > 30]).toEqual([0, true]);
    expect(await query().selectFrom('region').select('code').execute()).toHaveLength(10);
  });

  it('is loaded once', async () => {
    const before = (await events()).length;
    expect(await loadDirectoryTables(small)).toEqual({ regions: 0, units: 0, events: 0 });
    expect((await events()).length).toBe(before);
  });

  it('has former regions with their days and what took over', async () => {
    const region = await query()
      .selectFrom('region')
      .innerJoin('region_name', 'region_code', 'code')
      .selectAll()
      .where('code', '=', '510124')
      .executeTakeFirstOrThrow();
    expect(region).toMatchObject({
      ...{ name: '郫县', until_day: '2016-01-01', successor_code: '510117', parent_code: '510100' },
      sort_key: 'pi2 xian4',
    });
    const line = await query()
      .selectFrom('region_ancestor')
      .select(['ancestor_code', 'distance'])
      .where('region_code', '=', '510124')
      .orderBy('distance')
      .execute();
    expect(line.map(({ ancestor_code }) => ancestor_code)).toEqual(['510124', '510100', '510000']);
  });

  it('has units of every kind under their names', async () => {
    expect(await names('000000/教育')).toEqual([['教育部', '教育部', '1949-10-01', null]]);
    expect(await names('510000/财政')).toEqual([['四川省财政厅', '省财政厅', '1949-10-01', null]]);
    expect(await names('510104/组织')).toEqual([
      ['中共成都市锦江区委组织部', '锦江区委组织部', '1949-10-01', null],
    ]);
    expect(await names('510000/农业农村')).toEqual([
      ['四川省农业农村厅', '省农业农村厅', '2018-01-01', null],
    ]);
    expect(await names('510100/成都高新区')).toEqual([['成都高新区', '成都高新区', '1949-10-01', null]]);
    // Former ones and agencies of the centre in counties come when they are spoken of.
    expect(await names('510000/扶贫')).toEqual([]);
    expect(await names('510104/税务')).toEqual([]);
  });

  it('is explained by its events, row for row', async () => {
    const stored = await events();
    expect(verifyChain(DIRECTORY, stored).fault).toBeNull();
    const effects = new Map<string, string | null>();
    for (const { body } of stored) {
      const event = eventOf(body) as JournalEvent;
      expect(event.effects.flatMap(({ rows }) => rows).length).toBeLessThanOrEqual(2_000);
      for (const { of, rows } of event.effects) for (const [id, sm3] of rows) effects.set(`${of} ${id}`, sm3);
    }
    let rows = 0;
    for (const table of ['region', 'region_name', 'unit', 'unit_name', 'setting'] as const)
      for (const row of await query().selectFrom(table).selectAll().execute()) {
        rows++;
        expect(effects.get(`${table} ${rowId(table, row)}`)).toBe(rowHash(row));
      }
    expect(effects.size).toBe(rows);
  });

  it('takes units that are spoken of, with those that took over from them', async () => {
    const added = await ensureUnits(small, asking(null), ['510000/扶贫', '510104/税务', '510104/税务']);
    expect(added).toEqual({ added: ['510000/乡村振兴', '510000/扶贫', '510104/税务'], unknown: [] });
    expect(await names('510000/扶贫')).toEqual([
      ['四川省扶贫开发办公室', '省扶贫办', '1949-10-01', '2021-01-01'],
    ]);
    const { successor_id, until_day } = await query()
      .selectFrom('unit')
      .selectAll()
      .where('id', '=', '510000/扶贫')
      .executeTakeFirstOrThrow();
    expect([successor_id, until_day]).toEqual(['510000/乡村振兴', '2021-01-01']);
    const before = (await events()).length;
    expect((await ensureUnits(small, asking(null), ['510000/扶贫', '510104/税务'])).added).toEqual([]);
    expect((await events()).length).toBe(before);
  });

  it('takes units of regions that are no more', async () => {
    expect((await ensureUnits(small, asking(null), ['510124/财政'])).added).toEqual(['510124/财政']);
    const unit = await query()
      .selectFrom('unit')
      .selectAll()
      .where('id', '=', '510124/财政')
      .executeTakeFirstOrThrow();
    expect([unit.until_day, unit.successor_id]).toEqual(['2016-01-01', '510117/财政']);
    expect(await names('510124/财政')).toEqual([['郫县财政局', '郫县财政局', '1949-10-01', '2016-01-01']]);
  });

  it('says which units nobody knows', async () => {
    const ids = ['市/财政', '510000/没有', '999999/财政', '省', '', '510000/财政'];
    expect(await ensureUnits(small, asking(null), ids)).toEqual({ added: [], unknown: ids.slice(0, 5) });
  });

  it('adds what a newer directory has and leaves alone what was changed here', async () => {
    await query()
      .updateTable('unit_name')
      .set({ name: '四川省财政总厅' })
      .where('unit_id', '=', '510000/财政')
      .execute();
    const directory = smallDirectory({
      regions: { ...SMALL.regions, regions: [...SMALL.regions.regions, ['510700', '绵阳市']] },
    });
    const { regions, units, events: wrote } = await loadDirectoryTables({ ...small, directory });
    expect([regions, units, wrote]).toEqual([1, 7, 3]);
    expect((await names('510000/财政'))[0]?.[0]).toBe('四川省财政总厅');
    expect((await names('510700/教育'))[0]?.[0]).toBe('绵阳市教育局');
  });

  it('takes from a newer directory what came after what is known, unless it was changed here', async () => {
    await query()
      .updateTable('unit_name')
      .set({ name: '成都市教育委员会' })
      .where('unit_id', '=', '510100/教育')
      .execute();
    const newer = smallDirectory({
      regions: {
        regions: SMALL.regions.regions.map((row) => (row[0] === '510682' ? ['510682', '什邡区', 2025] : row)),
        former: [...SMALL.regions.former, ['510682', '什邡市', null, 2025, '510682']],
      },
      units: {
        ...SMALL.units,
        units: SMALL.units.units.map((row) =>
          row[0] === '教育'
            ? ['教育', 'government', ['n 教育部', 'l -2025 教育局', 'l 2025- 教育体育局']]
            : row,
        ),
      },
    });
    await loadDirectoryTables({ ...small, directory: newer });
    const { rows } = await test.ground.database.pool.query(
      "select name, until_day from region_name where region_code = '510682' order by from_day",
    );
    expect(rows).toEqual([
      { name: '什邡市', until_day: '2025-01-01' },
      { name: '什邡区', until_day: null },
    ]);
    expect((await names('510104/教育')).map(([name]) => name)).toEqual([
      '成都市锦江区教育局',
      '成都市锦江区教育体育局',
    ]);
    expect((await names('510100/教育')).map(([name]) => name)).toEqual(['成都市教育委员会']);
  });
});
