import { describe, expect, it } from 'vitest';
import { cell, writeCsv } from './csv.ts';
import { writeMarkdown } from './md.ts';
import { sample } from './sample.ts';
import { writeSarif } from './sarif.ts';
import { writeTable } from './table.ts';
import { widthOf } from './width.ts';

const ESCAPE = String.fromCharCode(27);
const hostile = `${ESCAPE}]0;x${String.fromCharCode(7)}`;
const [first] = sample.items;
const hostileSample = {
  ...sample,
  meta: { ...sample.meta, title: `${hostile}标题` },
  items: [{ ...(first as NonNullable<typeof first>), title: `<script>${hostile}|`, path: [hostile] }],
};

describe('table', () => {
  const table = (columns: number, colour = false) =>
    writeTable(sample, { language: 'zh-CN', columns, colour });

  it('shows tasks, who answers for them, measures, targets as written and time limits', () => {
    expect(table(100)).toMatchInlineSnapshot(`
      "临川市2031年城乡建设重点任务
      临川市人民政府 · 2031-01-01—2031-12-31
      任务 2 · 举措 3 · 目标 1 · 单位 3 · 错误 1 · 警告 0 · 提示 1
      ────────────────────────────────────────────────────────────────────────────────────────────────────
      序号  任务                          举措                                 目标            时限
      ────────────────────────────────────────────────────────────────────────────────────────────────────
         1  完善停车供给                  · 新增公共停车位1.2万个              1.2万个         2031-12-31*
            一（一）                      · 建成充电桩|接口＝500个
            牵头 临川市住房城乡建设局     · 持续开展占道整治                                   长期
            责任 各区人民政府               → 责任 临川市公安局
      ────────────────────────────────────────────────────────────────────────────────────────────────────
         2  修订管理办法
            一（二）
            牵头 未写明
      ────────────────────────────────────────────────────────────────────────────────────────────────────
      * 推定
      "
    `);
  });

  it.each([40, 60, 76, 80, 100, 160])('takes at most %i columns', (columns) => {
    for (const line of table(columns).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns);
  });

  it('has the same characters with colours and without', () => {
    const coloured = table(100, true);
    expect(coloured).toContain(`${ESCAPE}[1m`);
    const bare = coloured.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '');
    expect(bare.replace(/ +$/gm, '')).toBe(table(100));
  });

  it('sends no escape sequence of the document to the terminal', () => {
    const text = writeTable(hostileSample, { language: 'zh-CN', columns: 100, colour: false });
    expect(text).not.toContain(ESCAPE);
    expect(text).toContain('␛]0;x␇');
  });

  it('says in English that a document is no work plan', () => {
    const other = { ...sample, meta: { ...sample.meta, kind: 'other' as const, genre: '问答' }, items: [] };
    const text = writeTable(other, { language: 'en', columns: 100, colour: false });
    expect(text).toContain('This is no work plan (问答)');
  });
});

describe('csv', () => {
  const rows = writeCsv(sample, 'zh-CN').split('\r\n');

  it('begins with a byte order mark and has a row for each measure', () => {
    expect(rows[0]).toBe('\ufeff序号,任务,举措,目标,时限,牵头,责任,配合,指导,属地');
    expect(rows[1]).toBe(
      '1,一（一） 完善停车供给,新增公共停车位1.2万个,1.2万个,2031-12-31*,临川市住房城乡建设局,各区人民政府,,,',
    );
    expect(rows.slice(4)).toEqual(['2,一（二） 修订管理办法,,,,,,,,', '']);
  });

  it('names the unit of a single measure in its row only', () => {
    expect(rows.map((row) => row.includes('临川市公安局'))).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-5%', "'-5%"],
    ['＋1', "'＋1"],
    ['  =1', "'  =1"],
    ['a"b', '"a""b"'],
    ['=a,b', `"'=a,b"`],
    ['一\r\n二', '"一\n二"'],
    [`a${ESCAPE}b`, 'a␛b'],
    ['5%', '5%'],
  ])('writes %j as %j', (text, written) => {
    expect(cell(text)).toBe(written);
  });
});

describe('md', () => {
  const text = writeMarkdown(sample, 'zh-CN');

  it('has a table for each task, its bars escaped, and the findings with their places', () => {
    expect(text).toContain('| 建成充电桩\\|接口＝500个 |  |  |  |');
    expect(text).toContain('| 持续开展占道整治 |  | 长期 | 责任 临川市公安局 |');
    expect(text).toContain('- 6:4 **错误** `file/empty` 这项任务没有写明牵头单位。');
  });

  it('lets no markup of the document through', () => {
    expect(writeMarkdown(hostileSample, 'zh-CN')).toContain('\\<script\\>');
  });
});

describe('sarif', () => {
  const log = JSON.parse(
    writeSarif([{ path: '样例 1.txt', compiled: sample }], {
      version: '0.1.0',
      language: 'zh-CN',
      unread: [{ path: 'b.pdf', code: 'file/empty', text: '没有任何文字内容。' }],
    }),
  );
  const [run] = log.runs;

  it('names its version, its rules and the document', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['file/empty', 'file/folder']);
    expect(run.artifacts[0].location.uri).toBe('%E6%A0%B7%E4%BE%8B%201.txt');
  });

  it('points at the characters by offset and by line and column', () => {
    const [result] = run.results;
    expect(result).toMatchObject({ ruleId: 'file/empty', ruleIndex: 0, level: 'error' });
    const { region } = result.locations[0].physicalLocation;
    expect(region).toMatchObject({ startLine: 6, startColumn: 4, endLine: 6, endColumn: 10, charLength: 6 });
    expect(sample.source.text.substr(region.charOffset, region.charLength)).toBe('修订管理办法');
    expect(region.snippet.text).toBe('修订管理办法');
  });

  it('proposes changes for plain text only', () => {
    expect(run.results[0].fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe(
      '牵头单位：\n',
    );
    const docx = { ...sample, source: { ...sample.source, format: 'docx' as const } };
    const other = JSON.parse(
      writeSarif([{ path: 'a.docx', compiled: docx }], { version: '0', language: 'en', unread: [] }),
    );
    expect(other.runs[0].results[0].fixes).toBeUndefined();
  });

  it('does not call a run successful that left a document unread', () => {
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(run.invocations[0].toolExecutionNotifications[0].descriptor.id).toBe('file/empty');
  });
});
