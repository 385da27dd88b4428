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
      source: 'product.md §1: each finds theirs; the list itself holds only what they see',
    },
    open: {
      permits: [{ by: 'anyone', as: COORDINATOR }],
      otherwise: 'scope/coordinator-opens',
      source: 'product.md §1, §3.4: the coordinator turns the document into a ledger',
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
      source: 'product.md §1; the title of what one has an assignment or a question of',
    },
    confirm: {
      permits: [{ by: 'coordinator', as: COORDINATOR }],
      otherwise: 'scope/coordinator-only',
      source: 'product.md §3.4; core/programme: the coordinating unit confirms',
    },
    dispatch: {
      permits: [{ by: 'coordinator', as: COORDINATOR }],
      otherwise: 'scope/coordinator-only',
      source: 'product.md §3.5; core/assignment LIFE.dispatch',
    },
    'request-change': {
      permits: [
        { by: 'coordinator', as: COORDINATOR },
        { by: 'participant', as: ['handler', 'signer'] },
      ],
      otherwise: 'scope/participants-only',
      source: 'product.md §3.4: every later change is a change request with a reason',
    },
  },
  ledger: {
    see: { permits: steeringAndParticipants, otherwise: HIDDEN, source: 'product.md §1, §3.4' },
    edit: {
      permits: [
        { by: 'coordinator', as: COORDINATOR },
        { by: 'drafter', as: COORDINATOR },
      ],
      otherwise: 'scope/coordinator-only',
      source: 'product.md §3.4: a person reviews, corrects, completes',
    },
  },
  item: {
    see: {
      permits: [...steeringAndParticipants, { by: 'question-owner', as: SPEAKING }],
      otherwise: HIDDEN,
      source: 'product.md §3.1: open groups have an owner for the question, who has to see what it is about',
    },
    answer: {
      permits: [
        { by: 'coordinator', as: COORDINATOR },
        { by: 'drafter', as: COORDINATOR },
        { by: 'question-owner', as: SPEAKING },
      ],
      otherwise: 'scope/question-owner-only',
      source: 'product.md §3.1, §3.4: a person resolves the open groups',
    },
  },
  document: {
    see: {
      permits: steeringAndParticipants,
      otherwise: HIDDEN,
      source: 'product.md §3: every figure keeps the characters of the document that it came from',
    },
  },
  baseline: {
    see: { permits: steeringAndParticipants, otherwise: HIDDEN, source: 'product.md §3.4: it stays visible' },
  },
  journal: {
    see: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source: 'product.md §3.13; the auditor reads the journals of the region',
    },
    verify: {
      permits: [
        { by: 'coordinator', as: COORDINATING },
        { by: 'audited', as: AUDITOR },
      ],
      otherwise: HIDDEN,
      source: 'product.md §3.13: luodi verify',
    },
  },
  'change-request': {
    see: {
      permits: [...steering, { by: 'requester', as: WORKING }],
      otherwise: HIDDEN,
      source: 'product.md §3.4',
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
      source: 'product.md §3.5: one slip per unit',
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
        'product.md §1, §3.5; domain.md: the lead consolidates, governments and lines answer for those below',
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
      source: 'product.md §1: handler and signer see their inbox; the leader drills down',
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
      source: 'product.md §3.13: submissions return a receipt',
    },
  },
  'directory-journal': {
    see: {
      permits: [{ by: 'anyone', as: ['audit-administrator'] }],
      otherwise: HIDDEN,
      source: 'GB/T 22239 8.1.4: the three administrators are kept apart; audit reads what the others did',
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

/** Actions that change nothing. */
export const READING: readonly string[] = ['see', 'verify'];

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
