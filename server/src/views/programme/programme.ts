import type { AssignmentState } from '@luodi/core/assignment';
import { beijingTime, type Parameters } from '@luodi/core/base';
import {
  type DocumentRef,
  draftProgramme,
  type Procedure,
  type Rhythm,
  reasonAgainst,
  type UnitRef,
} from '@luodi/core/programme';
import { type Kysely, sql } from 'kysely';
import { type May, may } from '../../scope/decide.ts';
import { loadLedger, type StoredLedger } from '../../store/programme/load.ts';
import { visible } from '../../store/scope/visible.ts';
import type { Tables } from '../../store/tables.ts';
import { mayOf } from '../may.ts';
import { unitNames } from './by.ts';
import { assignmentFigures, type Figure, figure, ledgerFigures } from './figures.ts';
import { baselinesFrom } from './history.ts';
import { seesLedger, type Viewer } from './viewer.ts';

/** 计划: a programme in figures. Those who know no more than that it exists see no figures. */
export interface ProgrammeView {
  readonly id: string;
  readonly title: string;
  readonly state: 'draft' | 'confirmed';
  readonly version: number;
  /** Number of the baseline in force; 0 for none. */
  readonly baseline: number;
  /** 主办单位: that opened it. */
  readonly owner: UnitRef;
  readonly coordinator: UnitRef | null;
  readonly document: DocumentRef | null;
  readonly rhythm: Rhythm | null;
  readonly procedure: Procedure | null;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
  readonly dispatchedAt: string | null;
  readonly figures: readonly Figure[];
  readonly may: ProgrammeMay;
}

export type ProgrammeMay = Readonly<Record<'edit' | 'confirm' | 'request-change' | 'dispatch', May>>;

/** A programme, for somebody who may see it. Eight queries at most. */
export async function programmeView(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
): Promise<ProgrammeView> {
  const stored = await loadLedger(query, programme);
  if (!stored) throw new Error(`programme ${programme} was seen and is gone`);
  return viewOf(query, viewer, stored);
}

/** The same where the ledger is at hand. Three queries. */
export async function viewOf(
  query: Kysely<Tables>,
  viewer: Viewer,
  { row, ledger }: StoredLedger,
): Promise<ProgrammeView> {
  const { programme_id: id, title, state, version, baseline, owner_id: owner, rhythm, procedure } = row;
  const seen = seesLedger(viewer);
  const names = await unitNames(query, [owner]);
  return {
    ...{ id, title, state, version, baseline },
    owner: { id: owner, name: names.get(owner) ?? owner },
    coordinator: ledger.coordinator,
    document: seen ? ledger.document : null,
    ...{ rhythm, procedure },
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    dispatchedAt: row.dispatched_at?.toISOString() ?? null,
    figures: seen
      ? [
          ...ledgerFigures(ledger),
          ...assignmentFigures(await statesOf(query, viewer, id)),
          figure('change-requests-open', await openRequests(query, viewer, id), 'change-requests'),
        ]
      : [],
    may: await mayOnProgramme(query, viewer, { row, ledger }),
  };
}

/** Of those that this person may see. */
async function statesOf(
  query: Kysely<Tables>,
  { who, reach }: Viewer,
  programme: string,
): Promise<ReadonlyMap<AssignmentState, number>> {
  const rows = await query
    .selectFrom('assignment')
    .select(['state', sql<number>`count(*)::integer`.as('count')])
    .where('programme_id', '=', programme)
    .where(visible('assignment', who, reach))
    .groupBy('state')
    .orderBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Of those that this person may see. */
async function openRequests(
  query: Kysely<Tables>,
  { who, reach }: Viewer,
  programme: string,
): Promise<number> {
  const { count } = await query
    .selectFrom('change_request')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('programme_id', '=', programme)
    .where('state', '=', 'open')
    .where(visible('change-request', who, reach))
    .executeTakeFirstOrThrow();
  return count;
}

type Against = { readonly code: string; readonly parameters: Parameters } | null;

async function mayOnProgramme(
  query: Kysely<Tables>,
  viewer: Viewer,
  { row, ledger }: StoredLedger,
): Promise<ProgrammeMay> {
  const { who, reach, facts, at } = viewer;
  const { person, post, unit } = who;
  const isDraft = row.state === 'draft';
  const confirmed = isDraft ? null : await confirmedBy(query, row.programme_id);
  const stillDraft: Against = isDraft ? { code: 'programme/still-draft', parameters: {} } : null;
  const needsRequest: Against = isDraft ? null : { code: 'programme/needs-request', parameters: {} };
  const further = (action: string): Against => {
    if (action !== 'confirm') return stillDraft;
    if (confirmed) return { code: 'programme/already-confirmed', parameters: confirmed };
    const stamp = { person, post, unit, at: at.toISOString(), reason: '' };
    return reasonAgainst(draftProgramme(row.programme_id, ledger), { act: 'confirm' }, stamp);
  };
  const onProgramme = ['confirm', 'request-change', 'dispatch'] as const;
  const { edit } = may(who, reach, 'ledger', ['edit'], facts, 'zh-CN', () => needsRequest);
  return { edit, ...may(who, reach, 'programme', onProgramme, facts, 'zh-CN', further) };
}

/** By which post it was confirmed, and when, as people read it. */
async function confirmedBy(query: Kysely<Tables>, programme: string): Promise<Parameters> {
  const [first] = await baselinesFrom(query, programme, { limit: 1 });
  return { post: first?.by.title ?? first?.by.post ?? '—', at: first ? beijingTime(first.at) : '—' };
}

/** What stands against a change of the ledger for everybody who may change it; for the buttons of its parts. */
export function mayEdit({ who, reach, facts }: Viewer): May {
  const { edit } = may(who, reach, 'ledger', ['edit'], facts);
  if (edit !== true) return edit;
  return mayOf(facts.state === 'draft' ? null : { code: 'programme/needs-request' });
}
