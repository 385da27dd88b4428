import { type AssignmentAct, perform, stands, successorOf, type Unmarked } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { AssignmentCode } from '@luodi/core/message';
import type { UnitRef } from '@luodi/core/programme';
import { NO_PROCEDURE } from '../../store/assignment/clocks.ts';
import { type UnitPlace, unitPlaces } from '../../store/assignment/places.ts';
import { lastSlip } from '../../store/assignment/plan.ts';
import type { Reading, Stored } from '../../store/assignment/read.ts';
import { assignmentRow, unmarkedFrom } from '../../store/assignment/rows.ts';
import { todayOf } from '../../views/assignment/looking.ts';
import type { Held } from '../act.ts';
import type { Actor } from './actor.ts';
import { type Field, ofMeasure } from './field.ts';

/** Acts after which another unit stands in the place of this one. */
export type HandingOn = 'reassign' | 'transfer';

export function handsOn(act: AssignmentAct): act is HandingOn {
  return act === 'reassign' || act === 'transfer';
}

/** Units that something can be given to, by name. @throws {Refusal} `assignment/unit-unknown`, `assignment/unit-gone` */
export async function receiving(
  tx: Reading,
  units: readonly { readonly id: string; readonly name?: string }[],
  today: string,
): Promise<ReadonlyMap<string, UnitPlace>> {
  const places = await unitPlaces(
    tx,
    units.map(({ id }) => id),
    today,
  );
  for (const { id, name } of units) {
    const place = places.get(id);
    if (!place) throw new Refusal<AssignmentCode>('assignment/unit-unknown', { name: name ?? id });
    const { until_day: on } = place;
    if (on !== null && on <= today)
      throw new Refusal<AssignmentCode>('assignment/unit-gone', { name: name ?? place.name, on });
  }
  return places;
}

/** What takes the place of an assignment that was handed on. */
export interface Succession {
  readonly successor: Stored;
  /** The others of the measure, under the new lead where the lead itself was replaced. */
  readonly touched: readonly Unmarked[];
}

/**
 * 接办: the assignment of the unit that takes over, dispatched in the same act, with a slip of its own.
 * @throws {Refusal} `assignment/no-successor`, `assignment/already-theirs`, `assignment/unit-unknown`, `assignment/unit-gone`
 */
export async function succeed(
  held: Held,
  field: Field,
  { row, assignment }: Stored,
  id: string,
  to: string | null,
  { stamp, looking }: Actor,
): Promise<Succession> {
  if (to === null) throw new Refusal<AssignmentCode>('assignment/no-successor');
  const place = (await receiving(held.tx, [{ id: to }], todayOf(looking))).get(to) as UnitPlace;
  const others = ofMeasure(field, row.measure_id).filter((other) => other.id !== row.id && stands(other));
  if (to === row.unit_id || others.some(({ unit_id }) => unit_id === to))
    throw new Refusal<AssignmentCode>('assignment/already-theirs', { name: place.name });
  const unit: UnitRef = { id: to, name: place.name };
  const drafted = successorOf(assignment, id, unit);
  const procedure = field.programme.procedure ?? NO_PROCEDURE;
  // Who may rule may also dispatch what follows from the ruling, also where it is a leader who rules.
  const facts = { stamp, roles: ['coordinator'] as const, procedure, calendar: looking.calendar };
  const dispatched = perform(drafted, 'dispatch', { ...facts, othersOpen: 0, leadClosed: false });
  const no = (await lastSlip(held.tx, row.programme_id)) + 1;
  await held.put('slip', [
    {
      ...{ programme_id: row.programme_id, no, unit_id: to, unit_name: place.name },
      dispatched_at: looking.at,
    },
  ]);
  const { region_code, function_key } = place;
  const successor = {
    assignment: dispatched,
    row: assignmentRow(dispatched, {
      ...{ slip_no: no, item_id: row.item_id, region_code, function_key },
      ...{ due_on: row.due_on, changed_at: looking.at, version: 1 },
    }),
  };
  const replaced = dispatched.lead.id !== assignment.lead.id;
  const touched = replaced ? others.map((other) => ({ ...unmarkedFrom(other), lead: unit })) : [];
  return { successor, touched };
}
