import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { Role, Who } from '../../scope/who.ts';
import type { StoredLedger } from '../../store/programme/load.ts';

/** Refuses whoever holds none of these roles. @throws {Refusal} `scope/not-your-role` */
export function requireRole(who: Who, ...roles: readonly Role[]): void {
  if (!who.roles.some((role) => roles.includes(role))) throw new Refusal<ScopeCode>('scope/not-your-role');
}

/** The unit that coordinates, or opened it as long as it is a draft. @throws {Refusal} `scope/…` */
export function requireCoordinating(who: Who, row: StoredLedger['row'] | undefined): void {
  const own = row && (row.coordinator_id === who.unit || row.owner_id === who.unit);
  if (!own) throw new Refusal<ScopeCode>('scope/not-found');
  requireRole(who, 'coordinator');
}
