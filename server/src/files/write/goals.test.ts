import { describe, expect, it } from 'vitest';
import { writeCsv } from './csv.ts';
import { writeDocx } from './docx.ts';
import { writeHtml } from './html.ts';
import { ledgerRows, numberText, shownItems, titleText } from './ledger.ts';
import { writeMarkdown } from './md.ts';
import { sample } from './sample.ts';
import { writeTable } from './table.ts';
import { writeXlsx } from './xlsx.ts';

const [first] = sample.items;
const [measure] = first?.measures ?? [];
/** The sample with its first target set outside the tasks as well. */
const withGoal = {
  ...sample,
  goals: measure
    ? [
        {
          id: 'g1',
          path: ['二'],
          title: '2031年工作安排',
          titleSpan: measure.span,
          span: measure.span,
          measures: [measure],
        },
      ]
    : [],
};

describe('goals', () => {
  it('stand before the tasks, with a mark for a number and nobody to answer for them', () => {
    const [goal, task] = shownItems(withGoal);
    expect(goal && numberText(goal)).toBe('◎1');
    expect(goal && titleText(goal, 'zh-CN')).toBe('总体目标：2031年工作安排');
    expect(goal && titleText(goal, 'en')).toBe('Overall goals: 2031年工作安排');
    expect(task && numberText(task)).toBe('1');
    expect(ledgerRows(withGoal)[0]).toMatchObject({ rows: 1, duties: [] });
  });

  it.each([
    ['csv', writeCsv(withGoal, 'zh-CN')],
    ['md', writeMarkdown(withGoal, 'zh-CN')],
    ['table', writeTable(withGoal, { language: 'zh-CN', columns: 100, colour: false })],
    ['html', writeHtml(withGoal, 'zh-CN')],
  ])('are in the %s', (_, text) => {
    expect(text).toContain('◎1');
    expect(text).toContain('总体目标');
    expect(text.indexOf('◎1')).toBeLessThan(text.indexOf('完善停车供给', text.indexOf('◎1')));
  });

  it('make another row of the workbook and of the Word document', async () => {
    const size = async (compiled: typeof sample) => [
      (await writeXlsx(compiled, 'zh-CN')).length,
      (await writeDocx(compiled, 'zh-CN')).length,
    ];
    const [more, less] = [await size(withGoal), await size(sample)];
    expect((more[0] as number) > (less[0] as number) && (more[1] as number) > (less[1] as number)).toBe(true);
  });
});
