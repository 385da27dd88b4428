import { administratorsIn } from './administrators.ts';
import type { Role, Who } from './who.ts';

/**
 * 范围: what has to be known about a person's place besides `Who`: the regions below and the units that are audited.
 * Read once per request (store/reach.ts), for it is the same for every thing that the request touches.
 */
export interface Reach {
  /** Codes of the unit's region and all below it; `everywhere` for national organs; empty where nothing depends on it. */
  readonly below: readonly string[] | 'everywhere';
  /** Units whose programmes this auditor reads; empty for everybody else. */
  readonly audits: readonly string[];
}

/** Of those for whom nothing has to be read. */
export const OWN_UNIT_ONLY: Reach = { below: [], audits: [] };

/** 政府 and its office: what is given to anybody in their region concerns them (directory/units.json). */
export const GOVERNMENTS: readonly string[] = ['人民政府', '人民政府办公厅'];

/** Who of a government sees what reached the region: 《政府督查工作条例》（国务院令第733号）第五条. */
export const REGION_ROLES: readonly Role[] = ['local-coordinator', 'leader'];

/** Those who work on what is in a unit's hands. */
export const DESK: readonly Role[] = ['coordinator', 'leader', 'handler', 'signer'];

/** Who of a department sees what the same line (条) below was given. */
export const LINE_ROLES = DESK;

/** 三员: they run the installation and see no programme, whatever else their post may say. */
export function administers({ roles }: Who): boolean {
  return administratorsIn(roles).length > 0;
}

/** Whether anything depends on the regions below this person's. */
export function asksForRegions(who: Who): boolean {
  const { functionKey, roles } = who;
  if (functionKey === null || administers(who)) return false;
  const wanted = GOVERNMENTS.includes(functionKey) ? [...REGION_ROLES, ...LINE_ROLES] : LINE_ROLES;
  return roles.some((role) => wanted.includes(role));
}

/** Whether anything depends on which units are in this person's region. */
export function asksForAudits(who: Who): boolean {
  return who.roles.includes('auditor') && !administers(who);
}
