import type { AssignmentState, SlipRole } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { UnitRef } from '@luodi/core/programme';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { May } from '../../scope/decide.ts';
import { loadLedger } from '../../store/programme/load.ts';
import { visible } from '../../store/scope/visible.ts';
import type { Tables } from '../../store/tables.ts';
import { type EditView, editsAbout } from './history.ts';
import { type MeasureRow, measureRows } from './ledger.ts';
import { type OpenPointView, pointsOfItem } from './points.ts';
import { mayEdit } from './programme.ts';
import type { Viewer } from './viewer.ts';

/** 台账举措 on its page: everything that is known about it. */
export interface MeasureView extends MeasureRow {
  readonly programme: { readonly id: string; readonly title: string; readonly version: number };
  /** Taken out of the ledger; it is kept for the assignments that it had. */
  readonly removed: boolean;
  /** Measures that were split or merged into this one. */
  readonly from: readonly string[];
  /** 原句: the characters of the document that each place of it has, with some before and after. */
  readonly sources: readonly Source[];
  readonly points: readonly OpenPointView[];
  readonly given: readonly Given[];
  readonly edits: readonly EditView[];
  /** Numbers of the events about it in the journal of the programme, as far as this person may see them. */
  readonly events: readonly number[];
  readonly may: { readonly edit: May };
}

/** 交办事项 of the measure, in short. */
export interface Given {
  readonly id: string;
  readonly unit: UnitRef;
  readonly role: SlipRole;
  readonly state: AssignmentState;
  readonly dueOn: string | null;
}

export interface Source {
  readonly span: readonly [number, number];
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** Characters that are shown around a place. */
const AROUND = 120;
const EDITS = 100;
const EVENTS = 500;

/**
 * One measure, for somebody who sees the ledger. A constant number of queries.
 * @throws {Refusal} `scope/not-found`
 */
export async function measureView(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
  id: string,
): Promise<MeasureView> {
  const row = await query
    .selectFrom('measure')
    .innerJoin('item', (join) =>
      join.onRef('item.programme_id', '=', 'measure.programme_id').onRef('item.id', '=', 'measure.item_id'),
    )
    .selectAll('measure')
    .select(['item.no as item_no', 'item.path as item_path', 'item.title as item_title'])
    .where('measure.programme_id', '=', programme)
    .where('measure.id', '=', id)
    .executeTakeFirst();
  const stored = row && (await loadLedger(query, programme, row.item_id));
  if (!stored) throw new Refusal<ScopeCode>('scope/not-found');
  const [shown] = (await measureRows(query, viewer, programme, [row])) as [MeasureRow];
  const given = await givenOf(query, viewer, programme, id);
  const [item] = stored.ledger.items;
  const duties = new Set(shown.duties.map((duty) => duty.id));
  const points = item ? pointsOfItem(viewer, stored.ledger, item) : [];
  return {
    ...shown,
    programme: { id: programme, title: stored.row.title, version: stored.row.version },
    ...{ removed: row.removed, from: row.made_of },
    sources: await sourcesOf(query, stored.row, row.origins),
    points: points.filter((point) => point.id === id || duties.has(point.id)),
    given,
    edits: await editsAbout(query, programme, [id, ...row.made_of], EDITS),
    events: await eventsOf(query, viewer, programme, [id, ...given.map((one) => one.id)]),
    may: { edit: mayEdit(viewer) },
  };
}

async function givenOf(
  query: Kysely<Tables>,
  { who, reach }: Viewer,
  programme: string,
  measure: string,
): Promise<Given[]> {
  const rows = await query
    .selectFrom('assignment')
    .select(['id', 'unit_id', 'unit_name', 'role', 'state', 'due_on'])
    .where('programme_id', '=', programme)
    .where('measure_id', '=', measure)
    .where(visible('assignment', who, reach))
    .orderBy('slip_no')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, unit: { id: row.unit_id, name: row.unit_name }, role: row.role },
    ...{ state: row.state, dueOn: row.due_on },
  }));
}

async function sourcesOf(
  query: Kysely<Tables>,
  { programme_id, document_id }: { readonly programme_id: string; readonly document_id: string },
  origins: MeasureRow['origins'],
): Promise<Source[]> {
  if (origins.length === 0) return [];
  const document = await query
    .selectFrom('document')
    .select('text')
    .where('programme_id', '=', programme_id)
    .where('id', '=', document_id)
    .executeTakeFirst();
  const text = document?.text ?? '';
  return origins.map(({ span: [begins, ends] }) => ({
    span: [begins, ends],
    before: text.slice(Math.max(0, begins - AROUND), begins),
    text: text.slice(begins, ends),
    after: text.slice(ends, ends + AROUND),
  }));
}

async function eventsOf(
  query: Kysely<Tables>,
  { who, reach }: Viewer,
  programme: string,
  subjects: readonly string[],
): Promise<number[]> {
  const rows = await query
    .selectFrom('journal_event')
    .select('seq')
    .where('programme_id', '=', programme)
    .where('subject_kind', 'in', ['measure', 'assignment'])
    .where('subject_id', '=', sql<string>`any(${subjects}::text[])`)
    .where(visible('event', who, reach))
    .orderBy('seq')
    .limit(EVENTS)
    .execute();
  return rows.map(({ seq }) => seq);
}
