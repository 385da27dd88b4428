import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../base/index.ts';
import type { Target } from '../compiled.ts';
import { targetsIn } from './index.ts';

/** `comparator value unit subject`, then `/每…`, `!` for 力争 and the form where it is no plain figure. */
function told(target: Target): string {
  const value =
    target.value ?? (target.min && target.max ? `${target.min}..${target.max}` : (target.min ?? target.max));
  const parts = [target.comparator, value ?? '-', target.unit ?? '-', target.subject || '-'];
  if (target.per) parts.push(`/${target.per}`);
  if (target.aspirational) parts.push('!');
  if (target.form !== 'figure') parts.push(target.form);
  return parts.join(' ');
}

function read(text: string): string[] {
  return targetsIn(text, [0, text.length], { year: 2024 }).map(told);
}

const WRITTEN: readonly (readonly [text: string, ...targets: string[]])[] = [
  // (a) verb, number, unit, noun
  ['新建36个社区食堂', 'eq 36 个 社区食堂'],
  ['加快建设12座污水处理厂', 'eq 12 座 污水处理厂'],
  ['打造5条精品旅游线路', 'eq 5 条 精品旅游线路'],
  ['引进8名急需紧缺人才', 'eq 8 名 急需紧缺人才'],
  ['发放2亿元消费券', 'eq 200000000 元 消费券'],
  ['改造30万亩中低产田', 'eq 300000 亩 中低产田'],
  ['新增100万千瓦光伏装机', 'eq 1000000 千瓦 光伏装机'],
  // (b) verb, noun, number, unit
  ['新建乡镇消防站15座', 'eq 15 座 乡镇消防站'],
  ['完成农村户厕改造4.2万户', 'eq 42000 户 农村户厕改造'],
  ['新增高新技术企业120家', 'eq 120 家 高新技术企业'],
  ['栽植行道树12,000株', 'eq 12000 株 行道树'],
  ['新筹集人才公寓1.6万套（间）', 'eq 16000 套（间） 人才公寓'],
  ['完成固定资产投资1.3万亿元', 'eq 1300000000000 元 固定资产投资'],
  ['全县新增城镇就业6000人以上', 'gte 6000 人 城镇就业'],
  ['保障性住房开工800套', 'eq 800 套 保障性住房开工'],
  // (c) indicator and figure
  ['地区生产总值增长6.5%', 'eq 6.5 % 地区生产总值增长'],
  ['地区生产总值增长6.5%左右', 'approx 6.5 % 地区生产总值增长'],
  ['工业投资增长12%以上', 'gte 12 % 工业投资增长'],
  ['居民消费价格涨幅控制在3%以内', 'lte 3 % 居民消费价格涨幅'],
  ['城镇调查失业率控制在5%', 'lte 5 % 城镇调查失业率'],
  ['城镇登记失业率不高于4.5%', 'lte 4.5 % 城镇登记失业率'],
  ['农村自来水普及率达到92%', 'eq 92 % 农村自来水普及率'],
  ['森林覆盖率稳定在41%以上', 'gte 41 % 森林覆盖率'],
  ['粮食播种面积保持在80万亩左右', 'approx 800000 亩 粮食播种面积'],
  ['单位生产总值能耗下降3.2%', 'eq 3.2 % 单位生产总值能耗下降'],
  ['常住人口城镇化率提高1.2个百分点', 'eq 1.2 个百分点 常住人口城镇化率提高'],
  ['人口死亡率低于6‰', 'lte 6 ‰ 人口死亡率'],
  ['空气优良天数达到310天以上', 'gte 310 天 空气优良天数'],
  ['细颗粒物浓度降至30微克/立方米以下', 'lte 30 微克/立方米 细颗粒物浓度'],
  ['居民消费价格指数控制在103以内', 'lte 103 - 居民消费价格指数'],
  ['城乡居民收入比缩小到2.1', 'eq 2.1 - 城乡居民收入比缩小'],
  ['PM2.5平均浓度控制在32微克/立方米以内', 'lte 32 微克/立方米 PM2.5平均浓度'],
  // bounds
  ['培训乡村医生不少于300人次', 'gte 300 人次 乡村医生'],
  ['举办专场招聘会不低于24场', 'gte 24 场 专场招聘会'],
  ['规模以上服务业企业突破200家', 'gte 200 家 规模以上服务业企业'],
  ['旅游总收入超过90亿元', 'gte 9000000000 元 旅游总收入'],
  ['快递业务量超1亿件', 'gte 100000000 件 快递业务量'],
  ['绿色建筑占比达60%以上', 'gte 60 % 绿色建筑占比'],
  ['公交线路约20条', 'approx 20 条 公交线路'],
  ['新建口袋公园10余个', 'gte 10 个 口袋公园'],
  ['走访困难老年人3000多名', 'gte 3000 名 困难老年人'],
  ['用水总量控制在5.6亿立方米以内', 'lte 560000000 立方米 用水总量'],
  ['企业开办时间压缩至1个工作日以内', 'lte 1 个工作日 企业开办时间'],
  // ranges
  ['遴选2—3个街道先行', 'range 2..3 个 街道先行'],
  ['培育8至10家链主企业', 'range 8..10 家 链主企业'],
  ['支持1-2所高校建设现代产业学院', 'range 1..2 所 高校建设现代产业学院'],
  ['进出口总额增长4.5%-5%', 'range 4.5..5 % 进出口总额增长'],
  ['安排资金3万元—5万元', 'range 30000..50000 元 资金'],
  ['新植油茶3—5万亩', 'range 30000..50000 亩 油茶'],
  ['建设三至五个示范村', 'range 3..5 个 示范村'],
  // minima and shares per unit
  ['实现每镇至少1家综合养老服务中心', 'gte 1 家 综合养老服务中心 /每镇'],
  ['每个街道都建有1所社区学校', 'eq 1 所 社区学校 /每个街道'],
  ['每年新增托育机构20家', 'eq 20 家 托育机构 /每年'],
  ['每千人口拥有执业医师3.2人', 'eq 3.2 人 执业医师 /每千人口'],
  ['每万人拥有公交车辆12台', 'eq 12 台 公交车辆 /每万人'],
  ['每个县至少建成一所特殊教育学校', 'gte 1 所 特殊教育学校 /每个县'],
  // fractions, multiples, coverage
  ['完成四分之三左右的村庄规划编制', 'approx 0.75 比例 村庄规划编制 fraction'],
  ['八成以上的行政村开展垃圾分类', 'gte 80 % 行政村 fraction'],
  ['农村电商交易额翻一番', 'eq 2 倍 农村电商交易额 multiple'],
  ['力争算力规模实现倍增', 'eq 2 倍 算力规模 ! multiple'],
  ['技术合同成交额增长1.5倍', 'eq 1.5 倍 技术合同成交额增长 multiple'],
  ['实现行政村寄递物流服务全覆盖', 'eq 100 % 行政村寄递物流服务 coverage'],
  ['城区生活垃圾无害化处理率达到100%', 'eq 100 % 城区生活垃圾无害化处理率 coverage'],
  ['留抵退税按百分之九十五办结', 'eq 95 % 留抵退税按'],
  // several figures
  [
    '畜禽粪污综合利用率、秸秆综合利用率分别达到82%和91%',
    'eq 82 % 畜禽粪污综合利用率',
    'eq 91 % 秸秆综合利用率',
  ],
  ['一般公共预算收入、税收收入分别增长5%、6%以上', 'gte 5 % 一般公共预算收入增长', 'gte 6 % 税收收入增长'],
  [
    '学前毛入园率、高中毛入学率分别提高2个、3个百分点以上',
    'gte 2 个百分点 学前毛入园率提高',
    'gte 3 个百分点 高中毛入学率提高',
  ],
  ['新建标准化卫生院、敬老院、文化站各3所', 'eq 3 所 标准化卫生院', 'eq 3 所 敬老院', 'eq 3 所 文化站'],
  ['工业企业突破3000家，力争达到3500家', 'gte 3000 家 工业企业', 'eq 3500 家 工业企业 !'],
  [
    '新开工棚改安置房60栋、35万平方米、2800套',
    'eq 60 栋 棚改安置房',
    'eq 350000 平方米 棚改安置房',
    'eq 2800 套 棚改安置房',
  ],
  ['培育省级文明乡镇4个、文明村16个', 'eq 4 个 省级文明乡镇', 'eq 16 个 文明村'],
  ['评选滨海特色名镇2个、名村9个', 'eq 2 个 滨海特色名镇', 'eq 9 个 滨海特色名村'],
  ['建设3个产业园和5条产业链', 'eq 3 个 产业园', 'eq 5 条 产业链'],
  // from and to, ratios
  ['公办园在园幼儿占比由48%提高至55%', 'eq 55 % 公办园在园幼儿占比'],
  ['城市低保标准从每人每月700元提高到760元', 'eq 760 元 城市低保标准 /每人每月'],
  ['帮扶企业由20家增至35家', 'eq 35 家 帮扶企业'],
  ['粗精加工比由1.6：1提升至2.4：1', 'ratio 2.4 比例 粗精加工比'],
  // wishes
  ['力争全年接待游客500万人次', 'eq 5000000 人次 游客 !'],
  ['争取上级资金3亿元', 'eq 300000000 元 上级资金 !'],
  ['力争到2025年，数字经济核心产业增加值占比达到10%', 'eq 10 % 数字经济核心产业增加值占比 !'],
  // Chinese numerals that count
  ['每个片区至少一个街道完成改造', 'gte 1 个 街道 /每个片区'],
  ['新建一所公办初中', 'eq 1 所 公办初中'],
  ['创建两个以上国家级特色小镇', 'gte 2 个 国家级特色小镇'],
  ['建成三座抽水蓄能电站', 'eq 3 座 抽水蓄能电站'],
  // attributives
  ['打造20个功能全、环境美的邻里中心', 'eq 20 个 功能全、环境美的邻里中心'],
  ['80个以上社区（村）设立议事厅', 'gte 80 个 社区（村）设立议事厅'],
];

const NO_TARGETS: readonly string[] = [
  '举办第三届创业大赛',
  '申报第五批传统村落',
  '2024年工作要点',
  '对照2020年数据核实底数',
  '落实《关于加强2024年汛期工作的通知》（府办发〔2024〕12号）',
  '推进5G与工业互联网融合',
  '建设4K超高清频道和3D打印平台',
  '构建“3+2”产业体系',
  '开展“双百”行动，做强“四大名片”',
  '争创全国百强县',
  '发展千亿产业',
  '促进一二三产业融合',
  '实施5大行程28项工作任务',
  '分解为10个方面、46条措施',
  '推进6项重点改革',
  '办好10件民生实事',
  '推进102项重大工程',
  '做好65岁以上老年人健康体检',
  '淘汰35蒸吨以下燃煤锅炉',
  '推动亿元以上项目落地',
  '加强2万平方米以上公共建筑能耗监测',
  '规范30人以上的用人单位劳动合同',
  '对认定的企业给予最高200万元奖励',
  '按实际投资额的20%给予补助',
  '返还50%失业保险费',
  '小规模纳税人减按1%征收',
  '全年实现销售收入同比增长8%',
  '目前已建成充电站260座',
  '去年新增就业5万人',
  '完成了120个小区改造',
  '改造2000年底前建成的城镇老旧小区',
  '依照第十二条规定',
  '开通24小时自助政务服务',
  '建设15分钟便民生活圈',
  '每月28日前报送进展',
  '在5个工作日内办结',
  '面向18—45岁劳动者开展培训',
  '设置6个月过渡期',
  '联系电话63001234',
  '拨打12345热线',
  '打造“365天不打烊”窗口',
  '形成一个中心带动、多点支撑的格局',
  '建设一批示范项目',
  '推动政务服务一网通办、一次办好',
  '进一步提升水平',
  '完善三级网络',
  '深化三医联动',
  '二级以上医院开展远程会诊',
  '支持世界500强企业投资',
  '力争进入全省前10名',
  '建设万吨级码头和5000亿级产业集群',
  '惠及3万人的供水工程开工',
  '建设500千伏输变电工程',
  '实施既有建筑节能改造三年行动',
  '严格执行7×24小时值守',
  '推广节约型机关做法',
  '组织一年一度的技能竞赛',
  '推进十四五规划实施',
  '（1）加强领导；2.压实责任',
  '落实倍增计划',
  '开展全覆盖检查',
  '坚持每周一调度',
];

describe('targetsIn', () => {
  it.each(WRITTEN.map(([text, ...targets]) => ({ text, targets })))('reads $text', ({ text, targets }) => {
    expect(read(text)).toEqual(targets);
  });

  it.each(NO_TARGETS)('finds no target in %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('counts spans in the whole text and reads only its own stretch', () => {
    const text = '新建公园3个。新建球场5片。新建步道7公里。';
    const [target, ...more] = targetsIn(text, [7, 14]);
    expect(more).toEqual([]);
    expect(target && text.slice(...target.span)).toBe('球场5片');
  });

  it('leaves out what stands under an earlier year than the plan', () => {
    const text = '2022年建成公园3个，2024年建成公园5个';
    expect(targetsIn(text, [0, text.length], { year: 2024 }).map(told)).toEqual(['eq 5 个 公园']);
  });

  it('never throws, keeps its spans inside and writes canonical decimals', () => {
    const piece = fc.constantFrom(
      ...'一二三两十百千万亿点分之0123456789.,%‰个家套（间）元米—-至到由从每各分别以上左右内不低于超过达控制在力争全覆盖翻番倍增，。；：、“”《》年月日第\ud800\n ',
      '百分点',
      '分别',
      '每个',
      '提高至',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), fc.nat(60), fc.nat(60), (pieces, one, other) => {
        const text = pieces.join('');
        const span = [Math.min(one, other), Math.max(one, other)] as const;
        for (const target of targetsIn(text, span)) {
          expect(target.span[0]).toBeGreaterThanOrEqual(span[0]);
          expect(target.span[1]).toBeLessThanOrEqual(span[1]);
          expect(target.span[1]).toBeGreaterThan(target.span[0]);
          for (const value of [target.value, target.min, target.max])
            if (value !== undefined) expect(decimal(value)).not.toBeNull();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads a megabyte of digits, brackets or numerals in linear time', () => {
    for (const text of [
      '1'.repeat(1e6),
      '（'.repeat(1e6),
      '一'.repeat(1e6),
      '“'.repeat(1e5),
      '3个'.repeat(2e4),
      '每1个'.repeat(2e4),
    ]) {
      const began = performance.now();
      targetsIn(text, [0, text.length]);
      expect(performance.now() - began).toBeLessThan(5000);
    }
  });
});
