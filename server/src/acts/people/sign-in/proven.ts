import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { DIRECTORY } from '../../../store/journal.ts';
import { type Login, loginOf } from '../../../store/people/login.ts';
import { type Done, type Held, perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { policyNow } from '../policy.ts';
import { type Attempt, admitAttempt, attemptFailed, attemptSucceeded, attemptUndone } from './attempt.ts';

/** An act of a person about their own login, which they prove with a code or a password. */
export interface Proving {
  readonly person: string;
  readonly device: string | null;
  readonly act: string;
  /** What takes long, before anything is held; throws what a wrong proof is refused with. */
  readonly before?: (login: Login) => Promise<void>;
}

const WRONG: readonly string[] = ['person/wrong-code', 'person/wrong-password'] satisfies PersonCode[];

/**
 * An act that somebody proves themselves for. A wrong proof counts like a failed sign-in, so that an open session is
 * no place to try passwords and codes in.
 * @param work what is done with the login as it is under the lock
 */
export async function provenBy<T>(
  ground: Ground,
  asking: Asking,
  { person, device, act, before }: Proving,
  work: (held: Held, login: Login, attempt: Attempt) => Promise<Done<T>>,
): Promise<T> {
  const { database, keys } = ground;
  const login = await loginOf(database.query, person);
  if (!login) throw new Refusal<PersonCode>('person/not-signed-in');
  const policy = await policyNow(database.query);
  const attempt = await admitAttempt(ground, login.name, asking.address, device, policy.attempts);
  const name = { programme: DIRECTORY, act, subject: { kind: 'person', id: person } };
  try {
    await before?.(login);
    const { answer } = await perform(ground, { ...asking, once: null }, name, async (held) => {
      const now = await loginOf(held.tx, person);
      if (now?.state !== 'active') throw new Refusal<PersonCode>('person/not-signed-in');
      const done = await work(held, now, attempt);
      await attemptSucceeded(held.tx, attempt, keys);
      return done;
    });
    return answer;
  } catch (error) {
    if (error instanceof Refusal) {
      if (WRONG.includes(error.code)) await attemptFailed(ground, asking, attempt);
      else await attemptUndone(ground, attempt);
    }
    throw error;
  }
}
