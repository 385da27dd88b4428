import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalDate } from '../../base/index.ts';
import type { Deadline } from '../compiled.ts';
import { type DeadlineBase, deadlinesIn, limitDeadlines, periodOf, yearSaidIn } from './index.ts';

const BASE: DeadlineBase = {
  year: 2023,
  issuedOn: '2023-03-10',
  period: { begins: '2023-01-01', ends: '2023-12-31' },
};

function told(text: string, { span, kind, date, inferred }: Deadline): string {
  return `${text.slice(...span)} ${kind} ${date ?? '-'}${inferred ? ' ?' : ''}`;
}

function read(text: string, base = BASE): string[] {
  return deadlinesIn(text, [0, text.length], base).map((deadline) => told(text, deadline));
}

function limit(text: string, base = BASE): string[] {
  return limitDeadlines(text, [0, text.length], base).map((deadline) => told(text, deadline));
}

const WRITTEN: readonly (readonly [text: string, ...deadlines: string[]])[] = [
  ['2024年底前建成投用', '2024年底前 by 2024-12-31'],
  ['2024年年底前完成验收', '2024年年底前 by 2024-12-31'],
  ['2023年10月底前完成普查', '2023年10月底前 by 2023-10-31'],
  ['2024年2月底前办结', '2024年2月底前 by 2024-02-29'],
  ['2023年6月15日前上报清单', '2023年6月15日前 by 2023-06-15'],
  ['9月底前编制完成专项规划', '9月底前 by 2023-09-30 ?'],
  ['6月15日前完成自查', '6月15日前 by 2023-06-15 ?'],
  ['十一月底前通水', '十一月底前 by 2023-11-30 ?'],
  ['年底前开工建设', '年底前 by 2023-12-31 ?'],
  ['确保年内主体完工', '年内 in 2023-12-31 ?'],
  ['年末覆盖所有街道', '年末 by 2023-12-31 ?'],
  ['到2025年，充电桩达到5000个', '到2025年 by 2025-12-31'],
  ['力争到2025年底实现联网', '到2025年底 by 2025-12-31'],
  ['2024年，建成博物馆新馆', '2024年 in 2024-12-31'],
  ['上半年完成招投标', '上半年 in 2023-06-30 ?'],
  ['2024年上半年启动试运行', '2024年上半年 in 2024-06-30'],
  ['第三季度开展评估', '第三季度 in 2023-09-30 ?'],
  ['一季度出台实施细则', '一季度 in 2023-03-31 ?'],
  ['今年第四季度试点', '今年第四季度 in 2023-12-31 ?'],
  ['“十四五”期间建成10座水库', '“十四五”期间 in 2025-12-31'],
  ['“十五五”末基本建成', '“十五五”末 by 2030-12-31'],
  ['到“十四五”末全面达标', '到“十四五”末 by 2025-12-31'],
  ['3年内完成全部管网更新', '3年内 by 2026-03-10 ?'],
  ['用两年时间补齐短板', '两年时间 by 2025-03-10 ?'],
  ['6个月内制定配套办法', '6个月内 by 2023-09-10 ?'],
  ['2024年初步建成平台', '2024年 in 2024-12-31'],
  ['2024年初启动', '2024年初 by 2024-03-31'],
  ['11月25日前提交总结', '11月25日前 by 2023-11-25 ?'],
  ['9月前提升达标率', '9月前 by 2023-08-31 ?'],
  ['2023-06-30前完成清理工作', '2023-06-30前 by 2023-06-30'],
  ['2023.9底前完成清理工作', '2023.9底前 by 2023-09-30'],
  ['4至6月开展集中攻坚', '4至6月 in 2023-06-30 ?'],
  ['2023年4—6月开展集中攻坚', '2023年4—6月 in 2023-06-30'],
  ['到2026年初制所达标率提高', '到2026年 by 2026-12-31'],
  ['到2025年初具规模', '到2025年 by 2025-12-31'],
  ['自印发之日起30日内制定细则', '30日内 by 2023-04-09 ?'],
  ['明年6月底前交付', '明年6月底前 by 2024-06-30 ?'],
  ['今年11月至明年3月开展冬训', '今年11月至明年3月 in 2024-03-31 ?'],
  ['10月—次年3月实施冬季轮休', '10月—次年3月 in 2024-03-31 ?'],
  ['2023—2025年，每年新建公园3个', '2023—2025年 staged 2025-12-31', '每年 ongoing -'],
  ['每年举办一届技能大赛', '每年 ongoing -'],
  ['每季度调度一次', '每季度 ongoing -'],
  ['完善监测网络，并持续推进', '持续推进 ongoing -'],
  ['健全帮扶机制，长期坚持', '长期坚持 ongoing -'],
  ['2023年底前建成平台，并持续优化', '2023年底前 staged 2023-12-31', '持续优化 ongoing -'],
  [
    '2023年底前完成摸底，2024年底前完成改造，2025年底前总结推广',
    '2023年底前 staged 2023-12-31',
    '2024年底前 staged 2024-12-31',
    '2025年底前 staged 2025-12-31',
  ],
];

const NONE: readonly string[] = [
  '改造2000年底前建成的老旧小区',
  '五年内免征房产税',
  '3年内不得转让',
  '比2020年下降18%',
  '较2022年提高2个百分点',
  '贯彻《2023年全市重点项目计划》',
  '2021年建成启用',
  '在5个工作日内答复',
  '持续开展专项整治',
  '持续推进农房改造',
  '每人每年补助800元',
  '以2020年为基期',
  '近3年内无违法记录',
  '印发2023年工作要点',
  '建设15分钟生活圈',
  '新增学位2023个',
  '招收2023届毕业生',
  '府发〔2023〕6号',
  '“十四五”规划中期评估',
  '长期护理保险扩面',
  '今年以来开展的工作',
  '确保3日内办结',
  '每年最高补助100万元',
  '完善年中期评估制度',
];

const LIMITS: readonly (readonly [text: string, ...deadlines: string[]])[] = [
  ['2023年12月', '2023年12月 by 2023-12-31'],
  ['2024年6月底前', '2024年6月底前 by 2024-06-30'],
  ['2024年', '2024年 by 2024-12-31'],
  ['2023.09', '2023.09 by 2023-09-30'],
  ['2023-11-15', '2023-11-15 by 2023-11-15'],
  ['12月底', '12月底 by 2023-12-31 ?'],
  ['持续推进', '持续推进 ongoing -'],
  ['长期坚持', '长期坚持 ongoing -'],
  ['常态化推进', '常态化推进 ongoing -'],
  ['全年持续推进', '全年持续推进 ongoing -'],
  ['全年', '全年 in 2023-12-31 ?'],
  ['2023.01-2023.11', '2023.01-2023.11 by 2023-11-30'],
  ['2023.3—2024.06', '2023.3—2024.06 by 2024-06-30'],
  ['2023年8月取得初步成效并持续实施', '2023年8月 staged 2023-08-31', '持续实施 ongoing -'],
  [
    '2023年7月底前，以后每年持续开展',
    '2023年7月底前 staged 2023-07-31',
    '每年 ongoing -',
    '持续开展 ongoing -',
  ],
  ['二季度', '二季度 in 2023-06-30 ?'],
];

describe('deadlinesIn', () => {
  it.each(WRITTEN.map(([text, ...deadlines]) => ({ text, deadlines })))(
    'reads $text',
    ({ text, deadlines }) => {
      expect(read(text)).toEqual(deadlines);
    },
  );

  it.each(NONE)('finds no time limit in %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('takes the year of issue, and the next one for a month that is over, where the plan names no year', () => {
    const base = { year: null, issuedOn: '2023-09-01', period: null };
    expect(read('12月底前完成', base)).toEqual(['12月底前 by 2023-12-31 ?']);
    expect(read('3月底前完成', base)).toEqual(['3月底前 by 2024-03-31 ?']);
  });

  it('gives no date where nothing tells the year', () => {
    expect(read('9月底前完成', { year: null, issuedOn: null, period: null })).toEqual(['9月底前 by - ?']);
  });

  it('never throws, keeps its spans inside and writes dates of the calendar', () => {
    const piece = fc.constantFrom(
      ...'2023年月日底前末内中到至—“”十四五期间每季度第上下半一二三个周1290.-/持续推进长期《》，。\ud800\n',
      '2023年',
      '“十四五”',
      '次年',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.nat(50),
        fc.nat(50),
        fc.boolean(),
        (pieces, one, other, label) => {
          const text = pieces.join('');
          const span = [Math.min(one, other), Math.max(one, other)] as const;
          for (const deadline of (label ? limitDeadlines : deadlinesIn)(text, span, BASE)) {
            expect(deadline.span[0]).toBeGreaterThanOrEqual(span[0]);
            expect(deadline.span[1]).toBeLessThanOrEqual(span[1]);
            expect(deadline.span[1]).toBeGreaterThan(deadline.span[0]);
            if (deadline.date !== null) expect(isLocalDate(deadline.date)).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('limitDeadlines', () => {
  it.each(LIMITS.map(([text, ...deadlines]) => ({ text, deadlines })))(
    'reads $text',
    ({ text, deadlines }) => {
      expect(limit(text)).toEqual(deadlines);
    },
  );
});

describe('periodOf', () => {
  it.each([
    ['某县2024年重点工作任务', '2024-01-01', '2024-12-31', false, '2024年'],
    ['低空经济发展行动方案（2024—2026年）', '2024-01-01', '2026-12-31', false, '2024—2026年'],
    ['2024年上半年安全生产要点', '2024-01-01', '2024-06-30', false, '2024年上半年'],
    ['“十四五”养老服务规划', '2021-01-01', '2025-12-31', false, '“十四五”'],
    ['农村人居环境整治三年行动方案', '2023-05-20', '2026-05-19', true, '三年行动'],
  ])('reads it from the title %s', (title, begins, ends, inferred, words) => {
    const period = periodOf(title, [0, title.length], '2023-05-20');
    expect(period).toMatchObject({ begins, ends, inferred });
    expect(period?.span && title.slice(...period.span)).toBe(words);
  });

  it('falls back to the year of issue and says so', () => {
    expect(periodOf('稳增长措施', [0, 5], '2023-05-20')).toEqual({
      begins: '2023-01-01',
      ends: '2023-12-31',
      inferred: true,
      span: null,
    });
  });

  it('is null where neither title nor date tells', () => {
    expect(periodOf('稳增长措施', [0, 5], null)).toBeNull();
  });
});

describe('yearSaidIn', () => {
  it.each([
    ['2031年是“十六五”规划的开局之年。', 2031],
    ['2031年全市经济社会发展主要预期目标是：……', 2031],
    ['为做好2031年全县防汛工作，制定本方案。', 2031],
    ['根据市政府2030年第5次会议精神，制定本方案。', null],
    ['截至2030年，全市已建成水库5座。', null],
  ])('is the year that a preamble gives as its own: %s', (text, year) => {
    expect(yearSaidIn(text, [[0, text.length]])).toBe(year);
  });
});
