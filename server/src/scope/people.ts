import type { PersonCode, ScopeCode } from '@luodi/core/message';
import { administratorsIn } from './administrators.ts';
import type { Role, Who } from './who.ts';

/** What is done about people, posts and how they are signed in. */
export type PeopleAct =
  | 'person/see'
  | 'person/make'
  | 'person/change'
  | 'person/disable'
  | 'person/enable'
  | 'person/erase'
  | 'person/reset-password'
  | 'person/reset-second-factor'
  | 'person/link'
  | 'person/sign-out'
  | 'person/unlock'
  | 'post/see'
  | 'post/make'
  | 'post/change'
  | 'post/roles'
  | 'appointment/make'
  | 'appointment/end'
  | 'delegation/see'
  | 'delegation/give'
  | 'delegation/revoke'
  | 'token/see'
  | 'token/make'
  | 'token/revoke'
  | 'setting/see'
  | 'setting/sign-in';

/** What it is done to. */
export interface PeopleThing {
  /** The unit of the post, or the unit that keeps the person. */
  readonly unit: string;
  /** Roles of the post, or of all posts of the person, those to come included. */
  readonly roles: readonly Role[];
  /** Whose it is: the person, the holder of the post, the giver; null where it is nobody's. */
  readonly person: string | null;
}

/**
 * How far a role reaches. `all`; `ordinary`: not where an administrator is concerned; `administrators`: only there;
 * `unit`: ordinary ones of the own unit; `unit-all`: all of the own unit.
 */
type Reach = 'all' | 'ordinary' | 'administrators' | 'unit' | 'unit-all';

interface Rule {
  readonly roles: Readonly<Partial<Record<Role, Reach>>>;
  /** Whoever it belongs to may, too: `own`; not where the post is another's (代行): `own-post`. */
  readonly own?: 'own' | 'own-post';
  /** Anybody who holds a post in its unit may, too. */
  readonly colleagues?: true;
}

/**
 * 管理权限表: who does what about people. System, security and audit stand apart (GB/T 22239-2019, 8.1.4.2): the one
 * who makes accounts gives no rights, the one who gives rights makes no accounts, and neither signs in as an
 * administrator in another's name. Auditors of the journal see the journal only.
 */
const RULES: Readonly<Record<PeopleAct, Rule>> = {
  'person/see': {
    roles: { 'system-administrator': 'all', 'security-administrator': 'all', 'unit-administrator': 'unit' },
    own: 'own',
  },
  'person/make': { roles: { 'system-administrator': 'all' } },
  'person/change': { roles: { 'system-administrator': 'all' } },
  'person/disable': {
    roles: { 'system-administrator': 'ordinary', 'security-administrator': 'administrators' },
  },
  'person/enable': {
    roles: { 'system-administrator': 'ordinary', 'security-administrator': 'administrators' },
  },
  'person/erase': { roles: { 'system-administrator': 'ordinary' } },
  'person/reset-password': { roles: { 'security-administrator': 'ordinary' } },
  'person/reset-second-factor': { roles: { 'security-administrator': 'ordinary' } },
  'person/link': { roles: { 'security-administrator': 'ordinary' } },
  'person/sign-out': { roles: { 'security-administrator': 'all' }, own: 'own' },
  'person/unlock': { roles: { 'security-administrator': 'all' } },
  'post/see': {
    roles: { 'system-administrator': 'all', 'security-administrator': 'all' },
    colleagues: true,
  },
  'post/make': { roles: { 'system-administrator': 'all', 'unit-administrator': 'unit' } },
  'post/change': {
    roles: {
      'system-administrator': 'ordinary',
      'security-administrator': 'administrators',
      'unit-administrator': 'unit',
    },
  },
  'post/roles': { roles: { 'security-administrator': 'all', 'unit-administrator': 'unit' } },
  'appointment/make': {
    roles: {
      'system-administrator': 'ordinary',
      'security-administrator': 'administrators',
      'unit-administrator': 'unit',
    },
  },
  'appointment/end': {
    roles: {
      'system-administrator': 'ordinary',
      'security-administrator': 'administrators',
      'unit-administrator': 'unit',
    },
  },
  'delegation/see': {
    roles: { 'security-administrator': 'all', 'unit-administrator': 'unit-all' },
    own: 'own',
  },
  'delegation/give': { roles: { 'unit-administrator': 'unit' }, own: 'own-post' },
  'delegation/revoke': {
    roles: { 'security-administrator': 'all', 'unit-administrator': 'unit' },
    own: 'own',
  },
  'token/see': { roles: { 'security-administrator': 'all' }, own: 'own' },
  'token/make': { roles: {}, own: 'own-post' },
  'token/revoke': { roles: { 'security-administrator': 'all' }, own: 'own' },
  'setting/see': {
    roles: {
      'system-administrator': 'all',
      'security-administrator': 'all',
      'audit-administrator': 'all',
    },
  },
  'setting/sign-in': { roles: { 'security-administrator': 'all' } },
};

/** What a unit gives its own posts; the others reach beyond the unit. */
export const ROLES_OF_A_UNIT: readonly Role[] = ['handler', 'signer', 'leader'];

/** Roles of the roles table that appear in a rule: for the rule of a route. */
export function rolesFor(act: PeopleAct): Role[] {
  return Object.keys(RULES[act].roles) as Role[];
}

export type PeopleVerdict = true | ScopeCode | PersonCode;

/**
 * Whether this person may do this to this thing; otherwise the code that says why not. `scope/not-found` where the
 * thing is not even seen.
 */
export function mayAbout(act: PeopleAct, who: Who, thing: PeopleThing): PeopleVerdict {
  const { roles, own, colleagues } = RULES[act];
  const sees = act.endsWith('/see');
  if (!sees && who.allows !== null) return 'person/not-by-token';
  if (!tokenAllows(who.allows, false, '')) return 'scope/not-found';
  if (colleagues && who.unit === thing.unit) return true;
  const isOwn = thing.person !== null && thing.person === who.person;
  if (own && isOwn) {
    if (own === 'own-post' && who.onBehalfOf !== null) return 'person/post-of-another';
    if (own === 'own-post' && administratorsIn(thing.roles).length > 0) return 'person/not-of-administrators';
    return true;
  }
  const reaches = who.roles.flatMap((role) => roles[role] ?? []);
  if (reaches.some((reach) => isWithin(reach, who, thing))) return true;
  const seeing = SEEING[act] ?? (`${act.split('/')[0]}/see` as PeopleAct);
  if (sees || (!OF_NOTHING.includes(act) && mayAbout(seeing, who, thing) !== true)) return 'scope/not-found';
  if (reaches.length === 0) return own === 'own-post' ? 'person/not-your-post' : 'scope/not-your-role';
  const isOfUnit = reaches.every((reach) => reach.startsWith('unit')) && who.unit !== thing.unit;
  return isOfUnit ? 'person/other-unit' : 'person/administrators-apart';
}

/** What is not done to anything that is there already. */
const OF_NOTHING: readonly PeopleAct[] = ['person/make', 'post/make', 'token/make'];

/** What one has to see before one is told that one may not, where it is another thing. */
const SEEING: Readonly<Partial<Record<PeopleAct, PeopleAct>>> = {
  'appointment/make': 'post/see',
  'appointment/end': 'post/see',
  'delegation/give': 'post/see',
};

function isWithin(reach: Reach, { unit }: Who, thing: PeopleThing): boolean {
  const ofAdministrators = administratorsIn(thing.roles).length > 0;
  switch (reach) {
    case 'all':
      return true;
    case 'ordinary':
      return !ofAdministrators;
    case 'administrators':
      return ofAdministrators;
    case 'unit':
      return thing.unit === unit && !ofAdministrators;
    case 'unit-all':
      return thing.unit === unit;
  }
}

/** Whether this person may change the roles of this post from `before` to `after`. */
export function mayGiveRoles(who: Who, thing: PeopleThing, after: readonly Role[]): PeopleVerdict {
  const verdict = mayAbout('post/roles', who, thing);
  if (verdict !== true || who.roles.includes('security-administrator')) return verdict;
  const changed = [...thing.roles, ...after].filter(
    (role) => thing.roles.includes(role) !== after.includes(role),
  );
  return changed.every((role) => ROLES_OF_A_UNIT.includes(role)) ? true : 'person/role-beyond-unit';
}

/** 令牌范围: what a token lets a program do. */
export const SCOPES = ['read', 'programme', 'assignment'] as const;

export type TokenScope = (typeof SCOPES)[number];

/** Whether a token with these scopes may do this: reading, or writing in this area. People are never its business. */
export function tokenAllows(allows: readonly string[] | null, writes: boolean, area: string): boolean {
  if (allows === null) return true;
  return allows.includes(writes ? area : 'read');
}
