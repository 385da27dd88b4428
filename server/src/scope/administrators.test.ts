import { describe, expect, it } from 'vitest';
import {
  ADMINISTRATORS,
  clashOf,
  excluding,
  goTogether,
  type Holding,
  isAdministrator,
  isAlwaysHeld,
} from './administrators.ts';
import { ROLES, type Role } from './who.ts';

const pairs = ROLES.flatMap((one) => ROLES.map((other) => [one, other] as const));
const held = (
  post: string,
  roles: readonly Role[],
  from = '2026-01-01',
  until: string | null = null,
): Holding => ({
  ...{ post, roles, from, until },
});

describe('the three administrators', () => {
  it('are the only roles that exclude others', () => {
    expect(pairs.filter(([one, other]) => !goTogether(one, other)).length).toBe(2 * (3 * 7) + 3 * 2);
  });

  it.each(pairs)('%s and %s', (one, other) => {
    const together = one === other || (!isAdministrator(one) && !isAdministrator(other));
    expect(goTogether(one, other)).toBe(together);
    expect(goTogether(other, one)).toBe(together);
    expect(excluding([...new Set([one, other])]) === null).toBe(together);
    // In one post, in two posts at the same time, and in two posts one after the other.
    expect(clashOf([held('a', [...new Set([one, other])])]) === null).toBe(together);
    expect(clashOf([held('a', [one]), held('b', [other])]) === null).toBe(together);
    expect(
      clashOf([held('a', [one], '2026-01-01', '2026-02-01'), held('b', [other], '2026-02-01')]),
    ).toBeNull();
    expect(
      clashOf([held('a', [one], '2026-01-01', '2026-02-02'), held('b', [other], '2026-02-01')]) === null,
    ).toBe(together);
  });

  it.each(ADMINISTRATORS)('%s takes no second post, even one without roles', (role) => {
    expect(clashOf([held('a', [role]), held('b', [])])).toEqual([role, null]);
    expect(clashOf([held('b', []), held('a', [role])])).toEqual([role, null]);
    expect(clashOf([held('a', [role]), held('a', [role])])).toBeNull();
  });

  it('are always there where one follows the other without a gap', () => {
    const span = (from: string, until: string | null) => ({ from, until });
    const always = (...spans: ReturnType<typeof span>[]) => isAlwaysHeld(spans, '2026-03-02');
    expect(always()).toBe(false);
    expect(always(span('2026-03-02', null))).toBe(true);
    expect(always(span('2026-03-03', null))).toBe(false);
    expect(always(span('2026-01-01', '2026-04-01'))).toBe(false);
    expect(always(span('2026-04-01', null), span('2026-01-01', '2026-04-01'))).toBe(true);
    expect(always(span('2026-04-02', null), span('2026-01-01', '2026-04-01'))).toBe(false);
    expect(always(span('2026-01-01', '2026-03-02'), span('2026-03-02', null))).toBe(true);
    expect(
      always(span('2026-01-01', '2026-05-01'), span('2026-02-01', '2026-03-09'), span('2026-04-30', null)),
    ).toBe(true);
  });

  it('three posts are looked at two by two', () => {
    expect(clashOf([held('a', ['handler']), held('b', ['signer']), held('c', ['leader'])])).toBeNull();
    expect(
      clashOf([held('a', ['handler']), held('b', ['signer']), held('c', ['audit-administrator'])]),
    ).toEqual(['handler', 'audit-administrator']);
  });
});
