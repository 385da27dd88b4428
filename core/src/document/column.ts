/*
 * 表头: what the column of a plan's table is for, told by its name. Names were collected from tables of ledgers,
 * 任务分解表 and 清单 of every level (see the catalogue of carriers); spaces inside a name are typesetting.
 */

/** What a column holds. `listed`: units without a role of their own; the first one leads unless a lead column stands beside. */
export type ColumnUse =
  | 'number'
  | 'group'
  | 'task'
  | 'measure'
  | 'target'
  | 'deadline'
  | 'deliverable'
  | 'lead'
  | 'listed'
  | 'cooperate'
  | 'guide'
  | 'local'
  | 'person'
  | 'note';

const NAMES: readonly (readonly [use: ColumnUse, names: RegExp])[] = [
  ['number', /^(?:序号|编号|号|No\.?)$/i],
  [
    'person',
    /^(?:(?:分管|牵头|责任|包抓|挂钩|联系|主管|挂联|包联)(?:县|市|区)?领导|责任人|负责人|联系人|联系电话|经办人|(?:牵头|责任)单位负责人)$/,
  ],
  [
    'lead',
    /^(?:省级?|市级?|县级?|区级?)?(?:牵头|主责|主办|主要责任|汇总|总牵头)(?:责任)?(?:单位|部门|科室|处室|部门（单位）|单位（部门）)?$/,
  ],
  [
    'cooperate',
    /^(?:省级?|市级?|县级?|区级?)?(?:配合|协办|参与|参加|协同|协作|责任配合|支持)(?:责任)?(?:单位|部门|科室|处室|部门（单位）|主体)?$/,
  ],
  ['guide', /^(?:指导|督导|监管|监督|监考|业务指导|考核)(?:单位|部门|科室|处室|主体)$/],
  [
    'local',
    /^(?:属地|实施地区|推广范围|责任(?:县|市|区|镇|乡|街道)[^领]*|落实(?:县|市|区|乡|镇|街道).*|实施范围)$/,
  ],
  [
    'listed',
    /^(?:省级?|市级?|县级?|区级?)?(?:责任|负责|落实|承办|承担|实施|执行|建设|责任落实)(?:单位|部门|科室|处室|主体|部门（单位）|单位（部门）|主体与协同单位)(?:及责任人)?$/,
  ],
  [
    'deadline',
    /^(?:(?:完成|办结|计划完成|实施|时间|推进)?(?:时限|时间|期限|节点|要求时间|时间要求|时限要求|时间节点|完成时限|进度安排|时间安排)|(?:建设|项目|计划)?(?:起止(?:年限|时间|年月|日期)|工期)|建设(?:年限|期限|周期|时间)|(?:完工|竣工|开竣工|建成)时间)$/,
  ],
  ['deliverable', /^(?:成果形式|成果|工作成果|标志性成果|预期成果|成果清单|佐证材料)$/],
  [
    'target',
    /^(?:目标值|指标值|年度目标|工作目标|目标|计划数|任务数|目标任务数|量化指标|\d{4}年(?:目标|目标值|计划)?|年度计划|预期目标|考核指标|\d{4}年度(?:目标|计划|任务)?|(?:年度)?(?:形象进度|建设目标|进度目标))$/,
  ],
  [
    'measure',
    /^(?:项目)?(?:主要)?建设(?:规模[及和与、]?(?:主要)?(?:建设)?内容|内容[及和与、]?(?:建设)?规模|内容)$|^(?:具体|主要|工作|重点|任务|改革|落实|推进|年度|建设)?(?:措施|内容|具体任务|举措内容|工作内容|工作措施|工作举措|任务内容|工作要求|内容及要求|要求|具体措施|主要内容|工作任务及措施)$/,
  ],
  [
    'task',
    /^(?:年度|重点|主要|工作|目标|改革|具体|任务|民生|实事|建设|攻坚|整改|重大)?(?:任务|工作|举措|事项|项目|工程|实事|指标|政策|问题|目标任务|工作任务|重点任务|任务分工|工作事项|项目名称|任务名称|指标名称|事项名称|任务事项|实事项目|任务清单)(?:名称)?$/,
  ],
  ['group', /^(?:类别|分类|领域|方面|板块|类型|大类|任务类别|工作类别|所属领域|专项|一级任务|项目类别)$/],
  [
    'note',
    /^(?:(?:总|当年|本年|年度|计划|累计|概算)?投资(?:额|总额|估算|规模|概算)?(?:（[^）]{1,4}）)?|资金(?:来源|安排|渠道)|(?:建设|项目|实施)(?:地点|性质|地址)|备注|说明|依据|来源|进展|进展情况|工作进展|目前进展|存在问题|解释|分值|得分|完成情况|落实情况)$/,
  ],
];

/** What the column with this name is for; null where the name is no column's. */
export function columnUse(name: string): ColumnUse | null {
  const plain = name.replace(/[\s*#：:]/g, '');
  if (plain.length === 0 || plain.length > 14) return null;
  for (const [use, names] of NAMES) if (names.test(plain)) return use;
  return null;
}

/** Whether a short line can be the name of a column. */
export function isColumnName(name: string): boolean {
  return columnUse(name) !== null;
}
