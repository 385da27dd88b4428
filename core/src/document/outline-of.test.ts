import { describe, expect, it } from 'vitest';
import { readingOf, type Span, textAt } from '../base/index.ts';
import type { Section } from './outline.ts';
import { outlineOf } from './outline-of.ts';
import * as samples from './samples.ts';

function read(source: string) {
  const { text } = readingOf(source);
  const outline = outlineOf(readingOf(source));
  const words = (span: Span | null) => span && textAt(text, span);
  const tree = (sections: readonly Section[], depth = 0): string[] =>
    sections.flatMap((section) => [
      `${' '.repeat(depth)}${section.numeral}|${section.run}|${words(section.title)}`,
      ...tree(section.children, depth + 1),
    ]);
  return { text, outline, words, tree };
}

describe('the head of a document', () => {
  it('gives the plan behind its notice as the document, with number, issuer, addressee and date of the notice', () => {
    const { outline, words } = read(samples.NOTICE_AND_PLAN);
    expect(words(outline.title)).toBe('青云市2022年生态环境保护重点工作方案');
    expect(words(outline.docNumber)).toBe('青政办〔2022〕15号');
    expect(words(outline.issuer)).toBe('青云市人民政府办公室');
    expect(words(outline.addressee)).toBe('各县（区）人民政府，市直各单位：');
    expect(outline.issuedOn?.date).toBe('2022-03-05');
    expect(outline.annexes).toEqual([]);
    expect(outline.tail.map(words)).toContain('（此件主动公开）');
    expect(outline.tail.some((span) => words(span)?.startsWith('抄送'))).toBe(true);
  });

  it('reads a government page between its navigation, and annexes as documents of their own', () => {
    const { outline, words } = read(samples.WEB_PAGE);
    expect(words(outline.title)).toBe('云山市人民政府办公室关于印发\n云山市2023年民生实事任务分解的通知');
    expect(outline.issuedOn?.date).toBe('2023-02-10');
    expect(outline.preamble.map(words)).toEqual([
      '现将《云山市2023年民生实事任务分解》印发给你们，请抓好落实。',
    ]);
    expect(outline.annexes.map((annex) => words(annex.title))).toEqual([
      '云山市2023年民生实事任务分解',
      '民生实事进展情况统计表',
    ]);
    expect(outline.tail.map(words)).toContain('相关链接');
  });

  it('reads a page head whose values stand on lines of their own', () => {
    const { outline, words } = read(samples.PAGE_IN_PIECES);
    expect(words(outline.docNumber)).toBe('绿政发〔2024〕6号');
    expect(words(outline.issuer)).toBe('绿谷市人民政府');
    expect(outline.issuedOn?.date).toBe('2024-03-15');
    expect(words(outline.title)).toBe('绿谷市促进文旅深度融合发展若干措施');
    expect(outline.annexes).toEqual([]);
  });

  it('takes no line of the title for the value of an empty row of the page head', () => {
    const { outline, words } = read(
      '发文机关：\t某市人民政府\t成文日期：\t2024年1月2日\n标　　题：\t某市人民政府关于加快发展现代物流业的实施意见\n主 题 词：\n\n某市人民政府关于加快发展\n现代物流业的实施意见\n某政发〔2024〕1号\n\n各县人民政府：\n一、建枢纽。建成枢纽3个。',
    );
    expect(words(outline.title)).toBe('某市人民政府关于加快发展\n现代物流业的实施意见');
    expect(words(outline.issuer)).toBe('某市人民政府');
    expect(outline.issuedOn?.date).toBe('2024-01-02');
  });

  it('reads organ and date on one line as the signature', () => {
    const { outline, words } = read(samples.LOOSE);
    expect(words(outline.issuer)).toBe('城东街道办事处');
    expect(outline.issuedOn?.date).toBe('2024-01-10');
  });

  it('takes the years in brackets under a marked-down title for its end', () => {
    const { outline, words } = read(
      '# 某县托育服务三年行动计划\n\n（2031—2033年）\n\n为增加供给，制定本计划。\n\n## 一、建设中心',
    );
    expect(words(outline.title)?.replace(/\s/g, '')).toBe('某县托育服务三年行动计划（2031—2033年）');
  });

  it('takes a title over two lines, but not the line of the organ alone', () => {
    const { outline, words } = read(
      '某省人民政府\n关于加快发展现代物流业\n若干措施\n\n一、建枢纽。建成枢纽3个。\n二、建网络。建成网点30个。',
    );
    expect(words(outline.title)).toBe('某省人民政府\n关于加快发展现代物流业\n若干措施');
    expect(words(outline.issuer)).toBe('某省人民政府');
  });

  it('reads a report’s subtitle, speaker and day as no part of the text', () => {
    const { outline, words } = read(samples.REPORT);
    expect(words(outline.title)).toBe('政府工作报告');
    expect(outline.issuedOn?.date).toBe('2025-01-10');
    expect(outline.preamble.map(words)).toEqual([
      '各位代表：',
      '现在，我代表县人民政府向大会报告工作，请予审议。',
    ]);
  });

  it.each([
    '清政办发（2024）7号',
    '清政办发[2024]7号',
    '清政办发【2024】7号',
    '清政办发﹝2024﹞7号',
    '清政办发20247',
  ])('reads the number %s', (number) => {
    const { outline, words } = read(
      `关于加强管理的实施意见\n${number}\n各县人民政府：\n一、建学校。建成3所。`,
    );
    expect(words(outline.docNumber)).toBe(readingOf(number).text);
  });

  it.each([
    ['2019年1月12日', '2019-01-12'],
    ['二〇一九年一月十二日', '2019-01-12'],
    ['二○二二年十二月三十一日', '2022-12-31'],
    ['2019年13月12日', undefined],
  ])('reads %s under the signature', (written, date) => {
    const { outline } = read(
      `某市加强管理实施方案\n一、建学校。建成3所。\n二、修路。修成5条。\n某市人民政府\n${written}`,
    );
    expect(outline.issuedOn?.date).toBe(date);
  });
});

describe('the tree', () => {
  it('tells headings of their own, run-in headings and leaves', () => {
    const { outline, tree } = read(samples.MIXED_LEVELS);
    expect(tree(outline.sections)).toEqual([
      '一|own|发展民生事业',
      ' 1.|run-in|扩大老年助餐服务',
      '二|own|培育潜力产业',
      ' （一）|own|强化老年用品创新',
      '  2.|leaf|制定老年用品推广目录，每年发布一批优秀产品',
      '  3.|own|打造智慧健康养老新业态',
      ' （二）|own|丰富老年旅游服务',
      '  4.|leaf|开行旅游专列50列以上',
    ]);
  });

  it('keeps what a box numbers inside the box', () => {
    const { outline, tree } = read(samples.BOXES);
    expect(tree(outline.sections.slice(1, 2))).toEqual([
      '二|own|主要行动',
      ' （一）|own|企业改造行动',
      '  1.|run-in|推进标杆示范',
      '  2.|run-in|推进中小企业普及改造',
      '  专栏1|own|标杆示范工程',
      ' （二）|own|平台赋能行动',
      '  3.|run-in|培育工业互联网平台',
    ]);
  });

  it('drops the table of contents', () => {
    const { outline, tree } = read(samples.CONTENTS);
    expect(tree(outline.sections)).toEqual([
      '第一章|own|发展基础',
      ' 第一节|own|主要成就',
      '第二章|own|主要任务',
      ' 第一节|own|完善路网',
      ' 第二节|own|提升服务',
    ]);
  });

  it('drops a table of contents without leaders where its first entry returns', () => {
    const { outline, tree } = read(
      '某市建设规划\n目录\n一、建学校\n二、修道路\n一、建学校\n建成3所，改造5所。\n二、修道路\n修成5条，改造8条。',
    );
    expect(tree(outline.sections)).toEqual(['一|own|建学校', '二|own|修道路']);
  });

  it('reads 1. above （一） where the document does so throughout', () => {
    const { outline, tree } = read(
      '某局工作方案\n1.建学校\n（一）选址。完成选址。\n（二）施工。完成施工。\n2.修道路\n（一）设计。完成设计。\n（二）铺设。完成铺设。\n3.种树\n（一）育苗。完成育苗。',
    );
    expect(tree(outline.sections)).toEqual([
      '1.|own|建学校',
      ' （一）|run-in|选址',
      ' （二）|run-in|施工',
      '2.|own|修道路',
      ' （一）|run-in|设计',
      ' （二）|run-in|铺设',
      '3.|own|种树',
      ' （一）|run-in|育苗',
    ]);
  });

  it('leaves numbering inside a paragraph in the paragraph', () => {
    const { outline, tree } = read(
      '某县实施方案\n一、办实事。（1）建学校；（2）修道路。一是快；二是好。\n二、抓落实。列入督查。',
    );
    expect(tree(outline.sections)).toEqual(['一|run-in|办实事', '二|run-in|抓落实']);
  });

  it('takes the clause at the end of a heading for no part of its title', () => {
    const { outline, words } = read(
      '某县实施方案\n一、任务\n（一）建设学校（牵头单位：县教育局）\n新建学校3所，扩建5所。\n（二）建设医院。（县卫生健康局）',
    );
    expect(outline.sections[0]?.children.map((section) => words(section.title))).toEqual([
      '建设学校',
      '建设医院',
    ]);
  });

  it('opens sections at bare headings and at lead sentences where there are no numerals', () => {
    const bare = read(samples.BARE_HEADINGS);
    expect(bare.tree(bare.outline.sections)).toEqual([
      '|own|总体目标',
      '|own|企业开办便利化',
      '|own|工程建设项目审批',
    ]);
    const lead = read(samples.LEAD_SENTENCES);
    expect(lead.tree(lead.outline.sections)).toEqual([
      '|run-in|突出工业主体地位',
      '|run-in|大力发展现代服务业',
      '|run-in|持续深化改革开放',
    ]);
  });

  it('keeps 一二三产 as a title and the day of entry into force out of the last measure', () => {
    const { outline, words, tree } = read(samples.CHAPTERS_AS_TASKS);
    expect(tree(outline.sections)[2]).toBe('三|run-in|一二三产融合发展');
    expect(outline.tail.map(words)).toEqual(['本措施自2024年5月1日起施行，有效期三年。']);
  });

  it('keeps the closing call out of a last section that is one sentence', () => {
    const { outline, words, tree } = read(
      '某省实施意见\n一、组织实施\n（一）加强统筹。省教育厅要牵头推进。\n（二）加强宣传引导。\n各地各部门要认真贯彻落实。',
    );
    expect(tree(outline.sections)).toEqual([
      '一|own|组织实施',
      ' （一）|run-in|加强统筹',
      ' （二）|leaf|加强宣传引导',
    ]);
    expect(outline.tail.map(words)).toEqual(['各地各部门要认真贯彻落实。']);
  });

  it('gives five plans behind one notice as five annexes', () => {
    const plan = (name: string) =>
      `某省规范${name}专项行动方案\n为规范管理，制定本方案。\n一、总体要求\n坚持问题导向。\n二、主要措施\n1.建机制。建立机制。\n牵头单位：省发展改革委\n`;
    const names = ['甲类服务', '乙类服务', '丙类服务', '丁类服务', '戊类服务'];
    const { outline, words } = read(
      `各市人民政府：\n《某省规范甲类服务专项行动方案》等已经省政府同意，现印发给你们。\n某省人民政府办公厅\n2019年6月6日\n${names.map(plan).join('')}`,
    );
    expect(outline.annexes.map((annex) => words(annex.title))).toEqual(
      names.map((name) => `某省规范${name}专项行动方案`),
    );
    expect(outline.sections).toEqual([]);
  });
});
