import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Grid, writeGrids } from '../../../files/write/grid.ts';
import { counting } from '../../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../../store/fixtures/ground.ts';
import { unitView } from '../../../views/directory/units.ts';
import type { Ground } from '../../context.ts';
import { smallDirectory } from '../../fixtures/directory.ts';
import { asking, someone, type TestGround, testGround } from '../../fixtures/ground.ts';
import { loadDirectoryTables } from '../load.ts';
import { bookOf } from './book.ts';
import { SHEETS, type SheetKey } from './columns.ts';
import { exportDirectory, gridsOf } from './export.ts';
import { importWorkbook, type Preview, previewImport } from './import.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the workbook of the directory', () => {
  let test: TestGround;
  let ground: Ground;
  let grids: readonly Grid[];
  const admin = someone('510000/财政', ['system-administrator']);
  const TODAY = '2026-03-02';
  beforeAll(async () => {
    test = await testGround();
    ground = { ...test.ground, directory: smallDirectory() };
    await loadDirectoryTables(ground);
    const query = ground.database.query;
    const created = { state: 'active', created_at: new Date(), version: 1 } as const;
    const [person, second, post] = [ground.newId(), ground.newId(), ground.newId()];
    const none = { password: null, password_at: null, totp: null, totp_at: null, totp_step: null };
    const login = { ...none, must_change: false, recovery: [] };
    for (const [id, name] of [
      [person, 'first'],
      [second, 'second'],
    ] as const) {
      await query
        .insertInto('person')
        .values({ id, unit_id: '510100/教育', ...created })
        .execute();
      await query
        .insertInto('login')
        .values({ person_id: id, name, issuer: null, subject: null, salt: 's', ...login })
        .execute();
      await query
        .insertInto('person_particulars')
        .values({ person_id: id, name: '综合岗任职人', phone: null, salt: 's' })
        .execute();
    }
    const dates = { from_day: '2026-01-01', until_day: null, version: 1 };
    await query
      .insertInto('post')
      .values({ id: post, unit_id: '510100/教育', title: '综合岗', ...dates })
      .execute();
    await query.insertInto('post_role').values({ post_id: post, role: 'handler' }).execute();
    await query
      .insertInto('appointment')
      .values({ id: ground.newId(), person_id: person, post_id: post, ...dates })
      .execute();
  });
  beforeEach(async () => {
    grids = gridsOf(await bookOf(ground.database.query, TODAY));
  });
  afterAll(() => test.end());

  const sheet = (key: SheetKey) => grids.find(({ name }) => name === SHEETS[key].name) as Grid;
  /** The workbook with other rows in a sheet. */
  const file = (key: SheetKey, rows: readonly (readonly string[])[]) =>
    writeGrids(
      grids.map((grid) => (grid.name === SHEETS[key].name ? { ...grid, rows } : grid)),
      '单位目录',
    );
  /** A row with other cells, by their headings. */
  const written = (key: SheetKey, row: readonly string[], cells: Readonly<Record<string, string>>) => {
    const heads = sheet(key).columns.map(({ head }) => head);
    for (const head of Object.keys(cells)) expect(heads).toContain(head);
    return heads.map((head, at) => cells[head] ?? row[at] ?? '');
  };
  const change = (key: SheetKey, of: string, cells: Readonly<Record<string, string>>) =>
    file(
      key,
      sheet(key).rows.map((row) => (row.includes(of) ? written(key, row, cells) : row)),
    );
  const added = (key: SheetKey, ...rows: Readonly<Record<string, string>>[]) =>
    file(key, [...sheet(key).rows, ...rows.map((cells) => written(key, [], cells))]);
  const preview = async (bytes: Uint8Array) => previewImport(ground, admin, { name: '单位目录.xlsx', bytes });
  const take = async (bytes: Uint8Array, digest: string | null = null) =>
    importWorkbook(ground, asking(admin), { name: '单位目录.xlsx', bytes }, digest);
  const faults = async (bytes: Uint8Array) =>
    (await preview(bytes)).faults.map(({ sheet: name, cell, code }) => `${name}!${cell} ${code}`);
  const head = () => ground.database.query.selectFrom('journal_head').selectAll().execute();

  it('comes back without a difference', async () => {
    const bytes = await exportDirectory(ground, admin, null);
    expect(await preview(bytes)).toMatchObject({ changes: [], faults: [] });
    const before = await head();
    expect((await take(bytes)).seq).toBeNull();
    expect(await head()).toEqual(before);
    const part = await exportDirectory(ground, admin, '510100');
    expect(part.length).toBeLessThan(bytes.length);
    expect(await preview(part)).toMatchObject({ changes: [], faults: [] });
  });

  it('sets up, renames, moves and ends units, all in one act', async () => {
    const rows = sheet('units').rows.map((row) =>
      row.includes('德阳市教育局')
        ? written('units', row, { 名称: '德阳市教育委员会', 变更生效日期: '2026/3/1' })
        : row.includes('德阳市农业农村局')
          ? written('units', row, {
              撤销日期: '2026年3月1日',
              承接单位: '德阳市发展和改革委员会',
              岗位去向: '随转',
            })
          : row,
    );
    const fresh = { 类别: '企业', 行政区代码: '510600', 设立日期: '2026-01-01' };
    const bytes = await file('units', [
      ...rows,
      written('units', [], { 名称: '德阳市水务集团', 主管单位: '德阳市财政局', ...fresh }),
      written('units', [], { 名称: '德阳市供水公司', 主管单位: '德阳市水务集团', ...fresh }),
    ]);
    const looked = await preview(bytes);
    expect(looked.faults).toEqual([]);
    expect(looked.changes.map(({ act, name }) => [act, name])).toEqual([
      ['set-up', '德阳市水务集团'],
      ['set-up', '德阳市供水公司'],
      ['rename', '德阳市教育委员会'],
      ['abolish', '德阳市农业农村局'],
    ]);
    expect(looked.changes[2]?.fields).toEqual([
      { head: '名称', before: '德阳市教育局', after: '德阳市教育委员会' },
    ]);
    const [before] = await head();
    const { seq, answer } = await take(bytes, looked.digest);
    expect([seq, answer.digest]).toEqual([(before?.size ?? 0) + 1, looked.digest]);
    const view = (id: string) => unitView(ground.database.query, admin, id, TODAY);
    expect(await view('510600/农业农村')).toMatchObject({
      ...{ until: '2026-03-01', successor: { name: '德阳市发展和改革委员会' } },
    });
    const { id } = await ground.database.query
      .selectFrom('unit_name')
      .select('unit_id as id')
      .where('name', '=', '德阳市供水公司')
      .executeTakeFirstOrThrow();
    expect(await view(id)).toMatchObject({ parent: { name: '德阳市水务集团' }, line: 'enterprise' });
    // What was new is not new a second time.
    const last = rows.length + 2;
    expect(await faults(bytes)).toEqual([
      expect.stringMatching(/^单位!A\d+ directory\/no-unit$/),
      `单位!B${last} directory/name-taken`,
      `单位!B${last + 1} directory/name-taken`,
    ]);
    await expect(take(bytes, looked.digest)).rejects.toMatchObject({ code: 'directory/workbook-faults' });
  });

  it('says row by row what is wrong, and does nothing unless all is right', async () => {
    const before = await head();
    const row = (of: string) => sheet('units').rows.findIndex((cells) => cells.includes(of)) + 2;
    const rows = sheet('units').rows.map((cells) => {
      if (cells.includes('成都市财政局')) return written('units', cells, { 类别: '企业', 行政区: '某地' });
      if (cells.includes('成都市教育局')) return written('units', cells, { 行政区代码: '510104' });
      if (cells.includes('成都市锦江区财政局')) return written('units', cells, { 名称: '局' });
      if (cells.includes('什邡市财政局')) return written('units', cells, { 撤销日期: '明天' });
      if (cells.includes('什邡市教育局')) return written('units', cells, { 承接单位: '什邡市财政局' });
      if (cells.includes('金堂县教育局'))
        return written('units', cells, { 撤销日期: '2026-05-01', 承接单位: '没有的局' });
      return cells;
    });
    const bytes = await file('units', [
      ...rows,
      written('units', [], { 名称: '新单位', 类别: '机构', 设立日期: '2026-01-01' }),
      written('units', [], { 编号: 'nobody', 名称: '新单位' }),
    ]);
    const last = rows.length + 2;
    expect((await faults(bytes)).sort()).toEqual(
      [
        `单位!I${row('什邡市财政局')} directory/no-day`,
        `单位!F${row('成都市财政局')} directory/column-fixed`,
        `单位!A${last + 1} directory/no-unit`,
        `单位!D${last} directory/cell-word`,
        `单位!L${row('成都市教育局')} directory/day-needed`,
        `单位!B${row('成都市锦江区财政局')} directory/bad-name`,
        `单位!J${row('金堂县教育局')} directory/no-such-name`,
        `单位!J${row('什邡市教育局')} directory/column-fixed`,
      ].sort(),
    );
    const { faults: found } = await preview(bytes);
    expect(found.find(({ code }) => code === 'directory/cell-word')?.sentence).toBe(
      '“机构”不在可选范围内，请填写：政府部门、党委部门、群团组织、中央驻地机构、银行、企业、事业单位、人大政协、法检两院、军队、功能区。',
    );
    await expect(take(bytes)).rejects.toMatchObject({
      ...{ code: 'directory/workbook-faults', parameters: { count: 8 }, now: { faultCount: 8 } },
    });
    expect(await head()).toEqual(before);
  });

  it('makes posts and appointments by the rules of people', async () => {
    const posts = await added('posts', { 单位: '成都市教育局', 岗位名称: '督办岗', 设立日期: '2026-03-02' });
    expect((await preview(posts)).changes.map(({ act }) => act)).toEqual(['make-post']);
    await take(posts);
    grids = gridsOf(await bookOf(ground.database.query, TODAY));
    const who = { 单位: '成都市教育局', 岗位名称: '督办岗', 登录名: 'second', 任职日期: '2026-03-02' };
    await take(await added('appointments', who));
    grids = gridsOf(await bookOf(ground.database.query, TODAY));
    expect(sheet('appointments').rows).toHaveLength(2);
    const last = sheet('appointments').rows.length + 2;
    expect(await faults(await added('appointments', who))).toEqual([`任职!G${last} person/post-held`]);
    expect(await faults(await added('appointments', { ...who, 登录名: 'nobody' }))).toEqual([
      `任职!E${last} directory/no-login`,
    ]);
    expect(await faults(await added('appointments', { ...who, 任职日期: '2026-03-01' }))).toEqual([
      `任职!G${last} person/day-past`,
    ]);
    const post = sheet('posts').rows.length + 2;
    expect(
      await faults(
        await added('posts', {
          单位: '成都市教育局',
          岗位名称: '管理岗',
          设立日期: '2026-03-02',
          职责: '系统管理员',
        }),
      ),
    ).toEqual([`岗位!F${post} directory/column-fixed`]);
    const ended = await change('appointments', 'second', { 免职日期: '2026-04-01' });
    expect((await preview(ended)).changes).toMatchObject([
      { act: 'end-appointment', fields: [{ head: '免职日期', before: '', after: '2026-04-01' }] },
    ]);
    await take(ended);
    expect(await faults(await change('posts', '督办岗', { 撤销日期: '2026-02-01' }))).toEqual([
      expect.stringMatching(/^岗位!E\d+ person\/day-past$/),
    ]);
  });

  it('does what was looked at, or nothing', async () => {
    const bytes = await change('units', '成都市财政局', { 简称: '市财政局' });
    const other = await change('units', '成都市财政局', { 简称: '财政局' });
    const { digest } = await preview(bytes);
    await expect(take(other, digest)).rejects.toMatchObject({ code: 'directory/preview-changed' });
    expect((await take(bytes, digest)).answer.changes).toMatchObject([{ act: 'correct' }]);
  });

  it('renames regions from a day on, and says where other changes are made', async () => {
    expect(await faults(await change('regions', '什邡市', { 名称: '什邡区' }))).toEqual([
      expect.stringMatching(/^行政区!D\d+ directory\/day-needed$/),
    ]);
    expect(await faults(await added('regions', { 代码: '510199', 名称: '新区' }))).toEqual([
      expect.stringMatching(/^行政区!A\d+ directory\/region-by-adjustment$/),
    ]);
    await take(
      await change('regions', '什邡市', { 名称: '什邡县', 简称: '什邡', 变更生效日期: '2026-03-01' }),
    );
    const view = await unitView(ground.database.query, admin, '510682/财政', TODAY);
    expect(view?.name).toBe('什邡县财政局');
  });

  it('takes nothing that is no text, day or code, and no name that is a formula', async () => {
    const name = (text: string) => added('units', { 名称: text, 类别: '企业', 设立日期: '2026-01-01' });
    for (const text of ["=cmd|' /C calc'!A0", '@SUM(1)', '+1-1局', '-2+3局'])
      expect([text, (await faults(await name(text))).length]).toEqual([text, 1]);
    const twice = await file('units', [...sheet('units').rows, ...sheet('units').rows.slice(0, 1)]);
    expect(await faults(twice)).toEqual([`单位!A${sheet('units').rows.length + 2} directory/row-twice`]);
    const heads = sheet('units');
    const without = {
      ...heads,
      columns: heads.columns.slice(1),
      rows: heads.rows.map((row) => row.slice(1)),
    };
    expect(await faults(await writeGrids([without], '单位'))).toContain('单位!A1 directory/column-missing');
    const strange = { ...heads, columns: heads.columns.map((one) => ({ ...one, head: `新${one.head}` })) };
    expect((await preview(await writeGrids([strange], '单位'))).faultCount).toBeGreaterThan(10);
    expect(await faults(await writeGrids([{ ...heads, name: '别的' }], '单位'))).toEqual([
      '别的!A1 directory/no-sheet',
    ]);
    await expect(preview(new TextEncoder().encode('编号,名称'))).rejects.toMatchObject({
      code: 'file/not-xlsx',
    });
  });

  it('is for the system administrator', async () => {
    const clerk = someone('510000/财政', ['unit-administrator']);
    await expect(exportDirectory(ground, clerk, null)).rejects.toMatchObject({ code: 'scope/not-your-role' });
    const workbook = { name: 'a.xlsx', bytes: new Uint8Array() };
    await expect(previewImport(ground, clerk, workbook)).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
    await expect(importWorkbook(ground, asking(clerk), workbook, null)).rejects.toMatchObject({
      code: 'scope/not-your-role',
    });
  });

  it('asks the database as often for many rows as for one', async () => {
    const { query, counted } = counting(ground.database.query);
    const seen: Ground = { ...ground, database: { ...ground.database, query } };
    const fresh = { 类别: '企业', 行政区代码: '510600', 设立日期: '2026-01-01' };
    const statements = async (names: readonly string[]): Promise<number> => {
      grids = gridsOf(await bookOf(ground.database.query, TODAY));
      const bytes = await added('units', ...names.map((名称) => ({ 名称, ...fresh })));
      const work = () => importWorkbook(seen, asking(admin), { name: '单位.xlsx', bytes }, null);
      return (await counted<{ answer: Preview }>(work)).statements;
    };
    const one = await statements(['德阳市一公司']);
    expect(await statements(['德阳市二公司', '德阳市三公司', '德阳市四公司', '德阳市五公司'])).toBe(one);
  });
});
