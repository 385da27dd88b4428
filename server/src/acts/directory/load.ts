import { saveReorganised } from '../../store/directory/save.ts';
import {
  type RegionRows,
  shippedRegions,
  shippedText,
  shippedUnits,
  type UnitRows,
  unitRows,
} from '../../store/directory/shipped.ts';
import { sortKeys } from '../../store/directory/sort-key.ts';
import { addRegions, addUnits, knownRegions, knownUnits } from '../../store/directory/write.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { sm3Of } from '../../store/row.ts';
import { type Held, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { dayAt } from '../people/today.ts';
import { newerFacts } from './newer.ts';

/** What loading came to: rows added, and the events that tell of them. */
export interface Loaded {
  readonly regions: number;
  readonly units: number;
  readonly events: number;
}

/** The setting that says which shipped directory the tables hold. */
export const LOADED = 'directory/loaded';

/** Rows that one event tells of. */
const EFFECTS = 2_000;

/** Nobody: the program itself, at its start. */
const BY_ITSELF: Asking = { who: null, request: null, address: null, once: null };

/**
 * 装载单位目录: at the first start fills the tables of regions and units from the directory that ships with the program.
 * Done in parts, each an act of its own: an interrupted load goes on where it stopped. Nothing happens where this
 * directory is loaded already; a newer one adds what is not there, and what came after what is there; what was changed
 * here stays.
 */
export async function loadDirectoryTables(ground: Ground): Promise<Loaded> {
  const { directory, database } = ground;
  const sm3 = sm3Of(Buffer.from(shippedText(directory)));
  const value = JSON.stringify({ sm3 });
  const loaded = await database.query
    .selectFrom('setting')
    .select('value')
    .where('key', '=', LOADED)
    .executeTakeFirst();
  if (loaded?.value === value) return { regions: 0, units: 0, events: 0 };
  const key = await sortKeys();
  const { byCode } = directory.regions;
  const nameOf = (code: string | null) => (code === null ? null : (byCode.get(code)?.name ?? null));
  const shipped = shippedRegions(directory, key);
  const regions = parts(shipped, ({ names }) => 1 + names.length);
  const bodies = shippedUnits(directory).map((body) => unitRows(body, nameOf(body.region), key));
  const units = parts(bodies, ({ names }) => 1 + names.length);
  const count = { regions: 0, units: 0, events: 0 };
  const act = async (facts: { [key: string]: string | number }, work: (held: Held) => Promise<boolean>) => {
    const { seq } = await perform(
      ground,
      BY_ITSELF,
      { programme: DIRECTORY, act: 'directory/load', subject: { kind: 'directory', id: 'shipped' } },
      async (held) => {
        const wrote = await work(held);
        return { answer: null, facts: { sm3, ...facts }, ...(!wrote && { idle: true as const }) };
      },
    );
    if (seq !== null) count.events++;
  };
  for (const [at, part] of regions.entries())
    await act({ part: at + 1, parts: regions.length, rows: 'region' }, async (held) => {
      const added = await addMissingRegions(held, part);
      count.regions += added;
      return added > 0;
    });
  for (const [at, part] of units.entries())
    await act({ part: at + 1, parts: units.length, rows: 'unit' }, async (held) => {
      const added = await addMissingUnits(held, part);
      count.units += added;
      return added > 0;
    });
  if (loaded) {
    const newer = await newerFacts(ground, shipped, dayAt(ground.now()));
    const { register } = newer;
    for (const some of parts(newer.regions, ({ names }) => 1 + names.length))
      await act({ rows: 'region', newer: some.length }, async (held) => {
        await saveReorganised(held, register, { regions: some, units: [] }, key);
        return true;
      });
    for (const some of parts(newer.units, ({ names }) => 1 + names.length))
      await act({ rows: 'unit', newer: some.length }, async (held) => {
        await saveReorganised(held, register, { regions: [], units: some }, key);
        return true;
      });
  }
  await act({ rows: 'setting' }, async ({ change, put }) => {
    const known = await change('setting', { key: LOADED }, { value });
    if (!known) await put('setting', [{ key: LOADED, value, version: 1 }]);
    return true;
  });
  return count;
}

async function addMissingRegions(held: Held, rows: readonly RegionRows[]): Promise<number> {
  const known = await knownRegions(
    held.tx,
    rows.map(({ region }) => region.code),
  );
  const missing = rows.filter(({ region }) => !known.has(region.code));
  if (missing.length > 0) await addRegions(held, missing);
  return missing.length;
}

async function addMissingUnits(held: Held, rows: readonly UnitRows[]): Promise<number> {
  const known = await knownUnits(
    held.tx,
    rows.map(({ unit }) => unit.id),
  );
  const missing = rows.filter(({ unit }) => !known.has(unit.id));
  if (missing.length > 0) await addUnits(held, missing);
  return missing.length;
}

/** Cuts a list so that no part weighs more than an event tells of. */
function parts<T>(rows: readonly T[], weight: (row: T) => number): readonly (readonly T[])[] {
  const all: T[][] = [];
  let sum = EFFECTS;
  for (const row of rows) {
    sum += weight(row);
    if (sum > EFFECTS) {
      all.push([]);
      sum = weight(row);
    }
    all.at(-1)?.push(row);
  }
  return all;
}
