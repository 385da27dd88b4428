import { expect, it } from 'vitest';
import { readingOf } from '../base/index.ts';
import { flattenedTablesIn } from './flattened.ts';

const LIST = `附件
云岭市重点任务清单
序号
重点任务
主 要 内 容
牵头单位
完成时限
一、交通方面（共2项）
1
打通断头路
新建道路12条。
市住房城乡建设局
6月底
2
优化公交线路
新开线路3条。
市交通运输局、市公安局
全年
二、停车方面（共1项）
5
新建停车场
新增泊位800个。
市住房城乡建设局
年底
（此件公开发布）`;

const rowsOf = (source: string) => {
  const { text } = readingOf(source);
  return flattenedTablesIn(text).map(({ cells }) => {
    const rows: string[][] = [];
    for (const { row, span } of cells) (rows[row] ??= []).push(text.slice(...span));
    return rows;
  });
};

it('puts together a table of which one cell a line is left, its group rows whole', () => {
  expect(rowsOf(LIST)).toEqual([
    [
      ['序号', '重点任务', '主 要 内 容', '牵头单位', '完成时限'],
      ['一、交通方面（共2项）'],
      ['1', '打通断头路', '新建道路12条。', '市住房城乡建设局', '6月底'],
      ['2', '优化公交线路', '新开线路3条。', '市交通运输局、市公安局', '全年'],
      ['二、停车方面（共1项）'],
      ['5', '新建停车场', '新增泊位800个。', '市住房城乡建设局', '年底'],
    ],
  ]);
});

it('reads no table where a row has too few cells', () => {
  expect(rowsOf('序号\n重点任务\n牵头单位\n1\n打通断头路\n2\n优化公交线路\n市交通运输局')).toEqual([]);
});

it('takes a list with the word 序号 in it for no table', () => {
  expect(rowsOf('序号\n这是一个很长的句子，并不是表头。\n1\n2\n3')).toEqual([]);
  expect(rowsOf('按序号办理。')).toEqual([]);
});
