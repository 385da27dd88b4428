import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findSoffice } from './convert.ts';
import { docxOf, lvl, num, p } from './fixtures/docx.ts';
import { ofdOf } from './fixtures/ofd.ts';
import { oleOf } from './fixtures/ole.ts';
import { official, pdfOf } from './fixtures/pdf.ts';
import { readBytes, readDocument } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'luodi-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('reading a file', () => {
  it('keeps plain text as it is but for the byte order mark, with its SM3', async () => {
    const text = '\u3000一、供水保障\r\n\r\n牵头单位：水利局 \n';
    const read = await readDocument(written('要点.txt', `\ufeff${text}`));
    const sm3 = createHash('sm3').update(text).digest('hex');
    expect(read).toEqual({ name: '要点.txt', format: 'txt', sm3, text, tables: [], hints: {} });
    // GM/T 0004—2012, A.1: the digest of «abc».
    expect((await readBytes(Buffer.from('abc'), { name: 'a.md' })).sm3).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('reads every format to the same words, from a path and from bytes', async () => {
    const files: Readonly<Record<string, string | Uint8Array>> = {
      '要点.md': '供水保障工作要点',
      '要点.html': '<html><body><p>供水保障工作要点</p></body></html>',
      '要点.DOCX': docxOf({ body: p('供水保障工作要点') }),
      '要点.pdf': pdfOf({ pages: official(['供水保障工作要点']) }),
      '要点.ofd': ofdOf({ pages: [[{ text: '供水保障工作要点', x: 28, y: 40 }]] }),
    };
    for (const [name, content] of Object.entries(files)) {
      const read = await readDocument(written(name, content));
      expect(read.text).toBe('供水保障工作要点');
      expect(read.format).toBe(name.slice(name.indexOf('.') + 1).toLowerCase());
      expect(await readBytes(Buffer.from(content), { name })).toEqual(read);
    }
  });

  it('goes by the name that it is told', async () => {
    const path = written('upload-1', docxOf({ body: p('供水') }));
    expect(await readDocument(path, { name: '要点.docx' })).toMatchObject({
      name: '要点.docx',
      text: '供水',
    });
  });

  it('takes 30 MB of text', async () => {
    const line = '各单位按照职责分工抓好落实，按月报送进展情况。\n';
    const text = line.repeat(Math.ceil((30 * 1024 * 1024) / Buffer.byteLength(line)));
    const read = await readBytes(Buffer.from(text), { name: '大.txt' });
    expect(read.text === text).toBe(true);
  });

  it('reads several files at once', async () => {
    const texts = await Promise.all(
      Array.from({ length: 8 }, (_, at) => readBytes(Buffer.from(`第${at}份`), { name: '要点.txt' })),
    );
    expect(texts.map(({ text }) => text)).toEqual(Array.from({ length: 8 }, (_, at) => `第${at}份`));
  });

  it('has nothing left over afterwards', async () => {
    await Promise.allSettled([
      readBytes(Buffer.from('供水'), { name: '要点.txt' }),
      readBytes(pdfOf({ pages: official(['供水']) }), { name: '要点.pdf', limits: { milliseconds: 15 } }),
    ]);
    const children = () =>
      readdirSync('/proc').filter(
        (pid) => /^\d+$/.test(pid) && parentOf(pid) === process.pid && isReader(pid),
      );
    if (process.platform === 'linux') expect(children()).toEqual([]);
  });
});

function procFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

function parentOf(pid: string): number {
  return Number(/^PPid:\s+(\d+)/m.exec(procFile(pid, 'status'))?.[1] ?? 0);
}

function isReader(pid: string): boolean {
  return procFile(pid, 'cmdline').includes('files/read/worker.js');
}

describe('.doc and .wps', () => {
  it('without LibreOffice are refused with what to do', async () => {
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      const read = readBytes(oleOf(['WordDocument']), { name: '要点.wps' });
      await expect(read).rejects.toMatchObject({
        code: 'file/needs-libreoffice',
        parameters: { name: '要点.wps', extension: 'wps' },
      });
    } finally {
      process.env.PATH = path;
    }
  });

  const here = findSoffice() !== undefined || process.env.CI === 'true';
  if (!here) process.stderr.write('Conversions are not tested: soffice was not found.\n');

  it.runIf(here)(
    'are read through it, automatic numbers and tables kept',
    async () => {
      const numbering = `<w:abstractNum w:abstractNumId="0">${lvl(0, 'chineseCounting', '%1、')}${lvl(1, 'chineseCounting', '（%2）')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
      const tc = (text: string) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>${p(text)}</w:tc>`;
      const table = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>${tc('任务')}${tc('单位')}</w:tr><w:tr>${tc('改造管网')}${tc('水利局')}</w:tr></w:tbl>`;
      const styles =
        '<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="own part"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
      const body = `${p('总则', num(1))}${p('目标', num(1, 1))}${p('路径', num(1, 1))}${p('保障', '<w:pStyle w:val="Part"/>')}${p('末条', num(1))}${table}<w:p/>`;
      written('源.docx', docxOf({ body, numbering, styles }));
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      spawnSync(
        findSoffice() ?? 'soffice',
        [
          profile,
          '--headless',
          '--convert-to',
          'doc:MS Word 97',
          '--outdir',
          folder,
          join(folder, '源.docx'),
        ],
        { timeout: 60_000, stdio: 'ignore' },
      );
      const { text, tables, format } = await readDocument(join(folder, '源.doc'));
      expect(format).toBe('doc');
      expect(text.trim()).toBe(
        '一、总则\n（一）目标\n（二）路径\n二、保障\n三、末条\n任务\n单位\n改造管网\n水利局',
      );
      expect(tables[0]?.cells).toHaveLength(4);
      const bytes = readFileSync(join(folder, '源.doc'));
      expect(await readBytes(bytes, { name: '源.wps' })).toMatchObject({ format: 'wps', text });
      await expect(
        readBytes(bytes, { name: '源.doc', limits: { conversionMilliseconds: 50 } }),
      ).rejects.toMatchObject({ code: 'file/timeout' });
    },
    120_000,
  );
});
