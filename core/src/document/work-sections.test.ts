import { describe, expect, it } from 'vitest';
import { readingOf, textAt } from '../base/index.ts';
import { kindOf } from './kind.ts';
import { outlineOf } from './outline-of.ts';
import * as samples from './samples.ts';
import { workSectionsOf } from './work-sections.ts';

function itemsOf(source: string): string[] {
  const reading = readingOf(source);
  return workSectionsOf(outlineOf(reading), reading.text).map(
    ({ path, title }) => `${path.join('/')} ${textAt(reading.text, title)}`,
  );
}

describe('what is an item', () => {
  it('is the section with the clause; plain exhortation at the end is none', () => {
    expect(itemsOf(samples.DISTRICT_POINTS)).toEqual([
      '一/（一） 升级政务云平台',
      '一/（二） 统一数据底座',
      '二/（三） 推进“一件事一次办”',
    ]);
  });

  it('is the leaf of a list that has no headings', () => {
    expect(itemsOf(samples.COUNTY_LIST).map((item) => item.split(' ')[0])).toEqual(['1', '2', '3', '4']);
  });

  it('is not the point that says from when a document holds and who explains it', () => {
    const source = `临河区支持民宿发展若干措施
一、简化办证手续。实行一窗受理。（区文旅局、区公安分局）
二、加强资金支持。对新建民宿给予奖补。（区财政局）
三、本措施自2031年5月1日起施行，有效期三年。由区文旅局会同有关部门负责解释。`;
    expect(itemsOf(source)).toEqual(['一 简化办证手续', '二 加强资金支持']);
  });

  it('is the chapter where chapters are the tasks', () => {
    expect(itemsOf(samples.CHAPTERS_AS_TASKS)).toHaveLength(3);
  });

  it('is the section above the points that share one clause', () => {
    expect(itemsOf(samples.CLAUSE_AFTER_POINTS)).toEqual([
      '一/（一） 优化学校布局',
      '一/（二） 加强教师队伍建设',
      '二/（一） 加强领导',
      '二/（二） 强化督导',
    ]);
  });

  it('is no chapter of principle, but a numbered part of 保障措施, and a box beside numbered points', () => {
    expect(itemsOf(samples.BOXES)).toEqual([
      '二/（一）/1. 推进标杆示范',
      '二/（一）/2. 推进中小企业普及改造',
      '二/（一）/专栏1 标杆示范工程',
      '二/（二）/3. 培育工业互联网平台',
      '三/（一） 加强组织领导',
      '三/（二） 强化资金保障',
    ]);
  });

  it('is in a report only what is arranged for the coming year', () => {
    expect(itemsOf(samples.REPORT)).toEqual([
      '二/（一） 全力扩大有效投资',
      '二/（二） 加快产业转型升级',
      '三 加强政府自身建设',
    ]);
  });

  it('is every assigned goal where a report is split up among departments', () => {
    expect(
      itemsOf(
        '某省《政府工作报告》重点任务分工方案\n一、主要预期目标\n1.地区生产总值增长5%。（省发展改革委牵头）\n二、扩大内需\n2.发放消费券10亿元。（省商务厅牵头）',
      ),
    ).toEqual(['一/1. 地区生产总值增长5%', '二/2. 发放消费券10亿元']);
  });

  it('is found in annexes, under markdown, decimals and bare headings', () => {
    expect(itemsOf(samples.WEB_PAGE)).toEqual(['一 实施城乡教育提升工程', '二 实施健康惠民工程']);
    expect(itemsOf(samples.MARKDOWN).map((item) => item.split(' ')[0])).toEqual([
      '一/（一）/1.',
      '一/（一）/2.',
      '二/（一）',
    ]);
    expect(itemsOf(samples.DECIMALS)).toEqual(['2/2.1 整治占道经营', '2/2.2 修复破损路面']);
    expect(itemsOf(samples.BARE_HEADINGS)).toEqual([' 企业开办便利化', ' 工程建设项目审批']);
  });

  it('is each paragraph with a clause under a bare chapter, and each paragraph of a loose plan', () => {
    expect(itemsOf(samples.PARAGRAPHS_WITH_CLAUSES)).toEqual([
      '一 规上工业增加值增长9%',
      '一 新增规上企业25家，培育专精特新企业10家',
      '一 完成工业技改投资30亿元',
      '二 引进亿元以上项目30个',
      '二 实际利用外资1亿美元',
    ]);
    expect(itemsOf(samples.LOOSE)).toHaveLength(3);
  });

  it('is decided branch by branch', () => {
    expect(itemsOf(samples.TWO_LEVELS_OF_CLAUSES).map((item) => item.split(' ')[0])).toEqual([
      '一',
      '二',
      '三/1.',
      '三/2.',
    ]);
    expect(itemsOf(samples.PLANNING_CHAPTERS).map((item) => item.split(' ')[0])).toEqual([
      '第三章/第一节',
      '第三章/第二节',
      '第四章/第一节',
    ]);
  });

  it('is none in a notice that only sends a list of tasks', () => {
    const notice =
      '某省关于推广改革举措的通知\n各市人民政府：\n现将有关事项通知如下。\n一、推广的举措。共两项，见附件。\n二、抓好落实。各市要加强领导。\n某省人民政府\n2024年1月2日\n附件1\n某省推广改革举措任务清单\n1.建机制。建立机制。（省教育厅负责）\n2.建平台。建成平台。（省科技厅负责）';
    expect(itemsOf(notice)).toEqual(['1. 建机制', '2. 建平台']);
  });

  it.each(
    samples.SAMPLES.flatMap(([one, first]) =>
      [samples.COUNTY_LIST, samples.BOXES, samples.NOTICE_AND_PLAN, samples.MIXED_LEVELS].map(
        (second) => [one, first, second] as const,
      ),
    ),
  )('are those of both where two documents stand in one text: %s', (_, first, second) => {
    expect(itemsOf(`${first}\n${second}`)).toEqual([...itemsOf(first), ...itemsOf(second)]);
  });

  it('is no chapter of goals, though 行动 and 任务 in its name are words of work', () => {
    const text =
      '县托育三年行动计划\n一、行动目标\n到2026年，托位达到900个。\n二、重点任务\n（一）建设托育中心。建成中心6所。\n（二）培训人员。培训保育员80名。';
    const reading = readingOf(text);
    expect(workSectionsOf(outlineOf(reading), reading.text).map(({ path }) => path.join(''))).toEqual([
      '二（一）',
      '二（二）',
    ]);
  });

  it('keeps goals to which duties are assigned', () => {
    expect(
      itemsOf(
        '某区2024年工作要点\n一、主要目标\n（一）地区生产总值增长8%。〔责任单位：区发改局〕\n（二）进出口总额增长5%。〔责任单位：区商务局〕\n二、主要任务\n（三）建学校。建成3所。〔责任单位：区教育局〕',
      ),
    ).toEqual(['一/（一） 地区生产总值增长8%', '一/（二） 进出口总额增长5%', '二/（三） 建学校']);
  });

  it('has its title’s paragraph among its parts and its work in its body', () => {
    const reading = readingOf(samples.DISTRICT_POINTS);
    const { text } = reading;
    const [first, , third] = workSectionsOf(outlineOf(reading), text);
    expect(first?.parts.map((span) => textAt(text, span).slice(0, 8))).toEqual([
      '升级政务云平台。',
      '责任单位：区政务',
    ]);
    expect(first?.body.map((span) => textAt(text, span).slice(0, 8))).toEqual([
      '完成区政务云二期',
      '责任单位：区政务',
    ]);
    expect(third?.parts.map((span) => textAt(text, span).slice(0, 6))).toEqual([
      '推进“一件事',
      '围绕企业开办',
      '（责任单位：',
    ]);
  });
});

describe('what a document is', () => {
  it.each([
    [samples.DISTRICT_POINTS, 'plan', '工作要点'],
    [samples.COUNTY_LIST, 'plan', '任务清单'],
    [samples.CHAPTERS_AS_TASKS, 'plan', '若干措施'],
    [samples.REPORT, 'plan', '政府工作报告'],
    [samples.LEAD_SENTENCES, 'plan', '工作重点'],
    [samples.REGULATION, 'other', '管理办法'],
    [
      '某市人民政府办公室关于做好防汛工作的通知\n各县人民政府：\n现将有关事项通知如下。\n一、压实责任。5月底前公布名单。\n二、排查隐患。检查水库120座。',
      'plan',
      '通知',
    ],
    [
      '国务院关于同意设立某某试验区的批复\n某省人民政府：\n你省请示收悉。现批复如下：\n一、同意设立试验区。',
      'other',
      '批复',
    ],
    [
      '《某市促进消费若干措施》政策解读\n一、出台背景\n为促消费。\n二、主要内容\n（一）补贴汽车。',
      'other',
      '政策解读',
    ],
    [
      '某县印发了《托育工作方案》，现将主要内容解读如下：\n一、出台背景\n为增加供给。\n二、主要内容\n《方案》要求各部门加强协作，细化任务。',
      'other',
      '解读',
    ],
    ['某市2024年公开招聘工作人员公告\n一、招聘岗位\n共招聘50人。', 'other', '公告'],
    ['关于张某等同志任免职务的通知\n各县人民政府：\n张某任局长。', 'other', '任免'],
    ['问答实录：某措施相关情况\n某报：请问情况如何？\n张某：情况良好，将采取措施。', 'other', '问答实录'],
    ['全市工作会议召开\n本报讯（记者 王某） 3月5日，会议召开。\n会议强调，要抓好生产。', 'other', '新闻'],
    ['', 'other', null],
  ])('%#', (source, kind, genre) => {
    const reading = readingOf(source);
    expect(kindOf(reading, outlineOf(reading))).toEqual({ kind, genre });
  });
});
