import { type Form, type StandingUnit, standingUnit } from './form.ts';
import { type NameIndex, nameIndex } from './names.ts';
import type { DirectoryRecords } from './records.ts';
import { type Region, type Regions, regionsOf } from './region.ts';

/**
 * 单位目录. Standing departments of the 3,000 regions are not listed: a unit is a region and a standing function, and
 * its name follows from the two. Everything is indexed when it is first asked for.
 */
export interface Directory {
  readonly regions: Regions;
  readonly units: ReadonlyMap<string, StandingUnit>;
  /** Full and short names of regions, former names too. */
  readonly regionNames: () => NameIndex<Region>;
  /** Names without a region: full and short, of every level. */
  readonly unitNames: () => NameIndex<Form>;
  /** 国家开发银行~分行: beginnings of names that the region stands inside of. */
  readonly inlaid: () => NameIndex<Inlaid>;
  readonly zones: () => NameIndex<Zone>;
  readonly areas: () => NameIndex<string>;
}

/** What follows the region in a name that it stands inside of. */
export interface Inlaid {
  readonly tail: string;
  readonly form: Form;
}

/** 功能区: a zone that is no region of GB/T 2260; `region` is the smallest region that holds it. */
export interface Zone {
  readonly name: string;
  readonly region: string;
}

/** The directory made of its records. Cheap: rows are taken apart, names are indexed when first needed. */
export function directoryOf(records: DirectoryRecords): Directory {
  const units = new Map<string, StandingUnit>();
  for (const row of records.units.units) units.set(row[0], standingUnit(row));
  const regions = regionsOf(records.regions);
  return {
    regions,
    units,
    regionNames: once(() => nameIndex(regionEntries(regions))),
    unitNames: once(() => nameIndex(unitEntries(units))),
    inlaid: once(() => nameIndex(inlaidEntries(units))),
    zones: once(() => nameIndex(zoneEntries(records.units.zones))),
    areas: once(() => nameIndex(records.units.areas.map((name) => [name, name] as const))),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function* regionEntries(regions: Regions): Generator<readonly [string, Region]> {
  for (const region of regions.byCode.values()) {
    yield [region.name, region];
    if (region.short !== region.name) yield [region.short, region];
  }
  for (const region of regions.former) yield [region.name, region];
}

function* unitEntries(units: ReadonlyMap<string, StandingUnit>): Generator<readonly [string, Form]> {
  for (const unit of units.values()) {
    for (const form of unit.forms) {
      if (!form.full.includes('{')) yield [form.full, form];
      for (const short of form.shorts) if (!short.includes('~')) yield [short, form];
    }
  }
}

function* inlaidEntries(units: ReadonlyMap<string, StandingUnit>): Generator<readonly [string, Inlaid]> {
  for (const unit of units.values()) {
    for (const form of unit.forms) {
      const written = form.full.includes('{')
        ? [form.full.replace(/\{[Rr]\}/, '~'), ...form.shorts]
        : form.shorts;
      for (const name of written) {
        const at = name.indexOf('~');
        if (at > 0) yield [name.slice(0, at), { tail: name.slice(at + 1), form }];
      }
    }
  }
}

function* zoneEntries(zones: DirectoryRecords['units']['zones']): Generator<readonly [string, Zone]> {
  for (const [region, ...names] of zones) {
    const zone = { name: names[0] as string, region };
    for (const name of names) yield [name, zone];
  }
}
