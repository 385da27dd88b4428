import type { AssignmentState, NextKind, PostRole, SlipRole } from '@luodi/core/assignment';
import { ASSIGNMENT_ACTS } from '@luodi/core/assignment';
import { z } from 'zod';
import type { ActAsked } from '../../views/assignment/assignment.ts';
import { may } from '../route.ts';

/* How assignments, slips and inboxes look from outside. */

// biome-ignore format: one line reads better
export const STATES = [
  'drafted', 'dispatched', 'disputed', 'acknowledged', 'in-progress', 'claimed', 'signed', 'accepted', 'verified',
  'closed', 'withdrawn', 'transferred',
] as const satisfies AssignmentState[];
export const SLIP_ROLES = [
  'lead',
  'co-lead',
  'responsible',
  'cooperate',
  'guide',
  'local',
] as const satisfies SlipRole[];
const POST_ROLES = ['coordinator', 'leader', 'handler', 'signer'] as const satisfies PostRole[];
// biome-ignore format: one line reads better
const NEXT_KINDS = [
  'acknowledge', 'rule', 'begin', 'work', 'sign', 'consolidate', 'accept', 'verify', 'close',
] as const satisfies NextKind[];
export const INBOX_KINDS = [...NEXT_KINDS, 'answer', 'decide'] as const;
/** Acts on one assignment. */
export const ACTS = ASSIGNMENT_ACTS.filter((act): act is ActAsked => act !== 'dispatch') as [
  ActAsked,
  ...ActAsked[],
];

/** A list in an answer: views give lists that nobody changes. */
export function many<T extends z.ZodType>(of: T): z.ZodReadonly<z.ZodArray<T>> {
  return z.array(of) as unknown as z.ZodReadonly<z.ZodArray<T>>;
}

export const unitRef = z.object({ id: z.string(), name: z.string() }).meta({ id: 'UnitRef' });
export const day = z.iso.date();
const titled = z.object({ id: z.string(), title: z.string() });
const due = z.object({
  on: day,
  assumed: many(z.int()).describe('Years whose holidays are not published: counted with Monday to Friday'),
});
const clock = z.object({ clock: z.string(), from: day, due, overdue: z.boolean() });
const item = z.object({ id: z.string(), no: z.int(), title: z.string() });
const next = z.object({
  kind: z.enum(NEXT_KINDS),
  act: z.enum(ASSIGNMENT_ACTS as [ActAsked, ...ActAsked[]]).describe('The first act that does it'),
  unit: unitRef,
  role: z.enum(POST_ROLES),
  due: due.nullable(),
  overdue: z.boolean(),
  yours: z.boolean().describe('It is for the post that asks'),
});

export const assignment = z
  .object({
    programme: titled,
    id: z.string(),
    slip: z.int(),
    version: z.int(),
    state: z.enum(STATES),
    role: z.enum(SLIP_ROLES),
    kind: z.enum(['consolidating', 'reporting', 'supporting']),
    reports: z.boolean(),
    final: z.boolean().describe('Ruled on: no dispute is possible any more'),
    item,
    measure: z.object({
      id: z.string(),
      text: z.string(),
      kind: z.string(),
      standard: z.string().nullable(),
      deliverables: many(z.string()),
    }),
    unit: unitRef,
    lead: unitRef,
    coordinator: unitRef,
    dueOn: day.nullable(),
    follows: z.string().nullable().describe('The assignment in whose place this one stands'),
    followedBy: z.string().nullable(),
    marks: many(
      z.object({
        no: z.int(),
        act: z.enum(ASSIGNMENT_ACTS as ['dispatch', ...ActAsked[]]),
        post: titled,
        unit: unitRef,
        at: z.string(),
        reason: z.string(),
      }),
    ),
    clocks: many(clock).describe('Clocks of the procedure that run now'),
    next: next.nullable().describe('What has to be done next, and by whom'),
    may: z.record(z.enum(ACTS), may),
    changedAt: z.string(),
  })
  .meta({ id: 'Assignment' });

export const assignmentLine = z
  .object({
    id: z.string(),
    slip: z.int(),
    version: z.int(),
    state: z.enum(STATES),
    role: z.enum(SLIP_ROLES),
    reports: z.boolean(),
    item,
    measure: z.object({ id: z.string(), text: z.string() }),
    unit: unitRef,
    lead: unitRef,
    region: z.string().nullable(),
    dueOn: day.nullable(),
    overdue: z.boolean(),
    clocks: many(clock),
    next: next.extend({ may }).nullable(),
    changedAt: z.string(),
  })
  .meta({ id: 'AssignmentLine' });

const deadline = z.object({
  id: z.string(),
  kind: z.enum(['by', 'in', 'ongoing', 'staged']),
  date: day.nullable(),
  inferred: z.boolean(),
});
export const slip = z
  .object({
    programme: titled,
    no: z.int().nullable().describe('Null before it is dispatched'),
    unit: unitRef,
    coordinator: unitRef.nullable(),
    dispatchedAt: z.string().nullable(),
    lines: many(
      z.object({
        item,
        measure: z.object({ id: z.string(), text: z.string(), standard: z.string().nullable() }),
        role: z.enum(SLIP_ROLES),
        reports: z.boolean(),
        lead: unitRef,
        deadlines: many(deadline),
        dueOn: day.nullable(),
        deliverables: many(z.string()),
        source: many(z.object({ span: many(z.int()), text: z.string() })).describe(
          'The characters of the document that it comes from',
        ),
        assignment: z.object({ id: z.string(), state: z.enum(STATES), version: z.int() }).nullable(),
      }),
    ),
    may: z.object({ acknowledge: may }),
  })
  .meta({ id: 'Slip' });

export const slipHeading = z
  .object({
    no: z.int(),
    unit: unitRef,
    dispatchedAt: z.string(),
    assignments: z.int(),
    waiting: z.int().describe('Not acknowledged yet'),
  })
  .meta({ id: 'SlipHeading' });

const held = z.object({
  id: z.string(),
  unit: unitRef,
  measure: z.string(),
  role: z.enum(SLIP_ROLES),
  lead: unitRef,
});
export const dispatchPreview = z
  .object({
    programme: titled.extend({ version: z.int() }),
    slips: many(slip),
    assignments: z.int(),
    dropped: many(held).describe('No longer in the ledger: to be taken back'),
    changed: many(held).describe('With the role and lead that the ledger says now'),
    waiting: many(held).describe('Claimed or signed already: to be finished or returned first'),
    may: z.object({ dispatch: may }),
  })
  .meta({ id: 'DispatchPreview' });

export const dispatched = z
  .object({
    programme: z.string(),
    dispatchedAt: z.string(),
    slips: many(z.object({ no: z.int(), unit: unitRef, assignments: z.int() })),
    assignments: z.int(),
    withdrawn: z.int(),
    changed: z.int(),
    waiting: many(z.object({ id: z.string(), unit: unitRef, measure: z.string() })),
  })
  .meta({ id: 'Dispatched' });

export const doneToMany = z
  .object({
    done: z.int(),
    answers: many(
      z.union([
        z.object({ id: z.string(), done: z.literal(true), state: z.enum(STATES), version: z.int() }),
        z.object({
          id: z.string(),
          done: z.literal(false),
          why: z.object({
            code: z.string(),
            parameters: z.record(z.string(), z.unknown()),
            sentence: z.string(),
          }),
        }),
      ]),
    ),
  })
  .meta({ id: 'DoneToMany' });

export const boardLine = z
  .object({
    region: z.object({ code: z.string(), name: z.string() }).nullable(),
    units: z.int(),
    assignments: z.int(),
    acknowledged: z.int(),
    disputed: z.int(),
    waiting: z.int(),
    late: z.int(),
  })
  .meta({ id: 'AcknowledgementLine' });

export const inboxLine = z
  .object({
    programme: titled,
    kind: z.enum(INBOX_KINDS),
    subject: z.object({ kind: z.enum(['assignment', 'duty', 'change-request']), id: z.string() }),
    role: z.string(),
    measure: z.object({ id: z.string(), text: z.string() }).nullable(),
    item: z.object({ no: z.int(), title: z.string() }).nullable(),
    unit: unitRef.nullable(),
    dueOn: day.nullable(),
    overdue: z.boolean(),
    assumed: z.boolean().describe('The day was counted through a year whose holidays are not published yet'),
    since: z.string(),
    act: z.string().describe('What the button does'),
  })
  .meta({ id: 'InboxLine' });
