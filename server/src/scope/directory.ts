import { Refusal } from '@luodi/core/base';
import type { DirectoryCode, PersonCode, ScopeCode } from '@luodi/core/message';
import type { Role, Who } from './who.ts';

/** What is done about regions and units. */
export type DirectoryAct =
  | 'see'
  | 'set-up'
  | 'rename'
  | 'correct'
  | 'move'
  | 'merge'
  | 'split'
  | 'abolish'
  | 'rename-region'
  | 'merge-regions'
  | 'replace-region'
  | 'export'
  | 'import';

/** How far a role reaches: `all`, or `subordinate`: units that belong to the own one, directly or through others. */
type Reach = 'all' | 'subordinate';

/**
 * 单位目录权限表: who does what about the directory. Everybody who holds a post reads it: whom a plan can name is no
 * secret. The system administrator keeps it; a unit administrator keeps what belongs to the own unit.
 */
const RULES: Readonly<Record<Exclude<DirectoryAct, 'see'>, Readonly<Partial<Record<Role, Reach>>>>> = {
  'set-up': { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  rename: { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  correct: { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  move: { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  merge: { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  split: { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  abolish: { 'system-administrator': 'all', 'unit-administrator': 'subordinate' },
  'rename-region': { 'system-administrator': 'all' },
  'merge-regions': { 'system-administrator': 'all' },
  'replace-region': { 'system-administrator': 'all' },
  export: { 'system-administrator': 'all' },
  import: { 'system-administrator': 'all' },
};

export const DIRECTORY_ACTS = ['see', ...Object.keys(RULES)] as readonly DirectoryAct[];

/** Roles that may do this somewhere: for the rule of a route. */
export function rolesForDirectory(act: Exclude<DirectoryAct, 'see'>): readonly [Role, ...Role[]] {
  return Object.keys(RULES[act]) as [Role, ...Role[]];
}

/**
 * A unit that something is done to: it and those above it, the nearest first; a unit that is set up stands below its
 * parent. Units that it is moved to, merged into or taken over by count as well.
 */
export type UnitLineage = readonly string[];

export type DirectoryVerdict = true | ScopeCode | PersonCode | DirectoryCode;

/**
 * Whether this person may do this to all of these units; otherwise the code that says why not. Units are seen by
 * everybody, so nothing is `scope/not-found` here.
 */
export function mayAboutDirectory(
  act: DirectoryAct,
  who: Who,
  units: readonly UnitLineage[] = [],
): DirectoryVerdict {
  if (act === 'see') return who.allows === null || who.allows.includes('read') ? true : 'scope/not-found';
  if (who.allows !== null) return 'person/not-by-token';
  let nearly = false;
  for (const role of who.roles) {
    const reach = RULES[act][role];
    if (reach === 'all') return true;
    if (reach !== 'subordinate') continue;
    // Its own unit is another's to change.
    if (units.length > 0 && units.every((line) => line.slice(1).includes(who.unit))) return true;
    nearly = true;
  }
  return nearly ? 'directory/not-subordinate' : 'scope/not-your-role';
}

/** @throws {Refusal} unless this person may do this to all of these units */
export function requireDirectory(act: DirectoryAct, who: Who, units: readonly UnitLineage[] = []): void {
  const verdict = mayAboutDirectory(act, who, units);
  if (verdict !== true) throw new Refusal(verdict);
}
