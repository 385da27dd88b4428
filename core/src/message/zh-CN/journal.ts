import type { JournalCode } from '../journal-codes.ts';

/** 台账校验的结论: what is wrong, where, what to do. */
export const journal: Readonly<Record<JournalCode, string>> = {
  'journal/changed':
    '第 {seq} 条记录的内容与其杂凑值不符，已被改动。请保全数据库和备份，与先前导出的台账逐字节比对。',
  'journal/not-canonical': '{where} 处的内容不能写成规范字节（只许字符串、整数、真假、空、列表和成员）。',
  'journal/wrong-form': '记录的“{field}”一项缺失、多余或格式不对，不是本系统写出的记录。',
  'journal/other-programme': '第 {seq} 条记录属于另一个计划“{found}”，不应出现在这本台账里。',
  'journal/out-of-order': '此处应为第 {seq} 条记录，实际却是第 {found} 条：有记录被删除、插入、重复或调换。',
  'journal/broken-link':
    '第 {seq} 条记录不接在前一条之后：前一条被改写过，或者中间有记录被换掉。请与回执、通报页脚的链头比对。',
  'journal/time-runs-back': '第 {seq} 条记录的时间早于前一条，不是本系统写出的顺序。',
  'journal/id-twice': '第 {seq} 条记录的编号 {id} 在前面已经用过，同一件事被记了两次。',
  'journal/cut-off': '检查点记有 {seq} 条记录，台账里只剩 {found} 条：末尾被截去。',
  'journal/other-head': '到第 {seq} 条为止的台账与先前留存的检查点不一致：其中有记录被整段重写。',
  'journal/bad-receipt': '这份回执本身不成立：从第 {seq} 条记录推不出它所载的树根。请核对回执文件是否完整。',
  'journal/unreadable-line': '导出文件第 {seq} 行不是台账记录的格式，文件可能被改动或没有传完。',
  'journal/no-checkpoint': '导出文件末行没有检查点，文件可能被截断。请重新导出。',
  'journal/beyond-checkpoint': '第 {seq} 条记录不在文件末尾的检查点之内，是后来加上的。请重新导出。',
  'journal/personal':
    '{where} 处有个人信息（{what}），台账永久保存，不能写入。请删去号码，需要时写在联系人一栏。',
};
