import { describe, expect, test } from 'vitest';
import { fewUnits } from './few-units.ts';
import { dutiesIn } from './item.ts';

const said = (text: string) =>
  dutiesIn(text, [[0, text.length]], { orders: [], blankets: [] }, fewUnits).duties.map(
    ({ role, name, governs }) => `${role} ${name}: ${text.slice(...governs)}`,
  );

describe('units before their work', () => {
  test('a known unit that begins a sentence and answers for it leads it', () => {
    expect(said('修缮水闸三座。市水务局负责更换启闭机。市民政局登记困难户。')).toEqual([
      'lead 市水务局: 市水务局负责更换启闭机',
    ]);
    expect(said('市教育局牵头编制校车线路，每学期调整一次。')).toEqual([
      'lead 市教育局: 市教育局牵头编制校车线路，每学期调整一次',
    ]);
  });

  test('whoever is in charge of a unit is not the unit', () => {
    expect(said('市水务局负责人到场查看水位。')).toEqual([]);
    expect(said('业主负责更换水表。')).toEqual([]);
  });

  test('known units in a bracket before the work answer for it', () => {
    expect(said('3.（市教育局）新建校舍两栋，添置桌椅。')).toEqual([
      'lead 市教育局: 新建校舍两栋，添置桌椅。',
    ]);
    expect(said('（临河）片区道路修补完工。')).toEqual([]);
  });
});
