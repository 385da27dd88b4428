import type { Baseline, ChangeRequest, Ledger, Programme, Stamp } from '@luodi/core/programme';
import type { Kysely, Selectable } from 'kysely';
import { isUuid } from '../identifier.ts';
import type { Tables } from '../tables.ts';
import { ledgerOf } from './ledger-rows.ts';

/** A programme as it stands: its row, and its ledger. */
export interface StoredLedger {
  readonly row: Selectable<Tables['programme']>;
  readonly ledger: Ledger;
}

/** A programme as acts are decided on: the value of the core beside its row. */
export interface StoredProgramme {
  readonly row: Selectable<Tables['programme']>;
  readonly programme: Programme;
}

/**
 * The whole ledger, in five queries however large it is; null where there is no such programme.
 * @param item for the ledger with nothing in it but this item
 */
export async function loadLedger(
  query: Kysely<Tables>,
  id: string,
  item?: string,
): Promise<StoredLedger | null> {
  const head = await query
    .selectFrom('programme')
    .innerJoin('document', (join) =>
      join
        .onRef('document.programme_id', '=', 'programme.programme_id')
        .onRef('document.id', '=', 'programme.document_id'),
    )
    .selectAll('programme')
    .select(['document.name', 'document.sm3', 'document.meta'])
    .where('programme.programme_id', '=', id)
    .executeTakeFirst();
  if (!head) return null;
  const { name, sm3, meta, ...row } = head;
  const rows = {
    item: await ofProgramme(query, 'item', id, item).execute(),
    measure: await ofProgramme(query, 'measure', id, item)
      .where('removed' as never, '=', false as never)
      .execute(),
    duty: await ofProgramme(query, 'duty', id, item).execute(),
    goal: item === undefined ? await ofProgramme(query, 'goal', id).execute() : [],
  };
  return { row, ledger: ledgerOf(row, { name, sm3, meta }, rows) };
}

function ofProgramme<T extends 'item' | 'measure' | 'duty' | 'goal'>(
  query: Kysely<Tables>,
  table: T,
  id: string,
  item?: string,
) {
  return query
    .selectFrom(table as 'measure')
    .selectAll()
    .where('programme_id', '=', id)
    .$if(item !== undefined, (all) => all.where(table === 'item' ? 'id' : 'item_id', '=', item as string))
    .orderBy('position')
    .$castTo<Selectable<Tables[T]>>();
}

/**
 * The programme for an act: its ledger, its first baseline and the one in force, and the change request that the act is
 * about. Edits that lie behind it and other baselines decide nothing and are left out; five to eight queries.
 */
export async function loadProgramme(
  query: Kysely<Tables>,
  id: string,
  request?: string,
): Promise<StoredProgramme | null> {
  const stored = await loadLedger(query, id);
  if (!stored) return null;
  const { row, ledger } = stored;
  const requests = request === undefined || !isUuid(request) ? [] : await requestsOf(query, id, request);
  const baselines = row.baseline === 0 ? [] : await inForce(query, stored);
  return { row, programme: { id, state: row.state, ledger, edits: [], baselines, requests } };
}

/** The first baseline, and the one in force, whose ledger is that of the programme and is not read twice. */
async function inForce(query: Kysely<Tables>, { row, ledger }: StoredLedger): Promise<Baseline[]> {
  const first = row.baseline > 1 ? await loadBaseline(query, row.programme_id, 1) : null;
  const rows = await query
    .selectFrom('baseline')
    .select(['no', 'request_id', 'person', 'post', 'unit', 'at', 'reason'])
    .where('programme_id', '=', row.programme_id)
    .where('no', '=', row.baseline)
    .execute();
  const last = rows.map((one) => ({ no: one.no, ledger, stamp: stampOf(one), request: one.request_id }));
  return [...(first ? [first] : []), ...last];
}

async function requestsOf(query: Kysely<Tables>, programme: string, id: string): Promise<ChangeRequest[]> {
  const rows = await query
    .selectFrom('change_request')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('id', '=', id)
    .execute();
  return rows.map(requestOf);
}

/** The ledger of one baseline, as it was frozen; null where there is none of this number. */
export async function loadBaseline(
  query: Kysely<Tables>,
  programme: string,
  no: number,
): Promise<Baseline | null> {
  const row = await query
    .selectFrom('baseline')
    .selectAll()
    .where('programme_id', '=', programme)
    .where('no', '=', no)
    .executeTakeFirst();
  if (!row) return null;
  return { no, ledger: JSON.parse(row.ledger) as Ledger, stamp: stampOf(row), request: row.request_id };
}

/** Who, when and why, from the columns that hold it. */
export function stampOf(row: {
  readonly person: string;
  readonly post: string;
  readonly unit: string;
  readonly at: Date;
  readonly reason: string;
}): Stamp {
  const { person, post, unit, reason } = row;
  return { person, post, unit, at: row.at.toISOString(), reason };
}

export function requestOf(row: Selectable<Tables['change_request']>): ChangeRequest {
  const { id, changes, state } = row;
  return {
    ...{ id, changes, state },
    requested: stampOf({
      ...{ person: row.requested_person, post: row.requested_post, unit: row.requested_unit },
      ...{ at: row.requested_at, reason: row.requested_reason },
    }),
    decided:
      row.decided_at === null
        ? null
        : stampOf({
            ...{ person: row.decided_person ?? '', post: row.decided_post ?? '' },
            ...{ unit: row.decided_unit ?? '', at: row.decided_at, reason: row.decided_reason ?? '' },
          }),
  };
}
