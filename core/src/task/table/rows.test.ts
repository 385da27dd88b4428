import { describe, expect, it } from 'vitest';
import type { TableRegion } from '../../document/index.ts';
import { itemsInTable } from './rows.ts';

/** Rows of cells, `|` between them; `^` continues the cell above, `<` the one on the left. */
function tableOf(lines: readonly string[]): { text: string; region: TableRegion } {
  let text = '';
  const cells: (TableRegion['cells'][number] & { rowSpan: number; columnSpan: number })[] = [];
  lines.forEach((line, row) => {
    line.split('|').forEach((words, column) => {
      if (words === '^') {
        const above = cells.findLast((cell) => cell.column === column);
        if (above) above.rowSpan++;
      } else if (words === '<') {
        const left = cells.at(-1);
        if (left) left.columnSpan++;
      } else {
        const start = text.length;
        text += `${words}\n`;
        cells.push({
          span: [start, start + words.length],
          row,
          column,
          rowSpan: 1,
          columnSpan: 1,
          header: row === 0,
        });
      }
    });
  });
  return { text, region: { span: [0, text.length], cells } };
}

function read(...lines: string[]) {
  const { text, region } = tableOf(lines);
  const words = (span: readonly [number, number]) => text.slice(...span);
  return itemsInTable(text, region).map(({ path, title, stretches, rows }) => ({
    path,
    title: words(title),
    work: stretches.map(words),
    rows: rows.map(({ governs, duties, limits, targets }) => ({
      governs: words(governs).replaceAll('\n', '/'),
      duties: duties.map(({ said, span }) => `${said} ${words(span)}`),
      limits: limits.map(words),
      targets: targets.map(words),
    })),
  }));
}

describe('a table of tasks', () => {
  it('reads a column of goals as measures where it holds sentences', () => {
    const [first] = read(
      '序号|工作任务|年度目标|牵头单位|完成时间',
      '1|建设环城西路|完成投资5亿元，一期通车|市交通局|10月底',
      '2|推行河长制|完成清淤30公里|市水利局|12月底',
    );
    expect(first?.title).toBe('建设环城西路');
    expect(first?.work).toEqual(['完成投资5亿元，一期通车']);
    const [other] = read(
      '序号|指标|年度目标|责任单位',
      '1|城镇新增就业|3.2万人|市人社局',
      '2|造林面积|5万亩|市林业局',
    );
    expect(other?.work).toEqual(['城镇新增就业']);
    expect(other?.rows[0]?.targets).toEqual(['3.2万人']);
  });

  it('takes a column of running numbers for no tasks, whatever stands above it', () => {
    const items = read(
      '领域|工作任务|具体要求|责任单位|时限要求',
      '一、公开|1|公开惠企政策的执行情况|市财政局|持续推进',
      '^|2|开设帮扶政策专栏|市司法局|年底前',
    );
    expect(items.map(({ path, title }) => [...path, title])).toEqual([
      ['1', '公开惠企政策的执行情况'],
      ['2', '开设帮扶政策专栏'],
    ]);
    expect(items[1]?.rows[0]?.limits).toEqual(['年底前']);
  });

  it('gives a task for each row, with the roles of its columns', () => {
    expect(
      read(
        '序号|重点任务|具体措施|牵头单位|责任单位|完成时限',
        '1|打通断头路|新建道路12条。|市住建局|市发改委、市财政局|6月底',
      ),
    ).toEqual([
      {
        path: ['1'],
        title: '打通断头路',
        work: ['新建道路12条。'],
        rows: [
          {
            governs: '新建道路12条。',
            duties: ['lead 市住建局', 'listed 市发改委、市财政局'],
            limits: ['6月底'],
            targets: [],
          },
        ],
      },
    ]);
  });

  it('keeps the rows of a merged task together, each with its own units', () => {
    const [item, ...others] = read(
      '序号|任务|工作举措|责任单位',
      '1|公交优先|新开线路3条|市交通运输局',
      '^|^|更新车辆50台|市公交集团',
    );
    expect(others).toEqual([]);
    expect(item?.work).toEqual(['新开线路3条', '更新车辆50台']);
    expect(item?.rows.map(({ governs, duties }) => [governs, ...duties])).toEqual([
      ['新开线路3条', 'listed 市交通运输局'],
      ['更新车辆50台', 'listed 市公交集团'],
    ]);
  });

  it('takes group rows for titles and sums for no tasks', () => {
    const items = read(
      '序号|项目名称|目标值|责任部门',
      '一、交通|<|<|<',
      '1|新建道路|12条|市住建局',
      '合计|<|12条|',
    );
    expect(items.map(({ path, title }) => [...path, title])).toEqual([['一', '1', '新建道路']]);
    expect(items[0]?.rows[0]?.targets).toEqual(['12条']);
  });

  it('reads a head of two rows by its finer names', () => {
    const [item] = read('任务|责任分工|<', '^|牵头单位|配合单位', '修订停车办法|市城管局|市公安局');
    expect(item?.rows[0]?.duties).toEqual(['lead 市城管局', 'cooperate 市公安局']);
  });

  it('takes the later of two columns of tasks for the measures', () => {
    const [item] = read('序号|工作任务|主要举措|责任单位', '1|丰富夜间生活|改造特色夜市6处|区商务局');
    expect([item?.title, ...(item?.work ?? [])]).toEqual(['丰富夜间生活', '改造特色夜市6处']);
  });

  it('ends the title of a long cell at its first stop', () => {
    const [item] = read('工作任务|责任科室', '（一）规范停车。新增泊位800个。|秩序科');
    expect(item?.title).toBe('规范停车');
  });
});

describe('no table of tasks', () => {
  it.each([
    ['fees', ['项目|收费标准', '停车|5元']],
    ['contacts', ['姓名|联系电话', '某科|123']],
    ['indicators', ['指标名称|单位|2030年', '绿地率|%|40']],
    ['one column', ['任务', '修路']],
    ['nothing', ['']],
  ])('is a table of %s', (_, lines) => {
    expect(read(...lines)).toEqual([]);
  });
});
