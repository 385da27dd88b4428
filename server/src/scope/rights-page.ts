import { type AssignmentAct, LIFE } from '@luodi/core/assignment';
import { sentence } from '@luodi/core/message';
import type { Thing } from './relation.ts';
import { AREA_OF, type Permit, RULES, type Rule } from './rules.ts';
import type { Role } from './who.ts';

const THINGS: Readonly<Record<Thing, string>> = {
  programmes: '计划清单 · the list of programmes',
  programme: '计划 · programme: its title and what is done to the whole',
  ledger: '台账 · ledger',
  item: '台账事项与单位群问题 · item, and the question who is meant by a group',
  document: '公文 · document',
  baseline: '基线 · baseline',
  'change-request': '变更申请 · change request',
  slip: '交办单 · slip',
  assignment: '交办事项 · assignment',
  inbox: '待办 · inbox',
  journal: '留痕（整本） · journal of a programme',
  event: '留痕（一条） · one event of it',
  'directory-journal': '单位与人员的留痕 · journal of units and people',
};

const RELATIONS: Readonly<Record<string, string>> = {
  anyone: '不限单位',
  coordinator: '统筹单位（未指定统筹单位时，为建账单位）',
  opener: '建账单位',
  drafter: '建账单位，确认之前',
  participant: '承办单位，确认之后',
  reached: '看得到其中交办事项的单位，确认之后',
  'question-owner': '负责答复单位群问题的单位，确认之前',
  audited: '统筹单位所在行政区的审计（交办之后、确认之后）',
  'coordinator-of-others': '统筹单位，对交给别的单位的事项',
  'own-matter': '统筹单位，对本单位自己承办的事项',
  own: '承办单位本身（交办之后）',
  'measure-lead': '举措的汇总单位（交办之后）',
  'region-above': '本级或上级政府、政府办公厅（室），对辖区内单位的事项（交办之后）',
  'line-above': '上级同一条线的部门（交办之后）',
  requester: '提出申请的单位',
  'own-duty': '待办所列职责的岗位',
};

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  coordinator: '统筹',
  'unit-administrator': '单位管理员',
  handler: '经办',
  signer: '审签',
  leader: '领导',
  'local-coordinator': '属地统筹',
  auditor: '审计',
  'system-administrator': '系统管理员',
  'security-administrator': '安全管理员',
  'audit-administrator': '审计管理员',
};

const ACTIONS: Readonly<Record<string, string>> = {
  see: '查看',
  open: '建账',
  confirm: '确认',
  dispatch: '交办',
  'request-change': '申请变更',
  edit: '改账',
  answer: '答复',
  verify: '校验',
  decide: '批准、不批准',
  withdraw: '撤回申请',
  acknowledge: '整单签收',
};

/** docs/reference/rights.md: the table of rules.ts, for people. */
export function rightsPage(): string {
  const lines = [
    '# 权限表 · Who sees and does what',
    '',
    '<!-- Written by `npm run reference` from server/src/scope/rules.ts; do not edit. -->',
    '',
    '一个人按自己现任的一个岗位办事：岗位所在单位与事物的**关系**，加上岗位的**职责**，决定看得到什么、能办什么。看不到的，与不存在的一样（404）；看得到而不能办的，说明由谁办（403）；三员（系统、安全、审计管理员）不看计划内容。令牌只能收窄：`read` 只看，另写明领域（`programme`、`assignment`）才能办。',
    '',
    'One table decides, in memory for one thing and as SQL for lists. What is not seen answers like what does not exist. People, posts and units have tables of their own (`server/src/scope/people.ts`, `directory.ts`).',
    '',
    '## 关系',
    '',
    '| 关系 | 说明 |',
    '|---|---|',
    ...Object.entries(RELATIONS).map(([relation, meaning]) => `| \`${relation}\` | ${meaning} |`),
  ];
  for (const thing of Object.keys(RULES) as Thing[]) {
    lines.push('', `## ${THINGS[thing]}`, '', `令牌领域：\`${AREA_OF[thing]}\``, '');
    lines.push('| 动作 | 关系：职责 | 依据 |', '|---|---|---|');
    for (const [action, rule] of Object.entries(RULES[thing] as Readonly<Record<string, Rule>>))
      lines.push(
        `| ${nameOf(thing, action)} | ${rule.permits.map(permitted).join('<br>')} | ${rule.source} |`,
      );
  }
  return `${lines.join('\n')}\n`;
}

function nameOf(thing: Thing, action: string): string {
  const isAct = thing === 'assignment' && action in LIFE;
  const name = isAct ? sentence(`assignment-act/${action as AssignmentAct}`) : (ACTIONS[action] ?? action);
  return `${name} \`${action}\``;
}

function permitted({ by, as }: Permit): string {
  return `\`${by}\`：${as.map((role) => ROLE_NAMES[role]).join('、')}`;
}
