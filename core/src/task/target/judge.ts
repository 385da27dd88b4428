import { type Figure, isDigit, isStop } from './figure.ts';

/*
 * What makes a figure a target of the plan, and what does not (catalogue §4.1): ordinals, dates, names, thresholds,
 * rates of subsidies, counts of the plan's own tasks, results of the past.
 */

const FAR = 120;

/** Characters before a number that make it an ordinal, a rank, part of a name or of another number. */
const NOT_AFTER = codes('第前+＋.×*/№〔');
/** Characters after number and unit that make it a grade or a name: 万吨级, 5个型, 3号. */
const NOT_BEFORE = codes('级型制版号强+＋×');
/** One thing counted in words is a target only with such a unit (一所公办园); 一个中心 is a turn of phrase. */
const TANGIBLE = new Set('所 座 家 条 处 台 辆 套 栋 部 架 艘 场 名 支 枚 颗 幢 宗'.split(' '));
const COUNTING =
  /(?:新建|新增|新设|改建|扩建|建成|建设|建好|建有|设立|创建|打造|培育|引进|招引|建立|成立|开工|配备|举办|创成|争创|改造|布局|组建|选派|选育|发射|开通|有|各|建)$/;

/** 4大领域17项建设任务, 38个方面: the plan counts its own parts. */
const PARTS = /(?:任务|方面|环节|部分|阶段|步骤|层面|维度|实事|要求|原则|机制|意见|清单|关系)$/;
/** 项 alone counts these; 16个电网工程 are things. */
const PARTS_BY_ITEM = /(?:改革|行动|(?:重大|重点|标志性|专项|大|系统)工程|工作|事项)$/;
const PARTS_UNIT = new Set(['项', '个', '条', '件', '类', '种']);
const REFORMS = /(?:举措|措施|政策|制度|指标|内容|条件)$/;
const ISSUING = /(?:出台|制定|制修订|修订|推出|发布|新增|复制|推广|形成|落地)/;

/** Words that make sums and shares of their clause terms of a subsidy, a levy or a penalty. */
const TERMS =
  /(?:给予|补贴|补助|奖励|奖补|奖金|返还|资助|补偿|减免|减征|减按|征收|罚款|处以|免征|最高|贴息|封顶|抵扣|报销|收取|缴纳|缴费|征税|税率|费率|起征点|限额|每次|按照?其|工资总额)/;
/** The standard itself is the matter: 低保标准提高到每人每月800元. */
const STANDARD =
  /(?:标准|补助|待遇|养老金|补贴|报销比例|支付比例)[^，。；]{0,14}(?:提高|提升|增加|达到|不低于|调整)[到至为]?/;

const PAST =
  /(?:已(?!婚|知)|业已|截至|截止|去年|上年(?!度?增)|近年来|[一二三四五六七八九十两]年来|目前|同比|比上年|较上年|比去年|较去年|累计[^，。；]{1,8}了|成功(?:创建|举办)了)/;
const PAST_VERB =
  /(?:完成|实现|增长|增加|下降|建成|新增|提高|达到|突破|超过|降低|减少|提升|引进|培育|化解)了$/;
const WISH = /(?:力争|确保|努力|争取|目标|预期|计划|将|要|再|今年|年内|到20\d\d年)/;

const DAYS_WANTED = /(?:天数|天气|日照|运行|优良|可用)/;
const SHORTENED = /(?:压缩|缩短|压减|减少|缩减|精简|降低|控制|提速)[^，。；]{0,8}$/;
/** 审批时间不超过15个工作日 */
const LASTS = /(?:时间|时限|时长|用时|耗时|周期)[^，。；]{0,8}$/;
const TRAINED = /(?:培训|学习|劳动|锻炼|活动|教育|阅读)[^，。；]{0,10}$/;

export interface Place {
  readonly text: string;
  /** The stretch that may be read. */
  readonly start: number;
  readonly end: number;
  /** Where the clause of the figure begins. */
  readonly clause: number;
}

/** Whether a number that begins at `at` can be one of quantity at all, by the characters that stand around it. */
export function standsAlone(text: string, at: number, start: number): boolean {
  if (at === start) return true;
  const before = text.charCodeAt(at - 1);
  if (NOT_AFTER.has(before)) return before === 0x524d && text[at - 2] === '目';
  if (isLetter(before)) return false;
  // 2023-01-26
  if (before === 0x2d && isDigit(text.charCodeAt(at - 2))) return false;
  return !isDigit(before);
}

/** Whether the figure states what the plan wants to reach. `after` is what stands behind it, up to the clause's end. */
export function isTarget(figure: Figure, place: Place, after: string): boolean {
  const { text, start, clause } = place;
  const next = text.charCodeAt(figure.end);
  if (figure.end < place.end && (NOT_BEFORE.has(next) || isLetter(next))) return false;
  if (figure.unit === null && isDigit(next)) return false;
  const before = text.slice(clause, figure.start);
  if (isLetter(text.charCodeAt(figure.at - 1)) && figure.unit !== '%') return false;
  if (!unitHolds(figure, before, after)) return false;
  if (figure.chinese && !wordsHold(figure, before, after)) return false;
  // 每季度召开1次 is a rhythm.
  if (
    figure.unit === '次' &&
    figure.value === '1' &&
    !figure.bounded &&
    before.includes('每') &&
    !/至少/.test(before)
  )
    return false;
  if (isThreshold(figure, before, after)) return false;
  if (isCountOfParts(figure, before, after)) return false;
  if (isTerm(figure, before, after)) return false;
  return !isPast(text, Math.max(start, figure.at - FAR), figure);
}

function unitHolds(figure: Figure, before: string, after: string): boolean {
  switch (figure.unitKind) {
    case 'none':
      if (figure.comparator === 'range') return false;
      // 控制在6以内, 指数达到95: a bare number counts only where words lead to it and nothing follows.
      return (
        figure.bounded && (after === '' || (after.startsWith('的') === false && isStop(after.charCodeAt(0))))
      );
    case 'timed':
      if (figure.unit === '天' && DAYS_WANTED.test(before)) return true;
      if ((figure.unit === '岁' || figure.unit === '年') && /寿命|年限/.test(before)) return true;
      if (figure.comparator === 'lte' && figure.bounded && LASTS.test(before)) return true;
      return SHORTENED.test(before) || (figure.bounded && figure.unit === '小时' && TRAINED.test(before));
    default:
      // 12个月, 3个小时, 10个工作日
      if (figure.unit === '个' && /^(?:月|小时|工作日|自然日|星期|季度|年|交易日|学期|学年|百分)/.test(after))
        return false;
      if (
        (figure.unit === '部' || figure.unit === '口' || figure.unit === '字') &&
        /^(?:门|委|之家|号)/.test(after)
      )
        return false;
      return !/^(?:岁|周岁|强|级|型|期|线城市|(?:城市|省份|县|市|国家|单位|企业|地区)?之一)/.test(after);
  }
}

/** Chinese numerals count only where the wording shows that a number is meant. */
function wordsHold(figure: Figure, before: string, after: string): boolean {
  if (figure.form !== 'figure' || figure.unitKind === 'share') return true;
  if (figure.unit === null) return false;
  if (figure.bounded) return !/^(?:方面|层面|环节|维度|时期|阶段)/.test(after);
  const counted = /每[^，。；]{1,10}$/.test(before) || /各$/.test(before);
  if (counted && figure.unitKind === 'counted' && figure.unit !== '次')
    return !/^(?:方面|层面|环节)/.test(after);
  if (!COUNTING.test(before)) {
    // 创建…示范园三个: after the noun and before a stop.
    return (
      figure.value !== '1' &&
      figure.unitKind === 'counted' &&
      after === '' &&
      before.length > 3 &&
      TANGIBLE.has(figure.unit)
    );
  }
  if (TANGIBLE.has(figure.unit)) return true;
  return (
    figure.value !== '1' &&
    figure.unit === '个' &&
    !/^(?:方面|体系|中心任务|平台|机制|转变|统筹|维护|确保)/.test(after)
  );
}

/** 35蒸吨以下锅炉, 亿元以上项目, 30人以上的单位, 超1000亿元的2个: says which things, not how many. */
function isThreshold(figure: Figure, before: string, after: string): boolean {
  const attributive = after.startsWith('的') && after.length > 1;
  // 规模不低于20亿元的基金: its size is what is wanted.
  if (/(?:规模|总额)$/.test(before) && figure.bounded) return false;
  if (/^（不?含）/.test(after)) return true;
  // 年产10万吨肥料生产线2条
  if (
    /(?:年产|日产|年处理|日处理|日供水|年供水|日供气|总投资)$/.test(before) &&
    /(?:线|厂|项目|基地|企业|园|站|中心)/.test(after)
  )
    return true;
  if (/^的(?:标准|要求|原则|条件)/.test(after)) return true;
  if (/^(?:的比例|服务?半径|直径|口径)/.test(after) && figure.unitKind !== 'counted') return true;
  const sized =
    figure.unitKind === 'measured' || figure.unit === '人' || figure.unit === '户' || figure.unit === '名';
  if (figure.unitKind === 'measured') {
    if (figure.boundAfter && after !== '' && !isPredicate(after) && !isStop(after.charCodeAt(0))) return true;
    if (attributive && figure.bounded) return true;
    if (/^(?:企业|项目|产业|园区|县|乡?镇|村|单位|大户)/.test(after) && /元/.test(figure.unit ?? ''))
      return true;
    // 720兆瓦储能电站: the size of one thing.
    if (!figure.bounded && /^[^，。；]{0,12}(?:等项目|等工程|电站|机组)$/.test(after)) return true;
  }
  // 20户以上自然村
  if (sized && figure.boundAfter && /^(?:自然村|村|企业|单位|小区|聚居|居民点|院落|规模)/.test(after))
    return true;
  // 惠及3万人的工程: how large the thing is.
  if (sized && attributive) return true;
  if (figure.unitKind === 'share' && figure.boundAfter && attributive)
    return /(?:占比|比例|持股|占|超过|低于|高于|率)$/.test(before);
  if (/(?:年产|单体|单个|单项|总投资|投资额|年收入|年营收|营业收入|单次|单笔)$/.test(before) && attributive)
    return true;
  return false;
}

function isPredicate(after: string): boolean {
  return /^(?:用于|支持|开展|推动|推进|建设|以|并|力争|确保|完成|实现|左右)/.test(after);
}

/** The noun that is counted stands behind the unit, or before the number where nothing follows. */
function isCountOfParts(figure: Figure, before: string, after: string): boolean {
  if (figure.unit === null || !PARTS_UNIT.has(figure.unit)) return false;
  // 审批环节不超过5个
  if (figure.comparator === 'lte' && figure.bounded && after === '') return false;
  if (/^(?:方面|层面|环节|阶段|维度|部分|步骤)/.test(after)) return true;
  if (figure.unit === '个' && /行动$/.test(headOf(after))) return true;
  // 共23项
  if (after === '' && before.endsWith('共')) return true;
  const noun = after === '' ? before : headOf(after);
  if (PARTS.test(noun)) return true;
  if (figure.unit === '项' && PARTS_BY_ITEM.test(noun)) return true;
  return REFORMS.test(noun) && !ISSUING.test(before);
}

function headOf(after: string): string {
  const cut = after.slice(1).search(/(?:的|落地|见效|建设$|实施$|落实|清单|，|。)/);
  return cut >= 0 ? after.slice(0, cut + 1) : after;
}

function isTerm(figure: Figure, before: string, after: string): boolean {
  if (figure.unitKind !== 'measured' && figure.unitKind !== 'share') return false;
  if (/^的?(?:贷款)?(?:贴息|利息补贴|财政贴息)/.test(after)) return true;
  if (!(figure.unit ?? '').includes('元') && figure.unit !== '%' && figure.unit !== '倍') return false;
  if (/^[^，。；]{0,6}(?:给予|予以|返还|减征|征收|计收|在税前|加计|扣除)/.test(after)) return true;
  return TERMS.test(before) && !STANDARD.test(before);
}

/** A result that is told, not wanted: 已建成…, 同比增长…, 完成了…. */
function isPast(text: string, from: number, figure: Figure): boolean {
  let sentence = figure.at;
  while (sentence > from && !isSentenceEnd(text.charCodeAt(sentence - 1))) sentence--;
  const before = text.slice(sentence, figure.start);
  if (PAST_VERB.test(before)) return true;
  const cue = before.search(PAST);
  if (cue < 0) return false;
  return !(
    WISH.test(before) ||
    figure.boundAfter ||
    (figure.comparator !== 'eq' && figure.bounded && !/已|截至/.test(before))
  );
}

function isSentenceEnd(code: number): boolean {
  return code === 0x3002 || code === 0xff1b || code === 0x0a || code === 0xff01;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function codes(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}
