import { expect, test } from 'vitest';
import { referenceGold } from './reference.ts';

const TEXT = `一、水
（一）治河。清淤河道2—3公里，印发方案。
牵头单位：甲市、乙市人民政府，有关县人民政府
责任单位：水利厅等省级有关部门，各县人民政府
`;
const PARSED = {
  document: { sections: [{ no: 1, numeral: '一' }] },
  tasks: [
    {
      numeral: '（一）',
      title: '治河',
      sectionNo: 1,
      leads: ['甲市人民政府', '乙市人民政府', '有关县人民政府'],
      responsibles: ['水利厅'],
      groupPhrases: ['等省级有关部门', '各县人民政府'],
      leadGroupPhrases: ['有关县人民政府'],
      leadsRaw: '甲市、乙市人民政府，有关县人民政府',
      responsiblesRaw: '水利厅等省级有关部门，各县人民政府',
      measures: ['清淤河道2—3公里', '印发方案'],
      targets: [{ text: '2—3公里', comparator: 'range', min: 2, max: 3, unit: '公里', measureIndex: 0 }],
      borderlineTargets: [],
      deliverables: [{ verb: '印发', name: '方案' }],
      documents: [],
      documentsUnbracketed: [],
    },
  ],
};

test('the strings of the reference gold become places', () => {
  const [item] = referenceGold(PARSED, TEXT, 'f'.repeat(64)).items;
  const words = (spans: readonly (readonly [number, number])[]) => spans.map((span) => TEXT.slice(...span));
  expect(item?.path).toEqual(['一', '（一）']);
  expect(words(item?.measures ?? [])).toEqual(['清淤河道2—3公里', '印发方案']);
  expect(item?.duties.map(({ role, name, group, span }) => [role, name, group, TEXT.slice(...span)])).toEqual(
    [
      ['lead', '甲市人民政府', null, '甲市'],
      ['lead', '乙市人民政府', null, '乙市人民政府'],
      ['lead', '有关县人民政府', 'some', '有关县人民政府'],
      ['responsible', '水利厅', null, '水利厅'],
      ['responsible', '等省级有关部门', 'open', '等省级有关部门'],
      ['responsible', '各县人民政府', 'all', '各县人民政府'],
    ],
  );
  expect(item?.targets).toEqual([
    {
      span: [TEXT.indexOf('2—3'), TEXT.indexOf('，印发')],
      comparator: 'range',
      min: '2',
      max: '3',
      unit: '公里',
    },
  ]);
});

test('a quotation that the document does not hold is told', () => {
  const wrong = { ...PARSED, tasks: PARSED.tasks.map((task) => ({ ...task, measures: ['修路'] })) };
  expect(() => referenceGold(wrong, TEXT, 'f'.repeat(64))).toThrow(/修路/);
});
