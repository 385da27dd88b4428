import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../base/index.ts';
import { canonicalBytes, sm3Hex } from '../journal/index.ts';
import { sentence } from '../message/index.ts';
import { compileText } from '../task/index.ts';
import { contextOf, type DirectoryRecords, directoryOf, membersOf } from '../unit/index.ts';
import {
  compareBaselines,
  compareLedgers,
  draftProgramme,
  type Ledger,
  type LedgerAct,
  ledgerFrom,
  measuresOf,
  openPoints,
  type Procedure,
  type Programme,
  type ProgrammeAct,
  perform,
  type Rhythm,
  reasonAgainst,
  type Stamp,
  type UnitRef,
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
const procedure = json('rules/procedure/work-plan-example.json') as Procedure;

const office: UnitRef = { id: '510000/领导小组办公室', name: '省领导小组办公室' };
const finance: UnitRef = { id: '510000/财政', name: '四川省财政厅' };
const monthly: Rhythm = { every: 'month', closes: { monthsAfter: 0, day: 25 }, graceWorkdays: 2 };
const stamp = (reason = '核对后补充', post = 'post-1', person = 'p-1', unit = office.id): Stamp => ({
  ...{ person, post, unit, reason },
  at: '2024-02-01T02:00:00.000Z',
});

const opened = draftProgramme(
  'P1',
  ledgerFrom(compiled, (group) => membersOf(context, group)),
);
const first = opened.ledger.items[0] as Ledger['items'][number];
const after = (programme: Programme, ...acts: readonly ProgrammeAct[]) =>
  acts.reduce((before, act) => perform(before, act, stamp()), programme);
const codeOf = (programme: Programme, act: ProgrammeAct, by = stamp()) =>
  reasonAgainst(programme, act, by)?.code ?? null;

/** What a person fills in until nothing is open. */
function completing(ledger: Ledger): LedgerAct[] {
  const acts: LedgerAct[] = [
    { act: 'edit-programme', change: { coordinator: office, rhythm: monthly, procedure } },
  ];
  for (const { on, id, code } of openPoints(ledger)) {
    if (code === 'programme/group-open') acts.push({ act: 'resolve-group', duty: id, members: [finance] });
    if (code === 'programme/unit-unknown')
      acts.push({ act: 'edit-duty', duty: id, change: { unit: finance } });
    if (code === 'programme/no-standard')
      acts.push({ act: 'edit-measure', measure: id, change: { standard: '印发文件并通过验收' } });
    if (code === 'programme/no-deadline')
      acts.push({
        act: 'edit-measure',
        measure: id,
        change: {
          deadlines: [{ id: `${id}.b1`, kind: 'by', date: '2024-12-31', inferred: true, origin: null }],
        },
      });
    if (code === 'programme/no-lead' && on === 'measure') {
      const item = ledger.items.find(({ measures }) => measures.some((measure) => measure.id === id));
      acts.push({
        act: 'add-duty',
        item: item?.id ?? '',
        duty: { role: 'lead', order: 1, unit: finance, measures: [id] },
      });
    }
  }
  return acts;
}
const complete = after(opened, ...completing(opened.ledger));
const confirmed = perform(complete, { act: 'confirm' }, stamp(''));

describe('editing a draft', () => {
  const measure = first.measures[0] as Ledger['items'][number]['measures'][number];

  it('records who changed what and why, and keeps the place in the document', () => {
    const next = after(opened, { act: 'edit-measure', measure: measure.id, change: { text: '改造小区' } });
    expect(next.edits).toEqual([
      {
        act: 'edit-measure',
        stamp: stamp(),
        differences: [
          {
            kind: 'changed',
            on: 'measure',
            id: measure.id,
            field: 'text',
            before: measure.text,
            after: '改造小区',
          },
        ],
      },
    ]);
    expect(measuresOf(next.ledger)[0]?.origins).toEqual(measure.origins);
  });

  it('keeps the place of a target and a deadline in the document, whatever the change says', () => {
    const targets = measure.targets.map((target) => ({ ...target, value: '4500', origin: null }));
    const own = {
      ...targets[0],
      id: 'own',
      origin: measure.origins[0],
    } as unknown as (typeof targets)[number];
    const next = after(opened, {
      act: 'edit-measure',
      measure: measure.id,
      change: { targets: [...targets, own], ...({ id: 'x', origins: [] } as object) },
    });
    const [edited] = measuresOf(next.ledger);
    expect([edited?.id, edited?.origins]).toEqual([measure.id, measure.origins]);
    expect(edited?.targets.map(({ value, origin }) => [value, origin])).toEqual([
      ['4500', measure.targets[0]?.origin],
      ['4500', null],
    ]);
  });

  it('records no difference where the same value is written in another order', () => {
    const turned = measure.targets.map(
      (target) => Object.fromEntries(Object.entries(target).reverse()) as unknown as typeof target,
    );
    const next = after(opened, { act: 'edit-measure', measure: measure.id, change: { targets: turned } });
    expect(next.edits[0]?.differences).toEqual([]);
  });

  it('takes every target as the document sets it', () => {
    for (const { id, targets } of measuresOf(opened.ledger)) {
      const named = targets.map((target) => ({ ...target, subject: target.subject || '数量' }));
      expect(codeOf(opened, { act: 'edit-measure', measure: id, change: { targets: named } })).toBeNull();
    }
    const bound = { ...measure.targets[0], comparator: 'gte', value: null, min: '3' } as never;
    const change = { targets: [bound] };
    expect(codeOf(opened, { act: 'edit-measure', measure: measure.id, change })).toBeNull();
  });

  it('asks for a reason', () => {
    const act: ProgrammeAct = { act: 'edit-item', item: first.id, change: { title: '改造' } };
    expect(codeOf(opened, act, stamp(' '))).toBe('programme/no-reason');
    expect(codeOf(opened, act)).toBeNull();
  });

  it('splits a measure: no target and no deadline is lost, duties follow', () => {
    const targets = measure.targets.map(({ id }) => id);
    const deadlines = measure.deadlines.map(({ id }) => id);
    const parts = [
      { text: '前一半', targets, deadlines },
      { text: '后一半', targets: [], deadlines },
    ];
    const act: ProgrammeAct = { act: 'split-measure', measure: measure.id, parts };
    const item = after(opened, act).ledger.items[0] as typeof first;
    const [one, other] = item.measures;
    expect([one?.text, other?.text]).toEqual(['前一半', '后一半']);
    expect(one?.from).toEqual([measure.id]);
    expect(other?.origins).toEqual(measure.origins);
    const duty = item.duties[0];
    expect(duty?.measures.slice(0, 2)).toEqual([one?.id, other?.id]);
    expect(duty?.measures).not.toContain(measure.id);

    const lost = { ...act, parts: parts.map((part) => ({ ...part, targets: [] })) };
    expect(codeOf(opened, lost)).toBe('programme/target-lost');
    const twice = { ...act, parts: parts.map((part) => ({ ...part, targets })) };
    expect(codeOf(opened, twice)).toBe('programme/target-lost');
    expect(codeOf(opened, { ...act, parts: parts.slice(1) })).toBe('programme/split-in-one');
  });

  it('merges measures of one task, with all their places in the document', () => {
    const ids = first.measures.slice(0, 2).map(({ id }) => id);
    const next = after(opened, { act: 'merge-measures', measures: ids, text: '改造小区、增设电梯' });
    const whole = next.ledger.items[0]?.measures[0];
    expect(whole?.from).toEqual(ids);
    expect(whole?.origins).toEqual(first.measures.slice(0, 2).flatMap(({ origins }) => origins));
    expect(whole?.targets.length).toBe(2);
    const across = [ids[0] as string, opened.ledger.items[1]?.measures[0]?.id as string];
    expect(codeOf(opened, { act: 'merge-measures', measures: across, text: 'x' })).toBe(
      'programme/merge-across-items',
    );
    expect(codeOf(opened, { act: 'merge-measures', measures: [ids[0], ids[0]] as string[], text: 'x' })).toBe(
      'programme/merge-of-one',
    );
  });

  it('never uses the number of a measure twice', () => {
    const add: ProgrammeAct = {
      act: 'add-measure',
      item: first.id,
      measure: { text: '新增', kind: 'event' },
    };
    const once = after(opened, add);
    const id = once.ledger.items[0]?.measures.at(-1)?.id as string;
    const again = after(once, { act: 'remove-measure', measure: id }, add);
    expect(again.ledger.items[0]?.measures.at(-1)?.id).not.toBe(id);
  });

  it('resolves a group to named units, to nobody only at the open end of a list', () => {
    const open = first.duties.find(({ group }) => group?.kind === 'open');
    const all = first.duties.find(({ group }) => group?.kind === 'all');
    const resolve = (duty: string, members: readonly UnitRef[]): ProgrammeAct => ({
      act: 'resolve-group',
      duty,
      members,
    });
    const next = after(opened, resolve(open?.id ?? '', [finance]));
    expect(unitsOf(next.ledger.items[0]?.duties.find(({ id }) => id === open?.id) as never)).toEqual([
      finance,
    ]);
    expect(codeOf(opened, resolve(open?.id ?? '', []))).toBeNull();
    expect(codeOf(opened, resolve(all?.id ?? '', []))).toBe('programme/no-members');
    expect(codeOf(opened, resolve(open?.id ?? '', [finance, finance]))).toBe('programme/member-twice');
    expect(codeOf(opened, resolve(first.duties[0]?.id ?? '', [finance]))).toBe('programme/no-group');
  });

  it.each<[string, LedgerAct]>([
    ['programme/no-such-item', { act: 'edit-item', item: 'x', change: {} }],
    ['programme/no-such-measure', { act: 'remove-measure', measure: 'x' }],
    ['programme/no-such-duty', { act: 'remove-duty', duty: 'x' }],
    ['programme/empty-text', { act: 'edit-measure', measure: measure.id, change: { text: ' ' } }],
    [
      'programme/bad-target',
      {
        act: 'edit-measure',
        measure: measure.id,
        change: { targets: measure.targets.map((target) => ({ ...target, value: '1e3' })) },
      },
    ],
    [
      'programme/bad-target',
      {
        act: 'edit-measure',
        measure: measure.id,
        change: {
          targets: measure.targets.map((t) => ({ ...t, comparator: 'range', min: '3', max: '2.9' })),
        },
      },
    ],
    [
      'programme/bad-deadline',
      {
        act: 'edit-measure',
        measure: measure.id,
        change: { deadlines: [{ id: 'b', kind: 'by', date: '2024-02-30', inferred: false, origin: null }] },
      },
    ],
    [
      'programme/bad-rhythm',
      { act: 'edit-programme', change: { rhythm: { ...monthly, graceWorkdays: -1 } } },
    ],
    ['programme/bad-order', { act: 'edit-duty', duty: first.duties[0]?.id ?? '', change: { order: 0 } }],
  ])('refuses what is %s', (code, act) => {
    expect(codeOf(opened, act)).toBe(code);
    expect(() => perform(opened, act, stamp())).toThrow(Refusal);
  });
});

describe('confirmation', () => {
  it('says everything that is still missing, each with a sentence that names it', () => {
    const points = openPoints(opened.ledger);
    expect(new Set(points.map(({ code }) => code)).size).toBeGreaterThan(4);
    for (const { code, parameters } of points) {
      for (const language of ['zh-CN', 'en'] as const)
        expect(sentence(code, parameters, language)).not.toMatch(/\{[A-Za-z]+\}|\//);
    }
    expect(codeOf(opened, { act: 'confirm' })).toBe(points[0]?.code);
  });

  it('is not possible while anything is open, and possible when nothing is', () => {
    expect(openPoints(complete.ledger)).toEqual([]);
    expect(confirmed.state).toBe('confirmed');
    expect(confirmed.baselines.map(({ no }) => no)).toEqual([1]);
    expect(reasonAgainst(confirmed, { act: 'confirm' }, stamp())).toEqual({
      code: 'programme/already-confirmed',
      parameters: { post: 'post-1', at: stamp().at },
    });
  });

  it('is for the coordinating unit', () => {
    expect(codeOf(complete, { act: 'confirm' }, stamp('', 'post-9', 'p-9', finance.id))).toBe(
      'programme/not-coordinator',
    );
  });

  it('freezes the baseline to the last leaf, and leaves the draft alone', () => {
    const { ledger } = confirmed.baselines[0] as never as {
      ledger: { items: { title: string; path: string[] }[] };
    };
    expect(() => {
      (ledger.items[0] as { title: string }).title = 'x';
    }).toThrow(TypeError);
    expect(() => ledger.items[0]?.path.push('x')).toThrow(TypeError);
    expect(Object.isFrozen(complete.ledger)).toBe(false);
    expect(Object.isFrozen(compiled.items[0]?.path)).toBe(false);
  });

  it('gives a value with one hash, whatever way led to it', () => {
    const hash = (programme: Programme) => sm3Hex(canonicalBytes(programme.baselines[0]?.ledger as never));
    const other = JSON.parse(JSON.stringify(confirmed)) as Programme;
    expect(hash(other)).toBe(hash(confirmed));
  });
});

describe('change after confirmation', () => {
  const measure = measuresOf(confirmed.ledger)[0] as ReturnType<typeof measuresOf>[number];
  const changes: LedgerAct[] = [
    { act: 'edit-measure', measure: measure.id, change: { standard: '完成并公示' } },
  ];
  const asked = perform(
    confirmed,
    { act: 'request-change', request: 'R1', changes },
    stamp('上级调整口径', 'post-2', 'p-2', finance.id),
  );
  const approve: ProgrammeAct = { act: 'approve-change', request: 'R1' };

  it('needs a request: a confirmed ledger is not edited', () => {
    expect(codeOf(confirmed, changes[0] as LedgerAct)).toBe('programme/needs-request');
    expect(codeOf(complete, { act: 'request-change', request: 'R', changes })).toBe('programme/still-draft');
    expect(asked.ledger).toBe(confirmed.ledger);
  });

  it('makes baseline 2 when it is approved, and baseline 1 stays', () => {
    const next = perform(asked, approve, stamp());
    expect(next.baselines.map(({ no, request }) => [no, request])).toEqual([
      [1, null],
      [2, 'R1'],
    ]);
    expect(next.baselines[0]).toBe(confirmed.baselines[0]);
    expect(compareBaselines(next, 1, 2)).toEqual([
      {
        kind: 'changed',
        on: 'measure',
        id: measure.id,
        field: 'standard',
        before: measure.standard,
        after: '完成并公示',
      },
    ]);
    expect(compareBaselines(next, 1, 1)).toEqual([]);
    expect(() => compareBaselines(next, 1, 3)).toThrow('programme/no-such-baseline');
    expect(codeOf(next, approve)).toBe('programme/request-decided');
  });

  it('is not approved by who asked for it, in whatever post, nor from the same post', () => {
    expect(codeOf(asked, approve, stamp('x', 'post-3', 'p-2'))).toBe('programme/own-request');
    expect(codeOf(asked, approve, stamp('x', 'post-2', 'p-3'))).toBe('programme/own-request');
    expect(codeOf(asked, approve, stamp('x', 'post-3', 'p-3', finance.id))).toBe('programme/not-coordinator');
    expect(codeOf(asked, approve, stamp('x', 'post-3', 'p-3'))).toBeNull();
  });

  it('can be refused, or withdrawn by the unit that asked', () => {
    expect(perform(asked, { act: 'refuse-change', request: 'R1' }, stamp()).requests[0]?.state).toBe(
      'refused',
    );
    const withdraw: ProgrammeAct = { act: 'withdraw-change', request: 'R1' };
    expect(codeOf(asked, withdraw, stamp('x', 'post-1'))).toBe('programme/not-their-request');
    const by = stamp('x', 'post-2', 'p-2', finance.id);
    expect(perform(asked, withdraw, by).requests[0]?.state).toBe('withdrawn');
  });

  it('leaves the ledger as complete as it was', () => {
    const emptied: LedgerAct[] = [{ act: 'edit-measure', measure: measure.id, change: { deadlines: [] } }];
    expect(codeOf(confirmed, { act: 'request-change', request: 'R2', changes: emptied })).toBe(
      'programme/no-deadline',
    );
  });

  it('is refused where another change made it impossible in between', () => {
    const removal: LedgerAct[] = [{ act: 'remove-measure', measure: measure.id }];
    const both = perform(
      asked,
      { act: 'request-change', request: 'R2', changes: removal },
      stamp('不再需要'),
    );
    const removed = perform(both, { act: 'approve-change', request: 'R2' }, stamp('同意', 'post-4', 'p-4'));
    expect(codeOf(removed, approve)).toBe('programme/no-such-measure');
  });
});

describe('whatever is done to a ledger', () => {
  it('perform throws exactly where there is a reason, and differences tell the whole change', () => {
    const ids = { measures: first.measures.map(({ id }) => id), duties: first.duties.map(({ id }) => id) };
    const measureId = fc.constantFrom(...ids.measures, 't1.n1', 't1.n2', 'x');
    const act: fc.Arbitrary<LedgerAct> = fc.oneof(
      fc.record({ act: fc.constant('remove-measure' as const), measure: measureId }),
      fc.record({
        act: fc.constant('add-measure' as const),
        item: fc.constantFrom('t1', 't2', 'x'),
        measure: fc.record({ text: fc.constantFrom('新增', ''), kind: fc.constant('event' as const) }),
      }),
      fc.record({
        act: fc.constant('merge-measures' as const),
        measures: fc.array(measureId, { minLength: 1, maxLength: 3 }),
        text: fc.constantFrom('合并', ''),
      }),
      fc.record({ act: fc.constant('remove-duty' as const), duty: fc.constantFrom(...ids.duties, 'x') }),
      fc.record({
        act: fc.constant('resolve-group' as const),
        duty: fc.constantFrom(...ids.duties),
        members: fc.subarray([finance, office]),
      }),
    );
    const small = { ...opened, ledger: { ...opened.ledger, items: opened.ledger.items.slice(0, 2) } };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 6 }), (acts) => {
        let programme: Programme = small;
        for (const one of acts) {
          const against = reasonAgainst(programme, one, stamp());
          if (against) {
            expect(() => perform(programme, one, stamp())).toThrow(against.code);
            continue;
          }
          const before = programme.ledger;
          programme = perform(programme, one, stamp());
          expect(programme.edits.at(-1)?.differences).toEqual(compareLedgers(before, programme.ledger));
          for (const { measures, duties } of programme.ledger.items) {
            const known = new Set(measures.map(({ id }) => id));
            expect(known.size).toBe(measures.length);
            for (const duty of duties) expect(duty.measures.every((id) => known.has(id))).toBe(true);
          }
          canonicalBytes(programme.ledger as never);
        }
      }),
      { numRuns: 150 },
    );
  });
});
