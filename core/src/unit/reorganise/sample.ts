import { LONG_AGO } from '../standing.ts';
import type { Register, RegisteredRegion, RegisteredUnit } from './facts.ts';

/** A unit for tests: `[id, name, short name, parent]`. */
export function unit(
  id: string,
  name: string,
  short: string = name,
  more: Partial<RegisteredUnit> = {},
): RegisteredUnit {
  const [region = '', functionKey] = id.split('/');
  const standing = functionKey !== undefined && /^\d{6}$/.test(region);
  return {
    ...{ id, region: standing ? region : '510100', functionKey: standing ? functionKey : null },
    ...{ line: 'government', parent: null, successor: null, from: LONG_AGO, until: null, places: [] },
    names: [{ from: more.from ?? LONG_AGO, until: more.until ?? null, name, short }],
    ...more,
  };
}

/** A region for tests. */
export function region(code: string, name: string, short: string, parent: string | null): RegisteredRegion {
  return {
    ...{ code, parent, successor: null, names: [{ from: LONG_AGO, until: null, name, short }] },
    level: code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county',
  };
}

/** A city with a district and two counties, their units, and two units of its own making. */
export const REGISTER: Register = {
  today: '2026-03-02',
  regions: new Map(
    [
      region('510000', '四川省', '四川', null),
      region('510100', '成都市', '成都', '510000'),
      region('510104', '锦江区', '锦江', '510100'),
      region('510121', '金堂县', '金堂', '510100'),
      region('510124', '郫县', '郫县', '510100'),
    ].map((one) => [one.code, one]),
  ),
  units: new Map(
    [
      unit('510100/财政', '成都市财政局'),
      unit('510100/教育', '成都市教育局'),
      unit('510100/科技', '成都市科学技术局', '成都市科技局'),
      unit('510104/财政', '成都市锦江区财政局', '锦江区财政局'),
      unit('510104/人民政府', '成都市锦江区人民政府', '锦江区人民政府'),
      unit('510121/财政', '金堂县财政局'),
      unit('510121/人民政府', '金堂县人民政府'),
      unit('510124/财政', '郫县财政局'),
      unit('510124/人民政府', '郫县人民政府'),
      unit('510124/税务', '国家税务总局郫县税务局', '郫县税务局'),
      unit('centre', '成都市评估中心', '评估中心', { parent: '510100/科技' }),
      unit('press', '成都市科普出版社', '科普出版社', { parent: 'centre', from: '2020-01-01' }),
    ].map((one) => [one.id, one]),
  ),
};
