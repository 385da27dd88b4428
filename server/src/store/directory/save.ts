import type { DatedName, RegisteredRegion, RegisteredUnit, Reorganised } from '@luodi/core/unit';
import type { Writing } from '../writing.ts';
import type { HeldRegister } from './register.ts';
import type { SortKey } from './sort-key.ts';
import { placeRegions } from './write.ts';

/**
 * Writes what a reorganisation changed: a constant number of statements, however many units. Names and places are only
 * ever added or ended, never taken away.
 */
export async function saveReorganised(
  writing: Writing,
  before: HeldRegister,
  { units, regions }: Pick<Reorganised, 'units' | 'regions'>,
  key: SortKey,
): Promise<void> {
  const next = (id: string) => (before.versions.get(id) ?? 0) + 1;
  await writing.set(
    'region',
    regions.map(({ code, level, parent, successor }) => ({
      ...{ code, level, parent_code: parent, successor_code: successor, version: next(code) },
    })),
  );
  await writing.set(
    'region_name',
    regions.flatMap((region) =>
      changedNames(before.regions.get(region.code), region).map((name) => ({
        region_code: region.code,
        ...nameColumns(name, key),
      })),
    ),
  );
  const moved = regions.filter(({ code, parent }) => before.regions.get(code)?.parent !== parent);
  await placeRegions(
    writing.tx,
    moved.map(({ code }) => code),
  );
  await writing.set(
    'unit',
    units.map((unit) => ({
      ...{ id: unit.id, region_code: unit.region, function_key: unit.functionKey, line: unit.line },
      ...{ parent_id: unit.parent, successor_id: unit.successor, from_day: unit.from, until_day: unit.until },
      version: next(unit.id),
    })),
  );
  await writing.set(
    'unit_name',
    units.flatMap((unit) =>
      changedNames(before.units.get(unit.id), unit).map((name) => ({
        unit_id: unit.id,
        ...nameColumns(name, key),
      })),
    ),
  );
  await writing.set(
    'unit_place',
    units.flatMap(({ id, places }) =>
      places.slice(before.units.get(id)?.places.length ?? 0).map(({ until, region, parent }) => ({
        ...{ unit_id: id, until_day: until, region_code: region, parent_id: parent },
      })),
    ),
  );
}

function changedNames(
  before: RegisteredUnit | RegisteredRegion | undefined,
  { names }: RegisteredUnit | RegisteredRegion,
): readonly DatedName[] {
  return names.filter(({ from, until, name, short }) => {
    const known = before?.names.find((one) => one.from === from);
    return known?.until !== until || known.name !== name || known.short !== short;
  });
}

function nameColumns({ from, until, name, short }: DatedName, key: SortKey) {
  return { from_day: from, until_day: until, name, short_name: short, sort_key: key(name) };
}
