import type { Canonical } from '@luodi/core/journal';
import { canonicalText } from '@luodi/core/journal';
import type { Baseline, ChangeRequest, LedgerAct, Programme, Stamp } from '@luodi/core/programme';
import type { Insertable, Selectable } from 'kysely';
import { sm3Of } from '../row.ts';
import type { Tables } from '../tables.ts';
import type { Writing } from '../writing.ts';
import { type LedgerTable, ledgerHead, ledgerRows } from './ledger-rows.ts';
import type { StoredProgramme } from './load.ts';

type ProgrammeRow = Selectable<Tables['programme']>;

/** What a programme is opened with beside its ledger. */
export interface NewProgramme {
  readonly programme: Programme;
  /** 主办单位: the unit that opens it. */
  readonly owner: string;
  readonly document: Omit<Insertable<Tables['document']>, 'programme_id' | 'added_at'>;
}

/** Writes a programme for the first time, as a draft. */
export async function insertProgramme(
  held: Writing,
  { programme: { id, ledger, state }, owner, document }: NewProgramme,
  at: Date,
): Promise<ProgrammeRow> {
  const [row] = await held.put('programme', [
    {
      ...{ programme_id: id, ...ledgerHead(ledger), state, owner_id: owner, document_id: document.id },
      ...{ baseline: 0, version: 1, created_at: at, confirmed_at: null, dispatched_at: null },
    },
  ]);
  await held.put('document', [{ programme_id: id, ...document, added_at: at }]);
  const rows = ledgerRows(id, ledger);
  await held.put('item', rows.item);
  await held.put('measure', rows.measure);
  await held.put('duty', rows.duty);
  await held.put('goal', rows.goal);
  return row as ProgrammeRow;
}

/**
 * Writes what became of a programme: the rows of its ledger that differ, new edits and baselines, the requests that
 * were made or decided. The number of queries does not depend on how much differs.
 * @param acts what led from one to the other, one for each new edit
 * @returns the row of the programme afterwards
 */
export async function saveProgramme(
  held: Writing,
  { row, programme: before }: StoredProgramme,
  after: Programme,
  acts: readonly LedgerAct[] = [],
): Promise<ProgrammeRow> {
  const id = row.programme_id;
  if (after.ledger !== before.ledger) {
    // What the core did not touch is the very same value.
    const was = ledgerRows(id, before.ledger, (item, at) => after.ledger.items[at] !== item);
    const now = ledgerRows(id, after.ledger, (item, at) => before.ledger.items[at] !== item);
    await saveRows(held, 'item', was.item, now.item);
    await saveRows(held, 'measure', was.measure, now.measure);
    await saveRows(held, 'duty', was.duty, now.duty);
    await saveRows(held, 'goal', was.goal, now.goal);
  }
  const edits = after.edits.slice(before.edits.length);
  const baselines = after.baselines.slice(before.baselines.length);
  await held.put(
    'edit',
    edits.map(({ act, stamp, differences }, at) => ({
      ...{ programme_id: id, no: row.version + at, act },
      ...{ change: JSON.stringify(acts[at]), differences: JSON.stringify(differences) },
      ...stampColumns(stamp),
    })),
  );
  await held.put(
    'baseline',
    baselines.map((baseline) => baselineRow(id, baseline)),
  );
  await saveRequests(held, id, before.requests, after.requests);
  const changes = edits.length + baselines.length;
  if (changes === 0) return row;
  const first = baselines.find(({ no }) => no === 1);
  const changed = await held.change(
    'programme',
    { programme_id: id, version: row.version },
    {
      ...ledgerHead(after.ledger),
      ...{ state: after.state, version: row.version + changes },
      baseline: baselines.at(-1)?.no ?? row.baseline,
      ...(first && { confirmed_at: new Date(first.stamp.at) }),
    },
  );
  if (!changed) throw new Error(`programme ${id} is not at version ${row.version}`);
  return changed;
}

/** Of each of the four tables. */
type Rows = readonly { readonly programme_id: string; readonly id: string }[];

/** Writes the rows that differ. Measures stay, marked, for the sake of the assignments they once had. */
async function saveRows(held: Writing, table: LedgerTable, was: Rows, now: Rows): Promise<void> {
  const old = new Map(was.map((row) => [row.id, row]));
  const kept = new Set(now.map(({ id }) => id));
  const gone = was.filter(({ id }) => !kept.has(id));
  const differ = now.filter((row) => !isSame(old.get(row.id), row));
  if (table === 'measure') {
    const marked = gone.map((row) => ({ ...row, removed: true }));
    await held.set(table, [...differ, ...marked] as never);
    return;
  }
  await held.set(table, differ as never);
  for (const { programme_id, id } of gone) await held.remove(table, { programme_id, id });
}

/** Both come from the same function, so their members stand in the same order and JSON is written alike. */
function isSame(one: object | undefined, other: object): boolean {
  if (!one) return false;
  return Object.entries(other).every(([column, value]) => (one as Record<string, unknown>)[column] === value);
}

function baselineRow(programme: string, { no, ledger, stamp, request }: Baseline) {
  const text = canonicalText(ledger as unknown as Canonical);
  return {
    ...{ programme_id: programme, no, ledger: text, sm3: sm3Of(Buffer.from(text, 'utf8')) },
    ...{ request_id: request, ...stampColumns(stamp) },
  };
}

async function saveRequests(
  held: Writing,
  programme: string,
  before: readonly ChangeRequest[],
  after: readonly ChangeRequest[],
): Promise<void> {
  for (const request of after) {
    const was = before.find(({ id }) => id === request.id);
    if (was === request) continue;
    const { id, changes, state, requested, decided } = request;
    if (was && decided) {
      const open = await held.change(
        'change_request',
        { programme_id: programme, id, state: 'open' },
        {
          ...{ state, version: 2, decided_at: new Date(decided.at), decided_reason: decided.reason },
          ...{ decided_person: decided.person, decided_post: decided.post, decided_unit: decided.unit },
        },
      );
      if (!open) throw new Error(`change request ${id} is not open`);
    } else {
      await held.put('change_request', [
        {
          ...{ programme_id: programme, id, state, changes: JSON.stringify(changes), version: 1 },
          ...{ requested_person: requested.person, requested_post: requested.post },
          ...{ requested_unit: requested.unit, requested_at: new Date(requested.at) },
          requested_reason: requested.reason,
        },
      ]);
    }
  }
}

function stampColumns({ person, post, unit, at, reason }: Stamp) {
  return { person, post, unit, at: new Date(at), reason };
}
