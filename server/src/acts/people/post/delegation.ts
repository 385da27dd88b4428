import { plusDays, Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { administratorsIn } from '../../../scope/administrators.ts';
import { isUuid } from '../../../store/identifier.ts';
import { DIRECTORY } from '../../../store/journal.ts';
import { heldPosts } from '../../../store/people/posts.ts';
import { type DelegationView, delegationView } from '../../../views/people/delegations.ts';
import { type Answered, perform } from '../../act.ts';
import type { Asking, Ground } from '../../context.ts';
import { requireVersion } from '../../stale.ts';
import { found, requireApart, whoIn } from '../asked.ts';
import { policyNow } from '../policy.ts';
import { dayAt } from '../today.ts';
import { postFor, requireNotPast } from './post.ts';

/** Who acts for a post, until when, and why. */
export interface Delegating {
  readonly post: string;
  readonly person: string;
  /** First day; null: today. */
  readonly from: string | null;
  /** First day on which it no longer holds. */
  readonly until: string;
  readonly reason: string;
}

/**
 * 代行: a colleague of the same unit acts for a post until a day. Given by its holder or the unit's administrator; never
 * for administrators. What is done so is recorded with the person and the post.
 * @throws {Refusal} `person/delegate-…`, `person/delegation-too-long`, `person/not-of-administrators`, `scope/…`
 */
export async function delegate(
  ground: Ground,
  asking: Asking,
  { post: postId, person, from: asked, until, reason }: Delegating,
): Promise<Answered<DelegationView>> {
  const who = whoIn(asking);
  const id = ground.newId();
  const name = { programme: DIRECTORY, act: 'delegation/give', subject: { kind: 'delegation', id } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const from = asked ?? day;
    const { post, holder } = await postFor(held, who, 'delegation/give', postId, day);
    if (administratorsIn(post.roles).length > 0)
      throw new Refusal<PersonCode>('person/not-of-administrators');
    if (holder === null) throw new Refusal<PersonCode>('person/no-holder');
    requireNotPast(from, day);
    if (until <= from) throw new Refusal<PersonCode>('person/days-reversed');
    const { delegationDays } = await policyNow(held.tx);
    if (until > (plusDays(from, delegationDays) as string))
      throw new Refusal<PersonCode>('person/delegation-too-long', { days: delegationDays });
    if (person === holder) throw new Refusal<PersonCode>('person/delegate-holds');
    const theirs = isUuid(person) ? await heldPosts(held.tx, person, day) : [];
    const colleague = await held.tx
      .selectFrom('person')
      .select('state')
      .where('id', '=', isUuid(person) ? person : id)
      .executeTakeFirst();
    const isHere = theirs.some(({ own, unit }) => own && unit === post.unit);
    if (!isHere || colleague?.state !== 'active') throw new Refusal<PersonCode>('person/delegate-elsewhere');
    await held.put('delegation', [
      {
        ...{ id, post_id: postId, person_id: person, from_day: from, until_day: until, reason },
        ...{ given_by_person: who.person, given_at: held.at, revoked_at: null, version: 1 },
      },
    ]);
    await requireApart(held, [person], day);
    return {
      answer: found(await delegationView(held.tx, who, id, day)),
      // The reason may tell of an illness: it stands in the row alone.
      facts: { post: postId, person, from, until },
    };
  });
}

/**
 * 收回代行: it ends at once, with the delegate's next request.
 * @throws {Refusal} `person/delegation-ended`, `scope/…`, `door/stale`
 */
export async function revokeDelegation(
  ground: Ground,
  asking: Asking,
  id: string,
  version: number | null,
): Promise<Answered<DelegationView>> {
  const who = whoIn(asking);
  const name = { programme: DIRECTORY, act: 'delegation/revoke', subject: { kind: 'delegation', id } };
  return perform(ground, asking, name, async (held) => {
    const day = dayAt(held.at);
    const view = async () => found(await delegationView(held.tx, who, id, day));
    const seen = await view();
    await requireVersion(version, seen.version, view);
    const may = seen.may['delegation/revoke'];
    if (may !== true) throw new Refusal(may.code);
    await held.change('delegation', { id }, { revoked_at: held.at, version: seen.version + 1 });
    return { answer: await view(), facts: { post: seen.post, person: seen.person } };
  });
}
