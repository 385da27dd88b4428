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
    regionNames: once(() => nameIndex((add) => addRegions(regions, add))),
    unitNames: once(() => nameIndex((add) => addUnits(units, add))),
    inlaid: once(() => nameIndex((add) => addInlaid(units, add))),
    zones: once(() => nameIndex((add) => addZones(records.units.zones, add))),
    areas: once(() =>
      nameIndex((add) => {
        for (const name of records.units.areas) add(name, name);
      }),
    ),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type Add<T> = (name: string, of: T) => void;

function addRegions(regions: Regions, add: Add<Region>): void {
  for (const region of regions.byCode.values()) {
    const { name, short } = region;
    add(name, region);
    if (short === name) continue;
    add(short, region);
    // 凉山州, 景宁县 for 凉山彝族自治州, 景宁畲族自治县.
    if (/自治[州县旗]$/.test(name)) add(short + name.slice(-1), region);
  }
  for (const region of regions.former) add(region.name, region);
}

function addUnits(units: ReadonlyMap<string, StandingUnit>, add: Add<Form>): void {
  for (const unit of units.values()) {
    for (const form of unit.forms) {
      if (!form.full.includes('{')) add(form.full, form);
      for (const short of form.shorts) if (!short.includes('~')) add(short, form);
    }
  }
}

function addInlaid(units: ReadonlyMap<string, StandingUnit>, add: Add<Inlaid>): void {
  for (const unit of units.values()) {
    for (const form of unit.forms) {
      const written = form.full.includes('{')
        ? [form.full.replace(/\{[Rr]\}/, '~'), ...form.shorts]
        : form.shorts;
      for (const name of written) {
        const at = name.indexOf('~');
        if (at > 0) add(name.slice(0, at), { tail: name.slice(at + 1), form });
      }
    }
  }
}

function addZones(zones: DirectoryRecords['units']['zones'], add: Add<Zone>): void {
  for (const [region, ...names] of zones) {
    const zone = { name: names[0] as string, region };
    for (const name of names) add(name, zone);
  }
}
