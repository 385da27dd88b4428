import type { Kysely } from 'kysely';
import { isUuid } from '../../store/identifier.ts';
import type { Tables } from '../../store/tables.ts';
import { type Reason, told } from '../assignment/told.ts';

/** 经手: the post and the unit that did something, as they are called; never a person. */
export interface By {
  readonly post: string;
  /** 岗位名称; null where the post is not in the books. */
  readonly title: string | null;
  readonly unit: string;
  readonly unitName: string | null;
}

interface Acting {
  readonly post: string;
  readonly unit: string;
}

/** What posts and units are called, for all of these at once: two queries. */
export async function actorsOf(
  query: Kysely<Tables>,
  acting: readonly Acting[],
): Promise<(one: Acting) => By> {
  const titles = await titlesOf(query, acting);
  const names = await unitNames(
    query,
    acting.map(({ unit }) => unit),
  );
  return ({ post, unit }) => ({
    ...{ post, title: titles.get(post) ?? null, unit, unitName: names.get(unit) ?? null },
  });
}

async function titlesOf(query: Kysely<Tables>, acting: readonly Acting[]): Promise<Map<string, string>> {
  const posts = [...new Set(acting.map(({ post }) => post))].filter(isUuid);
  if (posts.length === 0) return new Map();
  const rows = await query.selectFrom('post').select(['id', 'title']).where('id', 'in', posts).execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** The last name of each unit: also of one that exists no more. */
export async function unitNames(
  query: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await query
    .selectFrom('unit_name')
    .select(['unit_id', 'name'])
    .distinctOn('unit_id')
    .where('unit_id', 'in', [...new Set(ids)])
    .orderBy('unit_id')
    .orderBy('from_day', 'desc')
    .execute();
  return new Map(rows.map(({ unit_id, name }) => [unit_id, name]));
}

/** A reason of the core with the title of the post in the place of its key, and 北京时间, for people to read. */
export async function inWords(query: Kysely<Tables>, reason: Reason): Promise<Reason> {
  const { post } = reason.parameters;
  if (typeof post !== 'string') return reason;
  return told(reason, await titlesOf(query, [{ post, unit: '' }]));
}
