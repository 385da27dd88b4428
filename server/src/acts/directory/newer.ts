import { type DatedName, type RegisteredRegion, type RegisteredUnit, standingUnitOf } from '@luodi/core/unit';
import { type HeldRegister, wholeRegister } from '../../store/directory/register.ts';
import type { RegionRows } from '../../store/directory/shipped.ts';
import type { Ground } from '../context.ts';

/** What a newer directory knows of regions and units that are there already. */
export interface Newer {
  readonly units: readonly RegisteredUnit[];
  readonly regions: readonly RegisteredRegion[];
  readonly register: HeldRegister;
}

/**
 * 更新: where the shipped directory tells what came after the last thing that this installation knows of a region or a
 * unit (a new name, its end), and the installation itself has not gone another way. What it renamed, corrected or
 * ended by itself stays.
 */
export async function newerFacts(
  { database, directory }: Ground,
  shipped: readonly RegionRows[],
  today: string,
): Promise<Newer> {
  const register = await wholeRegister(database.query, today);
  const rows = new Map(shipped.map((row) => [row.region.code, row]));
  const regions = [...register.regions.values()].flatMap((region): RegisteredRegion[] => {
    const row = rows.get(region.code);
    const names = (row?.names ?? []).map(
      ({ from_day, until_day, name, short_name }): DatedName => ({
        ...{ from: from_day, until: until_day ?? null, name, short: short_name },
      }),
    );
    const successor = row?.region.successor_code ?? null;
    if (!goesOn(region.names, names) || region.successor !== null) return [];
    return [
      {
        ...region,
        names,
        successor: successor !== null && register.regions.has(successor) ? successor : null,
      },
    ];
  });
  const units = [...register.units.values()].flatMap((unit): RegisteredUnit[] => {
    if (unit.functionKey === null || unit.until !== null || unit.places.length > 0) return [];
    const body = standingUnitOf(directory, unit.id);
    if (!body || !goesOn(unit.names, body.names)) return [];
    const successor = body.successor !== null && register.units.has(body.successor) ? body.successor : null;
    return [{ ...unit, names: body.names, until: body.until, successor }];
  });
  return { units, regions, register };
}

/** Whether the shipped names say the same, and more after it. */
function goesOn(known: readonly DatedName[], shipped: readonly DatedName[]): boolean {
  const last = known.at(-1);
  if (!last || last.until !== null || shipped.length < known.length) return false;
  const isSame = known.every((one, at) => {
    const other = shipped[at];
    const isLast = at === known.length - 1;
    return (
      other?.from === one.from &&
      other.name === one.name &&
      other.short === one.short &&
      (isLast || other.until === one.until)
    );
  });
  return isSame && (shipped.length > known.length || shipped[known.length - 1]?.until !== null);
}
