import { randomInt } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { administratorsIn } from '../../../scope/administrators.ts';
import { mayAbout } from '../../../scope/people.ts';
import { type PersonAct, type PersonFacts, reasonAgainstPerson } from '../../../scope/people-state.ts';
import type { Who } from '../../../scope/who.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { type PersonRow, peopleRows, personFacts, postsOfPeople } from '../../../store/people/people.ts';
import { type PersonView, personView } from '../../../views/people/people.ts';
import { type Done, type Held, perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { requireVersion } from '../../stale.ts';
import { found, require, requireNothing, requireUnit, whoIn } from '../asked.ts';
import { passwordHash } from '../password.ts';
import { plainLogin } from '../sign-in/attempt.ts';
import { dayAt } from '../today.ts';

/** What an act on a person answers: the person, as the one who acted sees them now. */
export interface PersonAnswer {
  readonly answer: PersonView;
  readonly again: boolean;
}

/** A person and the password that was given out for them. */
export interface WithPassword extends PersonAnswer {
  /** Shown once: null where the same request was answered before. */
  readonly password: string | null;
}

const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u;

/** @throws {Refusal} `person/bad-login` */
export function goodLogin(typed: string): string {
  const login = plainLogin(typed);
  if (!LOGIN.test(login)) throw new Refusal<PersonCode>('person/bad-login');
  return login;
}

/** @throws {Refusal} `person/login-taken` with `name` */
export async function requireFreeLogin({ tx }: Held, name: string, person: string): Promise<void> {
  const taken = await tx.selectFrom('login').select('person_id').where('name', '=', name).executeTakeFirst();
  if (taken && taken.person_id !== person) throw new Refusal<PersonCode>('person/login-taken', { name });
}

/** No letter that is taken for another: it is read out over the telephone. */
const LETTERS = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const;

/** A password to be given out and replaced at the first sign-in: four groups, 80 bits. */
export function givenPassword(): string {
  const letter = (kind: string) => kind[randomInt(kind.length)] as string;
  const group = (at: number) => Array.from({ length: 4 }, () => letter(LETTERS[at % 3] as string)).join('');
  return [0, 1, 2, 0].map(group).join('-');
}

/** A new login without a second factor. */
export const newLogin = (person: string, name: string, password: string, at: Date) => ({
  ...{ person_id: person, name, password, password_at: at, must_change: true },
  ...{ totp: null, totp_at: null, totp_step: null, recovery: [], issuer: null, subject: null },
});

/**
 * 新建人员, with a password that is given out once and replaced at the first sign-in. Rights come with posts.
 * @throws {Refusal} `scope/…`, `directory/no-unit`, `person/bad-login`, `person/login-taken`
 */
export async function makePerson(
  ground: Ground,
  asking: Asking,
  {
    unit,
    name,
    phone,
    login: typed,
  }: { readonly unit: string; readonly name: string; readonly phone: string | null; readonly login: string },
): Promise<WithPassword> {
  const who = whoIn(asking);
  const login = goodLogin(typed);
  const password = givenPassword();
  const hashed = await passwordHash(password);
  const id = ground.newId();
  const act = { programme: DIRECTORY, act: 'person/make', subject: { kind: 'person', id } };
  const { answer, again } = await perform(ground, asking, act, async (held) => {
    require(mayAbout('person/make', who, { unit, roles: [], person: null }));
    const day = dayAt(held.at);
    await requireUnit(held, unit, day);
    await requireFreeLogin(held, login, id);
    await held.put('person', [{ id, unit_id: unit, state: 'active', created_at: held.at, version: 1 }]);
    await held.put('person_particulars', [{ person_id: id, name, phone }]);
    await held.put('login', [newLogin(id, login, hashed, held.at)]);
    return { answer: found(await personView(held.tx, who, id, day)), facts: { unit } };
  });
  return { answer, again, password: again ? null : password };
}

/** A person under the lock, who may be acted on. */
export interface HeldPerson {
  readonly held: Held;
  readonly who: Who;
  readonly day: string;
  readonly row: PersonRow;
  readonly facts: PersonFacts;
}

/**
 * One act on one person: read under the lock, decided, done, counted and shown.
 * @param version what the person who asks saw; null where they named none
 * @throws {Refusal} `scope/…`, `person/…`, `door/stale`
 */
export async function actOnPerson(
  ground: Ground,
  asking: Asking,
  { act, id, version }: { readonly act: PersonAct; readonly id: string; readonly version: number | null },
  work: (person: HeldPerson) => Promise<Done<unknown>['facts']>,
): Promise<PersonAnswer> {
  const who = whoIn(asking);
  const name = { programme: DIRECTORY, act, subject: { kind: 'person', id } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const [one] = await peopleRows(held.tx, { ids: [id], limit: 1 }, day);
    const row = found(one);
    const facts = personFacts(row, await postsOfPeople(held.tx, [id], day));
    requireNothing(reasonAgainstPerson(act, who, facts));
    const view = async () => found(await personView(held.tx, who, id, day));
    await requireVersion(version, row.version, view);
    const done = await work({ held, who, day, row, facts });
    await held.change('person', { id }, { version: row.version + 1 });
    return { answer: await view(), facts: done };
  });
}

/** What may be changed about a person; what is not named stays. */
export interface PersonChange {
  readonly unit?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly login?: string | undefined;
}

/** 修改人员信息. @throws {Refusal} as `makePerson`, `door/stale`, `person/erased` */
export async function changePerson(
  ground: Ground,
  asking: Asking,
  id: string,
  version: number | null,
  change: PersonChange,
): Promise<PersonAnswer> {
  const login = change.login === undefined ? undefined : goodLogin(change.login);
  return actOnPerson(ground, asking, { act: 'person/change', id, version }, async ({ held, day, facts }) => {
    const { unit, name, phone } = change;
    // An administrator who no longer knows the own login name is locked out.
    if (login !== undefined && administratorsIn(facts.roles).length > 0)
      throw new Refusal<PersonCode>('person/administrators-apart');
    if (unit !== undefined) {
      await requireUnit(held, unit, day);
      await held.change('person', { id }, { unit_id: unit });
    }
    if (name !== undefined || phone !== undefined) {
      const set = { ...(name !== undefined && { name }), ...(phone !== undefined && { phone }) };
      await held.change('person_particulars', { person_id: id }, set);
    }
    if (login !== undefined) {
      await requireFreeLogin(held, login, id);
      await held.change('login', { person_id: id }, { name: login });
    }
    const changed = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    return { changed: changed.sort(), ...(unit !== undefined && { unit }) };
  });
}
