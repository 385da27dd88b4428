import type { UnitContext } from './unit.ts';

const GUESS = /^[\u4e00-\u9fff]{1,12}?(自治区|省|自治州|市|州|盟|县|区|旗|镇|乡|街道)/;

/** The level that an issuer's name shows by itself. */
export function guessedLevel(name: string): UnitContext['level'] {
  // 市人民政府办公室: whose is not said.
  const suffix = /^(省|市|州|县|区)(?:人民政府|政府|委)/.exec(name)?.[1] ?? GUESS.exec(name)?.[1];
  switch (suffix) {
    case '省':
    case '自治区':
      return 'province';
    case '市':
    case '州':
    case '自治州':
    case '盟':
      return 'city';
    case '县':
    case '区':
    case '旗':
      return 'county';
    case '镇':
    case '乡':
    case '街道':
      return 'town';
    default:
      return /^(?:中共中央|中央|国务院|国家|中国|全国)/.test(name) ? 'national' : null;
  }
}

/** 临川 for 临川市人民政府: what the units of an issuer that the directory does not know begin with. */
export function guessedRegionName(name: string): string | null {
  return GUESS.exec(name)?.[0] ?? null;
}
