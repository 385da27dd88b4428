import { describe, expect, it } from 'vitest';
import { nameOn, type Register, type Reorganised } from './facts.ts';
import { type RegionAct, reasonAgainstRegions, reorganiseRegions } from './region.ts';
import { REGISTER } from './sample.ts';

const on = '2026-02-01';
const code = (act: RegionAct, register: Register = REGISTER) =>
  reasonAgainstRegions(register, act)?.code ?? null;
const of = ({ units }: Reorganised, id: string) => units.find((one) => one.id === id);

function after(register: Register, act: RegionAct): Register {
  const { units, regions } = reorganiseRegions(register, act);
  return {
    ...register,
    units: new Map([...register.units, ...units.map((one) => [one.id, one] as const)]),
    regions: new Map([...register.regions, ...regions.map((one) => [one.code, one] as const)]),
  };
}

describe('a region of a new name', () => {
  it('renames its units and those of its districts', () => {
    const done = reorganiseRegions(REGISTER, {
      ...{ act: 'rename-region', region: '510100', name: '蓉城市', short: '蓉城', on },
    });
    expect(done.regions.map(({ names }) => names.map(({ name, until }) => [name, until]))).toEqual([
      [
        ['成都市', on],
        ['蓉城市', null],
      ],
    ]);
    const now = (id: string) => nameOn(of(done, id)?.names ?? [], on);
    expect(now('510100/财政')?.name).toBe('蓉城市财政局');
    expect(now('510104/财政')).toMatchObject({ name: '蓉城市锦江区财政局', short: '锦江区财政局' });
    expect(of(done, '510121/财政')).toBeUndefined();
  });

  it('keeps to its order of days and to names that nobody bears', () => {
    const act: RegionAct = { act: 'rename-region', region: '510121', name: '金堂市', short: '金堂', on };
    expect(code(act)).toBeNull();
    expect(code({ ...act, name: '郫县' })).toBe('directory/name-taken');
    expect(code({ ...act, name: '金堂县' })).toBe('directory/same-name');
    expect(code({ ...act, region: '519999' })).toBe('directory/no-region');
    expect(code({ ...act, on: '1949-10-01' })).toBe('directory/later-change');
    expect(code(act, after(REGISTER, act))).toBe('directory/later-change');
  });
});

it('renames nothing on the day on which a unit of a district got its name', () => {
  const district: RegionAct = {
    ...{ act: 'replace-region', region: '510124', code: '510117', name: '郫都区', short: '郫都', on },
    posts: 'follow',
  };
  const rename: RegionAct = { act: 'rename-region', region: '510100', name: '蓉城市', short: '蓉城', on };
  const register = after(REGISTER, district);
  expect(code(rename, register)).toBe('directory/later-change');
  expect(code({ ...rename, on: '2026-02-02' }, register)).toBeNull();
});

describe('a county that becomes a district', () => {
  const act: RegionAct = {
    ...{ act: 'replace-region', region: '510124', code: '510117', name: '郫都区', short: '郫都', on },
    posts: 'follow',
  };

  it('has units of the same functions under the new name, to which the old ones point', () => {
    const done = reorganiseRegions(REGISTER, act);
    expect(done.regions).toMatchObject([
      { code: '510117', parent: '510100', level: 'county' },
      { code: '510124', successor: '510117', names: [{ until: on }] },
    ]);
    expect(of(done, '510117/财政')).toMatchObject({
      ...{ region: '510117', functionKey: '财政', from: on, until: null },
      names: [{ name: '成都市郫都区财政局', short: '成都市郫都区财政局' }],
    });
    expect(of(done, '510117/税务')?.names[0]?.name).toBe('国家税务总局成都市郫都区税务局');
    expect(of(done, '510124/财政')).toMatchObject({ until: on, successor: '510117/财政' });
    expect(done.posts).toContainEqual({ unit: '510124/财政', to: '510117/财政', on });
  });

  it('gets a code of its level and province that nobody has', () => {
    expect(code({ ...act, code: '510121' })).toBe('directory/code-taken');
    for (const wrong of ['510200', '520117', '5101', '', '51011x'])
      expect(code({ ...act, code: wrong })).toBe('directory/bad-code');
    expect(code({ ...act, on: '2027-01-01' })).toBe('directory/day-ahead');
  });

  it('is replaced once', () => {
    expect(code({ ...act, code: '510118', name: '郫城区' }, after(REGISTER, act))).toBe('directory/ended');
  });
});

describe('a region that is merged into another', () => {
  const act: RegionAct = { act: 'merge-regions', regions: ['510124'], into: '510121', on, posts: 'end' };

  it('hands its functions to those of the other; what has none there goes to its government', () => {
    const done = reorganiseRegions(REGISTER, act);
    expect(of(done, '510124/财政')?.successor).toBe('510121/财政');
    expect(of(done, '510124/税务')?.successor).toBe('510121/人民政府');
    expect(done.posts.every(({ to }) => to === null)).toBe(true);
    expect(done.regions).toMatchObject([{ code: '510124', successor: '510121' }]);
  });

  it('moves units of its own making over', () => {
    const own = REGISTER.units.get('press');
    const register: Register = {
      ...REGISTER,
      units: new Map([...REGISTER.units, ['own', { ...own, id: 'own', region: '510124' } as never]]),
    };
    expect(of(reorganiseRegions(register, act), 'own')).toMatchObject({
      ...{ until: null, region: '510121' },
      places: [{ until: on, region: '510124' }],
    });
  });

  it('leaves nothing behind that belonged to its units', () => {
    const centre = { ...REGISTER.units.get('centre'), parent: '510124/税务' } as never;
    const register: Register = { ...REGISTER, units: new Map([...REGISTER.units, ['centre', centre]]) };
    expect(of(reorganiseRegions(register, act), 'centre')).toMatchObject({
      ...{ region: '510100', parent: '510121/人民政府' },
      places: [{ until: on, region: '510100', parent: '510124/税务' }],
    });
  });

  it('has nothing below it, is of the same level, and is not the other itself', () => {
    expect(code({ ...act, regions: [] })).toBe('directory/none-named');
    expect(code({ ...act, regions: ['510121'] })).toBe('directory/twice-named');
    expect(code({ ...act, into: '519999' })).toBe('directory/no-region');
    expect(code({ ...act, into: '510100' })).toBe('directory/other-level');
    expect(code({ ...act, regions: ['510100'], into: '510104' })).toBe('directory/has-parts');
    expect(code(act, after(REGISTER, act))).toBe('directory/ended');
    expect(code({ ...act, regions: ['510121'], into: '510124' }, after(REGISTER, act))).toBe(
      'directory/ended',
    );
  });
});
