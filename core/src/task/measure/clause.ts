import { begins, endingAt, endingsOf, find, findLast, type Lexicon, lexiconOf, wordAt } from './lexicon.ts';
import {
  endsInVerb,
  isBareAction,
  isListing,
  type Verb,
  type VerbClass,
  verbAt,
  verbClass,
  verbIn,
} from './verb.ts';
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
  '提高 提升 增强 延长 吸引 增加 改善 扩大 降低 优化 激发 减轻 减少 缩短 缩小 丰富 增进 巩固 维护 放大 拓宽 拓展 压缩 促进 推动 推进 构建 打造 强化 激活',
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
  ['增加', endingsOf('供给 收入 获得感')],
  ['减少', endingsOf('排放 损失 成本 环节 时间 事故 污染 浪费 损耗 消耗 发生 风险')],
  ['缩短', endingsOf('时间 周期 时限')],
  ['缩小', endingsOf('差距')],
  ['增进', endingsOf('福祉 感情 认同')],
  ['维护', endingsOf('秩序 权益 稳定 安全 利益 环境 形象')],
  [
    '推动',
    endingsOf(
      '落到实处 落地见效 见行见效 走深走实 深入开展 取得实效 落实落地 落地落实 落细落实 落地生根 见实效 走在前列 任务落实 政策落实 措施落实 工作落实 有效落实 全面落实 工作开展',
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
  '等平台 等机构 等单位 等企业 等主体 企业 单位 机构 院校 高校 学校 合作社 组织 部门 地区 市场 银行 人员 群众 团队 力量 媒体 协会 商会 医院 人才 青年 党员 干部 职工 志愿者 社会资本 院所 主体 等 各地 公司 农户 城市 县 乡镇 社区 街道 园区',
);
const SHORTEST_PREDICATE = 4;
const SHORTEST_UNKNOWN = 6;

/**
 * What the clause is. `opens` says that it is the first of its sentence, `verb` is the verb that leads it (verbAt),
 * `before` the class of the verb that leads the measure before it in the same sentence.
 */
export function clauseKind(
  text: string,
  { start, end }: Clause,
  opens: boolean,
  verb: Verb | null,
  next: Clause | null,
  before: VerbClass | null = null,
): ClauseKind {
  const alone = wordAt(ALONE, text, start, end);
  if (alone.length === end - start || (opens && end - start === 2 && text.startsWith('其中', start)))
    return 'empty';
  if (next !== null && wayOf(text, end, verb, next)) return 'lead';
  if (next !== null && endingAt(UNFINISHED, text, start, end) !== '') return 'lead';
  if (next !== null && verb === null && isTerm(text, start, end)) return 'lead';
  if (next !== null && putsOff(text, start, end)) return 'lead';
  if (next !== null && verb === null && isTopic(text, start, end, next)) return 'lead';
  if (next !== null && (verb === null || verb.class === 'causing') && joinsForces(text, start, end))
    return 'lead';
  if (next !== null && endingAt(STRENGTHS, text, start, end) !== '' && behind(BRINGING, text, start, end))
    return 'lead';
  if (opens) {
    if (leads(text, start, end)) return 'lead';
    return next !== null && verb === null && isSubject(text, start, end) ? 'lead' : 'start';
  }
  const plain = behindAdverbs(text, start, end);
  if (aims(text, start, end)) return 'start';
  if (wordAt(BOUND, text, start, end) !== '' || wordAt(BOUND, text, plain, end) !== '') return 'bound';
  if (wordAt(EFFECTS, text, start, end) !== '' || wordAt(EFFECTS, text, plain, end) !== '') return 'tail';
  if (wordAt(CONTINUING, text, start, end) !== '') return 'tail';
  if (serves(text, start, end)) return 'tail';
  if (refersBack(text, start, end, plain)) return 'tail';
  if (leads(text, start, end)) return 'lead';
  if (wordAt(PRIORITY, text, start, end) !== '' && verb !== null)
    return hasFigure(text, start, end) ? 'start' : 'tail';
  if (wished(text, start, end)) return 'tail';
  if (raises(text, plain, end)) return 'tail';
  if (before === 'causing' && next === null && wordAt(WIDENING, text, plain, end) !== '')
    return hasFigure(text, start, end) ? 'start' : 'tail';
  if (verb !== null)
    return verb.end >= end || (verb.start > start && isBareAction(text, verb, end)) ? 'join' : 'start';
  if (SHORT.has(leadAt(text, start, end))) return 'start';
  if (verbIn(text, start + 1, end) > 0) return 'start';
  if (hasFigure(text, start, end) && end - start >= SHORTEST_PREDICATE) return 'start';
  return end - start >= SHORTEST_UNKNOWN && !isListOfThings(text, start, end) ? 'start' : 'join';
}

/** 必须, 不得: words that make a predicate of a clause whatever verbs stand in it. */
const MODALS = lexiconOf(
  '不得 必须 应当 不准 不能 不再 不予 严禁 禁止 一律 免于 可以 只减不增 归各 有权 无权 无需 不宜 不可',
);
/** 要, 应 and the like make one in front of a verb only: 需要, 应用, 可能 hold none. */
const MAY_BE_MODAL = new Set([...'要应须需可'].map((character) => character.charCodeAt(0)));
const BEFORE_NO_MODAL = new Set(
  [...'主需重首摘纪必只若想相响供对反适认许'].map((character) => character.charCodeAt(0)),
);

/** Place of the modal in the clause, or -1. */
function modalIn(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (begins(MODALS, code) && wordAt(MODALS, text, at, end) !== '') return at;
    if (MAY_BE_MODAL.has(code) && !BEFORE_NO_MODAL.has(text.charCodeAt(at - 1)) && modalAt(text, at, end))
      return at;
  }
  return -1;
}

function modalAt(text: string, at: number, end: number): boolean {
  const verb = verbAt(text, at, end);
  return verb === null ? wordAt(ADVERBS, text, at + 1, end).length > 1 : verb.start > at;
}

/** What follows a topic: the predicate of a clause whose subject or object stands before the comma. */
const PREDICATES = lexiconOf(
  '不得 必须 应当 不准 不能 不再 不予 严禁 禁止 一律 免于 可以 可按 可不 可根据 直接 予以 给予 享受 实行 严格执行 严格按照 要 应 须 需 均 也 都 优先 按规定 免征 减半 即可 允许 经',
);
const LONGEST_TOPIC_NOUN = 12;

/** 在区内使用的货物、物品，免于…: a noun phrase that the predicate behind the comma speaks of. */
function isTopic(text: string, start: number, end: number, next: Clause): boolean {
  const timed = text.charCodeAt(next.start) === 0x5728 && text.charCodeAt(next.end - 1) === 0x65f6;
  if (!timed && wordAt(PREDICATES, text, next.start, next.end) === '') return false;
  if (modalIn(text, start, end) >= 0) return false;
  const of = findLast(text, 0x7684, start, end);
  if (of > start && end - of - 1 <= LONGEST_TOPIC_NOUN)
    return verbIn(text, of + 1, end) < 0 && !(hasFigure(text, of, end) && end - of > 6);
  return (
    endingAt(TOPICS, text, start, end) !== '' && verbAt(text, next.start, next.end)?.start !== next.start
  );
}
/** 医院应于目录更新后30天内，: by when, the action still to come; 时限压缩至5天内 is none. */
function isTerm(text: string, start: number, end: number): boolean {
  if (endingAt(TERMS, text, start, end) === '') return false;
  let from = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x538b || code === 0x7f29 || code === 0x63a7 || code === 0x529e || code === 0x7f29)
      return false;
    if (code === 0x5728 || code === 0x4e8e || code === 0x540e || code === 0x81ea || code === 0x8d77)
      from = true;
  }
  return from;
}
const TERMS = endingsOf('时 天内 日内 月内 年内 工作日内 季度内 小时内');

/** 不得将已取消的事项，: what is taken, with the action still to come. */
function putsOff(text: string, start: number, end: number): boolean {
  const ban = wordAt(BANS, text, start, end);
  const at = start + ban.length;
  const code = text.charCodeAt(at);
  if (code !== 0x5c06 && code !== 0x628a) return false;
  const of = findLast(text, 0x7684, at, end);
  return of > at && end - of - 1 <= 2 * LONGEST_TOPIC_NOUN && verbIn(text, of + 1, end) < 0;
}
const BANS = lexiconOf('不得 严禁 禁止 不再 不准');

const TOPICS = endingsOf(
  '企业 单位 机构 项目 活动 行为 个人 事项 人员 器械 产品 食品 药品 车辆 商会 协会 服务 货物 物品 材料 用地 资金',
);

/** 市教育部门联合相关企业和高校，: with whom, the action still to come. */
function joinsForces(text: string, start: number, end: number): boolean {
  const at = firstOf(TOGETHER, text, start, end);
  if (at < 0) return false;
  const behind = at + 2;
  if (at === start && text.charCodeAt(end - 1) === 0x7b49) return true;
  if (endingAt(ACTORS, text, behind, end) === '' && endingAt(OF_ACTOR, text, behind, end) === '')
    return false;
  return verbAt(text, at, end)?.end !== end && !acts(text, behind, end);
}
/** 发挥…优势，: means of the work to come. */
const STRENGTHS = endingsOf('优势');
const BRINGING = lexiconOf('发挥');

function behind(lexicon: Lexicon, text: string, start: number, end: number): boolean {
  return wordAt(lexicon, text, behindAdverbs(text, start, end), end) !== '';
}

const TOGETHER = lexiconOf('联合 会同');

/** 力争水厂年内投用, 确保产量达到3万吨: an aim with a subject of its own is work of its own. */
function aims(text: string, at: number, end: number): boolean {
  const aim = wordAt(AIMS, text, at, end);
  if (aim === '') return false;
  const from = behindAdverbs(text, at + aim.length, end);
  const figure = hasFigure(text, from, end);
  // 确保办结率达到九成: a rate that is ensured is a quality of the work before.
  if (aim === '确保' && find(text, 0x7387, from, end) > 0) return false;
  if (!figure && endingAt(FINISHED, text, from, end) === '') return false;
  const verb = verbAt(text, from, end);
  if (verb === null) return end - from >= SHORTEST_UNKNOWN;
  return figure && REACHED.has(verb.verb);
}
const AIMS = lexiconOf('力争 确保 争取 力保');
const FINISHED = endingsOf(
  '开工 投用 投产 通车 竣工 完工 投入使用 通水 投运 开工建设 建成通车 建成投用 建成投产 启用 交付 开园 开馆 建成',
);
const REACHED = new Set(['实现', '完成', '建成', '新增', '引进', '培育', '新建']);

/** 查处结果向社会公开, 每户最高补助3万元: says more of the work before. */
function refersBack(text: string, start: number, end: number, plain: number): boolean {
  const code = text.charCodeAt(start);
  if (code === 0x6bcf || code === 0x5355 || code === 0x6700) {
    if (wordAt(EACH, text, start, end) !== '' && hasFigure(text, start, end)) {
      for (let at = start; at < end; at++)
        if (begins(UP_TO, text.charCodeAt(at)) && wordAt(UP_TO, text, at, end) !== '') return true;
    }
  }
  if (text.startsWith('接受', plain) && text.startsWith('监督', end - 2)) return true;
  const beyond = find(text, 0x4e4b, start, Math.min(end, start + 8));
  if (beyond > start && text.charCodeAt(beyond + 1) === 0x5916 && modalIn(text, beyond, end) > 0) return true;
  if (text.startsWith('吸引', start)) return !hasFigure(text, start, end);
  if ((code === 0x5c06 || code === 0x628a) && endingAt(MERGED, text, start, end) !== '') return true;
  if (code === 0x628a && firstOf(FALLS, text, start, end) > 0) return true;
  const led = leadAt(text, start, end) !== '';
  for (let at = start + 2; !led && at < end && at < start + 8; at++)
    if (text.charCodeAt(at) === 0x7ed3 && text.charCodeAt(at + 1) === 0x679c)
      return verbAt(text, start, end)?.start !== start || endingAt(ENDING_OPEN, text, start, at + 2) !== '';
  if (code === 0x4ee5) {
    const verb = verbIn(text, start + 1, end, true);
    if (verb < 0 || (wordAt(RAISING, text, verb, end) === '' && wordAt(EFFECTS, text, verb, end) === ''))
      return false;
    return endingAt(BY_WAY, text, start, verb) === '' && text.charCodeAt(verb - 1) !== 0x7b49;
  }
  const where = text.charCodeAt(plain);
  if ((where === 0x5728 || where === 0x5411 || where === 0x6309) && end - start <= LONGEST_OBJECTLESS) {
    const open = endingAt(OBJECTLESS, text, plain + 2, end);
    return open !== '' && verbIn(text, plain + 1, end - open.length) < 0;
  }
  return end - start <= 6 && plain > start && endingAt(OBJECTLESS, text, plain, end).length === end - plain;
}
const EACH = lexiconOf('每 单个 单家 单户 单一 单项 最高');
const UP_TO = lexiconOf('最高 不超过 不高于 补助 奖励 补贴');
const MERGED = endingsOf('有机结合 紧密结合 结合起来 有机融合 有机统一');
const FALLS = lexiconOf('落到 落实到');
const ENDING_OPEN = endingsOf(
  '评估结果 评价结果 考核结果 检查结果 查处结果 评议结果 监测结果 审计结果 督查结果 抽查结果 处理结果 整改结果 办理结果 评定结果',
);
/** Verbs that may stand without an object: it is the object of the clause before. */
const OBJECTLESS = endingsOf('公布 公开 推广 发布 公示 推开 复制推广 执行 通报 备案 试行 先行先试');
const LONGEST_OBJECTLESS = 14;
/** Behind what others are to do these verbs say what for (鼓励…，突出…地位). */
const WIDENING = lexiconOf('拓展 拓宽 破除 突出 丰富 扩大 增加 壮大');

/** 甲检测、乙鉴定等服务: more objects of the verb before. */
function isListOfThings(text: string, start: number, end: number): boolean {
  return find(text, 0x3001, start, end) > 0 && find(text, 0x7b49, Math.max(start, end - 8), end) > 0;
}

/** 有诉必应, 应保尽保, 只增不减: predicates without a verb of the lexicon. */
function foursOf(text: string, start: number, end: number): boolean {
  for (let at = start; at + 3 < end; at++) {
    const third = text.charCodeAt(at + 2);
    if (third !== 0x5fc5 && third !== 0x5c3d && third !== 0x4e0d) continue;
    const first = text.charCodeAt(at);
    if (third === 0x5fc5 && (first === 0x6709 || first === 0x9022 || first === 0x51e1)) return true;
    if (third === 0x5c3d && (first === 0x5e94 || first === 0x80fd || first === 0x53ef)) return true;
    if (third === 0x4e0d && (first === 0x53ea || first === 0x96f6)) return true;
  }
  return false;
}

/** A subject or object of the clause behind it: no predicate of its own. */
function isSubject(text: string, start: number, end: number): boolean {
  if (hasFigure(text, start, end) && endingAt(OF_ACTOR, text, start, end) === '') return false;
  if (modalIn(text, start + 1, end) >= 0 || foursOf(text, start, end)) return false;
  return !acts(text, start, end) || endingAt(OF_ACTOR, text, start, end) !== '';
}
const OF_ACTOR = endingsOf('的企业 的单位 的项目 的个人 的机构 的地区 的人员 的家庭 的高校 的城市 的县');
/** 以上 and its like behind a figure close no adverbial. */
const MEASURED = endingsOf('以上 以下 以内 左右 上下 之上 之下 %');
/** What always waits for its action, whatever verbs stand in it. */
const UNFINISHED = endingsOf(
  '的外 之外 的情况下 的 方面 基础上 前提下 条件下 情况下 框架下 过程中 的同时 同时 范围内 期间 以来 领导下',
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
  if (endingAt(EASED, text, start, end) !== '' && verbAt(text, start + 1, end)?.start === start + 1)
    return true;
  return endingAt(GROUNDS, text, start, end) !== '' && firstOf(PROVIDING, text, start, end) > 0;
}
const PROVIDING = lexiconOf('提供');
const EASED = endingsOf('提供便利 提供支持 提供条件 创造条件 提供依据 提供遵循');
const GROUNDS = endingsOf('支撑 保障 基础 动力 依据 后劲 支点 引擎');
const SERVED = endingsOf(
  '奠定基础 坚实基础 良好基础 提供支撑 有力支撑 坚实支撑 提供保障 有力保障 坚实保障 坚强保障 作出贡献 更大贡献 积极贡献 作出新贡献 新贡献 贡献力量 创造条件 良好条件 提供有力保障',
);

/** 提升…水平 and its like; a list of effects (提升质量、扩大规模) is work of its own and is told by the splitter. */
function raises(text: string, at: number, end: number): boolean {
  const verb = wordAt(RAISING, text, at, end);
  if (verb === '') return false;
  const from = at + verb.length;
  const own = EXTRA.get(verb);
  if (own !== undefined && endingAt(own, text, from, end) !== '') return true;
  if (FIRM.has(verb)) return false;
  if (endingAt(QUALITIES, text, from, end) !== '') return true;
  if (!LOOSE.has(verb) || verbAt(text, at, end)?.end !== from) return false;
  if (hasFigure(text, from, end)) return text.charCodeAt(end - 1) === 0x25;
  return endingAt(THINGS, text, from, end) === '';
}
/** What they lead to is work unless the list says otherwise. */
const FIRM = new Set(['推动', '促进', '推进', '构建', '打造', '强化', '吸引', '增加', '拓宽']);
/** What they lead to is an effect unless it is a thing. */
const LOOSE = new Set(['提升', '提高', '增强', '缩短', '延长', '减轻', '激发', '激活']);
const THINGS = endingsOf(
  '设施 道路 管网 公路 小区 街区 项目 场所 站 中心 标准 园区 基地 村 厂 网络 系统 平台 工程 补助 补贴 待遇 限额 额度 工资 养老金 医院 学校 广场 公园 线路 品牌 产业 业 队伍 资金 行动 预案 机制 体系 制度',
);

/** 鼓励家庭农场、茶企等， 支持企业面向…领域，: who is to act or how, with the action still to come. */
function wayOf(text: string, end: number, verb: Verb | null, next: Clause): boolean {
  if (verb === null || verb.class !== 'causing' || verb.end >= end) return false;
  if (endingAt(WISHING, text, verb.start, verb.end) === '') return false;
  const tail = endingAt(BY_WAY, text, verb.end, end);
  if (tail !== '' && /采取|采用|通过|按照|运用|以/.test(text.slice(verb.end, end - tail.length))) return true;
  if (text.startsWith('主动', next.start) || text.startsWith('积极', next.start)) return false;
  const middle = DIRECT.has(text.charCodeAt(verb.end)) ? verb.end : firstOf(WAYS, text, verb.end, end);
  if (middle >= 0) {
    const taken = wordAt(USED, text, middle, end) !== '' && wordAt(LEADS, text, next.start, next.end) !== '';
    if (taken) return false;
    if (isTopicNoun(text, middle, end)) return true;
    if (verbIn(text, middle, end, middle === verb.end) < 0) return true;
    if (middle > verb.end && endingAt(CLOSED, text, middle, end) !== '') return true;
  }
  const others = endingAt(ACTORS, text, verb.end, end);
  if (others.charCodeAt(0) === 0x7b49 ? verbIn(text, verb.end, end) >= 0 : acts(text, verb.end, end))
    return false;
  if (leadAt(text, next.start, next.end) !== '') return true;
  const actor = others;
  if (actor === '' || WHITHER.has(text.charCodeAt(end - actor.length - 1))) return false;
  if (verb.verb !== '支持' && verb.verb !== '推动') return true;
  if (actor.length > 1 && actor.charCodeAt(0) === 0x7b49) return true;
  return actor.charCodeAt(0) === 0x7b49 && endingAt(ACTORS, text, verb.end, end - actor.length) !== '';
}

const USED = lexiconOf('利用 运用 采取');
/** 进, 入, 到, 赴, 向: the actor behind them is where something goes. */
const WHITHER = new Set([...'进入到赴向为'].map((character) => character.charCodeAt(0)));

/** 对符合条件的货物、物品: a noun phrase whose noun stands behind its last 的. */
function isTopicNoun(text: string, from: number, end: number): boolean {
  const of = findLast(text, 0x7684, from, end);
  return (
    of > from &&
    text.charCodeAt(from) === 0x5bf9 &&
    end - of - 1 <= LONGEST_TOPIC_NOUN &&
    end - of > 1 &&
    verbIn(text, of + 1, end) < 0 &&
    !endsInVerb(text, of + 1, end)
  );
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
  '就业 在建 在线 在岗 在校 在职 自然 自来水 自由 自贸 由此 同类 对外 对口 对象 向上 以上 以下 以内 到位 为主 从业 同等 与会 经济 经营 经费 经验 除尘 除险 按揭 如期 凡事',
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
    return (
      verbIn(text, start + 1, end) < 0 &&
      (closed !== '' || !acts(text, at + 1, end) || !endsPlainly(text, at, end))
    );
  }
  const from = (bare !== '' ? start : plain) + lead.length;
  if (lead === '将' || lead === '把') return false;
  if (lead === '坚持' || lead === '以') {
    const as = findLast(text, 0x4e3a, from, end);
    if (as > from && end - as <= 14 && (lead === '以' || lead === '坚持')) return true;
    if (lead === '坚持') return true;
  }
  if (lead === '为' && provides(text, from, end)) return false;
  if (closed !== '') return true;
  if (foursOf(text, from, end)) return false;
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
  if (lead === '为' && direct !== null) return true;
  // 以更大力度吸引外资: an adverb of the preposition stands between it and the action.
  const search = direct === null || (SHORT.has(lead) && direct.start > from) ? from : direct.end;
  if (SHORT.has(lead)) return !acts(text, search, end);
  // 围绕增强功能和提升竞争力: a verb behind 和 is an object too.
  let verb = verbIn(text, search, end);
  while (verb > 0 && direct !== null && isListing(text.charCodeAt(verb - 1)))
    verb = verbIn(text, verb + 2, end);
  return verb < 0;
}

/** 对有突出贡献的企业和个人，: whom, with the action still to come. */
function concerns(text: string, from: number, end: number): boolean {
  const of = findLast(text, 0x7684, from, end);
  if (of > from && end - of <= LONGEST_TOPIC_NOUN && end - of > 1)
    return verbIn(text, of, end) < 0 && !endsPlainly(text, of + 1, end);
  return (
    of > from &&
    (endingAt(ACTORS, text, of, end) !== '' || endingAt(CONCERNED, text, of, end) !== '') &&
    verbIn(text, of, end) < 0
  );
}
const CONCERNED = endingsOf('个人 人 户 项目 者 家庭 车辆 产品 问题 事项 行为 建筑 房屋 情形 集体 村 组织');

/** Whether a verb that is hardly a noun ends the stretch: 共同出资. */
function endsPlainly(text: string, from: number, end: number): boolean {
  return endsInVerb(text, from, end, true);
}

function provides(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++)
    if (begins(GIVING, text.charCodeAt(at)) && wordAt(GIVING, text, at, end) !== '') return true;
  return false;
}
const GIVING = lexiconOf('提供 给予 创造 发放');

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
