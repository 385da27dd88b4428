import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault, type SignInPolicy, waitOfName, waitOfPlace } from './policy.ts';

const shipped = JSON.parse(
  readFileSync(new URL('../../../rules/sign-in/default.json', import.meta.url), 'utf8'),
) as { policy: SignInPolicy; weak: string[] };
const { policy, weak } = shipped;
const rule = policy.attempts;

describe('a password', () => {
  it.each([
    ['Luo-Di_2026!x', null],
    ['云南的雨季2026Abc', null],
    ['Ab1-Ab1-x', 'too-short'],
    ['abcdefghijkl', 'too-few-kinds'],
    ['abcdefgh1234', 'too-few-kinds'],
    ['Password2026!', 'weak'],
    ['P@ssw0rd2026', 'weak'],
    ['Aa1!Aa1!Aa1!', 'weak'],
    ['Clerk_9-in-Unit', 'has-name'],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password, 'clerk_9', policy, weak)).toBe(fault);
  });

  it('is counted as people count', () => {
    expect(
      passwordFault('😀'.repeat(9), 'x', { ...policy, password: { shortest: 10, kinds: 1, days: 0 } }, []),
    ).toBe('too-short');
  });
});

describe('waiting', () => {
  it('never begins before the free failures, grows, and stays below its bound', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(200_000_000), (failures, since) => {
        const kept = { failures, lastAt: 1_000_000 };
        const wait = waitOfPlace(kept, kept.lastAt + since, rule);
        expect(wait).toBeLessThanOrEqual(rule.longestSeconds);
        if (failures < rule.free) expect(wait).toBe(0);
        expect(
          waitOfPlace({ ...kept, failures: failures + 1 }, kept.lastAt + since, rule),
        ).toBeGreaterThanOrEqual(wait);
        // Nobody is ever kept out for good.
        expect(waitOfPlace(kept, kept.lastAt + rule.longestSeconds * 1000, rule)).toBe(0);
        expect(waitOfName(kept, kept.lastAt + rule.brakeSeconds * 1000, rule)).toBe(0);
      }),
    );
  });

  it('doubles', () => {
    const waits = [0, 1, 2, 3].map((over) => waitOfPlace({ failures: rule.free + over, lastAt: 0 }, 0, rule));
    expect(waits).toEqual([2, 4, 8, 16]);
  });
});
