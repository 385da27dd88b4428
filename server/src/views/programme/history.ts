import { Refusal } from '@luodi/core/base';
import type { ProgrammeCode } from '@luodi/core/message';
import { compareLedgers, type Difference, type Ledger, type LedgerAct } from '@luodi/core/programme';
import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import { loadBaseline } from '../../store/programme/load.ts';
import type { Tables } from '../../store/tables.ts';
import { actorsOf, type By } from './by.ts';

/** 改账记录: one change of the draft. */
export interface EditView {
  /** The version that it changed. */
  readonly no: number;
  readonly act: LedgerAct['act'];
  readonly change: LedgerAct;
  readonly differences: readonly Difference[];
  readonly by: By;
  readonly at: string;
  readonly reason: string;
}

/** 基线 without its ledger. */
export interface BaselineView {
  readonly no: number;
  readonly sm3: string;
  readonly request: string | null;
  readonly by: By;
  readonly at: string;
  readonly reason: string;
}

interface Range {
  /** Numbers from here on; 1 where not given. */
  readonly from?: number;
  readonly limit: number;
}

/** 改账记录 in their order, from a version of the programme on. */
export async function editsFrom(
  query: Kysely<Tables>,
  programme: string,
  { from = 1, limit }: Range,
): Promise<EditView[]> {
  const rows = await query
    .selectFrom('edit')
    .select(['no', 'act', 'change', 'differences', 'post', 'unit', 'at', 'reason'])
    .where('programme_id', '=', programme)
    .where('no', '>=', from)
    .orderBy('no')
    .limit(limit)
    .execute();
  return editsShown(query, rows);
}

type EditRow = Pick<
  Selectable<Tables['edit']>,
  'no' | 'act' | 'change' | 'differences' | 'post' | 'unit' | 'at' | 'reason'
>;

async function editsShown(query: Kysely<Tables>, rows: readonly EditRow[]): Promise<EditView[]> {
  const by = await actorsOf(query, rows);
  return rows.map(({ no, act, change, differences, at, reason, ...row }) => ({
    ...{ no, act, change, differences, by: by(row), at: at.toISOString(), reason },
  }));
}

/** Edits that changed one of these things; the newest first. */
export async function editsAbout(
  query: Kysely<Tables>,
  programme: string,
  ids: readonly string[],
  limit: number,
): Promise<EditView[]> {
  const rows = await query
    .selectFrom('edit')
    .select(['no', 'act', 'change', 'differences', 'post', 'unit', 'at', 'reason'])
    .where('programme_id', '=', programme)
    .where(
      sql<SqlBool>`exists (select from jsonb_array_elements(differences) as one
        where one ->> 'id' = any(${ids}::text[]))`,
    )
    .orderBy('no', 'desc')
    .limit(limit)
    .execute();
  return editsShown(query, rows);
}

/** 基线 in their order, without their ledgers. */
export async function baselinesFrom(
  query: Kysely<Tables>,
  programme: string,
  { from = 1, limit }: Range,
): Promise<BaselineView[]> {
  const rows = await query
    .selectFrom('baseline')
    .select(['no', 'sm3', 'request_id', 'post', 'unit', 'at', 'reason'])
    .where('programme_id', '=', programme)
    .where('no', '>=', from)
    .orderBy('no')
    .limit(limit)
    .execute();
  const by = await actorsOf(query, rows);
  return rows.map(({ no, sm3, request_id, at, reason, ...row }) => ({
    ...{ no, sm3, request: request_id, by: by(row), at: at.toISOString(), reason },
  }));
}

/** 基线 with the whole ledger, as it was frozen. */
export interface BaselinePage extends BaselineView {
  readonly ledger: Ledger;
}

/** @throws {Refusal} `programme/no-such-baseline` */
export async function baselinePage(
  query: Kysely<Tables>,
  programme: string,
  no: number,
): Promise<BaselinePage> {
  const [shown] = await baselinesFrom(query, programme, { from: no, limit: 1 });
  const { ledger } = await frozen(query, programme, no);
  return { ...(shown as BaselineView), ledger };
}

/** What changed from one baseline to another. @throws {Refusal} `programme/no-such-baseline` */
export async function baselineDifferences(
  query: Kysely<Tables>,
  programme: string,
  one: number,
  other: number,
): Promise<Difference[]> {
  const [before, after] = [await frozen(query, programme, one), await frozen(query, programme, other)];
  return compareLedgers(before.ledger, after.ledger);
}

async function frozen(query: Kysely<Tables>, programme: string, no: number) {
  const baseline = await loadBaseline(query, programme, no);
  if (!baseline) throw new Refusal<ProgrammeCode>('programme/no-such-baseline', { no });
  return baseline;
}

/** 后来的改动: what was done to a programme after somebody saw it at this version. */
export interface Since {
  readonly edits: readonly EditView[];
  readonly baselines: readonly BaselineView[];
}

/** More than a person reads at once. */
const SHOWN = 50;

/**
 * What came after a version. Every edit and every baseline made one version, the edits first, so that their numbers
 * say which came after.
 */
export async function changesSince(
  query: Kysely<Tables>,
  row: { readonly programme_id: string; readonly version: number; readonly baseline: number },
  seen: number,
): Promise<Since> {
  const edits = row.version - 1 - row.baseline;
  return {
    edits: await editsFrom(query, row.programme_id, { from: seen, limit: SHOWN }),
    baselines: await baselinesFrom(query, row.programme_id, {
      from: Math.max(1, seen - edits),
      limit: SHOWN,
    }),
  };
}

/** A page of numbered things: the number to go on from, null on the last. */
export function paged<Row extends { readonly no: number }>(rows: readonly Row[], limit: number) {
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.no ?? 0) + 1 : null };
}
