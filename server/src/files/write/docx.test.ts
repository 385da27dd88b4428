import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { readBytes } from '../read/index.ts';
import { writeDocx } from './docx.ts';
import { bigSample } from './fixtures/big-sample.ts';
import { hostileSample } from './fixtures/hostile.ts';
import { converted, SOFFICE } from './fixtures/libreoffice.ts';
import { sample } from './sample.ts';

if (!SOFFICE) process.stderr.write('Word documents are not opened in LibreOffice: soffice was not found.\n');

const part = (file: Uint8Array, name: string) => new TextDecoder().decode(unzipSync(file)[name]);

describe('责任分工方案', () => {
  it('has a title, the basis, and a table whose head is repeated', async () => {
    const file = await writeDocx(bigSample(28, 6), 'zh-CN');
    const xml = part(file, 'word/document.xml');
    expect(xml.includes('重点任务清单责任分工方案')).toBe(true);
    expect(xml.includes('共 28 项任务、168 项举措')).toBe(true);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    // A row for each title and for each measure, and the head.
    expect(xml.match(/<w:tr>/g)).toHaveLength(28 + 168 + 1);
  });

  it('is laid out by GB/T 9704: page, lines, fonts, page numbers', async () => {
    const file = await writeDocx(sample, 'zh-CN');
    const xml = part(file, 'word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/>/);
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml.includes('w:type="lines" w:linePitch="579"')).toBe(true);
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体'])
      expect(xml.includes(`w:eastAsia="${font}"`)).toBe(true);
    const names = Object.keys(unzipSync(file)).filter((name) => /footer\d+\.xml$/.test(name));
    for (const name of names) expect(part(file, name)).toMatch(/— .*PAGE.* —/s);
  });

  it('can be read back: every measure, who leads, the time limits', async () => {
    const ledger = bigSample(5, 5);
    const { text } = await readBytes(await writeDocx(ledger, 'zh-CN'), { name: '方案.docx' });
    for (const { title, measures, duties } of ledger.items) {
      expect(text).toContain(title);
      for (const measure of measures) expect(text).toContain(measure.text);
      for (const { name } of duties) expect(text).toContain(name);
    }
    expect(text).toContain('2031-06-30*');
  });

  it('says that there is nothing to assign in a document that is no plan', async () => {
    const other = { ...sample, meta: { ...sample.meta, kind: 'other' as const, genre: '问答' }, items: [] };
    const xml = part(await writeDocx(other, 'zh-CN'), 'word/document.xml');
    expect(xml.includes('不是工作部署类文件（问答）')).toBe(true);
    expect(xml.includes('<w:tbl>')).toBe(false);
  });

  it('is well-formed whatever the document says', async () => {
    const xml = part(await writeDocx(hostileSample(), 'zh-CN'), 'word/document.xml');
    expect(() => new SaxesParser().write(xml).close()).not.toThrow();
    expect(xml).not.toMatch(/\p{Surrogate}/u);
  });

  it('is the same file for the same document', async () => {
    const one = await writeDocx(sample, 'zh-CN');
    await new Promise((done) => setTimeout(done, 1100));
    expect(Buffer.compare(one, await writeDocx(sample, 'zh-CN'))).toBe(0);
  });
});

describe.skipIf(!SOFFICE)('in LibreOffice', () => {
  it('opens and loses no character', async () => {
    const ledger = bigSample(6, 5);
    const file = await writeDocx(ledger, 'zh-CN');
    const text = (await converted(file, 'docx', 'txt:Text (encoded):UTF8')).toString();
    for (const { measures } of ledger.items) for (const one of measures) expect(text).toContain(one.text);
    expect((await converted(file, 'docx', 'pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  }, 120_000);
});
