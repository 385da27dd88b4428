import { type Parameters, Refusal } from '../base/index.ts';
import { compareLedgers, type Difference } from './compare.ts';
import { edited, type LedgerAct, type ProgrammeReason, reasonAgainstEdit } from './edit.ts';
import type { Ledger, Stamp } from './ledger.ts';
import { openPoints } from './open-points.ts';

/** 计划: a ledger with how it came to be what it is. */
export interface Programme {
  readonly id: string;
  /** 草拟 until it is confirmed, 执行 from then on. */
  readonly state: 'draft' | 'confirmed';
  readonly ledger: Ledger;
  /** 改账记录 of the draft: what each act changed, by whom and why. */
  readonly edits: readonly Edit[];
  /** 基线, the first one from confirmation. */
  readonly baselines: readonly Baseline[];
  readonly requests: readonly ChangeRequest[];
}

export interface Edit {
  readonly act: LedgerAct['act'];
  readonly stamp: Stamp;
  readonly differences: readonly Difference[];
}

/** 基线: the ledger as it was confirmed, and as each approved change left it. Deeply frozen. */
export interface Baseline {
  /** From 1. */
  readonly no: number;
  readonly ledger: Ledger;
  readonly stamp: Stamp;
  /** The request that led to it; null for the first. */
  readonly request: string | null;
}

/** 变更申请: what somebody wants to change after confirmation. */
export interface ChangeRequest {
  readonly id: string;
  readonly changes: readonly LedgerAct[];
  readonly requested: Stamp;
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn';
  readonly decided: Stamp | null;
}

export type ProgrammeAct =
  | LedgerAct
  | { readonly act: 'confirm' }
  | { readonly act: 'request-change'; readonly request: string; readonly changes: readonly LedgerAct[] }
  | { readonly act: 'approve-change'; readonly request: string }
  | { readonly act: 'refuse-change'; readonly request: string }
  | { readonly act: 'withdraw-change'; readonly request: string };

export function draftProgramme(id: string, ledger: Ledger): Programme {
  return { id, state: 'draft', ledger, edits: [], baselines: [], requests: [] };
}

/** Why this person may not do this to the programme now; null if they may. Who holds which role is not asked here. */
export function reasonAgainst(programme: Programme, act: ProgrammeAct, stamp: Stamp): ProgrammeReason | null {
  const { ledger, state } = programme;
  const unsaid = act.act !== 'confirm' && stamp.reason.trim() === '';
  switch (act.act) {
    case 'confirm':
      if (state === 'confirmed')
        return reason('programme/already-confirmed', byWhom(programme.baselines[0]?.stamp));
      return openPoints(ledger)[0] ?? notCoordinator(ledger, stamp);
    case 'request-change':
      if (state === 'draft') return reason('programme/still-draft');
      if (programme.requests.some(({ id }) => id === act.request)) return reason('programme/request-exists');
      if (act.changes.length === 0) return reason('programme/no-change');
      return unsaid ? reason('programme/no-reason') : reasonAgainstAll(ledger, act.changes);
    case 'approve-change':
    case 'refuse-change':
    case 'withdraw-change': {
      const request = programme.requests.find(({ id }) => id === act.request);
      if (!request) return reason('programme/no-such-request', { id: act.request });
      if (request.state !== 'open') return reason('programme/request-decided', byWhom(request.decided));
      if (unsaid) return reason('programme/no-reason');
      return act.act === 'withdraw-change'
        ? notTheirs(request, stamp)
        : (notCoordinator(ledger, stamp) ??
            ownRequest(request, stamp) ??
            (act.act === 'approve-change' ? reasonAgainstAll(ledger, request.changes) : null));
    }
    default:
      if (state === 'confirmed') return reason('programme/needs-request');
      return unsaid ? reason('programme/no-reason') : reasonAgainstEdit(ledger, act);
  }
}

/**
 * The programme afterwards.
 * @throws {Refusal} exactly when there is a reason against it
 */
export function perform(programme: Programme, act: ProgrammeAct, stamp: Stamp): Programme {
  const against = reasonAgainst(programme, act, stamp);
  if (against) throw new Refusal(against.code, against.parameters);
  switch (act.act) {
    case 'confirm':
      return withBaseline({ ...programme, state: 'confirmed' }, programme.ledger, stamp, null);
    case 'request-change': {
      const { request: id, changes } = act;
      const request: ChangeRequest = { id, changes, requested: stamp, state: 'open', decided: null };
      return { ...programme, requests: [...programme.requests, request] };
    }
    case 'approve-change': {
      const { changes } = programme.requests.find(({ id }) => id === act.request) as ChangeRequest;
      const decided = decide(programme, act.request, 'approved', stamp);
      return withBaseline(decided, changes.reduce(edited, programme.ledger), stamp, act.request);
    }
    case 'refuse-change':
      return decide(programme, act.request, 'refused', stamp);
    case 'withdraw-change':
      return decide(programme, act.request, 'withdrawn', stamp);
    default: {
      const ledger = edited(programme.ledger, act);
      const differences = compareLedgers(programme.ledger, ledger);
      return { ...programme, ledger, edits: [...programme.edits, { act: act.act, stamp, differences }] };
    }
  }
}

/** What changed between two baselines. @throws {Refusal} `programme/no-such-baseline` */
export function compareBaselines(programme: Programme, one: number, other: number): Difference[] {
  const [before, after] = [one, other].map((no) => {
    const baseline = programme.baselines.find((candidate) => candidate.no === no);
    if (!baseline) throw new Refusal('programme/no-such-baseline', { no });
    return baseline.ledger;
  });
  return compareLedgers(before as Ledger, after as Ledger);
}

const reason = (code: ProgrammeReason['code'], parameters = {}): ProgrammeReason => ({ code, parameters });

/** Whoever comes second is told who was first. */
function byWhom(stamp: Stamp | null | undefined): Parameters {
  return { post: stamp?.post ?? '—', at: stamp?.at ?? '—' };
}

/** The changes one after the other; the ledger must be complete at the end, as it was when it was confirmed. */
function reasonAgainstAll(ledger: Ledger, changes: readonly LedgerAct[]): ProgrammeReason | null {
  let next = ledger;
  for (const change of changes) {
    const against = reasonAgainstEdit(next, change);
    if (against) return against;
    next = edited(next, change);
  }
  return openPoints(next)[0] ?? null;
}

function notCoordinator({ coordinator }: Ledger, { unit }: Stamp): ProgrammeReason | null {
  return coordinator?.id === unit
    ? null
    : reason('programme/not-coordinator', { name: coordinator?.name ?? '—' });
}

/** Nobody decides on what they asked for themselves: neither the person, in whatever post, nor the post. */
function ownRequest({ requested }: ChangeRequest, { person, post }: Stamp): ProgrammeReason | null {
  return requested.person === person || requested.post === post ? reason('programme/own-request') : null;
}

function notTheirs({ requested }: ChangeRequest, { unit }: Stamp): ProgrammeReason | null {
  return requested.unit === unit ? null : reason('programme/not-their-request');
}

function decide(programme: Programme, id: string, state: ChangeRequest['state'], decided: Stamp): Programme {
  const requests = programme.requests.map((request) =>
    request.id === id ? { ...request, state, decided } : request,
  );
  return { ...programme, requests };
}

function withBaseline(programme: Programme, ledger: Ledger, stamp: Stamp, request: string | null): Programme {
  // A copy: freezing must not reach the document and the draft that the ledger shares its parts with.
  const copy = JSON.parse(JSON.stringify(ledger)) as Ledger;
  const baseline = frozen({
    no: (programme.baselines.at(-1)?.no ?? 0) + 1,
    ledger: copy,
    stamp: { ...stamp },
    request,
  });
  return { ...programme, ledger: baseline.ledger, baselines: [...programme.baselines, baseline] };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
