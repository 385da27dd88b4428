import { isUuid } from '../identifier.ts';
import { anyText, anyUuid, type Reading } from './read.ts';

/** Where a unit stands, for the columns of a list, and the day from which it is no more. */
export interface UnitPlace {
  readonly id: string;
  readonly name: string;
  readonly region_code: string | null;
  readonly function_key: string | null;
  readonly until_day: string | null;
}

/** These units with what they are called on that day, in one query. Unknown ones are left out. */
export async function unitPlaces(
  tx: Reading,
  ids: readonly string[],
  day: string,
): Promise<Map<string, UnitPlace>> {
  const rows = await tx
    .selectFrom('unit')
    .leftJoin('unit_name', (join) =>
      join
        .onRef('unit_name.unit_id', '=', 'unit.id')
        .on('unit_name.from_day', '<=', day)
        .on((on) => on.or([on('unit_name.until_day', 'is', null), on('unit_name.until_day', '>', day)])),
    )
    .select(['unit.id', 'unit_name.name', 'unit.region_code', 'unit.function_key', 'unit.until_day'])
    .where('unit.id', '=', anyText(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, name: row.name ?? row.id }]));
}

/** What these posts are called, in one query; a post that is not in the table is called by its own id. */
export async function postTitles(tx: Reading, ids: readonly string[]): Promise<Map<string, string>> {
  const known = [...new Set(ids)].filter(isUuid);
  if (known.length === 0) return new Map();
  const rows = await tx.selectFrom('post').select(['id', 'title']).where('id', '=', anyUuid(known)).execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}
