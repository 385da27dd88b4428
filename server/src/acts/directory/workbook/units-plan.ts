import {
  type DirectoryReason,
  nameOn,
  type PostsMove,
  type RegionAct,
  type Register,
  type RegisteredRegion,
  type RegisteredUnit,
  type Reorganised,
  reasonAgainst,
  reasonAgainstRegions,
  reorganise,
  reorganiseRegions,
  type UnitAct,
  type UnitId,
} from '@luodi/core/unit';
import type { Book } from './book.ts';
import { LINE_WORDS, POSTS_WORDS } from './columns.ts';
import type { SentBook, SentRow } from './parse.ts';
import {
  type Change,
  type Compared,
  changeOf,
  columnOf,
  compared,
  onlyShown,
  type Wrong,
  wordIn,
} from './rows.ts';

/** What the sheets of regions and units come to. */
export interface UnitsPlan {
  readonly changes: readonly Change[];
  readonly acts: readonly (UnitAct | RegionAct)[];
  /** Everything that is changed, as it stands afterwards. */
  readonly done: Reorganised;
  /** The unit of this full name or id, new ones too; undefined, and noted, where it is not one. */
  readonly unitNamed: (row: SentRow, field: string, text: string) => UnitId | undefined;
  /** The directory afterwards. */
  readonly register: Register;
}

type UnitRow = Compared<'units'>;

/**
 * Turns rows into acts and does them one after the other on the register, by the rules by which anybody does them: new
 * units first, then names, places and ends. Whatever the rules refuse is noted at its row.
 */
export function planUnits(book: Book, sent: SentBook, newId: () => string, wrong: Wrong): UnitsPlan {
  const units = new Map<UnitId, RegisteredUnit>(book.register.units);
  const regions = new Map<string, RegisteredRegion>(book.register.regions);
  const register: Register = { units, regions, today: book.register.today };
  const bearers = new Map([...book.bearers].map(([name, ids]) => [name, [...ids]]));
  const changed = { units: new Set<UnitId>(), regions: new Set<string>() };
  const posts: PostsMove[] = [];
  const changes: Change[] = [];
  const acts: (UnitAct | RegionAct)[] = [];

  const done = (result: Reorganised) => {
    for (const unit of result.units) {
      units.set(unit.id, unit);
      changed.units.add(unit.id);
      const name = unit.names.at(-1)?.name ?? unit.id;
      const known = bearers.get(name) ?? [];
      if (!known.includes(unit.id)) bearers.set(name, [...known, unit.id]);
    }
    for (const region of result.regions) {
      regions.set(region.code, region);
      changed.regions.add(region.code);
    }
    posts.push(...result.posts);
  };
  const against = (row: SentRow, field: string, reason: DirectoryReason | null) => {
    if (reason) wrong(row, field, reason.code, reason.parameters);
    return reason !== null;
  };
  const act = (one: UnitRow, field: string, wish: UnitAct) => {
    if (against(one.row, field, reasonAgainst(register, wish))) return;
    done(reorganise(register, wish));
    acts.push(wish);
    changes.push(changeOf(one, wish.act, one.row.fields.name ?? one.before?.name ?? ''));
  };
  const unitNamed: UnitsPlan['unitNamed'] = (row, field, text) => {
    if (units.has(text)) return text;
    const [first, second] = bearers.get(text) ?? [];
    if (first === undefined) wrong(row, field, 'directory/no-such-name', { text });
    else if (second !== undefined) wrong(row, field, 'directory/name-not-single', { text });
    else return first;
    return undefined;
  };
  /** Null where the cell is empty, undefined where it names no unit. */
  const named = ({ row }: UnitRow, field: 'parent' | 'successor') => {
    const text = row.fields[field] ?? '';
    return text === '' ? null : unitNamed(row, field, text);
  };
  const dayOf = ({ row }: UnitRow, field: 'from' | 'on') => {
    const day = row.fields[field] ?? '';
    if (day !== '') return day;
    if (field === 'on') wrong(row, field, 'directory/day-needed');
    else wrong(row, field, 'directory/cell-empty', { head: columnOf('units', field).head });
    return undefined;
  };

  for (const one of compared(sent.regions, book.regions, 'code', 'directory/region-by-adjustment', wrong)) {
    const { row, before } = one;
    if (!before) {
      wrong(row, 'code', 'directory/cell-empty', { head: columnOf('regions', 'code').head });
      continue;
    }
    const on = row.fields.on ?? '';
    if (on === '') {
      wrong(row, 'on', 'directory/day-needed');
      continue;
    }
    const { name = before.name, short = before.short } = row.fields;
    const wish: RegionAct = { act: 'rename-region', region: before.code, name, short, on };
    if (against(row, 'name', reasonAgainstRegions(register, wish))) continue;
    done(reorganiseRegions(register, wish));
    acts.push(wish);
    changes.push(changeOf(one, wish.act, before.name));
  }

  const rows = compared(sent.units, book.units, 'id', 'directory/no-unit', wrong);
  for (const one of rows.filter(({ before }) => before === null)) {
    const { name = '', short = '', region = '', until = '', successor = '' } = one.row.fields;
    if (name === '') {
      wrong(one.row, 'name', 'directory/cell-empty', { head: columnOf('units', 'name').head });
      continue;
    }
    for (const field of ['until', 'successor'] as const)
      if ((field === 'until' ? until : successor) !== '') onlyShown(one.row, field, wrong);
    const [line, on, parent] = [
      wordIn(one.row, 'line', LINE_WORDS, wrong),
      dayOf(one, 'from'),
      named(one, 'parent'),
    ];
    if (line === undefined || on === undefined || parent === undefined || until !== '' || successor !== '')
      continue;
    const place = { line, region: region === '' ? null : region, parent, on };
    act(one, 'name', { act: 'set-up', id: newId(), name, short: short === '' ? name : short, ...place });
  }

  for (const one of rows) {
    const { row, before, changed: fields } = one;
    if (!before) continue;
    for (const field of ['line', 'from'] as const) if (fields.includes(field)) onlyShown(row, field, wrong);
    if (fields.includes('line') || fields.includes('from')) continue;
    const of = (...some: (typeof fields)[number][]): UnitRow => ({
      ...one,
      changed: fields.filter((field) => some.includes(field)),
    });
    const { name = before.name, short = before.short, on = '' } = row.fields;
    if (fields.includes('name') || fields.includes('short'))
      act(
        of('name', 'short'),
        'name',
        on === ''
          ? { act: 'correct', unit: before.id, name, short }
          : { act: 'rename', unit: before.id, name, short, on },
      );
    if (fields.includes('region') || fields.includes('parent')) {
      const unit = units.get(before.id);
      const parent = fields.includes('parent') ? named(one, 'parent') : (unit?.parent ?? null);
      const day = dayOf(one, 'on');
      const region = fields.includes('region') ? row.fields.region || null : (unit?.region ?? null);
      if (parent !== undefined && day !== undefined)
        act(of('region', 'parent'), 'parent', { act: 'move', unit: before.id, region, parent, on: day });
    }
  }

  for (const one of rows) {
    const { row, before, changed: fields } = one;
    if (!before) continue;
    const until = row.fields.until ?? before.until;
    if (fields.includes('until') && before.until === '' && until !== '') {
      const successor = named(one, 'successor');
      const word = row.fields.posts ?? '';
      const go =
        word === '' ? (successor === null ? 'end' : 'follow') : wordIn(row, 'posts', POSTS_WORDS, wrong);
      if (successor === undefined || go === undefined) continue;
      const wish: UnitAct = { act: 'abolish', unit: before.id, successor, on: until, posts: go };
      act(
        { ...one, changed: fields.filter((field) => field === 'until' || field === 'successor') },
        'until',
        wish,
      );
    } else
      for (const field of ['until', 'successor'] as const)
        if (fields.includes(field)) onlyShown(row, field, wrong);
  }

  return {
    ...{ changes, acts, unitNamed, register },
    done: {
      units: [...changed.units].flatMap((id) => units.get(id) ?? []),
      regions: [...changed.regions].flatMap((code) => regions.get(code) ?? []),
      posts,
    },
  };
}

/** What a unit is called on a day, for a sentence. */
export function calledOn({ units }: Register, id: UnitId, day: string): string {
  return nameOn(units.get(id)?.names ?? [], day)?.name ?? id;
}
