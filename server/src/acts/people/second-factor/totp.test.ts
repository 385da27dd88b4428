import { describe, expect, it } from 'vitest';
import {
  base32,
  codeAt,
  newRecoveryCodes,
  newSecret,
  otpauthUri,
  plainRecoveryCode,
  stepAt,
  stepOfCode,
} from './totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('a code', () => {
  // RFC 6238, appendix B, SHA-1, eight digits.
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at second %i is %s', (second, code) => {
    expect(codeAt(secret, stepAt(new Date(second * 1000)), 8)).toBe(code);
  });

  it('counts half a minute either way, and never twice', () => {
    const now = new Date(1_234_567_890_000);
    const step = stepAt(now);
    for (const off of [-1, 0, 1])
      expect(stepOfCode(secret, codeAt(secret, step + off), now, null)).toBe(step + off);
    for (const off of [-2, 2]) expect(stepOfCode(secret, codeAt(secret, step + off), now, null)).toBeNull();
    expect(stepOfCode(secret, codeAt(secret, step), now, step)).toBeNull();
    expect(stepOfCode(secret, codeAt(secret, step - 1), now, step)).toBeNull();
    expect(stepOfCode(secret, codeAt(secret, step + 1), now, step)).toBe(step + 1);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('%j is none', (text) => {
    expect(stepOfCode(secret, text, new Date(0), null)).toBeNull();
  });
});

it('a secret is told in base32', () => {
  // RFC 4648, 10, without padding.
  expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
    ...['MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
  ]);
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(otpauthUri(secret, '经办@处')).toBe(
    'otpauth://totp/Luodi:%E7%BB%8F%E5%8A%9E%40%E5%A4%84?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Luodi&algorithm=SHA1&digits=6&period=30',
  );
  expect(newSecret()).toHaveLength(20);
});

it('recovery codes are ten different ones, however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
  expect(plainRecoveryCode(' abcd efgh-ijkl ')).toBe('ABCDEFGHIJKL');
});
