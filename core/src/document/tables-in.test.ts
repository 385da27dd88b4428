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
});
