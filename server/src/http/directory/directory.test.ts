import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDirectoryTables } from '../../acts/directory/load.ts';
import { smallDirectory } from '../../acts/fixtures/directory.ts';
import { someone } from '../../acts/fixtures/ground.ts';
import { ROLES } from '../../scope/who.ts';
import { hasPostgres, skipping } from '../../store/fixtures/ground.ts';
import { type TestDoor, testDoor } from '../fixtures/door.ts';
import { regions } from './regions.ts';
import { units } from './units.ts';
import { workbooks } from './workbook.ts';

if (!hasPostgres()) skipping('no PostgreSQL on this machine');

describe.runIf(hasPostgres())('the directory at the door', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await testDoor({ resources: [units, regions, workbooks] });
    await loadDirectoryTables({ ...door.ground, directory: smallDirectory() });
  });
  afterAll(() => door.end());

  const admin = someone('510000/财政', ['system-administrator']);
  const clerk = someone('510100/教育', ['handler']);
  const get = async (url: string, who: typeof clerk | null = clerk, headers = {}) => {
    const answer = await door.app.inject({ method: 'GET', url: url, headers: door.as(who, headers) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : null };
  };
  const post = async (url: string, payload: object, who: typeof clerk | null = admin, headers = {}) => {
    const answer = await door.app.inject({
      ...{ method: 'POST', url: url, headers: door.as(who, headers), payload },
    });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  };
  const at = (id: string) => `/api/units/${encodeURIComponent(id)}`;

  it('lists units page after page, by region, line, text and first letters', async () => {
    const names: string[] = [];
    for (let cursor = ''; ; ) {
      const { status, body } = await get(`/api/units?region=510000&within=true&limit=5${cursor}`);
      expect(status).toBe(200);
      names.push(...body.rows.map(({ name }: { name: string }) => name));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('中共成都市锦江区委组织部');
    const found = async (query: string) =>
      (await get(`/api/units?${query}`)).body.rows.map(({ name }: { name: string }) => name);
    expect(await found('text=锦江区财政')).toEqual(['成都市锦江区财政局']);
    expect(await found('text=jjqczj')).toEqual(['成都市锦江区财政局']);
    expect(await found('line=party&region=510600')).toEqual(['中共德阳市委组织部']);
    expect(await found('region=000000&text=国务院')).toEqual(['国务院']);
    expect(await found('text=农业农村厅&on=2015-01-01')).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    for (const query of ['limit=0', 'limit=201', 'on=2026-02-30', 'line=x', 'more=1', 'cursor=x'])
      expect([query, (await get(`/api/units?${query}`)).status]).toEqual([query, 400]);
    expect((await get(at('nobody'))).status).toBe(404);
    expect((await get(at('nobody'), null)).status).toBe(401);
    expect((await get('/api/regions/999999')).status).toBe(404);
    expect((await get('/api/regions/51')).status).toBe(404);
  });

  it('shows regions as a tree', async () => {
    const below = async (query: string) =>
      (await get(`/api/regions?${query}`)).body.rows.map(
        ({ name, regions: count }: { name: string; regions: number }) => [name, count],
      );
    expect(await below('parent=000000')).toEqual([
      ['重庆市', 0],
      ['四川省', 2],
    ]);
    expect(await below('parent=510100')).toEqual([
      ['锦江区', 0],
      ['郫都区', 0],
      ['金堂县', 0],
    ]);
    expect(await below('parent=510100&on=2010-01-01&limit=2')).toHaveLength(2);
    expect(await below('text=pdq')).toEqual([['郫都区', 0]]);
    const { body, headers } = await get('/api/regions/510117');
    expect(body).toMatchObject({
      ...{ line: [{ name: '四川省' }, { name: '成都市' }, { name: '郫都区' }], version: 1 },
      predecessors: [{ id: '510124', name: '郫县' }],
      may: { 'rename-region': { code: 'scope/not-your-role' } },
    });
    expect(headers.etag).toMatch(/^"1\./);
  });

  it('sets up and reorganises, once for the same key, and not over what somebody else did', async () => {
    const made = await post('/api/units', {
      ...{ name: '成都市数据集团', line: 'enterprise', region: '510100', parent: null, on: '2026-01-01' },
    });
    expect([made.status, made.body.name, made.body.shortName]).toEqual([
      200,
      '成都市数据集团',
      '成都市数据集团',
    ]);
    const rename = { act: 'rename', name: '成都市数据公司', short: '数据公司', on: '2026-03-01' };
    const key = { 'idempotency-key': 'one', 'if-match': '"1"' };
    const first = await post(`${at(made.body.id)}/acts`, rename, admin, key);
    const again = await post(`${at(made.body.id)}/acts`, rename, admin, key);
    expect([first.status, again.body]).toEqual([200, first.body]);
    expect(first.headers.etag).toBe('"2"');
    const late = await post(`${at(made.body.id)}/acts`, rename, admin, { 'if-match': '"1"' });
    expect([late.status, late.body.now.name]).toEqual([412, '成都市数据公司']);
    const twice = await post(`${at(made.body.id)}/acts`, rename);
    expect([twice.status, twice.body.title]).toEqual([
      ...[409, '“成都市数据公司”在2026-03-01已有变更，生效日期须晚于这一天。'],
    ]);
    expect((await get(`${at(made.body.id)}?on=2026-02-01`)).body.name).toBe('成都市数据集团');
  });

  it('is changed by nobody whose role it is not', async () => {
    const acts: [string, object][] = [
      ['/api/units', { name: '某某中心', line: 'institution', region: null, parent: null, on: '2026-01-01' }],
      [`${at('510100/教育')}/acts`, { act: 'abolish', successor: null, on: '2027-01-01', posts: 'end' }],
      ['/api/regions/510104/acts', { act: 'rename', name: '新锦江区', on: '2027-01-01' }],
    ];
    for (const [url, body] of acts)
      for (const role of ROLES.filter((one) => one !== 'system-administrator')) {
        const { status } = await post(url, body, someone('510000/财政', [role]));
        expect([url, role, status]).toEqual([url, role, 403]);
      }
  });

  it('takes nothing that is not as described', async () => {
    for (const body of [
      {},
      { act: 'rename' },
      { act: 'rename', name: '', on: '2026-04-01' },
      { act: 'rename', name: '成都市某局', on: '明天' },
      { act: 'delete' },
      { act: 'merge', units: '510100/财政', on: '2026-04-01', posts: 'end' },
      { act: 'abolish', successor: null, on: '2026-04-01', posts: 'stay' },
      { act: 'abolish', successor: null, on: '2026-04-01', posts: 'end', force: true },
    ])
      expect((await post(`${at('510100/教育')}/acts`, body)).status).toBe(400);
    const hidden = await post(`${at('510100/教育')}/acts`, {
      ...{ act: 'rename', name: '成都市\u202e教育局', on: '2026-04-01' },
    });
    expect([400, 422]).toContain(hidden.status);
  });

  it('gives out a workbook and takes it back', async () => {
    const send = (url: string, file: Uint8Array, who: typeof clerk, digest?: string) => {
      const form = new FormData();
      form.append('file', new Blob([Buffer.from(file)]), '单位目录.xlsx');
      if (digest !== undefined) form.append('digest', digest);
      const request = new Request('http://luodi', { method: 'POST', body: form });
      return request.arrayBuffer().then((body) =>
        door.app.inject({
          ...{ method: 'POST', url, payload: Buffer.from(body) },
          headers: { ...door.as(who), 'content-type': request.headers.get('content-type') ?? '' },
        }),
      );
    };
    const got = await door.app.inject({
      ...{ method: 'GET', url: '/api/directory/workbook?region=510600', headers: door.as(admin) },
    });
    expect([got.statusCode, got.headers['content-type']]).toEqual([
      ...[200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ]);
    const looked = await send('/api/directory/workbook/preview', got.rawPayload, admin);
    expect([looked.statusCode, looked.json()]).toMatchObject([
      200,
      { changes: [], faults: [], faultCount: 0 },
    ]);
    const { digest } = looked.json();
    const taken = await send('/api/directory/workbook', got.rawPayload, admin, digest);
    expect([taken.statusCode, taken.json().changes]).toEqual([200, []]);
    const other = await send('/api/directory/workbook', got.rawPayload, admin, 'other');
    expect([other.statusCode, other.json().code]).toEqual([409, 'directory/preview-changed']);
    const broken = await send('/api/directory/workbook', Buffer.from('PK...'), admin);
    expect([broken.statusCode, broken.json().code]).toEqual([422, 'file/corrupt']);
    for (const url of ['/api/directory/workbook/preview', '/api/directory/workbook'])
      expect((await send(url, got.rawPayload, clerk)).statusCode).toBe(403);
    const plain = await door.app.inject({
      ...{ method: 'POST', url: '/api/directory/workbook', headers: door.as(admin), payload: {} },
    });
    expect(plain.statusCode).toBe(415);
  });
});
