import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { mayAbout } from '../../../scope/people.ts';
import { thingOf } from '../../../scope/people-state.ts';
import { isUuid } from '../../../store/identifier.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { peopleRows, personFacts, postsOfPeople } from '../../../store/people/people.ts';
import { type PostView, postView } from '../../../views/people/posts.ts';
import { type Answered, type Held, perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { requireVersion } from '../../stale.ts';
import { found, requireApart, requireHolders, requireOwnSignIn, whoIn } from '../asked.ts';
import { dayAt } from '../today.ts';
import { postFor, requireNotPast } from './post.ts';

/** Who takes a post, and when. */
export interface Appointing {
  readonly post: string;
  readonly person: string;
  /** First day; null: today. */
  readonly from: string | null;
  /** First day on which it no longer holds; null: it holds. */
  readonly until: string | null;
  /** 接任: whoever holds it now gives it up on the first day. */
  readonly succeed: boolean;
}

/**
 * 任职: a post has one holder at a time. A successor takes over everything that is the post's, without a new document.
 * @throws {Refusal} `person/post-held`, `person/post-ended`, `person/roles-exclude`, `person/day-past`, `scope/…`
 */
export async function appoint(
  ground: Ground,
  asking: Asking,
  { post: postId, person, from: asked, until, succeed }: Appointing,
): Promise<Answered<PostView>> {
  const who = whoIn(asking);
  const id = ground.newId();
  const name = { programme: DIRECTORY, act: 'appointment/make', subject: { kind: 'post', id: postId } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const from = asked ?? day;
    const { post } = await postFor(held, who, 'appointment/make', postId, day);
    await requirePerson(held, who, person, day);
    requireNotPast(from, day);
    if (until !== null && until <= from) throw new Refusal<PersonCode>('person/days-reversed');
    if (post.from > from || (post.until !== null && post.until <= from))
      throw new Refusal<PersonCode>('person/post-ended');
    const ended = await giveWay(held, postId, from, until, succeed);
    await held.put('appointment', [
      { id, person_id: person, post_id: postId, from_day: from, until_day: until, version: 1 },
    ]);
    await requireApart(held, [person], day);
    await requireOwnSignIn(held, [person], post.roles);
    if (ended.length > 0) await requireHolders(held, post.roles, day);
    return {
      answer: found(await postView(held.tx, who, postId, day)),
      facts: { appointment: id, person, from, until, ended },
    };
  });
}

/** A person whom this one may appoint. @throws {Refusal} `scope/not-found`, `person/disabled` */
async function requirePerson(
  held: Held,
  who: Parameters<typeof mayAbout>[1],
  id: string,
  day: string,
): Promise<void> {
  const [one] = await peopleRows(held.tx, { ids: [id], limit: 1 }, day);
  const row = found(one);
  const facts = personFacts(row, await postsOfPeople(held.tx, [id], day));
  // Oneself is always seen: a unit administrator with a post of an administrator is refused further down.
  if (mayAbout('person/see', who, thingOf(facts)) !== true) found(null);
  if (row.state !== 'active') throw new Refusal<PersonCode>('person/disabled');
}

/** Those who hold the post in that time give it up, or stand in the way. */
async function giveWay(
  held: Held,
  post: string,
  from: string,
  until: string | null,
  succeed: boolean,
): Promise<string[]> {
  let others = held.tx
    .selectFrom('appointment')
    .selectAll()
    .where('post_id', '=', post)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>', from)]));
  if (until !== null) others = others.where('from_day', '<', until);
  const rows = await others.orderBy('id').execute();
  if (rows.length > 0 && (!succeed || rows.some(({ from_day }) => from_day >= from)))
    throw new Refusal<PersonCode>('person/post-held');
  for (const { id, version } of rows)
    await held.change('appointment', { id }, { until_day: from, version: version + 1 });
  return rows.map(({ id }) => id);
}

/**
 * 免职: an appointment ends, today or later, never later than it would. One that has not begun is taken back.
 * @param until first day on which it no longer holds; null: today
 * @throws {Refusal} `person/appointment-ended`, `person/appointment-shorter`, `person/last-administrator`, `person/day-past`, `scope/…`, `door/stale`
 */
export async function endAppointment(
  ground: Ground,
  asking: Asking,
  id: string,
  version: number | null,
  until: string | null,
): Promise<Answered<PostView>> {
  const who = whoIn(asking);
  const name = { programme: DIRECTORY, act: 'appointment/end', subject: { kind: 'appointment', id } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const on = until ?? day;
    const row = isUuid(id)
      ? await held.tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined;
    const appointment = found(row);
    const { post_id: postId, from_day: from, until_day: before } = appointment;
    const { post } = await postFor(held, who, 'appointment/end', postId, day);
    const view = async () => found(await postView(held.tx, who, postId, day));
    await requireVersion(version, appointment.version, view);
    if (before !== null && before <= day) throw new Refusal<PersonCode>('person/appointment-ended');
    requireNotPast(on, day);
    if (before !== null && on > before)
      throw new Refusal<PersonCode>('person/appointment-shorter', { until: before });
    if (on <= from) await held.remove('appointment', { id });
    else await held.change('appointment', { id }, { until_day: on, version: appointment.version + 1 });
    await requireHolders(held, post.roles, day);
    await requireApart(held, [appointment.person_id], day);
    return { answer: await view(), facts: { post: postId, person: appointment.person_id, until: on } };
  });
}
