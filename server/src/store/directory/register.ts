import type { FormerPlace, Register, RegisteredRegion, RegisteredUnit, UnitLine } from '@luodi/core/unit';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** The part of the directory that a reorganisation looks at, with the versions of what it may change. */
export interface HeldRegister extends Register {
  readonly versions: ReadonlyMap<string, number>;
}

/** What a reorganisation of units names. */
export interface UnitsNamed {
  readonly units: readonly string[];
  readonly regions: readonly string[];
  /** Names that are given. */
  readonly names: readonly string[];
}

type Query = Kysely<Tables>;

/**
 * The units named with all above and directly below them, those that bear their names or the names that are given, and
 * the regions named: five queries.
 */
export async function registerOfUnits(
  query: Query,
  { units, regions, names }: UnitsNamed,
  today: string,
): Promise<HeldRegister> {
  const { rows } = await sql<UnitRow>`
    with recursive above (id, parent_id) as (
      select id, parent_id from unit where id = any(${[...units]}::text[])
      union
      select unit.id, unit.parent_id from unit join above on unit.id = above.parent_id
    )
    select * from unit
     where id in (select id from above)
        or parent_id = any(${[...units]}::text[])
        or id in (select unit_id from unit_name
                   where name = any(${[...names]}::text[])
                      or name in (select name from unit_name where unit_id = any(${[...units]}::text[])))
     order by id`.execute(query);
  const codes = [...new Set([...regions, ...rows.flatMap(({ region_code }) => region_code ?? [])])];
  return registered(query, rows, await regionRows(query, sql`code = any(${codes}::text[])`), today);
}

/**
 * The regions named with the one above and all beside and directly below them, and all units of the regions named and
 * of the districts in them, with what belongs to those units: six queries.
 */
export async function registerOfRegions(
  query: Query,
  codes: readonly string[],
  today: string,
): Promise<HeldRegister> {
  const named = sql`any(${[...codes]}::text[])`;
  const regions = await regionRows(
    query,
    sql`code = ${named} or parent_code = ${named}
        or code in (select parent_code from region where code = ${named})
        or parent_code in (select parent_code from region where code = ${named})
        or (parent_code is null and exists
             (select from region at where at.code = ${named} and at.parent_code is null))`,
  );
  const { rows } = await sql<UnitRow>`
    with own as (
      select id from unit
       where region_code = ${named}
          or region_code in (select code from region join region_name on region_code = code
                              where parent_code = ${named} and name like '%区')
    )
    select * from unit where id in (select id from own) or parent_id in (select id from own) order by id`.execute(
    query,
  );
  return registered(query, rows, regions, today);
}

/** Everything, for comparing a workbook with it: five queries. */
export async function wholeRegister(query: Query, today: string): Promise<HeldRegister> {
  const units = await query.selectFrom('unit').selectAll().orderBy('id').execute();
  return registered(query, units, await regionRows(query, sql`true`), today, true);
}

type UnitRow = Selectable<Tables['unit']>;
type RegionRow = Selectable<Tables['region']>;

async function regionRows(query: Query, where: ReturnType<typeof sql>): Promise<readonly RegionRow[]> {
  const { rows } = await sql<RegionRow>`select * from region where ${where} order by code`.execute(query);
  return rows;
}

async function registered(
  query: Query,
  units: readonly UnitRow[],
  regions: readonly RegionRow[],
  today: string,
  whole = false,
): Promise<HeldRegister> {
  const ids = sql<string>`any(${whole ? [] : units.map(({ id }) => id)}::text[])`;
  const codes = sql<string>`any(${whole ? [] : regions.map(({ code }) => code)}::text[])`;
  const unitNames = await query
    .selectFrom('unit_name')
    .selectAll()
    .$if(!whole, (select) => select.where('unit_id', '=', ids))
    .orderBy('unit_id')
    .orderBy('from_day')
    .execute();
  const places = await query
    .selectFrom('unit_place')
    .selectAll()
    .$if(!whole, (select) => select.where('unit_id', '=', ids))
    .orderBy('unit_id')
    .orderBy('until_day')
    .execute();
  const regionNames = await query
    .selectFrom('region_name')
    .selectAll()
    .$if(!whole, (select) => select.where('region_code', '=', codes))
    .orderBy('region_code')
    .orderBy('from_day')
    .execute();
  const namesOfUnits = gathered(unitNames, ({ unit_id }) => unit_id, dated);
  const placesOfUnits = gathered(
    places,
    ({ unit_id }) => unit_id,
    ({ until_day, region_code, parent_id }): FormerPlace => ({
      ...{ until: until_day, region: region_code, parent: parent_id },
    }),
  );
  const namesOfRegions = gathered(regionNames, ({ region_code }) => region_code, dated);
  return {
    today,
    units: new Map(
      units.map((row): [string, RegisteredUnit] => [
        row.id,
        {
          ...{ id: row.id, region: row.region_code, functionKey: row.function_key },
          ...{ line: row.line as UnitLine, parent: row.parent_id, successor: row.successor_id },
          ...{ from: row.from_day, until: row.until_day },
          ...{ names: namesOfUnits.get(row.id) ?? [], places: placesOfUnits.get(row.id) ?? [] },
        },
      ]),
    ),
    regions: new Map(
      regions.map(({ code, level, parent_code, successor_code }): [string, RegisteredRegion] => [
        code,
        {
          ...{ code, level, parent: parent_code, successor: successor_code },
          names: namesOfRegions.get(code) ?? [],
        },
      ]),
    ),
    versions: new Map([
      ...units.map(({ id, version }) => [id, version] as const),
      ...regions.map(({ code, version }) => [code, version] as const),
    ]),
  };
}

function dated({ from_day, until_day, name, short_name }: Omit<Selectable<Tables['unit_name']>, 'unit_id'>) {
  return { from: from_day, until: until_day, name, short: short_name };
}

function gathered<Row, T>(
  rows: readonly Row[],
  of: (row: Row) => string,
  make: (row: Row) => T,
): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, T[]>();
  for (const row of rows) {
    const known = all.get(of(row));
    if (known) known.push(make(row));
    else all.set(of(row), [make(row)]);
  }
  return all;
}
