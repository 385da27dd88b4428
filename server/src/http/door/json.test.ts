import { describe, expect, it } from 'vitest';
import { DEEPEST, readJson } from './json.ts';

const read = (text: string) => readJson(Buffer.from(text));
const refusal = (bytes: string | Uint8Array) => {
  try {
    readJson(Buffer.from(bytes as string));
  } catch (error) {
    return error;
  }
  return null;
};

it.each([
  '{"a":[1,"x\\"{",{"b":null}],"c":"]"}',
  '[]',
  '"text"',
  '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
  ' {} ',
])('reads %s as JSON.parse does', (text) => {
  expect(read(text)).toEqual(JSON.parse(text));
});

it('takes no mark of byte order for a fault', () => {
  expect(read('\ufeff{"a":1}')).toEqual({ a: 1 });
});

describe('refuses', () => {
  it.each([
    ['{"a":1,"a":2}', 'door/field-twice', { field: 'a' }],
    ['{"a":1,"\\u0061":2}', 'door/field-twice', { field: 'a' }],
    ['{"b":[{"a":1,"c":{"x":1,"x":1}}]}', 'door/field-twice', { field: 'x' }],
    ['{"__proto__":{"a":1}}', 'door/field-unknown', { field: '__proto__' }],
    ['{"a":', 'door/bad-json', { position: 6 }],
    ['{"a":"', 'door/bad-json', { position: 6 }],
    ['{"a":1}x', 'door/bad-json', { position: 9 }],
    ["{'a':1}", 'door/bad-json', { position: 8 }],
    ['{"a":NaN}', 'door/bad-json', { position: 10 }],
    ['', 'door/bad-json', { position: 1 }],
  ])('%s', (text, code, parameters) => {
    expect(refusal(text)).toMatchObject({ code, parameters });
  });

  it('bytes that are no UTF-8', () => {
    expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ code: 'door/bad-json' });
    expect(refusal(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toMatchObject({ code: 'door/bad-json' });
  });

  it('what is nested too deeply, before a tree is built of it', () => {
    expect(read('['.repeat(DEEPEST) + ']'.repeat(DEEPEST))).toBeInstanceOf(Array);
    expect(refusal('['.repeat(DEEPEST + 1))).toMatchObject({
      code: 'door/too-deep',
      parameters: { limit: 32 },
    });
    expect(refusal('{"a":'.repeat(200_000))).toMatchObject({ code: 'door/too-deep' });
  });
});

it('reads one long text', () => {
  const text = JSON.stringify({ a: `"\\${'文\\"'.repeat(200_000)}` });
  expect(read(text)).toEqual(JSON.parse(text));
});

it('reads a megabyte in a moment', () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ name: `事项${at}`, count: at })));
  const before = performance.now();
  expect(read(text)).toHaveLength(20_000);
  expect(performance.now() - before).toBeLessThan(1000);
});
