import type { Canonical } from '@luodi/core/journal';
import type { LedgerAct, Programme, Stamp } from '@luodi/core/programme';
import type { Who } from '../../scope/who.ts';
import { loadProgramme, type StoredLedger, type StoredProgramme } from '../../store/programme/load.ts';
import { saveProgramme } from '../../store/programme/save.ts';
import { changesSince } from '../../views/programme/history.ts';
import { viewOf } from '../../views/programme/programme.ts';
import { type Answered, type Held, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { requireVersion } from '../stale.ts';
import { requireCoordinating } from './right.ts';

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

/**
 * One act on a programme: loaded under its chain, scope and version asked, decided by the core, saved.
 * @param decide throws what stands against it
 * @param told the answer, of what is there afterwards
 */
export function onProgramme<T>(
  ground: Ground,
  asking: AskingPost,
  { programme, act, subject, version, request, reason = '' }: OnProgramme,
  decide: (before: StoredProgramme, stamp: Stamp) => Decision,
  told: (after: StoredLedger, held: Held, before: StoredProgramme) => Promise<T>,
): Promise<Answered<T>> {
  const name = { programme, act, subject: subject ?? { kind: 'programme', id: programme } };
  return perform(ground, asking, name, async (held) => {
    const stored = await loadProgramme(held.tx, programme, request);
    requireCoordinating(asking.who, stored?.row);
    const before = stored as StoredProgramme;
    await requireVersion(version, before.row.version, async () => ({
      programme: viewOf({ row: before.row, ledger: before.programme.ledger }),
      since: await changesSince(held.tx, before.row, version as number),
    }));
    const { after, edits = [], facts } = decide(before, stampOf(asking.who, held.at, reason));
    const row = await saveProgramme(held, before, after, edits);
    return {
      answer: await told({ row, ledger: after.ledger }, held, before),
      facts: { ...facts, version: row.version, ...(reason === '' ? {} : { reason }) },
      units: [row.owner_id, ...(row.coordinator_id === null ? [] : [row.coordinator_id])],
    };
  });
}

/** 经手: who acts, now, and why. */
export function stampOf({ person, post, unit }: Who, at: Date, reason: string): Stamp {
  return { person, post, unit, at: at.toISOString(), reason };
}
