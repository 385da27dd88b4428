import { LEVEL } from './form.ts';
import type { DirectoryRecords, RegionRow } from './records.ts';

export type RegionLevel = 'province' | 'city' | 'county';

/** 行政区 of GB/T 2260. `until` is set for a name that is no longer listed, `into` is the code that took over. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parent: string | null;
  /** 成都 for 成都市, 凉山 for 凉山彝族自治州; the name itself where it has no short form of its own. */
  readonly short: string;
  readonly from: number | null;
  readonly until: number | null;
  readonly into: string | null;
}

/** Regions by code, made when first asked for. */
export interface Regions {
  readonly byCode: {
    readonly get: (code: string) => Region | undefined;
    readonly has: (code: string) => boolean;
    readonly values: () => readonly Region[];
  };
  /** Regions directly below one, in the order of their codes. */
  readonly children: { readonly get: (code: string) => readonly Region[] };
  /** The region of a row. */
  readonly at: (row: number) => Region;
  readonly former: readonly Region[];
}

/** Regions found by code and by parent. Rows must stand in the order of their codes. */
export function regionsOf({ regions, former }: DirectoryRecords['regions']): Regions {
  const made: (Region | undefined)[] = [];
  const families = new Map<string, readonly Region[]>();
  let formerRegions: readonly Region[] | undefined;
  /** Row of a code, or where it would stand. */
  const rowOf = (code: string): number => {
    let low = 0;
    let high = regions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((regions[middle] as RegionRow)[0] < code) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const has = (code: string): boolean => regions[rowOf(code)]?.[0] === code;
  const at = (row: number): Region => {
    const known = made[row];
    if (known) return known;
    const [code, name, from] = regions[row] as RegionRow;
    const region = regionOf(code, name, from ?? null, null, null, has);
    made[row] = region;
    return region;
  };
  const childrenOf = (code: string): readonly Region[] => {
    const known = families.get(code);
    if (known) return known;
    const family: Region[] = [];
    for (let row = rowOf(code) + 1; row < regions.length; row++) {
      if (!liesIn((regions[row] as RegionRow)[0], code)) break;
      const region = at(row);
      if (region.parent === code) family.push(region);
    }
    families.set(code, family);
    return family;
  };
  return {
    byCode: {
      get: (code) => (has(code) ? at(rowOf(code)) : undefined),
      has,
      values: () => regions.map((_, row) => at(row)),
    },
    children: { get: childrenOf },
    at,
    get former() {
      formerRegions ??= former.map(([code, name, from, until, into]) =>
        regionOf(code, name, from, until, into, has),
      );
      return formerRegions;
    },
  };
}

function regionOf(
  code: string,
  name: string,
  from: number | null,
  until: number | null,
  into: string | null,
  has: (code: string) => boolean,
): Region {
  const level = code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county';
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  const parent = level === 'province' ? null : level === 'county' && has(city) ? city : province;
  return { code, name, level, parent, short: shortName(name, level), from, until, into };
}

const PROVINCES_WITH_LONG_NAMES: Readonly<Record<string, string>> = {
  内蒙古自治区: '内蒙古',
  广西壮族自治区: '广西',
  西藏自治区: '西藏',
  宁夏回族自治区: '宁夏',
  新疆维吾尔自治区: '新疆',
  香港特别行政区: '香港',
  澳门特别行政区: '澳门',
};

/** Peoples whose names stand between a prefecture's own name and 自治州, 自治县. */
const PEOPLES =
  /(?:各族|蒙古族?|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族)+$/;

function shortName(name: string, level: RegionLevel): string {
  if (level === 'province') return PROVINCES_WITH_LONG_NAMES[name] ?? name.slice(0, -1);
  const stem = stemOf(name);
  return stem.length >= 2 ? stem : name;
}

function stemOf(name: string): string {
  const last = name.length - 1;
  switch (name.charAt(last)) {
    case '区': {
      const two = name.slice(-2);
      return two === '地区' || two === '林区' || two === '特区' || two === '新区'
        ? name.slice(0, -2)
        : name.slice(0, last);
    }
    case '州':
    case '县':
    case '旗':
      if (name.startsWith('自治', last - 2)) return name.slice(0, last - 2).replace(PEOPLES, '');
      return name.endsWith('州') ? name : name.slice(0, last);
    case '市':
    case '盟':
      return name.slice(0, last);
    default:
      return name;
  }
}

/** 北京市, 天津市, 上海市, 重庆市. */
export function isMunicipality(code: string): boolean {
  return code === '110000' || code === '120000' || code === '310000' || code === '500000';
}

/**
 * Name that a unit of the region begins with: districts carry their city's (成都市锦江区), counties and
 * county-level cities do not (金堂县, 都江堰市).
 */
export function namePrefix(regions: Regions, region: Region): string {
  if (region.level !== 'county' || !region.name.endsWith('区') || region.parent === null) return region.name;
  return `${regions.byCode.get(region.parent)?.name ?? ''}${region.name}`;
}

/** Code of the province that a region lies in. */
export function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`;
}

/** Whether `inner` is `outer` or lies in it. */
export function liesIn(inner: string, outer: string): boolean {
  return (
    inner === outer ||
    (outer.endsWith('0000')
      ? inner.startsWith(outer.slice(0, 2))
      : outer.endsWith('00') && inner.startsWith(outer.slice(0, 4)))
  );
}

/** The bit of the names that the units of a region bear. */
export function levelBit(region: Region): number {
  if (region.level === 'county') return LEVEL.county;
  if (region.level === 'city') return LEVEL.city;
  return isMunicipality(region.code) ? LEVEL.municipality : LEVEL.province;
}
