import type { Span } from '@luodi/core/base';
import type { Compiled, Duty, DutyRole, Item, Measure } from '@luodi/core/task';

const TEXT = `临川市2031年城乡建设重点任务

一、基础设施
（一）完善停车供给。新增公共停车位1.2万个，建成充电桩|接口＝500个。持续开展占道整治。
牵头单位：市住房城乡建设局；责任单位：市公安局、各区人民政府。
（二）修订管理办法。出台《公共停车场管理办法》。
`;

/** Where these words stand in the sample. */
function at(words: string, from = 0): Span {
  const start = TEXT.indexOf(words, from);
  if (start < 0) throw new Error(`the sample has no “${words}”`);
  return [start, start + words.length];
}

const measure = (words: string, more: Partial<Measure> = {}): Measure => ({
  id: words.slice(0, 4),
  span: at(words),
  text: words,
  verb: words.slice(0, 2),
  kind: 'quantity',
  targets: [],
  deadlines: [],
  deliverables: [],
  scopes: [],
  ...more,
});

const duty = (role: DutyRole, order: number, written: string, name: string, governs: Span): Duty => ({
  role,
  order,
  explicit: true,
  span: at(written),
  written,
  name,
  unit: null,
  group: null,
  governs,
});

const body = at('新增公共停车位1.2万个，建成充电桩|接口＝500个。持续开展占道整治。');
const ongoing = at('持续开展占道整治');

const items: readonly Item[] = [
  {
    id: 'i1',
    no: 1,
    path: ['一', '（一）'],
    title: '完善停车供给',
    span: [at('（一）')[0], at('各区人民政府。')[1]],
    titleSpan: at('完善停车供给'),
    bodySpan: body,
    measures: [
      measure('新增公共停车位1.2万个', {
        targets: [
          {
            span: at('1.2万个'),
            comparator: 'eq',
            value: '12000',
            unit: '个',
            subject: '公共停车位',
            per: null,
            aspirational: false,
            form: 'figure',
          },
        ],
        deadlines: [{ span: at('2031年'), kind: 'by', date: '2031-12-31', inferred: true }],
      }),
      measure('建成充电桩|接口＝500个'),
      measure('持续开展占道整治', {
        kind: 'standing',
        deadlines: [{ span: at('持续'), kind: 'ongoing', date: null, inferred: false }],
      }),
    ],
    duties: [
      duty('lead', 1, '市住房城乡建设局', '临川市住房城乡建设局', body),
      duty('responsible', 1, '市公安局', '临川市公安局', ongoing),
      duty('responsible', 2, '各区人民政府', '各区人民政府', body),
    ],
    citations: [],
    places: [],
  },
  {
    id: 'i2',
    no: 2,
    path: ['一', '（二）'],
    title: '修订管理办法',
    span: at('（二）修订管理办法。出台《公共停车场管理办法》。'),
    titleSpan: at('修订管理办法'),
    bodySpan: at('出台《公共停车场管理办法》。'),
    measures: [],
    duties: [],
    citations: [],
    places: [],
  },
];

/** A small ledger of invented wording on which the writers are tested; its places are those of the text. */
export const sample: Compiled = {
  schema: 'luodi/compiled@1',
  source: { name: '样例.txt', format: 'txt', sm3: '0'.repeat(64), text: TEXT },
  meta: {
    kind: 'plan',
    genre: '重点任务',
    title: '临川市2031年城乡建设重点任务',
    titleSpan: at('临川市2031年城乡建设重点任务'),
    docNumber: null,
    docNumberSpan: null,
    issuer: { name: '临川市人民政府', id: null, span: null },
    issuedOn: null,
    issuedOnSpan: null,
    period: { begins: '2031-01-01', ends: '2031-12-31', inferred: false, span: at('2031年') },
  },
  headings: [],
  items,
  goals: [],
  diagnostics: [
    {
      code: 'file/empty',
      severity: 'error',
      message: '这项任务没有写明牵头单位。',
      span: at('修订管理办法'),
      fix: { span: [TEXT.length, TEXT.length], text: '牵头单位：\n' },
    },
    {
      code: 'file/folder',
      severity: 'info',
      message: '持续开展的工作没有完成标准。',
      span: ongoing,
      fix: null,
    },
  ],
};
