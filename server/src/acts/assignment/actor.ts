import type { PostRole } from '@luodi/core/assignment';
import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { Stamp } from '@luodi/core/programme';
import { type Looking, lookingAs, postRolesOf } from '../../views/assignment/looking.ts';
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
    looking: await lookingAs(held.tx, { who, at, calendar }),
    stamp: { person, post, unit, at: at.toISOString(), reason: reason.trim() },
    roles: postRolesOf(who),
  };
}
