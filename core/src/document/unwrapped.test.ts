import { describe, expect, it } from 'vitest';
import { inSource, readingOf } from '../base/index.ts';
import { unwrapped } from './unwrapped.ts';

const PAGE = `    为深入实施健康优先发展战略，推动全市基层医疗卫生服务
提质增效，制定本方案。
    一、提升服务能力
    （一）建设县域医共体。整合县乡医疗卫生资源，推进人员
统一管理、药品统一目录、信息互联互通。到2025年底，建成紧
密型县域医共体6个，县域内就诊率达到90%以上。（市卫生健
康委、市医保局负责）
— 1 —
    （二）强化人才支撑。每年为乡镇卫生院招聘医学毕业生不
少于80名，落实住房保障、职称评定等倾斜政策，稳定基层医务
— 2 —
人员队伍，完善激励机制。（市卫生健康委负责）
    二、健全保障机制
    （三）加大投入力度。`;

describe('text that was broken at the width of a page', () => {
  it('is joined inside sentences, over page numbers too, and keeps its paragraphs', () => {
    const { text } = unwrapped(readingOf(PAGE));
    const lines = text.split('\n').map((line) => line.trim());
    expect(lines).toContain('为深入实施健康优先发展战略，推动全市基层医疗卫生服务提质增效，制定本方案。');
    expect(text).toContain('稳定基层医务人员队伍');
    expect(text).toContain('（市卫生健康委、市医保局负责）');
    expect(lines.filter((line) => line.startsWith('（'))).toHaveLength(3);
  });

  it('still knows where every character stood', () => {
    const reading = unwrapped(readingOf(PAGE));
    const at = reading.text.indexOf('队伍');
    const [start] = inSource(reading, [at, at + 2]);
    expect(PAGE.slice(start, start + 2)).toBe('队伍');
  });

  it('is left alone where lines are paragraphs', () => {
    const source = '一、工作\n（一）建学校。建成3所。\n（二）修道路。修成5条，改造桥梁。\n'.repeat(6);
    const reading = readingOf(source);
    expect(unwrapped(reading)).toBe(reading);
  });
});
