import {
  type ActFacts,
  type Assignment,
  type AssignmentAct,
  type AssignmentState,
  kindOf,
  type Mark,
  nextOf,
  type RunningClock,
  reasonAgainst,
  type SlipRole,
} from '@luodi/core/assignment';
import type { Procedure, UnitRef } from '@luodi/core/programme';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { decide } from '../../scope/decide.ts';
import { clocksFor, NO_PROCEDURE } from '../../store/assignment/clocks.ts';
import type { Reading } from '../../store/assignment/read.ts';
import { type AssignmentRow, type MarkRow, unmarkedFrom } from '../../store/assignment/rows.ts';
import { assignmentFacts } from '../../store/scope/facts.ts';
import { visible } from '../../store/scope/visible.ts';
import { type May, mayOf } from '../may.ts';
import type { ActAsked, NextView } from './assignment.ts';
import { type Looking, postRolesOf, requireNames, requireSeen, todayOf } from './looking.ts';

/** What a list of assignments is narrowed by; everything may be left out. */
export interface AssignmentFilters {
  readonly state?: readonly AssignmentState[] | undefined;
  readonly role?: readonly SlipRole[] | undefined;
  readonly unit?: string | undefined;
  readonly lead?: string | undefined;
  /** The region and all below it. */
  readonly region?: string | undefined;
  readonly item?: string | undefined;
  readonly measure?: string | undefined;
  readonly slip?: number | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  /** 逾期: the last day is over, and it is not verified. */
  readonly overdue?: boolean | undefined;
  /** Part of the measure’s text or of the unit’s name. */
  readonly text?: string | undefined;
}

/** After which row a page begins: its last day and its name. */
export type AfterAssignment = readonly [dueOn: string | null, id: string];

/** A line of the list. */
export interface AssignmentLine {
  readonly id: string;
  readonly slip: number;
  readonly version: number;
  readonly state: AssignmentState;
  readonly role: SlipRole;
  readonly reports: boolean;
  readonly item: { readonly id: string; readonly no: number; readonly title: string };
  readonly measure: { readonly id: string; readonly text: string };
  readonly unit: UnitRef;
  readonly lead: UnitRef;
  readonly region: string | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly clocks: readonly RunningClock[];
  readonly next: (NextView & { readonly may: May }) | null;
  readonly changedAt: string;
}

/** States in which a last day that is over is no longer late. */
const DONE: readonly AssignmentState[] = ['verified', 'closed', 'withdrawn', 'transferred'];

/**
 * The assignments of a programme that this person sees, by last day, standing work last. One query; one more where there are
 * none.
 * @param after the last row of the page before; null for the first page
 * @throws {Refusal} `scope/not-found`
 */
export async function listAssignments(
  tx: Reading,
  looking: Looking,
  programme: string,
  filters: AssignmentFilters,
  { after, limit }: { readonly after: AfterAssignment | null; readonly limit: number },
): Promise<{ readonly rows: AssignmentLine[]; readonly next: AfterAssignment | null }> {
  requireNames(programme);
  const { rows: found } = await pageOf(looking, programme, filters, after, limit + 1).execute(tx);
  // Who sees a line sees the programme; only where there is none it has to be asked.
  if (found.length === 0 && after === null) await requireSeen(tx, looking, programme);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const procedure = found[0]?.procedure ?? NO_PROCEDURE;
  const today = todayOf(looking);
  const common: Page = {
    ...{ looking, today, procedure, roles: postRolesOf(looking.who) },
    clocksOf: clocksFor(procedure, looking.calendar, today),
  };
  return {
    rows: page.map((row) => lineOf(row, common)),
    next: last ? [last.due_on, last.id] : null,
  };
}

type PageRow = AssignmentRow & {
  readonly text: string;
  readonly item_no: number;
  readonly item_title: string;
  readonly marks: readonly (Omit<MarkRow, 'at'> & { readonly at: string })[];
  readonly others_open: number;
  readonly lead_closed: boolean;
  /** 程序规则 of the programme, in the first row only. */
  readonly procedure: Procedure | null;
};

/** The statement of a page. What a line needs of the others of its measure is only asked where its state asks for it. */
export function pageOf(
  looking: Looking,
  programme: string,
  filters: AssignmentFilters,
  after: AfterAssignment | null,
  limit: number,
): RawBuilder<PageRow> {
  const where = sql.join(
    [
      sql`a.programme_id = ${programme}`,
      visible('assignment', looking.who, looking.reach, { as: 'a' }),
      ...narrowed(filters, todayOf(looking)),
    ],
    sql` and `,
  );
  const from = sql`from assignment a
    join measure m on m.programme_id = a.programme_id and m.id = a.measure_id
    where ${where}`;
  return sql<PageRow>`
    select page.*, i.no as item_no, i.title as item_title,
      (select coalesce(json_agg(json_build_object('act', k.act, 'person', k.person, 'post', k.post,
          'unit', k.unit, 'at', k.at, 'reason', k.reason) order by k.no), '[]')
        from assignment_mark k
        where k.programme_id = ${programme} and k.assignment_id = page.id) as marks,
      case when page.state = 'claimed' and page.unit_id = page.lead_id then (
        select count(*)::int from assignment o
        where o.programme_id = ${programme} and o.measure_id = page.measure_id
          and o.reports and o.unit_id <> o.lead_id
          and o.state not in ('accepted', 'verified', 'closed', 'withdrawn', 'transferred')) else 0 end
        as others_open,
      case when page.state = 'in-progress' and not page.reports then exists (
        select from assignment o
        where o.programme_id = ${programme} and o.measure_id = page.measure_id
          and o.unit_id = o.lead_id and o.state = 'closed') else false end as lead_closed,
      case when row_number() over (order by page.due_on, page.id) = 1 then (
        select procedure from programme where programme_id = ${programme}) end as procedure
    from (${rowsAfter(from, after, limit)}) as page
    join item i on i.programme_id = ${programme} and i.id = page.item_id
    order by page.due_on, page.id`;
}

const COLUMNS = sql`a.*, m.text`;

/** Rows without a last day come last; behind a row with one, they are a range of the index of their own. */
function rowsAfter(from: RawBuilder<unknown>, after: AfterAssignment | null, limit: number) {
  if (after === null) return sql`select ${COLUMNS} ${from} order by a.due_on, a.id limit ${sql.lit(limit)}`;
  const [dueOn, id] = after;
  const standing = (behind: RawBuilder<unknown>) =>
    sql`select ${COLUMNS} ${from} and a.due_on is null and ${behind} order by a.id limit ${sql.lit(limit)}`;
  if (dueOn === null) return standing(sql`a.id > ${id}::uuid`);
  return sql`
    (select ${COLUMNS} ${from} and (a.due_on, a.id) > (${dueOn}::date, ${id}::uuid)
      order by a.due_on, a.id limit ${sql.lit(limit)})
    union all (${standing(sql`true`)})
    limit ${sql.lit(limit)}`;
}

function narrowed(filters: AssignmentFilters, today: string): RawBuilder<SqlBool>[] {
  const { state, role, unit, lead, region, item, measure, slip, dueFrom, dueTo, overdue, text } = filters;
  const among = (values: readonly string[]) => sql`any(${values as string[]}::text[])`;
  const conditions: (RawBuilder<SqlBool> | null)[] = [
    state ? sql<SqlBool>`a.state = ${among(state)}` : null,
    role ? sql<SqlBool>`a.role = ${among(role)}` : null,
    unit === undefined ? null : sql<SqlBool>`a.unit_id = ${unit}`,
    lead === undefined ? null : sql<SqlBool>`a.lead_id = ${lead}`,
    region === undefined
      ? null
      : sql<SqlBool>`a.region_code in (select region_code from region_ancestor where ancestor_code = ${region})`,
    item === undefined ? null : sql<SqlBool>`a.item_id = ${item}`,
    measure === undefined ? null : sql<SqlBool>`a.measure_id = ${measure}`,
    slip === undefined ? null : sql<SqlBool>`a.slip_no = ${slip}`,
    dueFrom === undefined ? null : sql<SqlBool>`a.due_on >= ${dueFrom}::date`,
    dueTo === undefined ? null : sql<SqlBool>`a.due_on <= ${dueTo}::date`,
    overdue === undefined
      ? null
      : overdue
        ? sql<SqlBool>`(a.due_on < ${today}::date and a.state <> all(${DONE as string[]}::text[]))`
        : sql<SqlBool>`(a.due_on is null or a.due_on >= ${today}::date or a.state = ${among(DONE)})`,
    text === undefined || text === ''
      ? null
      : sql<SqlBool>`(m.text like ${containing(text)} or a.unit_name like ${containing(text)})`,
  ];
  return conditions.filter((one) => one !== null);
}

/** The text anywhere; what LIKE reads as a sign of its own is meant as it stands. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** What all lines of a page have in common. */
interface Page {
  readonly looking: Looking;
  readonly today: string;
  readonly roles: ActFacts['roles'];
  readonly procedure: Procedure;
  readonly clocksOf: ReturnType<typeof clocksFor>;
}

function lineOf(row: PageRow, { looking, today, roles, procedure, clocksOf }: Page): AssignmentLine {
  const { who, reach, at, calendar } = looking;
  const marks = row.marks.map(({ act, person, post, unit, reason, at: moment }): Mark => {
    return { act, stamp: { person, post, unit, reason, at: new Date(moment).toISOString() } };
  });
  const assignment: Assignment = { ...unmarkedFrom(row), marks };
  const clocks = clocksOf(assignment);
  const next = nextOf(assignment, clocks, { dueOn: row.due_on, leadClosed: row.lead_closed });
  const mayDo = (act: AssignmentAct) => {
    const scoped = decide(who, reach, 'assignment', act, assignmentFacts(row));
    if (scoped !== true) return mayOf(scoped);
    const facts: ActFacts = {
      stamp: { person: who.person, post: who.post, unit: who.unit, at: at.toISOString(), reason: '…' },
      ...{ roles, procedure, calendar, othersOpen: row.others_open, leadClosed: row.lead_closed },
    };
    return mayOf(reasonAgainst(assignment, act, facts));
  };
  return {
    ...{ id: row.id, slip: row.slip_no, version: row.version, state: row.state, role: row.role },
    reports: kindOf(assignment) !== 'supporting',
    item: { id: row.item_id, no: row.item_no, title: row.item_title },
    measure: { id: row.measure_id, text: row.text },
    ...{ unit: assignment.unit, lead: assignment.lead, region: row.region_code, dueOn: row.due_on },
    overdue: row.due_on !== null && row.due_on < today && !DONE.includes(row.state),
    clocks,
    next: next && {
      ...{ kind: next.kind, act: next.acts[0] as ActAsked, unit: next.unit, role: next.role },
      ...{ due: next.due, overdue: next.due !== null && next.due.on < today },
      yours: next.unit.id === who.unit && roles.includes(next.role),
      may: mayDo(next.acts[0] as AssignmentAct),
    },
    changedAt: row.changed_at.toISOString(),
  };
}
