import { expect, it } from 'vitest';
import { directoryOf } from './directory.ts';
import { standingUnitOf, standingUnits, zones } from './standing.ts';

const directory = directoryOf({
  regions: {
    regions: [
      ['150000', '内蒙古自治区'],
      ['152200', '兴安盟'],
      ['510000', '四川省'],
      ['510100', '成都市'],
      ['510104', '锦江区'],
      ['710000', '台湾省'],
    ],
    former: [['510124', '郫县', null, 2016, '510104']],
  },
  units: {
    units: [
      ['人民政府', 'government', ['n 国务院', 'l 人民政府=人民政府,政府', 'c 行政公署=行政公署,行署']],
      ['地方金融', 'government', ['l 2018-2024 金融监管局', 'l 金融工作办公室=金融办', 'l 2024- 金融管理局']],
      ['扶贫', 'government', ['l -2021 扶贫开发局'], '乡村振兴'],
      ['乡村振兴', 'government', ['l 2021-2024 乡村振兴局']],
      ['组织', 'party', ['n 中共中央组织部=中央组织部', 'l 组织部']],
      ['税务', 'central', ['l 国家税务总局{R}税务局=税务局']],
    ],
    zones: [['510100', '成都高新区', '成都高新技术产业开发区']],
    areas: [],
    counties: [],
  },
});

const names = (id: string) =>
  standingUnitOf(directory, id)?.names.map(({ name, short, from }) => [name, short, from]);

it('calls units by their region and function, and shortly as people do', () => {
  expect(names('510000/组织')).toEqual([['中共四川省委组织部', '省委组织部', '1949-10-01']]);
  expect(names('150000/组织')).toEqual([['内蒙古自治区党委组织部', '自治区党委组织部', '1949-10-01']]);
  expect(names('510104/税务')).toEqual([['国家税务总局成都市锦江区税务局', '锦江区税务局', '1949-10-01']]);
  expect(names('000000/组织')).toEqual([['中共中央组织部', '中央组织部', '1949-10-01']]);
  expect(names('152200/人民政府')?.[0]?.[0]).toBe('兴安盟行政公署');
});

it('has one name for every time, dated ones first', () => {
  expect(names('510100/地方金融')?.map(([name, , from]) => [name, from])).toEqual([
    ['成都市金融工作办公室', '1949-10-01'],
    ['成都市金融监管局', '2018-01-01'],
    ['成都市金融管理局', '2024-01-01'],
  ]);
});

it('ends units with their function and with their region, and says who took over', () => {
  expect(standingUnitOf(directory, '510100/扶贫')).toMatchObject({
    ...{ until: '2021-01-01', successor: '510100/乡村振兴' },
  });
  const ofFormer = standingUnitOf(directory, '510124/组织');
  expect(ofFormer).toMatchObject({ until: '2016-01-01', successor: '510104/组织' });
  expect(ofFormer?.names.at(-1)?.until).toBe('2016-01-01');
  // A function that began after the region had ended was never there.
  expect(standingUnitOf(directory, '510124/乡村振兴')).toBeNull();
});

it('knows no units of regions without people’s governments, of words and of nothing', () => {
  expect(standingUnits(directory, '710000')).toEqual([]);
  for (const id of ['市/组织', '999999/组织', '510000/没有', '510000', '/', '', '710000/人民政府'])
    expect([id, standingUnitOf(directory, id)]).toEqual([id, null]);
});

it('has zones among the units', () => {
  expect(zones(directory).map(({ id, line }) => [id, line])).toEqual([['510100/成都高新区', 'zone']]);
  expect(standingUnitOf(directory, '510100/成都高新区')?.functionKey).toBeNull();
  expect(standingUnits(directory, '510000', ['组织', '没有']).map(({ id }) => id)).toEqual(['510000/组织']);
});
