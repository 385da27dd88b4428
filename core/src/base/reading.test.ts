import { describe, expect, test } from 'vitest';
import { readingOf } from './reading.ts';

const read = (source: string) => readingOf(source).text;

describe('the reading of a text', () => {
  test.each([
    ['關於進一步優化營商環境的實施意見', '关于进一步优化营商环境的实施意见'],
    [
      '（縣應急管理局牽頭，縣氣象局會同兩個鎮人民政府負責）',
      '（县应急管理局牵头，县气象局会同两个镇人民政府负责）',
    ],
    ['將對並範則銜轉貫屆絲託縫', '将对并范则衔转贯届丝托缝'],
  ])('is in simplified characters: %s', (source, text) => {
    expect(read(source)).toBe(text);
  });

  test('keeps characters that simplified texts use as well', () => {
    expect(read('著作权 瞭望塔 狼藉 乾县')).toBe('著作权 瞭望塔 狼藉 乾县');
  });

  test.each([
    ['推广"村企共建，双向派员"做法，办好"丰收节"', '推广“村企共建，双向派员”做法，办好“丰收节”'],
    ['实行＂一窗受理＂', '实行“一窗受理”'],
    ['管径12"的管道', '管径12"的管道'],
    ['第一行"甲"\n第二行"乙', '第一行“甲”\n第二行"乙'],
    ['甲"\r乙"', '甲"\n乙"'],
  ])('has pairs of straight quotes of a line as “ and ”: %s', (source, text) => {
    expect(read(source)).toBe(text);
  });

  test.each([
    ['改造厕所2 300座', '改造厕所2300座'],
    ['产值1 200 000元', '产值1200000元'],
    ['种植12 500.5亩', '种植12500.5亩'],
    ['比例2 300%', '比例2300%'],
    ['2024 300户', '2024 300户'],
    ['敷设管网260 km，装机30 MW', '敷设管网260km，装机30MW'],
    ['推广5 Mobile和3 metro', '推广5 Mobile和3 metro'],
    ['3 100 200', '3 100 200'],
    ['第3 4000户', '第3 4000户'],
  ])('has no space between thousands, nor before the symbol of a unit: %s', (source, text) => {
    expect(read(source)).toBe(text);
  });

  test('stays linear on lines of quotes', () => {
    const text = read('"\u2028'.repeat(200_000));
    expect(text.length).toBe(400_000);
  });
});
