import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { Kysely } from 'kysely';
import { decide, insist } from '../../scope/decide.ts';
import type { Reach } from '../../scope/reach.ts';
import type { EventFacts } from '../../scope/relation.ts';
import type { Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { insistOnProgramme } from '../../store/scope/insist.ts';
import { reachOf } from '../../store/scope/reach.ts';
import type { Tables } from '../../store/tables.ts';

/**
 * Goes on only where this person reads this whole journal: of a programme, or of the directory of units and people.
 * @throws {Refusal} `scope/not-found`
 */
export async function insistOnJournal(
  query: Kysely<Tables>,
  who: Who,
  action: 'see' | 'verify',
  programme: string,
): Promise<Reach> {
  if (programme === DIRECTORY) {
    const reach = await reachOf(query, who);
    insist(decide(who, reach, 'directory-journal', action, {}));
    return reach;
  }
  if (!isUuid(programme)) throw new Refusal<ScopeCode>('scope/not-found');
  return (await insistOnProgramme(query, who, 'journal', action, programme)).reach;
}

/**
 * Goes on only where this person reads an event of this unit's: an own one, or one of a journal that they read.
 * @throws {Refusal} `scope/not-found`
 */
export async function insistOnEvent(
  query: Kysely<Tables>,
  who: Who,
  programme: string,
  unit: string | null,
): Promise<void> {
  const reach = await reachOf(query, who);
  if (programme === DIRECTORY) {
    insist(decide(who, reach, 'directory-journal', 'see', {}));
    return;
  }
  const row = await query
    .selectFrom('programme')
    .select(['state', 'owner_id as owner', 'coordinator_id as coordinator'])
    .where('programme_id', '=', programme)
    .executeTakeFirst();
  const facts: EventFacts = { ...(row ?? { state: null, owner: null, coordinator: null }), unit };
  insist(decide(who, reach, 'event', 'see', facts));
}

export { DIRECTORY };
