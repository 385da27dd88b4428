import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { endSessionsOf } from '../../../store/people/session.ts';
import type { Asking, Ground } from '../../context.ts';
import { isPassword, passwordHash, requireGoodPassword } from '../password.ts';
import { policyNow } from '../policy.ts';
import { provenBy } from './proven.ts';
import type { OwnRequest } from './second-factor.ts';
import { openIn, type SignedIn } from './session.ts';

/**
 * 修改密码: one's own, proven with the present one. Every other session ends, and this one gets a new secret.
 * @throws {Refusal} `person/wrong-password`, `person/no-password`, `person/password-…`, `person/wait`
 */
export async function changeOwnPassword(
  ground: Ground,
  asking: Asking,
  { known, cookie, device }: OwnRequest,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<SignedIn> {
  const { person, pending } = known;
  // The code comes first: a password alone does not change the password.
  if (pending === 'second-factor') throw new Refusal<PersonCode>('person/second-factor-needed');
  const policy = await policyNow(ground.database.query);
  let old: string | null = null;
  let hashed = '';
  const before = async (login: { readonly name: string; readonly password: string | null }) => {
    if (login.password === null) throw new Refusal<PersonCode>('person/no-password');
    if (!(await isPassword(login.password, current))) throw new Refusal<PersonCode>('person/wrong-password');
    if (current.normalize('NFKC') === password.normalize('NFKC'))
      throw new Refusal<PersonCode>('person/password-same');
    requireGoodPassword(password, login.name, policy);
    old = login.password;
    hashed = await passwordHash(password);
  };
  const proving = { person, device, act: 'person/change-password', before };
  return provenBy(ground, asking, proving, async (held, login) => {
    if (login.password !== old) throw new Refusal<PersonCode>('person/wrong-password');
    await held.change(
      'login',
      { person_id: person },
      { password: hashed, password_at: held.at, must_change: false },
    );
    const mine = await held.tx
      .selectFrom('session')
      .select('strength')
      .where('id', '=', known.session)
      .executeTakeFirst();
    const closed = await endSessionsOf(held.tx, person, known.session);
    const strength = mine?.strength ?? 'password';
    const {
      session,
      cookie: fresh,
      ended,
    } = await openIn(held, ground, asking, person, strength, policy, cookie);
    const answer: SignedIn = {
      ...{ person, session: session.id, cookie: fresh, endsAt: session.ends_at },
      device: null,
    };
    return { answer, facts: { session: session.id, ended: [...closed, ...ended] } };
  });
}
