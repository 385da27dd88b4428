import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { LONGEST_PASSWORD, passwordFault, type SignInPolicy } from '../../scope/policy.ts';
import { WEAK_WORDS } from './policy.ts';

/** argon2id, OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one thread; 32 bytes; about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
/** Algorithm.Argon2id; the package declares it as an enum that is not there at run time. */
const ARGON2ID = 2;

/** The same letters typed on another keyboard are the same password. */
const normal = (password: string) => password.normalize('NFKC');

/** argon2id in PHC form. */
export function passwordHash(password: string): Promise<string> {
  return hash(normal(password), COST);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether this is the password. Takes as long where there is none (`kept` null): nobody learns from the clock which
 * login names exist.
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  nobodys ??= passwordHash('nobody signs in with this');
  const against = kept ?? (await nobodys);
  const isSame = await verify(against, normal(password.slice(0, 4 * LONGEST_PASSWORD))).catch(() => false);
  return isSame && kept !== null && password.length <= 4 * LONGEST_PASSWORD;
}

/** Whether the hash was made with other parameters than today's, and is to be made anew at the next sign-in. */
export function isOutdated(kept: string): boolean {
  try {
    const made = parseOptions(kept);
    return (
      (made.algorithm as number) !== ARGON2ID ||
      made.memoryCost !== COST.memoryCost ||
      made.timeCost !== COST.timeCost ||
      made.parallelism !== COST.parallelism ||
      made.outputLen !== COST.outputLen
    );
  } catch {
    return true;
  }
}

/** @throws {Refusal} `person/password-…` */
export function requireGoodPassword(password: string, login: string, policy: SignInPolicy): void {
  if ([...password].length > LONGEST_PASSWORD)
    throw new Refusal<PersonCode>('person/password-too-long', { longest: LONGEST_PASSWORD });
  const fault = passwordFault(normal(password), login, policy, WEAK_WORDS);
  const { shortest, kinds } = policy.password;
  switch (fault) {
    case 'too-short':
      throw new Refusal<PersonCode>('person/password-too-short', { shortest });
    case 'too-few-kinds':
      throw new Refusal<PersonCode>('person/password-too-few-kinds', { kinds });
    case 'weak':
      throw new Refusal<PersonCode>('person/password-weak');
    case 'has-name':
      throw new Refusal<PersonCode>('person/password-has-name');
    case null:
  }
}
