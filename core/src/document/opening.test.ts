import { describe, expect, it } from 'vitest';
import { readingOf } from '../base/index.ts';
import { openingAt } from './opening.ts';

function read(line: string) {
  const { text } = readingOf(line);
  const opening = openingAt(text, 0, text.length);
  return opening && [opening.style, opening.numeral, opening.value, text.slice(opening.after)];
}

describe('a line opens with a numeral', () => {
  it.each([
    ['一、夯实基础', 'han', '一', 1, '夯实基础'],
    ['“七、夯实基础', 'han', '七', 7, '夯实基础'],
    ['十二、夯实基础', 'han', '十二', 12, '夯实基础'],
    ['（三）夯实基础', 'han-bracket', '（三）', 3, '夯实基础'],
    ['(二十八)夯实基础', 'han-bracket', '（二十八）', 28, '夯实基础'],
    ['( 四 )、夯实基础', 'han-bracket', '（ 四 ）', 4, '夯实基础'],
    ['1.夯实基础', 'digit', '1.', 1, '夯实基础'],
    ['12．夯实基础', 'digit', '12.', 12, '夯实基础'],
    ['3、夯实基础', 'digit', '3', 3, '夯实基础'],
    ['１、夯实基础', 'digit', '1', 1, '夯实基础'],
    ['2.2026年底前建成', 'digit', '2.', 2, '2026年底前建成'],
    ['3. 5G基站建设', 'digit', '3.', 3, '5G基站建设'],
    ['3.5G基站建设', 'digit', '3.', 3, '5G基站建设'],
    ['4.12345热线', 'digit', '4.', 4, '12345热线'],
    ['★5.夯实基础', 'digit', '5.', 5, '夯实基础'],
    ['（四）★夯实基础', 'han-bracket', '（四）', 4, '夯实基础'],
    ['1*夯实基础', 'digit', '1', 1, '夯实基础'],
    ['1.1 夯实基础', 'decimal', '1.1', 1, '夯实基础'],
    ['1.2“一网通办”', 'decimal', '1.2', 2, '“一网通办”'],
    ['（1）夯实基础', 'digit-bracket', '（1）', 1, '夯实基础'],
    ['2）夯实基础', 'digit-bracket', '2）', 2, '夯实基础'],
    ['③夯实基础', 'circled', '③', 3, '夯实基础'],
    ['第一章　总则', 'part', '第一章', 1, '总则'],
    ['第三部分 重点工作', 'part', '第三部分', 3, '重点工作'],
    ['第十二条 本办法自公布之日起施行。', 'article', '第十二条', 12, '本办法自公布之日起施行。'],
    ['专栏2 重点工程', 'part', '专栏2', 2, '重点工程'],
    ['任务三：夯实基础', 'part', '任务三', 3, '夯实基础'],
    ['一是夯实基础。', 'firstly', '一是', 1, '夯实基础。'],
    ['——夯实基础。', 'bullet', '', 0, '夯实基础。'],
    ['★地区生产总值增长8%。', 'bullet', '', 0, '地区生产总值增长8%。'],
  ])('%s', (line, style, numeral, value, words) => {
    expect(read(line)).toEqual([style, numeral, value, words]);
  });

  it.each([
    '1.3万亿斤以上',
    '12.5%左右',
    '2023年工作',
    '三、四线城市住房供应',
    '一、二、三产业融合发展',
    '第二十三条、第二十四条所列政策',
    '第一节能环保公司',
    '第三产业增加值增长7%',
    '三大攻坚战取得成效',
    '（试行）',
    '（2023年）工作',
    '—',
    '100',
    '',
  ])('%s opens none', (line) => {
    expect(read(line)).toBeNull();
  });
});
