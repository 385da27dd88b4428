import { type Form, type StandingUnit, standingUnit } from './form.ts';
import { type NameIndex, nameIndex } from './names.ts';
import type { DirectoryRecords, FormerRegionRow, RegionRow } from './records.ts';
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
  /** Functions that a county has as a rule. */
  readonly counties: readonly string[];
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
    counties: records.units.counties,
    regionNames: once(() =>
      nameIndex((add: Add<number>) => addRegions(records.regions, add), named(regions)),
    ),
    unitNames: once(() => nameIndex((add: Add<Form>) => addUnits(units, add), asItIs)),
    inlaid: once(() => nameIndex((add: Add<Inlaid>) => addInlaid(units, add), asItIs)),
    zones: once(() => nameIndex((add: Add<Zone>) => addZones(records.units.zones, add), asItIs)),
    areas: once(() =>
      nameIndex((add: Add<string>) => {
        for (const name of records.units.areas) add(name, name);
      }, asItIs),
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

/** Rows by number: those listed now from 0, the former ones below 0. */
function addRegions({ regions, former }: DirectoryRecords['regions'], add: Add<number>): void {
  for (let at = 0; at < regions.length; at++) add((regions[at] as RegionRow)[1], at);
  for (let at = 0; at < former.length; at++) add((former[at] as FormerRegionRow)[1], -1 - at);
}

/** All names of a region of which one was added; they begin alike. */
function named(regions: Regions) {
  return (name: string, row: number, put: Add<Region>): void => {
    const region = row < 0 ? (regions.former[-1 - row] as Region) : regions.at(row);
    put(name, region);
    if (row < 0 || region.short === name) return;
    put(region.short, region);
    // 凉山州, 景宁县 for 凉山彝族自治州, 景宁畲族自治县.
    if (/自治[州县旗]$/.test(name)) put(region.short + name.slice(-1), region);
  };
}

function asItIs<T>(name: string, of: T, put: Add<T>): void {
  put(name, of);
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
