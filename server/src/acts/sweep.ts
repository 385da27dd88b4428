import { sweepAnswers } from '../store/answer.ts';
import type { Ground } from './context.ts';
import { sweepSignIns } from './people/sweep.ts';

/**
 * 日常清理: what is kept for a while only and is over: sessions, failed attempts to sign in, answers to requests.
 * Nothing depends on it but the size of the tables; several servers may do it at once.
 * @returns how many rows went
 */
export async function sweep(ground: Ground): Promise<number> {
  return (await sweepSignIns(ground)) + (await sweepAnswers(ground.database.query, ground.now()));
}
