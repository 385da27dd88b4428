import type { DirectoryCode } from '../directory-codes.ts';

/** 单位目录: why something cannot be done to it. */
export const directory: Readonly<Record<DirectoryCode, string>> = {
  'directory/no-unit': '单位目录里没有“{id}”。',
  'directory/no-region': '行政区划里没有“{code}”。',
};
