import { Refusal } from '@luodi/core/base';
import type { PersonCode } from '@luodi/core/message';
import { mayAbout, type TokenScope } from '../../scope/people.ts';
import { isUuid } from '../../store/identifier.ts';
import { DIRECTORY } from '../../store/journal.ts';
import { randomSecret, secretHash } from '../../store/people/secret.ts';
import { TOKEN_PREFIX } from '../../store/people/token.ts';
import { type TokenView, tokenView } from '../../views/people/tokens.ts';
import { type Answered, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { found, require, whoIn } from './asked.ts';
import { policyNow } from './policy.ts';
import { postFor } from './post/post.ts';
import { dayAt } from './today.ts';

/** A token that was made just now. */
export interface NewToken extends Answered<TokenView> {
  /** `luodi_…`. Shown once: null where the same request was answered before. */
  readonly secret: string | null;
}

/**
 * 申领令牌: lets a program act for the post in which one asks, for some days. It holds as long as one holds the post.
 * @throws {Refusal} `person/token-too-long`, `person/not-of-administrators`, `person/post-of-another`, `scope/…`
 */
export async function makeToken(
  ground: Ground,
  asking: Asking,
  {
    name,
    scopes,
    days,
  }: { readonly name: string; readonly scopes: readonly TokenScope[]; readonly days: number },
): Promise<NewToken> {
  const who = whoIn(asking);
  const id = ground.newId();
  const secret = `${TOKEN_PREFIX}${randomSecret()}`;
  const act = { programme: DIRECTORY, act: 'token/make', subject: { kind: 'token', id } };
  const answered = await perform(ground, asking, act, async (held) => {
    const day = dayAt(held.at);
    const { thing } = await postFor(held, who, 'post/see', who.post, day);
    require(mayAbout('token/make', who, thing));
    const { tokenDays } = await policyNow(held.tx);
    if (days > tokenDays) throw new Refusal<PersonCode>('person/token-too-long', { days: tokenDays });
    const ends = new Date(held.at.getTime() + days * 86_400_000);
    // Whoever writes may also read.
    const whole = [...new Set<TokenScope>(['read', ...scopes])].sort();
    await held.put('token', [
      {
        ...{ id, post_id: who.post, person_id: who.person, name, hash: secretHash(secret), scopes: whole },
        ...{ created_at: held.at, ends_at: ends, revoked_at: null },
      },
    ]);
    return {
      answer: found(await tokenView(held.tx, who, id, held.at)),
      facts: { post: who.post, scopes: whole, endsAt: ends.toISOString() },
    };
  });
  return { ...answered, secret: answered.again ? null : secret };
}

/** 注销令牌: with its next request it is nobody. @throws {Refusal} `person/token-ended`, `scope/…` */
export async function revokeToken(ground: Ground, asking: Asking, id: string): Promise<Answered<TokenView>> {
  const who = whoIn(asking);
  const act = { programme: DIRECTORY, act: 'token/revoke', subject: { kind: 'token', id } };
  return perform(ground, asking, act, async (held) => {
    const row = isUuid(id)
      ? await held.tx
          .selectFrom('token')
          .innerJoin('post', 'post.id', 'token.post_id')
          .select(['token.person_id', 'token.revoked_at', 'token.ends_at', 'post.unit_id'])
          .where('token.id', '=', id)
          .executeTakeFirst()
      : undefined;
    const { person_id: person, revoked_at, ends_at, unit_id: unit } = found(row);
    require(mayAbout('token/revoke', who, { unit, roles: [], person }));
    if (revoked_at !== null || ends_at <= held.at) throw new Refusal<PersonCode>('person/token-ended');
    await held.change('token', { id }, { revoked_at: held.at });
    return { answer: found(await tokenView(held.tx, who, id, held.at)), facts: { person } };
  });
}
