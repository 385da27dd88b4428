import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counting } from '../../store/fixtures/counting.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { verifyDatabase } from '../../store/verify/index.ts';
import { regionRows, regionView } from '../../views/directory/regions.ts';
import { type UnitsWanted, unitRows, unitView } from '../../views/directory/units.ts';
import type { Ground } from '../context.ts';
import { smallDirectory } from '../fixtures/directory.ts';
import { asking, someone, type TestGround, testGround } from '../fixtures/ground.ts';
import { loadDirectoryTables } from './load.ts';
import { reorganiseRegion, reorganiseUnit, setUpUnit, type UnitWish } from './reorganise.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('reorganisation', () => {
  let test: TestGround;
  let ground: Ground;
  beforeAll(async () => {
    test = await testGround();
    ground = { ...test.ground, directory: smallDirectory() };
    await loadDirectoryTables(ground);
  });
  afterAll(() => test.end());

  const TODAY = '2026-03-02';
  const admin = someone('510000/财政', ['system-administrator']);
  const clerk = someone('510100/教育', ['handler']);
  const unitAdmin = someone('510100/教育', ['unit-administrator']);
  const query = () => ground.database.query;
  const act = (id: string, wish: UnitWish, who = admin, version: number | null = null) =>
    reorganiseUnit(ground, asking(who), id, wish, version);
  const view = (id: string, on = TODAY) => unitView(query(), admin, id, on);
  const list = async (wanted: Partial<UnitsWanted>) =>
    (await unitRows(query(), { on: TODAY, limit: 50, ...wanted })).map(({ name }) => name);
  const setUp = async (name: string, parent: string | null, who = admin) =>
    (
      await setUpUnit(ground, asking(who), {
        ...{ name, short: name, line: 'institution', region: '510100', parent, on: '2026-01-01' },
      })
    ).answer.id;

  it('gives a unit a new name from a day on, and tells what it was called before', async () => {
    const { answer } = await act('510100/教育', {
      ...{ act: 'rename', name: '成都市教育委员会', short: '成都市教委', on: '2026-03-02' },
    });
    expect(answer).toMatchObject({ name: '成都市教育委员会', version: 2, may: { rename: true } });
    expect((await view('510100/教育', '2026-03-01'))?.name).toBe('成都市教育局');
    expect(await list({ region: '510100', text: '教育', on: '2025-01-01' })).toEqual(['成都市教育局']);
    // Whoever looks for the old name finds the unit.
    expect(await list({ region: '510100', text: '教育局' })).toEqual(['成都市教育委员会']);
    expect(test.news.at(-1)).toMatchObject({ programme: DIRECTORY, units: ['510100/教育'] });
  });

  it('is answered once for the same request, and refused with what is there to who came second', async () => {
    const wish: UnitWish = { act: 'correct', name: '成都市财政总局', short: '成都市财政局' };
    const first = await reorganiseUnit(ground, asking(admin, 'key'), '510100/财政', wish, 1);
    const again = await reorganiseUnit(ground, asking(admin, 'key'), '510100/财政', wish, 1);
    expect([again.again, again.answer]).toEqual([true, JSON.parse(JSON.stringify(first.answer))]);
    await expect(act('510100/财政', wish, admin, 1)).rejects.toMatchObject({
      ...{ code: 'door/stale', now: { name: '成都市财政总局', version: 2 } },
    });
  });

  it('is for the system administrator, and for a unit administrator below the own unit', async () => {
    const part = await setUp('成都市招生考试院', '510100/教育', unitAdmin);
    const rename = (who: typeof admin, id: string) =>
      act(id, { act: 'correct', name: `${id.slice(0, 4)}改名院`, short: '改名院' }, who);
    await expect(rename(clerk, part)).rejects.toMatchObject({ code: 'scope/not-your-role' });
    await expect(rename(unitAdmin, '510100/教育')).rejects.toMatchObject({
      code: 'directory/not-subordinate',
    });
    await expect(rename(unitAdmin, '510100/财政')).rejects.toMatchObject({
      code: 'directory/not-subordinate',
    });
    expect((await rename(unitAdmin, part)).answer.version).toBe(2);
    const move = (parent: string | null) =>
      act(part, { act: 'move', region: '510100', parent, on: '2026-02-01' }, unitAdmin);
    await expect(move('510100/财政')).rejects.toMatchObject({ code: 'directory/not-subordinate' });
    await expect(setUp('成都市另一个院', null, unitAdmin)).rejects.toMatchObject({
      code: 'directory/not-subordinate',
    });
    const { may } = (await unitView(query(), unitAdmin, part, TODAY)) ?? {};
    expect([may?.rename, may?.['set-up']]).toEqual([true, true]);
    expect((await unitView(query(), unitAdmin, '510100/教育', TODAY))?.may).toMatchObject({
      'set-up': true,
      rename: { code: 'directory/not-subordinate' },
    });
    expect((await unitView(query(), clerk, part, TODAY))?.may.rename).toMatchObject({
      sentence: '您的岗位没有这项职责。',
    });
    await expect(rename(admin, 'nothing')).rejects.toMatchObject({ code: 'scope/not-found' });
  });

  it('leaves no trace where it is refused', async () => {
    const head = () => query().selectFrom('journal_head').selectAll().execute();
    const before = await head();
    const refused: [UnitWish, string][] = [
      [{ act: 'rename', name: '成都市教育委员会', short: '成都市教委', on: '2026-05-01' }, 'same-name'],
      [{ act: 'rename', name: '成都市财政总局', short: '财政总局', on: '2026-05-01' }, 'name-taken'],
      [{ act: 'rename', name: '成都市新局', short: '新局', on: '2026-01-01' }, 'later-change'],
      [{ act: 'abolish', successor: null, on: '2026-05-01', posts: 'end' }, 'has-parts'],
      [{ act: 'merge', units: ['nobody'], on: '2026-05-01', posts: 'end' }, 'no-unit'],
    ];
    for (const [wish, code] of refused)
      await expect(act('510100/教育', wish)).rejects.toMatchObject({ code: `directory/${code}` });
    expect(await head()).toEqual(before);
  });

  it('lets posts follow with their roles, holders and those who act for them', async () => {
    const [old, into] = [await setUp('成都市甲中心', null), await setUp('成都市乙中心', null)];
    const person = ground.newId();
    const post = ground.newId();
    await query()
      .insertInto('person')
      .values({ id: person, unit_id: old, state: 'active', created_at: new Date(), version: 1 })
      .execute();
    const dates = { from_day: '2026-01-01', until_day: null, version: 1 };
    await query()
      .insertInto('post')
      .values({ id: post, unit_id: old, title: '综合岗', ...dates })
      .execute();
    await query().insertInto('post_role').values({ post_id: post, role: 'handler' }).execute();
    await query()
      .insertInto('appointment')
      .values({ id: ground.newId(), person_id: person, post_id: post, ...dates })
      .execute();
    expect(await view(old)).toMatchObject({ posts: 1, people: 1 });
    const { answer } = await act(into, { act: 'merge', units: [old], on: '2026-03-01', posts: 'follow' });
    expect(answer).toMatchObject({ posts: 1, people: 1, predecessors: [{ id: old, name: '成都市甲中心' }] });
    expect(await view(old)).toMatchObject({
      ...{
        posts: 0,
        until: '2026-03-01',
        successor: { id: into, name: '成都市乙中心' },
        name: '成都市甲中心',
      },
      may: { rename: { code: 'directory/ended' } },
    });
    const posts = await query().selectFrom('post').selectAll().where('title', '=', '综合岗').execute();
    const followed = posts.find(({ unit_id }) => unit_id === into);
    expect(posts.find(({ id }) => id === post)?.until_day).toBe('2026-03-01');
    expect(followed).toMatchObject({ from_day: '2026-03-01', until_day: null });
    const roles = await query()
      .selectFrom('post_role')
      .select('role')
      .where('post_id', '=', followed?.id ?? '')
      .execute();
    expect(roles).toEqual([{ role: 'handler' }]);
    const { unit_id } = await query()
      .selectFrom('person')
      .select('unit_id')
      .where('id', '=', person)
      .executeTakeFirstOrThrow();
    expect(unit_id).toBe(into);
  });

  it('ends no post of an administrator by the way', async () => {
    const unit = await setUp('成都市辛中心', null);
    const post = ground.newId();
    const dates = { from_day: '2026-01-01', until_day: null, version: 1 };
    await query()
      .insertInto('post')
      .values({ id: post, unit_id: unit, title: '安全岗', ...dates })
      .execute();
    await query().insertInto('post_role').values({ post_id: post, role: 'security-administrator' }).execute();
    const abolish = (posts: 'follow' | 'end') =>
      act(unit, { act: 'abolish', successor: '510100/财政', on: '2026-03-01', posts });
    await expect(abolish('end')).rejects.toMatchObject({ code: 'person/administrators-apart' });
    expect((await abolish('follow')).answer.until).toBe('2026-03-01');
  });

  it('divides a unit', async () => {
    const old = await setUp('成都市丙中心', null);
    const parts = ['成都市丁中心', '成都市戊中心'].map((name) => ({ name, short: name }));
    const { answer } = await act(old, {
      act: 'split',
      parts,
      successor: 1,
      on: '2026-02-01',
      posts: 'follow',
    });
    expect(answer).toMatchObject({ until: '2026-02-01', successor: { name: '成都市戊中心' } });
    expect(await list({ text: '丁中心' })).toEqual(['成都市丁中心']);
  });

  it('moves a unit, and knows where it stood', async () => {
    const id = await setUp('成都市己中心', '510100/教育');
    const { answer } = await act(id, { act: 'move', region: '510104', parent: null, on: '2026-02-01' });
    expect(answer).toMatchObject({
      region: { id: '510104', name: '锦江区' },
      places: [
        {
          ...{ until: '2026-02-01', region: { id: '510100', name: '成都市' } },
          parent: { id: '510100/教育', name: '成都市教育委员会' },
        },
      ],
    });
  });

  it('moves nothing to where another bears its name', async () => {
    const id = await setUp('成都市庚中心', null);
    await setUpUnit(ground, asking(admin), {
      ...{ name: '成都市庚中心', short: '庚中心', line: 'institution', region: '510104', parent: null },
      on: '2026-01-01',
    });
    await expect(
      act(id, { act: 'move', region: '510104', parent: null, on: '2026-02-01' }),
    ).rejects.toMatchObject({ code: 'directory/name-taken' });
  });

  it('makes a county a district, with all its units', async () => {
    const { answer } = await reorganiseRegion(
      ground,
      asking(admin),
      '510121',
      { act: 'replace', code: '510118', name: '金堂区', short: '金堂', on: '2026-02-01', posts: 'follow' },
      1,
    );
    expect(answer).toMatchObject({ until: '2026-02-01', successor: { id: '510118', name: '金堂区' } });
    expect((await view('510121/财政'))?.successor).toEqual({
      ...{ id: '510118/财政', name: '成都市金堂区财政局' },
    });
    expect(await list({ region: '510118', line: 'party' })).toEqual(['中共成都市金堂区委组织部']);
    expect((await regionView(query(), admin, '510118', TODAY))?.line.map(({ name }) => name)).toEqual([
      '四川省',
      '成都市',
      '金堂区',
    ]);
    const below = await regionRows(query(), { on: TODAY, parent: '510100', limit: 50 });
    expect(below.map(({ name }) => name)).toEqual(['锦江区', '郫都区', '金堂区']);
    const then = await regionRows(query(), { on: '2015-06-01', parent: '510100', limit: 50 });
    expect(then.map(({ name }) => name)).toEqual(['锦江区', '金堂县', '郫县']);
    await expect(
      reorganiseRegion(
        ground,
        asking(unitAdmin),
        '510118',
        { act: 'rename', name: '新区', short: '新区', on: '2026-03-01' },
        null,
      ),
    ).rejects.toMatchObject({ code: 'scope/not-your-role' });
  });

  it('merges a region into another', async () => {
    await reorganiseRegion(
      ground,
      asking(admin),
      '510603',
      { act: 'merge', regions: ['510682'], on: '2026-02-01', posts: 'end' },
      null,
    );
    expect((await view('510682/教育'))?.successor?.name).toBe('德阳市旌阳区教育局');
    expect(await list({ region: '510682' })).toEqual([]);
    expect((await list({ region: '510682', ended: true })).length).toBe(6);
  });

  it('asks the database as often for many as for one', async () => {
    const { query: counted, counted: count } = counting(query());
    const seen: Ground = { ...ground, database: { ...ground.database, query: counted } };
    const statements = async (work: () => Promise<unknown>) => (await count(work)).statements;
    const ids: string[] = [];
    for (const name of ['子', '丑', '寅', '卯', '辰', '巳']) ids.push(await setUp(`成都市${name}中心`, null));
    const merge = (into: string, units: string[]) =>
      statements(() =>
        reorganiseUnit(
          seen,
          asking(admin),
          into,
          { act: 'merge', units, on: '2026-02-02', posts: 'end' },
          null,
        ),
      );
    const one = await merge(ids[0] as string, [ids[1] as string]);
    expect(await merge(ids[0] as string, ids.slice(2))).toBe(one);
    expect(one).toBeLessThanOrEqual(20);
    expect(await statements(() => unitRows(counted, { on: TODAY, limit: 200 }))).toBe(1);
    expect(await statements(() => unitView(counted, admin, '510100/教育', TODAY))).toBe(1);
    expect(await statements(() => regionView(counted, admin, '510100', TODAY))).toBe(1);
  });

  it('lists in the order of pinyin, page after page', async () => {
    const all = await unitRows(query(), { on: TODAY, limit: 200, region: '510000', within: true });
    expect(all.map(({ sortKey }) => sortKey)).toEqual([...all.map(({ sortKey }) => sortKey)].sort());
    const paged: string[] = [];
    for (let after: UnitsWanted['after']; ; ) {
      const rows = await unitRows(query(), { on: TODAY, limit: 7, region: '510000', within: true, after });
      paged.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last) break;
      after = [last.sortKey, last.id];
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    expect(await list({ text: 'cdsjyj', region: '510100', on: '2025-01-01' })).toEqual(['成都市教育局']);
    expect(await list({ text: "'%_\\" })).toEqual([]);
    expect(await list({ region: '000000', text: '财政' })).toEqual(['财政部']);
  });

  it('is explained by the journal, row for row, and the tree by its parents', async () => {
    const evidence = { keys: null, calendar: null, files: null };
    const { findings } = await verifyDatabase(ground.database, evidence);
    const faults = JSON.stringify(findings);
    // People and posts were put here without an event; nothing else was.
    expect(findings.length).toBeGreaterThan(0);
    for (const table of [
      'region',
      'region_name',
      'region_ancestor',
      'unit',
      'unit_name',
      'unit_place',
      'setting',
    ])
      expect(faults).not.toContain(`"${table}"`);
  });
});
