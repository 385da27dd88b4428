import { canonicalBytes } from '@luodi/core/journal';
import { describe, expect, it } from 'vitest';
import {
  canonicalRow,
  columnsOf,
  journalRow,
  marksOf,
  rowHash,
  sm3OfTexts,
  TABLE_RULES,
  textOf,
} from './row.ts';
import { sm3Of } from './sm3.ts';

const row = {
  ...{ key: 'k "1"', text: '市\n\u2028😀', none: null, yes: true, no: false, zero: 0, count: -7, big: 12n },
  ...{ at: new Date('2026-03-02T01:02:03.456Z'), day: '2026-03-02', bytes: Buffer.from([0, 255]) },
  ...{ list: ['b', 'a'], json: { b: [1, { a: null }], a: '3.50' } },
};

describe('what the journal says of a row', () => {
  it('is the hash of its canonical bytes, however it is computed', () => {
    const columns = columnsOf(row);
    const texts = columns.map((column) => textOf(row[column as keyof typeof row]));
    expect(sm3OfTexts(columns, texts)).toBe(rowHash(row));
    expect(rowHash(row)).toBe(sm3Of(canonicalBytes(canonicalRow(row))));
    expect(journalRow('setting', row, columns)).toEqual(['k "1"', rowHash(row), marksOf(columns, texts)]);
  });

  it.each([
    ['a fraction', 0.5],
    ['minus zero', -0],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a moment that is none', new Date(Number.NaN)],
  ])('does not write %s', (_, value) => expect(() => textOf(value)).toThrow());

  it('has four characters for each column, 24 bits of the SM3 of its text', () => {
    const [one, other] = ['"a"', '"b"'].map((text) =>
      Buffer.from(sm3Of(Buffer.from(text)), 'hex')
        .subarray(0, 3)
        .toString('base64url'),
    );
    expect(marksOf(['x', 'y'], ['"a"', '"b"'])).toBe(`${one}${other}`);
  });

  it('gives nothing away of a row with a salt', () => {
    const marks = (name: string, salt: string) => marksOf(['name', 'salt'], [`"${name}"`, `"${salt}"`]);
    expect(marks('甲', 's').slice(0, 4)).not.toBe(marksOf(['name'], ['"甲"']));
    expect(marks('甲', 's').slice(0, 4)).not.toBe(marks('甲', 't').slice(0, 4));
    expect(marks('甲', 's').slice(4)).toBe(marks('乙', 's').slice(4));
    expect(marks('甲', 's')).not.toBe(marks('乙', 's'));
  });
});

it('every table is named once with its proof', () => {
  expect(Object.values(TABLE_RULES).every(({ key, owned }) => key.length > 0 || owned)).toBe(true);
});
