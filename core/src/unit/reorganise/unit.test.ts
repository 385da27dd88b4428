import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { existsOn, inTurn, nameOn, type Register, type Reorganised } from './facts.ts';
import { REGISTER, type unit } from './sample.ts';
import { reasonAgainst, reorganise, type UnitAct } from './unit.ts';

const on = '2026-04-01';
const code = (act: UnitAct, register: Register = REGISTER) => reasonAgainst(register, act)?.code ?? null;
const of = ({ units }: Reorganised, id: string) => units.find((one) => one.id === id);

/** The register after something was done to it. */
function after(register: Register, ...acts: UnitAct[]): Register {
  const { units } = inTurn(
    register,
    acts.map((act) => (now) => reorganise(now, act)),
  );
  return { ...register, units: new Map([...register.units, ...units.map((one) => [one.id, one] as const)]) };
}

describe('a new name', () => {
  const rename: UnitAct = {
    act: 'rename',
    unit: '510100/科技',
    name: '成都市科技创新局',
    short: '市科创局',
    on,
  };

  it('holds from its day on; before it the old one does', () => {
    const names = of(reorganise(REGISTER, rename), '510100/科技')?.names ?? [];
    expect(nameOn(names, '2026-03-31')?.name).toBe('成都市科学技术局');
    expect(nameOn(names, on)?.name).toBe('成都市科技创新局');
    expect(names.map(({ until }) => until)).toEqual([on, null]);
  });

  it('is not given twice, nor behind a later one, nor taken from another', () => {
    const later = after(REGISTER, rename);
    expect(code(rename, later)).toBe('directory/later-change');
    expect(code({ ...rename, on: '2026-05-01' }, later)).toBe('directory/same-name');
    expect(code({ ...rename, on: '2026-03-01', name: '成都市科技局' }, later)).toBe('directory/later-change');
    expect(code({ ...rename, name: '成都市教育局' })).toBe('directory/name-taken');
    // Another region may have a unit of that name.
    expect(code({ ...rename, name: '金堂县财政局' })).toBeNull();
  });

  it('is a name', () => {
    for (const name of [
      '',
      '局',
      ' 成都市科技局',
      '成都市\n科技局',
      '成都\u202e局',
      '\ud800局',
      '长'.repeat(101),
    ])
      expect(code({ ...rename, name })).toBe('directory/bad-name');
    for (const day of ['2026-02-30', '', '明天', '2026-4-1'])
      expect(code({ ...rename, on: day })).toBe('directory/no-day');
  });

  it('is not given to a unit that nobody knows, before it was set up or after it ended', () => {
    expect(code({ ...rename, unit: 'nobody' })).toBe('directory/no-unit');
    expect(code({ ...rename, unit: 'press', on: '2019-12-31' })).toBe('directory/not-yet');
    const gone = after(REGISTER, { act: 'abolish', unit: '510100/教育', successor: null, on, posts: 'end' });
    expect(code({ ...rename, unit: '510100/教育' }, gone)).toBe('directory/ended');
  });

  it('is written right where it was wrong, without a new one beginning', () => {
    const corrected = reorganise(REGISTER, {
      ...{ act: 'correct', unit: '510100/科技', name: '成都市科学技术委员会', short: '市科委' },
    });
    expect(of(corrected, '510100/科技')?.names).toEqual([
      { from: '1949-10-01', until: null, name: '成都市科学技术委员会', short: '市科委' },
    ]);
  });
});

describe('units that are put together', () => {
  const merge: UnitAct = {
    ...{ act: 'merge', units: ['510100/科技', '510100/教育'], into: '510100/财政', on, posts: 'follow' },
  };

  it('end, name who took over, and hand on posts and parts', () => {
    const done = reorganise(REGISTER, merge);
    expect(of(done, '510100/教育')).toMatchObject({ until: on, successor: '510100/财政' });
    expect(of(done, '510100/教育')?.names.at(-1)?.until).toBe(on);
    expect(of(done, '510100/财政')).toBeUndefined();
    expect(of(done, 'centre')).toMatchObject({
      ...{ parent: '510100/财政', until: null },
      places: [{ until: on, region: '510100', parent: '510100/科技' }],
    });
    expect(done.posts).toEqual([
      { unit: '510100/科技', to: '510100/财政', on },
      { unit: '510100/教育', to: '510100/财政', on },
    ]);
    expect(reorganise(REGISTER, { ...merge, posts: 'end' }).posts.map(({ to }) => to)).toEqual([null, null]);
  });

  it('may be a unit and its part at once', () => {
    const done = reorganise(REGISTER, { ...merge, units: ['510100/科技', 'centre'] });
    expect(of(done, 'centre')).toMatchObject({ until: on, successor: '510100/财政' });
    expect(of(done, 'press')?.parent).toBe('510100/财政');
  });

  it('are several, each once, and not the one that takes over', () => {
    expect(code({ ...merge, units: [] })).toBe('directory/none-named');
    expect(code({ ...merge, units: ['510100/科技', '510100/科技'] })).toBe('directory/twice-named');
    expect(code({ ...merge, units: ['510100/财政'] })).toBe('directory/twice-named');
  });

  it('are not taken over by what belongs to them', () => {
    expect(code({ ...merge, units: ['510100/科技'], into: 'press' })).toBe('directory/below-itself');
  });

  it('are not put together twice, nor into one that is to end', () => {
    const merged = after(REGISTER, merge);
    expect(code(merge, merged)).toBe('directory/ended');
    expect(code({ ...merge, on: '2026-03-15' }, merged)).toBe('directory/ends');
    expect(code({ ...merge, units: ['510104/财政'], into: '510100/教育', on: '2026-03-15' }, merged)).toBe(
      'directory/ends',
    );
  });
});

describe('a unit that is divided', () => {
  const parts = [
    { id: 'a', name: '成都市科学技术局甲', short: '科技局甲' },
    { id: 'b', name: '成都市科学技术局乙', short: '科技局乙' },
  ];
  const split: UnitAct = { act: 'split', unit: '510100/科技', parts, successor: 'a', on, posts: 'follow' };

  it('ends where a part takes over, and goes on where none does', () => {
    const done = reorganise(REGISTER, split);
    expect(of(done, '510100/科技')).toMatchObject({ until: on, successor: 'a' });
    expect(of(done, 'b')).toMatchObject({ from: on, until: null, region: '510100', functionKey: null });
    expect(of(done, 'centre')?.parent).toBe('a');
    const beside = reorganise(REGISTER, { ...split, successor: null });
    expect([beside.units.map(({ id }) => id), beside.posts]).toEqual([['a', 'b'], []]);
  });

  it('has parts with names of their own, one of which takes over', () => {
    expect(code({ ...split, parts: [] })).toBe('directory/none-named');
    expect(code({ ...split, parts: [parts[0], parts[0]] as never })).toBe('directory/twice-named');
    expect(code({ ...split, successor: 'c' })).toBe('directory/no-unit');
    expect(code({ ...split, successor: null, posts: 'end' })).toBe('directory/posts-stay');
    const named = (name: string) => [{ ...parts[0], name }] as never;
    expect(code({ ...split, parts: named('成都市教育局') })).toBe('directory/name-taken');
    // A part may bear the name of the unit that ends.
    expect(code({ ...split, parts: named('成都市科学技术局') })).toBeNull();
    expect(code({ ...split, parts: named('成都市科学技术局'), successor: null })).toBe(
      'directory/name-taken',
    );
  });
});

describe('a unit that moves', () => {
  const move: UnitAct = { act: 'move', unit: 'centre', region: '510104', parent: null, on: '2026-02-01' };

  it('stands elsewhere, and where it stood is kept', () => {
    expect(of(reorganise(REGISTER, move), 'centre')).toMatchObject({
      ...{ region: '510104', parent: null },
      places: [{ until: '2026-02-01', region: '510100', parent: '510100/科技' }],
    });
  });

  it('does not move ahead of time, to where it is, below itself or to nowhere', () => {
    expect(code({ ...move, on: '2026-03-03' })).toBe('directory/day-ahead');
    expect(code({ ...move, region: '510100', parent: '510100/科技' })).toBe('directory/no-change');
    expect(code({ ...move, parent: 'centre' })).toBe('directory/twice-named');
    expect(code({ ...move, parent: 'press' })).toBe('directory/below-itself');
    expect(code({ ...move, region: '519999' })).toBe('directory/no-region');
    expect(code({ ...move, parent: 'nobody' })).toBe('directory/no-unit');
    const moved = after(REGISTER, move);
    expect(code({ ...move, region: '510121' }, moved)).toBe('directory/later-change');
  });
});

describe('a unit that is set up or abolished', () => {
  const setUp: UnitAct = {
    ...{ act: 'set-up', id: 'new', name: '成都市项目专班', short: '项目专班', line: 'institution' },
    ...{ region: '510100', parent: '510100/财政', on },
  };

  it('exists from its day, in a region and below a unit that exist then', () => {
    const made = of(reorganise(REGISTER, setUp), 'new');
    expect(made && [existsOn(made, '2026-03-31'), existsOn(made, on)]).toEqual([false, true]);
    expect(code({ ...setUp, region: '000001' })).toBe('directory/no-region');
    expect(code({ ...setUp, parent: 'press', on: '2019-01-01' })).toBe('directory/not-yet');
    expect(code({ ...setUp, name: '成都市财政局' })).toBe('directory/name-taken');
  });

  it('is not abolished while it has parts, unless somebody takes over', () => {
    const abolish: UnitAct = { act: 'abolish', unit: '510100/科技', successor: null, on, posts: 'end' };
    expect(reasonAgainst(REGISTER, abolish)).toEqual({
      code: 'directory/has-parts',
      parameters: { name: '成都市科学技术局', count: 1 },
    });
    expect(code({ ...abolish, successor: '510100/财政' })).toBeNull();
    expect(code({ ...abolish, successor: 'centre' })).toBe('directory/below-itself');
    expect(code({ ...abolish, successor: '510100/科技' })).toBe('directory/twice-named');
    expect(code({ ...abolish, posts: 'follow' })).toBe('directory/posts-to-nobody');
    expect(code({ ...abolish, unit: 'press' })).toBeNull();
    expect(code({ ...abolish, unit: 'press', on: '2020-01-01' })).toBe('directory/later-change');
  });
});

describe('whatever is done in whatever order', () => {
  const ids = [...REGISTER.units.keys(), 'nobody', 'x', 'y'];
  const id = fc.constantFrom(...ids);
  const day = fc.constantFrom('2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '没有');
  const name = fc.constantFrom('成都市财政局', '成都市甲局', '成都市乙局', '局', '成都市丙中心');
  const posts = fc.constantFrom('follow' as const, 'end' as const);
  const part = fc.record({ id: fc.constantFrom('x', 'y', 'z'), name, short: name });
  const successor = fc.option(id);
  const region = fc.option(fc.constantFrom('510100', '510104', '519999'));
  const act: fc.Arbitrary<UnitAct> = fc.oneof(
    fc.record({ act: fc.constant('rename' as const), unit: id, name, short: name, on: day }),
    fc.record({ act: fc.constant('correct' as const), unit: id, name, short: name }),
    fc.record({ act: fc.constant('move' as const), unit: id, region, parent: successor, on: day }),
    fc.record({
      act: fc.constant('merge' as const),
      units: fc.array(id, { maxLength: 3 }),
      into: id,
      on: day,
      posts,
    }),
    fc.record({
      ...{
        act: fc.constant('split' as const),
        unit: id,
        parts: fc.array(part, { maxLength: 2 }),
        on: day,
        posts,
      },
      successor: fc.option(fc.constantFrom('x', 'y')),
    }),
    fc.record({ act: fc.constant('abolish' as const), unit: id, successor, on: day, posts }),
  );

  it('is refused with a reason or leaves a directory in order', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let register = REGISTER;
        for (const one of acts) {
          const against = reasonAgainst(register, one);
          if (against) {
            expect(() => reorganise(register, one)).toThrow(against.code);
            continue;
          }
          register = after(register, one);
          for (const known of register.units.values()) inOrder(register, known);
        }
      }),
      { numRuns: 400 },
    );
  });

  function inOrder(
    { units }: Register,
    { id: own, from, until, successor: next, names, parent, places }: ReturnType<typeof unit>,
  ) {
    expect(names[0]?.from).toBe(from);
    expect(names.at(-1)?.until).toBe(until);
    names.forEach((one, at) => {
      expect(one.until === null || one.from < one.until).toBe(true);
      if (at > 0) expect(names[at - 1]?.until).toBe(one.from);
    });
    places.forEach((one, at) => {
      if (at > 0) expect((places[at - 1]?.until ?? '') <= one.until).toBe(true);
    });
    if (until === null) expect(next).toBeNull();
    const seen = new Set([own]);
    for (let at = next; at !== null; at = units.get(at)?.successor ?? null) {
      expect(units.has(at) && !seen.has(at)).toBe(true);
      seen.add(at);
    }
    const above = new Set([own]);
    for (let at = parent; at !== null; at = units.get(at)?.parent ?? null) {
      expect(units.has(at) && !above.has(at)).toBe(true);
      above.add(at);
    }
  }
});
