import { type Parameters, Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { sentence } from '@luodi/core/message';
import {
  type Ledger,
  type LedgerItem,
  type OpenPoint,
  openPoints,
  type UnitRef,
} from '@luodi/core/programme';
import type { Kysely } from 'kysely';
import { decide, type May } from '../../scope/decide.ts';
import { loadLedger } from '../../store/programme/load.ts';
import type { Tables } from '../../store/tables.ts';
import { mayOf } from '../may.ts';
import type { Viewer } from './viewer.ts';

/** 待补事项 as a page lists it: what is missing, where, and who may fill it in. */
export interface OpenPointView {
  readonly code: OpenPoint['code'];
  readonly parameters: Parameters;
  readonly sentence: string;
  readonly on: OpenPoint['on'];
  readonly id: string;
  /** The task that it is in; null where it is about the programme. */
  readonly item: { readonly id: string; readonly no: number; readonly title: string } | null;
  /** Whose question it is; null where it is the coordinator's. */
  readonly owner: UnitRef | null;
  /** Whether this person may answer it. */
  readonly may: May;
}

export interface PointsQuery {
  readonly code?: string;
  /** Only those whose question is this unit's. */
  readonly owner?: string;
}

/** What stands in the way of confirmation, and how often each thing does. */
export interface OpenPointsView {
  readonly version: number;
  readonly points: readonly OpenPointView[];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Everything that is missing before confirmation, in the order of the document; only the questions that are theirs for
 * those who do not see the ledger.
 */
export async function openPointsView(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
  { code, owner }: PointsQuery = {},
): Promise<OpenPointsView> {
  const stored = await loadLedger(query, programme);
  if (!stored) throw new Refusal<ScopeCode>('scope/not-found');
  const { row, ledger } = stored;
  const items = new Map<string, LedgerItem>();
  for (const item of ledger.items)
    for (const { id } of [item, ...item.measures, ...item.duties]) items.set(id, item);
  const all = openPoints(ledger)
    .map((point) => ({ point, item: items.get(point.id) ?? null }))
    .filter(({ point, item }) => seesPoint(viewer, point, item));
  const counts: Record<string, number> = {};
  for (const { point } of all) counts[point.code] = (counts[point.code] ?? 0) + 1;
  const points = all
    .map(({ point, item }) => pointView(viewer, point, item))
    .filter(
      (one) => (code === undefined || one.code === code) && (owner === undefined || one.owner?.id === owner),
    );
  return { version: row.version, points, counts };
}

/** Those of one task. */
export function pointsOfItem(viewer: Viewer, ledger: Ledger, item: LedgerItem): OpenPointView[] {
  return openPoints({ ...ledger, items: [item] })
    .filter((point) => point.on !== 'programme' && seesPoint(viewer, point, item))
    .map((point) => pointView(viewer, point, item));
}

/** For a question its own unit counts; `asked` of the programme says only that there is some question of theirs. */
function factsAbout({ who, facts }: Viewer, owner: UnitRef | null) {
  return { ...facts, asked: owner?.id === who.unit };
}

function seesPoint(viewer: Viewer, point: OpenPoint, item: LedgerItem | null): boolean {
  return decide(viewer.who, viewer.reach, 'item', 'see', factsAbout(viewer, ownerOf(point, item))) === true;
}

function ownerOf(point: OpenPoint, item: LedgerItem | null): UnitRef | null {
  if (point.on !== 'duty') return null;
  return item?.duties.find(({ id }) => id === point.id)?.group?.owner ?? null;
}

function pointView(viewer: Viewer, point: OpenPoint, item: LedgerItem | null): OpenPointView {
  const { who, reach, facts } = viewer;
  const { code, parameters, on, id } = point;
  const owner = ownerOf(point, item);
  const decided =
    code === 'programme/group-open'
      ? decide(who, reach, 'item', 'answer', factsAbout(viewer, owner))
      : decide(who, reach, 'ledger', 'edit', facts);
  return {
    ...{ code, parameters, sentence: sentence(code, parameters), on, id },
    item: item && { id: item.id, no: item.no, title: item.title },
    owner,
    may: mayOf(
      decided === true ? (facts.state === 'draft' ? null : { code: 'programme/needs-request' }) : decided,
    ),
  };
}
