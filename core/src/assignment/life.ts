import type { AssignmentWordCode } from '../message/index.ts';
import type { Assignment, AssignmentKind, AssignmentState } from './assignment.ts';

/** What is done to an assignment. The catalogues of sentences name each act; the table below has a rule for each. */
export type AssignmentAct = ActIn<AssignmentWordCode>;
type ActIn<Code> = Code extends `assignment-act/${infer Act}` ? Act : never;

/** Whose act it is: the coordinating unit, the signer of the consolidating lead, or the unit itself. */
export type ActBy = 'coordinator' | 'lead' | 'handler' | 'signer';

/** Conditions besides state and person; acts.ts has a check for each. */
export type ActCondition = 'disputable' | 'others-accepted' | 'lead-closed';

export interface ActRule {
  readonly by: ActBy;
  readonly from: readonly AssignmentState[];
  readonly to: AssignmentState;
  /** Kinds of assignment that have this act; all where it is left out. */
  readonly only?: readonly AssignmentKind[];
  /** 不得自批: acts of the same round whose person and post must be others. */
  readonly apart?: readonly AssignmentAct[];
  /** 裁断: on what the coordinating unit carries out itself, a leader does this. */
  readonly judges?: true;
  /** 写明理由 */
  readonly reason?: true;
  readonly when?: ActCondition;
  readonly sets?: Partial<Pick<Assignment, 'final' | 'reports'>>;
}

/** Those who brought a claim so far. */
const CLAIMANTS = ['claim', 'sign', 'consolidate', 'accept'] as const;

/**
 * 交办事项的一生: the whole life of an assignment. Nothing else in Luodi changes `state`.
 *
 * 签收: 《党政机关公文处理工作条例》（中办发〔2012〕14号）第二十四条. 异议 once, ruled the same day, then final: the rule
 * of 泉州 (rules/procedure/quanzhou-2022.json). 办结 (verified) and 销号 (closed) are two things.
 */
export const LIFE: Readonly<Record<AssignmentAct, ActRule>> = {
  dispatch: /*    交办 */ { by: 'coordinator', from: ['drafted'], to: 'dispatched' },
  acknowledge: /* 签收 */ { by: 'handler', from: ['dispatched'], to: 'acknowledged' },

  dispute: /*     提出异议 */ {
    by: 'signer',
    from: ['dispatched', 'acknowledged'],
    to: 'disputed',
    reason: true,
    when: 'disputable',
  },
  uphold: /*      维持交办 */ {
    by: 'coordinator',
    from: ['disputed'],
    to: 'dispatched',
    apart: ['dispute'],
    judges: true,
    reason: true,
    sets: { final: true },
  },
  reassign: /*    改派 */ {
    by: 'coordinator',
    from: ['disputed'],
    to: 'transferred',
    apart: ['dispute'],
    judges: true,
    reason: true,
  },

  begin: /*       开始办理 */ { by: 'handler', from: ['acknowledged'], to: 'in-progress' },
  ask: /*         请其填报 */ {
    by: 'lead',
    from: ['in-progress'],
    to: 'in-progress',
    only: ['supporting'],
    reason: true,
    sets: { reports: true },
  },

  claim: /*       申请办结 */ {
    by: 'handler',
    from: ['in-progress'],
    to: 'claimed',
    only: ['consolidating', 'reporting'],
  },
  sign: /*        审签 */ {
    by: 'signer',
    from: ['claimed'],
    to: 'signed',
    only: ['reporting'],
    apart: ['claim'],
  },
  consolidate: /* 汇总审签 */ {
    by: 'signer',
    from: ['claimed'],
    to: 'accepted',
    only: ['consolidating'],
    apart: ['claim'],
    when: 'others-accepted',
  },
  sendBack: /*    退回经办 */ {
    by: 'signer',
    from: ['claimed'],
    to: 'in-progress',
    apart: ['claim'],
    reason: true,
  },
  accept: /*      汇总通过 */ {
    by: 'lead',
    from: ['signed'],
    to: 'accepted',
    only: ['reporting'],
    apart: CLAIMANTS,
  },
  refer: /*       汇总退回 */ {
    by: 'lead',
    from: ['signed'],
    to: 'in-progress',
    only: ['reporting'],
    apart: CLAIMANTS,
    reason: true,
  },

  verify: /*      核查通过 */ {
    by: 'coordinator',
    from: ['accepted'],
    to: 'verified',
    apart: CLAIMANTS,
    judges: true,
    reason: true,
  },
  return: /*      核查退回 */ {
    by: 'coordinator',
    from: ['accepted', 'verified'],
    to: 'in-progress',
    apart: CLAIMANTS,
    judges: true,
    reason: true,
  },
  close: /*       销号 */ {
    by: 'coordinator',
    from: ['verified'],
    to: 'closed',
    apart: [...CLAIMANTS, 'verify'],
    judges: true,
  },
  release: /*     随主办办结 */ {
    by: 'coordinator',
    from: ['in-progress'],
    to: 'closed',
    only: ['supporting'],
    when: 'lead-closed',
  },
  reopen: /*      回头看重启 */ { by: 'coordinator', from: ['closed'], to: 'in-progress', reason: true },

  transfer: /*    转办 */ {
    by: 'coordinator',
    from: ['dispatched', 'acknowledged', 'in-progress'],
    to: 'transferred',
    reason: true,
  },
  withdraw: /*    撤回 */ {
    by: 'coordinator',
    from: ['drafted', 'dispatched', 'disputed', 'acknowledged', 'in-progress'],
    to: 'withdrawn',
    reason: true,
  },
};

export const ASSIGNMENT_ACTS = Object.keys(LIFE) as readonly AssignmentAct[];
