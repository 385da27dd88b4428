import type { AssignmentState } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { AssignmentCode, ScopeCode } from '@luodi/core/message';
import { decide, insist } from '../../scope/decide.ts';
import { postTitles } from '../../store/assignment/places.ts';
import type { Stored } from '../../store/assignment/read.ts';
import { slipOf } from '../../store/assignment/slips.ts';
import type { ActAsked } from '../../views/assignment/assignment.ts';
import { requireNames, requireSeen } from '../../views/assignment/looking.ts';
import { told } from '../../views/assignment/told.ts';
import { type May, mayOf } from '../../views/may.ts';
import { type Answered, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { fieldAround, nameOf } from './act-on-assignment.ts';
import { type Actor, actorIn } from './actor.ts';
import { actIn, type Field, unitsOf, writeField } from './field.ts';
import type { HandingOn } from './succession.ts';

/** Acts that can be done to many at once: all but those that need another unit for each. */
export type BulkAct = Exclude<ActAsked, HandingOn>;

/** 批量办理: one act on several assignments of a programme. */
export interface ActOnMany {
  readonly programme: string;
  readonly ids: readonly string[];
  readonly act: BulkAct;
  readonly reason: string;
}

/** What became of each, in the order in which they were named. */
export interface ManyAnswer {
  readonly done: number;
  readonly answers: readonly OneAnswer[];
}
export type OneAnswer =
  | { readonly id: string; readonly done: true; readonly state: AssignmentState; readonly version: number }
  | { readonly id: string; readonly done: false; readonly why: Exclude<May, true> };

export const MOST_AT_ONCE = 500;

/**
 * One act on each of these, decided one by one, in one event. Where nothing could be done, nothing is recorded.
 * @throws {Refusal} `assignment/too-many`, `scope/…`
 */
export async function actOnAssignments(
  ground: Ground,
  asking: Asking,
  { programme, ids, act, reason }: ActOnMany,
): Promise<Answered<ManyAnswer>> {
  const named = [...new Set(ids)];
  if (named.length > MOST_AT_ONCE)
    throw new Refusal<AssignmentCode>('assignment/too-many', { limit: MOST_AT_ONCE });
  requireNames(programme, ...named);
  const name = { programme, act: nameOf(act), subject: { kind: 'programme', id: programme } };
  return perform(ground, asking, name, async (held) => {
    const actor = await actorIn(ground, asking, held, reason);
    const field = await fieldAround(held.tx, programme, named);
    const { acted, refused } = actEach(field, named, act, actor);
    if (acted.length > 0) await writeField(held, field, actor, { acted, fresh: [], touched: [] });
    // Each is answered for itself; who does not see the programme is not even told that.
    else await requireSeen(held.tx, actor.looking, programme);
    const posts = [...refused.values()].flatMap(({ parameters: { post } }) =>
      typeof post === 'string' ? post : [],
    );
    const titles = posts.length === 0 ? new Map<string, string>() : await postTitles(held.tx, posts);
    const answers = named.map((id): OneAnswer => {
      const against = refused.get(id);
      if (against) return { id, done: false, why: mayOf(told(against, titles)) as Exclude<May, true> };
      const { state, version } = (field.stored.get(id) as Stored).row;
      return { id, done: true, state, version };
    });
    return {
      answer: { done: acted.length, answers },
      facts: { reason: actor.stamp.reason, assignments: acted.map(({ row }) => row.id) },
      units: unitsOf(acted.map(({ row }) => row)),
      ...(acted.length === 0 && { idle: true as const }),
    };
  });
}

/** What a signature on a whole slip came to. */
export interface SlipAnswer {
  readonly no: number;
  readonly done: number;
}

/**
 * 整单签收: acknowledges everything on a slip that still waits for it.
 * @throws {Refusal} `scope/…`; `assignment/none-done`, or what stands against the first that waits
 */
export async function acknowledgeSlip(
  ground: Ground,
  asking: Asking,
  { programme, no }: { readonly programme: string; readonly no: number },
): Promise<Answered<SlipAnswer>> {
  requireNames(programme);
  const act = 'acknowledge';
  const name = { programme, act: nameOf(act), subject: { kind: 'slip', id: String(no) } };
  return perform(ground, asking, name, async (held) => {
    const actor = await actorIn(ground, asking, held, '');
    const slip = await slipOf(held.tx, programme, no);
    if (!slip) throw new Refusal<ScopeCode>('scope/not-found');
    const { who, reach } = actor.looking;
    insist(decide(who, reach, 'slip', act, { unit: slip.unit_id, coordinator: slip.coordinator_id }));
    const waiting = slip.assignments.filter(({ state }) => state === 'dispatched').map(({ id }) => id);
    const field = await fieldAround(held.tx, programme, waiting);
    const { acted, refused } = actEach(field, waiting, act, actor);
    const [against] = refused.values();
    if (acted.length === 0) throw against ?? new Refusal<AssignmentCode>('assignment/none-done');
    await writeField(held, field, actor, { acted, fresh: [], touched: [] });
    return {
      answer: { no, done: acted.length },
      facts: { slip: no, assignments: acted.map(({ row }) => row.id) },
      units: unitsOf(acted.map(({ row }) => row)),
    };
  });
}

function actEach(
  field: Field,
  ids: readonly string[],
  act: BulkAct,
  actor: Actor,
): { readonly acted: Stored[]; readonly refused: Map<string, Refusal> } {
  const acted: Stored[] = [];
  const refused = new Map<string, Refusal>();
  for (const id of ids) {
    try {
      acted.push(actIn(field, id, act, actor));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.set(id, error);
    }
  }
  return { acted, refused };
}
