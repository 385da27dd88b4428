import type { PostRole } from '@luodi/core/assignment';
import { type Calendar, dayOfInstant, type LocalDate } from '@luodi/core/base';
import type { Reach } from '../../scope/reach.ts';
import type { Who } from '../../scope/who.ts';

/** Who looks, how far they reach, when, and with which calendar. */
export interface Looking {
  readonly who: Who;
  readonly reach: Reach;
  readonly at: Date;
  readonly calendar: Calendar;
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
