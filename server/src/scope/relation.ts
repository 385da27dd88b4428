import type { AssignmentState } from '@luodi/core/assignment';
import { all, among, any, type Condition, is, not } from './condition.ts';
import { GOVERNMENTS, type Reach } from './reach.ts';
import type { Role, Who } from './who.ts';

/*
 * 关系: how a person's unit stands to a thing. Each is one condition on the facts of the thing; who has a relation and
 * the right role may do what rules.ts says.
 */

/** What is known about a programme; also for its ledger, document, baselines, items and journal. */
export interface ProgrammeFacts {
  readonly state: 'draft' | 'confirmed';
  /** The unit that opened it. */
  readonly owner: string;
  /** 统筹单位; null until one is named. */
  readonly coordinator: string | null;
  /** The unit of who asks has something of it in hand. */
  readonly participates: boolean;
  /** Something of it is visible to who asks: their own, what they consolidate, their region's, their line's. */
  readonly reached: boolean;
  /** The unit of who asks has to say who is meant by a group in it; for an item: in this item. */
  readonly asked: boolean;
}

/** A change request of a programme. */
export interface ChangeRequestFacts extends ProgrammeFacts {
  /** The unit that asked for the change. */
  readonly requester: string;
}

/** A slip, which exists only once it is dispatched. */
export interface SlipFacts {
  readonly unit: string;
  readonly coordinator: string | null;
}

/** An assignment, as its row says. */
export interface AssignmentFacts {
  readonly state: AssignmentState;
  readonly unit: string;
  readonly lead: string;
  readonly coordinator: string;
  readonly region: string | null;
  readonly functionKey: string | null;
}

/** A line of an inbox. */
export interface InboxFacts {
  readonly unit: string;
  readonly role: Role;
}

/** An event of the journal of a programme. */
export interface EventFacts {
  /** Null for the journal of the directory, which has no programme. */
  readonly state: 'draft' | 'confirmed' | null;
  readonly owner: string | null;
  readonly coordinator: string | null;
  /** The unit whose act it is; null for the clock. */
  readonly unit: string | null;
}

/** Things that exist before anything is known about them: all programmes, the journal of units and people. */
export type NoFacts = Readonly<Record<never, never>>;

/** What a decision about each kind of thing is made on. */
export interface FactsOf {
  readonly programmes: NoFacts;
  readonly programme: ProgrammeFacts;
  readonly ledger: ProgrammeFacts;
  readonly item: ProgrammeFacts;
  readonly document: ProgrammeFacts;
  readonly baseline: ProgrammeFacts;
  readonly journal: ProgrammeFacts;
  readonly 'change-request': ChangeRequestFacts;
  readonly slip: SlipFacts;
  readonly assignment: AssignmentFacts;
  readonly inbox: InboxFacts;
  readonly event: EventFacts;
  readonly 'directory-journal': NoFacts;
}
export type Thing = keyof FactsOf;
export type FieldOf<T extends Thing> = Extract<keyof FactsOf[T], string>;

type ConditionOf<Field extends string> = (who: Who, reach: Reach) => Condition<Field>;
type Relations<Facts> = Readonly<Record<string, ConditionOf<Extract<keyof Facts, string>>>>;

const anyone = () => 'always' as const;

/** The unit that is named, and the unit that opened it as long as none is. */
const coordinating = (one: (field: 'coordinator' | 'owner') => Condition<'coordinator' | 'owner'>) =>
  any<'coordinator' | 'owner'>(one('coordinator'), all(is('coordinator', null), one('owner')));

const OF_PROGRAMME = {
  anyone,
  /** 统筹单位 */
  coordinator: ({ unit }) => coordinating((field) => is(field, unit)),
  /** The unit that opened it, whoever coordinates it now. */
  opener: ({ unit }) => is('owner', unit),
  /** The same, before confirmation: it hands over a whole draft. */
  drafter: ({ unit }) => all<'owner' | 'state'>(is('owner', unit), is('state', 'draft')),
  /** 承办单位 */
  participant: () => all<'state' | 'participates'>(is('state', 'confirmed'), is('participates', true)),
  /** Something of it concerns the unit though nothing was given to it. */
  reached: () => all<'state' | 'reached'>(is('state', 'confirmed'), is('reached', true)),
  /** The unit that has to say who is meant by a group. */
  'question-owner': () => all<'state' | 'asked'>(is('state', 'draft'), is('asked', true)),
  /** 审计: the coordinating unit is in the auditor's region. */
  audited: (_, { audits }) =>
    all<'state' | 'coordinator' | 'owner'>(
      is('state', 'confirmed'),
      coordinating((field) => among(field, audits)),
    ),
} as const satisfies Relations<ProgrammeFacts>;

const SENT = not(is('state' as const, 'drafted'));

const OF_ASSIGNMENT = {
  coordinator: ({ unit }) => is('coordinator', unit),
  /** What the coordinating unit gave to another. */
  'coordinator-of-others': ({ unit }) =>
    all<'coordinator' | 'unit'>(is('coordinator', unit), not(is('unit', unit))),
  /** What the coordinating unit carries out itself. */
  'own-matter': ({ unit }) => all<'coordinator' | 'unit'>(is('coordinator', unit), is('unit', unit)),
  /** 承办单位 */
  own: ({ unit }) => all<'unit' | 'state'>(is('unit', unit), SENT),
  /** 汇总单位 */
  'measure-lead': ({ unit }) => all<'lead' | 'state'>(is('lead', unit), SENT),
  /** 属地: a government of the region, or of one above it. */
  'region-above': ({ functionKey }, { below }) =>
    functionKey === null || !GOVERNMENTS.includes(functionKey)
      ? 'never'
      : all<'region' | 'state'>(below === 'everywhere' ? 'always' : among('region', below), SENT),
  /** 条: the same standing function in a region above. */
  'line-above': ({ functionKey, region }, { below }) =>
    functionKey === null
      ? 'never'
      : all<'functionKey' | 'region' | 'state'>(
          is('functionKey', functionKey),
          not(is('region', region)),
          below === 'everywhere' ? 'always' : among('region', below),
          SENT,
        ),
  audited: (_, { audits }) => all<'coordinator' | 'state'>(among('coordinator', audits), SENT),
} as const satisfies Relations<AssignmentFacts>;

/** 每类事物的关系: by kind of thing and name. */
export const RELATIONS = {
  programmes: { anyone },
  programme: OF_PROGRAMME,
  ledger: OF_PROGRAMME,
  item: OF_PROGRAMME,
  document: OF_PROGRAMME,
  baseline: OF_PROGRAMME,
  journal: OF_PROGRAMME,
  'change-request': {
    ...OF_PROGRAMME,
    /** The unit that asked for the change. */
    requester: ({ unit }: Who) => is('requester' as const, unit),
  },
  slip: {
    coordinator: ({ unit }) => is('coordinator', unit),
    own: ({ unit }) => is('unit', unit),
    audited: (_, { audits }) => among('coordinator', audits),
  } satisfies Relations<SlipFacts>,
  assignment: OF_ASSIGNMENT,
  inbox: {
    own: ({ unit }) => is('unit', unit),
    /** 待办 of the very duties that the post has. */
    'own-duty': ({ unit, roles }) => all<'unit' | 'role'>(is('unit', unit), among('role', roles)),
  } satisfies Relations<InboxFacts>,
  event: {
    coordinator: ({ unit }) =>
      all<'state' | 'coordinator' | 'owner'>(
        not(is('state', null)),
        coordinating((field) => is(field, unit)),
      ),
    /** What the unit did itself: its receipts. */
    own: ({ unit }) => all<'state' | 'unit'>(not(is('state', null)), is('unit', unit)),
    audited: OF_PROGRAMME.audited,
  } satisfies Relations<EventFacts>,
  'directory-journal': { anyone },
} as const satisfies { readonly [T in Thing]: Relations<FactsOf[T]> };

export type RelationTo<T extends Thing> = Extract<keyof (typeof RELATIONS)[T], string>;

/** The condition under which this person stands in this relation to such a thing. */
export function conditionOf<T extends Thing>(
  thing: T,
  relation: RelationTo<T>,
  who: Who,
  reach: Reach,
): Condition<FieldOf<T>> {
  const relations = RELATIONS[thing] as unknown as Record<string, ConditionOf<FieldOf<T>>>;
  return (relations[relation] as ConditionOf<FieldOf<T>>)(who, reach);
}
