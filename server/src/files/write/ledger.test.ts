import type { Target } from '@luodi/core/task';
import { expect, it } from 'vitest';
import { listed } from './duties-of.ts';
import { figureText, ledgerRows, magnitude, sentenceAround } from './ledger.ts';
import { sample } from './sample.ts';

const target = (text: string, rest: Partial<Target>): Target => ({
  span: [0, text.length],
  comparator: 'eq',
  unit: null,
  subject: '',
  per: null,
  aspirational: false,
  form: 'figure',
  ...rest,
});

it.each([
  ['900亿元以上', { comparator: 'gte', value: '90000000000', unit: '元' }, '≥900亿元'],
  ['1.2万个', { value: '12000', unit: '个' }, '1.2万个'],
  ['3万—5万户', { comparator: 'range', min: '30000', max: '50000', unit: '户' }, '3–5万户'],
  ['12345万元', { value: '123450000', unit: '元' }, '12345万元'],
  ['12000个', { value: '12000', unit: '个' }, '12000个'],
  ['每县至少1家', { comparator: 'gte', value: '1', unit: '家', per: '每县' }, '每县 ≥1家'],
  ['0.8个百分点', { comparator: 'up', value: '0.8', unit: '个百分点' }, '↑0.8个百分点'],
  ['全覆盖', { form: 'coverage', value: '100', unit: '%' }, '100%'],
  ['若干', {}, '若干'],
  // 万 that counts nothing is no multiplier.
  ['万家企业12345户', { value: '12345', unit: '户' }, '12345户'],
  ['1.23456万', { value: '12345.6', unit: null }, '12345.6'],
] as const)('shows %s as people read it', (text, rest, shown) => {
  expect(figureText(target(text, rest as Partial<Target>), text)).toBe(shown);
});

it('takes a multiplier apart without losing a digit', () => {
  expect(magnitude(target('2万亿元', { value: '2000000000000', unit: '元' }), '2万亿元')).toMatchObject({
    figure: '2',
    multiplier: '万亿',
  });
  expect(magnitude(target('0.05亿元', { value: '5000000', unit: '元' }), '0.05亿元')).toMatchObject({
    value: '0.05',
    multiplier: '亿',
  });
});

it('lists names, an open end without 、', () => {
  expect(listed(['财政厅', '商务厅', '等省级有关部门'])).toBe('财政厅、商务厅等省级有关部门');
  expect(listed([])).toBe('');
});

it('has a row for each measure and one for a task without', () => {
  expect(ledgerRows(sample).map(({ item, measure, rows }) => [item.no, measure?.text ?? null, rows])).toEqual(
    [
      [1, '新增公共停车位1.2万个', 3],
      [1, '建成充电桩|接口＝500个', 0],
      [1, '持续开展占道整治', 0],
      [2, null, 1],
    ],
  );
});

it('finds the sentence around a place', () => {
  const words = '前文。新增车位，改造管网。后文';
  expect(sentenceAround(words, [8, 12])).toBe('新增车位，改造管网。');
  expect(sentenceAround(words, [3, 3])).toBe('新增车位，改造管网。');
  expect(sentenceAround('', [0, 0])).toBe('');
});
