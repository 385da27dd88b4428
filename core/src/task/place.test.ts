import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf, type DirectoryRecords, directoryOf } from '../unit/index.ts';
import { placesIn } from './place.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../directory/${name}`, import.meta.url), 'utf8'));
const directory = directoryOf({
  regions: read('regions.json'),
  units: read('units.json'),
} as DirectoryRecords);
const places = (text: string, issuer: string | null = '四川省人民政府') =>
  placesIn(contextOf(directory, { issuer, year: 2022 }), text, [0, text.length]).map(
    ({ name, code }) => `${name}${code ?? ''}`,
  );

describe('placesIn', () => {
  it('finds regions by full and short names, a chain as one place', () => {
    expect(places('支持绵阳、宜宾市建设副中心')).toEqual(['绵阳510700', '宜宾市511500']);
    expect(places('在绵阳市涪城区试点')).toEqual(['绵阳市涪城区510703']);
    expect(places('推动凉山州和西昌、简阳发展')).toEqual(['凉山州513400', '西昌513401', '简阳510185']);
  });

  it('finds compounds of regions', () => {
    expect(places('推进成德眉资同城化、川渝合作')).toEqual(['成德眉资', '川渝']);
    expect(places('建设成渝地区双城经济圈')).toEqual(['成渝地区']);
    expect(places('建设绵（阳）遂（宁）内（江）走廊')).toEqual(['绵（阳）遂（宁）内（江）']);
    expect(places('建设成眉高新产业带')).toEqual(['成眉']);
  });

  it('finds zones', () => {
    expect(places('推进四川天府新区、成都高新区改革')).toEqual(['四川天府新区', '成都高新区']);
  });

  it('takes no generic scope and no ordinary word for a place', () => {
    expect(places('全省各市（州）、县域和城区')).toEqual([]);
    expect(places('治理县城，促进长治久安、和平发展')).toEqual([]);
    expect(places('整治黄河南岸')).toEqual([]);
    expect(places('实现四川同屏')).toEqual([]);
  });

  it('means the county of the issuer’s own region by a name that several bear', () => {
    expect(places('在朝阳区试点', '北京市人民政府')).toEqual(['朝阳区110105']);
    expect(places('在长春市朝阳区试点', null)).toEqual(['长春市朝阳区220104']);
  });

  it('reads any number of places set behind each other', () => {
    expect(places('成都市'.repeat(50_000))).toHaveLength(50_000);
    expect(places('四川省成都市锦江区'.repeat(20_000))).toHaveLength(20_000);
  });

  it('gives spans inside the stretch whose characters are the name', () => {
    const context = contextOf(directory, { issuer: '四川省人民政府', year: 2022 });
    const words = fc.constantFrom(
      '成都',
      '绵阳市',
      '（',
      '、',
      '涪城区',
      '资',
      '眉',
      '川渝',
      '区',
      '\ud800',
      '新区',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.nat(8), (parts, start) => {
        const text = parts.join('');
        const from = Math.min(start, text.length);
        let last = from;
        for (const { span, name } of placesIn(context, text, [from, text.length])) {
          expect(text.slice(...span)).toBe(name);
          expect(span[0]).toBeGreaterThanOrEqual(last);
          last = span[1];
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
