import { type StandingBody, standingUnitOf } from '@luodi/core/unit';
import { unitRows } from '../../store/directory/shipped.ts';
import { sortKeys } from '../../store/directory/sort-key.ts';
import { addUnits, knownRegions, knownUnits } from '../../store/directory/write.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';

/** What became of ids that something is about to refer to. */
export interface Ensured {
  readonly added: readonly string[];
  /** Ids that neither this installation nor the shipped directory has; nothing may refer to them. */
  readonly unknown: readonly string[];
}

/**
 * 补登常设单位: whatever refers to units calls this first, before its own act: standing units of other provinces, and
 * former ones, are added from the shipped directory when they are first spoken of. An act of its own in the journal of
 * the directory, which explains those rows; nothing is written where all are there.
 */
export async function ensureUnits(ground: Ground, asking: Asking, ids: readonly string[]): Promise<Ensured> {
  const { directory, database } = ground;
  const wanted = [...new Set(ids)];
  const there = await knownUnits(database.query, wanted);
  const bodies = new Map<string, StandingBody>();
  const unknown = wanted.filter((id) => !there.has(id) && !gather(id));
  if (bodies.size === 0) return { added: [], unknown };
  const key = await sortKeys();
  const { answer } = await perform(
    ground,
    { ...asking, once: null },
    { programme: DIRECTORY, act: 'directory/add-standing', subject: { kind: 'directory', id: 'standing' } },
    async (held) => {
      const known = await knownUnits(held.tx, [...bodies.keys()]);
      const regions = await knownRegions(
        held.tx,
        [...bodies.values()].flatMap(({ region }) => region ?? []),
      );
      const missing = [...bodies.values()].filter(
        ({ id, region }) => !known.has(id) && (region === null || regions.has(region)),
      );
      const rows = missing.map((body) =>
        unitRows(body, body.region && (directory.regions.byCode.get(body.region)?.name ?? null), key),
      );
      if (rows.length > 0) await addUnits(held, rows);
      const added = missing.map(({ id }) => id);
      return { answer: added, facts: { units: added }, ...(added.length === 0 && { idle: true as const }) };
    },
  );
  return { added: answer, unknown };

  /** Notes the standing unit, those that took over from it first. */
  function gather(id: string): boolean {
    if (bodies.has(id)) return true;
    const body = standingUnitOf(directory, id);
    if (!body) return false;
    const followed = body.successor !== null && gather(body.successor);
    bodies.set(id, followed ? body : { ...body, successor: null });
    return true;
  }
}
