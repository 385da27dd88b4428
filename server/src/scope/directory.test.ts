import { expect, it } from 'vitest';
import { DIRECTORY_ACTS, type DirectoryAct, mayAboutDirectory } from './directory.ts';
import { ROLES, type Role, type Who } from './who.ts';

const who = (role: Role, more: Partial<Who> = {}): Who => ({
  ...{ person: 'p', post: 'po', unit: 'u', region: '510100', functionKey: null, roles: [role] },
  ...{ onBehalfOf: null, allows: null, ...more },
});

const OWN = [['u', 'above']];
const BELOW = [['part', 'u', 'above']];
const DEEP = [['part of part', 'part', 'u']];
const OTHER = [['v', 'w']];

it('is read by everybody who holds a post', () => {
  for (const role of ROLES) expect(mayAboutDirectory('see', who(role))).toBe(true);
  expect(mayAboutDirectory('see', who('handler', { allows: ['read'] }))).toBe(true);
  expect(mayAboutDirectory('see', who('handler', { allows: [] }))).toBe('scope/not-found');
});

it('is kept by the system administrator, what belongs to a unit by its administrator, by nobody else', () => {
  // Written out by hand: act, own unit, below, further below, another's.
  const ofUnits = new Set(['set-up', 'rename', 'correct', 'move', 'merge', 'split', 'abolish']);
  for (const act of DIRECTORY_ACTS) {
    if (act === 'see') continue;
    for (const role of ROLES) {
      const verdicts = [OWN, BELOW, DEEP, OTHER].map((units) => mayAboutDirectory(act, who(role), units));
      if (role === 'system-administrator') expect(verdicts).toEqual([true, true, true, true]);
      else if (role === 'unit-administrator' && ofUnits.has(act))
        expect(verdicts).toEqual(['directory/not-subordinate', true, true, 'directory/not-subordinate']);
      else expect(verdicts).toEqual(Array(4).fill('scope/not-your-role'));
    }
  }
});

it('asks for all units that something is done to', () => {
  const admin = who('unit-administrator');
  expect(mayAboutDirectory('merge', admin, [...BELOW, ...DEEP])).toBe(true);
  expect(mayAboutDirectory('merge', admin, [...BELOW, ...OTHER])).toBe('directory/not-subordinate');
  expect(mayAboutDirectory('rename', admin, [])).toBe('directory/not-subordinate');
});

it('is not changed by tokens', () => {
  for (const act of DIRECTORY_ACTS.filter((one): one is Exclude<DirectoryAct, 'see'> => one !== 'see'))
    expect(mayAboutDirectory(act, who('system-administrator', { allows: ['read', 'programme'] }))).toBe(
      'person/not-by-token',
    );
});
