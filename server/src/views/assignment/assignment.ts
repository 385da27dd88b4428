import {
  type ActFacts,
  type AssignmentAct,
  type AssignmentKind,
  type AssignmentState,
  clocksOf,
  kindOf,
  type NextKind,
  nextOf,
  type PostRole,
  permitted,
  type RunningClock,
  type SlipRole,
  standingOf,
} from '@luodi/core/assignment';
import { type DueDay, Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { UnitRef } from '@luodi/core/programme';
import type { MeasureKind } from '@luodi/core/task';
import { decide } from '../../scope/decide.ts';
import { NO_PROCEDURE } from '../../store/assignment/clocks.ts';
import { postTitles } from '../../store/assignment/places.ts';
import type { Reading, Stored } from '../../store/assignment/read.ts';
import { unmarkedFrom } from '../../store/assignment/rows.ts';
import {
  type MeasureText,
  measureTexts,
  type Surroundings,
  surroundingsOf,
} from '../../store/assignment/surroundings.ts';
import { assignmentFacts } from '../../store/scope/facts.ts';
import { type May, mayOf } from '../may.ts';
import { type Looking, postRolesOf, requireNames, todayOf } from './looking.ts';
import { told } from './told.ts';

/** 交办事项 as a page shows it. */
export interface AssignmentView {
  readonly programme: { readonly id: string; readonly title: string };
  readonly id: string;
  readonly slip: number;
  readonly version: number;
  readonly state: AssignmentState;
  readonly role: SlipRole;
  readonly kind: AssignmentKind;
  readonly reports: boolean;
  readonly final: boolean;
  readonly item: { readonly id: string; readonly no: number; readonly title: string };
  readonly measure: {
    readonly id: string;
    readonly text: string;
    readonly kind: MeasureKind;
    readonly standard: string | null;
    readonly deliverables: readonly string[];
  };
  readonly unit: UnitRef;
  readonly lead: UnitRef;
  readonly coordinator: UnitRef;
  readonly dueOn: string | null;
  /** The assignment in whose place this one stands, and the one that stands in its place. */
  readonly follows: string | null;
  readonly followedBy: string | null;
  readonly marks: readonly MarkView[];
  readonly clocks: readonly RunningClock[];
  readonly next: NextView | null;
  readonly may: Readonly<Record<ActAsked, May>>;
  readonly changedAt: string;
}

/** 办理痕迹: by which post, when and why. */
export interface MarkView {
  readonly no: number;
  readonly act: AssignmentAct;
  readonly post: { readonly id: string; readonly title: string };
  readonly unit: UnitRef;
  readonly at: string;
  readonly reason: string;
}

export interface NextView {
  readonly kind: NextKind;
  readonly act: ActAsked;
  readonly unit: UnitRef;
  readonly role: PostRole;
  readonly due: DueDay | null;
  readonly overdue: boolean;
  /** Whether it is for the post that looks. */
  readonly yours: boolean;
}

/** Every act on one assignment; dispatching is an act on the programme. */
export type ActAsked = Exclude<AssignmentAct, 'dispatch'>;

/** These assignments, as far as there are such and the person may see them, in the order of `ids`. Five queries. */
export async function viewAssignments(
  tx: Reading,
  looking: Looking,
  programme: string,
  ids: readonly string[],
): Promise<AssignmentView[]> {
  const around = await surroundingsOf(tx, programme, ids);
  if (!around) return [];
  const seen = ids
    .flatMap((id) => around.asked.get(id) ?? [])
    .filter(
      ({ row }) => decide(looking.who, looking.reach, 'assignment', 'see', assignmentFacts(row)) === true,
    );
  const texts = await measureTexts(
    tx,
    programme,
    seen.map(({ row }) => row.measure_id),
  );
  const posts = seen.flatMap(({ assignment }) => assignment.marks.map(({ stamp }) => stamp.post));
  const titles = await postTitles(tx, posts);
  return seen.map((one) => viewOf(one, around, texts.get(one.row.measure_id), titles, looking));
}

/** One assignment. @throws {Refusal} `scope/not-found` */
export async function viewAssignment(
  tx: Reading,
  looking: Looking,
  programme: string,
  id: string,
): Promise<AssignmentView> {
  requireNames(programme, id);
  const [view] = await viewAssignments(tx, looking, programme, [id]);
  if (!view) throw new Refusal<ScopeCode>('scope/not-found');
  return view;
}

function viewOf(
  { row, assignment }: Stored,
  { programme, rows }: Surroundings,
  text: MeasureText | undefined,
  titles: ReadonlyMap<string, string>,
  looking: Looking,
): AssignmentView {
  const { who, reach, at, calendar } = looking;
  const procedure = programme.procedure ?? NO_PROCEDURE;
  const today = todayOf(looking);
  const standing = standingOf(
    rows.filter(({ measure_id }) => measure_id === row.measure_id).map(unmarkedFrom),
  );
  const facts: ActFacts = {
    // A button is grey for what is so, not for the reason that is written after pressing it.
    stamp: { person: who.person, post: who.post, unit: who.unit, at: at.toISOString(), reason: '…' },
    ...{ roles: postRolesOf(who), procedure, calendar, ...standing },
  };
  const clocks = clocksOf(assignment, procedure, calendar, today);
  const next = nextOf(assignment, clocks, { dueOn: row.due_on, leadClosed: standing.leadClosed });
  const named = namesIn(rows);
  const known = assignmentFacts(row);
  const { dispatch: _, ...acts } = permitted(assignment, facts);
  return {
    programme: { id: programme.programme_id, title: programme.title },
    ...{ id: row.id, slip: row.slip_no, version: row.version, state: row.state, role: row.role },
    ...{ kind: kindOf(assignment), reports: row.reports, final: row.final },
    item: { id: row.item_id, no: text?.item_no ?? 0, title: text?.item_title ?? '' },
    measure: {
      ...{ id: row.measure_id, text: text?.text ?? '', kind: text?.kind ?? 'standing' },
      ...{ standard: text?.standard ?? null, deliverables: text?.deliverables ?? [] },
    },
    ...{ unit: assignment.unit, lead: assignment.lead, coordinator: assignment.coordinator },
    ...{ dueOn: row.due_on, follows: row.follows },
    followedBy: rows.find(({ follows }) => follows === row.id)?.id ?? null,
    marks: assignment.marks.map(({ act, stamp }, place) => ({
      ...{ no: place + 1, act, at: stamp.at, reason: stamp.reason },
      post: { id: stamp.post, title: titles.get(stamp.post) ?? stamp.post },
      unit: { id: stamp.unit, name: named.get(stamp.unit) ?? stamp.unit },
    })),
    clocks,
    next: next && {
      ...{ kind: next.kind, act: next.acts[0] as ActAsked, unit: next.unit, role: next.role },
      ...{ due: next.due, overdue: next.due !== null && next.due.on < today },
      yours: next.unit.id === who.unit && facts.roles.includes(next.role),
    },
    may: Object.fromEntries(
      Object.entries(acts).map(([act, reason]) => {
        const scoped = decide(who, reach, 'assignment', act as ActAsked, known);
        if (scoped !== true) return [act, mayOf(scoped)];
        return [act, reason === true ? true : mayOf(told(reason, titles))];
      }),
    ) as AssignmentView['may'],
    changedAt: row.changed_at.toISOString(),
  };
}

/** What the units that appear in these rows are called there. */
function namesIn(rows: Surroundings['rows']): Map<string, string> {
  return new Map(
    rows.flatMap((row): [string, string][] => [
      [row.unit_id, row.unit_name],
      [row.lead_id, row.lead_name],
      [row.coordinator_id, row.coordinator_name],
    ]),
  );
}
