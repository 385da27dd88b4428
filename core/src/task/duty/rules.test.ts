import { describe, expect, test } from 'vitest';
import { fewUnits } from './few-units.ts';
import { leadInHeading } from './heading.ts';
import { unitList } from './list.ts';
import { dutyRulesOf } from './rules.ts';
import { columnSays, dutiesInCell, dutiesInRow } from './table.ts';

describe('ordering rules', () => {
  test.each([
    ['列首位的部门为牵头部门，下同', 'first', null],
    ['除标注“分别牵头”外，列第一位的为牵头单位', 'first', null],
    ['排名第一的责任单位为牵头单位，其余列入单位为配合单位', 'first', 'cooperate'],
    ['牵头单位列第一位，其他为责任单位', 'first', 'responsible'],
    ['没有牵头单位的，责任单位即为牵头单位，下同', 'all', null],
  ])('%s', (text, leads, others) => {
    const { orders } = dutyRulesOf(`前文。${text}。后文。`);
    expect(orders).toEqual([{ span: [3, 3 + text.length], leads, others }]);
  });

  test.each(['综合排名力争全市第一，由市水务局牵头推进。', '主要负责人为第一责任人，牵头单位要落实责任。'])(
    'are not in %s',
    (text) => {
      expect(dutyRulesOf(text).orders).toEqual([]);
    },
  );
});

describe('blanket statements', () => {
  test.each([
    ['以下事项均须各区政府、开发区管委会落实，不再逐一列出', '各区政府、开发区管委会'],
    ['具体任务均涉及有关县（市）人民政府，不再做分工，下同', '有关县（市）人民政府'],
  ])('%s', (text, list) => {
    const [blanket] = dutyRulesOf(`${text}。`).blankets;
    expect(blanket?.span).toEqual([0, text.length]);
    expect(blanket && text.slice(...blanket.list)).toBe(list);
  });

  test('of a chapter end with it', () => {
    const text = '本章任务均需各街道办事处落实，不再逐一列出。\n下一章';
    expect(dutyRulesOf(text, [[0, 22]]).blankets[0]?.until).toBe(22);
  });

  test('are not in a sentence about services', () => {
    expect(dutyRulesOf('所有事项均由政务大厅受理，不再收取复印件。').blankets).toEqual([]);
  });
});

describe('lists of units', () => {
  test.each([
    ['甲市、乙市人民政府，市水务局', ['甲市人民政府', '乙市人民政府', '市水务局']],
    ['甲示范区、乙新区管委会', ['甲示范区管委会', '乙新区管委会']],
    ['市文化和旅游局和市直有关部门', ['市文化和旅游局', '市直有关部门']],
    ['县发改局（粮食局）、各县（市、区）人民政府', ['县发改局（粮食局）', '各县（市、区）人民政府']],
    ['各区县政府（含甲新区、乙片区管委会）', ['各区县政府（含甲新区、乙片区管委会）']],
    ['各市、县、区政府', ['各市、县、区政府']],
    ['市水务局等市级有关部门（单位）', ['市水务局', '等市级有关部门（单位）']],
    ['市水务局等和各区人民政府', ['市水务局', '等', '各区人民政府']],
    ['市直有关部门、单位', ['市直有关部门、单位']],
    ['财政、水利等部门', ['财政部门', '水利部门', '等部门']],
  ])('%s', (text, names) => {
    const mentions = unitList(text, [0, text.length], fewUnits);
    expect(mentions.map(({ name }) => name)).toEqual(names);
  });
});

describe('headings', () => {
  const lead = (text: string) =>
    leadInHeading(text, [0, text.length], fewUnits, [0, 99]).map(({ name, explicit }) => [name, explicit]);

  test('that name a unit and its work give it the lead', () => {
    expect(lead('市水务局牵头工作（8项）')).toEqual([['市水务局', true]]);
    expect(lead('市教育局（5项）')).toEqual([['市教育局', false]]);
  });

  test.each([
    ['一、治理内涝（市水务局牵头）', ['市水务局']],
    ['一、治理内涝（牵头领导：李明；牵头部门：市水务局、市住建局）', ['市水务局', '市住建局']],
    ['一、治理内涝（市水务局、市住建局）', []],
    ['一、治理内涝（2031年牵头）', []],
    ['一、治理内涝（共3项', []],
  ])('with a bracket behind them that says who leads: %s', (line, names) => {
    const end = line.indexOf('（');
    expect(leadInHeading(line, [2, end], fewUnits, [0, 99]).map(({ name }) => name)).toEqual(names);
  });

  test('that name a person or no unit give none', () => {
    expect(lead('李明市长主抓重点工作')).toEqual([]);
    expect(lead('重点项目（5项）')).toEqual([]);
    expect(lead('市水务局改革')).toEqual([]);
  });
});

describe('tables', () => {
  test.each([
    ['牵头单位', 'lead'],
    ['责任科室', 'listed'],
    ['责任主体与协同单位', 'listed'],
    ['协办单位', 'cooperate'],
    ['分管领导', 'person'],
    ['完成时限', 'limit'],
    ['工作内容', null],
  ])('the column %s', (header, says) => {
    expect(columnSays(header)).toBe(says);
  });

  test('the first unit of a cell leads unless a column of leads stands beside it', () => {
    const text = '市水务局\n市财政局|市教育局';
    const roles = dutiesInCell(text, [0, 9], 'listed', fewUnits).map(({ role }) => role);
    expect(roles).toEqual(['lead', 'responsible']);
    const row = dutiesInRow(
      text,
      [
        { span: [0, 9], said: 'listed' },
        { span: [10, 14], said: 'lead' },
      ],
      { orders: [], blankets: [] },
      fewUnits,
      [0, 9],
    );
    expect(row.duties.map(({ role }) => role)).toEqual(['responsible', 'responsible', 'lead']);
  });
});
