import { describe, expect, it } from 'vitest';
import { initialsPattern, sortKeys } from './sort-key.ts';

describe('sort keys', () => {
  it('read place names as their people do', async () => {
    const key = await sortKeys();
    const read = (names: string) => names.split(' ').map((name) => key(name));
    expect(read('重庆市 六安市 厦门市 台州市 丽水市 乐山市 长兴县 什邡市 那曲市 成都市')).toEqual([
      'chong2 qing4 shi4',
      'lu4 an1 shi4',
      'xia4 men2 shi4',
      'tai1 zhou1 shi4',
      'li2 shui3 shi4',
      'le4 shan1 shi4',
      'chang2 xing1 xian4',
      'shi2 fang1 shi4',
      'na4 qu1 shi4',
      'cheng2 du1 shi4',
    ]);
  });

  it('are the same whether the region is read by itself or not', async () => {
    const key = await sortKeys();
    for (const [name, region] of [
      ['六安市财政局', '六安市'],
      ['中共重庆市委组织部', '重庆市'],
      ['国家税务总局台州市税务局', '台州市'],
    ] as const)
      expect(key(name, [region])).toBe(key(name));
  });

  it('put short names before longer ones that begin alike, and letters in small', async () => {
    const key = await sortKeys();
    expect(key('西安') < key('先安')).toBe(true);
    expect(key('四川') < key('四川省')).toBe(true);
    expect(key('5G办')).toBe('5g ban4');
  });

  it('are found by first letters', async () => {
    const key = await sortKeys();
    const found = (letters: string, name: string) =>
      new RegExp(initialsPattern(letters) as string).test(key(name));
    expect(found('sccz', '四川省财政厅')).toBe(false);
    expect(found('scsczt', '四川省财政厅')).toBe(true);
    expect(found('czt', '四川省财政厅')).toBe(true);
    expect(initialsPattern('财')).toBeNull();
    expect(initialsPattern('a'.repeat(41))).toBeNull();
  });
});
