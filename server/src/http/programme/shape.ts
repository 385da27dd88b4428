import { z } from 'zod';
import { may } from '../route.ts';
import { comparator, kind, limitKind, rhythm, role, targetForm } from './change.ts';

/* 计划 and its parts, as they are answered. */

export const instant = z.iso.datetime();
export const params = z.strictObject({ programme: z.string().max(100) });

const span = z.tuple([z.int(), z.int()]).readonly();
const list = <One extends z.ZodType>(one: One) => z.array(one).readonly();

export const unit = z.object({ id: z.string(), name: z.string() });
const origin = z
  .object({ span, text: z.string() })
  .meta({ id: 'Origin', description: '出处: the characters of the document that it comes from' });

const target = z
  .object({
    id: z.string(),
    comparator,
    ...{ value: z.string().nullable(), min: z.string().nullable(), max: z.string().nullable() },
    ...{ unit: z.string().nullable(), subject: z.string(), per: z.string().nullable() },
    ...{ aspirational: z.boolean(), form: targetForm, origin: origin.nullable() },
  })
  .meta({ id: 'LedgerTarget', description: '目标值' });

const deadline = z
  .object({
    ...{ id: z.string(), kind: limitKind, date: z.string().nullable(), inferred: z.boolean() },
    origin: origin.nullable(),
  })
  .meta({ id: 'LedgerDeadline', description: '时限' });

export const duty = z
  .object({
    ...{ id: z.string(), role, order: z.int(), explicit: z.boolean(), name: z.string() },
    unit: unit.nullable(),
    group: z
      .object({
        kind: z.enum(['all', 'some', 'open', 'generic']),
        of: z.string(),
        owner: unit.nullable(),
        members: list(unit).nullable(),
      })
      .nullable(),
    measures: list(z.string()),
    origin: origin.nullable(),
  })
  .meta({ id: 'LedgerDuty', description: '责任' });

export const goal = z
  .object({
    ...{ id: z.string(), path: list(z.string()), title: z.string(), text: z.string() },
    ...{ targets: list(target), deadlines: list(deadline), origin },
  })
  .meta({ id: 'LedgerGoal', description: '总体目标' });

const itemHead = { id: z.string(), no: z.int(), path: list(z.string()), title: z.string() };

const counts = z.record(z.string(), z.int());

export const measure = z
  .object({
    ...{ id: z.string(), text: z.string(), kind, standard: z.string().nullable() },
    ...{ targets: list(target), deadlines: list(deadline), deliverables: list(z.string()) },
    ...{ reportingUnit: unit.nullable(), rhythm: rhythm.nullable(), origins: list(origin) },
    ...{ item: z.object(itemHead), duties: list(duty), dueOn: z.string().nullable() },
    assignments: counts,
  })
  .meta({ id: 'MeasureRow', description: '台账举措' });

export const item = z
  .object({ ...itemHead, origin, duties: list(duty), measures: z.int() })
  .meta({ id: 'ItemRow', description: '台账事项' });

export const unitRow = z
  .object({ unit, roles: counts, measures: z.int() })
  .meta({ id: 'ResponsibleUnit', description: '责任单位' });

const limit = z.union([z.object({ workdays: z.int() }), z.object({ days: z.int() })]).nullable();

export const procedure = z
  .object({
    ...{ id: z.string(), name: z.string(), source: z.string(), from: z.string().nullable() },
    clocks: z.record(z.string(), limit),
  })
  .meta({ id: 'Procedure', description: '程序规则' });

const documentRef = {
  ...{ name: z.string(), sm3: z.string(), docNumber: z.string().nullable(), issuer: z.string().nullable() },
  issuedOn: z.string().nullable(),
  period: z.object({ begins: z.string(), ends: z.string() }).nullable(),
};

const figure = z
  .object({
    ...{ figure: z.string(), value: z.int() },
    list: z.enum(['items', 'ledger', 'goals', 'units', 'open-points', 'assignments', 'change-requests']),
    filter: z.object({
      kind: z.string().exactOptional(),
      state: z.string().exactOptional(),
      code: z.string().exactOptional(),
    }),
  })
  .meta({ id: 'Figure', description: 'A figure, and the list with its filter that shows what it counts' });

export const state = z.enum(['draft', 'confirmed']);

export const programme = z
  .object({
    ...{ id: z.string(), title: z.string(), state, version: z.int(), baseline: z.int() },
    ...{ owner: unit, coordinator: unit.nullable(), document: z.object(documentRef).nullable() },
    ...{ rhythm: rhythm.nullable(), procedure: procedure.nullable() },
    ...{ createdAt: instant, confirmedAt: instant.nullable(), dispatchedAt: instant.nullable() },
    figures: list(figure),
    may: z.object({ edit: may, confirm: may, 'request-change': may, dispatch: may }),
  })
  .meta({ id: 'Programme', description: '计划' });

export const programmeRow = z
  .object({
    ...{ id: z.string(), title: z.string(), state, version: z.int() },
    ...{ owner: unit, coordinator: unit.nullable() },
    ...{ createdAt: instant, confirmedAt: instant.nullable(), dispatchedAt: instant.nullable() },
    ...{ items: z.int().nullable(), measures: z.int().nullable(), own: z.int() },
  })
  .meta({ id: 'ProgrammeRow' });

export const document = z
  .object({
    ...documentRef,
    ...{ id: z.string(), media: z.string(), bytes: z.int(), fileSm3: z.string(), addedAt: instant },
    text: z.string(),
  })
  .meta({ id: 'Document', description: '公文' });

export const point = z
  .object({
    ...{ code: z.string(), parameters: z.record(z.string(), z.unknown()), sentence: z.string() },
    ...{ on: z.enum(['programme', 'item', 'measure', 'duty']), id: z.string() },
    item: z.object({ id: z.string(), no: z.int(), title: z.string() }).nullable(),
    owner: unit.nullable(),
    may,
  })
  .meta({ id: 'OpenPoint', description: '待补事项' });

const by = z
  .object({
    ...{ post: z.string(), title: z.string().nullable() },
    ...{ unit: z.string(), unitName: z.string().nullable() },
  })
  .meta({ id: 'By', description: '经手岗位和单位' });

export const difference = z
  .object({
    kind: z.enum(['added', 'removed', 'changed']),
    on: z.enum(['programme', 'item', 'measure', 'duty', 'goal']),
    ...{ id: z.string(), field: z.string().nullable() },
    ...{ before: z.unknown(), after: z.unknown() },
  })
  .meta({ id: 'Difference', description: '变更' });

const act = z.object({ act: z.string() }).loose();

export const edit = z
  .object({
    ...{ no: z.int(), act: z.string(), change: act, differences: list(difference) },
    ...{ by, at: instant, reason: z.string() },
  })
  .meta({ id: 'Edit', description: '改账记录' });

const baselineHead = {
  ...{ no: z.int(), sm3: z.string(), request: z.string().nullable() },
  ...{ by, at: instant, reason: z.string() },
};
export const baselineRow = z.object(baselineHead).meta({ id: 'Baseline', description: '基线' });
export const baseline = z
  .object({
    ...baselineHead,
    ledger: z.unknown().meta({ type: 'object', description: '总账 as it was frozen' }),
  })
  .meta({ id: 'BaselineWithLedger' });

const stamped = z.object({ by, at: instant, reason: z.string() });
export const requestState = z.enum(['open', 'approved', 'refused', 'withdrawn']);
const requestHead = {
  ...{ id: z.string(), state: requestState, version: z.int() },
  ...{ requested: stamped, decided: stamped.nullable() },
};
export const requestRow = z.object({ ...requestHead, changes: z.int() }).meta({ id: 'ChangeRequestRow' });
export const request = z
  .object({
    ...requestHead,
    changes: list(act),
    differences: list(difference),
    may: z.object({ approve: may, refuse: may, withdraw: may }),
  })
  .meta({ id: 'ChangeRequest', description: '变更申请' });

export const measurePage = measure
  .extend({
    programme: z.object({ id: z.string(), title: z.string(), version: z.int() }),
    ...{ removed: z.boolean(), from: list(z.string()) },
    sources: list(z.object({ span, before: z.string(), text: z.string(), after: z.string() })),
    points: list(point),
    given: list(
      z.object({
        ...{ id: z.string(), unit, role: z.string(), state: z.string() },
        dueOn: z.string().nullable(),
      }),
    ),
    ...{ edits: list(edit), events: list(z.int()) },
    may: z.object({ edit: may }),
  })
  .meta({ id: 'MeasurePage', description: '台账举措: everything about it' });
