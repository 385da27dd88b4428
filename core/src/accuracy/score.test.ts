import { describe, expect, test } from 'vitest';
import type { Compiled, Duty, Item, Measure } from '../task/index.ts';
import { goalsMissed } from './goals.ts';
import { type Gold, readGold } from './gold.ts';
import { scoreDocument, sumOf } from './score.ts';
import { unverified } from './verify.ts';

const TEXT = '（一）修桥铺路。新建桥梁12座，出台《桥梁养护办法》。\n牵头单位：交通局等有关部门\n';

function spanOf(words: string): [number, number] {
  const at = TEXT.indexOf(words);
  return [at, at + words.length];
}

const gold: Gold = readGold({
  sha256: '0'.repeat(64),
  document: 'made up',
  annotated: null,
  items: [
    {
      path: ['（一）'],
      titleSpan: spanOf('修桥铺路'),
      span: [0, TEXT.length - 1],
      measures: [spanOf('新建桥梁12座'), spanOf('出台《桥梁养护办法》')],
      duties: [
        { role: 'lead', name: '交通局', span: spanOf('交通局'), group: null },
        { role: 'lead', name: '等有关部门', span: spanOf('等有关部门'), group: 'open' },
      ],
      targets: [{ span: spanOf('桥梁12座'), comparator: 'eq', value: '12', unit: '座' }],
      deadlines: [],
      deliverables: [spanOf('桥梁养护办法')],
      citations: [spanOf('《桥梁养护办法》')],
    },
  ],
});

function measureOf(words: string, more: Partial<Measure> = {}): Measure {
  return {
    id: words,
    span: spanOf(words),
    text: words,
    verb: '',
    kind: 'event',
    targets: [],
    deadlines: [],
    deliverables: [],
    scopes: [],
    ...more,
  };
}

function dutyOf(written: string, group: Duty['group'], name = written): Duty {
  return {
    role: 'lead',
    order: 1,
    explicit: true,
    span: spanOf(written),
    written,
    name,
    unit: null,
    group,
    governs: [0, 10],
  };
}

function compiledWith(more: Partial<Item>): Compiled {
  const item: Item = {
    id: '1',
    no: 1,
    path: ['（一）'],
    title: '修桥铺路',
    span: [0, TEXT.length - 1],
    titleSpan: spanOf('修桥铺路'),
    bodySpan: [8, TEXT.length - 1],
    measures: [],
    duties: [],
    citations: [],
    places: [],
    ...more,
  };
  return {
    schema: 'luodi/compiled@1',
    source: { name: 'x', format: 'txt', sm3: '', text: TEXT },
    meta: {
      kind: 'plan',
      genre: null,
      title: null,
      titleSpan: null,
      docNumber: null,
      docNumberSpan: null,
      issuer: null,
      issuedOn: null,
      issuedOnSpan: null,
      period: null,
    },
    headings: [],
    items: [item],
    goals: [],
    diagnostics: [],
  };
}

const target = {
  span: spanOf('12座'),
  comparator: 'eq' as const,
  value: '12.0',
  unit: '座',
  subject: '桥梁',
  per: null,
  aspirational: false,
  form: 'figure' as const,
};
const perfect = compiledWith({
  measures: [
    measureOf('新建桥梁12座', { targets: [target] }),
    measureOf('出台《桥梁养护办法》', {
      deliverables: [{ span: spanOf('《桥梁养护办法》'), verb: '出台', title: '《桥梁养护办法》' }],
    }),
  ],
  duties: [dutyOf('交通局', null), dutyOf('有关部门', { kind: 'open', of: '有关部门' })],
  citations: [{ span: spanOf('桥梁养护办法'), title: '桥梁养护办法', use: 'deliverable' }],
});

describe('scoring', () => {
  test('a document that says what its gold says scores 1 everywhere', () => {
    const figures = scoreDocument(gold, perfect);
    expect(Object.values(figures).map((one) => one.f1)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(goalsMissed(figures, 'reference')).toEqual([]);
  });

  test('what was not found is named as missed, what nobody asked for as surplus', () => {
    const figures = scoreDocument(
      gold,
      compiledWith({ duties: [dutyOf('交通局', null, '交通运输局')], measures: [measureOf('新建桥梁12座')] }),
    );
    expect(figures.units).toMatchObject({ gold: 1, found: 1, right: 0, precision: 0, recall: 0, f1: 0 });
    expect(figures.units?.misses.map((one) => one.what)).toEqual(['lead 交通局']);
    expect(figures.units?.surplus.map((one) => one.what)).toEqual(['lead 交通运输局']);
    expect(figures.measures).toMatchObject({ gold: 2, found: 1, right: 1, precision: 1, recall: 0.5 });
    expect(goalsMissed(figures, 'unseen')).toEqual([
      'units',
      'groups',
      'targets',
      'measures',
      'deliverables',
      'citations',
    ]);
  });

  test('a measure counts only with its exact boundaries', () => {
    const figures = scoreDocument(
      gold,
      compiledWith({ measures: [measureOf('新建桥梁12座，'), measureOf('出台《桥梁养护办法》')] }),
    );
    expect(figures.measures).toMatchObject({ right: 1, found: 2 });
  });

  test('a target needs its comparator, its figure and its unit', () => {
    for (const wrong of [{ comparator: 'gte' as const }, { value: '120' }, { unit: '个' }]) {
      const measures = [measureOf('新建桥梁12座', { targets: [{ ...target, ...wrong }] })];
      expect(scoreDocument(gold, compiledWith({ measures })).targets?.right).toBe(0);
    }
  });

  test('what readers disagree about is neither missed nor surplus', () => {
    const [item] = gold.items;
    const lenient = {
      ...gold,
      items: [{ ...item, targets: [], optional: { targets: [spanOf('桥梁12座')] } }],
    } as Gold;
    expect(scoreDocument(lenient, perfect).targets).toMatchObject({ gold: 0, found: 0, f1: 1 });
    expect(scoreDocument(lenient, compiledWith({})).targets).toMatchObject({ gold: 0, found: 0, f1: 1 });
  });

  test('outside the stretches that were read nothing is counted', () => {
    const elsewhere = { ...gold, annotated: [[40, 50]], items: [] } as Gold;
    expect(scoreDocument(elsewhere, perfect).targets).toMatchObject({ found: 0, f1: 1 });
  });

  test('several documents are summed before they are rated', () => {
    const half = scoreDocument(gold, compiledWith({ measures: [measureOf('新建桥梁12座')] }));
    const sums = sumOf([scoreDocument(gold, perfect), half]);
    expect(sums.measures).toMatchObject({ gold: 4, found: 3, right: 3, recall: 0.75 });
  });
});

describe('verifying', () => {
  test('a document whose fields keep their characters verifies', () => {
    expect(unverified(perfect)).toEqual([]);
  });

  test('a quotation that differs from its characters is named', () => {
    const [first] = perfect.items[0]?.measures ?? [];
    const wrong = unverified(compiledWith({ measures: [{ ...first, text: '新建桥梁13座' } as Measure] }));
    expect(wrong.map((one) => one.what)).toEqual(['measure: «新建桥梁13座» is not what stands there']);
  });

  test('a span outside the text is named', () => {
    const wrong = unverified(compiledWith({ places: [{ span: [5, 9999], name: 'x', code: null }] }));
    expect(wrong.map((one) => one.what)).toEqual(['place: outside the text']);
  });
});
