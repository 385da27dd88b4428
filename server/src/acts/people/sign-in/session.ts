import type { SignInPolicy } from '../../../scope/policy.ts';
import { randomSecret, secretHash } from '../../../store/people/secret.ts';
import { endSessions, openSession, type Session, sessionsOf } from '../../../store/people/session.ts';
import { addressMark } from '../../../store/seal.ts';
import type { Held } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { isOpen } from '../who.ts';

/** A session that was opened just now. The cookie is known here and to the browser only. */
export interface SignedIn {
  readonly person: string;
  readonly session: string;
  readonly cookie: string;
  /** For a device that signed in: what it keeps; null where it keeps what it has. */
  readonly device: string | null;
  /** When it ends, used or not. */
  readonly endsAt: Date;
}

/** What the journal is told of it. */
export interface Opened {
  readonly session: Session;
  readonly cookie: string;
  /** Sessions that ended because of it. */
  readonly ended: string[];
}

/**
 * Opens a session in an act: a new secret each time (a cookie that was planted before is worth nothing), the one
 * before it ended, and no more at once than the policy lets be: the one that was not used for longest gives way.
 */
export async function openIn(
  held: Held,
  ground: Ground,
  { address }: Asking,
  person: string,
  strength: Session['strength'],
  policy: SignInPolicy,
  before: string | null,
): Promise<Opened> {
  const { keys } = ground;
  const kept = await sessionsOf(held.tx, person, keys);
  const others = kept.filter(
    ({ hash, ...one }) => isOpen(one, policy, held.at) && (before === null || hash !== secretHash(before)),
  );
  const staying = new Set(others.slice(0, policy.session.atOnce - 1).map(({ id }) => id));
  const ended = await endSessions(
    held.tx,
    kept.map(({ id }) => id).filter((id) => !staying.has(id)),
  );
  const cookie = randomSecret();
  const session = await openSession(
    held.tx,
    {
      id: ground.newId(),
      person_id: person,
      hash: secretHash(cookie),
      strength,
      opened_at: held.at,
      seen_at: held.at,
      ends_at: new Date(held.at.getTime() + policy.session.hours * 3_600_000),
      address: address === null ? null : addressMark(address, keys),
    },
    keys,
  );
  return { session, cookie, ended };
}
