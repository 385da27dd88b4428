import {
  type ActFacts,
  type AssignmentAct,
  kindOf,
  perform,
  type Standing,
  standingOf,
  stands,
  type Unmarked,
} from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { decide, insist } from '../../scope/decide.ts';
import { NO_PROCEDURE } from '../../store/assignment/clocks.ts';
import { marksOf, type Stored, storedFrom } from '../../store/assignment/read.ts';
import { type AssignmentRow, assignmentRow, markRow, unmarkedFrom } from '../../store/assignment/rows.ts';
import type { ProgrammeOf, Surroundings } from '../../store/assignment/surroundings.ts';
import { leadsClosed, refreshInbox } from '../../store/inbox.ts';
import { assignmentFacts } from '../../store/scope/facts.ts';
import type { Held } from '../act.ts';
import type { Actor } from './actor.ts';

/** 办理现场: assignments while an act goes through them, each as it stands so far. */
export interface Field {
  readonly programme: ProgrammeOf;
  /** All assignments of the measures that are touched. */
  readonly rows: Map<string, AssignmentRow>;
  /** Those that the act is about. */
  readonly stored: Map<string, Stored>;
  /** Names by measure. */
  readonly measures: ReadonlyMap<string, string[]>;
}

export function fieldOf({ programme, rows, asked }: Surroundings): Field {
  const measures = new Map<string, string[]>();
  for (const { id, measure_id } of rows) {
    const known = measures.get(measure_id);
    if (known) known.push(id);
    else measures.set(measure_id, [id]);
  }
  return { programme, measures, rows: new Map(rows.map((row) => [row.id, row])), stored: new Map(asked) };
}

/** The assignments of a measure as they stand so far. */
export function ofMeasure({ rows, measures }: Field, measure: string): AssignmentRow[] {
  return (measures.get(measure) ?? []).map((id) => rows.get(id) as AssignmentRow);
}

/** The assignment of this name, for somebody who may see it. @throws {Refusal} `scope/not-found` */
export function seenIn({ stored }: Field, id: string, { looking: { who, reach } }: Actor): Stored {
  const one = stored.get(id);
  if (!one) throw new Refusal<ScopeCode>('scope/not-found');
  insist(decide(who, reach, 'assignment', 'see', assignmentFacts(one.row)));
  return one;
}

/**
 * Does an act to one assignment of the field.
 * @throws {Refusal} `scope/…`, `assignment/…`; the field is then as it was
 */
export function actIn(field: Field, id: string, act: AssignmentAct, actor: Actor): Stored {
  const before = seenIn(field, id, actor);
  const { who, reach, at, calendar } = actor.looking;
  insist(decide(who, reach, 'assignment', act, assignmentFacts(before.row)));
  const standing = standingOf(ofMeasure(field, before.row.measure_id).map(unmarkedFrom));
  const procedure = field.programme.procedure ?? NO_PROCEDURE;
  const facts: ActFacts = { stamp: actor.stamp, roles: actor.roles, procedure, calendar, ...standing };
  const assignment = perform(before.assignment, act, facts);
  const place = { ...before.row, changed_at: at, version: before.row.version + 1 };
  const after = { row: assignmentRow(assignment, place), assignment };
  field.rows.set(id, after.row);
  field.stored.set(id, after);
  return after;
}

/** What an act comes to: who is written. */
export interface Written {
  /** Those on which something was done: one more mark each. */
  readonly acted: readonly Stored[];
  /** Those that are new, with their first mark. */
  readonly fresh: readonly Stored[];
  /** Those whose lead, role or last day became another by it. */
  readonly touched: readonly Unmarked[];
}

/**
 * Writes rows, marks and inboxes. The number of statements does not depend on how many there are, but for the
 * parameters that one statement takes.
 */
export async function writeField(held: Held, field: Field, actor: Actor, written: Written): Promise<void> {
  const { acted, fresh, touched } = written;
  const changed = touched.map((one) => {
    const row = field.rows.get(one.id) as AssignmentRow;
    const next = assignmentRow(one, { ...row, version: row.version + 1 });
    field.rows.set(next.id, next);
    return next;
  });
  await held.put(
    'assignment',
    fresh.map(({ row }) => row),
  );
  await held.set('assignment', [...acted.map(({ row }) => row), ...changed]);
  await held.put(
    'assignment_mark',
    [...fresh, ...acted].map(({ assignment }) => {
      const { marks } = assignment;
      return markRow(assignment, marks.length, marks.at(-1) as (typeof marks)[number]);
    }),
  );
  const influenced = influencedBy(field, acted, changed);
  const marks =
    influenced.length === 0
      ? new Map()
      : await marksOf(
          held.tx,
          field.programme.programme_id,
          influenced.map(({ id }) => id),
        );
  const clocks = { procedure: field.programme.procedure, calendar: actor.looking.calendar };
  const all = [...acted, ...fresh, ...storedFrom(influenced, marks)];
  await refreshInbox(held.tx, field.programme.programme_id, all, leadsClosed(field.rows.values()), clocks);
}

/** Others whose next step may be another one now: those under another lead, and those who wait for the lead. */
function influencedBy(
  field: Field,
  acted: readonly Stored[],
  changed: readonly AssignmentRow[],
): AssignmentRow[] {
  const own = new Set(acted.map(({ row }) => row.id));
  const closed = acted.filter(({ assignment }) => movesLead(assignment));
  const waiting = closed.flatMap(({ row }) => ofMeasure(field, row.measure_id));
  const found = new Map([...changed, ...waiting].map((row) => [row.id, field.rows.get(row.id) ?? row]));
  return [...found.values()].filter((row) => !own.has(row.id) && stands(row));
}

/** Closing and reopening the lead’s own is what units that only help wait for. */
function movesLead(one: Standing & { readonly marks: readonly { readonly act: AssignmentAct }[] }): boolean {
  const act = one.marks.at(-1)?.act;
  return kindOf(one) === 'consolidating' && (act === 'close' || act === 'reopen');
}

/** Units whose screens should look again. */
export function unitsOf(rows: readonly AssignmentRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [row.unit_id, row.lead_id, row.coordinator_id]))];
}
