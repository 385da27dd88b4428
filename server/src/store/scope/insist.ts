import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { Kysely } from 'kysely';
import { decide, insist } from '../../scope/decide.ts';
import type { Reach } from '../../scope/reach.ts';
import type { ProgrammeFacts } from '../../scope/relation.ts';
import type { ActionOn } from '../../scope/rules.ts';
import type { Who } from '../../scope/who.ts';
import type { Tables } from '../tables.ts';
import { assignmentFacts, programmeFacts } from './facts.ts';
import { reachOf } from './reach.ts';

/** Things that are decided on by what is known about their programme. */
export type OfProgramme = 'programme' | 'ledger' | 'document' | 'baseline' | 'journal';

/** What was found out on the way, for the `may` of the view. */
export interface Standing {
  readonly reach: Reach;
  readonly facts: ProgrammeFacts;
}

/**
 * Goes on only where this person may do this to this programme; inside an act, on `held.tx`. At most three queries.
 * @throws {Refusal} `scope/…`; `scope/not-found` also where there is no such programme
 */
export async function insistOnProgramme<T extends OfProgramme>(
  tx: Kysely<Tables>,
  who: Who,
  thing: T,
  action: ActionOn<T>,
  programme: string,
): Promise<Standing> {
  const reach = await reachOf(tx, who);
  const facts = (await programmeFacts(tx, who, reach, [programme])).get(programme);
  if (!facts) throw new Refusal<ScopeCode>('scope/not-found');
  insist(decide(who, reach, thing, action, facts as never));
  return { reach, facts };
}

/**
 * The same for an assignment whose row was read. At most two queries.
 * @throws {Refusal} `scope/…`; `scope/not-found` also where there is no row
 */
export async function insistOnAssignment(
  tx: Kysely<Tables>,
  who: Who,
  action: ActionOn<'assignment'>,
  row: Parameters<typeof assignmentFacts>[0] | undefined,
): Promise<Reach> {
  if (!row) throw new Refusal<ScopeCode>('scope/not-found');
  const reach = await reachOf(tx, who);
  insist(decide(who, reach, 'assignment', action, assignmentFacts(row)));
  return reach;
}
