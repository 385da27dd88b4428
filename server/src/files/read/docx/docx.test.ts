import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../document.ts';
import { docxOf, lvl, num, p, r, type TestDocx } from '../fixtures/docx.ts';
import { openZip } from '../zip.ts';
import { readDocx } from './index.ts';
import { formatNumber } from './number-format.ts';

const read = (docx: TestDocx) => readDocx(openZip(docxOf(docx), DEFAULT_LIMITS, 'Word (.docx)'));
const linesOf = (docx: TestDocx) => read(docx).text.split('\n');

describe('numbers', () => {
  it.each([
    ['chineseCounting', [1, 10, 11, 20, 21, 99], '一 十 十一 二十 二十一 九十九'],
    [
      'chineseCountingThousand',
      [10, 100, 101, 110, 111, 1000, 1001, 10010],
      '十 一百 一百零一 一百一十 一百一十一 一千 一千零一 一万零一十',
    ],
    ['ideographDigital', [1, 10, 11, 20], '一 一〇 一一 二〇'],
    ['chineseLegalSimplified', [1, 10, 11, 20, 103], '壹 壹拾 壹拾壹 贰拾 壹佰零叁'],
    ['ideographTraditional', [1, 10, 11], '甲 癸 11'],
    ['ideographZodiac', [1, 12, 13], '子 亥 13'],
    ['ideographZodiacTraditional', [1, 2, 60, 61], '甲子 乙丑 癸亥 61'],
    ['decimalEnclosedCircle', [1, 20, 21], '① ⑳ 21'],
    ['decimalEnclosedParen', [1, 20], '⑴ ⒇'],
    ['decimalEnclosedFullstop', [1, 20], '⒈ ⒛'],
    ['decimalFullWidth', [1, 10], '１ １０'],
    ['decimalZero', [1, 9, 10], '01 09 10'],
    ['upperRoman', [1, 4, 9, 14, 40, 1990], 'I IV IX XIV XL MCMXC'],
    ['lowerRoman', [3], 'iii'],
    ['upperLetter', [1, 26, 27, 53], 'A Z AA AAA'],
    ['lowerLetter', [2], 'b'],
    ['ordinal', [1, 2, 3, 4, 11, 21], '1st 2nd 3rd 4th 11th 21st'],
    ['none', [3], ''],
    ['somethingNew', [3], '3'],
  ])('are written in %s', (format, values, expected) => {
    expect(values.map((value) => formatNumber(value, format)).join(' ')).toBe(expected);
  });
});

const LIST = `<w:abstractNum w:abstractNumId="0">${lvl(0, 'chineseCounting', '%1、')}${lvl(1, 'chineseCounting', '（%2）')}${lvl(2, 'decimal', '%3.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;

describe('automatic numbering', () => {
  it('stands in the text as Word shows it, lower levels begin anew', () => {
    const body = [
      p('总则', num(1)),
      p('目标', num(1, 1)),
      p('路径', num(1, 1)),
      p('细项', num(1, 2)),
      p('保障', num(1)),
      p('组织', num(1, 1)),
    ];
    expect(linesOf({ body: body.join(''), numbering: LIST })).toEqual([
      '一、总则',
      '（一）目标',
      '（二）路径',
      '1. 细项',
      '二、保障',
      '（一）组织',
    ]);
  });

  it('comes through the style, through what the style is based on, and is taken away by number 0', () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="标题一"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H1"/></w:style>';
    const body =
      p('甲', '<w:pStyle w:val="H1"/>') +
      p('乙', '<w:pStyle w:val="Own"/>') +
      p('丙', '<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
      p('丁', '<w:pStyle w:val="Own"/>');
    expect(linesOf({ body, styles, numbering: LIST })).toEqual(['一、甲', '二、乙', '丙', '三、丁']);
  });

  it('does not go back to what a tracked change replaced', () => {
    const body = p(
      '正文',
      '<w:pPrChange w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
    );
    expect(linesOf({ body: body + p('一条', num(1)), numbering: LIST })).toEqual(['正文', '一、一条']);
  });

  it('writes all numbers of a level in plain digits where isLgl says so', () => {
    const legal = `<w:abstractNum w:abstractNumId="0">${lvl(0, 'chineseCounting', '第%1章')}${lvl(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
    const body = [0, 1, 1, 0, 1].map((level) => p('文', num(1, level))).join('');
    expect(linesOf({ body, numbering: legal })).toEqual([
      '第一章 文',
      '1.1 文',
      '1.2 文',
      '第二章 文',
      '2.1 文',
    ]);
  });

  it('begins a level anew only after the level that lvlRestart names', () => {
    const numbering = (restart: number) =>
      `<w:abstractNum w:abstractNumId="0">${lvl(0, 'decimal', '%1.')}${lvl(1, 'decimal', '%2.')}${lvl(2, 'decimal', '%3.', `<w:lvlRestart w:val="${restart}"/>`)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
    const levels = [0, 1, 2, 2, 1, 2, 0, 2];
    const thirds = (restart: number) =>
      linesOf({
        body: levels.map((level) => p(`${level}`, num(1, level))).join(''),
        numbering: numbering(restart),
      }).filter((line) => line.endsWith('2'));
    expect(thirds(0)).toEqual(['1. 2', '2. 2', '3. 2', '4. 2']);
    expect(thirds(1)).toEqual(['1. 2', '2. 2', '3. 2', '1. 2']);
    expect(thirds(2)).toEqual(['1. 2', '2. 2', '1. 2', '1. 2']);
  });

  it('takes the custom format and not its fallback', () => {
    const custom =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:suff w:val="nothing"/><w:lvlText w:val="%1号"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const namespaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
    expect(linesOf({ body: p('甲', num(1)) + p('乙', num(1)), numbering: custom, namespaces })).toEqual([
      '001号甲',
      '002号乙',
    ]);
  });
});

describe('tracked changes', () => {
  const mark = 'w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"';
  it('are accepted: insertions stay, deletions go, moved text stands where it went', () => {
    const body = `<w:p>${r('完成')}<w:del ${mark}><w:r><w:delText>三</w:delText></w:r></w:del><w:ins ${mark}>${r('五')}</w:ins>${r('项')}</w:p><w:p><w:moveFrom ${mark}>${r('旧处')}</w:moveFrom>${r('留下')}</w:p><w:p><w:moveTo ${mark}>${r('旧处')}</w:moveTo></w:p>`;
    expect(linesOf({ body })).toEqual(['完成五项', '留下', '旧处']);
  });

  it('join paragraphs whose mark was deleted; a paragraph deleted as a whole takes no number', () => {
    const gone = `<w:rPr><w:del ${mark}/></w:rPr>`;
    const body =
      p('第一', num(1)) +
      `<w:p><w:pPr>${num(1)}${gone}</w:pPr><w:del ${mark}><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>` +
      `<w:p><w:pPr>${num(1)}${gone}</w:pPr>${r('前半')}</w:p>` +
      p('后半', num(1)) +
      p('末条', num(1));
    expect(linesOf({ body, numbering: LIST })).toEqual(['一、第一', '二、前半后半', '三、末条']);
  });

  it('leave deleted rows out of tables', () => {
    const row = (text: string, properties = '') =>
      `<w:tr><w:trPr>${properties}</w:trPr><w:tc>${p(text)}</w:tc><w:tc>${p('值')}</w:tc></w:tr>`;
    const { text, tables } = read({
      body: `<w:tbl>${row('甲')}${row('乙', `<w:del ${mark}/>`)}${row('丙')}</w:tbl>`,
    });
    expect(text).toBe('甲\n值\n丙\n值');
    expect(tables[0]?.cells.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });
});

describe('tables', () => {
  const tc = (inner: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`;

  it('carry merged cells as one cell with its rows and columns, every cell on its own line', () => {
    const body =
      p('附表') +
      `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${tc(p('任务'), '<w:gridSpan w:val="2"/>')}${tc(p('单位'))}</w:tr>` +
      `<w:tr>${tc(p('供水'), '<w:vMerge w:val="restart"/>')}${tc(p('改造管网') + p('建设水厂'))}${tc(p('水利局'))}</w:tr>` +
      `<w:tr>${tc('<w:p/>', '<w:vMerge/>')}${tc(p('巡检'))}${tc('<w:p/>')}</w:tr></w:tbl>` +
      p('完');
    const { text, tables } = read({ body });
    expect(text).toBe('附表\n任务\n单位\n供水\n改造管网\n建设水厂\n水利局\n巡检\n\n完');
    expect(tables).toHaveLength(1);
    const cells = tables[0]?.cells.map(({ span, row, column, rowSpan, columnSpan, header }) => [
      text.slice(...span),
      row,
      column,
      rowSpan,
      columnSpan,
      header,
    ]);
    expect(cells).toEqual([
      ['任务', 0, 0, 1, 2, true],
      ['单位', 0, 2, 1, 1, true],
      ['供水', 1, 0, 2, 1, false],
      ['改造管网\n建设水厂', 1, 1, 1, 1, false],
      ['水利局', 1, 2, 1, 1, false],
      ['巡检', 2, 1, 1, 1, false],
      ['', 2, 2, 1, 1, false],
    ]);
    expect(text.slice(...(tables[0]?.span ?? [0, 0]))).toBe(
      '任务\n单位\n供水\n改造管网\n建设水厂\n水利局\n巡检\n',
    );
  });

  it('inside tables are regions of their own, the outer one first', () => {
    const inner = `<w:tbl><w:tr>${tc(p('内'))}</w:tr></w:tbl><w:p/>`;
    const { text, tables } = read({ body: `<w:tbl><w:tr>${tc(p('外'))}${tc(inner)}</w:tr></w:tbl>` });
    expect(text).toBe('外\n内');
    expect(tables.map(({ span }) => text.slice(...span))).toEqual(['外\n内', '内']);
  });
});

describe('what is shown', () => {
  it('takes the result of a field, not its instruction, and leaves a table of contents out', () => {
    const field = (instruction: string, result: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const contents = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('一、总体要求……1')}</w:p><w:p>${r('二、任务……2')}</w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
    const body = `${contents}<w:p>${r('见第')}${field('PAGEREF x', r('3'))}${r('页')}</w:p>`;
    expect(linesOf({ body })).toEqual(['见第3页']);
  });

  it('reads a contents field that never ends as text, so that nothing after it is lost', () => {
    const body = `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('目录')}</w:p>${p('正文')}`;
    expect(linesOf({ body })).toEqual(['目录', '正文']);
  });

  it('reads a text box once, after the paragraph that holds it', () => {
    const namespaces =
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';
    const box = `<w:txbxContent>${p('框内')}</w:txbxContent>`;
    const body = `<w:p>${r('锚点')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('之后')}</w:p>`;
    expect(linesOf({ body, namespaces })).toEqual(['锚点之后', '框内']);
  });

  it('puts notes at the end in the order of their marks', () => {
    const note = (id: number, text: string, type = '') =>
      `<w:footnote ${type} w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r>${r(` ${text}`)}</w:p></w:footnote>`;
    const footnotes = note(0, '线', 'w:type="separator"') + note(2, '后一条') + note(3, '前一条');
    const call = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const body = `<w:p>${r('建成')}${call(3)}${r('水厂')}${call(2)}</w:p>`;
    expect(linesOf({ body, footnotes })).toEqual(['建成水厂', '注1：前一条', '注2：后一条']);
  });

  it('leaves hidden text, phonetic guides and deleted hyphens out; breaks lines; reads signs and formulas', () => {
    const namespaces = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
    const body =
      `<w:p>${r('可见')}${r('隐藏', '<w:vanish/>')}${r('显示', '<w:vanish w:val="0"/>')}</w:p>` +
      '<w:p><w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>' +
      '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t><w:br w:type="page"/></w:r></w:p>' +
      '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>' +
      `<w:p><w:hyperlink r:id="rId9" xmlns:r="http://x">${r('链接')}</w:hyperlink></w:p>` +
      `<w:sdt><w:sdtPr><w:alias w:val="甲"/></w:sdtPr><w:sdtContent>${p('控件')}</w:sdtContent></w:sdt>`;
    expect(linesOf({ body, namespaces })).toEqual(['可见显示', '汉', '甲', '乙 丙-丁', '☑x', '链接', '控件']);
  });

  it('knows paragraph numbers, and pages where the program noted them', () => {
    const body = `${p('一页')}<w:p><w:r><w:lastRenderedPageBreak/><w:t>二页</w:t></w:r></w:p>`;
    expect(read({ body }).map).toEqual([
      { start: 0, page: 1, paragraph: 1 },
      { start: 3, page: 2, paragraph: 2 },
    ]);
    expect(read({ body: p('甲') }).map).toEqual([{ start: 0, paragraph: 1 }]);
  });

  it('reads the strict namespaces, other prefixes and UTF-16 alike', () => {
    const strict =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>严格</x:t></x:r></x:p></x:body></x:document>';
    expect(linesOf({ document: strict })).toEqual(['严格']);
    const bare = strict.replaceAll('x:', '').replace('xmlns:x', 'xmlns').replace('xmlns=', 'xmlns=');
    expect(linesOf({ document: bare })).toEqual(['严格']);
    const wide = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${strict}`, 'utf16le');
    expect(linesOf({ document: wide })).toEqual(['严格']);
  });
});
