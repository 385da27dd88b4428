import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { administratorsIn } from '../../../scope/administrators.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { loginOf } from '../../../store/people/login.ts';
import { locked } from '../../../store/people/secret.ts';
import { perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { policyNow } from '../policy.ts';
import { provenBy } from '../sign-in/proven.ts';
import type { OwnRequest } from '../sign-in/second-factor.ts';
import { openIn, type SignedIn } from '../sign-in/session.ts';
import { aboutSecondFactor, recoveryHash, takeCode } from './code.ts';
import { base32, newRecoveryCodes, newSecret, otpauthUri } from './totp.ts';

/** What an authenticator app is told, once. */
export interface SecondFactorOffer {
  /** The secret, for typing. */
  readonly secret: string;
  /** The secret as a picture (QR code) carries it. */
  readonly uri: string;
}

function requireNothingDue({ known }: OwnRequest): void {
  if (known.pending === 'second-factor') throw new Refusal<PersonCode>('person/second-factor-needed');
}

/**
 * 设置动态验证码: makes a secret. It counts when a code of it has come.
 * @throws {Refusal} `person/second-factor-on`, `person/second-factor-needed`
 */
export async function offerSecondFactor(
  ground: Ground,
  asking: Asking,
  request: OwnRequest,
): Promise<SecondFactorOffer> {
  requireNothingDue(request);
  const { person } = request.known;
  const secret = newSecret();
  const name = {
    programme: DIRECTORY,
    act: 'person/offer-second-factor',
    subject: { kind: 'person', id: person },
  };
  const { answer } = await perform(ground, { ...asking, once: null }, name, async (held) => {
    const login = await loginOf(held.tx, person);
    if (login?.state !== 'active') throw new Refusal<PersonCode>('person/not-signed-in');
    if (login.totp_at !== null) throw new Refusal<PersonCode>('person/second-factor-on');
    const totp = locked(secret, aboutSecondFactor(person), ground.keys);
    await held.change('login', { person_id: person }, { totp, totp_step: null });
    return { answer: { secret: base32(secret), uri: otpauthUri(secret, login.name) }, facts: {} };
  });
  return answer;
}

/** The second factor counts from now on; the codes are shown once. */
export interface SecondFactorOn extends SignedIn {
  readonly recoveryCodes: readonly string[];
}

/**
 * 启用动态验证码: with a first code, so that nobody locks themselves out. The session gets a new secret.
 * @throws {Refusal} `person/wrong-code`, `person/second-factor-off` where no secret was made, `person/wait`
 */
export async function turnOnSecondFactor(
  ground: Ground,
  asking: Asking,
  request: OwnRequest,
  code: string,
): Promise<SecondFactorOn> {
  requireNothingDue(request);
  const { known, cookie, device } = request;
  const { person } = known;
  const policy = await policyNow(ground.database.query);
  const recoveryCodes = newRecoveryCodes();
  const proving = { person, device, act: 'person/turn-on-second-factor' };
  return provenBy(ground, asking, proving, async (held, login) => {
    if (login.totp_at !== null) throw new Refusal<PersonCode>('person/second-factor-on');
    if (login.totp === null) throw new Refusal<PersonCode>('person/second-factor-off');
    await takeCode(held, login, code, ground.keys);
    const recovery = recoveryCodes.map((one) => recoveryHash(person, one, ground.keys));
    await held.change('login', { person_id: person }, { totp_at: held.at, recovery });
    const opened = await openIn(held, ground, asking, person, 'second-factor', policy, cookie);
    const { session, ended } = opened;
    const answer: SecondFactorOn = {
      ...{ person, session: session.id, cookie: opened.cookie, endsAt: session.ends_at },
      ...{ device: null, recoveryCodes },
    };
    return { answer, facts: { session: session.id, ended } };
  });
}

/**
 * 停用动态验证码: one's own, with a code.
 * @throws {Refusal} `person/wrong-code`, `person/second-factor-off`, `person/second-factor-required`, `person/wait`
 */
export async function turnOffSecondFactor(
  ground: Ground,
  asking: Asking,
  request: OwnRequest,
  code: string,
): Promise<void> {
  requireNothingDue(request);
  const { known, device } = request;
  const { person } = known;
  const { secondFactor } = await policyNow(ground.database.query);
  const isAdministrator = known.posts.some(({ roles }) => administratorsIn(roles).length > 0);
  const isNeeded = secondFactor === 'everybody' || (secondFactor === 'administrators' && isAdministrator);
  const proving = { person, device, act: 'person/turn-off-second-factor' };
  await provenBy(ground, asking, proving, async (held, login) => {
    if (login.totp_at === null) throw new Refusal<PersonCode>('person/second-factor-off');
    if (isNeeded) throw new Refusal<PersonCode>('person/second-factor-required');
    await takeCode(held, login, code, ground.keys);
    await held.change('login', { person_id: person }, NO_SECOND_FACTOR);
    return { answer: null, facts: {} };
  });
}

/** The columns of a login without a second factor. */
export const NO_SECOND_FACTOR = { totp: null, totp_at: null, totp_step: null, recovery: [] };

/**
 * New recovery codes in the place of those that are left, with a code.
 * @throws {Refusal} `person/wrong-code`, `person/second-factor-off`, `person/wait`
 */
export async function renewRecoveryCodes(
  ground: Ground,
  asking: Asking,
  request: OwnRequest,
  code: string,
): Promise<{ readonly recoveryCodes: readonly string[] }> {
  requireNothingDue(request);
  const { person } = request.known;
  const recoveryCodes = newRecoveryCodes();
  const proving = { person, device: request.device, act: 'person/renew-recovery-codes' };
  return provenBy(ground, asking, proving, async (held, login) => {
    if (login.totp_at === null) throw new Refusal<PersonCode>('person/second-factor-off');
    await takeCode(held, login, code, ground.keys);
    const recovery = recoveryCodes.map((one) => recoveryHash(person, one, ground.keys));
    await held.change('login', { person_id: person }, { recovery });
    return { answer: { recoveryCodes }, facts: {} };
  });
}
