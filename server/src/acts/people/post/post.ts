import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { excluding } from '../../../scope/administrators.ts';
import { mayAbout, mayGiveRoles, type PeopleAct, type PeopleThing } from '../../../scope/people.ts';
import { ROLES, type Role, type Who } from '../../../scope/who.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { type PostRow, postRows } from '../../../store/people/people.ts';
import { handsOn } from '../../../store/people/posts.ts';
import { type PostView, postView } from '../../../views/people/posts.ts';
import { type Answered, type Held, perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { requireVersion } from '../../stale.ts';
import {
  found,
  require,
  requireApart,
  requireHolders,
  requireOwnSignIn,
  requireUnit,
  whoIn,
} from '../asked.ts';
import { dayAt } from '../today.ts';

/** 新设岗位, without roles: they are given by another hand. @throws {Refusal} `scope/…`, `person/…`, `directory/no-unit` */
export async function makePost(
  ground: Ground,
  asking: Asking,
  { unit, title, from }: { readonly unit: string; readonly title: string; readonly from: string | null },
): Promise<Answered<PostView>> {
  const who = whoIn(asking);
  const id = ground.newId();
  const name = { programme: DIRECTORY, act: 'post/make', subject: { kind: 'post', id } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    require(mayAbout('post/make', who, { unit, roles: [], person: null }));
    await requireUnit(held, unit, day);
    const post = { id, unit_id: unit, title, from_day: from ?? day, until_day: null, version: 1 };
    await held.put('post', [post]);
    return {
      answer: found(await postView(held.tx, who, id, day)),
      facts: { unit, title, from: post.from_day },
    };
  });
}

/** A post under the lock. */
export interface HeldPostRow {
  readonly post: PostRow;
  /** Who holds it today; null: nobody. */
  readonly holder: string | null;
  readonly thing: PeopleThing;
}

/** The post of this name under the lock, where this person may do that to it. @throws {Refusal} `scope/…`, `person/…` */
export async function postFor(
  held: Held,
  who: Who,
  act: PeopleAct,
  id: string,
  day: string,
): Promise<HeldPostRow> {
  const [row] = await postRows(held.tx, { ids: [id], limit: 1 }, day);
  const post = found(row);
  const holder = await held.tx
    .selectFrom('appointment')
    .select('person_id')
    .where('post_id', '=', id)
    .where('from_day', '<=', day)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>', day)]))
    .executeTakeFirst();
  const thing = { unit: post.unit, roles: post.roles, person: holder?.person_id ?? null };
  require(mayAbout(act, who, thing));
  return { post, holder: thing.person, thing };
}

/** A day that is not over. @throws {Refusal} `person/day-past` with `today` */
export function requireNotPast(asked: string, today: string): void {
  if (asked < today) throw new Refusal<PersonCode>('person/day-past', { today });
}

/**
 * 修改岗位: its title, or the first day on which it no longer exists.
 * @throws {Refusal} `scope/…`, `person/…`, `door/stale`
 */
export async function changePost(
  ground: Ground,
  asking: Asking,
  id: string,
  version: number | null,
  { title, until }: { readonly title?: string | undefined; readonly until?: string | null | undefined },
): Promise<Answered<PostView>> {
  const who = whoIn(asking);
  const name = { programme: DIRECTORY, act: 'post/change', subject: { kind: 'post', id } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const { post } = await postFor(held, who, 'post/change', id, day);
    const view = async () => found(await postView(held.tx, who, id, day));
    await requireVersion(version, post.version, view);
    if (until !== undefined && until !== null) {
      requireNotPast(until, day);
      if (until <= post.from) throw new Refusal<PersonCode>('person/days-reversed');
    }
    const set = { ...(title !== undefined && { title }), ...(until !== undefined && { until_day: until }) };
    await held.change('post', { id }, { ...set, version: post.version + 1 });
    if (until !== undefined) await requireHolders(held, post.roles, day);
    // A post that lasts longer again may meet what its people took on meanwhile.
    if (until === null) await requireApart(held, await handsOn(held.tx, id, day), day);
    return { answer: await view(), facts: { title: title ?? post.title, until: until ?? post.until } };
  });
}

/**
 * 授予职责: the roles of a post, all at once. Whoever holds it has them with their next request.
 * @throws {Refusal} `person/roles-exclude`, `person/role-beyond-unit`, `scope/…`, `door/stale`
 */
export async function setRoles(
  ground: Ground,
  asking: Asking,
  id: string,
  version: number | null,
  wanted: readonly Role[],
): Promise<Answered<PostView>> {
  const who = whoIn(asking);
  const name = { programme: DIRECTORY, act: 'post/roles', subject: { kind: 'post', id } };
  const roles = ROLES.filter((role) => wanted.includes(role));
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const { post, thing } = await postFor(held, who, 'post/roles', id, day);
    require(mayGiveRoles(who, thing, roles));
    const view = async () => found(await postView(held.tx, who, id, day));
    await requireVersion(version, post.version, view);
    if (excluding(roles)) throw new Refusal<PersonCode>('person/roles-exclude');
    const gone = post.roles.filter((role) => !roles.includes(role));
    const added = roles.filter((role) => !post.roles.includes(role));
    for (const role of gone) await held.remove('post_role', { post_id: id, role });
    await held.put(
      'post_role',
      added.map((role) => ({ post_id: id, role })),
    );
    await held.change('post', { id }, { version: post.version + 1 });
    const people = await handsOn(held.tx, id, day);
    await requireApart(held, people, day);
    await requireOwnSignIn(held, people, added);
    await requireHolders(held, gone, day);
    return { answer: await view(), facts: { before: [...post.roles], after: [...roles] } };
  });
}
