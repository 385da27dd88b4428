import { describe, expect, it } from 'vitest';
import { isAdministrator } from './administrators.ts';
import { ALL, ORACLE } from './fixtures/people-oracle.ts';
import {
  mayAbout,
  mayGiveRoles,
  type PeopleAct,
  type PeopleThing,
  ROLES_OF_A_UNIT,
  SCOPES,
  tokenAllows,
} from './people.ts';
import { ROLES, type Role, type Who } from './who.ts';

const HERE = '510000/财政';
const THERE = '510000/教育';

const who = (role: Role, more: Partial<Who> = {}): Who => ({
  ...{ person: 'me', post: 'mine', unit: HERE, region: '510000', functionKey: '财政', roles: [role] },
  ...{ onBehalfOf: null, allows: null, ...more },
});

/** Whose thing it is: `mine`, a colleague's, somebody's in another unit; of an administrator or not. */
const THINGS: Readonly<Record<string, PeopleThing>> = {
  mine: { unit: HERE, roles: ['handler'], person: 'me' },
  here: { unit: HERE, roles: ['handler'], person: 'other' },
  there: { unit: THERE, roles: ['handler'], person: 'other' },
  hereAdmin: { unit: HERE, roles: ['security-administrator'], person: 'other' },
  thereAdmin: { unit: THERE, roles: ['system-administrator'], person: 'other' },
};

const ACTS = Object.keys(ORACLE) as PeopleAct[];
const expected = (act: PeopleAct, role: Role, thing: string) =>
  [...(ORACLE[act][role] ?? []), ...(ORACLE[act]['-'] ?? [])].includes(thing);

describe.each(ACTS)('%s', (act) => {
  it.each(ROLES)('as %s', (role) => {
    for (const [name, thing] of Object.entries(THINGS))
      expect(mayAbout(act, who(role), thing) === true, `${role} ${act} ${name}`).toBe(
        expected(act, role, name),
      );
  });
});

it('what is not seen is not found, whatever is done to it', () => {
  for (const act of ACTS.filter(
    (one) => /^(person|appointment|delegation|token)\//.test(one) && !/^(person|token).make/.test(one),
  ))
    for (const role of ['handler', 'unit-administrator', 'leader', 'audit-administrator'] as const) {
      const verdict = mayAbout(act, who(role), THINGS.there as PeopleThing);
      expect(verdict, `${role} ${act}`).toBe('scope/not-found');
    }
});

it('says why where the thing is seen', () => {
  const [here, there, hereAdmin] = [THINGS.here, THINGS.there, THINGS.hereAdmin] as PeopleThing[];
  if (!here || !there || !hereAdmin) throw new Error('no things');
  expect(mayAbout('post/change', who('handler'), here)).toBe('scope/not-your-role');
  expect(mayAbout('post/make', who('unit-administrator'), there)).toBe('person/other-unit');
  expect(mayAbout('post/change', who('unit-administrator'), hereAdmin)).toBe('person/administrators-apart');
  expect(mayAbout('person/disable', who('system-administrator'), hereAdmin)).toBe(
    'person/administrators-apart',
  );
  expect(mayAbout('token/make', who('handler'), here)).toBe('person/not-your-post');
  const mine = { unit: HERE, roles: ['security-administrator'] as const, person: 'me' };
  expect(mayAbout('delegation/give', who('security-administrator'), mine)).toBe(
    'person/not-of-administrators',
  );
  const acting = who('handler', { onBehalfOf: 'mine' });
  expect(mayAbout('delegation/give', acting, THINGS.mine as PeopleThing)).toBe('person/post-of-another');
});

it('a token does nothing about people', () => {
  for (const act of ACTS.filter((one) => !one.endsWith('/see')))
    for (const role of ROLES)
      for (const name of ALL)
        expect(mayAbout(act, who(role, { allows: [...SCOPES] }), THINGS[name] as PeopleThing)).toBe(
          'person/not-by-token',
        );
  expect(mayAbout('person/see', who('handler', { allows: ['programme'] }), THINGS.mine as PeopleThing)).toBe(
    'scope/not-found',
  );
});

it('a unit gives its posts the roles of its work; the others come from the security administrator', () => {
  const thing = { unit: HERE, roles: [] as Role[], person: null };
  for (const role of ROLES) {
    const ofUnit = ROLES_OF_A_UNIT.includes(role);
    expect(mayGiveRoles(who('unit-administrator'), thing, [role])).toBe(ofUnit || 'person/role-beyond-unit');
    const taken = mayGiveRoles(who('unit-administrator'), { ...thing, roles: [role] }, []);
    if (isAdministrator(role)) expect(taken).toBe('person/administrators-apart');
    else expect(taken).toBe(ofUnit || 'person/role-beyond-unit');
    expect(mayGiveRoles(who('security-administrator'), thing, [role])).toBe(true);
    expect(mayGiveRoles(who('system-administrator'), thing, [role])).toBe('scope/not-your-role');
  }
  expect(
    mayGiveRoles(who('unit-administrator'), { ...thing, roles: ['auditor'] }, ['auditor', 'handler']),
  ).toBe(true);
});

it('a token reads with read and writes in its areas', () => {
  expect(tokenAllows(null, true, 'programme')).toBe(true);
  expect(tokenAllows(['read'], false, 'programme')).toBe(true);
  expect(tokenAllows(['read'], true, 'programme')).toBe(false);
  expect(tokenAllows(['read', 'programme'], true, 'programme')).toBe(true);
  expect(tokenAllows(['read', 'programme'], true, 'assignment')).toBe(false);
  expect(tokenAllows(['read', 'programme'], true, 'people')).toBe(false);
});
