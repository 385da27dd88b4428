import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, type Span } from '../../base/index.ts';
import { measuresIn, verbAt } from './index.ts';

const read = (text: string) => measuresIn(text, [[0, text.length]]);
const split = (text: string) => read(text).measures.map(({ span }) => text.slice(...span));
const documents = (text: string) =>
  read(text).measures.flatMap(({ deliverables }) =>
    deliverables.map(({ verb, title }) => `${verb} ${title}`),
  );

describe('what stands apart', () => {
  test('a clause with a verb and object of its own is a measure of its own', () => {
    expect(split('完善河湖巡查制度，开展清淤专项行动。新建泵站12座')).toEqual([
      '完善河湖巡查制度',
      '开展清淤专项行动',
      '新建泵站12座',
    ]);
  });

  test('a verb that begins like a preposition opens no adverbial', () => {
    expect(split('对接港区物流需求，新开班列2条')).toEqual(['对接港区物流需求', '新开班列2条']);
  });

  test('a subject stays in its measure, and a counted subject alone begins one', () => {
    expect(split('各县（市、区）要细化任务清单，80个以上村庄开展垃圾分类试点')).toEqual([
      '各县（市、区）要细化任务清单',
      '80个以上村庄开展垃圾分类试点',
    ]);
  });

  test('an enumeration comma divides two clauses that each have a verb and an object', () => {
    expect(split('新改建农村公路120公里、完成危桥加固15座')).toEqual([
      '新改建农村公路120公里',
      '完成危桥加固15座',
    ]);
    expect(split('坚决遏制耕地撂荒、防止水源污染')).toEqual(['坚决遏制耕地撂荒', '防止水源污染']);
  });

  test('a list by semicolons and a series by numerals lose their numerals', () => {
    expect(split('（1）完成旧厂改造6个；（2）新增车位900个；（3）建成菜场4家')).toEqual([
      '完成旧厂改造6个',
      '新增车位900个',
      '建成菜场4家',
    ]);
    expect(split('一要抓好冬修水利，二要抓好种子储备，三要抓好防寒保畜')).toEqual([
      '抓好冬修水利',
      '抓好种子储备',
      '抓好防寒保畜',
    ]);
  });

  test('what announces a list is no measure', () => {
    expect(split('重点抓好以下工作：修订管网图册；更换水表3万只')).toEqual(['修订管网图册', '更换水表3万只']);
  });

  test('a numbered heading inside the prose is no measure, a numbered measure alone is one', () => {
    expect(split('一是压实林长责任。建立巡山日志，划分护林网格。')).toEqual(['建立巡山日志', '划分护林网格']);
    expect(split('一是建立巡山日志。二是划分护林网格。')).toEqual(['建立巡山日志', '划分护林网格']);
    expect(split('一是建立巡山日志。二是划分护林网格。全年零火情。')).toEqual([
      '建立巡山日志',
      '划分护林网格',
      '全年零火情',
    ]);
  });

  test('indicators with a subject and a figure are measures each', () => {
    expect(split('城镇新增就业2.4万人以上，农民转移就业6万人以上')).toEqual([
      '城镇新增就业2.4万人以上',
      '农民转移就业6万人以上',
    ]);
  });
});

describe('what stays together', () => {
  test.each([
    '按照“一镇一策”原则，编制片区村庄布局规划',
    '以创建卫生县城为抓手，整治背街小巷',
    '依托职教园区，开展电工技能培训',
    '充分利用闲置厂房，建设孵化器5个',
    '在山区乡镇，探索流动诊疗车制度',
    '到2028年底，建成社区食堂45家',
    '坚持先立后破，关停小煤窑12处',
    '对逾期不改的企业，依法予以停产整治',
    '为推动产业转型，设立技改基金',
    '鼓励合作社、家庭农场等，托管撂荒耕地',
    '组织国企和高校，通过定向委培等形式，培养技师300名',
    '结合老城更新，改造雨污管网18公里',
    '各街道根据人口规模，配备社工6名',
  ])('an adverbial stays with what it waits for: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  test.each([
    '开展防灾演练，提高群众自救意识和能力',
    '精简审批环节，确保企业开办一日办结',
    '壮大茶叶加工集群，带动山区农户增收',
    '建设智慧泵站，提升排涝调度水平',
    '搭建宣传平台，树立乡村新风形象',
    '推进厂网一体，形成共建共管格局',
    '制定购房补贴政策，重点支持多子女家庭',
    '发放创业券，并提供一年免租',
    '拨付以奖代补资金，优先支持边远乡镇',
    '完成试点验收，力争入选名录3个',
    '招引亿元项目60个，其中十亿元项目8个',
    '压紧网格责任，层层传导压力',
  ])('an effect stays with the work before it: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  test('the same effect is a measure where the sentence begins with it', () => {
    expect(split('提升排涝调度水平，建设智慧泵站')).toEqual(['提升排涝调度水平', '建设智慧泵站']);
  });

  test('names in quotes and brackets are never divided', () => {
    expect(split('整治“脏、乱，差”等顽疾，实施《河、湖；库管护办法》')).toEqual([
      '整治“脏、乱，差”等顽疾',
      '实施《河、湖；库管护办法》',
    ]);
    expect(split('实施扩品种、提品牌、创品质行动')).toHaveLength(1);
    expect(split('排查存在裂缝、倾斜隐患的危旧房屋')).toHaveLength(1);
  });

  test('several objects of one verb are one measure', () => {
    expect(split('培育示范村20个、特色镇5个和农家乐60户')).toHaveLength(1);
    expect(split('支持企业开展技术改造、建设绿色工厂')).toHaveLength(1);
  });
});

describe('subjects, topics and modals', () => {
  test.each([
    '港内新设的仓储企业，经考评合格的，直接列入白名单',
    '除法律另有规定的外，办件材料一律免于提交',
    '凡未纳入清单的收费项目，不得向经营主体收取',
    '对逾期未整改的隐患问题，予以挂牌督办',
    '不得将已放开的检测事项，实行指定服务',
    '市科技局联合驻地高校和科研机构，围绕新材料开展联合攻关',
    '会同铁路、海关等，开行中欧班列12列',
    '医院应于目录更新后30天内，组织药品评估',
    '项目在办理用地手续时，应当一并核验规划条件',
    '年度终了后一个季度内，向市财政局报送执行情况',
    '发挥侨乡人才优势，组建海外招商专班',
    '统筹闲置校舍资源，5年内筹集人才公寓600套',
  ])('a topic, a term or a partner stays with its predicate: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  test.each([
    [
      '在编人员不得在协会兼职，离退休人员兼职的，必须报批',
      ['在编人员不得在协会兼职', '离退休人员兼职的，必须报批'],
    ],
    [
      '支持村集体自主选择运营机构，同等对待各类社会资本',
      ['支持村集体自主选择运营机构', '同等对待各类社会资本'],
    ],
    ['把就业摆在突出位置，实施稳岗行动', ['把就业摆在突出位置', '实施稳岗行动']],
    ['做大竹业集群，重点扶持初加工合作社', ['做大竹业集群', '重点扶持初加工合作社']],
    ['压减一般性支出，切断利益链条', ['压减一般性支出', '切断利益链条']],
    [
      '市、县按照3∶7比例共同出资，支持高校开展冻土研究',
      ['市、县按照3∶7比例共同出资', '支持高校开展冻土研究'],
    ],
    ['及时回应网友留言，对群众诉求有问必答', ['及时回应网友留言', '对群众诉求有问必答']],
    ['审批时限压缩至5个工作日内，推行容缺受理', ['审批时限压缩至5个工作日内', '推行容缺受理']],
    [
      '围绕注销、变更等环节再造流程，9月底前上线套餐服务8项',
      ['围绕注销、变更等环节再造流程', '9月底前上线套餐服务8项'],
    ],
  ])('a predicate of its own is a measure of its own: %s', (text, measures) => {
    expect(split(text)).toEqual(measures);
  });

  test('an aim with a subject of its own is a measure, a rate that is ensured is not', () => {
    expect(split('完成技改投资30亿元，确保东线水厂等8个项目上半年开工，力争体育馆9月底前投用')).toEqual([
      '完成技改投资30亿元',
      '确保东线水厂等8个项目上半年开工',
      '力争体育馆9月底前投用',
    ]);
    expect(split('健全专席办理机制，确保诉求办结率达到97%以上')).toHaveLength(1);
  });

  test('a named work that is to get somewhere is a measure, tasks that are to be done on time are not', () => {
    expect(split('东环线5月底前开工，确保泵站主体年内完成六成，力争可研报告三季度获批')).toHaveLength(3);
    expect(split('压实责任，确保各项任务按期完成')).toHaveLength(1);
  });

  test('a priority with a figure of its own is a measure', () => {
    expect(split('轮训护理员2万名，重点扶持30个示范班')).toHaveLength(2);
  });
});

describe('tails of many kinds', () => {
  test.each([
    '严厉打击虚假检测，查处结果向社会公开',
    '加强智库绩效评估，评估结果作为经费安排依据',
    '按实际支付额给予补助，每家企业最高补助60万元',
    '推行馆校一体化设计，将课程需要与展陈布局有机结合',
    '扩大数据入表试点，逐步在全市推广',
    '梳理收费目录，定期向社会公布',
    '集中公示价目清单，主动接受社会监督',
    '编制事项清单，清单之外一律不得收费',
    '鼓励社会资本进入检测行业，破除行业垄断',
    '支持机构与境外同行互认，拓展国际业务',
    '出台签证便利举措，吸引海外青年来鲁创业',
    '建设全程冷链仓，延长鲜果货架期',
    '举办开放日活动，以优质体验增强游客信任感',
    '发展离岸贸易，为开展跨境结算提供便利',
    '推动垃圾分类减量，及时清运处置',
    '定向培养村医不少于70名，护士不少于90名',
    '健全会商机制，共同推进协议实施',
  ])('%s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  test('what is raised is work where it is a thing', () => {
    expect(split('完善低保制度，提高救助标准')).toEqual(['完善低保制度', '提高救助标准']);
  });
});

describe('names of documents', () => {
  test('a period or an edition belongs to the name, a complement to the verb', () => {
    expect(documents('制定茶产业三年行动计划（2027—2029年），编制并公布市县两级清单')).toEqual([
      '制定 茶产业三年行动计划（2027—2029年）',
      '编制并公布 市县两级清单',
    ]);
    expect(documents('制定完成港区实施细则')).toEqual(['制定完成 港区实施细则']);
    expect(documents('修订机关党小组工作手册')).toEqual(['修订 机关党小组工作手册']);
    expect(documents('形成场景化解决方案')).toEqual([]);
  });
});

describe('what sets no work', () => {
  test.each([
    '近年来，我市交通面貌持续改善。',
    '本方案所称老旧小区是指建成二十年以上的住宅区。',
    '每月25日前，各单位要将进展情况报送市政府办公室。',
    '各责任单位要加强协作。',
    '（市水利局、市财政局负责）',
  ])('%s', (text) => {
    expect(split(text)).toEqual([]);
  });
});

describe('verbs', () => {
  test.each([
    ['稳步有序推进老城更新', '推进'],
    ['加快建设物流园', '加快建设'],
    ['修订完善巡查标准', '修订完善'],
    ['新开工改造校舍40栋', '新开工改造'],
    ['深入开展夜查行动', '开展'],
    ['加强和规范集体资产管理', '加强和规范'],
    ['实施提升行动', '实施'],
  ])('the head verb of %s', (text, verb) => {
    expect(verbAt(text, 0)?.verb).toBe(verb);
  });

  test('nouns made of verbs lead no clause', () => {
    expect(verbAt('管理办法已经施行', 0)).toBeNull();
    expect(verbAt('评估结果用于奖补', 0)).toBeNull();
  });

  test('the verb of a measure is that of its action, not of its adverbial', () => {
    expect(read('围绕补链强链，招引配套企业30家').measures[0]?.verb).toBe('招引');
    expect(read('对购置设备的给予补贴').measures[0]?.verb).toBe('给予');
  });

  test('kinds follow from deliverable, event and figure', () => {
    const kinds = read('印发抗旱预案。举办茶博会2场。新建水窖300口。健全护林机制。制定第3批名单').measures;
    expect(kinds.map(({ kind }) => kind)).toEqual(['document', 'event', 'quantity', 'standing', 'document']);
  });
});

describe('documents', () => {
  test('two documents under one verb are two deliverables of one measure', () => {
    const text = '印发贯彻落实河长制规划任务分工方案和2031年巡查要点';
    expect(split(text)).toEqual([text]);
    expect(documents(text)).toEqual(['印发 贯彻落实河长制规划任务分工方案', '印发 2031年巡查要点']);
  });

  test('compound verbs, nominal and passive forms', () => {
    expect(documents('制定出台夜市管理办法')).toEqual(['制定出台 夜市管理办法']);
    expect(documents('制定实施方案')).toEqual(['制定 实施方案']);
    expect(documents('加快推进湿地保护规划编制报批')).toEqual(['编制 湿地保护规划']);
    expect(documents('推动《节水条例》修订')).toEqual(['修订 节水条例']);
    expect(documents('《夜校课程指南》印发实施')).toEqual(['印发实施 夜校课程指南']);
  });

  test('carrying a document out, or naming this one, brings none about', () => {
    expect(documents('落实城市更新实施方案，推进标准制度建设')).toEqual([]);
    expect(documents('制定本方案')).toEqual([]);
  });

  test('a cited document is ground, result or no document at all', () => {
    const { citations } = read('按照《节水条例》要求，修订《供水细则》，拍好《江上人家》《大河行》栏目');
    expect(citations.map(({ title, use }) => [title, use])).toEqual([
      ['节水条例', 'basis'],
      ['供水细则', 'deliverable'],
      ['江上人家', 'work'],
      ['大河行', 'work'],
    ]);
  });
});

test('words that limit a measure stand where they are written', () => {
  const text = '探索在有条件的乡镇建设一批夜间诊室';
  const [measure] = read(text).measures;
  expect(measure?.scopes.map(({ word }) => word)).toEqual(['探索', '有条件的', '一批']);
  for (const { span, word } of measure?.scopes ?? []) expect(text.slice(...span)).toBe(word);
});

const piece = fc.constantFrom(
  ...'推进 建设 ， 。 、 ； 《 》 （ ） “ ” 在园区 方案 制定 和 等 一是 1. ： 提升水平 3个 并 \ud800 通过 鼓励企业 对 的 规划编制'.split(
    ' ',
  ),
  '\n',
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string(),
);

test('spans are rising, lie in the stretches and never overlap, whatever the text', () => {
  fc.assert(
    fc.property(anyText, fc.nat(80), fc.nat(80), (words, one, other) => {
      const begin = Math.min(one, other, words.length);
      const stretch: Span = [begin, Math.max(begin, Math.min(Math.max(one, other), words.length))];
      const { measures, citations } = measuresIn(words, [stretch]);
      let last = stretch[0];
      for (const { span, deliverables, scopes } of measures) {
        expect(covers(stretch, span)).toBe(true);
        expect(span[0]).toBeGreaterThanOrEqual(last);
        expect(span[1]).toBeGreaterThan(span[0]);
        last = span[1];
        for (const inner of [...deliverables, ...scopes]) expect(covers(span, inner.span)).toBe(true);
      }
      for (const { span } of citations) expect(covers(stretch, span)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('what stands around an item changes nothing in it', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (before, words, after) => {
      const alone = measuresIn(words, [[0, words.length]]);
      const within = measuresIn(before + words + after, [[before.length, before.length + words.length]]);
      const moved = (span: Span): Span => [span[0] - before.length, span[1] - before.length];
      expect(within.measures.map(({ span }) => moved(span))).toEqual(alone.measures.map(({ span }) => span));
      expect(within.measures.map(({ verb }) => verb)).toEqual(alone.measures.map(({ verb }) => verb));
    }),
    { numRuns: 1000 },
  );
});
