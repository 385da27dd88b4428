import { ASSIGNMENT_ACTS, type AssignmentAct, LIFE } from '@luodi/core/assignment';
import type { ScopeCode } from '@luodi/core/message';
import { DESK, LINE_ROLES, REGION_ROLES } from './reach.ts';
import type { RelationTo, Thing } from './relation.ts';
import type { Role } from './who.ts';

/** What is done to each kind of thing; `see` comes first everywhere, for what is not seen cannot be acted on. */
export interface ActionsOn {
  readonly programmes: 'see' | 'open';
  readonly programme: 'see' | 'confirm' | 'dispatch' | 'request-change';
  readonly ledger: 'see' | 'edit';
  readonly item: 'see' | 'answer';
  readonly document: 'see';
  readonly baseline: 'see';
  readonly journal: 'see' | 'verify';
  readonly 'change-request': 'see' | 'decide' | 'withdraw';
  readonly slip: 'see' | 'acknowledge';
  readonly assignment: 'see' | AssignmentAct;
  readonly inbox: 'see';
  readonly event: 'see';
  readonly 'directory-journal': 'see' | 'verify';
}
export type ActionOn<T extends Thing> = ActionsOn[T];

/** One way to be permitted: this relation, and one of these roles. */
export interface Permit<Relation extends string = string> {
  readonly by: Relation;
  readonly as: readonly Role[];
  /** What is said to those who have the relation and lack the role, where it is not what the rule says to all. */
  readonly otherwise?: ScopeCode;
}

export interface Rule<Relation extends string = string> {
  readonly permits: readonly Permit<Relation>[];
  /** What is said to those who see the thing and may not do this. */
  readonly otherwise: ScopeCode;
  /** Where it is laid down. */
  readonly source: string;
}

/** 统筹单位: everybody in it who works on programmes. */
const COORDINATING = ['coordinator', 'leader', 'auditor', 'handler', 'signer'] as const satisfies Role[];
/** 承办单位: everybody in it but its auditor. */
const WORKING = [
  'coordinator',
  'local-coordinator',
  'leader',
  'handler',
  'signer',
  'unit-administrator',
] as const satisfies Role[];
/** Who speaks for a unit that is asked something. */
const SPEAKING = [
  'coordinator',
  'local-coordinator',
  'leader',
  'handler',
  'signer',
] as const satisfies Role[];
const COORDINATOR = ['coordinator'] as const satisfies Role[];
const AUDITOR = ['auditor'] as const satisfies Role[];

const HIDDEN: ScopeCode = 'scope/not-found';

/** What everybody in the coordinating unit, the unit that opened it, and the region's auditors see. */
const steering = [
  { by: 'coordinator', as: COORDINATING },
  { by: 'opener', as: COORDINATING },
  { by: 'audited', as: AUDITOR },
] as const;
/** That, and what those see to whom something of it was given. */
const steeringAndParticipants = [...steering, { by: 'participant', as: WORKING }] as const;

type ActRules = Readonly<Record<AssignmentAct, Rule<RelationTo<'assignment'>>>>;

/** The acts on an assignment, from the one table of its life. */
const ACTS = Object.fromEntries(ASSIGNMENT_ACTS.map((act) => [act, ruleOfAct(act)])) as ActRules;

/** 权限表: who sees and does what. There is no other. */
export const RULES: {
  readonly [T in Thing]: Readonly<Record<ActionOn<T>, Rule<RelationTo<T>>>>;
} = {
  programmes: {
    see: {
      permits: [{ by: 'anyone', as: [...WORKING, 'auditor'] }],
      otherwise: HIDDEN,
      source: 'everybody who works on programmes finds theirs; the list holds only what they see',
    },
    open: {
      permits: [{ by: 'anyone', as: COORDINATOR }],
      otherwise: 'scope/coordinator-opens',
      source: '建账: the coordinator turns the document into a ledger',
    },
  },
  programme: {
    see: {
      permits: [
        ...steeringAndParticipants,
        { by: 'reached', as: WORKING },
        { by: 'question-owner', as: SPEAKING },
      ],
      otherwise: HIDDEN,
      source: 'whoever has an assignment or a question of it has to know what it belongs to',
    },
    confirm: {
      permits: [{ by: 'coordinator', as: COORDINATOR }],
      otherwise: 'scope/coordinator-only',
      source: 'core/programme confirm: the coordinating unit',
    },
    dispatch: {
      permits: [{ by: 'coordinator', as: COORDINATOR }],
      otherwise: 'scope/coordinator-only',
      source: 'core/assignment LIFE.dispatch',
    },
    'request-change': {
      permits: [
        { by: 'coordinator', as: COORDINATOR },
        { by: 'participant', as: ['handler', 'signer'] },
      ],
      otherwise: 'scope/participants-only',
      source:
        'core/programme request-change: after confirmation whoever carries it out may ask, with a reason',
    },
  },
  ledger: {
    see: {
      permits: steeringAndParticipants,
      otherwise: HIDDEN,
      source:
        'GB/T 22239-2019 8.1.4.2 (最小权限): those who steer it, and after confirmation those who carry it out',
    },
    edit: {
      permits: [
        { by: 'coordinator', as: COORDINATOR },
        { by: 'drafter', as: COORDINATOR },
      ],
      otherwise: 'scope/coordinator-only',
      source: '改账: the coordinator reviews, corrects, completes the draft',
    },
  },
  item: {
    see: {
      permits: [...steeringAndParticipants, { by: 'question-owner', as: SPEAKING }],
      otherwise: HIDDEN,
      source: '有关市（州）: the unit that is asked who is meant has to see what it is about, and no more',
    },
    answer: {
      permits: [
        { by: 'coordinator', as: COORDINATOR },
        { by: 'drafter', as: COORDINATOR },
        { by: 'question-owner', as: SPEAKING },
      ],
      otherwise: 'scope/question-owner-only',
      source: 'core/programme resolve-group: by the unit that is asked, or by those who draft',
    },
  },
  document: {
    see: {
      permits: steeringAndParticipants,
      otherwise: HIDDEN,
      source: 'as the ledger, whose figures each keep their place in it',
    },
  },
  baseline: {
    see: {
      permits: steeringAndParticipants,
      otherwise: HIDDEN,
      source: 'as the ledger: the baseline stays visible',
    },
  },
  journal: {
    see: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source: 'GB/T 22239-2019 8.1.4.3 (安全审计): those who steer, and the auditors of the region',
    },
    verify: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source: 'as reading the journal',
    },
  },
  'change-request': {
    see: {
      permits: [...steering, { by: 'requester', as: WORKING }],
      otherwise: HIDDEN,
      source: 'those who decide on it, and the unit that asked',
    },
    decide: {
      permits: [{ by: 'coordinator', as: COORDINATOR }],
      otherwise: 'scope/coordinator-only',
      source:
        'core/programme approve-change, refuse-change: the coordinating unit, and nobody on their own request',
    },
    withdraw: {
      permits: [{ by: 'requester', as: ['coordinator', 'handler', 'signer'] }],
      otherwise: 'scope/requester-only',
      source: 'core/programme withdraw-change: the unit that asked',
    },
  },
  slip: {
    see: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'own', as: WORKING },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source: '交办单: one unit’s, and of those who gave it',
    },
    acknowledge: {
      permits: [{ by: 'own', as: ['handler'] }],
      otherwise: 'scope/own-handler-only',
      source: 'core/assignment LIFE.acknowledge, for all that stands on the slip',
    },
  },
  assignment: {
    see: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'own', as: WORKING },
        { by: 'measure-lead', as: WORKING },
        { by: 'region-above', as: REGION_ROLES },
        { by: 'line-above', as: LINE_ROLES },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source:
        '汇总: the first lead (杭州: 列第一位的责任单位为牵头单位或汇总单位); 属地、条线: 《政府督查工作条例》（国务院令第733号）第五条',
    },
    ...ACTS,
  },
  inbox: {
    see: {
      permits: [
        { by: 'own-duty', as: WORKING },
        { by: 'own', as: ['leader'] },
      ],
      otherwise: HIDDEN,
      source: '待办: each post its own duties; the leader all of the unit',
    },
  },
  event: {
    see: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'own', as: DESK },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source: '回执: whoever acted can prove it',
    },
  },
  'directory-journal': {
    see: {
      permits: [{ by: 'anyone', as: ['audit-administrator'] }],
      otherwise: HIDDEN,
      source: 'GB/T 22239-2019 8.1.4.2 (管理用户权限分离): audit reads what the other two did',
    },
    verify: {
      permits: [{ by: 'anyone', as: ['audit-administrator'] }],
      otherwise: HIDDEN,
      source: 'the same',
    },
  },
};

/** 令牌范围: which area a token has to name so that its holder may write there. Reading needs `read` alone. */
export const AREA_OF: Readonly<Record<Thing, 'programme' | 'assignment' | 'journal'>> = {
  programmes: 'programme',
  programme: 'programme',
  ledger: 'programme',
  item: 'programme',
  document: 'programme',
  baseline: 'programme',
  'change-request': 'programme',
  slip: 'assignment',
  assignment: 'assignment',
  inbox: 'assignment',
  journal: 'journal',
  event: 'journal',
  'directory-journal': 'journal',
};

/** Whether an action changes nothing: a journal is verified by reading it, an assignment is verified by deciding on it. */
export function isReading(thing: Thing, action: string): boolean {
  return action === 'see' || (AREA_OF[thing] === 'journal' && action === 'verify');
}

function ruleOfAct(act: AssignmentAct): Rule<RelationTo<'assignment'>> {
  const { by, judges = false } = LIFE[act];
  const source = `core/assignment LIFE.${act}`;
  switch (by) {
    case 'coordinator':
      if (!judges)
        return {
          permits: [{ by: 'coordinator', as: COORDINATOR }],
          otherwise: 'scope/coordinator-only',
          source,
        };
      return {
        permits: [
          { by: 'coordinator-of-others', as: COORDINATOR },
          { by: 'own-matter', as: ['leader'], otherwise: 'scope/leader-only' },
        ],
        otherwise: 'scope/coordinator-only',
        source,
      };
    case 'lead':
      return {
        permits: [{ by: 'measure-lead', as: ['signer'] }],
        otherwise: 'scope/lead-signer-only',
        source,
      };
    case 'handler':
      return { permits: [{ by: 'own', as: ['handler'] }], otherwise: 'scope/own-handler-only', source };
    case 'signer':
      return { permits: [{ by: 'own', as: ['signer'] }], otherwise: 'scope/own-signer-only', source };
  }
}
