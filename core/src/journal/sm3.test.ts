import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, hex, sm3, sm3Hex, textOfUtf8, utf8 } from './index.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const platform = (bytes: Uint8Array) => createHash('sm3').update(bytes).digest('hex');

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', 'A.1'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732', 'A.2'],
    ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b', 'of nothing'],
  ])('of “%s” is the value of GB/T 32905 (%s, %s)', (text, digest) => {
    expect(sm3Hex(bytesOf(text))).toBe(digest);
  });

  it('agrees with the platform around every length of a block', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 197) & 255);
    for (let length = 0; length <= bytes.length; length++)
      expect(sm3Hex(bytes.subarray(0, length))).toBe(platform(bytes.subarray(0, length)));
  });

  it('agrees with the platform on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(sm3Hex(bytes)).toBe(platform(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('hashes at least 20 MB/s here', () => {
    const bytes = new Uint8Array(1 << 20).fill(0x61);
    sm3(bytes);
    const times = [0, 1, 2].map(() => {
      const from = performance.now();
      sm3(bytes);
      return performance.now() - from;
    });
    const from = performance.now();
    platform(bytes);
    const theirs = performance.now() - from;
    const best = Math.min(...times);
    expect(1000 / best, `MB/s; node:crypto has ${(1000 / theirs).toFixed(0)}`).toBeGreaterThan(20);
  });
});

describe('hexadecimal digits and UTF-8', () => {
  it('go to bytes and back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(hex(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ['a', 'AB', '0x', 'zz']) expect(fromHex(text)).toBeNull();
  });

  it('are those of the platform for every well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        if (/\p{Cs}/u.test(text)) return;
        const bytes = utf8(text) as Uint8Array;
        expect(hex(bytes)).toBe(Buffer.from(text).toString('hex'));
        expect(textOfUtf8(bytes)).toBe(text);
      }),
    );
  });

  it('refuse a lone surrogate and bytes that are no UTF-8', () => {
    for (const text of ['\ud800', 'a\udc00b', '\udc00\ud800', '\ud800\ud800\udc00'])
      expect(utf8(text)).toBeNull();
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const theirs = (bytes: Uint8Array) => {
      try {
        return decoder.decode(bytes);
      } catch {
        return null;
      }
    };
    const unit = fc.oneof(
      fc.constantFrom(0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from(list);
        expect(textOfUtf8(bytes)).toBe(theirs(bytes));
      }),
      { numRuns: 5000 },
    );
  });
});
