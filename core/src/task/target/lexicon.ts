/*
 * Words of quantities. Sources: GB 3100–3102 (units of measurement), GB/T 15835 (figures in texts) and the
 * catalogue of work-plan wording; a measure word counts things (60个以上县), a dimension measures one (60吨以上锅炉).
 */

/** 量词: what things are counted by. */
const COUNTED =
  '个 家 名 人 户 套 座 所 处 条 部 台 辆 项 件 种 宗 栋 幢 间 张 支 只 头 匹 株 棵 块 片 场 次 组 艘 架 列 班 门 册 本 篇 份 例 起 ' +
  '单 笔 盏 根 眼 口 孔 位 对 面 枚 颗 箱 床 桩 站 羽 尾 盘 团 队 届 村 县 镇 乡 校 校区 学位 人次 户次 车次 架次 班次 列次 台次 台套 ' +
  '台（套） 件（套） 户（人） 标箱 标准箱 车位 床位 泊位 个泊位 机架 标准机架 标准席 席 户家庭 款 首 部（集） 集 幅 帧 把 具 亩次 艘次 头份 人份 ' +
  '平台 铺 瓶 袋 吨次 例次 家次 项次 场次 课 卡 票 对组 人天 幕 挂 批次 节 柜 节次 套次 页 字 户数 双 杆 轮';

/** 计量单位: what one thing is measured by. */
const MEASURED =
  '元 美元 欧元 港元 日元 元人民币 人民币 平方米 平米 平方公里 平方千米 立方米 方 米 延米 公里 千米 车道公里 海里 里 公顷 亩 顷 万亩次 吨 公吨 ' +
  '吨标准煤 吨标煤 吨二氧化碳 公斤 千克 斤 克 升 毫升 千瓦 千瓦时 瓦 瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时 度 度电 蒸吨 毫克 微克 分贝 兆 比特 ' +
  '箱标 总吨 载重吨 吨公里 人公里 卡路里 学时 课时 件标箱 芯公里 皮长公里 延长公里 单线公里 管网公里 株亩 毫米 厘米 ' +
  'km km² km2 m² m2 m³ m3 ㎡ ㎥ ㎞ kW kWh MW MWh GW GWh TWh KW PB EB TB GB P EFLOPS PFLOPS Tbps Gbps Mbps TEU t m 标煤';

/** Shares and steps of shares. */
const SHARED = '% ‰ 个百分点 百分点 个千分点 个基点 基点 个BP 倍 番';

/** Time: no target except where a number of days or hours is what is wanted (优良天数, 压缩至3个工作日). */
const TIMED = '天 日 小时 分钟 个工作日 工作日 个自然日 个月 秒';

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
  ['不低于 不少于 不小于 不下于 不亚于 至少 最少 至少为 超过 超出 超 突破 大于 高于 多于 ≥ > 保底', 'gte'],
  ['不超过 不高于 不大于 不多于 不超出 不突破 不超 低于 少于 小于 最多 至多 ≤ <', 'lte'],
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

/** Verbs and adverbs that lead to what is counted; they are no part of it. */
const LEADING = byFirst(
  words(
    '加快 加大 大力 积极 持续 全面 稳步 深入 扎实 着力 继续 进一步 重点 努力 力争 争取 确保 切实 有序 有力 统筹 坚决 严格 同步 分批 逐步 ' +
      '再 新 要 将 全年 年内 今年 本年 年度 年均 每年 全国 全省 全市 全县 全区 全州 全旗 全乡 全镇 到 使 让 把 对 在 从 由 按 并 且 和 及 与 以及 或 ' +
      '其中 包括 含 另 总共 一共 共 累计 预计 计划 目标 任务 完成 实现 推动 推进 促进 开展 组织 实施 启动 建设 建成 新建 改建 扩建 改扩建 ' +
      '续建 新改建 新开工 开工 新开工改造 开工改造 改造 新增 增加 增设 新设 设立 布局 打造 培育 培养 培训 发展 创建 争创 创成 认定 评定 评选 遴选 选取 选择 选树 选派 ' +
      '引进 引育 引入 招引 招商引资 引导 支持 扶持 帮助 服务 推广 推出 提供 发放 投放 落实 安排 投入 筹集 新筹集 筹措 募集 争取到 吸引 吸纳 带动 ' +
      '出台 制定 制修订 修订 发布 编制 印发 建立 组建 新组建 成立 配备 配置 配套 建有 设置 新设置 划定 划分 整治 治理 修复 修缮 修建 更新 更换 ' +
      '提升 提高 改善 优化 完善 健全 拓展 扩大 壮大 做强 做优 做大 巩固 保持 稳定 维持 保障 满足 举办 承办 举行 办好 办理 ' +
      '种植 播种 造林 营造 栽植 新栽 养护 生产 收储 储备 收购 销售 供应 供给 投产 竣工 投运 建好 抓好 抓实 用好 ' +
      '清理 清退 关停 淘汰 化解 盘活 处置 腾退 拆除 拆迁 搬迁 安置 转移 转化 登记 备案 检查 抽查 排查 督查 ' +
      '开行 开通 开设 开发 研发 攻克 突破 取得 获得 形成 转让 推荐 申报 申请 授权 上市 孵化 集聚 聚集 打通 贯通 铺设 敷设 架设 安装 加装 ' +
      '新能源化 达到 超过 拥有 力保 谋划 储备 推行 至少 每个 各 分别 为 是 有 加强 强化 深化 深入推进 高质量 高标准 高水平 高效 一年 当年 本轮 本届 累计实现',
  ),
);

/** The offset after the verbs and adverbs that stand at `at`. */
export function afterLeading(text: string, at: number, end: number): number {
  let from = at;
  for (let turns = 0; turns < 8; turns++) {
    const entries = LEADING.get(text.charCodeAt(from));
    const entry = entries?.find(({ word }) => from + word.length <= end && text.startsWith(word, from));
    if (!entry) return from;
    from += entry.word.length;
  }
  return from;
}

/** Predicates that end what is counted (…个乡镇|开展…试点) or follow a sum (5亿元|用于…). */
const PREDICATES = byFirst(
  words(
    '开展 开通 通过 纳入 完成 达到 实现 参加 参与 进入 进行 落地 投产 开工 竣工 投入 投用 投运 建成 配备 用于 支持 推动 推进 加快 确保 带动 促进 帮助 助力 完善 ' +
      '创建 启动 提升 提高 以 并 且 均 都 全部 要 力争 基本 成为 列入 上线 接入 取得 获得 得到 实行 建立 设立 布局 组织 引导 鼓励 解决 保障 改造 有 可 能 须 应 集中 试行 先行 ' +
      '左右 以上 以下 同比 较 比 占 增长 下降 和 及 与 以及',
  ),
);

export function predicateAt(text: string, at: number, end: number): boolean {
  const entries = PREDICATES.get(text.charCodeAt(at));
  return entries?.some(({ word }) => at + word.length <= end && text.startsWith(word, at)) ?? false;
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
