import { sweepAttempts } from '../../store/people/attempt.ts';
import { sweepSessions } from '../../store/people/session.ts';
import type { Ground } from '../context.ts';
import { policyNow } from './policy.ts';

/**
 * 清理登录记录: takes away sessions that ended by themselves and failed attempts that no longer count. Nothing depends
 * on it but the size of the tables. For the clock.
 * @returns how many rows went
 */
export async function sweepSignIns({ database, now }: Ground): Promise<number> {
  const { session, attempts } = await policyNow(database.query);
  const at = now().getTime();
  const ago = (minutes: number) => new Date(at - minutes * 60_000);
  const sessions = await sweepSessions(database.query, new Date(at), ago(session.idleMinutes));
  return sessions + (await sweepAttempts(database.query, ago(attempts.forgetHours * 60)));
}
