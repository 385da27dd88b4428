import type { PostRole } from '@luodi/core/assignment';
import { type Calendar, dayOfInstant, type LocalDate, Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { decide, insist } from '../../scope/decide.ts';
import type { Reach } from '../../scope/reach.ts';
import type { Who } from '../../scope/who.ts';
import type { Reading } from '../../store/assignment/read.ts';
import { isUuid } from '../../store/identifier.ts';
import { programmeFacts } from '../../store/scope/facts.ts';
import { reachOf } from '../../store/scope/reach.ts';

/** Who looks, how far they reach, when, and with which calendar. */
export interface Looking {
  readonly who: Who;
  readonly reach: Reach;
  readonly at: Date;
  readonly calendar: Calendar;
}

/** Somebody who looks from outside of an act. At most two queries. */
export async function lookingAs(tx: Reading, looking: Omit<Looking, 'reach'>): Promise<Looking> {
  return { ...looking, reach: await reachOf(tx, looking.who) };
}

/** A name that cannot be one of ours is one that nobody knows. @throws {Refusal} `scope/not-found` */
export function requireNames(...ids: readonly string[]): void {
  if (!ids.every(isUuid)) throw new Refusal<ScopeCode>('scope/not-found');
}

/** The day in 北京时间 on which somebody looks. */
export function todayOf({ at }: Pick<Looking, 'at'>): LocalDate {
  return dayOfInstant(at.toISOString()) ?? '';
}

const POST_ROLES: readonly string[] = ['coordinator', 'leader', 'handler', 'signer'] satisfies PostRole[];

/** The duties of a post that the life of assignments knows; administrators and auditors have none of them. */
export function postRolesOf({ roles }: Pick<Who, 'roles'>): PostRole[] {
  return roles.filter((role): role is PostRole => POST_ROLES.includes(role));
}

/** Goes on only where the person sees the programme. One query. @throws {Refusal} `scope/not-found` */
export async function requireSeen(tx: Reading, { who, reach }: Looking, programme: string): Promise<void> {
  const facts = (await programmeFacts(tx, who, reach, [programme])).get(programme);
  if (!facts) throw new Refusal<ScopeCode>('scope/not-found');
  insist(decide(who, reach, 'programme', 'see', facts));
}
