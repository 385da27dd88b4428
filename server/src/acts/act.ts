import { Refusal } from '@luodi/core/base';
import type { Canonical, ChainHead } from '@luodi/core/journal';
import type { Transaction } from 'kysely';
import { answerTo, keepAnswer } from '../store/answer.ts';
import { DIRECTORY, holdChain, openChain, writeEvent } from '../store/journal.ts';
import { codeOf } from '../store/refuse.ts';
import { addressMark } from '../store/seal.ts';
import type { Tables } from '../store/tables.ts';
import { type Writing, writingIn } from '../store/writing.ts';
import type { Asking, Ground, News } from './context.ts';

/** What an act is called in the journal. */
export interface ActName {
  /** The journal: a programme, or DIRECTORY. */
  readonly programme: string;
  /** `assignment/acknowledge` */
  readonly act: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Whether this act opens the programme's journal. */
  readonly opens?: boolean;
}

/** What an act comes to. */
export interface Done<T> {
  /** What the door answers; JSON. */
  readonly answer: T;
  /** As much as is needed to do it again. No names of persons, telephone numbers or addresses. */
  readonly facts: { readonly [key: string]: Canonical };
  /** Units whose screens should look again. */
  readonly units?: readonly string[];
  /** Nothing was changed: no event is written. */
  readonly idle?: true;
}

/** The answer, and whether it was given before to the same request. */
export interface Answered<T> {
  readonly answer: T;
  readonly again: boolean;
  /** Number of the event in its journal; null where there is none. */
  readonly seq: number | null;
}

/** What the work of an act is given. */
export interface Held extends Writing {
  readonly head: ChainHead;
  readonly at: Date;
}

const TRIES = 6;

/**
 * One act: the chain of the programme is held, the work reads, decides (it throws a Refusal, and nothing has happened)
 * and writes; the event with the hash of every row it wrote goes into the same transaction. The same request with the
 * same Idempotency-Key is answered as it was the first time.
 * @throws {Refusal} what the work refuses; `door/key-reused`, `scope/not-found` for an unknown programme
 */
export async function perform<T>(
  ground: Ground,
  asking: Asking,
  { programme, act, subject, opens = false }: ActName,
  work: (held: Held) => Promise<Done<T>>,
): Promise<Answered<T>> {
  const { database, keys } = ground;
  const once = async (tx: Transaction<Tables>): Promise<Answered<T> & { readonly news: News | null }> => {
    const head =
      opens || programme === DIRECTORY
        ? await openChain(tx, programme, keys)
        : await holdChain(tx, programme);
    const known = await answerTo(tx, programme, asking);
    if (known) return { answer: known.body as T, again: true, seq: null, news: null };
    ground.at('act/begun');
    const at = ground.now();
    const writing = writingIn(tx);
    const { answer, facts, units = [], idle } = await work({ ...writing, head, at });
    ground.at('act/written');
    const event = idle
      ? null
      : await writeEvent(
          tx,
          head,
          {
            id: ground.newId(),
            at: at.toISOString(),
            act,
            subject,
            actor: {
              person: asking.who?.person ?? null,
              post: asking.who?.post ?? null,
              unit: asking.who?.unit ?? null,
              onBehalfOf: asking.who?.onBehalfOf ?? null,
            },
            request: asking.request,
            address: asking.address === null ? null : addressMark(asking.address, keys),
            facts,
            effects: writing.effects(),
          },
          keys,
        );
    await keepAnswer(tx, programme, asking, answer, at, keys);
    ground.at('act/recorded');
    const news = event && { programme, units: [...new Set(units)], subject };
    return { answer, again: false, seq: event?.seq ?? null, news };
  };
  const { news, ...answered } = await retried(() => database.query.transaction().execute(once));
  ground.at('act/committed');
  if (news) ground.changed(news);
  return answered;
}

/** Again where PostgreSQL ended one of two transactions that were in each other's way: nothing was wrong with either. */
async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      const code = error instanceof Refusal ? undefined : codeOf(error);
      if ((code !== '40001' && code !== '40P01') || tries >= TRIES) throw error;
    }
  }
}
