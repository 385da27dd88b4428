import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import {
  type ChangeRequest,
  compareLedgers,
  type Difference,
  draftProgramme,
  edited,
  type LedgerAct,
  reasonAgainst,
  reasonAgainstEdit,
} from '@luodi/core/programme';
import type { Kysely, Selectable } from 'kysely';
import { decide, type May } from '../../scope/decide.ts';
import { isUuid } from '../../store/identifier.ts';
import { loadLedger, requestOf, type StoredLedger } from '../../store/programme/load.ts';
import type { Tables } from '../../store/tables.ts';
import { mayOf } from '../may.ts';
import { actorsOf, type By, inWords } from './by.ts';
import type { Viewer } from './viewer.ts';

/** 变更申请 in a list. */
export interface RequestRow {
  readonly id: string;
  readonly state: ChangeRequest['state'];
  readonly version: number;
  readonly changes: number;
  readonly requested: Stamped;
  readonly decided: Stamped | null;
}

/** 变更申请 on its page: what it would change now, while it is open. */
export interface RequestView extends Omit<RequestRow, 'changes'> {
  readonly changes: readonly LedgerAct[];
  readonly differences: readonly Difference[];
  readonly may: Readonly<Record<'approve' | 'refuse' | 'withdraw', May>>;
}

export interface Stamped {
  readonly by: By;
  readonly at: string;
  readonly reason: string;
}

type Row = Selectable<Tables['change_request']>;

/**
 * The change request, with what it would change in this ledger.
 * @throws {Refusal} `scope/not-found`
 */
export async function requestView(
  query: Kysely<Tables>,
  viewer: Viewer,
  stored: StoredLedger,
  id: string,
): Promise<RequestView> {
  const row = !isUuid(id)
    ? undefined
    : await query
        .selectFrom('change_request')
        .selectAll()
        .where('programme_id', '=', stored.row.programme_id)
        .where('id', '=', id)
        .executeTakeFirst();
  const { who, reach, facts } = viewer;
  const about = row && { ...facts, requester: row.requested_unit };
  if (!row || decide(who, reach, 'change-request', 'see', about as NonNullable<typeof about>) !== true)
    throw new Refusal<ScopeCode>('scope/not-found');
  const [{ changes: _, ...shown }] = (await rowsShown(query, [row])) as [RequestRow];
  return {
    ...shown,
    changes: row.changes,
    differences: row.state === 'open' ? wouldChange(stored, row.changes) : [],
    may: await mayOnRequest(query, viewer, stored, requestOf(row)),
  };
}

/** The same where the ledger is not at hand. @throws {Refusal} `scope/not-found` */
export async function openRequest(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
  id: string,
): Promise<RequestView> {
  const stored = await loadLedger(query, programme);
  if (!stored) throw new Refusal<ScopeCode>('scope/not-found');
  return requestView(query, viewer, stored, id);
}

export interface RequestsQuery {
  readonly state?: ChangeRequest['state'];
  readonly limit: number;
  /** Moment and id of the last one that was shown. */
  readonly after: readonly [string, string] | null;
}

/** The change requests that this person may see, the newest first: their own unit's, or all for those who steer. */
export async function requestsPage(
  query: Kysely<Tables>,
  { who, reach, facts }: Viewer,
  programme: string,
  { state, limit, after }: RequestsQuery,
): Promise<{ readonly rows: readonly RequestRow[]; readonly next: readonly [string, string] | null }> {
  // Nobody's unit is called so: what is seen then is seen of all.
  const seesAll = decide(who, reach, 'change-request', 'see', { ...facts, requester: '' }) === true;
  const seesOwn = decide(who, reach, 'change-request', 'see', { ...facts, requester: who.unit }) === true;
  if (!seesAll && !seesOwn) return { rows: [], next: null };
  let wanted = query.selectFrom('change_request').selectAll().where('programme_id', '=', programme);
  if (!seesAll) wanted = wanted.where('requested_unit', '=', who.unit);
  if (state !== undefined) wanted = wanted.where('state', '=', state);
  if (after !== null) {
    const [at, id] = after;
    const moment = new Date(at);
    wanted = wanted.where(({ or, and, eb }) =>
      or([eb('requested_at', '<', moment), and([eb('requested_at', '=', moment), eb('id', '>', id)])]),
    );
  }
  const rows = await wanted
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: await rowsShown(query, rows.slice(0, limit)),
    next: last ? [last.requested_at.toISOString(), last.id] : null,
  };
}

async function rowsShown(query: Kysely<Tables>, rows: readonly Row[]): Promise<RequestRow[]> {
  const requests = rows.map(requestOf);
  const stamps = requests.flatMap(({ requested, decided }) => [requested, ...(decided ? [decided] : [])]);
  const by = await actorsOf(query, stamps);
  const shown = (stamp: (typeof stamps)[number]): Stamped => ({
    ...{ by: by(stamp), at: stamp.at, reason: stamp.reason },
  });
  return requests.map(({ id, state, changes, requested, decided }, at) => ({
    ...{ id, state, version: rows[at]?.version ?? 1, changes: changes.length },
    requested: shown(requested),
    decided: decided && shown(decided),
  }));
}

/** What the changes would come to; as far as they still can be done. */
function wouldChange({ ledger }: StoredLedger, changes: readonly LedgerAct[]): Difference[] {
  let after = ledger;
  for (const change of changes) {
    if (reasonAgainstEdit(after, change) !== null) break;
    after = edited(after, change);
  }
  return compareLedgers(ledger, after);
}

async function mayOnRequest(
  query: Kysely<Tables>,
  viewer: Viewer,
  { row, ledger }: StoredLedger,
  request: ChangeRequest,
): Promise<RequestView['may']> {
  const { who, reach, facts, at } = viewer;
  const { person, post, unit } = who;
  const programme = { ...draftProgramme(row.programme_id, ledger), state: row.state, requests: [request] };
  // A button is grey for what is so, not for the reason that is written after pressing it.
  const stamp = { person, post, unit, at: at.toISOString(), reason: '…' };
  const about = { ...facts, requester: request.requested.unit };
  const one = async (act: 'approve' | 'refuse' | 'withdraw'): Promise<May> => {
    const decided = decide(who, reach, 'change-request', act === 'withdraw' ? 'withdraw' : 'decide', about);
    if (decided !== true) return mayOf(decided);
    const against = reasonAgainst(programme, { act: `${act}-change`, request: request.id }, stamp);
    return mayOf(against && (await inWords(query, against)));
  };
  return { approve: await one('approve'), refuse: await one('refuse'), withdraw: await one('withdraw') };
}
