import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { Kysely, Selectable } from 'kysely';
import { decide } from '../../scope/decide.ts';
import type { Reach } from '../../scope/reach.ts';
import type { ProgrammeFacts } from '../../scope/relation.ts';
import type { Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import { insistOnProgramme, type OfProgramme } from '../../store/scope/insist.ts';
import type { Tables } from '../../store/tables.ts';

/** 看的人: who looks at a programme, when, and what they may do is decided on. */
export interface Viewer {
  readonly who: Who;
  readonly at: Date;
  readonly reach: Reach;
  readonly facts: ProgrammeFacts;
}

/**
 * Whoever may see this of a programme. At most three queries.
 * @throws {Refusal} `scope/not-found`
 */
export async function viewerOf(
  query: Kysely<Tables>,
  { who, at }: Pick<Viewer, 'who' | 'at'>,
  thing: OfProgramme,
  programme: string,
): Promise<Viewer> {
  if (!isUuid(programme)) throw new Refusal<ScopeCode>('scope/not-found');
  return { who, at, ...(await insistOnProgramme(query, who, thing, 'see', programme)) };
}

/** The same person after an act that may have changed the row of the programme. */
export function viewerAfter(viewer: Viewer, row: Selectable<Tables['programme']>): Viewer {
  const { state, owner_id: owner, coordinator_id: coordinator } = row;
  return { ...viewer, facts: { ...viewer.facts, state, owner, coordinator } };
}

/** Whether more than the title of the programme is shown to them. */
export function seesLedger({ who, reach, facts }: Viewer): boolean {
  return decide(who, reach, 'ledger', 'see', facts) === true;
}
