import { begins, endingAt, endingsOf, find, findLast, type Lexicon, lexiconOf, wordAt } from './lexicon.ts';
import { endsInVerb, type Verb, verbAt, verbClass, verbIn } from './verb.ts';
import * as words from './words.ts';

/**
 * What a clause between two commas is to the clauses beside it.
 * 'start': a measure of its own. 'lead': an adverbial that stays with what follows (R2). 'tail': an effect that
 * stays with what precedes (R3, R3b). 'bound': a tail even behind an adverbial of its own. 'join': no predicate.
 * 'empty': a conjunction alone.
 */
export type ClauseKind = 'start' | 'lead' | 'tail' | 'bound' | 'join' | 'empty';

export interface Clause {
  readonly start: number;
  readonly end: number;
}

const ADVERBS = lexiconOf(words.ADVERBS);
const LEADS = lexiconOf(words.LEADS);

/** Effects: whatever follows them, they say what the work before is for. */
const EFFECTS = lexiconOf(
  '带动 辐射 支撑 务求 便利 确保 保证 满足 营造 树立 形成 帮助 助力 赋能 避免 杜绝 防止 实现了 让 使 令 做到 力争 争取实现 争取达到 力求 以便 从而 进而 惠及 受益 ' +
    '切实保障 有效保障 更好保障 更好满足 保障 更好服务 拉动 撬动 缓解 切实解决 有效解决 有效防范 有效防止 有效遏制 释放 ' +
    '努力实现 努力形成 努力营造 助推 充分保障 全力保障 真正让 真正实现 不让 不断满足 奠定 为全 彰显 展现 体现 塑造',
);
/** Effects that stay with the measure although an adverbial of their own stands before them. */
const BOUND = lexiconOf('形成 确保 保证 带动 营造 满足 从而 进而 使 让 做到');
/** Verbs that are an effect when what they raise is a quality (提升…水平), see QUALITIES. */
const RAISING = lexiconOf(
  '提高 提升 增强 改善 扩大 降低 优化 激发 减轻 减少 缩短 缩小 丰富 增进 巩固 维护 放大 拓宽 拓展 压缩 促进 推动 推进 构建 打造 强化 激活',
);
const QUALITIES = endingsOf(
  '实效 水平 能力 质量 效能 效率 效益 率 度 意识 覆盖面 竞争力 影响力 吸引力 凝聚力 承载力 品质 比重 占比 比例 素质 成效 程度 知名度 ' +
    '精准性 针对性 有效性 积极性 便利性 韧性 附加值 含金量 满意度 获得感 幸福感 安全感 感 力 化水平 档次 标准化 功能 体验 份额 收入 产量 性',
);
const EXTRA: ReadonlyMap<string, Lexicon> = new Map([
  ['扩大', endingsOf('覆盖面 覆盖范围 影响力 影响 知名度 受益面 规模效应 辐射面')],
  ['降低', endingsOf('成本 风险 负担 门槛 损耗 能耗 率')],
  ['优化', endingsOf('环境 体验 秩序 生态')],
  ['改善', endingsOf('环境 质量 条件 面貌 水平 民生 状况')],
  ['激发', endingsOf('活力 动力 潜力 积极性 动能 热情')],
  ['减轻', endingsOf('负担 压力')],
  ['减少', endingsOf('排放 损失 成本 环节 时间 事故 污染')],
  ['缩短', endingsOf('时间 周期 时限')],
  ['缩小', endingsOf('差距')],
  ['增进', endingsOf('福祉 感情 认同')],
  ['维护', endingsOf('秩序 权益 稳定 安全 利益 环境 形象')],
  [
    '推动',
    endingsOf(
      '落到实处 落地见效 见行见效 走深走实 深入开展 取得实效 落实落地 落地落实 落细落实 落地生根 见实效 走在前列',
    ),
  ],
  ['促进', endingsOf('落到实处 落地见效 取得实效 落实落地')],
  ['构建', endingsOf('格局 局面')],
  ['打造', endingsOf('格局')],
  ['巩固', endingsOf('良好局面')],
]);
/** 重点支持, 优先安排: priorities of the work before (R3b). */
const PRIORITY = lexiconOf('重点 优先支持 优先保障 优先安排 优先用于 优先考虑 优先给予 优先发展 优先解决');
/** Joined words in front of a clause that make it a part of what precedes. */
const CONTINUING = lexiconOf(
  '层层 并 其中 包括 含 特别是 尤其是 主要 例如 比如 即 也 以及 或 扎实推进 且 原则上 总投资 占地 总建筑面积 建筑面积 达到 占 较 比 同比 年均 增长 下降 由此 相关 所需 具体',
);
const ALONE = lexiconOf('同时 此外 另外 其次 首先 再次 最后 一方面 另一方面 因此 为此 下一步 今年 具体如下');

const BY_WAY = endingsOf('方式 形式 模式 手段 途径 方法 渠道 机制 办法 举措 措施 平台 载体');
/** With these at its end an adverbial is complete, whatever verbs stand in it. */
const CLOSED = endingsOf(
  '基础上 前提下 条件下 情况下 框架下 背景下 领导下 指导下 过程中 工作中 中 上 下 方面 领域 时 后 之前 之后 以来 期间 以前 底前 月前 年前 日前 末前 内 地区 区域 的地方 环节 要求 原则 规定 ' +
    '思路 部署 精神 理念 导向 目标 契机 抓手 重点 主线 核心 统揽 引领 牵引 支撑 依托 载体 实际 特点 需求 需要 定位 标准 路径 规律 主题 主攻方向 决策部署 ' +
    '机遇 思想 要求部署 政策 作用 优势 工作部署 分工 安排 年底 底 初 末 季度 上半年 下半年 的 者 起',
);
const ACTORS = endingsOf(
  '企业 单位 机构 院校 高校 学校 合作社 组织 部门 地区 市场 银行 人员 群众 团队 力量 媒体 协会 商会 医院 人才 青年 党员 干部 职工 志愿者 社会资本 院所 主体 等 各地 公司 农户 城市 县 乡镇 社区 街道 园区',
);
const SHORTEST_PREDICATE = 4;
const SHORTEST_UNKNOWN = 6;

/**
 * What the clause is. `opens` says that it is the first of its sentence, `verb` is the verb that leads it (verbAt).
 */
export function clauseKind(
  text: string,
  { start, end }: Clause,
  opens: boolean,
  verb: Verb | null,
  next: Clause | null,
): ClauseKind {
  const alone = wordAt(ALONE, text, start, end);
  if (alone.length === end - start || (opens && end - start === 2 && text.startsWith('其中', start)))
    return 'empty';
  if (next !== null && wayOf(text, end, verb, next)) return 'lead';
  if (next !== null && endingAt(UNFINISHED, text, start, end) !== '') return 'lead';
  if (opens) {
    if (leads(text, start, end)) return 'lead';
    return next !== null && verb === null && isSubject(text, start, end) ? 'lead' : 'start';
  }
  const plain = behindAdverbs(text, start, end);
  if (wordAt(BOUND, text, start, end) !== '' || wordAt(BOUND, text, plain, end) !== '') return 'bound';
  if (wordAt(EFFECTS, text, start, end) !== '' || wordAt(EFFECTS, text, plain, end) !== '') return 'tail';
  if (wordAt(CONTINUING, text, start, end) !== '') return 'tail';
  if (serves(text, start, end)) return 'tail';
  if (leads(text, start, end)) return 'lead';
  if (wordAt(PRIORITY, text, start, end) !== '' && verb !== null) return 'tail';
  if (wished(text, start, end)) return 'tail';
  if (raises(text, plain, end)) return 'tail';
  if (verb !== null) return verb.end >= end ? 'join' : 'start';
  if (SHORT.has(leadAt(text, start, end))) return 'start';
  if (verbIn(text, start + 1, end) > 0) return 'start';
  if (hasFigure(text, start, end) && end - start >= SHORTEST_PREDICATE) return 'start';
  return end - start >= SHORTEST_UNKNOWN && !isListOfThings(text, start, end) ? 'start' : 'join';
}

/** 甲检测、乙鉴定等服务: more objects of the verb before. */
function isListOfThings(text: string, start: number, end: number): boolean {
  return find(text, 0x3001, start, end) > 0 && find(text, 0x7b49, Math.max(start, end - 8), end) > 0;
}

/** A subject or object of the clause behind it: no predicate of its own. */
function isSubject(text: string, start: number, end: number): boolean {
  if (hasFigure(text, start, end) && endingAt(OF_ACTOR, text, start, end) === '') return false;
  return !acts(text, start, end) || endingAt(OF_ACTOR, text, start, end) !== '';
}
const OF_ACTOR = endingsOf('的企业 的单位 的项目 的个人 的机构 的地区 的人员 的家庭 的高校 的城市 的县');
/** 以上 and its like behind a figure close no adverbial. */
const MEASURED = endingsOf('以上 以下 以内 左右 上下 之上 之下 %');
/** What always waits for its action, whatever verbs stand in it. */
const UNFINISHED = endingsOf(
  '的 方面 基础上 前提下 条件下 情况下 框架下 过程中 的同时 同时 范围内 期间 以来 领导下',
);

/** 争取年内挂牌, 努力达到六成: the target of the work before; 争取上级资金 is work of its own. */
function wished(text: string, start: number, end: number): boolean {
  if (text.startsWith('努力', start))
    return hasFigure(text, start, end) || verbAt(text, start + 2, end) !== null;
  if (!text.startsWith('争取', start)) return false;
  return AIMED.test(text.slice(start + 2, start + 4));
}
const AIMED =
  /^(?:\d|[一二三四五六七八九十两]年|年|今|明|到|在|全|实现|达到|完成|建成|突破|进入|入选|纳入|列入)/;

/** 为…奠定基础、提供支撑、作出贡献. */
function serves(text: string, start: number, end: number): boolean {
  if (!text.startsWith('为', start)) return false;
  if (endingAt(SERVED, text, start, end) !== '') return true;
  return endingAt(GROUNDS, text, start, end) !== '' && firstOf(PROVIDING, text, start, end) > 0;
}
const PROVIDING = lexiconOf('提供');
const GROUNDS = endingsOf('支撑 保障 基础 动力 依据 后劲 支点 引擎');
const SERVED = endingsOf(
  '奠定基础 坚实基础 良好基础 提供支撑 有力支撑 坚实支撑 提供保障 有力保障 坚实保障 坚强保障 作出贡献 更大贡献 积极贡献 作出新贡献 新贡献 贡献力量 创造条件 良好条件 提供有力保障',
);

/** 提升…水平 and its like; a list of effects (提升质量、扩大规模) is work of its own and is told by the splitter. */
function raises(text: string, at: number, end: number): boolean {
  const verb = wordAt(RAISING, text, at, end);
  if (verb === '') return false;
  const own = EXTRA.get(verb);
  if (own !== undefined && endingAt(own, text, at + verb.length, end) !== '') return true;
  if (
    verb === '推动' ||
    verb === '促进' ||
    verb === '推进' ||
    verb === '构建' ||
    verb === '打造' ||
    verb === '强化'
  )
    return false;
  return endingAt(QUALITIES, text, at + verb.length, end) !== '';
}

/** 鼓励家庭农场、茶企等， 支持企业面向…领域，: who is to act or how, with the action still to come. */
function wayOf(text: string, end: number, verb: Verb | null, next: Clause): boolean {
  if (verb === null || verb.class !== 'causing' || verb.end >= end) return false;
  if (endingAt(WISHING, text, verb.start, verb.end) === '') return false;
  const tail = endingAt(BY_WAY, text, verb.end, end);
  if (tail !== '' && /采取|采用|通过|按照|运用|以/.test(text.slice(verb.end, end - tail.length))) return true;
  const middle = DIRECT.has(text.charCodeAt(verb.end)) ? verb.end : firstOf(WAYS, text, verb.end, end);
  if (middle >= 0) {
    if (verbIn(text, middle, end, middle === verb.end) < 0) return true;
    if (middle > verb.end && endingAt(CLOSED, text, middle, end) !== '') return true;
  }
  if (text.charCodeAt(end - 1) === 0x7b49 ? verbIn(text, verb.end, end) >= 0 : acts(text, verb.end, end))
    return false;
  if (wordAt(LEADS, text, next.start, next.end) !== '') return true;
  const actor = endingAt(ACTORS, text, verb.end, end);
  if (actor === '') return false;
  if (verb.verb !== '支持' && verb.verb !== '推动') return true;
  return actor === '等' && endingAt(ACTORS, text, verb.end, end - 1) !== '';
}

/** Whether an action stands in the stretch: a verb with an object, or a verb at its very end (企业参与). */
function acts(text: string, from: number, end: number): boolean {
  return verbIn(text, from, end, true) >= 0 || endsInVerb(text, from, end);
}

/** The preposition at `at`; 对 of 对接, 从 of 从严, 就 of 就业 is none. */
function leadAt(text: string, at: number, end: number): string {
  const lead = wordAt(LEADS, text, at, end);
  if (lead.length !== 1) return lead;
  if (wordAt(NO_LEADS, text, at, end) !== '' || wordAt(ADVERBS, text, at, end).length > 1) return '';
  return verbAt(text, at, end)?.start === at && !text.startsWith('对接受', at) ? '' : lead;
}
const NO_LEADS = lexiconOf(
  '就业 在建 在线 在岗 在校 在职 自然 自来水 自由 自贸 由此 同类 对外 对口 对象 向上 以上 以下 以内 到位 为主 从业 与会 经济 经营 经费 经验 除尘 除险 按揭 如期 凡事',
);

/** Whether the clause is an adverbial that waits for its action. */
function leads(text: string, start: number, end: number): boolean {
  if (timeOnly(text, start, end)) return true;
  const closed = endingAt(MEASURED, text, start, end) === '' ? endingAt(CLOSED, text, start, end) : '';
  const plain = behindAdverbs(text, start, end, true);
  const bare = leadAt(text, start, end);
  const lead = bare !== '' ? bare : leadAt(text, plain, end);
  if (lead === '') {
    // 各街道根据人口规模，: a local subject before the adverbial.
    if (verbAt(text, start, end) !== null) return false;
    if (end - start <= LONGEST_WHEN && closed !== '' && endingAt(WHEN, text, start, end) !== '') return true;
    const at = firstOf(MIDDLE, text, start + 1, Math.min(end, start + 14));
    if (at < 0 || (text.charCodeAt(at) === 0x4ee5 && AFTER_YI.has(text.charCodeAt(at + 1)))) return false;
    return verbIn(text, start + 1, end) < 0;
  }
  const from = (bare !== '' ? start : plain) + lead.length;
  if (lead === '将' || lead === '把') return false;
  if (lead === '坚持' || lead === '以') {
    const as = findLast(text, 0x4e3a, from, end);
    if (as > from && end - as <= 14 && (lead === '以' || lead === '坚持')) return true;
    if (lead === '坚持') return true;
  }
  if (closed !== '') return true;
  if ((lead === '对' || lead === '对于') && concerns(text, from, end)) return true;
  if (TAKING.has(lead)) {
    if (lead === '采取' || lead === '采用') return endingAt(BY_WAY, text, from, end) !== '';
    return lead.endsWith('运用') || lead.endsWith('利用') || lead === '严格按照'
      ? verbIn(text, from, end) < 0
      : false;
  }
  if (endingAt(BY_WAY, text, from, end) !== '') return true;
  if (!SHORT.has(lead) && text.charCodeAt(end - 1) === 0x7b49) return true;
  // 结合推进…整治，: the verb right behind the preposition is its object.
  const direct = verbAt(text, from, end);
  if (lead === '为' && direct !== null && !/提供|给予|创造|发放/.test(text.slice(from, end))) return true;
  // 以更大力度吸引外资: an adverb of the preposition stands between it and the action.
  const search = direct === null || (SHORT.has(lead) && direct.start > from) ? from : direct.end;
  return SHORT.has(lead) ? !acts(text, search, end) : verbIn(text, search, end) < 0;
}

/** 对有突出贡献的企业和个人，: whom, with the action still to come. */
function concerns(text: string, from: number, end: number): boolean {
  const of = findLast(text, 0x7684, from, end);
  return (
    of > from &&
    (endingAt(ACTORS, text, of, end) !== '' || endingAt(CONCERNED, text, of, end) !== '') &&
    verbIn(text, of, end) < 0
  );
}
const CONCERNED = endingsOf('个人 人 户 项目 者 家庭 车辆 产品 问题 事项 行为 建筑 房屋 情形 集体 村 组织');

/** Prepositions whose phrase is short: a verb noun with an object behind it is the predicate (在园区建设仓库). */
const SHORT = new Set(['在', '为', '对', '从', '向', '由', '与', '就', '以', '到', '于', '自', '同', '对于']);
/** 采取…方式 leads, 采取措施 does not; so with 利用, 运用 and what was made of them. */
const TAKING = new Set(
  words.LEADS.split(' ').filter((word) =>
    /^(?:用好|采取|采用|突出|抓住|把握|利用|运用|综合|充分|贯彻|认真|深入|全面|严格)/.test(word),
  ),
);
/** 以上, 以下, 以内, 以后, 以前, 以及, 以来, 以外 are no 以. */
const AFTER_YI = new Set([...'上下内后前及来外'].map((character) => character.charCodeAt(0)));
const MIDDLE = lexiconOf('根据 按照 结合 围绕 依托 针对 以');
/** Verbs whose object is somebody who is still to act. */
const WISHING = endingsOf('鼓励 动员 组织 引导 督促 指导 号召 发动 要求 敦促 协调 支持 推动 允许 倡导 吸引');
/** 对 在 以 按 */
const DIRECT = new Set([0x5bf9, 0x5728, 0x4ee5, 0x6309]);
const WAYS = lexiconOf('根据 按照 结合 围绕 依托 针对 面向 聚焦 通过 立足 利用 运用 采取');

function firstOf(lexicon: Lexicon, text: string, from: number, to: number): number {
  for (let at = from; at < to; at++)
    if (begins(lexicon, text.charCodeAt(at)) && wordAt(lexicon, text, at, to) !== '') return at;
  return -1;
}

const TIME =
  /^(?:到|至|在|力争|争取|自|从)?(?:(?:\d{4}年|今年|明年|本年度?|年|“十[一二三四五六七]五”(?:时期|期间|末)?)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份|\d{1,2}日)?|[上中下]旬|年?底|年?末|年?初|年?内|全年|期间)?)(?:以?前|之前|底前|末前|底|末|起|内|之内)?$/;

/** 项目建成后， 一个季度内，. */
const WHEN = endingsOf('后 内 前 时 之日起 期间');
const LONGEST_WHEN = 14;
const TIME_ENDS = new Set([...'前底末起内间期年月日初度旬份'].map((character) => character.charCodeAt(0)));

/** 到2030年， 6月底前， “十五五”期间，. */
function timeOnly(text: string, start: number, end: number): boolean {
  return end - start <= 18 && TIME_ENDS.has(text.charCodeAt(end - 1)) && TIME.test(text.slice(start, end));
}

/** The place behind the adverbs of a clause; `only` passes over no word that is a verb as well (深化, 统筹). */
function behindAdverbs(text: string, start: number, end: number, only = false): number {
  let at = start;
  for (let round = 0; round < 4; round++) {
    const adverb = wordAt(ADVERBS, text, at, end);
    if (adverb === '' || at + adverb.length >= end || (only && verbClass(adverb) !== null)) break;
    at += adverb.length;
  }
  return at;
}

/** Whether an ASCII digit stands in the stretch. */
export function hasFigure(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) return true;
  }
  return false;
}
