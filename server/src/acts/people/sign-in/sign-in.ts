import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { DIRECTORY } from '../../../store/journal.ts';
import { type Login, loginLinked, loginNamed, loginOf } from '../../../store/people/login.ts';
import { loginMark } from '../../../store/people/secret.ts';
import { perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { isOutdated, isPassword, passwordHash } from '../password.ts';
import { policyNow } from '../policy.ts';
import { admitAttempt, attemptFailed, attemptSucceeded, deviceMark, plainLogin } from './attempt.ts';
import { openIn, type SignedIn } from './session.ts';

/** What is typed, and what the browser sends along. */
export interface SigningIn {
  readonly login: string;
  readonly password: string;
  /** The cookie of the session before; it ends with this one. */
  readonly before: string | null;
  /** What this device keeps from an earlier time. */
  readonly device: string | null;
}

/**
 * 登录. Whatever is wrong with name or password, the answer is the same and takes as long. Where there is a second
 * factor, the session does nothing until its code has come.
 * @throws {Refusal} `person/wrong-login`, `person/wait`
 */
export async function signIn(
  ground: Ground,
  asking: Asking,
  { login: typed, password, before, device }: SigningIn,
): Promise<SignedIn> {
  const { database, keys } = ground;
  const name = plainLogin(typed);
  const policy = await policyNow(database.query);
  const attempt = await admitAttempt(ground, name, asking.address, device, policy.attempts);
  const login = await loginNamed(database.query, name);
  const isRight = await isPassword(login?.password ?? null, password);
  if (!login || !isRight || login.state !== 'active') return failed(ground, asking, attempt);
  const renewed = isOutdated(login.password as string) ? await passwordHash(password) : null;
  const person = login.person_id;
  const act = { programme: DIRECTORY, act: 'person/sign-in', subject: { kind: 'person', id: person } };
  const { answer } = await perform(ground, { ...asking, once: null }, act, async (held) => {
    const now = await loginOf(held.tx, person);
    // Changed while the password was being looked at.
    if (now?.state !== 'active' || now.password !== login.password) return wrongLogin();
    if (renewed !== null) await held.change('login', { person_id: person }, { password: renewed });
    const hasSecondFactor = now.totp_at !== null;
    // With a second factor the attempt has succeeded when its code has come.
    if (!hasSecondFactor) await attemptSucceeded(held.tx, attempt, keys);
    const { session, cookie, ended } = await openIn(held, ground, asking, person, 'password', policy, before);
    const answer: SignedIn = {
      ...{ person, session: session.id, cookie, endsAt: session.ends_at },
      device:
        attempt.counted.name === null || hasSecondFactor ? null : deviceMark(name, ground.newId(), keys),
    };
    const facts = { session: session.id, strength: session.strength, ended, rehashed: renewed !== null };
    return { answer, facts };
  });
  return answer;
}

const wrongLogin = (): never => {
  throw new Refusal<PersonCode>('person/wrong-login');
};

async function failed(ground: Ground, asking: Asking, attempt: Parameters<typeof attemptFailed>[2]) {
  await attemptFailed(ground, asking, attempt);
  return wrongLogin();
}

/**
 * 统一身份认证登录: somebody whom a provider vouches for, as an administrator has linked them.
 * @throws {Refusal} `person/not-linked`
 */
export async function signInByProvider(
  ground: Ground,
  asking: Asking,
  { issuer, subject, before }: { issuer: string; subject: string; before: string | null },
): Promise<SignedIn> {
  const { database, keys } = ground;
  const policy = await policyNow(database.query);
  const found = await loginLinked(database.query, issuer, subject);
  const own = { ...asking, once: null };
  const usable = (login: Login | null) => login !== null && login.state === 'active';
  if (!found || !usable(found)) {
    const subjectOf = { kind: 'login', id: loginMark(`${issuer} ${subject}`, keys) };
    const act = { programme: DIRECTORY, act: 'person/fail-sign-in', subject: subjectOf };
    await perform(ground, own, act, async () => ({ answer: null, facts: { by: 'provider' } }));
    throw new Refusal<PersonCode>('person/not-linked');
  }
  const person = found.person_id;
  const act = { programme: DIRECTORY, act: 'person/sign-in', subject: { kind: 'person', id: person } };
  const { answer } = await perform(ground, own, act, async (held) => {
    const now = await loginLinked(held.tx, issuer, subject);
    if (now?.person_id !== person || !usable(now)) throw new Refusal<PersonCode>('person/not-linked');
    const { session, cookie, ended } = await openIn(held, ground, asking, person, 'provider', policy, before);
    const answer: SignedIn = {
      ...{ person, session: session.id, cookie, endsAt: session.ends_at },
      device: null,
    };
    return { answer, facts: { session: session.id, strength: session.strength, ended } };
  });
  return answer;
}
