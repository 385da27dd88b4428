import type { Role } from './who.ts';

/**
 * 三员: who keeps the system running, who keeps it safe, and who looks over the shoulders of both
 * (GB/T 22239-2019, 8.1.4.2 f: 管理用户的权限分离; 8.1.5.1 to 8.1.5.3).
 */
export const ADMINISTRATORS = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const satisfies readonly Role[];

export type Administrator = (typeof ADMINISTRATORS)[number];

export function isAdministrator(role: Role): role is Administrator {
  return (ADMINISTRATORS as readonly Role[]).includes(role);
}

/** The administrators among these roles. */
export function administratorsIn(roles: readonly Role[]): Administrator[] {
  return roles.filter(isAdministrator);
}

/** Whether two different roles may be in one hand: an administrator's role is alone. */
export function goTogether(one: Role, other: Role): boolean {
  return one === other || !(isAdministrator(one) || isAdministrator(other));
}

/** 互斥: the first two of these roles that exclude each other; null where they go together. */
export function excluding(roles: readonly Role[]): readonly [Role, Role] | null {
  for (const [at, one] of roles.entries()) {
    const other = roles.slice(at + 1).find((next) => !goTogether(one, next));
    if (other !== undefined) return [one, other];
  }
  return null;
}

/** A post in somebody's hand, by appointment or by delegation, from one day up to another. */
export interface Holding {
  readonly post: string;
  readonly roles: readonly Role[];
  /** First day. */
  readonly from: string;
  /** First day on which it no longer holds; null: it holds. */
  readonly until: string | null;
}

/**
 * Two roles that one person would hold on one day though they exclude each other; null where there are none. A post
 * without roles beside that of an administrator is no less a second post: whoever gives it a role would be late.
 */
export function clashOf(holdings: readonly Holding[]): readonly [Role, Role | null] | null {
  for (const [at, one] of holdings.entries()) {
    const within = excluding(one.roles);
    if (within) return within;
    for (const other of holdings.slice(at + 1)) {
      if (other.post === one.post || !sameDays(one, other)) continue;
      const [administrator] = administratorsIn([...one.roles, ...other.roles]);
      if (administrator === undefined) continue;
      const apart = excluding([...one.roles, ...other.roles]);
      if (apart) return apart;
      if (one.roles.length === 0 || other.roles.length === 0) return [administrator, null];
    }
  }
  return null;
}

/** Whether one of these holds on this day and on every later one. */
export function isAlwaysHeld(spans: readonly Pick<Holding, 'from' | 'until'>[], day: string): boolean {
  let open: string | null = day;
  // Each round goes on to where the longest one that has begun by then ends.
  while (open !== null) {
    const begun: (string | null)[] = [];
    for (const { from, until } of spans)
      if (from <= open && (until === null || until > open)) begun.push(until);
    if (begun.length === 0) return false;
    open = begun.includes(null) ? null : (begun.sort().at(-1) ?? null);
  }
  return true;
}

function sameDays(one: Holding, other: Holding): boolean {
  return (other.until === null || one.from < other.until) && (one.until === null || other.from < one.until);
}
