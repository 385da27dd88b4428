import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { type Attempts, remembered, waitOfName, waitOfPlace } from '../../../scope/policy.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { type Counted, countedFor, holdAttempts, keepAttempt } from '../../../store/people/attempt.ts';
import { loginMark } from '../../../store/people/secret.ts';
import type { Query } from '../../../store/people/session.ts';
import { isSame, type Keys, keyed } from '../../../store/seal.ts';
import { perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';

/** An attempt that may be looked at. It is counted as failed until it succeeds: many at once are many. */
export interface Attempt {
  readonly counted: Counted;
  /** Failures from this place, this one included. */
  readonly failures: number;
  readonly rule: Attempts;
}

/** Letters as they are compared: a login name is the same in capitals and in full-width letters. */
export function plainLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/**
 * 登录失败处理: lets an attempt to sign in be looked at, or says how long to wait. Counted by login name and place, so
 * that a stranger slows down strangers: a device from which the person signed in before has a count of its own.
 * @param device what that device keeps; null where it keeps nothing
 * @throws {Refusal} `person/wait` with `seconds`
 */
export async function admitAttempt(
  { database, keys, now }: Ground,
  login: string,
  address: string | null,
  device: string | null,
  rule: Attempts,
): Promise<Attempt> {
  const at = now();
  const counted = countedFor(login, address, knownDevice(device, login, keys), keys);
  return database.query.transaction().execute(async (tx) => {
    const rows = await holdAttempts(tx, counted, keys);
    const kept = (key: string) => {
      const row = rows.get(key);
      return { failures: row?.failures ?? 0, lastAt: row?.last_at.getTime() ?? 0 };
    };
    const seconds = Math.max(
      waitOfPlace(kept(counted.place), at.getTime(), rule),
      counted.name === null ? 0 : waitOfName(kept(counted.name), at.getTime(), rule),
    );
    if (seconds > 0) throw new Refusal<PersonCode>('person/wait', { seconds });
    let failures = 0;
    for (const key of [counted.place, counted.name]) {
      if (key === null) continue;
      const count = remembered(kept(key), at.getTime(), rule) + 1;
      await keepAttempt(tx, { key, login: counted.login, failures: count, last_at: at }, keys);
      if (key === counted.place) failures = count;
    }
    return { counted, failures, rule };
  });
}

/** The attempt succeeded: the place begins anew, and the name has one failure less. */
export async function attemptSucceeded(tx: Query, { counted }: Attempt, keys: Keys): Promise<void> {
  const rows = await holdAttempts(tx, counted, keys);
  for (const [key, row] of rows) {
    const failures = key === counted.place ? 0 : Math.max(0, row.failures - 1);
    await keepAttempt(tx, { ...row, failures }, keys);
  }
}

/** The attempt was refused for another reason than a wrong proof: it does not count. */
export async function attemptUndone({ database, keys }: Ground, { counted }: Attempt): Promise<void> {
  await database.query.transaction().execute(async (tx) => {
    for (const row of (await holdAttempts(tx, counted, keys)).values())
      await keepAttempt(tx, { ...row, failures: Math.max(0, row.failures - 1) }, keys);
  });
}

/** Tells the journal of a failed attempt, by the keyed hash of the login name: names typed are not always names. */
export async function attemptFailed(ground: Ground, asking: Asking, attempt: Attempt): Promise<void> {
  const { counted, failures, rule } = attempt;
  const seconds = waitOfPlace({ failures, lastAt: 0 }, 0, rule);
  const name = {
    programme: DIRECTORY,
    act: seconds > 0 ? 'person/hold-off' : 'person/fail-sign-in',
    subject: { kind: 'login', id: counted.login },
  };
  await perform(ground, { ...asking, once: null }, name, async () => ({
    answer: null,
    facts: { failures, seconds },
  }));
}

/** What a device keeps after its person signed in: it proves nothing but that this was so. */
export function deviceMark(login: string, device: string, keys: Keys): string {
  return `${device}.${keyed(keys.seal, `device ${loginMark(login, keys)} ${device}`)}`;
}

function knownDevice(kept: string | null, login: string, keys: Keys): string | null {
  const [device, mark] = (kept ?? '').split('.');
  if (!device || !mark) return null;
  return isSame(deviceMark(login, device, keys), `${device}.${mark}`) ? device : null;
}
