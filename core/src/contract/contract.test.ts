import { describe, expect, it } from 'vitest';
import type { Compiled } from '../task/index.ts';
import { compiledJsonSchema, compiledSchema } from './index.ts';

const TEXT = '昭化市2031年重点任务\n（一）增加停车供给。新增停车位900个。牵头单位：市公安局';
const at = (words: string): readonly [number, number] => [
  TEXT.indexOf(words),
  TEXT.indexOf(words) + words.length,
];

const compiled: Compiled = {
  schema: 'luodi/compiled@1',
  source: {
    name: '停车.docx',
    format: 'docx',
    sm3: 'a1'.repeat(32),
    text: TEXT,
    map: [{ start: 0, page: 1 }],
  },
  meta: {
    kind: 'plan',
    genre: '重点任务',
    title: '昭化市2031年重点任务',
    titleSpan: at('昭化市2031年重点任务'),
    docNumber: null,
    docNumberSpan: null,
    issuer: { name: '昭化市人民政府', id: null, span: null },
    issuedOn: null,
    issuedOnSpan: null,
    period: { begins: '2031-01-01', ends: '2031-12-31', inferred: false, span: at('2031年') },
  },
  headings: [{ path: ['（一）'], level: 1, title: '增加停车供给', span: at('增加停车供给') }],
  items: [
    {
      id: 't1',
      no: 1,
      path: ['（一）'],
      title: '增加停车供给',
      span: [TEXT.indexOf('（一）'), TEXT.length],
      titleSpan: at('增加停车供给'),
      bodySpan: at('新增停车位900个。'),
      measures: [
        {
          id: 't1.1',
          span: at('新增停车位900个'),
          text: '新增停车位900个',
          verb: '新增',
          kind: 'quantity',
          targets: [
            {
              span: at('900个'),
              comparator: 'eq',
              value: '900',
              unit: '个',
              subject: '停车位',
              per: null,
              aspirational: false,
              form: 'figure',
            },
          ],
          deadlines: [{ span: at('2031年'), kind: 'by', date: '2031-12-31', inferred: true }],
          deliverables: [],
          scopes: [],
        },
      ],
      duties: [
        {
          role: 'lead',
          order: 1,
          explicit: true,
          span: at('市公安局'),
          written: '市公安局',
          name: '市公安局',
          unit: { id: 'x/公安局', name: '昭化市公安局' },
          group: null,
          governs: at('新增停车位900个。'),
        },
      ],
      citations: [],
      places: [],
    },
  ],
  goals: [],
  diagnostics: [{ code: 'target/vague', severity: 'info', message: '…', span: [0, 1], fix: null }],
};

it('takes a compiled document as it is', () => {
  expect(compiledSchema.parse(compiled)).toEqual(compiled);
  expect(compiledSchema.parse(JSON.parse(JSON.stringify(compiled)))).toEqual(compiled);
});

describe('refuses', () => {
  const broken: readonly [string, unknown][] = [
    ['another version', { ...compiled, schema: 'luodi/compiled@2' }],
    ['a span of three', { ...compiled, meta: { ...compiled.meta, titleSpan: [0, 1, 2] } }],
    ['a negative offset', { ...compiled, meta: { ...compiled.meta, titleSpan: [-1, 2] } }],
    ['a hash that is none', { ...compiled, source: { ...compiled.source, sm3: 'A1'.repeat(32) } }],
    ['a document without items', { ...compiled, items: undefined }],
    ['a date with slashes', { ...compiled, meta: { ...compiled.meta, issuedOn: '2031/1/2' } }],
  ];
  it.each(broken)('%s', (_case, value) => {
    expect(compiledSchema.safeParse(value).success).toBe(false);
  });
});

it('is JSON Schema 2020-12 with a definition for each shape, all of whose references exist', () => {
  const schema = compiledJsonSchema() as { $schema: string; $defs: Record<string, object> };
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const written = JSON.stringify(schema);
  for (const [, name] of written.matchAll(/#\/\$defs\/([A-Za-z]+)/g))
    expect(Object.keys(schema.$defs)).toContain(name);
  expect(Object.keys(schema.$defs)).toEqual(
    expect.arrayContaining(['Span', 'Item', 'Measure', 'Target', 'Deadline', 'Duty', 'Finding']),
  );
  expect(written).not.toContain('readOnly');
});
