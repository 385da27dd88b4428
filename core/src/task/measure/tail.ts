import { leadAt } from './lead.ts';
import { begins, endingAt, endingsOf, find, type Lexicon, lexiconOf, wordAt } from './lexicon.ts';
import { BY_WAY, behindAdverbs, firstOf, hasFigure, modalIn } from './phrase.ts';
import { verbAt, verbIn } from './verb.ts';

/** Effects: whatever follows them, they say what the work before is for. */
export const EFFECTS = lexiconOf(
  '带动 辐射 支撑 务求 便利 确保 保证 满足 营造 树立 形成 帮助 助力 赋能 避免 杜绝 防止 实现了 让 使 令 做到 力争 争取实现 争取达到 力求 以便 从而 进而 惠及 受益 ' +
    '切实保障 有效保障 更好保障 更好满足 保障 更好服务 拉动 撬动 缓解 切实解决 有效解决 有效防范 有效防止 有效遏制 释放 ' +
    '努力实现 努力形成 努力营造 助推 充分保障 全力保障 真正让 真正实现 不让 不断满足 奠定 为全 彰显 展现 体现 塑造',
);

/** Effects that stay with the measure although an adverbial of their own stands before them. */
export const BOUND = lexiconOf('形成 确保 保证 带动 营造 满足 从而 进而 使 让 做到');

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
export const PRIORITY = lexiconOf(
  '重点 优先支持 优先保障 优先安排 优先用于 优先考虑 优先给予 优先发展 优先解决',
);

/** With these 重点 begins work of its own. */
export const BEGETTING = new Set(['扶持', '发展', '培育', '打造', '引进', '新建', '实施']);

/** 医生不少于80名，护士不少于200名: more of what the verb before counts. */
export function isQuota(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_OBJECTLESS || text.charCodeAt(end - 1) === 0x25) return false;
  const at = firstOf(AT_LEAST, text, start, end);
  return at > start && hasFigure(text, at, end) && find(text, 0x7387, start, at) < 0;
}
const AT_LEAST = lexiconOf('不少于 不低于 不超过');

/** Joined words in front of a clause that make it a part of what precedes. */
export const CONTINUING = lexiconOf(
  '层层 入驻 并 共同推进 共同推动 合力推进 合力推动 其中 包括 含 特别是 尤其是 主要 例如 比如 即 也 以及 或 扎实推进 且 原则上 总投资 占地 总建筑面积 建筑面积 达到 占 较 比 同比 年均 增长 下降 由此 相关 所需 具体',
);

export const SHORTEST_UNKNOWN = 6;

/** 力争水厂年内投用, 确保产量达到3万吨: an aim with a subject of its own is work of its own. */
export function aims(text: string, at: number, end: number): boolean {
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
  '获批 获评 批复 开业 落成 一成 二成 三成 四成 五成 六成 七成 八成 九成 过半 开工 投用 投产 通车 竣工 完工 投入使用 通水 投运 开工建设 建成通车 建成投用 建成投产 启用 交付 开园 开馆 建成',
);

const REACHED = new Set(['实现', '完成', '建成', '新增', '引进', '培育', '新建']);

/** 查处结果向社会公开, 每户最高补助3万元: says more of the work before. */
export function refersBack(text: string, start: number, end: number, plain: number): boolean {
  const code = text.charCodeAt(start);
  if (code === 0x6bcf || code === 0x5355 || code === 0x6700) {
    if (wordAt(EACH, text, start, end) !== '' && hasFigure(text, start, end)) {
      for (let at = start; at < end; at++)
        if (begins(UP_TO, text.charCodeAt(at)) && wordAt(UP_TO, text, at, end) !== '') return true;
    }
  }
  if (text.charCodeAt(plain) === 0x63a5 && text.startsWith('接受', plain) && text.startsWith('监督', end - 2))
    return true;
  const beyond = find(text, 0x4e4b, start, Math.min(end, start + 8));
  if (beyond > start && text.charCodeAt(beyond + 1) === 0x5916 && modalIn(text, beyond, end) > 0) return true;
  if (code === 0x5438 && text.startsWith('吸引', start)) return !hasFigure(text, start, end);
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
export const WIDENING = lexiconOf('拓展 拓宽 破除 突出 丰富 扩大 增加 壮大');

/** 争取年内挂牌, 努力达到六成: the target of the work before; 争取上级资金 is work of its own. */
export function wished(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  if (code !== 0x52aa && code !== 0x4e89) return false;
  if (text.startsWith('努力', start))
    return hasFigure(text, start, end) || verbAt(text, start + 2, end) !== null;
  if (!text.startsWith('争取', start)) return false;
  return AIMED.test(text.slice(start + 2, start + 4));
}

const AIMED =
  /^(?:\d|[一二三四五六七八九十两]年|年|今|明|到|在|全|实现|达到|完成|建成|突破|进入|入选|纳入|列入)/;

/** 为…奠定基础、提供支撑、作出贡献. */
export function serves(text: string, start: number, end: number): boolean {
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
export function raises(text: string, at: number, end: number): boolean {
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
