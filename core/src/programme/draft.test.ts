import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../journal/index.ts';
import { compileText } from '../task/index.ts';
import { contextOf, type DirectoryRecords, directoryOf, membersOf } from '../unit/index.ts';
import {
  compareLedgers,
  edited,
  type Ledger,
  ledgerFrom,
  measuresOf,
  reasonAgainstEdit,
  reportingUnitOf,
  unitsOf,
} from './index.ts';

const ROOT = new URL('../../../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as never;
const directory = directoryOf({
  regions: json('directory/regions.json'),
  units: json('directory/units.json'),
} as DirectoryRecords);
const text = readFileSync(new URL('examples/province-key-tasks/source.txt', ROOT), 'utf8');
const compiled = compileText(text, { name: 'plan.txt', format: 'txt', sm3: '0'.repeat(64), directory });
const context = contextOf(directory, { issuer: '四川省人民政府', year: 2024 });
const ledger = ledgerFrom(compiled, (group) => membersOf(context, group));
const first = ledger.items[0] as Ledger['items'][number];

describe('opening a ledger', () => {
  it('takes over every task and measure with the characters that they come from', () => {
    expect(ledger.items.length).toBe(compiled.items.length);
    expect(measuresOf(ledger).map(({ text: words }) => words)).toEqual(
      compiled.items.flatMap(({ measures }) => measures.map((measure) => measure.text)),
    );
    for (const item of ledger.items)
      for (const { origin } of [item, ...item.duties, ...item.measures.flatMap(({ targets }) => targets)])
        if (origin) expect(text.slice(...origin.span)).toBe(origin.text);
  });

  it('counts the members of a group that can be counted, and asks the lead about the others', () => {
    const groups = ledger.items.flatMap(({ duties }) => duties.filter(({ group }) => group));
    const cities = groups.find(({ group }) => group?.kind === 'all');
    expect(cities && unitsOf(cities).length).toBe(21);
    for (const { group } of groups) if (group?.kind !== 'all') expect(group?.members).toBeNull();
    const open = groups.find(({ group }) => group?.kind === 'open');
    expect(open?.group?.owner?.name).toBe('四川省住房和城乡建设厅');
  });

  it('takes over the figures that the document sets itself outside its tasks', () => {
    const plan =
      '某某市2024年政府工作要点\n一、总体要求\n今年全市经济社会发展主要预期目标是：地区生产总值增长6%左右，粮食产量稳定在700亿斤以上。\n二、重点任务\n（一）建设水网。开工建设水库3座。（责任单位：市水利局）\n';
    const said = compileText(plan, { name: 'plan.txt', format: 'txt', sm3: '0'.repeat(64), directory });
    const { goals } = ledgerFrom(said);
    expect(goals.length).toBe(said.goals.flatMap(({ measures }) => measures).length);
    expect(goals.flatMap(({ targets }) => targets.map(({ value, min }) => value ?? min))).toEqual([
      '6',
      '70000000000',
    ]);
    for (const { text: words, origin } of goals) expect(plan.slice(...origin.span)).toBe(words);
  });

  it('proposes the first lead as the unit that reports', () => {
    expect(reportingUnitOf(first, first.measures[0] as never)?.name).toBe('四川省住房和城乡建设厅');
  });

  it('holds nothing that has no canonical form', () => {
    expect(canonicalBytes(ledger as never).length).toBeGreaterThan(1000);
  });
});

describe('goals', () => {
  it('are edited and removed, and keep their place in the document', () => {
    const origin = { span: [0, 4] as const, text: text.slice(0, 4) };
    const words = { path: [], title: '目标', text: '增长6%' };
    const goal = { id: 'g1.1', ...words, targets: [], deadlines: [], origin };
    const before: Ledger = { ...ledger, goals: [goal] };
    const after = edited(before, { act: 'edit-goal', goal: 'g1.1', change: { text: '增长7%' } });
    expect(after.goals).toEqual([{ ...goal, text: '增长7%' }]);
    expect(compareLedgers(before, after)).toMatchObject([{ on: 'goal', field: 'text', before: '增长6%' }]);
    expect(edited(after, { act: 'remove-goal', goal: 'g1.1' }).goals).toEqual([]);
    expect(reasonAgainstEdit(ledger, { act: 'remove-goal', goal: 'g1.1' })?.code).toBe(
      'programme/no-such-goal',
    );
  });
});
