import type { Kysely } from 'kysely';
import { loadLedger, type StoredLedger } from '../../store/programme/load.ts';
import type { Tables } from '../../store/tables.ts';
import { type Figure, ledgerFigures } from './figures.ts';

/** 计划: a programme in figures. */
export interface ProgrammeView {
  readonly id: string;
  readonly title: string;
  readonly state: 'draft' | 'confirmed';
  readonly version: number;
  /** Number of the baseline in force; 0 for none. */
  readonly baseline: number;
  readonly figures: readonly Figure[];
}

export async function programmeView(query: Kysely<Tables>, id: string): Promise<ProgrammeView | null> {
  const stored = await loadLedger(query, id);
  return stored && viewOf(stored);
}

/** The view of a programme whose ledger is at hand. */
export function viewOf({ row, ledger }: StoredLedger): ProgrammeView {
  const { programme_id: id, title, state, version, baseline } = row;
  return { id, title, state, version, baseline, figures: ledgerFigures(ledger) };
}
