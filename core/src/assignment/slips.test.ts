import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Ledger, type LedgerDuty, ledgerFrom, type UnitRef } from '../programme/index.ts';
import { compileText } from '../task/index.ts';
import { contextOf, type DirectoryRecords, directoryOf, membersOf } from '../unit/index.ts';
import { assignmentsOf, slipsFrom } from './index.ts';

const unit = (id: string): UnitRef => ({ id, name: id });
const duty = (
  id: string,
  role: LedgerDuty['role'],
  order: number,
  of: UnitRef | UnitRef[],
  measures: string[],
): LedgerDuty => ({
  ...{ id, role, order, explicit: true, name: id, measures, origin: null },
  unit: Array.isArray(of) ? null : of,
  group: Array.isArray(of) ? { kind: 'all', of: '市', owner: null, members: of } : null,
});
const measure = (id: string) =>
  ({
    id,
    text: id,
    reportingUnit: null,
    targets: [],
    deadlines: [],
  }) as never as Ledger['items'][number]['measures'][number];
const ledger = (duties: LedgerDuty[]): Ledger =>
  ({ items: [{ id: 't1', no: 1, measures: [measure('m1'), measure('m2')], duties }] }) as never;
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(unit) as [UnitRef, UnitRef, UnitRef, UnitRef];

it('gives each unit one slip with all its measures and its role in each', () => {
  const slips = slipsFrom(
    ledger([
      duty('d1', 'lead', 1, a, ['m1', 'm2']),
      duty('d2', 'lead', 2, b, ['m1']),
      duty('d3', 'responsible', 1, b, ['m2']),
      duty('d4', 'local', 2, [c, d], ['m1', 'm2']),
      duty('d5', 'cooperate', 3, unit('e'), ['m2']),
    ]),
  );
  expect(
    slips.map((slip) => [
      slip.unit.id,
      slip.entries.map(({ measure: of, role, reports }) => `${of} ${role} ${reports}`),
    ]),
  ).toEqual([
    ['a', ['m1 lead true', 'm2 lead true']],
    ['b', ['m1 co-lead true', 'm2 responsible true']],
    ['c', ['m1 local true', 'm2 local true']],
    ['d', ['m1 local true', 'm2 local true']],
    ['e', ['m2 cooperate false']],
  ]);
});

it('gives a measure once to a unit that stands in two roles, in the stronger one', () => {
  const [slip] = slipsFrom(
    ledger([duty('d1', 'lead', 1, a, ['m1']), duty('d2', 'responsible', 1, [a], ['m1'])]),
  );
  expect(slip?.entries.map(({ role }) => role)).toEqual(['lead']);
});

it('makes an assignment of each entry, not dispatched yet', () => {
  const [slip] = slipsFrom(ledger([duty('d1', 'lead', 1, a, ['m1', 'm2'])]));
  const made = assignmentsOf(slip as never, 'P1', unit('office'), (entry) => `a/${entry.measure}`);
  expect(made.map(({ id, state, lead }) => [id, state, lead.id])).toEqual([
    ['a/m1', 'drafted', 'a'],
    ['a/m2', 'drafted', 'a'],
  ]);
});

it('covers every duty of a whole plan exactly once', () => {
  const ROOT = new URL('../../../', import.meta.url);
  const json = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as never;
  const records = {
    regions: json('directory/regions.json'),
    units: json('directory/units.json'),
  } as DirectoryRecords;
  const directory = directoryOf(records);
  const text = readFileSync(new URL('examples/province-key-tasks/source.txt', ROOT), 'utf8');
  const compiled = compileText(text, { name: 'plan.txt', format: 'txt', sm3: '0'.repeat(64), directory });
  const context = contextOf(directory, { issuer: '四川省人民政府', year: 2024 });
  const whole = ledgerFrom(compiled, (group) => membersOf(context, group));
  const slips = slipsFrom(whole);
  expect(new Set(slips.map((slip) => slip.unit.id)).size).toBe(slips.length);
  expect(slips.length).toBeGreaterThan(21);
  for (const { entries } of slips)
    expect(new Set(entries.map((entry) => entry.measure)).size).toBe(entries.length);
  for (const item of whole.items) {
    for (const { role, unit: of, measures } of item.duties) {
      const slip = of && slips.find((one) => one.unit.id === of.id);
      if (!of || !slip || role === 'lead') continue;
      for (const id of measures) expect(slip.entries.some((entry) => entry.measure === id)).toBe(true);
    }
  }
});
