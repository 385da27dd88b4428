import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from './document.ts';
import { ofdOf, type TestOfd } from './fixtures/ofd.ts';
import { readOfd } from './ofd.ts';
import { openZip } from './zip.ts';

const read = (ofd: TestOfd) => readOfd(openZip(ofdOf(ofd), DEFAULT_LIMITS, 'OFD'));
const row = (text: string, at: number, indent = 0) => ({ text, x: 28 + indent * 5, y: 40 + at * 10 });

describe('an OFD file', () => {
  it('has its text objects sorted by place and joined to paragraphs', () => {
    const first = '推进供水设施更新改造，到年底前完成老旧管网改造一百二十';
    const { text, map } = read({
      pages: [
        [row('公里，新建加压泵站三座。', 2), row(first.slice(0, 26), 1, 2), row('青川市供水工作要点', 0, 9)],
        [row('牵头单位：水利局', 0, 2)],
      ],
    });
    expect(text.split('\n')).toEqual([
      '青川市供水工作要点',
      `${first.slice(0, 26)}公里，新建加压泵站三座。`,
      '牵头单位：水利局',
    ]);
    expect(map.map(({ page }) => page)).toEqual([1, 1, 2]);
  });

  it.each([
    ['another prefix', { prefix: 'x' }],
    ['no prefix', { prefix: '' }],
    ['another namespace', { namespace: 'http://www.ofdspec.org' }],
    ['a Chinese folder', { folder: '文档_0' }],
  ])('may have %s', (_, how) => {
    expect(read({ pages: [[row('供水', 0)]], ...how }).text).toBe('供水');
  });

  it('has the text of its templates with that of its pages', () => {
    const { text } = read({
      pages: [[{ text: '一千元', x: 60, y: 40 }]],
      template: [{ text: '金额：', x: 28, y: 40 }],
    });
    expect(text.replaceAll(' ', '')).toBe('金额：一千元');
  });

  it('knows distances in the short form, one by one, and downwards', () => {
    const { text } = read({
      pages: [
        [
          { text: '甲乙丙', x: 28, y: 40, code: 'DeltaX="5 5"' },
          { text: '丁戊己', x: 28, y: 60, code: 'DeltaX="g 2 0" DeltaY="g 2 10"' },
        ],
      ],
    });
    expect(text.replaceAll('\n', '')).toBe('甲乙丙丁戊己');
  });

  it('has its tables drawn with lines read cell by cell', () => {
    const { text, tables } = read({
      pages: [
        [
          { text: '任务', x: 32, y: 42 },
          { text: '单位', x: 92, y: 42 },
          { text: '改造管网一', x: 32, y: 52 },
          { text: '百二十公里', x: 32, y: 58 },
          { text: '水利局', x: 92, y: 54 },
        ],
      ],
      paths: [
        [30, 40, 100, 26, 'M 0 0 L 100 0 L 100 26 L 0 26 C'],
        [30, 50, 100, 0, 'M 0 0 L 100 0'],
        [60, 40, 0, 26, 'M 0 0 L 0 26'],
      ],
    });
    expect(text).toBe('任务\n单位\n改造管网一百二十公里\n水利局');
    expect(tables[0]?.cells.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  it('scales by the matrix of the object and leaves what is not visible out', () => {
    const { text } = read({
      pages: [
        [
          { text: '大字', x: 28, y: 40, object: 'CTM="2 0 0 2 0 0"' },
          { text: '看不见', x: 28, y: 80, object: 'Visible="false"' },
        ],
      ],
    });
    expect(text).toBe('大字');
  });

  it('without text, encrypted or without document is refused', () => {
    expect(() => read({ pages: [[]] })).toThrow('file/image-only');
    expect(() =>
      read({ pages: [[row('甲', 0)]], more: [{ name: 'Doc_0/Encryptions.xml', content: '<a/>' }] }),
    ).toThrow('file/encrypted');
    expect(() => read({ pages: [[row('甲', 0)]], rootPart: '<OFD/>' })).toThrow('file/corrupt');
  });
});
