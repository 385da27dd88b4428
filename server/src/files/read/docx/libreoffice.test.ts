import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AlignmentType, Document, LevelFormat, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSoffice } from '../convert.ts';
import { DEFAULT_LIMITS } from '../document.ts';
import { docxOf, lvl, num, p, type TestDocx } from '../fixtures/docx.ts';
import { openZip } from '../zip.ts';
import { readDocx } from './index.ts';

const soffice = findSoffice();
const here = soffice !== undefined || process.env.CI === 'true';
if (!here) process.stderr.write('Numbers are not compared with LibreOffice: soffice was not found.\n');

const nine = (format: string) =>
  Array.from({ length: 9 }, (_, level) => lvl(level, format, `%${level + 1}.`)).join('');
const abstract = (id: number, levels: string, more = '') =>
  `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${more}${levels}</w:abstractNum>`;
const list = (id: number, of: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;
const startAt = (level: number, value: number) =>
  `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${value}"/></w:lvlOverride>`;
const PLAN =
  lvl(0, 'chineseCounting', '%1、') +
  lvl(1, 'chineseCounting', '（%2）') +
  lvl(2, 'decimal', '%3.') +
  lvl(3, 'decimal', '（%4）') +
  lvl(4, 'decimalEnclosedCircle', '%5');
const style = (id: string, inner: string, basedOn = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="own ${id}"/>${basedOn === '' ? '' : `<w:basedOn w:val="${basedOn}"/>`}<w:pPr>${inner}</w:pPr></w:style>`;

const FORMATS = [
  'decimal',
  'chineseCounting',
  'chineseCountingThousand',
  'chineseLegalSimplified',
  'ideographTraditional',
  'ideographZodiac',
  'decimalEnclosedCircle',
  'decimalFullWidth',
  'upperRoman',
  'lowerRoman',
  'upperLetter',
  'lowerLetter',
  'decimalZero',
];

/*
 * Not compared, because LibreOffice 7.4 does not know them: w:isLgl, w:lvlRestart, the tenth sign of ideographDigital.
 * What ECMA-376 says of them is tested in docx.test.ts.
 */

/** Ten paragraphs: as far as every sign goes. */
const counted = (numId: number) => Array.from({ length: 10 }, (_, at) => p(`项${at}`, num(numId))).join('');

const CASES: Readonly<Record<string, TestDocx>> = {
  'five levels of a plan': {
    numbering: abstract(0, PLAN) + list(1, 0),
    body: [0, 1, 1, 2, 3, 3, 4, 4, 2, 1, 0, 1, 2, 3, 4, 0]
      .map((level, at) => p(`文${at}`, num(1, level)))
      .join(''),
  },
  ...Object.fromEntries(
    FORMATS.map((format) => [
      `format ${format}`,
      { numbering: abstract(0, lvl(0, format, '%1：')) + list(1, 0), body: counted(1) },
    ]),
  ),
  'plain paragraphs between do not restart': {
    numbering: abstract(0, PLAN) + list(1, 0),
    body: p('甲', num(1)) + p('正文') + p('乙', num(1)) + p('丙', num(1, 1)) + p('正文') + p('丁', num(1, 1)),
  },
  'two lists of one abstract list go on together': {
    numbering: abstract(0, PLAN) + list(1, 0) + list(2, 0),
    body: p('甲', num(1)) + p('乙', num(2)) + p('丙', num(1)) + p('丁', num(2)),
  },
  'a start of its own begins anew': {
    numbering: abstract(0, PLAN) + list(1, 0) + list(2, 0, startAt(0, 1)),
    body: p('甲', num(1)) + p('乙', num(1)) + p('丙', num(2)) + p('丁', num(2)),
  },
  'a start of its own at five': {
    numbering: abstract(0, PLAN) + list(1, 0, startAt(0, 5)),
    body: p('甲', num(1)) + p('乙', num(1)) + p('丙', num(1, 1)) + p('丁', num(1)),
  },
  'a start of its own on the second level': {
    numbering: abstract(0, PLAN) + list(1, 0) + list(2, 0, startAt(1, 1)),
    body: p('甲', num(1)) + p('乙', num(1, 1)) + p('丙', num(1, 1)) + p('丁', num(2, 1)) + p('戊', num(2, 1)),
  },
  'a level that starts at three': {
    numbering:
      abstract(0, lvl(0, 'decimal', '%1.').replace('w:start w:val="1"', 'w:start w:val="3"')) + list(1, 0),
    body: counted(1),
  },
  'a level restated in the list': {
    numbering:
      abstract(0, PLAN) +
      list(1, 0, `<w:lvlOverride w:ilvl="0">${lvl(0, 'upperRoman', '%1)')}</w:lvlOverride>`),
    body: p('甲', num(1)) + p('乙', num(1)) + p('丙', num(1, 1)),
  },
  'numbers through styles, one list for three styles': {
    styles:
      style('Part', '<w:numPr><w:numId w:val="1"/></w:numPr>') +
      style('Task', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>') +
      style('Step', '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'),
    numbering:
      abstract(
        0,
        lvl(0, 'chineseCounting', '%1、', '<w:pStyle w:val="Part"/>') +
          lvl(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="Task"/>') +
          lvl(2, 'decimal', '%3.', '<w:pStyle w:val="Step"/>'),
      ) + list(1, 0),
    body: ['Part', 'Task', 'Task', 'Step', 'Step', 'Part', 'Task', 'Step']
      .map((name, at) => p(`文${at}`, `<w:pStyle w:val="${name}"/>`))
      .join(''),
  },
  'a style based on a numbered one': {
    styles: style('Part', '<w:numPr><w:numId w:val="1"/></w:numPr>') + style('Sub', '', 'Part'),
    numbering: abstract(0, PLAN) + list(1, 0),
    body:
      p('甲', '<w:pStyle w:val="Part"/>') +
      p('乙', '<w:pStyle w:val="Sub"/>') +
      p('丙', '<w:pStyle w:val="Part"/>'),
  },
  'number 0 in the paragraph takes the style’s away': {
    styles: style('Part', '<w:numPr><w:numId w:val="1"/></w:numPr>'),
    numbering: abstract(0, PLAN) + list(1, 0),
    body:
      p('甲', '<w:pStyle w:val="Part"/>') +
      p('乙', `<w:pStyle w:val="Part"/>${num(0)}`) +
      p('丙', '<w:pStyle w:val="Part"/>'),
  },
  'a list through a numbering style': {
    styles:
      '<w:style w:type="numbering" w:styleId="Plan"><w:name w:val="own Plan"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    numbering:
      abstract(0, '', '<w:numStyleLink w:val="Plan"/>') +
      abstract(1, PLAN, '<w:styleLink w:val="Plan"/>') +
      list(1, 0) +
      list(2, 1),
    body: [0, 1, 1, 0, 1].map((level, at) => p(`文${at}`, num(1, level))).join(''),
  },
  'a lower level before any higher one': {
    numbering: abstract(0, nine('decimal')) + list(1, 0),
    body: p('甲', num(1, 1)) + p('乙', num(1, 1)) + p('丙', num(1, 0)) + p('丁', num(1, 1)),
  },
  'gaps of three kinds': {
    numbering:
      abstract(0, lvl(0, 'decimal', '%1.', '<w:suff w:val="nothing"/>')) +
      abstract(1, lvl(0, 'decimal', '%1.', '<w:suff w:val="space"/>')) +
      abstract(2, lvl(0, 'decimal', '%1.')) +
      list(1, 0) +
      list(2, 1) +
      list(3, 2),
    body: p('甲', num(1)) + p('乙', num(2)) + p('丙', num(3)),
  },
  'numbers in table cells': {
    numbering: abstract(0, PLAN) + list(1, 0),
    body: `${p('甲', num(1))}<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>${p('乙', num(1))}</w:tc><w:tc><w:tcPr/>${p('丙', num(1))}</w:tc></w:tr></w:tbl>${p('丁', num(1))}`,
  },
};

/** Made by the docx package, as a third party's writer. */
async function written(): Promise<Uint8Array> {
  const levels = [
    { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.LEFT },
    { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.LEFT },
    { level: 2, format: LevelFormat.DECIMAL, text: '%3.', alignment: AlignmentType.LEFT },
  ];
  const at = (text: string, level: number, instance = 0) =>
    new Paragraph({ text, numbering: { reference: 'plan', level, instance } });
  const document = new Document({
    numbering: { config: [{ reference: 'plan', levels }] },
    sections: [
      {
        children: [
          at('总体', 0),
          at('目标', 1),
          at('一项', 2),
          at('二项', 2),
          at('路径', 1),
          at('保障', 0),
          at('另起', 0, 1),
          at('再起', 1, 1),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

describe.runIf(here)('numbers as LibreOffice shows them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luodi-numbers-'));
  const files = new Map<string, Uint8Array>(
    Object.entries(CASES).map(([name, docx]) => [name, docxOf(docx)]),
  );
  const names = [...files.keys(), 'written by the docx package'];
  const pathOf = (name: string, kind: string) => join(folder, `case-${names.indexOf(name)}.${kind}`);

  beforeAll(async () => {
    files.set('written by the docx package', await written());
    for (const [name, bytes] of files) writeFileSync(pathOf(name, 'docx'), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    spawnSync(
      soffice ?? 'soffice',
      [
        profile,
        '--headless',
        '--convert-to',
        'txt:Text (encoded):UTF8',
        '--outdir',
        folder,
        ...names.map((name) => pathOf(name, 'docx')),
      ],
      { timeout: 110_000, stdio: 'ignore' },
    );
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(names)('%s', (name) => {
    const bare = (text: string) =>
      text
        .replace(/^\ufeff/, '')
        .split(/\r?\n/)
        .map((line) => line.replace(/[\s\u200b]+/g, ''))
        .filter((line) => line !== '');
    const shown = bare(readFileSync(pathOf(name, 'txt'), 'utf8'));
    const read = readDocx(openZip(files.get(name) as Uint8Array, DEFAULT_LIMITS, 'Word (.docx)'));
    expect(bare(read.text)).toEqual(shown);
  });
});
