import { assignmentsOf, perform as performAct, type Unmarked } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { Canonical } from '@luodi/core/journal';
import type { AssignmentCode, ProgrammeCode, ScopeCode } from '@luodi/core/message';
import type { UnitRef } from '@luodi/core/programme';
import { decide, insist } from '../../scope/decide.ts';
import { NO_PROCEDURE } from '../../store/assignment/clocks.ts';
import { postTitles } from '../../store/assignment/places.ts';
import { lastDays, lastSlip, type PlannedDispatch, plannedDispatch } from '../../store/assignment/plan.ts';
import { lastDispatch, marksOf, type Reading, type Stored, storedFrom } from '../../store/assignment/read.ts';
import { type AssignmentRow, assignmentRow } from '../../store/assignment/rows.ts';
import { type ProgrammeOf, programmeOf } from '../../store/assignment/surroundings.ts';
import { loadBaseline } from '../../store/programme/load.ts';
import { programmeFacts } from '../../store/scope/facts.ts';
import { requireNames, todayOf } from '../../views/assignment/looking.ts';
import { told } from '../../views/assignment/told.ts';
import { type Answered, type Held, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { requireVersion } from '../stale.ts';
import { type Actor, actorIn } from './actor.ts';
import { actIn, type Field, fieldOf, writeField } from './field.ts';
import { receiving } from './succession.ts';

/** 交办 of a programme, the first one or a later one after its ledger changed. */
export interface Dispatching {
  readonly programme: string;
  /** Why; needed where something is taken back. */
  readonly reason: string;
  /** The version of the ledger that the person saw; null where none was named. */
  readonly version: number | null;
}

/** What a dispatch came to. */
export interface DispatchAnswer {
  readonly programme: string;
  readonly dispatchedAt: string;
  /** Slips, by number. */
  readonly slips: readonly { readonly no: number; readonly unit: UnitRef; readonly assignments: number }[];
  readonly assignments: number;
  readonly withdrawn: number;
  /** Those whose role, lead or last day is now what the ledger says. */
  readonly changed: number;
  /** What the ledger changed but was claimed or signed already: to be finished or returned first. */
  readonly waiting: readonly { readonly id: string; readonly unit: UnitRef; readonly measure: string }[];
}

/**
 * 交办: gives every duty of the baseline in force into the hands of its unit, one slip each, and takes back what is no
 * longer in the ledger; all at once, in one event.
 * @throws {Refusal} `scope/…`, `programme/still-draft`, `assignment/…`, `door/stale`
 */
export async function dispatchProgramme(
  ground: Ground,
  asking: Asking,
  { programme, reason, version }: Dispatching,
): Promise<Answered<DispatchAnswer>> {
  requireNames(programme);
  const name = { programme, act: 'assignment/dispatch', subject: { kind: 'programme', id: programme } };
  return perform(ground, asking, name, async (held) => {
    const actor = await actorIn(ground, asking, held, reason);
    const head = await dispatchable(held.tx, programme, actor);
    await requireVersion(version, head.version, () => ({ id: programme, version: head.version }));
    const baseline = await loadBaseline(held.tx, programme, head.baseline);
    if (!baseline) throw new Refusal<ProgrammeCode>('programme/still-draft');
    const planned = await plannedDispatch(held.tx, programme, baseline.ledger);
    const days = await lastDays(held.tx, programme);
    const { slips, dropped, waiting } = planned.plan;
    const touched = touchedBy(planned, days);
    if (slips.length + dropped.length + touched.length === 0)
      throw await nothingToDispatch(held.tx, programme);

    const field = await fieldOfDropped(held.tx, head, planned);
    const withdrawn = dropped.map(({ id }) => actIn(field, id, 'withdraw', actor));
    const given = await giveOut(ground, held, planned, days, head, actor);
    for (const { row } of given) field.rows.set(row.id, row);
    redate(field, touched, days);
    await writeField(held, field, actor, { acted: withdrawn, fresh: given, touched });
    const { at } = actor.looking;
    await held.change('programme', { programme_id: programme }, { dispatched_at: head.dispatched_at ?? at });
    const bySlip = grouped(given);
    const numbered = [...bySlip].map(([no, rows]) => ({
      ...{ no, assignments: rows.length },
      unit: { id: rows[0]?.unit_id ?? '', name: rows[0]?.unit_name ?? '' },
    }));
    const short = ({ id, unit, measure }: Unmarked) => ({ id, unit, measure });
    return {
      answer: {
        ...{ programme, dispatchedAt: at.toISOString(), slips: numbered, assignments: given.length },
        ...{ withdrawn: withdrawn.length, changed: touched.length, waiting: waiting.map(short) },
      },
      facts: {
        ...{ baseline: head.baseline, reason: actor.stamp.reason },
        slips: numbered.map(
          ({ no, unit }): Canonical => ({
            ...{ no, unit: unit.id },
            assignments: (bySlip.get(no) ?? []).map(
              ({ id, measure_id, role }) => `${id} ${measure_id} ${role}`,
            ),
          }),
        ),
        withdrawn: withdrawn.map(({ row }) => row.id),
        changed: touched.map(({ id, role, lead }): Canonical => [id, role, lead.id]),
      },
      units: [...new Set([...given, ...withdrawn].map(({ row }) => row.unit_id)), actor.stamp.unit],
    };
  });
}

/** The programme, for somebody who may dispatch it. @throws {Refusal} `scope/…` */
async function dispatchable(
  tx: Reading,
  programme: string,
  { looking: { who, reach } }: Actor,
): Promise<ProgrammeOf> {
  const facts = (await programmeFacts(tx, who, reach, [programme])).get(programme);
  const head = await programmeOf(tx, programme);
  if (!facts || !head) throw new Refusal<ScopeCode>('scope/not-found');
  insist(decide(who, reach, 'programme', 'dispatch', facts));
  return head;
}

/** Those whose role or lead the ledger changed, and those whose measure has another last day now. */
function touchedBy({ plan, rows }: PlannedDispatch, days: ReadonlyMap<string, string | null>): Unmarked[] {
  const touched = new Map(plan.changed.map((one) => [one.id, one]));
  for (const one of plan.standing) {
    const due = days.get(one.measure);
    if (due !== undefined && due !== rows.get(one.id)?.due_on && !touched.has(one.id))
      touched.set(one.id, one);
  }
  return [...touched.values()];
}

function redate(
  { rows }: Field,
  touched: readonly Unmarked[],
  days: ReadonlyMap<string, string | null>,
): void {
  for (const { id, measure } of touched) {
    const row = rows.get(id) as AssignmentRow;
    rows.set(id, { ...row, due_on: days.get(measure) ?? null });
  }
}

/** The field on which what is dropped is taken back. */
async function fieldOfDropped(
  tx: Reading,
  programme: ProgrammeOf,
  { plan, rows, ledger: { coordinator } }: PlannedDispatch,
): Promise<Field> {
  // Whoever coordinates now takes back what another unit had given out.
  const now = coordinator && { coordinator_id: coordinator.id, coordinator_name: coordinator.name };
  const dropped = plan.dropped.map(({ id }) => ({ ...(rows.get(id) as AssignmentRow), ...now }));
  const ids = dropped.map(({ id }) => id);
  const marks = ids.length === 0 ? new Map() : await marksOf(tx, programme.programme_id, ids);
  const asked = new Map(storedFrom(dropped, marks).map((one) => [one.row.id, one]));
  return fieldOf({ programme, rows: [...rows.values()], asked });
}

/** The new slips with their assignments, dispatched; slips are written, assignments are not yet. */
async function giveOut(
  ground: Ground,
  held: Held,
  { plan: { slips }, ledger }: PlannedDispatch,
  days: ReadonlyMap<string, string | null>,
  { programme_id, procedure, coordinator_id, coordinator_name, owner_id }: ProgrammeOf,
  { looking, stamp, roles }: Actor,
): Promise<Stored[]> {
  if (slips.length === 0) return [];
  const places = await receiving(
    held.tx,
    slips.map(({ unit }) => unit),
    todayOf(looking),
  );
  const first = (await lastSlip(held.tx, programme_id)) + 1;
  const { at, calendar } = looking;
  await held.put(
    'slip',
    slips.map(({ unit }, place) => ({
      ...{ programme_id, no: first + place, unit_id: unit.id, unit_name: unit.name, dispatched_at: at },
    })),
  );
  const coordinator = ledger.coordinator ?? {
    id: coordinator_id ?? owner_id,
    name: coordinator_name ?? owner_id,
  };
  const facts = {
    ...{ stamp, roles, procedure: procedure ?? NO_PROCEDURE, calendar },
    ...{ othersOpen: 0, leadClosed: false },
  };
  return slips.flatMap((slip, place) =>
    assignmentsOf(slip, programme_id, coordinator, () => ground.newId()).map((drafted, at_) => {
      const assignment = performAct(drafted, 'dispatch', facts);
      const unit = places.get(slip.unit.id);
      const row = assignmentRow(assignment, {
        ...{ slip_no: first + place, item_id: slip.entries[at_]?.item ?? '' },
        ...{ region_code: unit?.region_code ?? null, function_key: unit?.function_key ?? null },
        ...{ due_on: days.get(drafted.measure) ?? null, changed_at: at, version: 1 },
      });
      return { row, assignment };
    }),
  );
}

function grouped(given: readonly Stored[]): Map<number, AssignmentRow[]> {
  const slips = new Map<number, AssignmentRow[]>();
  for (const { row } of given) {
    const known = slips.get(row.slip_no);
    if (known) known.push(row);
    else slips.set(row.slip_no, [row]);
  }
  return slips;
}

async function nothingToDispatch(tx: Reading, programme: string): Promise<Refusal> {
  const last = await lastDispatch(tx, programme);
  if (!last) return new Refusal<AssignmentCode>('assignment/nothing-to-dispatch');
  const reason = {
    code: 'assignment/already-dispatched',
    parameters: { post: last.post, at: last.at.toISOString() },
  };
  const { code, parameters } = told(reason, await postTitles(tx, [last.post]));
  return new Refusal(code, parameters);
}
