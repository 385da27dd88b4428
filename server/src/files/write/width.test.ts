import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted, padded, widthOf, wrapped } from './width.ts';

it('counts two columns for a Chinese character and for a full-width mark', () => {
  expect(widthOf('任务12，')).toBe(8);
  expect(widthOf('e\u0301')).toBe(1);
  expect(widthOf('𠮷')).toBe(2);
});

it('cuts without parting a character', () => {
  expect(fitted('推进改造', 8)).toBe('推进改造');
  expect(fitted('推进改造', 7)).toBe('推进改…');
  expect(fitted('推进改造', 6)).toBe('推进…');
});

it('pads by columns', () => {
  expect(padded('任务', 6)).toBe('任务  ');
});

it('begins no line with a closing mark and keeps figures whole', () => {
  expect(wrapped('新增停车位，含充电桩', 10)).toEqual(['新增停车', '位，含充电', '桩']);
  expect(wrapped('改造小区12345个', 12)).toEqual(['改造小区', '12345个']);
  expect(wrapped('可读取 .docx 和 --lang', 10)).toEqual(['可读取', '.docx 和', '--lang']);
});

it('keeps every character, whatever the width', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
      const lines = wrapped(text, columns);
      const bare = (written: string) => written.replace(/\s/gu, '');
      expect(bare(lines.join(''))).toBe(bare(text));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    }),
  );
});
