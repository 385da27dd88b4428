import { z } from 'zod';
import type { LedgerChange } from '../../acts/programme/change.ts';

/* 改动: what can be changed in a ledger, as it is sent. */

/** Names of things in a ledger: `t12.3`, `t12.n4`. */
export const partId = z.string().min(1).max(100);
export const unitId = z.string().min(1).max(120);
export const text = z.string().min(1).max(10_000);
export const title = z.string().min(1).max(500);
/** Why; empty where the door lets the core say that a reason is needed. */
export const reason = z.string().max(2000);
export const day = z.iso.date();
const figure = z.string().min(1).max(60).nullable();

export const unitNamed = z
  .strictObject({ id: unitId, name: z.string().min(1).max(200).exactOptional() })
  .meta({
    id: 'UnitNamed',
    description: 'A unit of the directory; with another name where it bears one here',
  });

export const rhythm = z
  .strictObject({
    every: z.enum(['week', 'ten-days', 'month', 'quarter', 'half-year', 'year']),
    closes: z.union([
      z.strictObject({ monthsAfter: z.int(), day: z.int() }),
      z.strictObject({ daysAfter: z.int() }),
    ]),
    graceWorkdays: z.int(),
  })
  .meta({ id: 'Rhythm', description: '填报频次' });

export const role = z.enum(['lead', 'responsible', 'cooperate', 'guide', 'local']);
export const kind = z.enum(['document', 'quantity', 'event', 'standing']);
export const comparator = z.enum(['eq', 'gte', 'lte', 'range', 'approx', 'up', 'down', 'ratio']);
export const targetForm = z.enum(['figure', 'coverage', 'fraction', 'multiple']);
export const limitKind = z.enum(['by', 'in', 'ongoing', 'staged']);

/** Sent back as it was read, it is taken and not looked at: what is there keeps its place in the document. */
const ignored = z.unknown().exactOptional();

const target = z.strictObject({
  id: partId.exactOptional(),
  comparator,
  ...{ value: figure, min: figure, max: figure, unit: figure },
  subject: z.string().max(500),
  per: z.string().min(1).max(100).nullable(),
  aspirational: z.boolean(),
  form: targetForm,
  origin: ignored,
});

const deadline = z.strictObject({
  id: partId.exactOptional(),
  kind: limitKind,
  date: day.nullable(),
  inferred: z.boolean(),
  origin: ignored,
});

const parts = {
  text: text.exactOptional(),
  targets: z.array(target).max(100).exactOptional(),
  deadlines: z.array(deadline).max(100).exactOptional(),
};

const duty = {
  role,
  order: z.int(),
  measures: z.array(partId).max(1000),
};

/** One change, by its `act`. */
export const change: z.ZodType<LedgerChange> = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('edit-programme'),
    change: z.strictObject({
      title: title.exactOptional(),
      coordinator: unitNamed.nullable().exactOptional(),
      rhythm: rhythm.nullable().exactOptional(),
      procedure: z.string().min(1).max(100).nullable().exactOptional(),
    }),
  }),
  z.strictObject({
    act: z.literal('edit-item'),
    item: partId,
    change: z.strictObject({ title: title.exactOptional() }),
  }),
  z.strictObject({
    act: z.literal('edit-measure'),
    measure: partId,
    change: z.strictObject({
      ...parts,
      kind: kind.exactOptional(),
      standard: text.nullable().exactOptional(),
      deliverables: z.array(title).max(100).exactOptional(),
      reportingUnit: unitNamed.nullable().exactOptional(),
      rhythm: rhythm.nullable().exactOptional(),
    }),
  }),
  z.strictObject({
    act: z.literal('add-measure'),
    item: partId,
    measure: z.strictObject({ text, kind }),
  }),
  z.strictObject({ act: z.literal('remove-measure'), measure: partId }),
  z.strictObject({
    act: z.literal('split-measure'),
    measure: partId,
    parts: z
      .array(
        z.strictObject({
          text,
          targets: z.array(partId).max(100),
          deadlines: z.array(partId).max(100),
        }),
      )
      .max(50),
  }),
  z.strictObject({ act: z.literal('merge-measures'), measures: z.array(partId).max(50), text }),
  z.strictObject({
    act: z.literal('edit-duty'),
    duty: partId,
    change: z.strictObject({
      role: duty.role.exactOptional(),
      order: duty.order.exactOptional(),
      measures: duty.measures.exactOptional(),
      unit: unitNamed.nullable().exactOptional(),
    }),
  }),
  z.strictObject({
    act: z.literal('add-duty'),
    item: partId,
    duty: z.strictObject({ ...duty, unit: unitNamed }),
  }),
  z.strictObject({ act: z.literal('remove-duty'), duty: partId }),
  z.strictObject({ act: z.literal('assign-question'), duty: partId, owner: unitNamed }),
  z.strictObject({ act: z.literal('resolve-group'), duty: partId, members: z.array(unitNamed).max(500) }),
  z.strictObject({ act: z.literal('edit-goal'), goal: partId, change: z.strictObject(parts) }),
  z.strictObject({ act: z.literal('remove-goal'), goal: partId }),
]);

/** 改动 in one go. */
export const changes = z.array(change).min(1).max(500);
