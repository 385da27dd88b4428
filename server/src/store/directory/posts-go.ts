import type { PostsMove } from '@luodi/core/unit';
import { type Selectable, sql } from 'kysely';
import type { Role } from '../../scope/who.ts';
import type { Tables } from '../tables.ts';
import type { Writing } from '../writing.ts';

/** What became of posts: those that ended, and the roles of those that nobody holds any more. */
export interface PostsGone {
  readonly ended: readonly string[];
  /** Roles of those that ended and were not followed. */
  readonly roles: readonly Role[];
  /** The post that took over, by the post that it took over from. */
  readonly followed: Readonly<Record<string, string>>;
}

/**
 * 岗位随转: the posts of a unit end on a day. Where they follow, a post of the same title and roles begins in the unit
 * that took over, with the same holder and the same people acting for it; what had not begun yet goes over as it is.
 * Tokens end with the post. A constant number of statements, however many posts.
 */
export async function movePosts(
  writing: Writing,
  moves: readonly PostsMove[],
  newId: () => string,
  today: string,
): Promise<PostsGone> {
  const { tx } = writing;
  // People stay with a unit that is still to end.
  await movePeople(
    writing,
    moves.filter(({ on }) => on <= today),
  );
  const moveOf = new Map(moves.map((move) => [move.unit, move]));
  const rows = await tx
    .selectFrom('post')
    .selectAll()
    .where('unit_id', '=', sql<string>`any(${[...moveOf.keys()]}::text[])`)
    .orderBy('id')
    .execute();
  const posts = rows.flatMap((post) => {
    const move = moveOf.get(post.unit_id);
    return move && (post.until_day === null || post.until_day > move.on) ? { post, move } : [];
  });
  if (posts.length === 0) return { ended: [], followed: {}, roles: [] };
  const ids = posts.map(({ post }) => post.id);
  const of = sql<string>`any(${ids}::uuid[])`;
  const roles = await tx.selectFrom('post_role').selectAll().where('post_id', '=', of).execute();
  const appointments = await tx.selectFrom('appointment').selectAll().where('post_id', '=', of).execute();
  const delegations = await tx.selectFrom('delegation').selectAll().where('post_id', '=', of).execute();
  // What begins on the day or later has nothing behind it: it goes over, or never begins.
  const begun = posts.filter(({ post, move }) => post.from_day < move.on);
  const followed = new Map(begun.flatMap(({ post, move }) => (move.to === null ? [] : [[post.id, newId()]])));
  const next: Selectable<Tables['post']>[] = [];
  for (const { post, move } of posts) {
    const version = post.version + 1;
    const id = followed.get(post.id);
    if (post.from_day >= move.on)
      next.push({ ...post, version, unit_id: move.to ?? post.unit_id, until_day: endOf(post, move) });
    else {
      next.push({ ...post, version, until_day: move.on });
      if (id !== undefined && move.to !== null)
        next.push({ ...post, id, unit_id: move.to, from_day: move.on, version: 1 });
    }
  }
  await writing.set('post', next);
  await writing.put(
    'post_role',
    roles.flatMap(({ post_id, role }) => {
      const id = followed.get(post_id);
      return id === undefined ? [] : { post_id: id, role };
    }),
  );
  const moveOfPost = new Map(posts.map(({ post, move }) => [post.id, move]));
  await writing.set('appointment', handedOver(appointments, moveOfPost, followed, newId));
  await writing.set(
    'delegation',
    handedOver(
      delegations.filter(({ revoked_at }) => revoked_at === null),
      moveOfPost,
      followed,
      newId,
    ),
  );
  return {
    ...{ ended: ids, followed: Object.fromEntries(followed) },
    roles: roles.flatMap(({ post_id, role }) => (moveOfPost.get(post_id)?.to === null ? role : [])),
  };
}

/** A post that was to begin later and does not: it lasts one day, so that what points to it keeps its row. */
function endOf(post: Selectable<Tables['post']>, { to }: PostsMove): string | null {
  return to === null ? dayAfter(post.from_day) : post.until_day;
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

interface Held {
  readonly id: string;
  readonly post_id: string;
  readonly from_day: string;
  readonly until_day: string | null;
  readonly version: number;
}

/** Holders of posts that end: they end on the day, and go on in the post that took over. */
function handedOver<Row extends Held>(
  rows: readonly Row[],
  moveOf: ReadonlyMap<string, PostsMove>,
  followed: ReadonlyMap<string, string>,
  newId: () => string,
): Row[] {
  const next: Row[] = [];
  for (const row of rows) {
    const move = moveOf.get(row.post_id);
    if (!move || (row.until_day !== null && row.until_day <= move.on)) continue;
    const post = followed.get(row.post_id);
    const version = row.version + 1;
    if (row.from_day < move.on) {
      next.push({ ...row, until_day: move.on, version });
      if (post !== undefined)
        next.push({ ...row, id: newId(), post_id: post, from_day: move.on, version: 1 });
    } else if (post !== undefined) next.push({ ...row, post_id: post, version });
    else if (move.to === null) next.push({ ...row, until_day: dayAfter(row.from_day), version });
  }
  return next;
}

/** People are kept by the unit that took over; nobody else could look after them. */
async function movePeople(writing: Writing, moves: readonly PostsMove[]): Promise<void> {
  const followed = moves.filter(({ to }) => to !== null);
  if (followed.length === 0) return;
  const to = new Map(followed.map((move) => [move.unit, move.to as string]));
  const people = await writing.tx
    .selectFrom('person')
    .selectAll()
    .where('unit_id', '=', sql<string>`any(${[...to.keys()]}::text[])`)
    .execute();
  await writing.set(
    'person',
    people.map((person) => ({
      ...person,
      unit_id: to.get(person.unit_id) ?? person.unit_id,
      version: person.version + 1,
    })),
  );
}
