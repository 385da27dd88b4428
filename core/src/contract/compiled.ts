import { z } from 'zod';
import type { Compiled } from '../task/index.ts';

/*
 * 契约: `luodi/compiled@1` as a schema, for those who receive a compiled document from outside. The types in
 * task/compiled.ts are the master; contract.test.ts fails to compile where the two differ. A folder of its own, so
 * that compiling a document does not load zod.
 */

const offset = z.int().nonnegative();

const span = z
  .tuple([offset, offset])
  .readonly()
  .meta({ id: 'Span', description: '[start, end) in UTF-16 code units of source.text' });

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const sourcePlace = z
  .object({ start: offset, page: z.int().min(1).exactOptional(), paragraph: z.int().min(1).exactOptional() })
  .readonly()
  .meta({
    id: 'SourcePlace',
    description: 'From start on, the text stands on this page and in this paragraph',
  });

const source = z
  .object({
    name: z.string(),
    format: z.enum(['txt', 'md', 'html', 'docx', 'pdf', 'ofd', 'doc', 'wps']),
    sm3: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'SM3 (GB/T 32905) of the UTF-8 bytes of text' }),
    text: z.string().meta({ description: 'The immutable text that every span points into' }),
    map: z.array(sourcePlace).readonly().exactOptional(),
  })
  .readonly()
  .meta({ id: 'Source', title: '原文' });

const meta = z
  .object({
    kind: z.enum(['plan', 'other']).meta({ description: 'other: no work plan; items is empty' }),
    genre: z.string().nullable(),
    title: z.string().nullable(),
    titleSpan: span.nullable(),
    docNumber: z.string().nullable(),
    docNumberSpan: span.nullable(),
    issuer: z
      .object({ name: z.string(), id: z.string().nullable(), span: span.nullable() })
      .readonly()
      .nullable(),
    issuedOn: date.nullable(),
    issuedOnSpan: span.nullable(),
    period: z
      .object({ begins: date, ends: date, inferred: z.boolean(), span: span.nullable() })
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'Meta', title: '文件要素' });

const path = z.array(z.string()).readonly();

const heading = z
  .object({ path, level: z.int().min(1), title: z.string(), span })
  .readonly()
  .meta({ id: 'Heading', title: '标题' });

const target = z
  .object({
    span,
    comparator: z.enum(['eq', 'gte', 'lte', 'range', 'approx', 'up', 'down', 'ratio']),
    value: decimal.exactOptional(),
    min: decimal.exactOptional(),
    max: decimal.exactOptional(),
    unit: z.string().nullable(),
    subject: z.string(),
    per: z.string().nullable(),
    aspirational: z.boolean(),
    form: z.enum(['figure', 'coverage', 'fraction', 'multiple']),
  })
  .readonly()
  .meta({
    id: 'Target',
    title: '目标值',
    description: 'Decimal strings, 万 and 亿 multiplied out; % per hundred',
  });

const deadline = z
  .object({
    span,
    kind: z.enum(['by', 'in', 'ongoing', 'staged']),
    date: date.nullable().meta({ description: 'The last day on which it is met; null for standing work' }),
    inferred: z.boolean(),
    governs: span.exactOptional(),
  })
  .readonly()
  .meta({ id: 'Deadline', title: '时限' });

const deliverable = z
  .object({ span, verb: z.string(), title: z.string() })
  .readonly()
  .meta({ id: 'Deliverable', title: '成果文件' });

const measure = z
  .object({
    id: z.string(),
    span,
    text: z.string(),
    verb: z.string(),
    kind: z.enum(['document', 'quantity', 'event', 'standing']),
    targets: z.array(target).readonly(),
    deadlines: z.array(deadline).readonly(),
    deliverables: z.array(deliverable).readonly(),
    scopes: z.array(z.object({ span, word: z.string() }).readonly()).readonly(),
  })
  .readonly()
  .meta({ id: 'Measure', title: '举措', description: 'The tracked unit of work' });

const duty = z
  .object({
    role: z.enum(['lead', 'responsible', 'cooperate', 'guide', 'local']),
    order: z.int().min(1),
    explicit: z.boolean().meta({ description: 'false where the role is assumed from custom' }),
    span,
    written: z.string(),
    name: z.string().meta({ description: 'After expansion: 成都市人民政府 for 成都市、德阳市人民政府' }),
    unit: z.object({ id: z.string(), name: z.string() }).readonly().nullable(),
    group: z
      .object({ kind: z.enum(['all', 'some', 'open', 'generic']), of: z.string() })
      .readonly()
      .nullable(),
    governs: span,
  })
  .readonly()
  .meta({ id: 'Duty', title: '责任' });

const citation = z
  .object({ span, title: z.string(), use: z.enum(['basis', 'deliverable', 'work']) })
  .readonly()
  .meta({ id: 'Citation', title: '引用文件' });

const place = z
  .object({ span, name: z.string(), code: z.string().nullable() })
  .readonly()
  .meta({ id: 'Place', title: '地点' });

const goal = z
  .object({
    id: z.string(),
    path,
    title: z.string(),
    titleSpan: span,
    span,
    measures: z.array(measure).readonly(),
  })
  .readonly()
  .meta({
    id: 'Goal',
    title: '总体目标',
    description: 'Figures outside the tasks, to which nobody is assigned',
  });

const item = z
  .object({
    id: z.string(),
    no: z.int().min(1),
    path,
    title: z.string(),
    span,
    titleSpan: span,
    bodySpan: span,
    measures: z.array(measure).readonly(),
    duties: z.array(duty).readonly(),
    citations: z.array(citation).readonly(),
    places: z.array(place).readonly(),
  })
  .readonly()
  .meta({ id: 'Item', title: '任务' });

const finding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    message: z.string(),
    span,
    fix: z.object({ span, text: z.string() }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'Finding', title: '诊断' });

/** A compiled document as it goes over a wire. Unknown keys are let through by `parse` and dropped. */
export const compiledSchema = z
  .object({
    schema: z.literal('luodi/compiled@1'),
    source,
    meta,
    headings: z.array(heading).readonly(),
    items: z.array(item).readonly(),
    goals: z.array(goal).readonly(),
    diagnostics: z.array(finding).readonly(),
  })
  .readonly()
  .meta({ id: 'Compiled', title: 'luodi/compiled@1' });

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** Does not compile where the schema and the types of task/compiled.ts differ, in either direction. */
export const schemaEqualsTypes: Same<z.infer<typeof compiledSchema>, Compiled> = true;
