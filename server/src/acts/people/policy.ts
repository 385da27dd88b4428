import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { z } from 'zod';
import { PROGRAM } from '../../config.ts';
import type { SignInPolicy } from '../../scope/policy.ts';
import { POLICY, policyText, type Query } from '../../store/people/session.ts';

const whole = (least: number, most: number) => z.int().min(least).max(most);

/** The bounds of the sign-in policy: nobody turns a safeguard off by a large number. */
export const signInPolicy = z.strictObject({
  password: z.strictObject({ shortest: whole(8, 64), kinds: whole(1, 4), days: whole(0, 3650) }),
  session: z.strictObject({ idleMinutes: whole(1, 1440), hours: whole(1, 168), atOnce: whole(1, 100) }),
  attempts: z.strictObject({
    free: whole(1, 100),
    firstSeconds: whole(1, 3600),
    longestSeconds: whole(1, 86_400),
    forgetHours: whole(1, 720),
    brakeAfter: whole(5, 10_000),
    brakeSeconds: whole(1, 3600),
  }),
  secondFactor: z.enum(['optional', 'administrators', 'everybody']),
  tokenDays: whole(1, 3660),
  delegationDays: whole(1, 3660),
});

const shipped = z.object({ policy: signInPolicy, weak: z.array(z.string().min(3)) });

const SHIPPED = shipped.parse(JSON.parse(readFileSync(join(PROGRAM, 'rules/sign-in/default.json'), 'utf8')));

/** 出厂登录规则. */
export const DEFAULT_POLICY: SignInPolicy = SHIPPED.policy;

/** Words that make a password weak. */
export const WEAK_WORDS: readonly string[] = SHIPPED.weak;

/** The policy of a setting; the shipped one where nobody decided, or where the setting was written by somebody else. */
export function policyFrom(text: string | null): SignInPolicy {
  if (text === null) return DEFAULT_POLICY;
  try {
    return signInPolicy.parse(JSON.parse(text));
  } catch {
    return DEFAULT_POLICY;
  }
}

/** The sign-in policy that holds now. */
export async function policyNow(query: Query): Promise<SignInPolicy> {
  const row = await query.selectNoFrom(policyText.as('policy')).executeTakeFirstOrThrow();
  return policyFrom(row.policy);
}

export { POLICY };

/** @throws {Refusal} `person/policy-invalid` with the first field that is out of bounds */
export function checkedPolicy(policy: unknown): SignInPolicy {
  const parsed = signInPolicy.safeParse(policy);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const bound = (name: string) => String((issue as unknown as Record<string, unknown>)?.[name] ?? '…');
  throw new Refusal<PersonCode>('person/policy-invalid', {
    field: issue?.path.join('.') ?? '',
    least: bound('minimum'),
    most: bound('maximum'),
  });
}
