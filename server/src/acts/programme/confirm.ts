import { perform } from '@luodi/core/programme';
import { type ProgrammeView, viewOf } from '../../views/programme/programme.ts';
import type { Answered } from '../act.ts';
import type { Ground } from '../context.ts';
import { type AskingPost, onProgramme, permitting } from './decided.ts';

/**
 * 确认: the draft becomes baseline 1.
 * @param version that the person saw; null where none was named
 * @throws {Refusal} `scope/…`, `programme/…`, `door/stale`
 */
export function confirmProgramme(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  version: number | null,
): Promise<Answered<ProgrammeView>> {
  return onProgramme(
    ground,
    asking,
    { programme, act: 'programme/confirm', version },
    {
      permit: permitting('programme', 'confirm'),
      decide: ({ programme: before }, stamp) => ({
        after: perform(before, { act: 'confirm' }, stamp),
        facts: { baseline: 1 },
      }),
      answer: (after, { tx }, viewer) => viewOf(tx, viewer, after),
    },
  );
}
