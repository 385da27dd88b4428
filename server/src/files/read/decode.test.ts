import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';

const TEXT = '一、供水保障\r\n（一）改造管网120公里。\n';
/** 一、供水保障 CRLF （一）改造管网120公里。 LF */
const GBK = Buffer.from(
  'd2bba1a2b9a9cbaeb1a3d5cf0d0aa3a8d2bba3a9b8c4d4ecb9dccdf8313230b9abc0efa1a30a',
  'hex',
);
const wide = (text: string) => Buffer.from(text, 'utf16le');

describe('plain text', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 little endian with its mark', wide(`\ufeff${TEXT}`)],
    ['UTF-16 big endian with its mark', wide(`\ufeff${TEXT}`).swap16()],
    ['UTF-16 little endian', wide(TEXT)],
    ['UTF-16 big endian', wide(TEXT).swap16()],
    ['GB18030', GBK],
  ])('is decoded exactly from %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  it('keeps a mark in its middle and four-byte characters of GB18030', () => {
    expect(decodeText(Buffer.from(`甲\ufeff乙`))).toBe('甲\ufeff乙');
    expect(decodeText(Buffer.from([0xbc, 0xd7, 0x82, 0x30, 0x81, 0x30]))).toBe(
      '甲\u00a5'.slice(0, 1) + new TextDecoder('gb18030').decode(Buffer.from([0x82, 0x30, 0x81, 0x30])),
    );
  });

  it('stays UTF-8 where a cut left half a character', () => {
    const cut = Buffer.from(TEXT.repeat(3)).subarray(0, -2);
    expect(decodeText(cut)).toBe(`${TEXT.repeat(3).slice(0, -2)}\ufffd`);
  });

  it('is refused if it is binary or garbled', () => {
    expect(() => decodeText(Buffer.from([0, 1, 2, 3, 0, 255, 0, 9]))).toThrow('file/binary');
    expect(() => decodeText(Buffer.from('甲\0乙'))).toThrow('file/binary');
    expect(() => decodeText(Buffer.from('\u0001\u0002\u0003abc'))).toThrow('file/binary');
    expect(() => decodeText(Buffer.from('锟斤拷锟斤拷甲'))).toThrow('file/mojibake');
    expect(() => decodeText(Buffer.from('\ufffd\ufffd甲乙'))).toThrow('file/mojibake');
  });
});
