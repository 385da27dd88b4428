import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Writing } from '../writing.ts';
import type { RegionRows, UnitRows } from './shipped.ts';

/** Which of these regions there are. */
export async function knownRegions(
  tx: Kysely<Tables>,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('region')
    .select('code')
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  return new Set(rows.map(({ code }) => code));
}

/** Which of these units there are. */
export async function knownUnits(tx: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Adds regions with their names and their places in the tree; their parents are there or among them. */
export async function addRegions({ tx, put }: Writing, rows: readonly RegionRows[]): Promise<void> {
  await together([
    put(
      'region',
      rows.map(({ region }) => region),
    ),
    put(
      'region_name',
      rows.flatMap(({ names }) => names),
    ),
  ]);
  await placeRegions(
    tx,
    rows.map(({ region }) => region.code),
  );
}

/** Makes the places of these regions in the tree anew from their parents. */
export async function placeRegions(tx: Transaction<Tables>, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  await sql`delete from region_ancestor where region_code = any(${codes}::text[])`.execute(tx);
  await sql`
    with recursive line (region_code, ancestor_code, distance) as (
      select code, code, 0 from region where code = any(${codes}::text[])
      union all
      select line.region_code, region.parent_code, line.distance + 1
      from line join region on region.code = line.ancestor_code
      where region.parent_code is not null
    )
    insert into region_ancestor select region_code, ancestor_code, distance from line
  `.execute(tx);
}

/** Adds units with their names; what they belong to and what took over is there or among them. */
export async function addUnits({ put }: Writing, rows: readonly UnitRows[]): Promise<void> {
  await together([
    put(
      'unit',
      rows.map(({ unit }) => unit),
    ),
    put(
      'unit_name',
      rows.flatMap(({ names }) => names),
    ),
  ]);
}

/** Statements of one connection run in their order; the rows of the first are hashed while the second runs. */
async function together(statements: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(statements);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
