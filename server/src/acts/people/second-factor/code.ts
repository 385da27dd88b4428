import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import type { Login } from '../../../store/people/login.ts';
import { unlocked } from '../../../store/people/secret.ts';
import { type Keys, keyed } from '../../../store/seal.ts';
import type { Held } from '../../act.ts';
import { plainRecoveryCode, stepOfCode } from './totp.ts';

/** What the secret of a second factor is locked to. */
export const aboutSecondFactor = (person: string) => `second factor of ${person}`;

/** 恢复码 are kept as keyed hashes: a copy of the database does not give them away. */
export function recoveryHash(person: string, code: string, { seal }: Keys): string {
  return keyed(seal, `recovery ${person} ${plainRecoveryCode(code)}`);
}

/**
 * Takes a code of the app, or a recovery code, which is then gone. No code of the app counts twice (RFC 6238, 5.2).
 * @returns how it was confirmed
 * @throws {Refusal} `person/wrong-code`
 */
export async function takeCode(
  held: Held,
  login: Login,
  code: string,
  keys: Keys,
): Promise<'code' | 'recovery-code'> {
  const person = login.person_id;
  const secret = login.totp === null ? null : unlocked(login.totp, aboutSecondFactor(person), keys);
  const step = secret === null ? null : stepOfCode(secret, code.trim(), held.at, login.totp_step);
  if (step !== null) {
    await held.change('login', { person_id: person }, { totp_step: step });
    return 'code';
  }
  const hash = recoveryHash(person, code, keys);
  if (login.totp_at === null || !login.recovery.includes(hash))
    throw new Refusal<PersonCode>('person/wrong-code');
  await held.change(
    'login',
    { person_id: person },
    { recovery: login.recovery.filter((one) => one !== hash) },
  );
  return 'recovery-code';
}
