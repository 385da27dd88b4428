import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { DIRECTORY } from '../../../store/journal.ts';
import { forgetLogin } from '../../../store/people/attempt.ts';
import { loginLinked, loginNamed } from '../../../store/people/login.ts';
import { loginMark } from '../../../store/people/secret.ts';
import { endSessionsOf } from '../../../store/people/session.ts';
import { perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { passwordHash } from '../password.ts';
import { NO_SECOND_FACTOR } from '../second-factor/acts.ts';
import { plainLogin } from '../sign-in/attempt.ts';
import { actOnPerson, givenPassword, type PersonAnswer, type WithPassword } from './person.ts';
import type { PersonAsked } from './state.ts';

/**
 * 重置密码: gives out a new password, to be replaced at the next sign-in. Never that of an administrator: nobody signs
 * in as another administrator.
 * @throws {Refusal} `person/…`, `scope/…`
 */
export async function resetPassword(
  ground: Ground,
  asking: Asking,
  asked: PersonAsked,
): Promise<WithPassword> {
  const password = givenPassword();
  const hashed = await passwordHash(password);
  const done = await actOnPerson(
    ground,
    asking,
    { act: 'person/reset-password', ...asked },
    async ({ held, row }) => {
      const set = { password: hashed, password_at: held.at, must_change: true };
      await held.change('login', { person_id: asked.id }, set);
      if (row.login !== null) await forgetLogin(held.tx, loginMark(row.login, ground.keys));
      return { ended: await endSessionsOf(held.tx, asked.id) };
    },
  );
  return { ...done, password: done.again ? null : password };
}

/** 重置动态验证码: for a lost telephone without recovery codes. @throws {Refusal} `person/…`, `scope/…` */
export function resetSecondFactor(ground: Ground, asking: Asking, asked: PersonAsked): Promise<PersonAnswer> {
  return actOnPerson(ground, asking, { act: 'person/reset-second-factor', ...asked }, async ({ held }) => {
    await held.change('login', { person_id: asked.id }, NO_SECOND_FACTOR);
    return { ended: await endSessionsOf(held.tx, asked.id) };
  });
}

/** What a provider calls a person. */
export interface Link {
  readonly issuer: string;
  readonly subject: string;
}

/**
 * 关联统一身份认证: whom a provider means. Null takes the link away. Sessions end, since the way in has changed.
 * @throws {Refusal} `person/link-taken`, `person/link-needed`, `person/…`, `scope/…`
 */
export function linkPerson(
  ground: Ground,
  asking: Asking,
  asked: PersonAsked,
  link: Link | null,
): Promise<PersonAnswer> {
  const { id } = asked;
  return actOnPerson(ground, asking, { act: 'person/link', ...asked }, async ({ held, row }) => {
    if (link === null && !row.hasPassword) throw new Refusal<PersonCode>('person/link-needed');
    const taken = link && (await loginLinked(held.tx, link.issuer, link.subject));
    if (taken && taken.person_id !== id) throw new Refusal<PersonCode>('person/link-taken');
    await held.change('login', { person_id: id }, { issuer: null, subject: null, ...link });
    return { issuer: link?.issuer ?? null, ended: await endSessionsOf(held.tx, id) };
  });
}

/**
 * 控制台恢复: a new password for whoever stands at the machine, where nobody may reset it from outside (administrators).
 * Only for the command line: it asks no one's leave. The second factor is taken away with it.
 * @throws {Refusal} `person/wrong-login` where there is no such login name
 */
export async function recoverLogin(ground: Ground, typed: string): Promise<string> {
  const password = givenPassword();
  const hashed = await passwordHash(password);
  const login = await loginNamed(ground.database.query, plainLogin(typed));
  if (!login) throw new Refusal<PersonCode>('person/wrong-login');
  const person = login.person_id;
  const act = { programme: DIRECTORY, act: 'person/recover', subject: { kind: 'person', id: person } };
  await perform(ground, { who: null, request: null, address: null, once: null }, act, async (held) => {
    const set = { password: hashed, password_at: held.at, must_change: true, ...NO_SECOND_FACTOR };
    await held.change('login', { person_id: person }, set);
    await forgetLogin(held.tx, loginMark(login.name, ground.keys));
    return { answer: null, facts: { ended: await endSessionsOf(held.tx, person) } };
  });
  return password;
}
