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
  'journal/beyond-head': '链头只到第 {found} 条，其后却还有第 {seq} 条记录：它不是本系统写入的。',
  'journal/head-missing':
    '台账 {programme} 的链头不见了，记录还在：有人直接改动了数据库。请从备份恢复 journal_head 的这一行。',
  'journal/head-differs': '台账 {programme} 的链头被直接改动：{column} 与第 {seq} 条记录不符。',
  'journal/end-rewritten':
    '台账 {programme} 的末尾（到第 {seq} 条）连同链头一起被改写或截短过：链头的封签对不上。请用备份和留存的回执查明少了什么。',
  'journal/column-differs':
    '第 {seq} 条记录在 journal_event 表中的 {column} 列与记录正文不符，被直接改动过；正文未动，可以据以改回。',
  'journal/row-changed': '{table} 表的行“{row}”被直接改动：{column} 与最后写它的第 {seq} 条记录不符。',
  'journal/row-moved': '{table} 表的行“{row}”被直接改成了“{found}”：{column} 与第 {seq} 条记录不符。',
  'journal/row-missing': '{table} 表少了行“{row}”：第 {seq} 条记录写入了它，没有记录将它删去。',
  'journal/row-returned': '{table} 表又出现了行“{row}”：第 {seq} 条记录已将它删去，之后没有记录写入它。',
  'journal/row-unexplained': '{table} 表的行“{row}”没有任何记录写入过，是直接加进数据库的。',
  'journal/seal-broken': '{table} 表的行“{row}”被直接改动：{column} 与封签不符。',
  'journal/derived-differs':
    '{table} 表的行“{row}”与推算结果不符：{column} 应为“{expected}”，实为“{found}”。可重新推算，不影响台账。',
  'journal/derived-missing': '{table} 表少了行“{row}”，推算结果中有它。可重新推算，不影响台账。',
  'journal/derived-unexplained': '{table} 表多了行“{row}”，推算结果中没有它。可重新推算，不影响台账。',
  'journal/books-differ': '升级记录 {row} 与本程序自带的升级文件不符：{column}。请核对程序版本，勿继续使用。',
  'journal/text-differs': '公文“{row}”的正文与其杂凑值不符。',
  'journal/baseline-differs': '基线 {row} 的内容与其杂凑值不符。',
  'journal/span-differs': '{table} 表的行“{row}”所引原文，在公文的 {start}—{end} 处并不是这些字。',
  'journal/file-missing': '公文“{row}”的原件（{file}）不在附件文件夹里。请从备份恢复。',
  'journal/file-changed': '公文“{row}”的原件（{file}）已被改动：与登记的杂凑值或大小不符。请从备份恢复。',
  'journal/file-unreadable': '公文“{row}”的原件（{file}）无法读取（{reason}），未能核对。',
};
