import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someone } from '../acts/fixtures/ground.ts';
import { ROLES } from '../scope/who.ts';
import { counters } from './fixtures/counters.ts';
import { type TestDoor, testDoor } from './fixtures/door.ts';
import { type Described, operationsOf, sampleOf } from './fixtures/operations.ts';
import { openApiPage } from './open-api.ts';
import { RESOURCES } from './resources.ts';

/** May knock at every route; what it may do there is decided later, and is not what is tested here. */
const everybody = someone('510000/政府', [...ROLES]);

/** Every resource of the door, and one that is sure to be there. */
const resources = [...RESOURCES, counters];
const operations = operationsOf(JSON.parse(await openApiPage(resources)) as Described);
const changing = operations.filter(({ method }) => method !== 'GET');
const withBody = changing.filter(({ body }) => body !== null);

let door: TestDoor;
let before: string;
beforeAll(async () => {
  door = await testDoor({ resources, limits: { session: 1e9, address: 1e9 } });
  before = await state();
});
afterAll(() => door.end());

/** For each operation: whatever was tried, every table is as it was. */
function changesNothing(): void {
  afterAll(async () => expect(await state(), 'nothing was changed').toBe(before));
}

/** Every row of every table in one number: two of them are alike where nothing was changed. */
async function state(): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select string_agg(format('%s %s %s', relname, n.count, n.last), ',' order by relname) as state
    from pg_class, lateral (
      select (xpath('/row/count/text()', query_to_xml(format('select count(*) as count from %I', relname), false, true, '')))[1]::text as count,
             (xpath('/row/last/text()', query_to_xml(format('select max(xmin::text::bigint) as last from %I', relname), false, true, '')))[1]::text as last
    ) n
    where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(door.ground.database.query);
  return rows[0]?.state ?? '';
}

type Sent = { readonly headers?: Record<string, string>; readonly payload?: string | Buffer };

async function send({ method, address }: (typeof operations)[number], { headers = {}, payload }: Sent) {
  const answer = await door.app.inject({
    method: method as 'POST',
    url: address,
    headers: door.as(everybody, { 'if-match': '"1"', 'content-type': 'application/json', ...headers }),
    ...(payload !== undefined && { payload }),
  });
  expect(answer.headers['content-type'], answer.body).toBe('application/problem+json; charset=utf-8');
  const problem = answer.json();
  expect(problem.title).toMatch(/[\u4e00-\u9fff]/);
  expect(problem.type).toBe(`urn:luodi:${problem.code}`);
  expect(problem.status).toBe(answer.statusCode);
  const fields: { readonly code: string }[] = problem.fields ?? [];
  return [answer.statusCode, problem.code, ...fields.map(({ code }) => code)];
}

/** A body that would do, so that one thing is wrong and no other. */
const good = (operation: (typeof operations)[number]) => sampleOf(operation.body) as Record<string, unknown>;

it('knows operations that change something', () => {
  expect(operations.length).toBeGreaterThan(3);
});

describe.each(withBody)('$method $path', (operation) => {
  changesNothing();
  const json = (value: unknown) => JSON.stringify(value);
  const deep = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;

  it.each([
    ['half of a JSON', '{"a":', 'door/bad-json'],
    ['no JSON', 'name=1', 'door/bad-json'],
    ['a text behind the JSON', '{} {}', 'door/bad-json'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'door/bad-json'],
    ['a key that is there twice', '{"a":1,"a":2}', 'door/field-twice'],
    ['a key of the prototype', '{"__proto__":{"a":1}}', 'door/field-unknown'],
    ['33 levels', deep(33), 'door/too-deep'],
    ['a million levels', '['.repeat(1_000_000), 'door/too-deep'],
    ['half of a character', '{"x":"\\ud83d"}', 'door/bad-character'],
    ['NUL', '{"x":"a\\u0000b"}', 'door/bad-character'],
    ['a control', '{"x":"a\\u001b[31mb"}', 'door/bad-character'],
    ['a turn of the direction of writing', '{"x":"a\u202eb"}', 'door/bad-character'],
    ['a control in a key', '{"x\\u0007":1}', 'door/bad-character'],
  ])('refuses %s', async (_, payload, code) => {
    expect((await send(operation, { payload })).slice(0, 2)).toEqual([400, code]);
  });

  it('refuses more than a megabyte', async () => {
    const payload = json({ x: 'x'.repeat(2 ** 20) });
    expect((await send(operation, { payload })).slice(0, 2)).toEqual([413, 'door/too-large']);
  });

  it('refuses a text that is too long', async () => {
    const payload = json({ x: 'x'.repeat(1_000_000) });
    expect((await send(operation, { payload })).slice(0, 2)).toEqual([400, 'door/field-too-long']);
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/json; charset=gbk',
    'application/x-www-form-urlencoded',
  ])('refuses %s', async (type) => {
    const sent = { payload: '{}', headers: { 'content-type': type } };
    expect((await send(operation, sent)).slice(0, 2)).toEqual([415, 'door/content-type']);
  });

  it('refuses a body that was packed', async () => {
    const sent = { payload: '{}', headers: { 'content-encoding': 'gzip' } };
    expect((await send(operation, sent)).slice(0, 2)).toEqual([415, 'door/content-type']);
  });

  it('refuses a field that it does not know', async () => {
    const payload = json({ ...good(operation), 'no-such-field': 1 });
    expect(await send(operation, { payload })).toEqual(expect.arrayContaining([400, 'door/field-unknown']));
  });

  it('refuses no body, a list and a text where an object is expected', async () => {
    for (const payload of ['[]', '"x"', '1', 'null'])
      expect((await send(operation, { payload }))[0]).toBe(400);
  });

  it('refuses texts where others are expected, field by field', async () => {
    for (const [field, value] of Object.entries(good(operation))) {
      const other = typeof value === 'string' ? 7 : 'seven';
      expect((await send(operation, { payload: json({ ...good(operation), [field]: other }) }))[0]).toBe(400);
    }
  });
});

describe.each(changing.filter(({ body, takesFiles }) => body === null && !takesFiles))(
  '$method $path',
  (operation) => {
    changesNothing();
    it('takes no body', async () => {
      const code = (await send(operation, { payload: '{"x":1}' }))[1];
      expect(code).toBe('door/no-body-expected');
    });
  },
);

describe.each(changing.filter(({ takesFiles }) => takesFiles))('$method $path', (operation) => {
  changesNothing();
  const MULTIPART = 'multipart/form-data; boundary=b';
  const part = (head: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
  const file = (name: string) =>
    `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n文\r\n`;
  const end = '--b--\r\n';

  it.each([
    ['JSON', '{}', 'application/json', 415],
    ['parts without a boundary', file('a.txt') + end, 'multipart/form-data', 400],
    ['no parts', end, MULTIPART, 400],
    ['parts that break off', file('a.txt').slice(0, -3), MULTIPART, 400],
    ['a head that breaks off', '--b\r\nContent-Dis', MULTIPART, 400],
    ['two files', file('a.txt') + file('b.txt') + end, MULTIPART, 413],
    ['a field it does not know', file('a.txt') + part('name="no-such-field"', 'x') + end, MULTIPART, 400],
    ['a file in the place of a text', file('a.txt').replace('"file"', '"title"') + end, MULTIPART, 400],
    ['a control in a text', file('a.txt') + part('name="title"', 'a\u0000b') + end, MULTIPART, 400],
    ['a control in a file name', `${file('a\u001b.txt')}${end}`, MULTIPART, 400],
    ['a field of the prototype', file('a.txt') + part('name="__proto__"', 'x') + end, MULTIPART, 400],
    [
      'many fields',
      Array.from({ length: 50 }, (_, at) => part(`name="f${at}"`, 'x')).join('') + end,
      MULTIPART,
      413,
    ],
  ])('refuses %s', async (_, payload, type, status) => {
    const sent = { payload: Buffer.from(payload), headers: { 'content-type': type } };
    expect((await send(operation, sent))[0]).toBe(status);
  });
});

describe.each(changing)('$method $path', (operation) => {
  changesNothing();
  const payload = operation.body ? JSON.stringify(sampleOf(operation.body)) : undefined;
  const sent = (headers: Record<string, string | undefined>): Sent => {
    const all: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) all[name] = value;
    return { headers: all, ...(payload !== undefined && { payload }) };
  };

  it('refuses a key that is none', async () => {
    for (const key of ['', ' ', 'x'.repeat(201), 'schlüssel', 'a b'])
      expect((await send(operation, sent({ 'idempotency-key': key }))).slice(0, 2)).toEqual([
        400,
        'door/bad-key',
      ]);
  });

  it('refuses a version that is none', async () => {
    if (operation.method === 'POST') return;
    for (const version of ['*', 'W/"1"', '1', '"x"', '"1","2"'])
      expect((await send(operation, sent({ 'if-match': version }))).slice(0, 2)).toEqual([
        400,
        'door/bad-version',
      ]);
  });

  it('refuses what comes from another site', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
      { origin: 'https://elsewhere.example' },
    ]) {
      const { authorization: _, ...rest } = door.as(everybody, { ...headers, cookie: 'a=b' });
      const answer = await door.app.inject({
        method: operation.method as 'POST',
        url: operation.address,
        headers: rest,
      });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'door/other-site']);
    }
  });
});

describe.each(operations.filter(({ path }) => path.startsWith('/api/')))(
  '$method $path',
  ({ method, path, address }) => {
    changesNothing();
    it('refuses a question that it does not know, and bytes that no text has', async () => {
      // What a provider adds to the address to which it sends people back is not ours to choose.
      if (path === '/api/providers/{provider}/finish') return;
      for (const [query, code] of [
        ['no-such-question=1', 'door/field-unknown'],
        ['no-such-question=%00', 'door/bad-character'],
      ]) {
        const url = `${address}?${query}`;
        const headers = door.as(everybody, { 'if-match': '"1"' });
        const answer = await door.app.inject({ method: method as 'GET', url, headers });
        expect(answer.statusCode, answer.body).toBe(400);
        const { code: said, fields = [] } = answer.json();
        if (method === 'GET')
          expect([said, ...fields.map((one: { code: string }) => one.code)]).toContain(code);
      }
    });

    it('refuses a name with a NUL in its address', async () => {
      if (!path.includes('{')) return;
      const url = path.replaceAll(/\{\w+\}/g, 'a%00b');
      const answer = await door.app.inject({
        method: method as 'GET',
        url,
        headers: door.as(everybody, { 'if-match': '"1"' }),
      });
      expect(answer.statusCode, answer.body).toBe(400);
    });
  },
);
