import { Refusal } from '@luodi/core/base';
import type { DirectoryCode, PersonCode, ScopeCode } from '@luodi/core/message';
import { administratorsIn, clashOf, isAlwaysHeld } from '../../scope/administrators.ts';
import type { PeopleVerdict } from '../../scope/people.ts';
import type { Role, Who } from '../../scope/who.ts';
import { handsOf, holdersOf } from '../../store/people/posts.ts';
import type { Held } from '../act.ts';
import type { Asking } from '../context.ts';

/** Who asks. @throws {Refusal} `person/not-signed-in` */
export function whoIn({ who }: Asking): Who {
  if (!who) throw new Refusal<PersonCode>('person/not-signed-in');
  return who;
}

/** @throws {Refusal} what the verdict says */
export function require(verdict: PeopleVerdict): void {
  if (verdict !== true) throw new Refusal<PersonCode | ScopeCode>(verdict);
}

/** @throws {Refusal} the reason, where there is one */
export function requireNothing(reason: { readonly code: PersonCode | ScopeCode } | null): void {
  if (reason) throw new Refusal<PersonCode | ScopeCode>(reason.code);
}

/** What is there; @throws {Refusal} `scope/not-found` where nothing is, or it is not seen */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Refusal<ScopeCode>('scope/not-found');
  return thing;
}

/** @throws {Refusal} `directory/no-unit` where no unit of this name exists on the day */
export async function requireUnit({ tx }: Held, id: string, day: string): Promise<void> {
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', id)
    .where('from_day', '<=', day)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .executeTakeFirst();
  if (!unit) throw new Refusal<DirectoryCode>('directory/no-unit', { id });
}

/**
 * 三员互斥: what these people now hold goes together, today and on every later day. Asked after the rows were written
 * and before anything is committed, so that no way of writing them is forgotten.
 * @throws {Refusal} `person/roles-exclude`
 */
export async function requireApart({ tx }: Held, people: readonly string[], day: string): Promise<void> {
  const hands = await handsOf(tx, people, day);
  for (const person of people)
    if (clashOf(hands.filter((hand) => hand.person === person)))
      throw new Refusal<PersonCode>('person/roles-exclude');
}

/**
 * 三员在岗: each administrator's role that these roles name has a holder on the day and on every later one, so that no
 * installation is left without. Asked after writing.
 * @throws {Refusal} `person/last-administrator`
 */
export async function requireHolders({ tx }: Held, roles: readonly Role[], day: string): Promise<void> {
  const needed = administratorsIn(roles);
  if (needed.length === 0) return;
  const held = await holdersOf(tx, needed, day);
  const isHeld = (role: Role) =>
    isAlwaysHeld(
      held.filter((one) => one.role === role),
      day,
    );
  if (!needed.every(isHeld)) throw new Refusal<PersonCode>('person/last-administrator');
}

/**
 * Whoever becomes an administrator signs in by what is their own: no password that another administrator gave out, no
 * provider that another one linked. Otherwise who makes accounts could be there first.
 * @throws {Refusal} `person/own-sign-in-needed`
 */
export async function requireOwnSignIn(
  { tx }: Held,
  people: readonly string[],
  roles: readonly Role[],
): Promise<void> {
  if (people.length === 0 || administratorsIn(roles).length === 0) return;
  const own = await tx
    .selectFrom('login')
    .select('person_id')
    .where('person_id', 'in', people)
    .where('password', 'is not', null)
    .where('must_change', '=', false)
    .where('issuer', 'is', null)
    .execute();
  if (own.length < people.length) throw new Refusal<PersonCode>('person/own-sign-in-needed');
}
