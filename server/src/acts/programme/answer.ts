import { Refusal } from '@luodi/core/base';
import type { ProgrammeCode } from '@luodi/core/message';
import type { LedgerItem } from '@luodi/core/programme';
import { decide, insist } from '../../scope/decide.ts';
import type { StoredProgramme } from '../../store/programme/load.ts';
import { type OpenPointView, pointsOfItem } from '../../views/programme/points.ts';
import type { Viewer } from '../../views/programme/viewer.ts';
import type { Answered } from '../act.ts';
import type { Ground } from '../context.ts';
import { type LedgerChange, ledgerActs, type UnitNamed } from './change.ts';
import { type AskingPost, onProgramme } from './decided.ts';
import { changesOf, editedBy } from './edit.ts';
import { namedIn } from './named.ts';

/** 明确单位群: who is meant by a group, said by the unit whose question it is. */
export interface Answer {
  readonly duty: string;
  readonly members: readonly UnitNamed[];
  readonly reason: string;
  readonly version: number | null;
}

/** What is still open in the item, and the version afterwards. */
export interface AnsweredQuestion {
  readonly programme: string;
  readonly version: number;
  readonly item: string;
  readonly points: readonly OpenPointView[];
}

/**
 * Answers an open group of a draft.
 * @throws {Refusal} `scope/…`, `programme/…`, `door/stale`
 */
export async function answerQuestion(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  { duty, members, reason, version }: Answer,
): Promise<Answered<AnsweredQuestion>> {
  const changes: readonly LedgerChange[] = [{ act: 'resolve-group', duty, members }];
  // Whose question it is stands in the ledger; that they are asked anything at all is known before.
  const named = await namedIn(ground, asking, programme, changes, ({ who, reach, facts }) =>
    insist(decide(who, reach, 'item', 'answer', facts)),
  );
  return onProgramme(
    ground,
    asking,
    { programme, act: 'programme/answer', subject: { kind: 'duty', id: duty }, version, reason },
    {
      permit: (viewer, before) => permitAnswer(viewer, before, duty),
      decide: ({ row, programme: before }, stamp) => {
        const acts = ledgerActs(changes, { ...named, fresh: `x${row.version}` });
        return { after: editedBy(before, acts, stamp), edits: acts, facts: changesOf(acts) };
      },
      answer: async ({ row, ledger }, _, viewer) => {
        const item = itemOfDuty(ledger, duty) as LedgerItem;
        return { programme, version: row.version, item: item.id, points: pointsOfItem(viewer, ledger, item) };
      },
    },
  );
}

function permitAnswer({ who, reach, facts }: Viewer, { programme }: StoredProgramme, duty: string): void {
  const item = itemOfDuty(programme.ledger, duty);
  const asked = item?.duties.some(({ id, group }) => id === duty && group?.owner?.id === who.unit) ?? false;
  insist(decide(who, reach, 'item', 'answer', { ...facts, asked }));
  if (!item) throw new Refusal<ProgrammeCode>('programme/no-such-duty', { id: duty });
}

function itemOfDuty(ledger: StoredProgramme['programme']['ledger'], duty: string): LedgerItem | undefined {
  return ledger.items.find(({ duties }) => duties.some(({ id }) => id === duty));
}
