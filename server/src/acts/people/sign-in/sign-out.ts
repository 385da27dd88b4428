import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { DIRECTORY } from '../../../store/journal.ts';
import { endSessions } from '../../../store/people/session.ts';
import { perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import type { Known } from '../who.ts';

/** 退出登录: ends the session of the request. Twice is once. */
export async function signOut(ground: Ground, asking: Asking, known: Known): Promise<void> {
  await end(ground, asking, known, known.session);
}

/**
 * Ends another session of one's own: one that was left open elsewhere.
 * @throws {Refusal} `scope/not-found` where it is not one's own
 */
export async function endOwnSession(
  ground: Ground,
  asking: Asking,
  known: Known,
  session: string,
): Promise<{ readonly ended: string[] }> {
  const ended = await end(ground, asking, known, session);
  if (ended.length === 0) throw new Refusal<ScopeCode>('scope/not-found');
  return { ended };
}

async function end(ground: Ground, asking: Asking, { person }: Known, id: string): Promise<string[]> {
  const act = { programme: DIRECTORY, act: 'person/sign-out', subject: { kind: 'person', id: person } };
  const { answer } = await perform(ground, { ...asking, once: null }, act, async (held) => {
    const mine = await held.tx
      .selectFrom('session')
      .select('id')
      .where('id', '=', id)
      .where('person_id', '=', person)
      .execute();
    const ended = await endSessions(
      held.tx,
      mine.map((one) => one.id),
    );
    return { answer: ended, facts: { session: id }, ...(ended.length === 0 && { idle: true as const }) };
  });
  return answer;
}
