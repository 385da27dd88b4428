import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../document.ts';
import { readWorkbook } from '../index.ts';
import { cellName, readSheets } from './sheets.ts';

const LIMITS = DEFAULT_LIMITS;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of one sheet with these rows as XML. */
function book(rows: string, more: Readonly<Record<string, string>> = {}, properties = ''): Uint8Array {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${properties}/><sheets><sheet name="单位" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relation('a', 'worksheet', 'worksheets/s.xml')}${relation('b', 'sharedStrings', 'strings.xml')}${relation('c', 'styles', 'styles.xml')}</Relationships>`,
    'xl/strings.xml': `<sst xmlns="${MAIN}"><si><t>财政局</t></si><si><r><t>教</t></r><r><t>育局</t></r><rPh sb="0" eb="1"><t>jiao</t></rPh></si></sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="0.00&quot;dym&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`,
    'xl/worksheets/s.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const cells = (rows: string, properties = '') =>
  readSheets(book(rows, {}, properties), LIMITS)[0]?.rows.flatMap((row) =>
    row.cells.map(({ column, kind, text }) => [cellName(column, row.row), kind, text]),
  );

const refused = (bytes: Uint8Array) => {
  try {
    readSheets(bytes, LIMITS);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('cells of a workbook', () => {
  it('are told apart by what they are', () => {
    expect(
      cells(`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>510100</v></c>
        <c r="D2" s="1"><v>46082</v></c><c r="E2" s="2"><v>46082</v></c><c r="F2" s="3"><v>46082</v></c>
        <c r="G2" t="inlineStr"><is><t>=cmd|'/c calc'!A1</t></is></c><c r="H2" t="str"><f>1+1</f><v>2</v></c>
        <c r="I2"><f>HYPERLINK("http://x")</f></c><c r="J2" t="e"><v>#REF!</v></c><c r="K2" t="b"><v>1</v></c>
        <c r="L2"><v>1E+308</v></c><c r="M2" s="1"><v>46082.5</v></c><c r="N2" t="s"/><c r="O2" t="d"><v>2026-03-01T00:00:00</v></c></row>`),
    ).toEqual([
      ['A2', 'text', '财政局'],
      ['B2', 'text', '教育局'],
      ['C2', 'number', '510100'],
      ['D2', 'day', '2026-03-01'],
      ['E2', 'day', '2026-03-01'],
      ['F2', 'number', '46082'],
      ['G2', 'text', "=cmd|'/c calc'!A1"],
      ['H2', 'formula', '2'],
      ['I2', 'formula', ''],
      ['J2', 'error', '#REF!'],
      ['K2', 'truth', 'TRUE'],
      ['L2', 'number', '1E+308'],
      ['M2', 'number', '46082.5'],
      ['O2', 'day', '2026-03-01'],
    ]);
  });

  it('count days as the workbook does', () => {
    const day = (serial: string, properties = '') =>
      cells(`<row><c s="1"><v>${serial}</v></c></row>`, properties)?.[0]?.[2];
    expect(day('1')).toBe('1900-01-01');
    expect(day('59')).toBe('1900-02-28');
    expect(day('60')).toBe('60');
    expect(day('61')).toBe('1900-03-01');
    expect(day('44620', 'date1904="1"')).toBe('2026-03-01');
    expect(day('2958465')).toBe('9999-12-31');
    expect(day('2958466')).toBe('2958466');
    expect(day('-1')).toBe('-1');
  });

  it('stand where they say, in the order of the sheet', () => {
    expect(
      cells(
        '<row r="9"><c r="B9"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c><c r="A3"><v>3</v></c></row>',
      ),
    ).toEqual([
      ['A3', 'number', '3'],
      ['C3', 'number', '2'],
      ['B9', 'number', '1'],
    ]);
    expect(
      cells('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')?.map(([at]) => at),
    ).toEqual(['A1', 'B1', 'A2']);
  });

  it('are the same that were written by another program', async () => {
    const file = await writeXlsx({
      sheets: [{ name: '表', rows: [['甲', 7, null, new Date(Date.UTC(2026, 2, 1))]] }],
    });
    expect(readSheets(file, LIMITS)).toEqual([
      {
        name: '表',
        rows: [
          {
            row: 1,
            cells: [
              { column: 0, kind: 'text', text: '甲' },
              { column: 1, kind: 'number', text: '7' },
              { column: 3, kind: 'day', text: '2026-03-01' },
            ],
          },
        ],
      },
    ]);
  });

  it('far away, in another row, twice, or of strings that are not there are refused', () => {
    const wrong: [string, string][] = [
      ['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 'file/sheet-too-large'],
      ['<row r="1"><c r="XFD1"><v>1</v></c></row>', 'file/sheet-too-large'],
      ['<row r="0"><c r="A0"><v>1</v></c></row>', 'file/sheet-too-large'],
      ['<row r="1"><c r="A2"><v>1</v></c></row>', 'file/corrupt'],
      ['<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', 'file/corrupt'],
      ['<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>', 'file/corrupt'],
      ['<row r="1"><c r="A1" t="s"><v>2</v></c></row>', 'file/corrupt'],
      ['<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', 'file/corrupt'],
      ['<row r="1"><c r="A1" t="s"><v>1e9</v></c></row>', 'file/corrupt'],
      ['<row r="x"/>', 'file/corrupt'],
      ['<row r="1"><c r="a1"><v>1</v></c></row>', 'file/corrupt'],
      ['<c r="A1"><v>1</v></c>', 'file/corrupt'],
      ['<row><c>', 'file/corrupt'],
    ];
    for (const [rows, code] of wrong) expect([rows, refused(book(rows))]).toEqual([rows, code]);
  });

  it('are not read from what is no workbook, from entities, or from outside', () => {
    expect(refused(strToU8('PK'))).toBe('file/corrupt');
    expect(refused(zipSync({ 'a.txt': strToU8('a') }))).toBe('file/corrupt');
    const entity = `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="${MAIN}"><sheetData/></worksheet>`;
    expect(refused(book('', { 'xl/worksheets/s.xml': entity }))).toBe('file/dtd');
    const outside = `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="http://x/s.xml" TargetMode="External"/></Relationships>`;
    expect(refused(book('', { 'xl/_rels/workbook.xml.rels': outside }))).toBe('file/corrupt');
    const gone = `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="../../../etc/passwd"/></Relationships>`;
    expect(refused(book('', { 'xl/_rels/workbook.xml.rels': gone }))).toBe('file/corrupt');
  });

  it('are read in a process of its own, within its bounds', async () => {
    const [sheet] = await readWorkbook(book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), '单位.xlsx');
    expect(sheet?.rows).toEqual([{ row: 1, cells: [{ column: 0, kind: 'text', text: '财政局' }] }]);
    await expect(readWorkbook(strToU8('a,b'), '单位.csv')).rejects.toMatchObject({
      ...{ code: 'file/not-xlsx', parameters: { name: '单位.csv' } },
    });
    await expect(readWorkbook(new Uint8Array(), '空.xlsx')).rejects.toMatchObject({ code: 'file/empty' });
    const far = book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    await expect(readWorkbook(far, '远.xlsx')).rejects.toMatchObject({ code: 'file/sheet-too-large' });
    // One string of a megabyte, named by a hundred thousand cells.
    const strings = `<sst xmlns="${MAIN}"><si><t>${'长'.repeat(2 ** 20)}</t></si></sst>`;
    const rows = Array.from({ length: 100_000 }, () => '<row><c t="s"><v>0</v></c></row>').join('');
    await expect(readWorkbook(book(rows, { 'xl/strings.xml': strings }), '弹.xlsx')).rejects.toMatchObject({
      code: expect.stringMatching(/^file\/(too-much-text|zip-ratio)$/),
    });
  });
});
