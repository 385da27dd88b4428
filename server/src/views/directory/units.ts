import type { RegisteredUnit, UnitLine } from '@luodi/core/unit';
import { type Kysely, sql } from 'kysely';
import { DIRECTORY_ACTS, type DirectoryAct, mayAboutDirectory } from '../../scope/directory.ts';
import type { Who } from '../../scope/who.ts';
import { initialsPattern } from '../../store/directory/sort-key.ts';
import type { Tables } from '../../store/tables.ts';
import { type May, mayOf } from '../may.ts';

type Query = Kysely<Tables>;

/** Something of the directory by its name. */
export interface NamedPart {
  readonly id: string;
  readonly name: string;
}

/** 单位: one line of the list. Names are those of the day that was asked about. */
export interface UnitSummary {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly line: UnitLine;
  readonly functionKey: string | null;
  readonly region: NamedPart | null;
  readonly parent: NamedPart | null;
  readonly from: string;
  readonly until: string | null;
}

export interface UnitView extends UnitSummary {
  readonly version: number;
  /** The day that it is shown as of. */
  readonly on: string;
  readonly successor: NamedPart | null;
  readonly predecessors: readonly NamedPart[];
  readonly names: RegisteredUnit['names'];
  /** Where it stood before. */
  readonly places: readonly {
    readonly until: string;
    readonly region: NamedPart | null;
    readonly parent: NamedPart | null;
  }[];
  /** Units that belong to it, posts, and people who hold them, on the day. */
  readonly parts: number;
  readonly posts: number;
  readonly people: number;
  readonly may: Readonly<Partial<Record<DirectoryAct, May>>>;
}

/** Which units. */
export interface UnitsWanted {
  /** What there was and what it was called on this day. */
  readonly on: string;
  readonly region?: string | undefined;
  /** Units of the regions in the region, too. */
  readonly within?: boolean | undefined;
  readonly line?: string | undefined;
  readonly parent?: string | undefined;
  /** Part of a name that it bears or bore, or first letters of the syllables of its name. */
  readonly text?: string | undefined;
  /** Also those that had ended by the day. */
  readonly ended?: boolean | undefined;
  /** Behind this sort key and id. */
  readonly after?: readonly [sortKey: string, id: string] | undefined;
  readonly limit: number;
}

/** A row of the list with what it is ordered by. */
export interface UnitListed extends UnitSummary {
  readonly sortKey: string;
}

/** What a region or unit was called on a day. */
const nameOn = (table: 'unit_name' | 'region_name', key: string, column: string, on: string) => {
  const [names, id] = [sql.table(table), sql.ref(`${table}.${key}`)];
  return sql`
    (select ${names}.name from ${names}
      where ${id} = ${sql.ref(column)} and ${names}.from_day <= ${on}::date
      order by ${names}.from_day desc limit 1)`;
};

const SUMMARY = (on: string) => sql`
  unit.id, unit.line, unit.function_key as "functionKey", unit.from_day as "from", unit.until_day as "until",
  n.name, n.short_name as "shortName", n.sort_key as "sortKey", unit.region_code, unit.parent_id,
  ${nameOn('region_name', 'region_code', 'unit.region_code', on)} as region_name,
  ${nameOn('unit_name', 'unit_id', 'unit.parent_id', on)} as parent_name`;

/** The name of the day; of a unit that has ended the last one. */
const NAMED = (on: string) => sql`
  unit join unit_name n on n.unit_id = unit.id and n.from_day <= ${on}::date
   and (n.until_day is null or n.until_day > ${on}::date or n.until_day = unit.until_day)`;

interface SummaryRow extends Omit<UnitListed, 'region' | 'parent'> {
  readonly region_code: string | null;
  readonly region_name: string | null;
  readonly parent_id: string | null;
  readonly parent_name: string | null;
}

/** Units in the order of their names' pinyin. One query. */
export async function unitRows(query: Query, wanted: UnitsWanted): Promise<readonly UnitListed[]> {
  const { on, region, within, line, parent, text, ended, after, limit } = wanted;
  const where = [sql`true`];
  if (!ended) where.push(sql`(unit.until_day is null or unit.until_day > ${on}::date)`);
  if (region !== undefined)
    where.push(
      within
        ? sql`unit.region_code in (select region_code from region_ancestor where ancestor_code = ${region})`
        : region === NATIONAL
          ? sql`unit.region_code is null`
          : sql`unit.region_code = ${region}`,
    );
  if (line !== undefined) where.push(sql`unit.line = ${line}`);
  if (parent !== undefined) where.push(sql`unit.parent_id = ${parent}`);
  if (text !== undefined) where.push(named(text));
  if (after !== undefined)
    where.push(sql`(n.sort_key collate "C", unit.id collate "C") > (${after[0]}, ${after[1]})`);
  const { rows } = await sql<SummaryRow>`
    select ${SUMMARY(on)} from ${NAMED(on)} where ${sql.join(where, sql` and `)}
     order by n.sort_key collate "C", unit.id collate "C" limit ${limit}`.execute(query);
  return rows.map(listed);
}

/** What stands for the nation where regions are named. */
export const NATIONAL = '000000';

function named(text: string) {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const initials = initialsPattern(text);
  const letters = initials === null ? sql`false` : sql`n.sort_key ~ ${initials}`;
  return sql`(${letters} or unit.id = ${text} or exists
    (select from unit_name known
      where known.unit_id = unit.id and (known.name like ${like} or known.short_name like ${like})))`;
}

function listed({ region_code, region_name, parent_id, parent_name, ...row }: SummaryRow): UnitListed {
  const part = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? id });
  const { id, name, shortName, line, functionKey, from, until, sortKey } = row;
  return {
    ...{ id, name, shortName, line, functionKey },
    ...{ region: part(region_code, region_name), parent: part(parent_id, parent_name), from, until, sortKey },
  };
}

const partOf = (on: string, column: string) =>
  sql`jsonb_build_object('id', ${sql.ref(column)}, 'name',
    coalesce(${nameOn('unit_name', 'unit_id', column, on)}, ${sql.ref(column)}))`;

interface WholeRow extends SummaryRow {
  readonly version: number;
  readonly successor: NamedPart | null;
  readonly predecessors: readonly NamedPart[];
  readonly names: UnitView['names'];
  readonly places: UnitView['places'];
  readonly parts: number;
  readonly posts: number;
  readonly people: number;
  readonly lineage: readonly string[];
}

/** A unit with its history, as it was on a day; null where there is none or it was not there yet. One query. */
export async function unitView(query: Query, who: Who, id: string, on: string): Promise<UnitView | null> {
  const [view] = await unitViews(query, who, [id], on);
  return view ?? null;
}

/** Several units with their histories, in the order of their ids. One query. */
export async function unitViews(
  query: Query,
  who: Who,
  ids: readonly string[],
  on: string,
): Promise<readonly UnitView[]> {
  const { rows } = await sql<WholeRow>`
    select ${SUMMARY(on)}, unit.version,
      case when unit.successor_id is null then null else ${partOf(on, 'unit.successor_id')} end as successor,
      coalesce((select jsonb_agg(${partOf(on, 'old.id')} order by old.id) from unit old
                 where old.successor_id = unit.id), '[]') as predecessors,
      (select jsonb_agg(jsonb_build_object('from', known.from_day, 'until', known.until_day,
                'name', known.name, 'short', known.short_name) order by known.from_day)
         from unit_name known where known.unit_id = unit.id) as names,
      coalesce((select jsonb_agg(jsonb_build_object('until', place.until_day,
                'region', case when place.region_code is null then null else jsonb_build_object(
                  'id', place.region_code,
                  'name', ${nameOn('region_name', 'region_code', 'place.region_code', on)}) end,
                'parent', case when place.parent_id is null then null
                  else ${partOf(on, 'place.parent_id')} end) order by place.until_day)
         from unit_place place where place.unit_id = unit.id), '[]') as places,
      (select count(*)::int from unit part where part.parent_id = unit.id and part.from_day <= ${on}::date
          and (part.until_day is null or part.until_day > ${on}::date)) as parts,
      (select count(*)::int from post where post.unit_id = unit.id and post.from_day <= ${on}::date
          and (post.until_day is null or post.until_day > ${on}::date)) as posts,
      (select count(distinct held.person_id)::int from appointment held join post on post.id = held.post_id
        where post.unit_id = unit.id and held.from_day <= ${on}::date
          and (held.until_day is null or held.until_day > ${on}::date)) as people,
      (with recursive line (id, parent_id, distance) as (
         select unit.id, unit.parent_id, 0
         union
         select above.id, above.parent_id, line.distance + 1
           from unit above join line on above.id = line.parent_id where line.distance < 50)
       select array_agg(line.id order by line.distance) from line) as lineage
      from ${NAMED(on)} where unit.id = any(${[...ids]}::text[]) order by unit.id collate "C"`.execute(query);
  return rows.map((row) => whole(who, row, on));
}

function whole(who: Who, row: WholeRow, on: string): UnitView {
  const { sortKey: _, ...summary } = listed(row);
  const { version, successor, predecessors, names, places, parts, posts, people, lineage } = row;
  return {
    ...{ ...summary, version, on, successor, predecessors, names, places, parts, posts, people },
    may: mayBeDone(who, summary, lineage, parts, on),
  };
}

/** What can be done to a unit by acts that name it alone; whom else they name is looked at when they are done. */
function mayBeDone(
  who: Who,
  { name, until }: UnitSummary,
  lineage: readonly string[],
  parts: number,
  on: string,
): UnitView['may'] {
  const told = (act: DirectoryAct): May => {
    const verdict = mayAboutDirectory(act, who, act === 'set-up' ? [['', ...lineage]] : [lineage]);
    if (verdict !== true) return mayOf({ code: verdict });
    if (until !== null && until <= on)
      return mayOf({ code: 'directory/ended', parameters: { name, day: until } });
    if (act === 'abolish' && parts > 0)
      return mayOf({ code: 'directory/has-parts', parameters: { name, count: parts } });
    return true;
  };
  return Object.fromEntries(UNIT_ACTS.map((act) => [act, told(act)]));
}

const UNIT_ACTS = DIRECTORY_ACTS.filter((act) =>
  ['set-up', 'rename', 'correct', 'move', 'merge', 'split', 'abolish'].includes(act),
);
