/**
 * 岗位职责. The first seven work on programmes; the three administrators (三员) work on the installation, exclude one
 * another and every other role, and see no programme.
 */
export type Role =
  | 'coordinator' //            统筹: opens, confirms, dispatches, rules, verifies, closes
  | 'unit-administrator' //     单位管理员: posts and appointments of the own unit
  | 'handler' //                经办: acknowledges, works, claims
  | 'signer' //                 审签: signs off, disputes, sends back
  | 'leader' //                 领导: sees all of the unit; judges where the unit judges itself
  | 'local-coordinator' //      属地统筹: sees what reached the region
  | 'auditor' //                审计: reads programmes and journals of the region's coordinators
  | 'system-administrator' //   系统管理员: units, people, posts, settings
  | 'security-administrator' // 安全管理员: roles, sign-in policy, unlocking, delegations, tokens
  | 'audit-administrator'; //   审计管理员: the journal of the directory

export const ROLES = [
  'coordinator',
  'unit-administrator',
  'handler',
  'signer',
  'leader',
  'local-coordinator',
  'auditor',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const satisfies readonly Role[];

/** What stands in an inbox: what is to be done next. */
export type InboxKind =
  | 'acknowledge'
  | 'rule'
  | 'begin'
  | 'work'
  | 'sign'
  | 'consolidate'
  | 'accept'
  | 'verify'
  | 'close'
  | 'answer'
  | 'decide';

/** 操作人: who acts, by the one post they act in. Read from the database for every request, never from a token. */
export interface Who {
  /** Pseudonym. */
  readonly person: string;
  readonly post: string;
  readonly unit: string;
  /** Region of the unit: six digits; null for national organs. */
  readonly region: string | null;
  /** Standing function of the unit (条): `财政`; null for units of one's own making. */
  readonly functionKey: string | null;
  readonly roles: readonly Role[];
  /** 代行: the post is another person's, whom this one stands in for; equal to `post` then, otherwise null. */
  readonly onBehalfOf: string | null;
  /** What a token allows; null for a person who signed in. */
  readonly allows: readonly string[] | null;
}
