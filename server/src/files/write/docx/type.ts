import { visible } from '../visible.ts';

const named = (name: string, latin = name) =>
  ({ ascii: latin, hAnsi: latin, eastAsia: name, cs: latin, hint: 'eastAsia' }) as const;

/** Fonts by the names that offices of government have them under. None is embedded. */
export const FONTS = {
  title: named('方正小标宋简体'),
  hei: named('黑体'),
  kai: named('楷体_GB2312'),
  fangsong: named('仿宋_GB2312'),
  song: named('宋体'),
} as const;

/** Points in half points, as OOXML counts sizes. */
export const half = (points: number) => points * 2;

/** Text of the document as XML can hold it, in one line. */
export function plain(text: string): string {
  return visible(text).replace(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd');
}
