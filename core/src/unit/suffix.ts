/**
 * 机构名称的尾词: how names of bodies end. A name that the directory does not have is still a unit if it ends so, has
 * something before the ending, and is no ordinary word.
 */
const ENDINGS = [
  '委',
  '科',
  '股',
  '厅',
  '局',
  '部',
  '署',
  '办',
  '处',
  '院',
  '校',
  '馆',
  '社',
  '台',
  '站',
  '队',
  '所',
  '团',
  '联',
  '会',
  '室',
  '政府',
  '管委会',
  '社区',
  '居委会',
  '村委会',
  '派出所',
  '行署',
  '行政公署',
  '中心',
  '海关',
  '银行',
  '分行',
  '支行',
  '集团',
  '公司',
  '大学',
  '学院',
  '医院',
  '街道',
  '街办',
  '政协',
  '人大',
  '委员会',
  '管委',
  '法院',
  '检察院',
  '专班',
  '指挥部',
  '领导小组',
  '工作组',
  '总队',
  '支队',
  '大队',
  '中队',
  '事务所',
  '总社',
  '合作社',
  '联社',
  '纪委',
  '监委',
  '机关',
  '军区',
  '警备区',
  '人武部',
  '开发区',
  '高新区',
  '经开区',
  '新区',
  '园区',
  '示范区',
  '保税区',
  '试验区',
  '度假区',
  '科学城',
  '本级',
  '工会',
  '总站',
  '分局',
  '分公司',
  '分中心',
  '研究所',
  '基金会',
  '交易所',
  '协会',
  '学会',
  '商会',
  '促进会',
  '联合会',
  '联席会议',
  '理事会',
  '平台公司',
  '电网',
  '电信',
  '移动',
  '联通',
  '铁塔',
  '邮政',
  '石油',
  '石化',
  '农商行',
  '信用社',
  '供销社',
  '镇',
  '乡',
  '农场',
  '林场',
  '组委会',
  '办公室',
  '执委会',
  '筹委会',
] as const;

/** One character: only after at least two others, or after a level word (市委, 省厅). */
const SHORT_ENDINGS = new Set(ENDINGS.filter((ending) => ending.length === 1));
const LONG_ENDINGS = new Set(ENDINGS.filter((ending) => ending.length > 1));

/** Offices within a body: complete names although nothing stands before the ending. */
const OFFICES = new Set([
  '办公室',
  '综合办',
  '党政办',
  '派出所',
  '司法所',
  '财政所',
  '总工会',
  '总工办',
  '办公厅',
]);

const PARTY_OFFICE = /^(?:[省市州县区旗盟]|自治区党)委[\u4e00-\u9fff]{2,12}[部办委局室厅]$/;

/** Ordinary words that end like units. */
const WORDS = new Set(
  (
    '全部 内部 外部 一部 干部 局部 西部 东部 南部 北部 中部 底部 顶部 腹部 头部 俱乐部 支部 党支部 总部 举办 开办 承办 主办 协办 督办 ' +
    '催办 交办 经办 代办 帮办 联办 通办 即办 快办 查办 申办 兴办 领办 合办 试办 补办 好办 网办 一网通办 一件事一次办 一次办 就近办 跨省通办 ' +
    '改革委 格局 布局 全局 大局 结局 僵局 时局 当局 新格局 大格局 总体布局 委托 用处 好处 长处 短处 难处 各处 到处 深处 一处 两处 多处 ' +
    '若干处 处处 益处 住处 去处 出处 判处 查处 惩处 论处 妥处 联合查处 场所 住所 公共场所 卫生所 厕所 公厕 处所 外科 内科 学科 百科 本科 专科 前科 理科 文科 医科 农科 工科 控股 参股 入股 个股 研究所 社会 ' +
    '机会 大会 全会 议会 都会 晚会 盛会 博览会 展会 年会 峰会 论坛大会 交易会 博会 冬奥会 奥运会 亚运会 大运会 全运会 运动会 听证会 ' +
    '推进会 座谈会 现场会 发布会 推介会 对接会 洽谈会 招聘会 理解体会 常务会 专题会 调度会 例会 常委会 会 学会 集会 机遇会 协调会 ' +
    '小康社会 和谐社会 全社会 经济社会 领会 体会 与会 误会 院 学校 高校 中小学校 职业院校 院校 党校 本校 入校 进校 离校 农村学校 ' +
    '医院 公立医院 定点医院 图书馆 博物馆 文化馆 美术馆 体育馆 场馆 展览馆 科技馆 公共图书馆 旅行社 报社 合作社 农民合作社 平台 电台 ' +
    '出台 站台 舞台 后台 中台 柜台 阳台 看台 车站 电站 水电站 网站 加油站 充电站 变电站 服务站 工作站 驿站 高铁站 ' +
    '团队 队 军队 部队 梯队 舰队 车队 排队 组队 专业队伍 施工队 代表团 集团 社团 访问团 旅游团 兵团 关联 互联 串联 并联 物联 ' +
    '村社 城镇 乡镇 集镇 小城镇 建制镇 中心镇 特色小镇 小镇 重点镇 强镇 古镇 名镇 村镇 城乡 家乡 下乡 返乡 入乡 农民工返乡 回乡 还乡 ' +
    '研究室 教室 实验室 办公室主任 中心 城市中心 活动中心 数据中心 消费中心 国际消费中心 科技创新中心 创新中心 金融中心 以人民为中心 重心 ' +
    '移动 互动 石油 邮政 电信 城市社区 开发区 园区 新区 示范区 试验区 产业园区 工业园区 机关 国家机关 大学 学院 高等学校 公司 银行 集团 政府 ' +
    '海关 商业银行 国有企业 街道 乡 镇 委 厅 局 部 署 办 处 人社 部署 作出部署 工作部署 决策部署 签署 联署 联合签署 全面部署 统筹部署 ' +
    '办理 委会 协会 商会 企业 单位 部门 前台 总台 接待站 全过程监管平台 办公室 领导小组 工作组 专班 委员会 协商 国家公园 自然保护地'
  ).split(' '),
);

/** Beginnings that make a phrase a clause, not a name: 推动…中心, 建设…平台. */
const VERBS =
  /^(?:推动|推进|加快|建设|建立|打造|支持|完善|加强|开展|实施|落实|组织|制定|出台|印发|研究|探索|培育|引导|鼓励|依托|通过|形成|构建|健全|深化|促进|提升|优化|强化|做好|抓好|确保|实现|完成|新建|新增|改造|召开|举办|成立|设立|组建|持续|不断|积极|全面|大力|按照|根据|由于|对于|关于|以及|并且|其中|为了|含|一批|一站式|高水平|百年|特色|试点|示范|重点|大型|中小|上市|龙头|家庭|专业|现代|智慧|区域|全链条|全过程|群众|国家级|国家高新|省级新区|省级高新|农民|每个|各类|本|该|此|这|那|每|在|对|把|将|以|向|从|与|和|及|或|是|有|无|不)/;

const LEVEL_PREFIX = /^(?:国家|中央|全国|中国|省|市|县|区|州|盟|旗|镇|乡|自治区|兵团|师)/;
const PUNCTUATED = /[，。；：、！？“”‘’《》\s\d%]/;

/** Whether a name is written as units are, whatever the directory knows of it. Brackets at its end are left out of account. */
export function looksLikeUnit(name: string): boolean {
  let core = name;
  if (core.endsWith('）') || core.endsWith('〕')) {
    const open = Math.max(core.lastIndexOf('（'), core.lastIndexOf('〔'));
    if (open <= 0) return false;
    core = core.slice(0, open);
  }
  if (OFFICES.has(core) || PARTY_OFFICE.test(core)) return true;
  const length = core.length;
  if (length < 2 || length > 36 || PUNCTUATED.test(core) || WORDS.has(core)) return false;
  if (
    VERBS.test(core) &&
    !/^(?:向阳|和平|从化|从江|无锡|无为|无极|有色|对外|在京|建设局|建设委|建委|组织部|研究室|和平|将乐|和田|和县|和顺|推进.*(?:领导小组|办公室|办)$)/.test(
      core,
    )
  )
    return false;
  for (let size = Math.min(5, length - 1); size >= 2; size--) {
    if (LONG_ENDINGS.has(core.slice(-size) as never)) {
      const before = core.slice(0, -size);
      return before.length >= 2 || LEVEL_PREFIX.test(before);
    }
  }
  if (!SHORT_ENDINGS.has(core.slice(-1) as never)) return false;
  if (WORDS.has(core.slice(-2)) || WORDS.has(core.slice(-3)) || WORDS.has(core.slice(-4))) {
    return LEVEL_PREFIX.test(core) && !ORDINARY_TAILS.test(core);
  }
  const before = core.slice(0, -1);
  return before.length >= 2 || (LEVEL_PREFIX.test(before) && /[委厅局办]$/.test(core));
}

/** Endings that stay ordinary words also after a level word: 全省格局, 市场布局. */
const ORDINARY_TAILS =
  /(?:[格布全大结僵]局|[举开承主协督催交经代帮联通即快查申兴领合试补好]办|[社机大展年峰]会|干部|[全内外局西东南北中底顶]部|[用好长短难到深益住去出判查惩论]处|[场住厕处]所|[部签联]署|[出站舞后]台|[城集小强古名村]镇|[城家下返入回还]乡|[关互串并物]联|学校|高校|院校|[车电网]站|[军部梯舰车排组]队)$/;
