import { describe, expect, it } from 'vitest';
import { readingOf } from '../base/index.ts';
import { closingClause, hasClause } from './clause.ts';

function clauseIn(paragraph: string): boolean {
  const { text } = readingOf(paragraph);
  return hasClause(text, [0, text.length]);
}

describe('a paragraph assigns duties', () => {
  it.each([
    '牵头单位：市教育局',
    '省牵头单位：省教育厅',
    '完成时限：2023年6月底前',
    '新建学校3所。（市教育局负责）',
    '新建学校3所（市教育局牵头，市财政局配合）。',
    '新建学校3所。〔牵头单位：市教育局；责任单位：各县（区）人民政府〕',
    '新建学校3所。[责任单位:区教育局]',
    '新建学校3所。（市教育局、市财政局）',
    '新建学校3所。（市商务局（市粮食和物资储备局）、各区政府）',
    '新建学校3所。（各相关部门）',
    '新建学校3所。由市教育局负责落实。',
    '新建学校3所。（市教育局负责）改造学校5所。另建食堂。',
  ])('%s', (paragraph) => {
    expect(clauseIn(paragraph)).toBe(true);
  });

  it.each([
    '新建学校3所。',
    '扶持重点区域（贫困地区）',
    '推进改造（试行）',
    '覆盖全部县（市、区）',
    '本办法由市教育局负责解释。',
    '各责任单位要密切配合，抓好落实。',
    '支持企业牵头组建创新联合体。',
    '深化医药改革（以下简称改革）。',
    '支持开办幼儿园（含民办园、村办园）。',
  ])('%s does not', (paragraph) => {
    expect(clauseIn(paragraph)).toBe(false);
  });

  it('gives the closing bracket with its marks, before or after the full stop', () => {
    const after = '建成站点5个。（市民政局）';
    expect(after.slice(...(closingClause(after, 0, after.length) as [number, number]))).toBe('（市民政局）');
    const before = '建成站点5个（市民政局）。';
    expect(before.slice(...(closingClause(before, 0, before.length) as [number, number]))).toBe(
      '（市民政局）',
    );
  });
});
