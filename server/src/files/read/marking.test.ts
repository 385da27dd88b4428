import { expect, it } from 'vitest';
import { unclassified } from './marking.ts';

it.each([
  ['机密★3年\n青川市人民政府文件', '机密★3年'],
  ['绝密\n关于供水的通知', '绝密'],
  ['秘密★长期\n关于供水的通知', '秘密★长期'],
  ['000012\n机 密 ★ 1 年\n特急\n青府发〔2025〕8号', '机密★1年'],
  ['000012　秘密★10年　特急\n青府发〔2025〕8号', '秘密★10年'],
  ['密级：机密\n关于供水的通知', '机密'],
  ['【秘密】\r\n关于供水的通知', '秘密'],
  [`${'正文。\n'.repeat(40)}附件\n机密★6个月\n名单`, '机密★6个月'],
])('is refused as marked: %j', (text, marking) => {
  expect(() => unclassified(text)).toThrow(
    expect.objectContaining({ code: 'file/classified', parameters: { marking } }),
  );
});

it.each([
  '严守保密纪律，保守国家秘密和商业秘密。',
  '第三条 国家秘密的密级分为绝密、机密、秘密三级。',
  '涉密文件按机密级管理。',
  '一、秘密工作\n二、公开工作',
  '政务公开\n依申请公开\n工作秘密',
  '绝密级文件由专人送达',
  '**严守秘密**，按规定办理',
  `${'正文。\n'.repeat(40)}样式：左上角标注机密★3年。`,
])('is no marking: %j', (text) => {
  expect(unclassified(text)).toBe(text);
});
