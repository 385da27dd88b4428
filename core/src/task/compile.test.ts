import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, type Span } from '../base/index.ts';
import { type DirectoryRecords, directoryOf } from '../unit/index.ts';
import { type Compiled, compileText } from './index.ts';

const records = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../directory/${name}`, import.meta.url), 'utf8'));
const directory = directoryOf({
  regions: records('regions.json'),
  units: records('units.json'),
} as DirectoryRecords);
const compiled = (text: string, issuer = '四川省人民政府'): Compiled =>
  compileText(text, { name: 'plan.txt', format: 'txt', sm3: '0'.repeat(64), directory, issuer });

const CITY = `云岭市2031年城市建设工作要点

为做好全年城市建设工作，制定本要点。

一、改善出行条件

（一）打通断头路。新建道路12条，完成桥梁加固改造8座。6月底前出台《停车设施管理办法》。

牵头单位：市住房城乡建设局

责任单位：市发展改革委、市财政局，各县（市、区）人民政府

（二）推进公交优先。优化公交线路20条以上，更新新能源公交车三分之一左右。

牵头单位：市交通运输局

责任单位：市公安局、市财政局等市级有关部门

二、组织实施

（三）加强统筹调度。健全工作机制，定期通报进展情况。
`;

const COUNTY = `石桥县2031年重点工作分工方案

一、壮大产业

1.建设食品产业园。建成标准厂房5万平方米，引进企业不少于6家。（县经信局、县商务局负责，列第一位的为牵头单位，下同）

2.培育农业品牌。认定绿色食品10个。（县农业农村局负责）

二、改善民生

3.增加托位供给。每个乡镇至少建成1所普惠托育机构。（县卫生健康局、县教育局，各乡镇人民政府负责）
`;

/** Every field but the places, with brackets of one width and without line ends. */
function fields({ items }: Compiled) {
  const plain = (text: string) =>
    text
      .replaceAll('(', '（')
      .replaceAll(')', '）')
      .replaceAll('[', '〔')
      .replaceAll(']', '〕')
      .replace(/\s+/g, '');
  return items.map(({ path, title, measures, duties, citations }) => ({
    path,
    title: plain(title),
    measures: measures.map((measure) => ({
      text: plain(measure.text),
      verb: measure.verb,
      kind: measure.kind,
      targets: measure.targets.map(({ span: _, subject, ...target }) => ({
        ...target,
        subject: plain(subject),
      })),
      deadlines: measure.deadlines.map(({ kind, date, inferred }) => ({ kind, date, inferred })),
      deliverables: measure.deliverables.map(({ verb, title: name }) => ({ verb, title: plain(name) })),
    })),
    duties: duties.map(({ role, order, explicit, name, unit, group }) => ({
      role,
      order,
      explicit,
      name: plain(name),
      unit,
      group,
    })),
    citations: citations.map(({ title: name, use }) => ({ name: plain(name), use })),
  }));
}

/** Text made of the marks that the grammar looks for, so that random texts reach its corners. */
const planText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\n|\n\n|一、|（一）|（二）|1.|2．|（1）|①|第一条 |——|★|牵头单位：|责任单位：|完成时限：|（|）|[|]|〔|〕|《|》|“|”|、|，|。|；|：|和|等|负责|牵头|由|财政厅|省发展改革委|各市（州）人民政府|有关部门|推进|建设|出台|100个|3.5万套|三分之二|2031年底前|6月底前|至少|每县|以上|全覆盖|比|提高到|同步|目录|.......|附件|| a |\t|2031年|第三批'.split(
          '|',
        ),
      ),
      fc.string({ maxLength: 5, unit: 'binary' }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

function spansOf(result: Compiled): { inner: Span; outer: Span; what: string }[] {
  const whole: Span = [0, result.source.text.length];
  return [
    ...result.headings.map(({ span }) => ({ inner: span, outer: whole, what: 'heading' })),
    ...result.diagnostics.map(({ span }) => ({ inner: span, outer: whole, what: 'finding' })),
    ...result.items.flatMap((item) => [
      { inner: item.span, outer: whole, what: 'item' },
      { inner: item.titleSpan, outer: item.span, what: 'title' },
      { inner: item.bodySpan, outer: item.span, what: 'body' },
      ...item.measures.flatMap((measure) => [
        { inner: measure.span, outer: item.span, what: 'measure' },
        ...[...measure.targets, ...measure.deliverables, ...measure.scopes].map(({ span }) => ({
          inner: span,
          outer: item.span,
          what: 'part of a measure',
        })),
        ...measure.deadlines.map(({ span, governs }) => ({
          inner: span,
          outer: governs ? whole : measure.span,
          what: 'deadline',
        })),
      ]),
      ...item.duties.map(({ governs }) => ({ inner: governs, outer: whole, what: 'governed stretch' })),
      ...item.citations.map(({ span }) => ({ inner: span, outer: item.span, what: 'citation' })),
    ]),
  ];
}

function expectTrue(result: Compiled): void {
  for (const { inner, outer, what } of spansOf(result)) {
    expect(inner[0], what).toBeLessThanOrEqual(inner[1]);
    expect(covers(outer, inner), `${what} ${inner} in ${outer}`).toBe(true);
  }
  const { text } = result.source;
  for (const item of result.items) {
    expect(text.slice(...item.titleSpan)).toBe(item.title);
    for (const measure of item.measures) expect(text.slice(...measure.span)).toBe(measure.text);
    for (const duty of item.duties) expect(text.slice(...duty.span)).toBe(duty.written);
    for (let at = 1; at < item.measures.length; at++) {
      expect(item.measures[at]?.span[0]).toBeGreaterThanOrEqual(item.measures[at - 1]?.span[1] as number);
    }
  }
}

describe('a plan of our own', () => {
  it('becomes its tasks, measures, targets and units', () => {
    const { items, meta } = compiled(CITY, '云岭市人民政府');
    expect(meta).toMatchObject({ kind: 'plan', title: '云岭市2031年城市建设工作要点' });
    expect(items.map(({ path, title }) => [...path, title])).toEqual([
      ['一', '（一）', '打通断头路'],
      ['一', '（二）', '推进公交优先'],
      ['二', '（三）', '加强统筹调度'],
    ]);
    expect(items[0]?.measures.map(({ text }) => text)).toEqual([
      '新建道路12条',
      '完成桥梁加固改造8座',
      '6月底前出台《停车设施管理办法》',
    ]);
    expect(items[0]?.measures[2]).toMatchObject({
      deadlines: [{ date: '2031-06-30', inferred: true }],
      deliverables: [{ title: '《停车设施管理办法》' }],
    });
    expect(items[0]?.duties.map(({ role, name }) => [role, name])).toEqual([
      ['lead', '市住房城乡建设局'],
      ['responsible', '市发展改革委'],
      ['responsible', '市财政局'],
      ['responsible', '各县（市、区）人民政府'],
    ]);
  });
});

describe('headings', () => {
  it('that name who leads give it their tasks', () => {
    const { items } = compiled(
      `云岭市2031年重点工作分工

一、市住房城乡建设局牵头工作（2项）

1.打通断头路。新建道路12条。

2.规范停车。新增泊位800个。

二、市公安局牵头工作（1项）

3.治理拥堵。改造路口9处。
`,
      '云岭市人民政府',
    );
    expect(items.map(({ duties }) => duties.map(({ role, name }) => [role, name]))).toEqual([
      [['lead', '市住房城乡建设局']],
      [['lead', '市住房城乡建设局']],
      [['lead', '市公安局']],
    ]);
  });
});

describe('goals', () => {
  it('are the figures outside the tasks; figures of a review are none', () => {
    const { goals, items } = compiled(
      `2031年云岭市政府工作报告

一、2030年工作回顾

全市地区生产总值增长6%，新建道路30条。

二、2031年工作安排

今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右；城镇新增就业2万人。

（一）改善出行条件。新建道路12条。

（二）增加托育服务。建成托育机构6所。
`,
      '云岭市人民政府',
    );
    expect(items.map(({ title }) => title)).toEqual(['改善出行条件', '增加托育服务']);
    expect(goals.map(({ path, title }) => [...path, title])).toEqual([['二', '2031年工作安排']]);
    expect(
      goals[0]?.measures.flatMap(({ targets }) => targets.map(({ value, unit }) => [value, unit])),
    ).toEqual([
      ['5.5', '%'],
      ['20000', '人'],
    ]);
  });
});

describe('a plan whose title has neither year nor heading for its goals', () => {
  const { goals, items, meta } = compiled(
    `重点工作责任分解

2031年全市经济社会发展主要预期目标是：地区生产总值增长6%左右；城镇调查失业率控制在5%以内。为实现上述目标，现分工如下：

一、改善出行条件。9月底前新建道路12条。（责任单位：市交通运输局）

二、增加托育服务。建成托育机构6所。（责任单位：市卫生健康委）
`,
    '云岭市人民政府',
  );

  it('has the goals of its preamble', () => {
    expect(goals.map(({ path, title }) => [...path, title])).toEqual([
      ['2031年全市经济社会发展主要预期目标'],
    ]);
    expect(
      goals[0]?.measures.flatMap(({ targets }) =>
        targets.map(({ comparator, value, max }) => [comparator, value ?? max]),
      ),
    ).toEqual([
      ['approx', '6'],
      ['lte', '5'],
    ]);
  });

  it('takes its year from the preamble', () => {
    expect(meta.period).toMatchObject({ begins: '2031-01-01', inferred: true });
    expect(items[0]?.measures[0]?.deadlines[0]?.date).toBe('2031-09-30');
  });
});

describe('any text', () => {
  it('is compiled without an error, every span in its place', () => {
    fc.assert(
      fc.property(planText, (text) => expectTrue(compiled(text))),
      { numRuns: 1500 },
    );
  });

  it('is compiled the same way twice', () => {
    fc.assert(
      fc.property(planText, (text) => {
        expect(JSON.stringify(compiled(text))).toBe(JSON.stringify(compiled(text)));
      }),
      { numRuns: 100 },
    );
  });
});

describe.each([
  ['a city', CITY],
  ['a county', COUNTY],
])('the plan of %s', (_, text) => {
  const plain = fields(compiled(text));

  it('has every span in its place', () => {
    expect(plain.length).toBe(3);
    expectTrue(compiled(text));
  });

  it('is the same with blank lines between its lines', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 40, maxLength: 40 }), (gaps) => {
        let at = 0;
        const spaced = text.replace(/\n+/g, () => '\n'.repeat(gaps[at++ % gaps.length] as number));
        expect(fields(compiled(spaced))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same with half-width brackets', () => {
    expect(fields(compiled(text.replaceAll('（', '(').replaceAll('）', ')')))).toEqual(plain);
  });

  it('is the same with Windows line ends and a space after each numeral', () => {
    expect(fields(compiled(text.replaceAll('\n', '\r\n')))).toEqual(plain);
  });

  it('is the same with a longer preamble', () => {
    const [title, ...rest] = text.split('\n\n');
    const longer = [title, '根据全市工作会议精神，结合实际，现就有关事项明确如下。', ...rest].join('\n\n');
    expect(fields(compiled(longer))).toEqual(plain);
  });
});

it('two documents in one file compile to the union of both', () => {
  const both = fields(compiled(`${CITY}\n\n${COUNTY}`));
  expect(both).toEqual([...fields(compiled(CITY)), ...fields(compiled(COUNTY))]);
});

describe('a paragraph without a heading of its own', () => {
  const measures = (point: string) =>
    compiled(
      `石桥县2031年乡村建设工作要点\n\n一、完善设施\n1.${point}\n责任单位：县农业农村局\n2.加强管护。建立台账。\n责任单位：县水利局\n`,
    ).items[0]?.measures.map(({ text }) => text);

  it('has work in its first sentence where that holds a figure, a limit or a document to issue', () => {
    expect(measures('新建烘干中心20处，9月底前投入使用。完善配套道路。')).toContain('新建烘干中心20处');
    expect(measures('开展清洁行动，每月整治不少于2次。完善台账。')).toContain('每月整治不少于2次');
    expect(measures('规范用水管理，出台《灌区用水办法》。完善台账。')).toContain('出台《灌区用水办法》');
  });

  it('has a heading in its first sentence otherwise', () => {
    expect(measures('加强用水管理，保障灌溉。完善台账。')).toEqual(['完善台账']);
  });
});
