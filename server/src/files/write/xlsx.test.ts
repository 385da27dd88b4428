import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { bigSample } from './fixtures/big-sample.ts';
import { ATTACKS, hostileSample } from './fixtures/hostile.ts';
import { converted, SOFFICE } from './fixtures/libreoffice.ts';
import { sample } from './sample.ts';
import { columnName } from './sheet.ts';
import { writeXlsx } from './xlsx.ts';

if (!SOFFICE) process.stderr.write('Workbooks are not opened in LibreOffice: soffice was not found.\n');

const read = async (file: Uint8Array) => (await readXlsx(file, { readStyles: true })).sheets;
const parts = (file: Uint8Array) =>
  Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

describe('the ledger', () => {
  it('has a row for each measure, figures as numbers with their comparator in the format', async () => {
    const [ledger] = await read(await writeXlsx(sample, 'zh-CN'));
    expect(ledger?.name).toBe('任务分解表');
    expect(ledger?.rows[0]?.[0]).toBe('临川市2031年城乡建设重点任务任务分解表');
    expect(ledger?.rows[2]?.map(text)).toEqual([
      '序号',
      '任务',
      '举措',
      '目标值',
      '单位',
      '时限',
      '牵头单位',
      '责任单位',
      '依据',
    ]);
    expect(ledger?.rows[3]?.map(text)).toEqual([
      '1',
      '一（一）\n完善停车供给',
      '新增公共停车位1.2万个',
      '1.2',
      '万个',
      '2031-12-31*',
      '临川市住房城乡建设局',
      '各区人民政府',
      '原文第 4 行',
    ]);
    expect(ledger?.rows[3]?.[3]).toBe(1.2);
    expect(ledger?.rows[5]?.[7]).toBe('临川市公安局、各区人民政府');
    expect(ledger?.rows[6]?.map(text).slice(0, 3)).toEqual(['2', '一（二）\n修订管理办法', '（未分出举措）']);
  });

  it('writes comparators into number formats', async () => {
    const [ledger] = await read(await writeXlsx(bigSample(1, 1), 'zh-CN'));
    expect(ledger?.cells?.get('3,3')).toMatchObject({ value: 3, style: { numFmt: '"≥"#,##0' } });
  });

  it('merges what belongs to the task, and keeps it under the merge so that filters find it', async () => {
    const each = 4;
    const [ledger] = await read(await writeXlsx(bigSample(3, each), 'zh-CN'));
    const merges = ledger?.merges ?? [];
    for (let task = 0; task < 3; task++) {
      const [startRow, endRow] = [3 + task * each, 2 + (task + 1) * each];
      for (const column of [0, 1]) {
        expect(merges).toContainEqual({ startRow, endRow, startCol: column, endCol: column });
        for (let row = startRow; row <= endRow; row++) {
          expect(ledger?.rows[row]?.[column]).toBe(ledger?.rows[startRow]?.[column]);
        }
      }
    }
    const seen = new Set<string>();
    for (const { startRow, endRow, startCol, endCol } of merges) {
      for (let row = startRow; row <= endRow; row++) {
        for (let column = startCol; column <= endCol; column++) {
          expect(seen.has(`${row},${column}`)).toBe(false);
          seen.add(`${row},${column}`);
        }
      }
    }
  });

  it('has the source sentence as a note on each measure', async () => {
    const ledger = bigSample(2, 5);
    const [sheet] = await read(await writeXlsx(ledger, 'zh-CN'));
    const notes = ledger.items
      .flatMap(({ measures }) => measures)
      .map((_, at) => sheet?.cells?.get(`${3 + at},2`)?.comment?.text);
    ledger.items
      .flatMap(({ measures }) => measures)
      .forEach((measure, at) => {
        expect(notes[at]).toContain(measure.text);
        expect(ledger.source.text).toContain(notes[at] as string);
      });
  });

  it('gives the note room for a sentence', async () => {
    const file = parts(await writeXlsx(bigSample(1, 1), 'zh-CN'));
    expect(file['xl/drawings/vmlDrawing1.vml']).toContain('<x:Anchor>3,15,3,2,7,15,8,2</x:Anchor>');
  });

  it('is set up for printing: on its side, as wide as the page, its head on every page', async () => {
    const file = parts(await writeXlsx(bigSample(28, 6), 'zh-CN'));
    const xml = file['xl/worksheets/sheet1.xml'] as string;
    expect(xml).toMatch(/<pageSetup[^>]*paperSize="8"[^>]*>/);
    expect(xml).toMatch(/<pageSetup[^>]*orientation="landscape"/);
    expect(xml).toMatch(/<pageSetup[^>]*fitToHeight="0"/);
    expect(xml).toContain('fitToPage="1"');
    expect(xml).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
    expect(xml).toMatch(/<autoFilter ref="A3:[A-Z]+171"/);
    expect(file['xl/workbook.xml']).toMatch(/_xlnm\.Print_Titles[^>]*>[^<]*\$3:\$3</);
    const narrow = parts(await writeXlsx(sample, 'zh-CN'));
    expect(narrow['xl/worksheets/sheet1.xml']).toMatch(/<pageSetup[^>]*paperSize="9"/);
  });
});

describe('the other sheets', () => {
  it('list the findings with word, place and proposal', async () => {
    const [, findings] = await read(await writeXlsx(sample, 'zh-CN'));
    expect(findings?.rows[3]?.map(text)).toEqual([
      '1',
      '错误',
      '第 6 行第 4 字',
      '2. 修订管理办法',
      '修订管理办法',
      '这项任务没有写明牵头单位。',
      '加上“牵头单位：”',
      'file/empty',
    ]);
  });

  it('show who has which role in which task', async () => {
    const ledger = bigSample(9, 2);
    const [, , matrix] = await read(await writeXlsx(ledger, 'zh-CN'));
    expect(text(matrix?.rows[2]?.[0])).toBe('图例：● 牵头单位    ○ 责任单位    □ 属地');
    const heads = (matrix?.rows[3] ?? []).map(text);
    for (const row of matrix?.rows.slice(4) ?? []) {
      const name = text(row[0]);
      for (const { no, title, duties } of ledger.items) {
        const at = heads.indexOf(`${no} ${title}`);
        const marks = { lead: '●', responsible: '○', local: '□' } as Record<string, string>;
        const roles = duties.filter((duty) => duty.name === name).map(({ role }) => marks[role]);
        expect(text(row[at])).toBe(roles.join(''));
      }
    }
  });

  it('say so where nothing was found or nothing is to be done', async () => {
    const none = { ...sample, items: [], diagnostics: [] };
    const sheets = await read(await writeXlsx(none, 'en'));
    expect(sheets.map(({ name }) => name)).toEqual(['Task ledger', 'Findings', 'Units and tasks']);
    expect(sheets[1]?.rows[3]?.[0]).toBe('Nothing was found.');
  });
});

describe('texts', () => {
  it('stay texts whatever they begin with: no cell is a formula', async () => {
    const file = await writeXlsx(hostileSample(), 'zh-CN');
    for (const [name, xml] of Object.entries(parts(file))) {
      if (/sheet\d\.xml$/.test(name)) expect(xml).not.toMatch(/<f[ >]/);
    }
    const [ledger] = await read(file);
    const cells = new Set((ledger?.rows ?? []).flat().map(text));
    for (const attack of ATTACKS.filter((one) => /^[=+\-@]/.test(one))) expect(cells).toContain(attack);
  });

  it('are well-formed XML, and no escape of Excel', async () => {
    const file = parts(await writeXlsx(hostileSample(), 'zh-CN'));
    for (const [name, xml] of Object.entries(file)) {
      if (/\.(xml|rels|vml)$/.test(name)) expect(() => new SaxesParser().write(xml).close()).not.toThrow();
    }
    expect(file['xl/sharedStrings.xml']?.includes('_x005F_x0041_')).toBe(true);
  });
});

it('gives the same bytes for the same document', async () => {
  const [one, other] = await Promise.all([writeXlsx(sample, 'zh-CN'), writeXlsx(sample, 'zh-CN')]);
  expect(Buffer.compare(one, other)).toBe(0);
});

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

describe.skipIf(!SOFFICE)('in LibreOffice', () => {
  it('opens, keeps every row and prints', async () => {
    const ledger = bigSample(28, 6);
    const file = await writeXlsx(ledger, 'zh-CN');
    const csv = (await converted(file, 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76')).toString();
    for (const { title, measures } of ledger.items) {
      for (const measure of measures) expect(csv.includes(measure.text)).toBe(true);
      // Under a merge, too: filters look at every row.
      expect(csv.split(title).length - 1).toBeGreaterThanOrEqual(measures.length);
    }
    expect(csv.includes('≥3')).toBe(true);
    const pdf = await converted(file, 'xlsx', 'pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // A3 on its side, some pages of it.
    expect(pdf.toString('latin1')).toMatch(/MediaBox\s*\[0 0 1190\.\d+ 841\.\d+\]/);
  }, 120_000);
});
