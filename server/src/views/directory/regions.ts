import type { RegionLevel, RegisteredRegion } from '@luodi/core/unit';
import { type Kysely, sql } from 'kysely';
import { type DirectoryAct, mayAboutDirectory } from '../../scope/directory.ts';
import type { Who } from '../../scope/who.ts';
import { initialsPattern } from '../../store/directory/sort-key.ts';
import type { Tables } from '../../store/tables.ts';
import { type May, mayOf } from '../may.ts';
import type { NamedPart } from './units.ts';

type Query = Kysely<Tables>;

/** 行政区: one node of the tree, as it was called on the day. */
export interface RegionSummary {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: RegionLevel;
  readonly parent: string | null;
  /** Last day's end; null while it exists. */
  readonly until: string | null;
  /** Regions directly below it, and units of its own, on the day. */
  readonly regions: number;
  readonly units: number;
}

export interface RegionView extends RegionSummary {
  readonly version: number;
  readonly on: string;
  /** From the province down to the region itself. */
  readonly line: readonly NamedPart[];
  readonly names: RegisteredRegion['names'];
  readonly successor: NamedPart | null;
  readonly predecessors: readonly NamedPart[];
  readonly may: Readonly<Partial<Record<DirectoryAct, May>>>;
}

/** Which regions. */
export interface RegionsWanted {
  readonly on: string;
  /** Those directly below this one; null: provinces. Not asked: all. */
  readonly parent?: string | null | undefined;
  readonly text?: string | undefined;
  /** Also those that had ended by the day. */
  readonly ended?: boolean | undefined;
  /** Behind this code. */
  readonly after?: string | undefined;
  readonly limit: number;
}

const NODE = (on: string) => sql`
  region.code, n.name, n.short_name as "shortName", region.level, region.parent_code as parent,
  (select last.until_day from region_name last where last.region_code = region.code
    order by last.from_day desc limit 1) as until,
  (select count(*)::int from region part join region_name name on name.region_code = part.code
    where part.parent_code = region.code and name.from_day <= ${on}::date
      and (name.until_day is null or name.until_day > ${on}::date)) as regions,
  (select count(*)::int from unit where unit.region_code = region.code and unit.from_day <= ${on}::date
      and (unit.until_day is null or unit.until_day > ${on}::date)) as units`;

/** The name of the day, or the last one before it. */
const NAMED = (on: string, ended: boolean) => sql`
  region join region_name n on n.region_code = region.code and n.from_day <= ${on}::date
   and (n.until_day is null or n.until_day > ${on}::date
        ${
          ended
            ? sql`or not exists (select from region_name later
            where later.region_code = region.code and later.from_day > n.from_day
              and later.from_day <= ${on}::date)`
            : sql``
        })`;

/** Regions in the order of their codes. One query. */
export async function regionRows(query: Query, wanted: RegionsWanted): Promise<readonly RegionSummary[]> {
  const { on, parent, text, ended = false, after, limit } = wanted;
  const where = [sql`true`];
  if (parent === null) where.push(sql`region.parent_code is null`);
  else if (parent !== undefined) where.push(sql`region.parent_code = ${parent}`);
  if (after !== undefined) where.push(sql`region.code > ${after}`);
  if (text !== undefined) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    const initials = initialsPattern(text);
    const letters = initials === null ? sql`false` : sql`n.sort_key ~ ${initials}`;
    where.push(sql`(${letters} or region.code = ${text} or exists
      (select from region_name known where known.region_code = region.code and known.name like ${like}))`);
  }
  const { rows } = await sql<RegionSummary>`
    select ${NODE(on)} from ${NAMED(on, ended)} where ${sql.join(where, sql` and `)}
     order by region.code limit ${limit}`.execute(query);
  return rows;
}

interface WholeRow
  extends RegionSummary,
    Pick<RegionView, 'version' | 'line' | 'names' | 'successor' | 'predecessors'> {}

const partOf = (on: string, column: string) =>
  sql`jsonb_build_object('id', ${sql.ref(column)}, 'name', coalesce(
    (select known.name from region_name known
      where known.region_code = ${sql.ref(column)} and known.from_day <= ${on}::date
      order by known.from_day desc limit 1), ${sql.ref(column)}))`;

/** A region with its history, as it was on a day; null where there is none. One query. */
export async function regionView(
  query: Query,
  who: Who,
  code: string,
  on: string,
): Promise<RegionView | null> {
  const { rows } = await sql<WholeRow>`
    select ${NODE(on)}, region.version,
      (select jsonb_agg(${partOf(on, 'above.ancestor_code')} order by above.distance desc)
         from region_ancestor above where above.region_code = region.code) as line,
      (select jsonb_agg(jsonb_build_object('from', known.from_day, 'until', known.until_day,
                'name', known.name, 'short', known.short_name) order by known.from_day)
         from region_name known where known.region_code = region.code) as names,
      case when region.successor_code is null then null
        else ${partOf(on, 'region.successor_code')} end as successor,
      coalesce((select jsonb_agg(${partOf(on, 'old.code')} order by old.code) from region old
                 where old.successor_code = region.code), '[]') as predecessors
      from ${NAMED(on, true)} where region.code = ${code}`.execute(query);
  const [row] = rows;
  if (!row) return null;
  return { ...row, on, may: mayBeDone(who, row, on) };
}

const ACTS = ['rename-region', 'merge-regions', 'replace-region'] as const;

function mayBeDone(who: Who, { name, until, regions }: RegionSummary, on: string): RegionView['may'] {
  const told = (act: (typeof ACTS)[number]): May => {
    const verdict = mayAboutDirectory(act, who);
    if (verdict !== true) return mayOf({ code: verdict });
    if (until !== null && until <= on)
      return mayOf({ code: 'directory/ended', parameters: { name, day: until } });
    if (act !== 'rename-region' && regions > 0)
      return mayOf({ code: 'directory/has-parts', parameters: { name, count: regions } });
    return true;
  };
  return Object.fromEntries(ACTS.map((act) => [act, told(act)]));
}
