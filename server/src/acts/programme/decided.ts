import { Refusal } from '@luodi/core/base';
import type { Canonical } from '@luodi/core/journal';
import type { ScopeCode } from '@luodi/core/message';
import type { LedgerAct, Programme, Stamp } from '@luodi/core/programme';
import { decide, insist } from '../../scope/decide.ts';
import type { ProgrammeFacts } from '../../scope/relation.ts';
import type { Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import { refreshQuestions } from '../../store/inbox.ts';
import { loadProgramme, type StoredLedger, type StoredProgramme } from '../../store/programme/load.ts';
import { saveProgramme } from '../../store/programme/save.ts';
import { programmeFacts } from '../../store/scope/facts.ts';
import { reachOf } from '../../store/scope/reach.ts';
import { inWords } from '../../views/programme/by.ts';
import { changesSince } from '../../views/programme/history.ts';
import { viewOf } from '../../views/programme/programme.ts';
import { seesLedger, type Viewer, viewerAfter } from '../../views/programme/viewer.ts';
import { type Answered, type Held, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { OvertakenRefusal, requireVersion } from '../stale.ts';

/** A request of somebody who holds a post. */
export type AskingPost = Asking & { readonly who: Who };

/** Which programme somebody does something to, and as what the journal knows it. */
export interface OnProgramme {
  readonly programme: string;
  readonly act: `programme/${string}`;
  readonly subject?: { readonly kind: string; readonly id: string };
  /** The version that the person saw; null where none was named. */
  readonly version: number | null;
  /** 变更申请 that it is about. */
  readonly request?: string;
  readonly reason?: string;
}

/** What the core made of it. */
export interface Decision {
  readonly after: Programme;
  /** One for each edit that is new. */
  readonly edits?: readonly LedgerAct[];
  readonly facts: { readonly [key: string]: Canonical };
}

/** What an act on a programme has to say of itself. */
export interface Deciding<T> {
  /** Whether this person may do this, with what is known about the programme; refuses by throwing. */
  readonly permit: (viewer: Viewer, before: StoredProgramme) => void;
  /** Throws what stands against it. */
  readonly decide: (before: StoredProgramme, stamp: Stamp) => Decision;
  /** The answer, of what is there afterwards. */
  readonly answer: (after: StoredLedger, held: Held, viewer: Viewer, before: StoredProgramme) => Promise<T>;
}

/**
 * One act on a programme: loaded under its chain, scope and version asked, decided by the core, saved, and its open
 * questions put into the inboxes of those who have to answer them.
 */
export function onProgramme<T>(
  ground: Ground,
  asking: AskingPost,
  { programme, act, subject, version, request, reason = '' }: OnProgramme,
  { permit, decide: decided, answer }: Deciding<T>,
): Promise<Answered<T>> {
  if (!isUuid(programme)) throw new Refusal<ScopeCode>('scope/not-found');
  const name = { programme, act, subject: subject ?? { kind: 'programme', id: programme } };
  return perform(ground, asking, name, async (held) => {
    const { who } = asking;
    const reach = await reachOf(held.tx, who);
    const facts = (await programmeFacts(held.tx, who, reach, [programme])).get(programme);
    const before = facts && (await loadProgramme(held.tx, programme, request));
    if (!before) throw new Refusal<ScopeCode>('scope/not-found');
    const viewer: Viewer = { who, at: held.at, reach, facts };
    permit(viewer, before);
    const { row: was, programme: value } = before;
    await requireVersion(version, was.version, async () => ({
      programme: await viewOf(held.tx, viewer, { row: was, ledger: value.ledger }),
      // Whoever was asked about one group is not told what else was changed in the draft.
      ...(seesLedger(viewer) && { since: await changesSince(held.tx, was, version as number) }),
    }));
    const {
      after,
      edits = [],
      facts: said,
    } = await namingPosts(held.tx, viewer, before, () => decided(before, stampOf(who, held.at, reason)));
    const row = await saveProgramme(held, before, after, edits);
    await refreshQuestions(held.tx, programme);
    return {
      answer: await answer({ row, ledger: after.ledger }, held, viewerAfter(viewer, row), before),
      facts: { ...said, version: row.version, ...(reason === '' ? {} : { reason }) },
      units: unitsConcerned(before, after, row),
    };
  });
}

/** A refusal that says which post was first says so by its title, and shows what is there now. */
async function namingPosts<T>(
  query: Held['tx'],
  viewer: Viewer,
  { row, programme }: StoredProgramme,
  work: () => T,
): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.parameters.post === undefined) throw error;
    const now = { programme: await viewOf(query, viewer, { row, ledger: programme.ledger }) };
    throw new OvertakenRefusal(await inWords(query, error), now);
  }
}

/** Units whose inbox or page may look different now: that steer, are asked who is meant, or asked for the change. */
function unitsConcerned(before: StoredProgramme, after: Programme, row: StoredProgramme['row']): string[] {
  const asked = [before.programme, after].flatMap(({ ledger }) =>
    ledger.items.flatMap(({ duties }) => duties.flatMap(({ group }) => group?.owner?.id ?? [])),
  );
  const steering = [row.owner_id, ...(row.coordinator_id === null ? [] : [row.coordinator_id])];
  const requesting = after.requests.map(({ requested }) => requested.unit);
  return [...new Set([...steering, ...asked, ...requesting])];
}

/** For acts that are a matter of the ledger or the programme as a whole. */
export const permitting =
  <T extends 'ledger' | 'programme'>(
    thing: T,
    action: T extends 'ledger' ? 'edit' : 'confirm' | 'request-change',
  ) =>
  ({ who, reach, facts }: Viewer): void =>
    insist(decide(who, reach, thing, action as never, facts as ProgrammeFacts as never));

/** 经手: who acts, now, and why. */
export function stampOf({ person, post, unit }: Who, at: Date, reason: string): Stamp {
  return { person, post, unit, at: at.toISOString(), reason: reason.trim() };
}
