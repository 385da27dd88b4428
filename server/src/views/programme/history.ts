import type { Difference, LedgerAct } from '@luodi/core/programme';
import type { Kysely } from 'kysely';
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
  const by = await actorsOf(query, rows);
  return rows.map(({ no, act, change, differences, at, reason, ...row }) => ({
    ...{ no, act, change, differences, by: by(row), at: at.toISOString(), reason },
  }));
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
