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
  /** How many have been shown before; 0 where not given. */
  readonly from?: number;
  readonly limit?: number;
}

/** What stands in the way of confirmation, and how often each thing does. */
export interface OpenPointsView {
  readonly version: number;
  readonly points: readonly OpenPointView[];
  /** How many have been shown then; null where no more follow. */
  readonly next: number | null;
  /** All of them, by code. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Everything that is missing before confirmation, in the order of the document; only the questions that are theirs for
 * those who do not see the ledger. Five queries.
 */
export async function openPointsView(
  query: Kysely<Tables>,
  viewer: Viewer,
  programme: string,
  { code, owner, from = 0, limit = Number.POSITIVE_INFINITY }: PointsQuery = {},
): Promise<OpenPointsView> {
  const stored = await loadLedger(query, programme);
  if (!stored) throw new Refusal<ScopeCode>('scope/not-found');
  const { row, ledger } = stored;
  const items = new Map<string, LedgerItem>();
  for (const item of ledger.items)
    for (const { id } of [item, ...item.measures, ...item.duties]) items.set(id, item);
  const { sees, shown } = showing(viewer);
  const all = openPoints(ledger)
    .map((point) => placed(point, items.get(point.id) ?? null))
    .filter(sees);
  const counts: Record<string, number> = {};
  for (const { point } of all) counts[point.code] = (counts[point.code] ?? 0) + 1;
  const asked = all.filter(
    (one) =>
      (code === undefined || one.point.code === code) && (owner === undefined || one.owner?.id === owner),
  );
  const points = asked.slice(from, from + limit).map(shown);
  const next = from + points.length;
  return { version: row.version, points, next: next < asked.length ? next : null, counts };
}

/** Those of one task. */
export function pointsOfItem(viewer: Viewer, ledger: Ledger, item: LedgerItem): OpenPointView[] {
  const { sees, shown } = showing(viewer);
  return openPoints({ ...ledger, items: [item] })
    .filter(({ on }) => on !== 'programme')
    .map((point) => placed(point, item))
    .filter(sees)
    .map(shown);
}

/** A point with its task and the unit whose question it is. */
interface Placed {
  readonly point: OpenPoint;
  readonly item: LedgerItem | null;
  readonly owner: UnitRef | null;
}

function placed(point: OpenPoint, item: LedgerItem | null): Placed {
  const duty = point.on === 'duty' ? item?.duties.find(({ id }) => id === point.id) : undefined;
  return { point, item, owner: duty?.group?.owner ?? null };
}

/** What this person sees of points and may do about them: it depends only on whether the question is their unit's. */
function showing({ who, reach, facts }: Viewer) {
  const about = (action: 'see' | 'answer') =>
    [true, false].map((asked) => decide(who, reach, 'item', action, { ...facts, asked }));
  const [seesOwn, seesOthers] = about('see');
  const [answersOwn, answersOthers] = about('answer').map(inDraft);
  const edits = inDraft(decide(who, reach, 'ledger', 'edit', facts));
  const isOwn = ({ owner }: Placed) => owner?.id === who.unit;
  const mayDo = (one: Placed): May => {
    if (one.point.code !== 'programme/group-open') return edits;
    return (isOwn(one) ? answersOwn : answersOthers) as May;
  };
  return {
    sees: (one: Placed) => (isOwn(one) ? seesOwn : seesOthers) === true,
    shown: (one: Placed): OpenPointView => {
      const { code, parameters, on, id } = one.point;
      return {
        ...{ code, parameters, sentence: sentence(code, parameters), on, id },
        item: one.item && { id: one.item.id, no: one.item.no, title: one.item.title },
        ...{ owner: one.owner, may: mayDo(one) },
      };
    },
  };

  function inDraft(decided: ReturnType<typeof decide>): May {
    if (decided !== true) return mayOf(decided);
    return mayOf(facts.state === 'draft' ? null : { code: 'programme/needs-request' });
  }
}
