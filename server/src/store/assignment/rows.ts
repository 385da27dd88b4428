import type { Assignment, Mark, Unmarked } from '@luodi/core/assignment';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../tables.ts';

export type AssignmentRow = Selectable<Tables['assignment']>;
export type MarkRow = Selectable<Tables['assignment_mark']>;

/** What a row of `assignment` holds besides the assignment: for lists, and for If-Match. */
export type Place = Pick<
  AssignmentRow,
  'slip_no' | 'item_id' | 'region_code' | 'function_key' | 'due_on' | 'changed_at' | 'version'
>;

export function unmarkedFrom(row: AssignmentRow): Unmarked {
  return {
    id: row.id,
    programme: row.programme_id,
    measure: row.measure_id,
    unit: { id: row.unit_id, name: row.unit_name },
    role: row.role,
    lead: { id: row.lead_id, name: row.lead_name },
    coordinator: { id: row.coordinator_id, name: row.coordinator_name },
    reports: row.reports,
    final: row.final,
    state: row.state,
    follows: row.follows,
  };
}

/** @param marks of this assignment, in their order */
export function assignmentFrom(row: AssignmentRow, marks: readonly MarkRow[]): Assignment {
  return { ...unmarkedFrom(row), marks: marks.map(markFrom) };
}

export function markFrom({ act, person, post, unit, at, reason }: MarkRow): Mark {
  return { act, stamp: { person, post, unit, at: at.toISOString(), reason } };
}

/** The row of an assignment at its place. */
export function assignmentRow(one: Unmarked, place: Place): AssignmentRow {
  return {
    programme_id: one.programme,
    id: one.id,
    slip_no: place.slip_no,
    item_id: place.item_id,
    measure_id: one.measure,
    unit_id: one.unit.id,
    unit_name: one.unit.name,
    region_code: place.region_code,
    function_key: place.function_key,
    role: one.role,
    lead_id: one.lead.id,
    lead_name: one.lead.name,
    coordinator_id: one.coordinator.id,
    coordinator_name: one.coordinator.name,
    reports: one.reports,
    final: one.final,
    state: one.state,
    follows: one.follows,
    due_on: place.due_on,
    changed_at: place.changed_at,
    version: place.version,
  };
}

/** The row of the mark with this number (from 1). */
export function markRow(
  { programme, id }: Pick<Assignment, 'programme' | 'id'>,
  no: number,
  { act, stamp: { person, post, unit, at, reason } }: Mark,
): Insertable<Tables['assignment_mark']> {
  return {
    programme_id: programme,
    assignment_id: id,
    no,
    act,
    person,
    post,
    unit,
    at: new Date(at),
    reason,
  };
}
