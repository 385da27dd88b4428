import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextOf, type DirectoryRecords, directoryOf, groupOf, membersOf } from './index.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../directory/${name}`, import.meta.url), 'utf8'));
const directory = directoryOf({
  regions: read('regions.json'),
  units: read('units.json'),
} as DirectoryRecords);
const sichuan = contextOf(directory, { issuer: '四川省人民政府', year: 2022 });
const kind = (phrase: string) => groupOf(sichuan, phrase)?.kind ?? null;

describe('groupOf', () => {
  it.each([
    ['各市（州）人民政府', 'all', '市（州）人民政府'],
    ['各省级人民政府', 'all', '省级人民政府'],
    ['各设区市政府', 'all', '设区市政府'],
    ['各县（市、区）人民政府', 'all', '县（市、区）人民政府'],
    ['各镇人民政府', 'all', '镇人民政府'],
    ['各街道', 'all', '街道'],
    ['各部门', 'all', '部门'],
    ['各成员单位', 'all', '成员单位'],
    ['各科室', 'all', '科室'],
    ['有关市（州）人民政府', 'some', '市（州）人民政府'],
    ['各有关省级人民政府', 'some', '省级人民政府'],
    ['相关区', 'some', '区'],
    ['等省级有关部门（单位）', 'open', '省级部门（单位）'],
    ['等有关部门', 'open', '部门'],
    ['市直有关部门、单位', 'open', '市直部门、单位'],
    ['各相关单位', 'open', '单位'],
    ['各责任单位', 'open', '责任单位'],
    ['交通运输部门', 'generic', '交通运输部门'],
    ['卫生健康行政部门', 'generic', '卫生健康行政部门'],
    ['公安机关', 'generic', '公安机关'],
  ] as const)('reads %s as %s', (phrase, group, of) => {
    expect(groupOf(sichuan, phrase)).toEqual({ kind: group, of });
  });

  it('leaves single units alone', () => {
    for (const name of ['省发展改革委', '财政厅', '成都市人民政府', '文化和旅游厅', '省委组织部', '各', '']) {
      expect.soft(kind(name), name).toBeNull();
    }
  });
});

describe('membersOf', () => {
  const members = (issuer: string, phrase: string) => {
    const context = contextOf(directory, { issuer, year: 2022 });
    const group = groupOf(context, phrase);
    return (group && membersOf(context, group)?.map(({ name }) => name)) ?? null;
  };

  it('lists the governments below the issuer', () => {
    const cities = members('四川省人民政府', '各市（州）人民政府');
    expect(cities).toHaveLength(21);
    expect(cities?.[0]).toBe('成都市人民政府');
    expect(members('四川省人民政府', '各县（市、区）人民政府')).toHaveLength(183);
    expect(members('上海市人民政府', '各区政府')).toHaveLength(16);
    expect(members('国务院办公厅', '各省级人民政府')).toHaveLength(31);
  });

  it('is null where nobody can count the members', () => {
    expect(members('四川省人民政府', '等有关部门')).toBeNull();
    expect(members('四川省人民政府', '各成员单位')).toBeNull();
  });
});
