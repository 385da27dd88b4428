import { DIRECTORY } from '../../../store/journal.ts';
import { forgetLogin } from '../../../store/people/attempt.ts';
import { loginMark } from '../../../store/people/secret.ts';
import { endSessionsOf } from '../../../store/people/session.ts';
import type { Held } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { requireHolders } from '../asked.ts';
import { actOnPerson, type PersonAnswer } from './person.ts';

/** Which person, as the one who asks saw them. */
export interface PersonAsked {
  readonly id: string;
  readonly version: number | null;
}

/** 停用: cannot sign in, and is signed out at once; keeps posts and past. @throws {Refusal} `person/…`, `scope/…` */
export function disablePerson(ground: Ground, asking: Asking, asked: PersonAsked): Promise<PersonAnswer> {
  return actOnPerson(ground, asking, { act: 'person/disable', ...asked }, async ({ held, day, facts }) => {
    await held.change('person', { id: asked.id }, { state: 'disabled' });
    await requireHolders(held, facts.roles, day);
    return { ended: await endSessionsOf(held.tx, asked.id) };
  });
}

/** 启用: may sign in again. @throws {Refusal} `person/…`, `scope/…` */
export function enablePerson(ground: Ground, asking: Asking, asked: PersonAsked): Promise<PersonAnswer> {
  return actOnPerson(ground, asking, { act: 'person/enable', ...asked }, async ({ held }) => {
    await held.change('person', { id: asked.id }, { state: 'active' });
    return {};
  });
}

/**
 * 清除个人信息 (个人信息保护法 第四十七条): name, telephone and login go; what was done stays, by pseudonym, and the
 * journal still verifies. Appointments and delegations end today, tokens at once.
 * @throws {Refusal} `person/not-disabled`, `person/erased`, `scope/…`
 */
export function erasePerson(ground: Ground, asking: Asking, asked: PersonAsked): Promise<PersonAnswer> {
  const { id } = asked;
  return actOnPerson(ground, asking, { act: 'person/erase', ...asked }, async ({ held, day, row }) => {
    await held.remove('person_particulars', { person_id: id });
    await held.remove('login', { person_id: id });
    if (row.login !== null) await forgetLogin(held.tx, loginMark(row.login, ground.keys));
    await forgetAnswers(held, id);
    await endHands(held, id, day);
    return { ended: await endSessionsOf(held.tx, id) };
  });
}

/** Answers that were kept for requests sent again still tell what was erased. */
async function forgetAnswers({ tx }: Held, person: string): Promise<void> {
  await tx
    .deleteFrom('answer')
    .where('programme_id', '=', DIRECTORY)
    .where('body', 'like', `%${person}%`)
    .execute();
}

/** Everything that a person holds ends today; what had not begun is taken back. */
async function endHands(held: Held, person: string, day: string): Promise<void> {
  const { tx, at } = held;
  const appointments = await tx
    .selectFrom('appointment')
    .selectAll()
    .where('person_id', '=', person)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .execute();
  for (const { id, from_day, version } of appointments) {
    if (from_day >= day) await held.remove('appointment', { id });
    else await held.change('appointment', { id }, { until_day: day, version: version + 1 });
  }
  const delegations = await tx
    .selectFrom('delegation')
    .select(['id', 'version'])
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .where('until_day', '>', day)
    .execute();
  for (const { id, version } of delegations)
    await held.change('delegation', { id }, { revoked_at: at, version: version + 1 });
  const tokens = await tx
    .selectFrom('token')
    .select('id')
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .execute();
  for (const { id } of tokens) await held.change('token', { id }, { revoked_at: at });
}

/** 强制下线: every session of a person ends. @throws {Refusal} `scope/…` */
export function signOutPerson(ground: Ground, asking: Asking, asked: PersonAsked): Promise<PersonAnswer> {
  return actOnPerson(ground, asking, { act: 'person/sign-out', ...asked }, async ({ held }) => ({
    ended: await endSessionsOf(held.tx, asked.id),
  }));
}

/** 解锁: failed attempts are forgotten. @throws {Refusal} `scope/…` */
export function unlockPerson(ground: Ground, asking: Asking, asked: PersonAsked): Promise<PersonAnswer> {
  return actOnPerson(ground, asking, { act: 'person/unlock', ...asked }, async ({ held, row }) => ({
    places: row.login === null ? 0 : await forgetLogin(held.tx, loginMark(row.login, ground.keys)),
  }));
}
