/*
 * Words of quantities. Sources: GB 3100–3102 (units of measurement), GB/T 15835 (figures in texts) and the
 * catalogue of work-plan wording; a measure word counts things (60个以上县), a dimension measures one (60吨以上锅炉).
 */

/** 量词: what things are counted by. */
const COUNTED =
  '个 家 名 人 户 套 座 所 处 条 部 台 辆 项 件 种 宗 栋 幢 间 张 支 只 头 匹 株 棵 块 片 场 次 组 艘 架 列 班 门 册 本 篇 份 例 起 ' +
  '单 笔 盏 根 眼 口 孔 位 对 期 面 枚 颗 箱 床 桩 站 羽 尾 盘 团 队 届 村 县 镇 乡 校 校区 学位 人次 户次 车次 架次 班次 列次 台次 台套 ' +
  '台（套） 件（套） 户（人） 标箱 标准箱 车位 床位 泊位 个泊位 机架 标准机架 标准席 席 户家庭 款 首 部（集） 集 幅 帧 把 具 亩次 艘次 头份 人份 ' +
  '平台 铺 瓶 袋 吨次 例次 家次 项次 场次 课 卡 票 对组 人天 人年 幕 挂 批次 节 柜 节次 套次 页 字 户数 双 杆 轮';

/** 计量单位: what one thing is measured by. */
const MEASURED =
  '元 美元 欧元 港元 日元 元人民币 人民币 平方米 平米 平方公里 平方千米 立方米 方 米 延米 公里 千米 车道公里 海里 里 公顷 亩 顷 万亩次 吨 公吨 ' +
  '吨标准煤 吨标煤 吨二氧化碳 公斤 千克 斤 克 升 毫升 千瓦 千瓦时 瓦 瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时 度 度电 蒸吨 毫克 微克 分贝 兆 比特 ' +
  '箱标 总吨 载重吨 吨公里 人公里 卡路里 学时 课时 件标箱 芯公里 皮长公里 延长公里 单线公里 管网公里 株亩 毫米 厘米 ' +
  'km km² km2 m² m2 m³ m3 ㎡ ㎥ ㎞ kW kWh MW MWh GW GWh TWh KW PB EB TB GB P EFLOPS PFLOPS Tbps Gbps Mbps TEU t m 标煤';

/** Shares and steps of shares. */
const SHARED = '% ‰ 个百分点 百分点 个千分点 个基点 基点 个BP 倍 番';

/** Time: no target except where a number of days or hours is what is wanted (优良天数, 压缩至3个工作日). */
const TIMED = '岁 周岁 年 周年 周 个星期 天 日 小时 分钟 个工作日 工作日 个自然日 个月 秒';

export type UnitKind = 'counted' | 'measured' | 'share' | 'timed';

interface UnitWord {
  readonly word: string;
  readonly kind: UnitKind;
}

const UNITS = byFirst([
  ...COUNTED.split(' ').map((word): UnitWord => ({ word, kind: 'counted' })),
  ...MEASURED.split(' ').map((word): UnitWord => ({ word, kind: 'measured' })),
  ...SHARED.split(' ').map((word): UnitWord => ({ word, kind: 'share' })),
  ...TIMED.split(' ').map((word): UnitWord => ({ word, kind: 'timed' })),
]);

/** The longest unit that begins at `at`; null where none does. */
export function unitAt(text: string, at: number, end: number): UnitWord | null {
  const words = UNITS.get(text.charCodeAt(at));
  if (!words) return null;
  for (const entry of words)
    if (at + entry.word.length <= end && text.startsWith(entry.word, at)) return entry;
  return null;
}

/** Words before a figure that say how it is meant; `null` only leads to it (达到, 至). */
export type Bound = 'gte' | 'lte' | 'approx' | 'within' | null;

const BOUNDS: readonly (readonly [words: string, bound: Bound])[] = [
  [
    '不低于 不少于 不得低于 不得少于 不应低于 不应少于 不能低于 不能少于 不宜小于 不宜低于 不得小于 不应小于 大于等于 不小于 不下于 不亚于 至少 最少 至少为 超过 超出 超 突破 跨过 迈上 迈过 站上 跃上 大于 高于 多于 ≥ > 保底',
    'gte',
  ],
  [
    '不超过 不得超过 不应超过 不能超过 不宜超过 不得高于 不应高于 不宜高于 不得突破 小于等于 不高于 不大于 不多于 不超出 不突破 不超 低于 少于 小于 最多 至多 ≤ <',
    'lte',
  ],
  ['控制在 严控在 压缩在 限制在 控制到 控制为', 'within'],
  ['约 大约 约为 近 接近 大体 左右达', 'approx'],
  ['达到 达 到 至 为 在 达到了 有 占 约占', null],
];

/** 节|约5000吨, 雷|达3部, 附|近2个: the last character of another word is no bound. */
const NO_BOUND: Readonly<Record<string, string>> = {
  约: '节集契公预签制条合',
  近: '附最临靠亲邻',
  达: '发雷传直抵下',
  至: '甚以乃',
  超: '赶',
  有: '所没拥',
};

const BEFORE = byLast(BOUNDS.flatMap(([words, bound]) => words.split(' ').map((word) => ({ word, bound }))));

/** The word of a bound that ends at `at`, the longest one; null where none does. */
export function boundBefore(
  text: string,
  at: number,
  start: number,
): { readonly word: string; readonly bound: Bound } | null {
  const words = BEFORE.get(text.charCodeAt(at - 1));
  if (!words) return null;
  for (const entry of words)
    if (at - entry.word.length >= start && text.startsWith(entry.word, at - entry.word.length)) {
      const previous = text[at - entry.word.length - 1] ?? ' ';
      return NO_BOUND[entry.word]?.includes(previous) ? null : entry;
    }
  return null;
}

const AFTER: readonly (readonly [word: string, bound: 'gte' | 'lte' | 'approx'])[] = [
  ['及以上', 'gte'],
  ['（含）以上', 'gte'],
  ['以上', 'gte'],
  ['之上', 'gte'],
  ['及以下', 'lte'],
  ['以下', 'lte'],
  ['以内', 'lte'],
  ['之内', 'lte'],
  ['之下', 'lte'],
  ['左右', 'approx'],
  ['上下', 'approx'],
];

/** 以上, 以内, 左右 … that begins at `at`. */
export function boundAfter(text: string, at: number): (typeof AFTER)[number] | null {
  const code = text.charCodeAt(at);
  // 及 （ 以 之 左 上
  if (
    code !== 0x4ee5 &&
    code !== 0x5de6 &&
    code !== 0x53ca &&
    code !== 0xff08 &&
    code !== 0x4e4b &&
    code !== 0x4e0a
  )
    return null;
  return AFTER.find(([word]) => text.startsWith(word, at)) ?? null;
}

/** Adverbs and words of time that stand before the verb. */
const ADVERBS = byFirst(
  words(
    '加快 加大 加力 大力 积极 持续 全面 稳步 深入 扎实 着力 继续 进一步 努力 力争 争取 确保 切实 有序 有力 统筹 坚决 严格 同步 分批 分期 逐步 首次 成功 ' +
      '再 要 将 全年 年内 今年 每年 到 对 把 由 按 并 其中 另 总共 一共 累计 预计 计划 目标 务实 实现 完成 推动 ' +
      '推进 促进 开展 组织 实施 启动 引导 鼓励 力保 谋划 抓好 抓实 做好 通过 帮助 分别 至少 ： 、 和 及 与 以及',
  ),
);

/** 全省|新增…: a name of the whole before a verb belongs to neither. */
const WHOLES = byFirst(
  words(
    '重点 高质量 高标准 高水平 高效 本年 当年 年度 总共 全国 全省 全市 全县 全区 全州 全旗 全乡 全镇 全街道 我省 我市 我县 我区 各地',
  ),
);

/** Verbs that lead to what is counted; one of them, and no part of it. */
const VERBS = byFirst(
  words(
    '建设 建成 新建 改建 扩建 改扩建 续建 新改建 新（改）建 新改扩建 新（改、扩）建 新（扩）建 新开工 开工 新开工改造 开工改造 改造 新增 净增 增加 增设 新设 设立 布局 ' +
      '打造 培育 新培育 培养 培训 发展 创建 新创建 争创 创成 认定 新认定 评定 评选 遴选 选取 选择 选树 选派 入选 新入选 获评 引进 引育 引入 新引进 招引 招商引资 ' +
      '支持 扶持 直接扶持 推广 推出 发放 投放 落实 安排 投入 筹集 新筹集 筹措 募集 吸引 吸纳 带动 出台 制定 制修订 修订 发布 编制 印发 建立 组建 新组建 成立 配备 配置 ' +
      '配套 建有 设置 划定 整治 治理 修复 修缮 修建 更新 更换 提升 改善 优化 完善 健全 拓展 壮大 做强 做优 做大 做优做强 做强做优 巩固 举办 承办 举行 办好 ' +
      '建好 种植 播种 栽植 新栽 收储 收购 清理 清退 关停 淘汰 化解 盘活 处置 腾退 拆除 搬迁 安置 转移 备案 抽查 排查 开行 开通 新开通 开设 开发 研发 ' +
      '攻克 突破 取得 获得 形成 推荐 申报 授权 孵化 集聚 聚集 打通 贯通 铺设 敷设 架设 安装 加装 达到 超过 储备 推行 加强 强化 深化 新升 投用 建 新植 新造 新种 新发展 新打造 新购 购置 新购置 走访 慰问 新签约 签约 招录 招聘 查处 侦破 破获 接待 新建成 新投放 新投用 新招引 新（改）扩建 拥有',
  ),
);

const SECOND = byFirst(words('建设 改造 提升 改扩建 储备 转化 更新 修缮 扩建 改建 和 及 并'));

/** 建设|用地, 保障|性住房, 培训|机构: here the verb is the first half of a noun. */
const NO_VERB = new Set(
  [...'性型化类级率额值量数区点业度费金者员用项人'].map((character) => character.charCodeAt(0)),
);

/** The offset after the adverbs and the verb that stand at `at`. */
export function afterLeading(text: string, at: number, end: number): number {
  let from = at;
  for (let turns = 0; turns < 8; turns++) {
    const adverb = longestAt(ADVERBS, text, from, end);
    const whole = adverb === 0 ? longestAt(WHOLES, text, from, end) : 0;
    if (
      whole > 0 &&
      (verbAt(VERBS, text, from + whole, end) > 0 || longestAt(ADVERBS, text, from + whole, end) > 0)
    )
      from += whole;
    else if (adverb > 0 && !(adverb === 2 && '率值额'.includes(text[from + 2] ?? ' '))) from += adverb;
    else break;
  }
  const verb = verbAt(VERBS, text, from, end);
  if (verb === 0) return from;
  from += verb;
  // 筹集|建设, 新建|改造|提升
  for (let second = verbAt(SECOND, text, from, end); second > 0; second = verbAt(SECOND, text, from, end))
    from += second;
  return from;
}

function verbAt(table: typeof VERBS, text: string, at: number, end: number): number {
  const length = longestAt(table, text, at, end);
  if (length === 0 || at + length >= end) return 0;
  const next = at + length;
  return NO_VERB.has(text.charCodeAt(next)) && !NOUNS.has(text.slice(next, next + 2)) ? 0 : length;
}

/** 建设|数字乡村: a noun of its own begins with such a character. */
const NOUNS = new Set(
  '数字 数据 数控 区域 度假 金融 化工 化学 量子 点状 用户 类脑 业态 费改 人才 人形 人工 人口 人大'.split(' '),
);

/** Predicates that follow a sum (5亿元|用于…) instead of what is counted. */
const PREDICATES = byFirst(
  words(
    '开展 通过 以 并 且 均达 均为 均有 均实现 均设 都有 都要 都达 全部 力争 基本 有条件 可以 能够 应当 左右 以上 以下 同比 较上年 比上年 占比 占全 增长 下降 和 及 与 以及 用于 支持 实施 推动 推进 加快 确保 带动 促进 帮助 助力 ' +
      '完善 提升 提高 引导 鼓励 解决 保障 台阶 大关 关口 目标 居 之一 或 惠及 覆盖 辐射 服务人口 服务群众 服务居民 服务企业 服务老年 涉及 涵盖 受益 解决 新增 的目标 的目标任务 的任务',
  ),
);

/** Predicates that end what is counted (…个乡镇|开展…试点). */
const ENDS = byFirst(
  words(
    '开展 开通 纳入 参加 参与 进入 落地 投产 竣工 投入 投用 投运 用于 达到 实现 完成 推动 加快 确保 带动 列入 免费 提供 发放 接入 成为 入选 全覆盖 全部 取得 获得 通硬化路 完工 基本',
  ),
);

export function predicateAt(text: string, at: number, end: number): boolean {
  return longestAt(PREDICATES, text, at, end) > 0 || longestAt(ENDS, text, at, end) > 0;
}

export function nounEndsAt(text: string, at: number, end: number): boolean {
  return longestAt(ENDS, text, at, end) > 0;
}

function longestAt(
  table: ReadonlyMap<number, readonly { readonly word: string }[]>,
  text: string,
  at: number,
  end: number,
): number {
  const entries = table.get(text.charCodeAt(at));
  if (!entries) return 0;
  for (const { word } of entries)
    if (at + word.length <= end && text.startsWith(word, at)) return word.length;
  return 0;
}

function words(list: string): { readonly word: string }[] {
  return [...new Set(list.split(' '))].map((word) => ({ word }));
}

function byFirst<Entry extends { readonly word: string }>(entries: readonly Entry[]) {
  return grouped(entries, (word) => word.charCodeAt(0));
}

function byLast<Entry extends { readonly word: string }>(entries: readonly Entry[]) {
  return grouped(entries, (word) => word.charCodeAt(word.length - 1));
}

function grouped<Entry extends { readonly word: string }>(
  entries: readonly Entry[],
  key: (word: string) => number,
): ReadonlyMap<number, readonly Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of entries) {
    const code = key(entry.word);
    groups.set(code, [...(groups.get(code) ?? []), entry]);
  }
  for (const group of groups.values()) group.sort((one, other) => other.word.length - one.word.length);
  return groups;
}
