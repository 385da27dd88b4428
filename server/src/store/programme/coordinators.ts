import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** 统筹岗位 on a day. */
export interface CoordinatorPost {
  readonly post: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string;
  readonly region: string | null;
  readonly functionKey: string | null;
}

/** Posts with the role of a coordinator on a day, in units by this id or full name where one is given. */
export async function coordinatorPosts(
  query: Kysely<Tables>,
  day: string,
  unit?: string,
): Promise<CoordinatorPost[]> {
  let wanted = query
    .selectFrom('post')
    .innerJoin('post_role', 'post_role.post_id', 'post.id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .leftJoin('unit_name', (join) =>
      join.onRef('unit_name.unit_id', '=', 'unit.id').on('unit_name.until_day', 'is', null),
    )
    .select(['post.id as post', 'post.title', 'unit.id as unit', 'unit.region_code as region'])
    .select(['unit.function_key as functionKey', 'unit_name.name as unitName'])
    .where('post_role.role', '=', 'coordinator')
    .where('post.from_day', '<=', day)
    .where(({ or, eb }) => or([eb('post.until_day', 'is', null), eb('post.until_day', '>', day)]));
  if (unit !== undefined)
    wanted = wanted.where(({ or, eb }) => or([eb('unit.id', '=', unit), eb('unit_name.name', '=', unit)]));
  const rows = await wanted.orderBy('unit.id').orderBy('post.id').execute();
  return rows.map((row) => ({ ...row, unitName: row.unitName ?? row.unit }));
}
