import { describe, expect, it } from 'vitest';
import { readingOf, textAt } from '../base/index.ts';
import { tablesIn } from './tables-in.ts';

function cellsOf(source: string): string[][][] {
  const reading = readingOf(source);
  return tablesIn(reading).map(({ cells }) => {
    const rows: string[][] = [];
    for (const { row, column, span } of cells) {
      rows[row] ??= [];
      (rows[row] as string[])[column] = textAt(reading.text, span);
    }
    return rows;
  });
}

describe('tables that plain text shows', () => {
  it('reads rows between bars and marks the head over a rule', () => {
    const source = '说明\n\n| 序号 | 任务 |\n| --- | --- |\n| 1 | 建公园20个 |\n\n结束';
    expect(cellsOf(source)).toEqual([
      [
        ['序号', '任务'],
        ['1', '建公园20个'],
      ],
    ]);
    const [table] = tablesIn(readingOf(source));
    expect(table?.cells.filter(({ header }) => header)).toHaveLength(2);
  });

  it('reads rows parted by tabs', () => {
    expect(cellsOf('序号\t任务\t单位\n1\t建公园\t城管局\n2\t修道路\t住建局')).toEqual([
      [
        ['序号', '任务', '单位'],
        ['1', '建公园', '城管局'],
        ['2', '修道路', '住建局'],
      ],
    ]);
  });

  it('takes neither the head of a government page nor a single row for a table', () => {
    expect(cellsOf('索引号：\t1\t主题：\t甲\n发文机关：\t乙\t日期：\t丙')).toEqual([]);
    expect(cellsOf('甲\t乙\t丙')).toEqual([]);
  });

  it('keeps the tables that the file gave and reads none of their lines again', () => {
    const reading = readingOf('| a | b |\n| 1 | 2 |');
    const given = [{ span: [0, reading.text.length] as const, cells: [] }];
    expect(tablesIn(reading, given)).toEqual(given);
  });

  it('reads rows with bars behind the cells only, and cells that reach down over several rows', () => {
    const source = `类别 | 重点任务 | 责任单位 | 完成时限 |
路网 | 打通断头路12条 | 市住建局 | 6月底 |
新建停车场3座 | 市城管局 | 9月底 ||
水网 | 清淤干渠40公里 | 市水利局 ||`;
    expect(cellsOf(source)[0]).toEqual([
      ['类别', '重点任务', '责任单位', '完成时限'],
      ['路网', '打通断头路12条', '市住建局', '6月底'],
      [undefined, '新建停车场3座', '市城管局', '9月底'],
      ['水网', '清淤干渠40公里', '市水利局', ''],
    ]);
  });

  it('reads a head that is narrower than its rows', () => {
    const source = `工作任务 | 具体要求 | 责任单位 | 时限要求 ||
一、政策公开 | 1 | 公开惠企政策的执行情况，方便查询 | 各县政府、管委会负责落实 | 持续推进 |
2 | 开设帮扶政策专栏，集中展示解读 | 市司法局 | 年底前 ||`;
    const [rows] = cellsOf(source);
    expect(rows?.[0]?.slice(1)).toEqual(['工作任务', '具体要求', '责任单位', '时限要求']);
    expect(rows?.[1]?.slice(1, 5)).toEqual([
      '1',
      '公开惠企政策的执行情况，方便查询',
      '各县政府、管委会负责落实',
      '持续推进',
    ]);
    expect(rows?.[2]?.slice(1, 5)).toEqual(['2', '开设帮扶政策专栏，集中展示解读', '市司法局', '年底前']);
  });

  it('stays linear where a bar stands at the end only', () => {
    expect(tablesIn(readingOf(`${'甲\n'.repeat(200_000)}|`))).toEqual([]);
  });
});
