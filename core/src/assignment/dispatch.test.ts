import { describe, expect, it } from 'vitest';
import type { Ledger, LedgerDuty, UnitRef } from '../programme/index.ts';
import { assignmentsOf, type DispatchPlan, dispatchPlan, successorOf, type Unmarked } from './index.ts';

const unit = (id: string): UnitRef => ({ id, name: id });
const [c, d] = [unit('c'), unit('d')];
const OFFICE = unit('office');

/** `a:lead b:cooperate` for each measure. */
function ledger(measures: Readonly<Record<string, string>>): Ledger {
  const duties = Object.entries(measures).flatMap(([measure, line]) =>
    line.split(' ').map((one, at) => {
      const [name = '', role = ''] = one.split(':');
      return {
        ...{ id: `${measure}${name}`, role: role as LedgerDuty['role'], order: at, explicit: true, name },
        ...{ unit: unit(name), group: null, measures: [measure], origin: null },
      };
    }),
  );
  const all = Object.keys(measures).map((id) => ({ id, reportingUnit: null }));
  return { coordinator: OFFICE, items: [{ id: 't1', measures: all, duties }] } as never;
}

const dispatched = (of: Ledger): Unmarked[] =>
  dispatchPlan(of, []).slips.flatMap((slip) =>
    assignmentsOf(slip, 'P', OFFICE, ({ measure }) => `${measure}-${slip.unit.id}`).map((one) => ({
      ...one,
      state: 'dispatched' as const,
    })),
  );
const shown = ({ slips, dropped, changed, waiting }: DispatchPlan) => ({
  slips: slips.map(({ unit: { id }, entries }) => `${id} ${entries.map(({ measure }) => measure).join(' ')}`),
  dropped: dropped.map(({ id }) => id),
  changed: changed.map(({ id, role, lead, reports }) => `${id} ${role} ${lead.id} ${reports}`),
  waiting: waiting.map(({ id }) => id),
});
const NOTHING = { slips: [], dropped: [], changed: [], waiting: [] };

describe('a dispatch', () => {
  const before = ledger({ m1: 'a:lead b:responsible', m2: 'b:lead c:cooperate' });

  it('gives out everything at first, and nothing twice', () => {
    expect(shown(dispatchPlan(before, [])).slips).toEqual(['a m1', 'b m1 m2', 'c m2']);
    expect(shown(dispatchPlan(before, dispatched(before)))).toEqual(NOTHING);
  });

  it('gives out what is new and takes back what is gone', () => {
    const after = ledger({ m1: 'a:lead d:local', m3: 'd:lead' });
    expect(shown(dispatchPlan(after, dispatched(before)))).toEqual({
      ...NOTHING,
      slips: ['d m1 m3'],
      dropped: ['m1-b', 'm2-b', 'm2-c'],
    });
  });

  it('leaves alone what was claimed, and what is closed', () => {
    const all = dispatched(before).map((one) => ({
      ...one,
      state: one.measure === 'm1' ? ('claimed' as const) : ('closed' as const),
    }));
    const after = ledger({ m1: 'a:lead' });
    expect(shown(dispatchPlan(after, all))).toEqual({ ...NOTHING, waiting: ['m1-b'] });
  });

  it('says the new role and lead to those who have the measure', () => {
    const after = ledger({ m1: 'b:lead a:cooperate', m2: 'b:lead c:cooperate' });
    const { changed, ...rest } = shown(dispatchPlan(after, dispatched(before)));
    expect(changed.sort()).toEqual(['m1-a cooperate b false', 'm1-b lead b true']);
    expect(rest).toEqual({ slips: [], dropped: [], waiting: [] });
  });

  it('does not make a lead of who has signed a part, nor a helper of who has claimed', () => {
    const after = ledger({ m1: 'b:lead a:cooperate', m2: 'b:lead c:cooperate' });
    const all = dispatched(before).map((one) => ({
      ...one,
      state:
        one.measure !== 'm1' ? one.state : one.unit.id === 'b' ? ('signed' as const) : ('claimed' as const),
    }));
    expect(shown(dispatchPlan(after, all))).toEqual({ ...NOTHING, waiting: ['m1-b', 'm1-a'] });
  });

  it('leaves what was handed on where it went, under the lead that took over', () => {
    const all = dispatched(before);
    const old = all.find(({ id }) => id === 'm1-a') as Unmarked;
    const handedOn = [
      ...all.map((one) =>
        one.id === 'm1-a'
          ? { ...one, state: 'transferred' as const }
          : one.measure === 'm1'
            ? { ...one, lead: d }
            : one,
      ),
      { ...successorOf({ ...old, marks: [] }, 'm1-d', d), state: 'acknowledged' as const },
    ];
    expect(shown(dispatchPlan(before, handedOn))).toEqual(NOTHING);
    const more = ledger({ m1: 'a:lead b:responsible c:local', m2: 'b:lead c:cooperate' });
    const { slips } = dispatchPlan(more, handedOn);
    expect(slips.map((slip) => [slip.unit, slip.entries.map(({ lead }) => lead)])).toEqual([[c, [d]]]);
  });

  it('gives again what was withdrawn and still stands in the ledger', () => {
    const all = dispatched(before).map((one) =>
      one.id === 'm1-b' ? { ...one, state: 'withdrawn' as const } : one,
    );
    expect(shown(dispatchPlan(before, all)).slips).toEqual(['b m1']);
  });
});
