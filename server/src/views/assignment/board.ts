import { sql } from 'kysely';
import type { Reading } from '../../store/assignment/read.ts';
import { visible } from '../../store/scope/visible.ts';
import { type Looking, requireNames, requireSeen, todayOf } from './looking.ts';

/** 签收情况 of one region: how many of the assignments in it and below it were acknowledged. */
export interface BoardLine {
  /** Null for national organs. */
  readonly region: { readonly code: string; readonly name: string } | null;
  readonly units: number;
  readonly assignments: number;
  readonly acknowledged: number;
  readonly disputed: number;
  /** 待签收 */
  readonly waiting: number;
  /** 逾期未签收: those among them whose clock has run out. */
  readonly late: number;
}

/**
 * 签收情况 by region, of what this person sees: one line for the region itself and one for each directly below it;
 * without a region, one for each province and one for national organs. One query; one more where there is nothing.
 * @throws {Refusal} `scope/not-found`
 */
export async function acknowledgementBoard(
  tx: Reading,
  looking: Looking,
  programme: string,
  region: string | null,
): Promise<BoardLine[]> {
  requireNames(programme);
  const today = todayOf(looking);
  const lines =
    region === null
      ? sql`select code as line, code as below from region where parent_code is null`
      : sql`select region_code as line, region_code as below from region_ancestor
          where ancestor_code = ${region} and distance <= 1`;
  // A region’s own line holds what is at its own level; what lies below belongs to the lines below.
  const own = region === null ? sql`true` : sql`(lines.line <> ${region} or given.region_code = ${region})`;
  const national = region === null ? sql`given.region_code is null` : sql`false`;
  const counted = await sql<{
    line: string | null;
    name: string | null;
    units: number;
    assignments: number;
    acknowledged: number;
    disputed: number;
    waiting: number;
    late: number;
  }>`
    with given as (
      select a.id, a.region_code, a.unit_id, a.state,
        exists (select from inbox
          where inbox.programme_id = a.programme_id and inbox.subject_id = a.id::text
            and inbox.kind = 'acknowledge' and inbox.due_on < ${today}::date) as is_late
      from assignment a
      where a.programme_id = ${programme} and a.state not in ('withdrawn', 'transferred')
        and ${visible('assignment', looking.who, looking.reach, { as: 'a' })}
    ), lines as (${lines}), placed as (
      select lines.line, given.*
      from given
      join region_ancestor above on above.region_code = given.region_code
      join lines on lines.below = above.ancestor_code and ${own}
      union all
      select null, given.* from given where ${national}
    )
    select placed.line, named.name,
      count(distinct placed.unit_id)::int as units,
      count(*)::int as assignments,
      count(*) filter (where placed.state not in ('dispatched', 'disputed'))::int as acknowledged,
      count(*) filter (where placed.state = 'disputed')::int as disputed,
      count(*) filter (where placed.state = 'dispatched')::int as waiting,
      count(*) filter (where placed.state = 'dispatched' and placed.is_late)::int as late
    from placed
    left join region_name named on named.region_code = placed.line and named.from_day <= ${today}::date
      and (named.until_day is null or named.until_day > ${today}::date)
    group by placed.line, named.name
    order by placed.line nulls first`.execute(tx);
  if (counted.rows.length === 0) await requireSeen(tx, looking, programme);
  return counted.rows.map(({ line, name, ...counts }) => ({
    region: line === null ? null : { code: line, name: name ?? line },
    ...counts,
  }));
}
