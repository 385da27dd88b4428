import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import { compareLedgers, type Difference, type ProgrammeAct, perform } from '@luodi/core/programme';
import { decide, insist } from '../../scope/decide.ts';
import { uuidFrom } from '../../store/identifier.ts';
import type { StoredProgramme } from '../../store/programme/load.ts';
import { type ProgrammeView, viewOf } from '../../views/programme/programme.ts';
import { type RequestView, requestView } from '../../views/programme/requests.ts';
import type { Viewer } from '../../views/programme/viewer.ts';
import type { Answered } from '../act.ts';
import type { Ground } from '../context.ts';
import { ledgerActs } from './change.ts';
import { type AskingPost, onProgramme, permitting } from './decided.ts';
import type { Editing } from './edit.ts';
import { changesOf } from './edit.ts';
import { namedIn } from './named.ts';

/** A change request after something was done to it, with its programme. */
export interface RequestAnswer {
  readonly programme: ProgrammeView;
  readonly request: RequestView;
  /** What the approval changed in the ledger: dispatching again brings it to the units. Empty for everything else. */
  readonly differences: readonly Difference[];
}

/**
 * 变更申请: asks for changes of a confirmed programme. The same request with the same Idempotency-Key asks once.
 * @throws {Refusal} `scope/…`, `programme/…`, `door/stale`
 */
export async function requestChange(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  { changes, reason, version }: Editing,
): Promise<Answered<RequestAnswer>> {
  const permit = permitting('programme', 'request-change');
  const named = await namedIn(ground, asking, programme, changes, permit);
  const { who, once } = asking;
  const id = once ? uuidFrom(`change-request ${programme} ${who.person} ${once.key}`) : ground.newId();
  return onProgramme(
    ground,
    asking,
    {
      ...{ programme, act: 'programme/request-change', version, reason },
      request: id,
      subject: subjectOf(id),
    },
    {
      permit,
      decide: ({ row, programme: before }, stamp) => {
        const acts = ledgerActs(changes, { ...named, fresh: `x${row.version}.${id.slice(0, 8)}` });
        const act: ProgrammeAct = { act: 'request-change', request: id, changes: acts };
        return { after: perform(before, act, stamp), facts: { request: id, ...changesOf(acts) } };
      },
      answer: async (after, { tx }, viewer) => ({
        programme: await viewOf(tx, viewer, after),
        request: await requestView(tx, viewer, after, id),
        differences: [],
      }),
    },
  );
}

/** What is done to a request that is open, and why. */
export interface Deciding {
  readonly request: string;
  readonly act: 'approve' | 'refuse' | 'withdraw';
  readonly reason: string;
  /** The version of the programme that the person saw; null where none was named. */
  readonly version: number | null;
}

/**
 * Approves, refuses or withdraws a change request. Approval makes the next baseline; what it changes for units that
 * have their slips already reaches them with the next dispatch, which the coordinating unit does.
 * @throws {Refusal} `scope/…`, `programme/…`, `door/stale`
 */
export function decideRequest(
  ground: Ground,
  asking: AskingPost,
  programme: string,
  { request, act, reason, version }: Deciding,
): Promise<Answered<RequestAnswer>> {
  return onProgramme(
    ground,
    asking,
    { programme, act: `programme/${act}-change`, subject: subjectOf(request), version, request, reason },
    {
      permit: (viewer, before) => permitOnRequest(viewer, before, request, act),
      decide: ({ programme: before }, stamp) => {
        const after = perform(before, { act: `${act}-change`, request }, stamp);
        return { after, facts: { request, baseline: after.baselines.at(-1)?.no ?? 0 } };
      },
      answer: async (after, { tx }, viewer, before) => ({
        programme: await viewOf(tx, viewer, after),
        request: await requestView(tx, viewer, after, request),
        differences: compareLedgers(before.programme.ledger, after.ledger),
      }),
    },
  );
}

function permitOnRequest(
  { who, reach, facts }: Viewer,
  { programme }: StoredProgramme,
  id: string,
  act: Deciding['act'],
): void {
  const request = programme.requests.find((one) => one.id === id);
  if (!request) throw new Refusal<ScopeCode>('scope/not-found');
  const of = { ...facts, requester: request.requested.unit };
  insist(decide(who, reach, 'change-request', act === 'withdraw' ? 'withdraw' : 'decide', of));
}

const subjectOf = (id: string) => ({ kind: 'change-request', id });
