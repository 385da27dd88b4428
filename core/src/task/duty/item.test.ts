import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../base/index.ts';
import { fewUnits } from './few-units.ts';
import { dutiesIn } from './item.ts';
import { dutyRulesOf } from './rules.ts';

const SIGN = { lead: 'L', responsible: 'R', cooperate: 'C', guide: 'G', local: 'P' } as const;

/** The item's paragraphs, one per line. */
function read(text: string, led = false) {
  const parts: Span[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trim()) parts.push([at, at + line.length]);
    at += line.length + 1;
  }
  return dutiesIn(text, parts, dutyRulesOf(text), fewUnits, 0, led);
}

/** `L市财政局 R?市教育局`: role, a question mark where it is assumed, name, kind of group. */
function said(text: string, led = false): string {
  return read(text, led)
    .duties.map(
      (duty) =>
        `${SIGN[duty.role]}${duty.explicit ? '' : '?'}${duty.name}${duty.group ? `:${duty.group.kind}` : ''}`,
    )
    .join(' ');
}

const WORK = '新建城区排水管网三公里，整治内涝点。';

describe('label lines', () => {
  test.each([
    [`${WORK}\n牵头单位：市水务局\n责任单位：市财政局、市住建局`, 'L市水务局 R市财政局 R市住建局'],
    [`${WORK}\n牵头单位：市水务局、市住建局`, 'L市水务局 L市住建局'],
    [
      `${WORK}\n牵头部门：市水务局；配合部门：市财政局，各区人民政府`,
      'L市水务局 C市财政局 C各区人民政府:all',
    ],
    [
      `${WORK}\n责任单位：市水务局、市财政局、各县（市、区）政府`,
      'L?市水务局 R市财政局 R各县（市、区）政府:all',
    ],
    [`${WORK}\n责任单位：市水务局`, 'L市水务局'],
    [`${WORK}\n牵头单位：市水务局 责任单位：市财政局`, 'L市水务局 R市财政局'],
    [`${WORK}\n牵头单位：市水务局。责任单位：市财政局。`, 'L市水务局 R市财政局'],
    [`${WORK}\n主责单位：市水务局\n协办单位：市财政局`, 'L市水务局 C市财政局'],
    [`${WORK}\n责任部门：县水利局\n责任人：王小明`, 'L县水利局'],
    [`${WORK}\n指导单位：市水务局\n实施单位：县水利局`, 'G市水务局 L县水利局'],
    [`${WORK}\n牵头单位：\n市水务局、市财政局`, 'L市水务局 L市财政局'],
    [`${WORK}\n责任单位：市水务局、\n市财政局等部门`, 'L?市水务局 R市财政局 R等部门:open'],
    [`${WORK}\n责任单位：市水务局、市财政局分别牵头`, 'L市水务局 L市财政局'],
    [`${WORK}\n责任单位：市水务局牵头，市财政局、市住建局配合`, 'L市水务局 C市财政局 C市住建局'],
    [`${WORK}\n责任单位：市水务局（牵头）、市财政局`, 'L市水务局 R市财政局'],
    [`${WORK}\n牵头单位：市水务局\n省牵头单位：水利厅`, 'L市水务局 G水利厅'],
    [`${WORK}\n落实单位：各街道办事处`, 'R各街道办事处:all'],
    [`${WORK}\n〔责任单位〕市水务局、市财政局`, 'L?市水务局 R市财政局'],
    [
      `${WORK}\n责任单位：市商务局（市粮食和物资储备局）、市财政局`,
      'L?市商务局（市粮食和物资储备局） R市财政局',
    ],
  ])('%s', (text, duties) => {
    expect(said(text)).toBe(duties);
  });

  test('stand outside every measure', () => {
    const text = `${WORK}\n牵头单位：市水务局\n完成时限：2027年6月底前`;
    const { cut, limits } = read(text);
    expect(cut.map(([from, to]) => text.slice(from, to))).toEqual([
      '牵头单位：市水务局',
      '完成时限：2027年6月底前',
    ]);
    expect(limits.map(({ span: [from, to] }) => text.slice(from, to))).toEqual(['2027年6月底前']);
  });

  test('under the heading govern what follows them', () => {
    const text = `（一）整治内涝点\n牵头单位：市水务局\n新建排水管网三公里。更换泵站两座。`;
    const [duty] = read(text).duties;
    expect(duty?.governs).toEqual([0, text.length]);
  });
});

describe('below a heading that says who leads', () => {
  test.each([
    ['责任单位：市水务局、市财政局', 'R市水务局 R市财政局'],
    ['责任单位：市水务局', 'R市水务局'],
    ['牵头单位：市水务局\n责任单位：市财政局', 'L市水务局 R市财政局'],
  ])('nobody of a mere list leads: %s', (line, duties) => {
    expect(said(`${WORK}\n${line}`, true)).toBe(duties);
  });
});

describe('brackets', () => {
  test.each([
    [`${WORK}（市水务局、市财政局负责）`, 'L?市水务局 R市财政局'],
    [`${WORK}（责任单位：市水务局、市财政局）`, 'L?市水务局 R市财政局'],
    ['新建城区排水管网三公里（牵头单位：市水务局、市住建局）。', 'L市水务局 L市住建局'],
    [`${WORK}（牵头单位：市水务局；责任单位：市财政局、市住建局）`, 'L市水务局 R市财政局 R市住建局'],
    [`${WORK}（牵头单位：市水务局。配合单位：市财政局，各区政府）`, 'L市水务局 C市财政局 C各区政府:all'],
    [`${WORK}〔责任单位：市水务局、县水利局（河长办）按职责分工负责〕`, 'L?市水务局 R县水利局（河长办）'],
    [
      `${WORK}（市水务局牵头，市财政局参与，各县、区人民政府（管委会）负责落实）`,
      'L市水务局 C市财政局 R各县、区人民政府（管委会）:all',
    ],
    [`${WORK}（市水务局牵头，市财政局负责）`, 'L市水务局 C市财政局'],
    [`${WORK}（市水务局牵头，有关部门按职责分工负责）`, 'L市水务局 R有关部门:open'],
    [`${WORK}（市水务局牵头负责）`, 'L市水务局'],
    [
      `${WORK}（市水务局会同市财政局、市城管局等执法部门负责）`,
      'L市水务局 R市财政局 R市城管局 R等执法部门:open',
    ],
    [
      `${WORK}（市直有关部门，各县市区人民政府、功能区管委会负责落实）`,
      'R市直有关部门:open R各县市区人民政府:all R功能区管委会:all',
    ],
    [
      `${WORK}（牵头单位：市委组织部，配合单位：各任务牵头单位，各县、县级市）`,
      'L市委组织部 C各任务牵头单位:all C各县、县级市:all',
    ],
    [
      `${WORK}（省水利厅、财政厅按职责分工负责，各设区市人民政府结合实际落实）`,
      'L?省水利厅 R财政厅 R各设区市人民政府:all',
    ],
    [`${WORK}（市水务局指导，县财政局负责落实）`, 'G市水务局 L县财政局'],
    [`${WORK}（市水务局指导，市总工会参与）`, 'G市水务局 C市总工会'],
    [`${WORK}（市水务局会同有关部门负责）`, 'L市水务局 R有关部门:open'],
    [`${WORK}（市水务局、市城管局会同有关部门负责）`, 'L?市水务局 R市城管局 R有关部门:open'],
    [
      `${WORK}（各县（市、区）人民政府、管委会，市直各单位）`,
      'R?各县（市、区）人民政府、管委会:all R?市直各单位:all',
    ],
    [`${WORK}（各区政府、市水务局负责）`, 'R各区政府:all L?市水务局'],
    [`${WORK}（市水务局、市财政局等负责）`, 'L?市水务局 R市财政局 R等:open'],
    [`${WORK}（市水务局、市财政局等有关部门和单位负责）`, 'L?市水务局 R市财政局 R等有关部门和单位:open'],
    [
      `${WORK}（市水务局、市财政局等和各有关县级人民政府负责）`,
      'L?市水务局 R市财政局 R等:open R各有关县级人民政府:some',
    ],
    [`${WORK}（市水务局、市财政局，各县人民政府按职责分工负责）`, 'L?市水务局 R市财政局 R各县人民政府:all'],
    [`${WORK}（市水务局、市财政局分别牵头）`, 'L市水务局 L市财政局'],
    [`${WORK}（市水务局、市城管局牵头督导，各区政府）`, 'L市水务局 L市城管局 R?各区政府:all'],
    [`${WORK}（水利部门负责）`, 'L水利部门:generic'],
    [`${WORK}（市水务局、市财政局）`, 'L?市水务局 R?市财政局'],
    [`${WORK}（各相关部门）`, 'R?各相关部门:all'],
    [
      `${WORK}（市文化和旅游局、市自然资源和规划局、市委编办和市直有关单位负责）`,
      'L?市文化和旅游局 R市自然资源和规划局 R市委编办 R市直有关单位:open',
    ],
    [`${WORK}（财政、水利等部门负责）`, 'L?财政部门:generic R水利部门:generic R等部门:open'],
    [`${WORK}（责任单位：市水务局，市财政局，6月底完成）`, 'L?市水务局 R市财政局'],
    [
      `${WORK}（国家林业和草原局、中央和国家机关工委、工业和信息化部负责）`,
      'L?国家林业和草原局 R中央和国家机关工委 R工业和信息化部',
    ],
    [`${WORK}（市水务局、甲县、乙区人民政府负责）`, 'L?市水务局 R甲县人民政府 R乙区人民政府'],
    [`${WORK}（责任单位：市水务局`, 'L市水务局'],
  ])('%s', (text, duties) => {
    expect(said(text)).toBe(duties);
  });

  test('govern the text back to the bracket before', () => {
    const text = '更换泵站两座。（市水务局负责）开展水质抽检，公开结果。（市卫生健康委、市城管局负责）';
    const { duties, cut } = read(text);
    const stretches = duties.map(({ governs: [from, to] }) => text.slice(from, to));
    expect(stretches).toEqual(['更换泵站两座。', '开展水质抽检，公开结果。', '开展水质抽检，公开结果。']);
    expect(cut.map(([from, to]) => text.slice(from, to))).toEqual([
      '（市水务局负责）',
      '（市卫生健康委、市城管局负责）',
    ]);
  });

  test('at the beginning of an item govern what follows', () => {
    const text = '（二）市水务局牵头，市财政局配合。更换泵站两座。';
    const [duty] = read(text).duties;
    expect(duty && text.slice(...duty.governs)).toBe('更换泵站两座。');
  });

  test('may hold a limit', () => {
    const text = `${WORK}（牵头单位：市水务局；责任单位：市财政局，6月底完成）`;
    const { limits } = read(text);
    expect(limits.map(({ span: [from, to] }) => text.slice(from, to))).toEqual(['6月底完成']);
  });

  test.each([
    ['支持行业龙头（牵头组建创新联合体）开展攻关。'],
    ['技工教师职称（技工院校内由人力资源部门负责）评审办法另行制定。'],
    ['完善重点行业目录（以下简称目录）。'],
    ['将材料报送市商务局（市粮食和物资储备局）。'],
    ['在三个片区开展试点（甲县、乙县、丙区）。'],
    ['改造老旧小区（含市住建局直管公房）十个。'],
  ])('that are no clauses: %s', (text) => {
    expect(read(text)).toEqual({ duties: [], cut: [], limits: [] });
  });
});

describe('sentences', () => {
  test.each([
    [
      '新建泵站两座。由市水务局、市财政局负责落实。',
      'L?市水务局 R市财政局',
      '由市水务局、市财政局负责落实。',
    ],
    [
      '新建泵站两座。此项工作由市水务局牵头，市财政局配合。',
      'L市水务局 C市财政局',
      '此项工作由市水务局牵头，市财政局配合。',
    ],
    ['规上工业增加值增长8%，责任单位为区经信局；新增企业九家。', 'L区经信局', '，责任单位为区经信局'],
    ['完善制度。市水务局牵头，省信息中心配合，年内出台管理办法。', 'L市水务局 C省信息中心', ''],
    ['加强统筹，由市数据局牵头，形成合力。', 'L市数据局', ''],
  ])('%s', (text, duties, cut) => {
    expect(said(text)).toBe(duties);
    expect(
      read(text)
        .cut.map(([from, to]) => text.slice(from, to))
        .join(''),
    ).toBe(cut);
  });

  test.each([
    ['支持龙头企业牵头组建创新联合体，开展联合攻关。'],
    ['由龙头企业牵头，组建产业联盟。'],
    ['本办法由市水务局负责解释。'],
    ['主要负责人是安全生产第一责任人。'],
    ['各责任单位要细化措施，牵头单位要加强统筹。'],
    ['建立分管负责同志牵头、多部门共同参加的联席机制。'],
    ['健全党委领导、政府负责、社会协同的体制，主动公开信息，接受社会监督。'],
    ['推广环境污染责任保险，落实门前责任区制度。'],
    ['力争企业牵头比例超过85%。'],
    ['市直有关部门（单位）要细化政策，调动力量，扎实推进。'],
  ])('that assign nothing: %s', (text) => {
    expect(read(text).duties).toEqual([]);
    expect(read(text).cut).toEqual([]);
  });
});

describe('rules of the document', () => {
  test('make the first of each later list the stated lead', () => {
    const text = '责任单位中列首位的为牵头单位，下同。\n新建泵站两座。（市水务局、市财政局负责）';
    expect(said(text)).toBe('L市水务局 R市财政局');
  });

  test('hold for the bracket in which they stand', () => {
    const text = '新建泵站两座。（市水务局、市财政局负责，列第一位者为牵头单位，下同）';
    expect(said(text)).toBe('L市水务局 R市财政局');
    expect(read(text).cut).toEqual([[7, text.length]]);
  });

  test('may name the others', () => {
    const text =
      '排名第一的责任单位为牵头单位，其他列入单位为参与单位。\n新建泵站两座。（市水务局、市财政局负责）';
    expect(said(text)).toBe('L市水务局 C市财政局');
  });

  test('may make every responsible unit a lead', () => {
    const text = '无牵头单位的，责任单位即为牵头单位，下同。\n新建泵站两座。\n责任单位：市水务局、市财政局';
    expect(said(text)).toBe('L市水务局 L市财政局');
  });

  test('may give every later item to local governments', () => {
    const text = '以下各项工作均需各县（区）人民政府落实，不再逐项列出。\n新建泵站两座。（市水务局负责）';
    const start = text.indexOf('\n') + 1;
    const found = dutiesIn(text, [[start, text.length]], dutyRulesOf(text), fewUnits);
    expect(found.duties.map(({ role, name }) => [role, name])).toEqual([
      ['lead', '市水务局'],
      ['local', '各县（区）人民政府'],
    ]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    '（',
    '）',
    '〔',
    '〕',
    '、',
    '，',
    '。',
    '；',
    '：',
    '\n',
    '和',
    '及',
    '等',
    '各',
    '由',
    '为',
    '负责',
    '牵头',
    '配合',
    '会同',
    '责任单位',
    '牵头单位',
    '市水务局',
    '财政部门',
    '各县（区）人民政府',
    '下同',
    '列第一位',
    '不再列出',
    '均需',
    '2026年6月',
    '新建泵站',
    '\ud800',
  ); // prettier-ignore

  test('gives spans inside its paragraphs, cuts in rising order', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (words) => {
        const text = words.join('');
        const { duties, cut, limits } = read(text);
        let last = 0;
        for (const [from, to] of cut) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          last = to;
        }
        for (const duty of duties) {
          expect(text.slice(...duty.span)).toBe(duty.written);
          expect(duty.written.length).toBeGreaterThan(0);
          expect(duty.governs[0]).toBeLessThanOrEqual(duty.governs[1]);
        }
        for (const { span } of limits) expect(span[1]).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test.each([
    '（',
    '（）',
    '、',
    '（市',
    '牵头，',
    '责任单位：',
    '等',
    '各市、',
    '和',
    '市水务局、',
    '均需',
    '列第一位',
    '；',
    '为',
    '〔（负责',
    '由甲局负责，',
  ])('a megabyte of %s takes linear time', (piece) => {
    const long = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const began = performance.now();
    dutiesIn(long, [[0, long.length]], dutyRulesOf(long), fewUnits);
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
