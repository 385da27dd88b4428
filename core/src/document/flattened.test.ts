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
    for (const { row, span } of cells) {
      rows[row] ??= [];
      rows[row]?.push(text.slice(...span));
    }
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

it('joins names and cells that were broken over lines', () => {
  const source = `序号

项目名称

项目建设规模及内容

建设起
止年限

总投资
(万元)

2024年度

计划

资金

来源

责任

单位

1

农贸市场

提升项目

改造镇区农贸市场3个,新建冷库2座,方便群众买菜。

2024.01-2024.12

650

完工投用

政府投资

住建局

2

灌渠整治

完成东干渠等5条灌渠的清淤和护砌,改善灌溉条件。

2024.01-2024.12

1200

完成七成

争取上级

水利局`;
  expect(rowsOf(source)).toEqual([
    [
      [
        '序号',
        '项目名称',
        '项目建设规模及内容',
        '建设起\n止年限',
        '总投资\n（万元）',
        '2024年度\n\n计划',
        '资金\n\n来源',
        '责任\n\n单位',
      ],
      [
        '1',
        '农贸市场\n\n提升项目',
        '改造镇区农贸市场3个，新建冷库2座，方便群众买菜。',
        '2024.01-2024.12',
        '650',
        '完工投用',
        '政府投资',
        '住建局',
      ],
      [
        '2',
        '灌渠整治',
        '完成东干渠等5条灌渠的清淤和护砌，改善灌溉条件。',
        '2024.01-2024.12',
        '1200',
        '完成七成',
        '争取上级',
        '水利局',
      ],
    ],
  ]);
});

it('reads cells that end in a bar, from whatever number on', () => {
  const source = `序号 |
主要任务 |
牵头 单位 |
责任主体与协同单位 |
24 |
整治背街小巷12条。 |
城管局 |
市政处、相关街道 |
||
25 |
新增分类投放点30个。 |
城管局 |
环卫处、各街道 |`;
  expect(rowsOf(source)).toEqual([
    [
      ['序号', '主要任务', '牵头 单位', '责任主体与协同单位'],
      ['24', '整治背街小巷12条。', '城管局', '市政处、相关街道'],
      ['25', '新增分类投放点30个。', '城管局', '环卫处、各街道'],
    ],
  ]);
});

it('reads no table where it is not plain which cell was broken', () => {
  expect(
    rowsOf(
      '序号\n重点任务\n牵头单位\n1\n打通\n断头路\n市城管局\n2\n优化公交线路\n市交通运输局\n3\n增绿\n市林业局',
    ),
  ).toEqual([]);
});
