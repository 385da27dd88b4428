import { existsOn } from '@luodi/core/unit';
import { mayAbout, type PeopleAct } from '../../../scope/people.ts';
import type { Role, Who } from '../../../scope/who.ts';
import type { HolderListed, PostListed } from '../../../store/directory/staff.ts';
import type { Book } from './book.ts';
import type { SentBook, SentRow } from './parse.ts';
import { type Change, changeOf, columnOf, compared, onlyShown, type Wrong } from './rows.ts';
import type { UnitsPlan } from './units-plan.ts';

/** A post or appointment as it is to stand. `isNew`: there is no row of it yet. */
export interface PlannedPost extends PostListed {
  readonly isNew: boolean;
}
export interface PlannedHolder extends HolderListed {
  readonly isNew: boolean;
}

/** What the sheets of posts and appointments come to. */
export interface StaffPlan {
  readonly changes: readonly Change[];
  readonly posts: readonly PlannedPost[];
  readonly holders: readonly PlannedHolder[];
  /** Roles of posts that lose their holder, with the days. */
  readonly vacated: readonly { readonly roles: readonly Role[]; readonly on: string }[];
}

/** What has to be known besides the workbook. */
export interface Staff {
  readonly who: Who;
  readonly posts: readonly PostListed[];
  readonly holders: readonly HolderListed[];
  /** People who can be appointed, by their login names. */
  readonly people: ReadonlyMap<string, string>;
  readonly newId: () => string;
}

/**
 * Turns rows of posts and appointments into what is to stand, by the rules of the acts about people: new posts have no
 * roles, which the security administrator gives; nothing is changed behind today; a post has one holder at a time.
 */
export function planStaff(
  book: Book,
  sent: SentBook,
  { who, posts: postsThere, holders: holdersThere, people, newId }: Staff,
  { unitNamed, register }: UnitsPlan,
  wrong: Wrong,
): StaffPlan {
  const { today } = register;
  const posts = new Map<string, PlannedPost>(postsThere.map((post) => [post.id, { ...post, isNew: false }]));
  const holders = new Map<string, PlannedHolder>(
    holdersThere.map((holder) => [holder.id, { ...holder, isNew: false }]),
  );
  const touched = { posts: new Set<string>(), holders: new Set<string>() };
  const vacated: { roles: readonly Role[]; on: string }[] = [];
  const changes: Change[] = [];
  const refused = (row: SentRow, field: string, act: PeopleAct, post: PostListed) => {
    const holder = [...holders.values()].find((one) => one.post === post.id);
    const verdict = mayAbout(act, who, {
      ...{ unit: post.unit, roles: post.roles, person: holder?.personId ?? null },
    });
    if (verdict !== true) wrong(row, field, verdict);
    return verdict !== true;
  };
  /** The end of something that goes on: not before today, and after its beginning. */
  const badEnd = (row: SentRow, from: string, until: string) => {
    if (until === '') return false;
    if (until < today) wrong(row, 'until', 'person/day-past', { today });
    else if (until <= from) wrong(row, 'until', 'person/days-reversed');
    else return false;
    return true;
  };
  const empty = (row: SentRow, field: string) => {
    const text = (row.fields as Readonly<Record<string, string | undefined>>)[field] ?? '';
    if (text === '') wrong(row, field, 'directory/cell-empty', { head: columnOf(row.sheet, field).head });
    return text === '';
  };

  for (const one of compared(sent.posts, book.posts, 'id', 'directory/no-post', wrong)) {
    const { row, before, changed } = one;
    const { unit = '', title = before?.title ?? '', from = '', until = before?.until ?? '' } = row.fields;
    if (before) {
      const post = posts.get(before.id) as PlannedPost;
      const fixed = changed.filter((field) => field === 'unit' || field === 'from');
      for (const field of fixed) onlyShown(row, field, wrong);
      if (fixed.length > 0 || refused(row, 'title', 'post/change', post)) continue;
      if (!isTitle(title)) wrong(row, 'title', 'directory/bad-title', { most: LONGEST_TITLE });
      else if (!changed.includes('until') || !badEnd(row, post.from, until)) {
        posts.set(post.id, { ...post, title, until: until === '' ? null : until });
        touched.posts.add(post.id);
        if (until !== '') vacated.push({ roles: post.roles, on: until });
        changes.push(changeOf(one, 'change-post', title));
      }
      continue;
    }
    if ((row.fields.roles ?? '') !== '') onlyShown(row, 'roles', wrong);
    if (['unit', 'title', 'from'].filter((field) => empty(row, field)).length > 0) continue;
    const id = unitNamed(row, 'unit', unit);
    if (id === undefined || (row.fields.roles ?? '') !== '' || badEnd(row, from, until)) continue;
    const of = register.units.get(id);
    if (!isTitle(title)) wrong(row, 'title', 'directory/bad-title', { most: LONGEST_TITLE });
    else if (!of || !existsOn(of, from)) wrong(row, 'from', 'directory/no-unit', { id: unit });
    else {
      const post: PlannedPost = {
        ...{ id: newId(), unit: id, title, from, until: until === '' ? null : until, version: 0, roles: [] },
        isNew: true,
      };
      if (refused(row, 'unit', 'post/make', post)) continue;
      posts.set(post.id, post);
      touched.posts.add(post.id);
      changes.push(changeOf(one, 'make-post', title));
    }
  }

  for (const one of compared(sent.appointments, book.appointments, 'id', 'directory/no-appointment', wrong)) {
    const { row, before, changed } = one;
    const { until = '', login = '', from = '' } = row.fields;
    if (before) {
      const holder = holders.get(before.id) as PlannedHolder;
      const post = posts.get(holder.post) as PlannedPost;
      const fixed = changed.filter((field) => field !== 'until');
      for (const field of fixed) onlyShown(row, field, wrong);
      if (
        fixed.length > 0 ||
        refused(row, 'until', 'appointment/end', post) ||
        badEnd(row, holder.from, until)
      )
        continue;
      holders.set(holder.id, { ...holder, until: until === '' ? null : until });
      if (clash(holders, holder.id)) {
        holders.set(holder.id, holder);
        wrong(row, 'until', 'person/post-held');
        continue;
      }
      touched.holders.add(holder.id);
      if (until !== '') vacated.push({ roles: post.roles, on: until });
      changes.push(changeOf(one, 'end-appointment', `${before.unit}${before.title}`));
      continue;
    }
    if (['login', 'from'].filter((field) => empty(row, field)).length > 0) continue;
    const post = postOf(row);
    const person = people.get(login.toLowerCase());
    if (person === undefined) wrong(row, 'login', 'directory/no-login', { login });
    if (!post || person === undefined || refused(row, 'login', 'appointment/make', post)) continue;
    const until_ = until === '' ? null : until;
    if (from < today) wrong(row, 'from', 'person/day-past', { today });
    else if (from < post.from || (post.until !== null && (until_ === null || until_ > post.until)))
      wrong(row, 'from', 'person/post-ended');
    else if (!badEnd(row, from, until)) {
      const holder: PlannedHolder = {
        ...{ id: newId(), post: post.id, personId: person, login, person: null, from, until: until_ },
        ...{ version: 0, isNew: true },
      };
      holders.set(holder.id, holder);
      if (clash(holders, holder.id)) {
        holders.delete(holder.id);
        wrong(row, 'from', 'person/post-held');
        continue;
      }
      touched.holders.add(holder.id);
      changes.push(changeOf(one, 'appoint', post.title));
    }
  }

  return {
    ...{ changes, vacated },
    posts: [...touched.posts].flatMap((id) => posts.get(id) ?? []),
    holders: [...touched.holders].flatMap((id) => holders.get(id) ?? []),
  };

  /** The post that a new appointment is to: by its id, or by unit and title. */
  function postOf(row: SentRow<'appointments'>): PlannedPost | undefined {
    const { post: id = '', unit = '', title = '' } = row.fields;
    if (id !== '') {
      const known = posts.get(id);
      if (!known) wrong(row, 'post', 'directory/no-post', { id });
      return known;
    }
    if (['unit', 'title'].filter((field) => empty(row, field)).length > 0) return undefined;
    const of = unitNamed(row, 'unit', unit);
    if (of === undefined) return undefined;
    const [found, another] = [...posts.values()].filter((post) => post.unit === of && post.title === title);
    if (found && !another) return found;
    wrong(row, 'title', another ? 'directory/post-not-single' : 'directory/no-post', { id: title });
    return undefined;
  }
}

/** No title of a post is longer. */
const LONGEST_TITLE = 60;

function isTitle(title: string): boolean {
  return title.length > 0 && title.length <= LONGEST_TITLE && !/[\p{C}\p{Zl}\p{Zp}]|^[=+\-@]/u.test(title);
}

/** Whether somebody else holds the post in that time. */
function clash(holders: ReadonlyMap<string, PlannedHolder>, id: string): boolean {
  const { post, from, until } = holders.get(id) as PlannedHolder;
  for (const other of holders.values()) {
    if (other.id === id || other.post !== post) continue;
    if ((until === null || other.from < until) && (other.until === null || from < other.until)) return true;
  }
  return false;
}
