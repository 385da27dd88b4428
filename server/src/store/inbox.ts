import { nextOf } from '@luodi/core/assignment';
import type { Calendar } from '@luodi/core/base';
import type { Procedure } from '@luodi/core/programme';
import { type Selectable, sql } from 'kysely';
import { clocksFor } from './assignment/clocks.ts';
import {
  anyText,
  marksOf,
  type Reading,
  rowsOfProgramme,
  type Stored,
  storedFrom,
} from './assignment/read.ts';
import type { AssignmentRow } from './assignment/rows.ts';
import type { Tables } from './tables.ts';

export type InboxRow = Selectable<Tables['inbox']>;

/** What the days of an inbox are counted with. */
export interface InboxClocks {
  readonly procedure: Procedure | null;
  readonly calendar: Calendar;
}

/**
 * What stands in inboxes for these assignments: one next step each, or none.
 * @param leadClosed whether the consolidating lead's own is closed, by measure
 */
export function inboxOf(
  stored: readonly Stored[],
  leadClosed: (measure: string) => boolean,
  { procedure, calendar }: InboxClocks,
): InboxRow[] {
  // Only the day on which a clock ends is kept; whether it is over depends on the day of the reader.
  const clocks = clocksFor(procedure, calendar, '0001-01-01');
  return stored.flatMap(({ row, assignment }) => {
    const facts = { dueOn: row.due_on, leadClosed: leadClosed(row.measure_id) };
    const next = nextOf(assignment, clocks(assignment), facts);
    if (!next) return [];
    const line: InboxRow = {
      unit_id: next.unit.id,
      programme_id: row.programme_id,
      kind: next.kind,
      subject_id: row.id,
      role: next.role,
      measure_id: row.measure_id,
      due_on: next.due?.on ?? null,
      assumed: (next.due?.assumed.length ?? 0) > 0,
      since: row.changed_at,
    };
    return [line];
  });
}

/** Puts the next steps of these assignments in the place of what stood there for them. */
export async function refreshInbox(
  tx: Reading,
  programme: string,
  stored: readonly Stored[],
  leadClosed: (measure: string) => boolean,
  clocks: InboxClocks,
): Promise<void> {
  const ids = stored.map(({ row }) => row.id);
  await replaceInbox(tx, programme, ids, inboxOf(stored, leadClosed, clocks));
}

/**
 * Puts the questions of a programme anew: open groups for the units that have to say who is meant, and change requests
 * for the coordinating unit. To be called by whatever changes duties or requests.
 */
export async function refreshQuestions(tx: Reading, programme: string): Promise<void> {
  await tx
    .deleteFrom('inbox')
    .where('programme_id', '=', programme)
    .where('kind', 'in', ['answer', 'decide'])
    .execute();
  await insertInbox(tx, await questionsOf(tx, programme));
}

/** All that inboxes must hold of a programme, made anew from its other tables. */
export async function inboxOfProgramme(
  tx: Reading,
  programme: string,
  calendar: Calendar,
): Promise<InboxRow[]> {
  const head = await tx
    .selectFrom('programme')
    .select('procedure')
    .where('programme_id', '=', programme)
    .executeTakeFirst();
  const stored = storedFrom(await rowsOfProgramme(tx, programme), await marksOf(tx, programme, null));
  const clocks = { procedure: head?.procedure ?? null, calendar };
  return [
    ...(await questionsOf(tx, programme)),
    ...inboxOf(stored, leadsClosed(stored.map(({ row }) => row)), clocks),
  ];
}

/** Throws the inboxes of a programme away and makes them anew: after restoring, or when a year of holidays is published. */
export async function rebuildInbox(tx: Reading, programme: string, calendar: Calendar): Promise<number> {
  const rows = await inboxOfProgramme(tx, programme, calendar);
  await tx.deleteFrom('inbox').where('programme_id', '=', programme).execute();
  await insertInbox(tx, rows);
  return rows.length;
}

/** An entry that stands in an inbox otherwise than it must: `undue` should not be there, `missing` should. */
export interface InboxFault {
  readonly fault: 'missing' | 'undue' | 'different';
  readonly unit: string;
  readonly kind: InboxRow['kind'];
  readonly subject: string;
}

/** Compares the inboxes of a programme with what its other tables say. Empty where all is well. */
export async function inboxFaults(tx: Reading, programme: string, calendar: Calendar): Promise<InboxFault[]> {
  const must = new Map((await inboxOfProgramme(tx, programme, calendar)).map((row) => [keyOf(row), row]));
  const is = await tx.selectFrom('inbox').selectAll().where('programme_id', '=', programme).execute();
  const faults: InboxFault[] = [];
  const told = ({ unit_id, kind, subject_id }: InboxRow, fault: InboxFault['fault']): InboxFault => ({
    ...{ fault, unit: unit_id, kind, subject: subject_id },
  });
  for (const row of is) {
    const due = must.get(keyOf(row));
    if (!due) faults.push(told(row, 'undue'));
    else if (JSON.stringify(inOrder(due)) !== JSON.stringify(inOrder(row)))
      faults.push(told(row, 'different'));
    must.delete(keyOf(row));
  }
  return [...faults, ...[...must.values()].map((row) => told(row, 'missing'))];
}

/** Whether the consolidating lead's own is closed, for each measure of which all assignments are given. */
export function leadsClosed(all: Iterable<AssignmentRow>): (measure: string) => boolean {
  const closed = new Set<string>();
  for (const { state, unit_id, lead_id, measure_id } of all)
    if (state === 'closed' && unit_id === lead_id) closed.add(measure_id);
  return (measure) => closed.has(measure);
}

async function questionsOf(tx: Reading, programme: string): Promise<InboxRow[]> {
  const head = await tx
    .selectFrom('programme')
    .select(['owner_id', 'coordinator_id', 'created_at'])
    .where('programme_id', '=', programme)
    .executeTakeFirst();
  if (!head) return [];
  const coordinator = head.coordinator_id ?? head.owner_id;
  const duties = await tx
    .selectFrom('duty')
    .select(['id', 'group'])
    .where('programme_id', '=', programme)
    .where('group', 'is not', null)
    .execute();
  const requests = await tx
    .selectFrom('change_request')
    .select(['id', 'requested_at'])
    .where('programme_id', '=', programme)
    .where('state', '=', 'open')
    .execute();
  const open = duties.filter(({ group }) => group && group.members === null);
  const nothing = { programme_id: programme, measure_id: null, due_on: null, assumed: false };
  return [
    ...open.map(({ id, group }): InboxRow => {
      const owner = group?.owner?.id;
      return {
        ...{ ...nothing, unit_id: owner ?? coordinator, kind: 'answer', subject_id: id },
        ...{ role: owner === undefined || owner === coordinator ? 'coordinator' : 'handler' },
        since: head.created_at,
      };
    }),
    ...requests.map(
      ({ id, requested_at }): InboxRow => ({
        ...{ ...nothing, unit_id: coordinator, kind: 'decide', subject_id: id },
        ...{ role: 'coordinator', since: requested_at },
      }),
    ),
  ];
}

async function replaceInbox(
  tx: Reading,
  programme: string,
  subjects: readonly string[],
  rows: readonly InboxRow[],
): Promise<void> {
  await tx
    .deleteFrom('inbox')
    .where('programme_id', '=', programme)
    .where('subject_id', '=', anyText(subjects))
    .execute();
  await insertInbox(tx, rows);
}

/** As one value: PostgreSQL takes it faster than thousands of parameters. */
async function insertInbox(tx: Reading, rows: readonly InboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into inbox (unit_id, programme_id, kind, subject_id, role, measure_id, due_on, assumed, since)
    select unit_id, programme_id, kind, subject_id, role, measure_id, due_on, assumed, since
    from json_populate_recordset(null::inbox, ${JSON.stringify(rows)}::json)`.execute(tx);
}

const keyOf = ({ unit_id, kind, subject_id }: InboxRow) => `${unit_id}\n${kind}\n${subject_id}`;

const inOrder = (row: InboxRow) => [
  row.role,
  row.measure_id,
  row.due_on,
  row.assumed,
  row.since.toISOString(),
];
