import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Canonical, canonicalBytes, canonicalText, readCanonical, utf8 } from './index.ts';

const text = (words: string) => utf8(words) as Uint8Array;
const wellFormed = fc.string({ unit: 'binary', maxLength: 12 }).filter((words) => !/\p{Cs}/u.test(words));
const { value } = fc.letrec<{ value: Canonical; list: Canonical; members: Canonical }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Canonical>(null, true, false),
    fc.maxSafeInteger(),
    wellFormed,
    tie('list'),
    tie('members'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  members: fc.dictionary(wellFormed, tie('value'), { maxKeys: 4 }),
}));

it('writes members in the order of code points, without white space', () => {
  expect(canonicalText({ b: [1, -2, true, null], a: '市' })).toBe('{"a":"市","b":[1,-2,true,null]}');
  // U+FF01 comes before U+1F600, although its UTF-16 unit is larger.
  expect(canonicalText({ '\u{1f600}': 1, '\uff01': 2 })).toBe('{"\uff01":2,"\u{1f600}":1}');
  expect(canonicalText({ aa: 1, a: 2, '': 3 })).toBe('{"":3,"a":2,"aa":1}');
});

it('escapes quotation marks, backslashes and control characters only', () => {
  expect(canonicalText('"\\\b\t\n\f\r\u0001\u001f\u007f/\u2028')).toBe(
    '"\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\u007f/\u2028"',
  );
});

it('keeps characters as they are: NFC is not applied', () => {
  expect(canonicalBytes('e\u0301')).not.toEqual(canonicalBytes('\u00e9'));
});

it.each([
  ['a fraction', 0.5],
  ['a number that is too large', 2 ** 53],
  ['minus zero', -0],
  ['no number', Number.NaN],
  ['a member that is undefined', { a: undefined }],
  ['a hole of a list', [undefined]],
  ['a bigint', 1n],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['a function', () => 1],
  ['33 levels', Array.from({ length: 33 }).reduce<Canonical>((inner) => [inner], 1)],
])('refuses %s', (_, wrong) => {
  expect(() => canonicalBytes(wrong as Canonical)).toThrow('journal/not-canonical');
});

it('says where the wrong value stands', () => {
  expect(() => canonicalBytes({ a: [1, { b: 0.5 }] })).toThrow(
    expect.objectContaining({ parameters: { where: '$.a[1].b' } }),
  );
});

it('reads what it wrote, and equal values are equal bytes whatever the order of members', () => {
  fc.assert(
    fc.property(value, (one) => {
      const bytes = canonicalBytes(one);
      expect(readCanonical(bytes)).toEqual(one);
      const turned = JSON.parse(JSON.stringify(one), (_, inner) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      ) as Canonical;
      expect(canonicalBytes(turned)).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ...[
    ' 1',
    '1 ',
    '1.0',
    '1e2',
    '-0',
    '01',
    '+1',
    '9007199254740993',
    '1e999',
    'NaN',
    '[1,]',
    '{"b":1,"a":2}',
  ],
  ...['{"a":1,"a":1}', '"\\u0041"', '"\\/"', '"\\ud800"', '{"a": 1}', '\ufeff1', '', '[', '"\n"', '1\n'],
])('does not take %j for canonical', (words) => {
  expect(readCanonical(text(words))).toBeNull();
});

it('takes a member for what it is, whatever it is called', () => {
  const bytes = text('{"__proto__":{"toString":1},"constructor":2}');
  expect(canonicalBytes(readCanonical(bytes) as Canonical)).toEqual(bytes);
});

it('is not brought down by ten thousand levels', () => {
  expect(readCanonical(text('['.repeat(10_000) + ']'.repeat(10_000)))).toBeNull();
});
