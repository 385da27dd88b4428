import type { AssignmentState, SlipRole, Unmarked } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { AssignmentCode, ScopeCode } from '@luodi/core/message';
import type { LedgerDeadline, Origin, UnitRef } from '@luodi/core/programme';
import { sql } from 'kysely';
import { decide, insist } from '../../scope/decide.ts';
import { type PlannedDispatch, plannedDispatch } from '../../store/assignment/plan.ts';
import type { Reading } from '../../store/assignment/read.ts';
import { slipOf } from '../../store/assignment/slips.ts';
import { type MeasureText, measureTexts, programmeOf } from '../../store/assignment/surroundings.ts';
import { lastDay } from '../../store/programme/ledger-rows.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { assignmentFacts, programmeFacts } from '../../store/scope/facts.ts';
import { visible } from '../../store/scope/visible.ts';
import { type May, mayOf } from '../may.ts';
import { type Looking, requireNames, requireSeen } from './looking.ts';

/** 交办单上的一项, as it is printed. */
export interface SlipLine {
  readonly item: { readonly id: string; readonly no: number; readonly title: string };
  readonly measure: { readonly id: string; readonly text: string; readonly standard: string | null };
  readonly role: SlipRole;
  readonly reports: boolean;
  readonly lead: UnitRef;
  readonly deadlines: readonly LedgerDeadline[];
  readonly dueOn: string | null;
  readonly deliverables: readonly string[];
  /** 出处: the characters of the document. */
  readonly source: readonly Origin[];
  /** What became of it; null before it is dispatched. */
  readonly assignment: {
    readonly id: string;
    readonly state: AssignmentState;
    readonly version: number;
  } | null;
}

/** 交办单 as it will be printed. */
export interface SlipView {
  readonly programme: { readonly id: string; readonly title: string };
  /** Null before it is dispatched. */
  readonly no: number | null;
  readonly unit: UnitRef;
  readonly coordinator: UnitRef | null;
  readonly dispatchedAt: string | null;
  readonly lines: readonly SlipLine[];
  readonly may: { readonly acknowledge: May };
}

/** A slip in a list. */
export interface SlipHeading {
  readonly no: number;
  readonly unit: UnitRef;
  readonly dispatchedAt: string;
  readonly assignments: number;
  /** 待签收 */
  readonly waiting: number;
}

/** 交办预览: what dispatching would do now. */
export interface DispatchPreview {
  readonly programme: { readonly id: string; readonly title: string; readonly version: number };
  readonly slips: readonly SlipView[];
  readonly assignments: number;
  /** To be taken back; with the sentence that a reason is needed where there are any. */
  readonly dropped: readonly Held[];
  readonly changed: readonly Held[];
  /** What the ledger changed but was claimed or signed already: to be finished or returned first. */
  readonly waiting: readonly Held[];
  readonly may: { readonly dispatch: May };
}

/** An assignment in a unit’s hands. */
export interface Held {
  readonly id: string;
  readonly unit: UnitRef;
  readonly measure: string;
  readonly role: SlipRole;
  readonly lead: UnitRef;
}

/**
 * One slip, with what stands on it in the order of the document. Four queries.
 * @throws {Refusal} `scope/not-found`
 */
export async function viewSlip(
  tx: Reading,
  { who, reach }: Looking,
  programme: string,
  no: number,
): Promise<SlipView> {
  requireNames(programme);
  const head = await programmeOf(tx, programme);
  const slip = await slipOf(tx, programme, no);
  if (!head || !slip) throw new Refusal<ScopeCode>('scope/not-found');
  insist(decide(who, reach, 'slip', 'see', { unit: slip.unit_id, coordinator: head.coordinator_id }));
  const texts = await measureTexts(
    tx,
    programme,
    slip.assignments.map(({ measure_id }) => measure_id),
  );
  const lines = slip.assignments.map((row) => {
    const text = texts.get(row.measure_id) as MeasureText;
    const { id, state, version, role, reports, lead_id, lead_name, due_on } = row;
    const line: SlipLine = {
      ...lineFrom(text),
      ...{ role, reports, lead: { id: lead_id, name: lead_name }, dueOn: due_on },
      assignment: { id, state, version },
    };
    return { line, text };
  });
  const waiting = slip.assignments.find(({ state }) => state === 'dispatched') ?? slip.assignments[0];
  const scoped = waiting ? decide(who, reach, 'assignment', 'acknowledge', assignmentFacts(waiting)) : true;
  const against =
    scoped !== true
      ? scoped
      : waiting?.state === 'dispatched'
        ? null
        : { code: 'assignment/none-done' satisfies AssignmentCode };
  return {
    programme: { id: programme, title: head.title },
    ...{ no, unit: { id: slip.unit_id, name: slip.unit_name } },
    coordinator:
      slip.coordinator_id === null
        ? null
        : { id: slip.coordinator_id, name: slip.coordinator_name ?? slip.coordinator_id },
    dispatchedAt: slip.dispatched_at.toISOString(),
    lines: lines
      .toSorted(
        (one, other) => one.text.item_no - other.text.item_no || one.text.position - other.text.position,
      )
      .map(({ line }) => line),
    may: { acknowledge: mayOf(against) },
  };
}

const lineFrom = ({ item_id, item_no, item_title, id, text, standard, deadlines, ...more }: MeasureText) => ({
  item: { id: item_id, no: item_no, title: item_title },
  measure: { id, text, standard },
  ...{ deadlines, deliverables: more.deliverables, source: more.origins },
});

/**
 * Slips of a programme that this person sees, by number. One query; one more where there are none.
 * @param after the last number of the page before; 0 for the first page
 * @throws {Refusal} `scope/not-found`
 */
export async function listSlips(
  tx: Reading,
  looking: Looking,
  programme: string,
  {
    after,
    limit,
    unit,
  }: { readonly after: number; readonly limit: number; readonly unit?: string | undefined },
): Promise<{ readonly rows: SlipHeading[]; readonly next: number | null }> {
  requireNames(programme);
  const of = unit === undefined ? sql`true` : sql`slip.unit_id = ${unit}`;
  const { rows: found } = await sql<{
    no: number;
    unit_id: string;
    unit_name: string;
    dispatched_at: Date;
    assignments: number;
    waiting: number;
  }>`
    select slip.no, slip.unit_id, slip.unit_name, slip.dispatched_at, stands.assignments, stands.waiting
    from slip
    cross join lateral (
      select count(*)::int as assignments, count(*) filter (where a.state = 'dispatched')::int as waiting
      from assignment a
      where a.programme_id = slip.programme_id and a.slip_no = slip.no
    ) stands
    where slip.programme_id = ${programme} and slip.no > ${after} and ${of}
      and ${visible('slip', looking.who, looking.reach)}
    order by slip.no
    limit ${sql.lit(limit + 1)}`.execute(tx);
  if (found.length === 0 && after === 0) await requireSeen(tx, looking, programme);
  const rows = found.slice(0, limit).map(
    ({ no, unit_id, unit_name, dispatched_at, assignments, waiting }): SlipHeading => ({
      ...{ no, unit: { id: unit_id, name: unit_name }, dispatchedAt: dispatched_at.toISOString() },
      ...{ assignments, waiting },
    }),
  );
  return { rows, next: found.length > limit ? (rows.at(-1)?.no ?? null) : null };
}

/**
 * What dispatching would do now: of the baseline in force, or of the draft as it stands. For whoever sees the ledger.
 * The number of queries does not depend on how many slips there are.
 * @throws {Refusal} `scope/…`
 */
export async function previewDispatch(
  tx: Reading,
  { who, reach }: Looking,
  programme: string,
): Promise<DispatchPreview> {
  requireNames(programme);
  const facts = (await programmeFacts(tx, who, reach, [programme])).get(programme);
  if (!facts) throw new Refusal<ScopeCode>('scope/not-found');
  insist(decide(who, reach, 'ledger', 'see', facts));
  const stored = await loadLedger(tx, programme);
  if (!stored) throw new Refusal<ScopeCode>('scope/not-found');
  const { row } = stored;
  const planned = await plannedDispatch(tx, programme, stored.ledger);
  const { slips, dropped, changed, waiting } = planned.plan;
  const scoped = decide(who, reach, 'programme', 'dispatch', facts);
  const nothing = slips.length + dropped.length + changed.length === 0;
  const against =
    scoped !== true
      ? scoped
      : row.state === 'draft'
        ? { code: 'programme/still-draft' }
        : nothing
          ? { code: 'assignment/nothing-to-dispatch' }
          : null;
  const title = { id: programme, title: row.title };
  return {
    programme: { ...title, version: row.version },
    slips: slipsIn(planned, title),
    assignments: slips.reduce((sum, { entries }) => sum + entries.length, 0),
    ...{ dropped: dropped.map(held), changed: changed.map(held), waiting: waiting.map(held) },
    may: { dispatch: mayOf(against) },
  };
}

const held = ({ id, unit, measure, role, lead }: Unmarked): Held => ({ id, unit, measure, role, lead });

function slipsIn({ plan, ledger }: PlannedDispatch, programme: SlipView['programme']): SlipView[] {
  const items = new Map(ledger.items.map((item) => [item.id, item]));
  const measures = new Map(ledger.items.flatMap((item) => item.measures.map((one) => [one.id, one])));
  const undispatched = mayOf({ code: 'assignment/not-dispatched' });
  return plan.slips.map(
    ({ unit, entries }): SlipView => ({
      ...{ programme, no: null, unit, coordinator: ledger.coordinator, dispatchedAt: null },
      may: { acknowledge: undispatched },
      lines: entries.flatMap((entry): SlipLine[] => {
        const [item, measure] = [items.get(entry.item), measures.get(entry.measure)];
        if (!item || !measure) return [];
        const { id, text, standard, deadlines, deliverables, origins } = measure;
        return [
          {
            item: { id: item.id, no: item.no, title: item.title },
            measure: { id, text, standard },
            ...{ role: entry.role, reports: entry.reports, lead: entry.lead, deadlines, deliverables },
            ...{ dueOn: lastDay(measure), source: origins, assignment: null },
          },
        ];
      }),
    }),
  );
}
