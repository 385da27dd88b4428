import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { directoryOf } from './directory.ts';
import { isBorneIn, LEVEL, standingUnit } from './form.ts';
import type { DirectoryRecords } from './records.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../directory/${name}`, import.meta.url), 'utf8'));
const records = { regions: read('regions.json'), units: read('units.json') } as DirectoryRecords;
const directory = directoryOf(records);

describe('regions.json', () => {
  const regions = directory.regions.byCode.values();

  it('holds each code once, in their order', () => {
    const codes = regions.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(regions).toHaveLength(records.regions.regions.length);
    for (const { code } of regions) expect(code).toMatch(/^\d{6}$/);
  });

  it('names a parent that exists for all but provinces', () => {
    for (const { level, parent } of regions) {
      if (level === 'province') expect(parent).toBeNull();
      else expect(directory.regions.byCode.has(parent as string)).toBe(true);
    }
  });

  it('has 34 provinces, and 21 cities and 183 counties in Sichuan', () => {
    const sichuan = regions.filter(({ code }) => code.startsWith('51'));
    expect(regions.filter(({ level }) => level === 'province')).toHaveLength(34);
    expect(sichuan.filter(({ level }) => level === 'city')).toHaveLength(21);
    expect(sichuan.filter(({ level }) => level === 'county')).toHaveLength(183);
  });

  it('keeps what was renamed or merged, with the code that took over', () => {
    const former = (name: string) => directory.regions.former.find((region) => region.name === name);
    expect(former('会理县')).toMatchObject({ code: '513425', until: 2021, into: '513402' });
    expect(directory.regions.byCode.get('513402')).toMatchObject({ name: '会理市', from: 2021 });
    for (const { into, from, until } of directory.regions.former) {
      if (into !== null) expect(directory.regions.byCode.has(into)).toBe(true);
      expect(from ?? 0).toBeLessThan(until as number);
    }
  });
});

describe('units.json', () => {
  it('writes each name in its notation, each key once, and successors that exist', () => {
    const keys = records.units.units.map(([key]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of records.units.units) {
      const unit = standingUnit(row);
      for (const name of row[2]) expect(name).toMatch(/^[npmcxl]+ ((\d{4})?-(\d{4})? )?[^ =]+(=[^ =]+)?$/);
      for (const form of unit.forms) {
        expect(form.levels).toBeGreaterThan(0);
        if (form.from !== null && form.until !== null) expect(form.from).toBeLessThanOrEqual(form.until);
        for (const short of form.shorts) expect(short).toMatch(/^[\u4e00-\u9fff（）~\d]{2,}$/);
      }
      if (unit.into !== null) expect(keys).toContain(unit.into);
    }
  });

  it('gives no name of one level and year to two units', () => {
    const doubles = new Set<string>();
    const index = directory.unitNames();
    const names = Array.from({ length: index.count }, (_, at) => index.bucket(at + 1)).flat();
    for (const year of [2012, 2016, 2018, 2020, 2022, 2023, 2024, 2026]) {
      for (const level of Object.values(LEVEL)) {
        for (const { name, of } of names) {
          const units = of
            .filter((form) => form.levels & level && isBorneIn(form, year))
            .map((form) => form.unit);
          // Offices of the party are told apart by 委 before their name.
          const sides = [
            units.filter(({ line }) => line === 'party'),
            units.filter(({ line }) => line !== 'party'),
          ];
          for (const side of sides) if (new Set(side).size > 1) doubles.add(name);
        }
      }
    }
    expect([...doubles].sort()).toEqual([]);
  });

  it('places zones in regions that exist', () => {
    for (const [region] of records.units.zones) expect(directory.regions.byCode.has(region)).toBe(true);
  });
});
