import { createHash } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import { CATALOGUES } from '@luodi/core/message';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContent } from './content.ts';
import { DEFAULT_LIMITS, type ReadDocument } from './document.ts';
import { docxEntries, lvl, num, p, r } from './fixtures/docx.ts';
import { mutateBytes, mutateMarkup, randomFrom } from './fixtures/mutate.ts';
import { ofdEntries } from './fixtures/ofd.ts';
import { official, pdfOf } from './fixtures/pdf.ts';
import { type TestEntry, zipOf } from './fixtures/zip.ts';
import { readBytes } from './index.ts';

/** Time for each format; the seed changes every day in the long run, so that it goes on finding. */
const LONG = process.env.LUODI_LONG !== undefined;
const MILLISECONDS = LONG ? 240_000 : 3_000;
const SEED = LONG ? Math.floor(Date.now() / 86_400_000) : 20220630;
const SLOWEST = 2_000;

const tc = (inner: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`;
const DOCX = docxEntries({
  namespaces: 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  styles:
    '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
  numbering: `<w:abstractNum w:abstractNumId="0">${lvl(0, 'chineseCounting', '%1、')}${lvl(1, 'decimal', '%1.%2')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride></w:num>`,
  footnotes: `<w:footnote w:id="2">${p('注')}</w:footnote>`,
  body: `${p('总则', '<w:pStyle w:val="H"/>')}${p('目标', num(1, 1))}<w:p>${r('建成')}<w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:ins>${r('五')}</w:ins><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${tc(p('任务'), '<w:gridSpan w:val="2"/>')}${tc(p('单位'))}</w:tr><w:tr>${tc(p('供水'), '<w:vMerge w:val="restart"/>')}${tc(p('改造'))}${tc(p('水利局'))}</w:tr><w:tr>${tc('<w:p/>', '<w:vMerge/>')}${tc(p('巡检'))}${tc('<w:p/>')}</w:tr></w:tbl><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('3')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p('框')}</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>`,
});
const OFD = ofdEntries({
  pages: [
    [
      { text: '供水保障', x: 28, y: 40 },
      { text: '工作要点', x: 28, y: 55, object: 'CTM="1 0 0 1 0 0"' },
    ],
  ],
  template: [{ text: '公报', x: 28, y: 10 }],
});
const PDF = pdfOf({
  pages: official([
    '推进供水设施更新改造，到年底前完成老旧管网改造一百二十公里，新建加压泵站三座。',
    '牵头单位：水利局',
  ]),
});
const HTML = `<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="供水要点"></head><body><div class="nav"><a>首页</a></div><div id="zoom"><p>一、供水保障。</p><ol start="2"><li>改造管网。</li></ol><table><tr><th colspan="2">任务</th></tr><tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table></div></body></html>`;

// As the reading process does (worker.ts): pdf.js leaves rejections of broken fonts to nobody.
const listeners = process.listeners('unhandledRejection');
beforeAll(() => {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', () => {});
});
afterAll(() => {
  process.removeAllListeners('unhandledRejection');
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

type Random = () => number;

/** The archive with one of its parts changed, or its bytes. */
const archive = (entries: readonly TestEntry[]) => (random: Random) => {
  const at = Math.floor(random() * entries.length);
  const inside = entries.map((entry, index) =>
    index === at ? { ...entry, content: mutateMarkup(entry.content.toString(), random) } : entry,
  );
  return random() < 0.7 ? zipOf(inside) : mutateBytes(zipOf(entries), random);
};

const FORMATS: Readonly<Record<string, (random: Random) => Uint8Array>> = {
  docx: archive(DOCX),
  ofd: archive(OFD),
  pdf: (random) => mutateBytes(PDF, random),
  html: (random) =>
    random() < 0.7 ? Buffer.from(mutateMarkup(HTML, random)) : mutateBytes(Buffer.from(HTML), random),
  txt: (random) => mutateBytes(Buffer.from(`一、供水保障\n${HTML}`), random),
};

/** What every document must keep, whatever it was made from. */
function check(document: ReadDocument): void {
  const { text, map = [], tables, sm3 } = document;
  expect(sm3).toBe(createHash('sm3').update(text).digest('hex'));
  map.forEach(({ start }, index) => {
    expect(start).toBeGreaterThanOrEqual(map[index - 1]?.start ?? 0);
    expect(start).toBeLessThanOrEqual(text.length);
  });
  for (const { span, cells } of tables) {
    expect(span[1]).toBeLessThanOrEqual(text.length);
    let before = span[0];
    for (const cell of cells) {
      expect(cell.span[0]).toBeGreaterThanOrEqual(before);
      expect(cell.span[1]).toBeGreaterThanOrEqual(cell.span[0]);
      expect(cell.span[1]).toBeLessThanOrEqual(span[1]);
      expect(Math.min(cell.rowSpan, cell.columnSpan)).toBeGreaterThanOrEqual(1);
      before = cell.span[1];
    }
  }
}

async function decided(read: () => Promise<ReadDocument | 'convert'>): Promise<string> {
  try {
    const document = await read();
    if (document !== 'convert') check(document);
    return 'read';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(CATALOGUES['zh-CN']).toHaveProperty([error.code]);
    return error.code;
  }
}

it.each(Object.entries(FORMATS))(
  'a changed %s is read or refused, quickly',
  async (format, change) => {
    const random = randomFrom(SEED);
    const verdicts = new Set<string>();
    const ends = performance.now() + MILLISECONDS;
    let count = 0;
    // A busy machine takes longer for the same number.
    for (; count <= 100 || performance.now() < ends; count++) {
      const bytes = change(random);
      const begun = performance.now();
      try {
        verdicts.add(await decided(() => readContent(bytes, `变.${format}`, DEFAULT_LIMITS)));
      } catch (error) {
        throw new Error(`seed ${SEED}, input ${count} of ${format}`, { cause: error });
      }
      expect(performance.now() - begun, `seed ${SEED}, input ${count} of ${format}`).toBeLessThan(SLOWEST);
    }
    // Both happen, or the changes were too weak or too strong to show anything.
    expect(verdicts).toContain('read');
    expect(verdicts.size).toBeGreaterThan(1);
  },
  MILLISECONDS + 60_000,
);

it('through a process of its own each is decided alike', async () => {
  const random = randomFrom(SEED + 1);
  for (const [format, change] of Object.entries(FORMATS)) {
    for (let time = 0; time < 6; time++) {
      const bytes = change(random);
      const name = `变.${format}`;
      const inside = await decided(() => readContent(bytes, name, DEFAULT_LIMITS));
      expect(await decided(() => readBytes(bytes, { name }))).toBe(inside);
    }
  }
});
