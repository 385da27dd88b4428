import { describe, expect, it } from 'vitest';
import { official, pdfOf, type TestPdf } from './fixtures/pdf.ts';
import { readPdf } from './pdf.ts';

const read = (pdf: TestPdf) => readPdf(pdfOf(pdf));
const LONG =
  '坚持以水定城、以水定产，推进供水设施更新改造，到年底前完成老旧管网改造一百二十公里，新建加压泵站三座，管网漏损率控制在百分之九以内，供水水质达标率保持百分之百。';
const SENTENCES = Array.from(
  { length: 12 },
  (_, at) => `（${'一二三四五六七八九十甲乙'[at]}）第${at}项工作。${LONG}`,
);

describe('a PDF with a text layer', () => {
  it('has its lines joined to paragraphs, also over page ends, and page numbers left out', async () => {
    const { text, map } = await read({ pages: official(SENTENCES) });
    expect(text.split('\n')).toEqual(SENTENCES);
    expect(map.map(({ page }) => page)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]);
    expect(map.map(({ start }) => text.slice(start, start + 3))).toEqual(
      SENTENCES.map((line) => line.slice(0, 3)),
    );
  });

  it('keeps centred titles and short lines apart', async () => {
    const title = [
      { text: '青川市二〇二五年供水工作', x: 160, y: 80, size: 22 },
      { text: '重点任务', x: 250, y: 115, size: 22 },
    ];
    const [page] = official([LONG, '牵头单位：水利局', '责任单位：财政局、住房城乡建设局']);
    const { text } = await read({
      pages: [{ texts: [...title, ...(page?.texts ?? []).map((one) => ({ ...one, y: one.y + 40 }))] }],
    });
    expect(text.split('\n')).toEqual([
      '青川市二〇二五年供水工作',
      '重点任务',
      LONG,
      '牵头单位：水利局',
      '责任单位：财政局、住房城乡建设局',
    ]);
  });

  it('loses running heads that stand on many pages', async () => {
    const pages = official(SENTENCES, 8).map((page) => ({
      texts: [{ text: '青川市人民政府公报', x: 230, y: 60, size: 10 }, ...(page.texts ?? [])],
    }));
    const { text } = await read({ pages });
    expect(pages.length).toBeGreaterThan(3);
    expect(text).not.toContain('公报');
    expect(text.split('\n')).toEqual(SENTENCES);
  });

  it('reads two columns one after the other', async () => {
    const line = (column: number, row: number) => ({
      text: `${column === 0 ? '左' : '右'}栏${String(row).padStart(2, '0')}行文字铺满整栏不留空白处`.slice(
        0,
        16,
      ),
      x: 60 + column * 260,
      y: 100 + row * 20,
      size: 14,
    });
    const rows = Array.from({ length: 20 }, (_, row) => row);
    const { text } = await read({ pages: [{ texts: rows.flatMap((row) => [line(0, row), line(1, row)]) }] });
    expect(text.lastIndexOf('左栏')).toBeLessThan(text.indexOf('右栏'));
    for (const row of rows) expect(text).toContain(`左栏${String(row).padStart(2, '0')}`);
  });

  it('reads tables that are drawn with lines cell by cell, merged cells as one', async () => {
    const [x, y] = [
      [80, 160, 340, 500],
      [100, 130, 190, 220],
    ] as const;
    const level = (at: number, from: number, to: number) => [from, at, to, at] as const;
    const upright = (at: number, from: number, to: number) => [at, from, at, to] as const;
    const lines = [
      level(y[0], x[0], x[3]),
      level(y[1], x[0], x[3]),
      level(y[2], x[1], x[3]),
      level(y[3], x[0], x[3]),
      upright(x[0], y[0], y[3]),
      // The head of the first two columns is one cell.
      upright(x[1], y[1], y[3]),
      upright(x[2], y[0], y[3]),
      upright(x[3], y[0], y[3]),
    ];
    const texts = [
      { text: '上文第一段到此为止。', x: 112, y: 80 },
      { text: '任务', x: 100, y: 120 },
      { text: '单位', x: 350, y: 120 },
      { text: '供水', x: 90, y: 160 },
      { text: '到年底前完成管网改造', x: 170, y: 150 },
      { text: '一百二十公里', x: 170, y: 175 },
      { text: '水利局', x: 350, y: 160 },
      { text: '巡检', x: 170, y: 210 },
      { text: '下文第一段。', x: 112, y: 260 },
    ];
    const { text, tables } = await read({ pages: [{ texts, lines }] });
    expect(tables).toHaveLength(1);
    expect(
      tables[0]?.cells.map(({ span, header, ...cell }) => [text.slice(...span), ...Object.values(cell)]),
    ).toEqual([
      ['任务', 0, 0, 1, 2],
      ['单位', 0, 2, 1, 1],
      ['供水', 1, 0, 2, 1],
      ['到年底前完成管网改造一百二十公里', 1, 1, 1, 1],
      ['水利局', 1, 2, 1, 1],
      ['巡检', 2, 1, 1, 1],
      ['', 2, 2, 1, 1],
    ]);
    expect(text.startsWith('上文第一段到此为止。\n任务\n')).toBe(true);
    expect(text.endsWith('巡检\n\n下文第一段。')).toBe(true);
  });

  it('goes on in a cell where a figure that may not be divided had no room, and nowhere else', async () => {
    const [x, y] = [
      [80, 240, 400],
      [100, 160, 260],
    ] as const;
    const lines = [
      ...y.map((at) => [x[0], at, x[2], at] as const),
      ...x.map((at) => [at, y[0], at, y[2]] as const),
    ];
    const texts = [
      { text: '任务', x: 86, y: 120 },
      { text: '单位', x: 246, y: 120 },
      { text: '新增共享车位', x: 86, y: 180 },
      { text: '128000个，开放', x: 86, y: 205 },
      { text: '水利局', x: 246, y: 180 },
      { text: '财政局', x: 246, y: 205 },
    ];
    const { text } = await read({ pages: [{ texts, lines }] });
    expect(text.split('\n')).toEqual(['任务', '单位', '新增共享车位128000个，开放', '水利局', '财政局']);
  });

  it('joins the lines of a paragraph whose automatic number stands apart, as before a tab', async () => {
    const [page] = official([LONG, LONG]);
    const texts = page?.texts ?? [];
    const first = texts[0];
    if (!first) throw new Error('no text');
    const apart = [
      { ...first, text: '（一）' },
      { ...first, text: first.text.slice(0, -6), x: first.x + 16 * 6 },
    ];
    const rest = first.text.slice(-6);
    const second = texts[1];
    if (!second) throw new Error('no second line');
    const { text } = await read({
      pages: [{ texts: [...apart, { ...second, text: rest + second.text.slice(0, -6) }] }],
    });
    expect(text).not.toContain('\n');
    expect(text.startsWith(`（一）${LONG.slice(0, 12)}`)).toBe(true);
  });

  it('puts a table together that goes on over the page end, with the row that was cut', async () => {
    const [x, y] = [
      [80, 200, 400],
      [100, 140, 180],
    ] as const;
    const lines = [
      ...y.map((at) => [x[0], at, x[2], at] as const),
      ...x.map((at) => [at, y[0], at, y[2]] as const),
    ];
    const cells = (...texts: string[]) =>
      texts.map((text, at) => ({ text, x: 90 + (at % 2) * 120, y: 125 + Math.floor(at / 2) * 40 }));
    const { text, tables } = await read({
      pages: [
        { lines, texts: cells('任务', '举措', '供水', '改造管网一百') },
        { lines, texts: cells('', '二十公里', '巡检', '每月一次') },
      ],
    });
    expect(text).toBe('任务\n举措\n供水\n改造管网一百二十公里\n巡检\n每月一次');
    expect(tables.map((table) => table.cells.map(({ row, column }) => [row, column]))).toEqual([
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
        [2, 0],
        [2, 1],
      ],
    ]);
    const repeated = await read({
      pages: [
        { lines, texts: cells('任务', '举措', '供水', '改造管网') },
        { lines, texts: cells('任务', '举措', '巡检', '每月一次') },
      ],
    });
    expect(repeated.text).toBe('任务\n举措\n供水\n改造管网\n巡检\n每月一次');
  });

  it('keeps the rows of a table without lines apart', async () => {
    const row = (y: number, ...cells: string[]) => cells.map((text, at) => ({ text, x: 80 + at * 160, y }));
    const { text } = await read({
      pages: [{ texts: [...row(100, '任务', '单位', '时限'), ...row(130, '改造管网', '水利局', '十二月')] }],
    });
    expect(text.split('\n')).toEqual(['任务 单位 时限', '改造管网 水利局 十二月']);
  });

  it('has characters where the font names radicals', async () => {
    const { text } = await read({ pages: [{ texts: [{ text: '\u2f2f作重点：\u2ed3江', x: 79, y: 100 }] }] });
    expect(text).toBe('工作重点：长江');
  });

  it('reads pages that are turned', async () => {
    const { text } = await read({ pages: official([LONG]).map((page) => ({ ...page, rotate: 90 })) });
    expect(text.replaceAll('\n', '')).toContain(LONG.slice(0, 26));
  });

  it('reads fonts that are not embedded through the character tables of GBK and Unicode', async () => {
    const texts = [{ text: '供水保障abc', x: 79, y: 120 }];
    const gbk: Record<string, number> = { 供: 0xb9a9, 水: 0xcbae, 保: 0xb1a3, 障: 0xd5cf };
    const encode = (text: string) =>
      Buffer.concat(
        [...text].map((sign) => {
          const code = gbk[sign];
          return code === undefined ? Buffer.from(sign) : Buffer.from([code >> 8, code & 0xff]);
        }),
      );
    const inGbk = await read({ pages: [{ texts }], encoding: 'GBK-EUC-H', toUnicode: false, encode });
    expect(inGbk.text).toBe('供水保障abc');
    const inUnicode = await read({ pages: [{ texts }], encoding: 'UniGB-UCS2-H', toUnicode: false });
    expect(inUnicode.text).toBe('供水保障abc');
  });

  it('knows the numbers of GB 2312 in fonts without a table of characters, and guesses no others', async () => {
    // 供 is B9A9, the ninth sign of the tenth row of 一级汉字; 20000 lies in none of its rows.
    const numbers = [940 + 9 * 94 + 8, 20_000].map((cid) => String.fromCharCode(cid)).join('');
    const { text } = await read({ pages: [{ texts: [{ text: numbers, x: 79, y: 120 }] }], toUnicode: false });
    expect(text).toBe('供\ufffd');
  });

  it('is refused if it is a scan, with or without a page number on it', async () => {
    await expect(read({ pages: [{ picture: true }] })).rejects.toMatchObject({ code: 'file/image-only' });
    const numbered = { picture: true, texts: [{ text: '— 1 —', x: 270, y: 800 }] };
    await expect(read({ pages: [numbered, numbered] })).rejects.toMatchObject({ code: 'file/image-only' });
  });

  it('is read if it is short but no scan', async () => {
    expect((await read({ pages: [{ texts: [{ text: '通知', x: 79, y: 100 }] }] })).text).toBe('通知');
  });
});
