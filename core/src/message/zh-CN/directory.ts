import type { DirectoryCode } from '../directory-codes.ts';

/** 单位目录: why something cannot be done to it. */
export const directory: Readonly<Record<DirectoryCode, string>> = {
  'directory/no-unit': '单位目录里没有“{id}”。',
  'directory/no-region': '行政区划里没有“{code}”。',
  'directory/no-day': '“{day}”不是日期，请按2026-03-01的格式填写。',
  'directory/ended': '“{name}”已于{day}撤销，请选择现有的单位或行政区。',
  'directory/ends': '“{name}”将于{day}撤销，不能再承接或变更。',
  'directory/not-yet': '“{name}”于{day}设立，生效日期不能早于这一天。',
  'directory/later-change': '“{name}”在{day}已有变更，生效日期须晚于这一天。',
  'directory/same-name': '现在的名称就是“{name}”，无需更名。',
  'directory/name-taken': '同一行政区内已有“{name}”，请换一个名称。',
  'directory/bad-name': '名称须为2至{most}个字，首尾不留空格，不含不可见字符。',
  'directory/none-named': '没有选择单位，请至少选择一个。',
  'directory/twice-named': '同一个单位、行政区或名称出现了两次，请检查。',
  'directory/no-change': '与现状相同，没有需要变更的内容。',
  'directory/day-ahead': '生效日期不能晚于今天（{today}）。',
  'directory/below-itself': '“{part}”是“{name}”的下属单位，不能反过来承接或管理它。',
  'directory/has-parts': '“{name}”还有{count}个下属，请先安排去向，或指定承接单位。',
  'directory/posts-to-nobody': '没有指定承接单位，岗位不能随转；请指定承接单位，或选择岗位一并撤销。',
  'directory/posts-stay': '单位保留时岗位不撤销，请选择岗位随转。',
  'directory/other-level': '“{name}”与并入的行政区级别不同。',
  'directory/code-taken': '行政区划代码{code}已被使用。',
  'directory/bad-code': '行政区划代码{code}不符合级别或省份，请核对。',
  'directory/not-subordinate':
    '单位管理员只能办理本单位下属单位的设立、更名和调整；其他单位请系统管理员办理。',
};
