import { Refusal } from '@luodi/core/base';
import type { ProgrammeCode } from '@luodi/core/message';
import { knownUnits } from '../../store/directory/write.ts';
import { unitNames } from '../../views/programme/by.ts';
import type { Viewer } from '../../views/programme/viewer.ts';
import { viewerOf } from '../../views/programme/viewer.ts';
import type { Ground } from '../context.ts';
import { ensureUnits } from '../directory/ensure.ts';
import { type LedgerChange, type Named, unitsNamed } from './change.ts';
import type { AskingPost } from './decided.ts';
import { procedures } from './procedures.ts';

/**
 * What changes name, looked up before the act on the programme begins: a unit that is spoken of for the first time is
 * added to the directory, which is an act of its own. Whoever may not do the act itself gets no further than `permit`.
 * @throws {Refusal} `scope/…`; `programme/no-such-unit`
 */
export async function namedIn(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  changes: readonly LedgerChange[],
  permit: (viewer: Viewer) => void,
): Promise<Omit<Named, 'fresh'>> {
  const { query } = ground.database;
  permit(await viewerOf(query, { who: asking.who, at: ground.now() }, 'programme', programme));
  const ids = unitsNamed(changes);
  if (ids.length === 0) return { units: new Map(), procedures: await procedures() };
  await ensureUnits(ground, asking, ids);
  const known = await knownUnits(query, ids);
  const stranger = ids.find((id) => !known.has(id));
  if (stranger !== undefined) throw new Refusal<ProgrammeCode>('programme/no-such-unit', { id: stranger });
  const names = await unitNames(query, ids);
  return { units: new Map(ids.map((id) => [id, names.get(id) ?? id])), procedures: await procedures() };
}
