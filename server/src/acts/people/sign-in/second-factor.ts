import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import type { Asking, Ground } from '../../context.ts';
import { policyNow } from '../policy.ts';
import { takeCode } from '../second-factor/code.ts';
import type { Known } from '../who.ts';
import { deviceMark } from './attempt.ts';
import { provenBy } from './proven.ts';
import { openIn, type SignedIn } from './session.ts';

/** The session of a request that is about how its person signs in. */
export interface OwnRequest {
  readonly known: Known;
  readonly cookie: string;
  readonly device: string | null;
}

/**
 * 动态验证码: the second step of signing in. The session gets a new secret.
 * @throws {Refusal} `person/no-second-factor-due`, `person/wrong-code`, `person/wait`
 */
export async function confirmSecondFactor(
  ground: Ground,
  asking: Asking,
  { known, cookie, device }: OwnRequest,
  code: string,
): Promise<SignedIn> {
  if (known.pending !== 'second-factor') throw new Refusal<PersonCode>('person/no-second-factor-due');
  const { person } = known;
  const policy = await policyNow(ground.database.query);
  return provenBy(
    ground,
    asking,
    { person, device, act: 'person/confirm-second-factor' },
    async (held, login, attempt) => {
      const by = await takeCode(held, login, code, ground.keys);
      const opened = await openIn(held, ground, asking, person, 'second-factor', policy, cookie);
      const answer: SignedIn = {
        ...{ person, session: opened.session.id, cookie: opened.cookie, endsAt: opened.session.ends_at },
        device: attempt.counted.name === null ? null : deviceMark(login.name, ground.newId(), ground.keys),
      };
      return { answer, facts: { session: opened.session.id, by, ended: opened.ended } };
    },
  );
}
