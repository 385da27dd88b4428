import type { Stamp, UnitRef } from '../programme/index.ts';
import type { AssignmentAct } from './life.ts';

export type AssignmentState =
  | 'drafted' //       拟交办
  | 'dispatched' //    已交办
  | 'disputed' //      有异议
  | 'acknowledged' //  已签收
  | 'in-progress' //   办理中
  | 'claimed' //       已申请办结
  | 'signed' //        已审签
  | 'accepted' //      已汇总
  | 'verified' //      已核查（办结）
  | 'closed' //        已销号
  | 'withdrawn' //     已撤回
  | 'transferred'; //  已转办

/** 角色 on a slip: the first lead consolidates, the other leads are co-leads. */
export type SlipRole = 'lead' | 'co-lead' | 'responsible' | 'cooperate' | 'guide' | 'local';

/** 交办事项: one measure in one unit's hands. All of a unit's assignments in a programme make its slip (交办单). */
export interface Assignment {
  readonly id: string;
  readonly programme: string;
  readonly measure: string;
  /** 承办单位 */
  readonly unit: UnitRef;
  readonly role: SlipRole;
  /** 汇总单位 of the measure; equal to `unit` on the assignment of the lead itself. */
  readonly lead: UnitRef;
  /** 统筹单位 */
  readonly coordinator: UnitRef;
  /** Whether it reports and claims completion. Units that cooperate or guide do not, unless the lead asks them to. */
  readonly reports: boolean;
  /** 裁定后为最终: no dispute is possible any more. */
  readonly final: boolean;
  readonly state: AssignmentState;
  /** 办理记录: what was done, in order. */
  readonly marks: readonly Mark[];
  /** The assignment in whose place this one stands; null for a first one. */
  readonly follows: string | null;
}

/** 办理痕迹: one act on an assignment. */
export interface Mark {
  readonly act: AssignmentAct;
  readonly stamp: Stamp;
}

/** Who closes an assignment depends on what it is: the lead's own, one that reports, or one that only helps. */
export type AssignmentKind = 'consolidating' | 'reporting' | 'supporting';

export function kindOf({
  unit,
  lead,
  reports,
}: Pick<Assignment, 'unit' | 'lead' | 'reports'>): AssignmentKind {
  if (unit.id === lead.id) return 'consolidating';
  return reports ? 'reporting' : 'supporting';
}

/** The last time that `act` was done; null if it never was. */
export function lastMark(assignment: Assignment, act: AssignmentAct): Mark | null {
  return assignment.marks.findLast((mark) => mark.act === act) ?? null;
}
