import { nameOn, type RegisteredUnit } from '@luodi/core/unit';
import type { Kysely } from 'kysely';
import type { Role } from '../../../scope/who.ts';
import { type HeldRegister, wholeRegister } from '../../../store/directory/register.ts';
import { holdersListed, postsListed } from '../../../store/directory/staff.ts';
import type { Tables } from '../../../store/tables.ts';
import { type BookRow, LEVEL_WORDS, LINE_WORDS, ROLE_WORDS } from './columns.ts';

/** 工作簿内容: the directory as a workbook has it, and the register that it was made from. */
export interface Book {
  readonly register: HeldRegister;
  readonly regions: readonly BookRow<'regions'>[];
  readonly units: readonly BookRow<'units'>[];
  readonly posts: readonly BookRow<'posts'>[];
  readonly appointments: readonly BookRow<'appointments'>[];
  /** Units that exist, by their full names; more than one where they share it. */
  readonly bearers: ReadonlyMap<string, readonly string[]>;
}

/** What exists on a day or is to exist, in the order of codes and ids. Seven queries. */
export async function bookOf(query: Kysely<Tables>, today: string): Promise<Book> {
  const register = await wholeRegister(query, today);
  const there = [...register.units.values()].filter(({ until }) => until === null || until > today);
  const bearers = new Map<string, string[]>();
  for (const { id, names } of there) {
    const name = nameOn(names, today)?.name ?? id;
    const known = bearers.get(name);
    if (known) known.push(id);
    else bearers.set(name, [id]);
  }
  const called = (id: string | null) => (id === null ? '' : label(register, bearers, id));
  const posts = await postsListed(query, today);
  const titles = new Map(posts.map((post) => [post.id, post]));
  const holders = await holdersListed(query, today);
  return {
    ...{ register, bearers },
    regions: [...register.regions.values()].flatMap(
      ({ code, level, parent, names }): BookRow<'regions'>[] => {
        const name = nameOn(names, today);
        const until = names.at(-1)?.until ?? null;
        if (!name || (until !== null && until <= today)) return [];
        const above = parent === null ? undefined : nameOn(register.regions.get(parent)?.names ?? [], today);
        return [
          {
            ...{ code, name: name.name, short: name.short, on: '', level: LEVEL_WORDS[level] },
            ...{ parent: above?.name ?? '', from: name.from },
          },
        ];
      },
    ),
    units: there.map((unit) => unitRow(register, unit, called)),
    posts: posts.map(({ id, unit, title, from, until, roles }) => ({
      ...{ id, unit: called(unit), title, from, until: until ?? '', roles: wordsOf(roles) },
    })),
    appointments: holders.map(({ id, post, login, person, from, until }) => ({
      ...{ id, post, unit: called(titles.get(post)?.unit ?? null), title: titles.get(post)?.title ?? '' },
      ...{ login: login ?? '', person: person ?? '', from, until: until ?? '' },
    })),
  };
}

function unitRow(
  { regions, today }: HeldRegister,
  { id, names, line, region, parent, from, until, successor }: RegisteredUnit,
  called: (id: string | null) => string,
): BookRow<'units'> {
  const name = nameOn(names, today);
  return {
    ...{ id, name: name?.name ?? id, short: name?.short ?? id, line: LINE_WORDS[line] },
    ...{
      region: region ?? '',
      regionName: nameOn(regions.get(region ?? '')?.names ?? [], today)?.name ?? '',
    },
    ...{ parent: called(parent), from, until: until ?? '', successor: called(successor), posts: '', on: '' },
  };
}

/** The full name where one unit bears it, else the id. */
function label(
  { units, today }: HeldRegister,
  bearers: ReadonlyMap<string, readonly string[]>,
  id: string,
): string {
  const name = nameOn(units.get(id)?.names ?? [], today)?.name ?? id;
  return bearers.get(name)?.length === 1 ? name : id;
}

export function wordsOf(roles: readonly Role[]): string {
  return Object.entries(ROLE_WORDS)
    .flatMap(([role, word]) => (roles.includes(role as Role) ? word : []))
    .join('、');
}
