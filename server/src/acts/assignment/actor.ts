import type { PostRole } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { Stamp } from '@luodi/core/programme';
import { isUuid } from '../../store/identifier.ts';
import { reachOf } from '../../store/scope/reach.ts';
import { type Looking, postRolesOf } from '../../views/assignment/looking.ts';
import type { Held } from '../act.ts';
import type { Asking, Ground } from '../context.ts';

/** Who acts in the act that is held, as the core and the views know them. */
export interface Actor {
  readonly looking: Looking;
  readonly stamp: Stamp;
  readonly roles: readonly PostRole[];
}

/** @throws {Refusal} `scope/no-post` */
export async function actorIn(
  { calendar }: Ground,
  { who }: Asking,
  held: Held,
  reason: string,
): Promise<Actor> {
  if (!who) throw new Refusal<ScopeCode>('scope/no-post');
  const { person, post, unit } = who;
  const { at } = held;
  return {
    looking: { who, reach: await reachOf(held.tx, who), at, calendar },
    stamp: { person, post, unit, at: at.toISOString(), reason: reason.trim() },
    roles: postRolesOf(who),
  };
}

/** A name that cannot be one of ours is one that nobody knows. @throws {Refusal} `scope/not-found` */
export function requireNames(...ids: readonly string[]): void {
  if (!ids.every(isUuid)) throw new Refusal<ScopeCode>('scope/not-found');
}
