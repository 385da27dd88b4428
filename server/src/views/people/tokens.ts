import { mayAbout } from '../../scope/people.ts';
import type { Who } from '../../scope/who.ts';
import { isUuid } from '../../store/identifier.ts';
import type { Query } from '../../store/people/session.ts';
import { type May, mayOf } from '../may.ts';
import { type Page, pageOf } from './people.ts';

/** 令牌, without its secret. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly title: string;
  readonly unit: string;
  /** Who answers for it. */
  readonly person: { readonly id: string; readonly name: string | null };
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly endsAt: string;
  readonly revokedAt: string | null;
  readonly isOpen: boolean;
  readonly may: { readonly 'token/revoke': May };
}

export interface TokensWanted {
  readonly ids?: readonly string[];
  readonly person?: string | null;
  readonly after?: string | null;
  readonly limit: number;
}

/** Tokens in one query; those that this person does not see are left out. */
export async function tokensView(
  query: Query,
  who: Who,
  { ids, person, after, limit }: TokensWanted,
  now: Date,
): Promise<Page<TokenView>> {
  if (ids && !ids.every(isUuid)) return { rows: [], last: null };
  let select = query
    .selectFrom('token')
    .innerJoin('post', 'post.id', 'token.post_id')
    .leftJoin('person_particulars as known', 'known.person_id', 'token.person_id')
    .select(['token.id', 'token.name', 'token.post_id', 'token.person_id', 'token.scopes'])
    .select(['token.created_at', 'token.ends_at', 'token.revoked_at'])
    .select(['post.title', 'post.unit_id', 'known.name as owner'])
    .orderBy('token.id')
    .limit(limit);
  if (ids) select = select.where('token.id', 'in', [...ids]);
  if (person) select = select.where('token.person_id', '=', person);
  if (after) select = select.where('token.id', '>', after);
  const rows = await select.execute();
  return pageOf(rows, limit, (row) => {
    const thing = { unit: row.unit_id, roles: [], person: row.person_id };
    if (mayAbout('token/see', who, thing) !== true) return [];
    const isOpen = row.revoked_at === null && row.ends_at > now;
    const verdict = isOpen ? mayAbout('token/revoke', who, thing) : 'person/token-ended';
    return [
      {
        ...{ id: row.id, name: row.name, post: row.post_id, title: row.title, unit: row.unit_id },
        person: { id: row.person_id, name: row.owner },
        scopes: row.scopes,
        createdAt: row.created_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
        revokedAt: row.revoked_at?.toISOString() ?? null,
        isOpen,
        may: { 'token/revoke': mayOf(verdict === true ? null : { code: verdict }) },
      },
    ];
  });
}

/** One token; null where there is none or this person does not see it. */
export async function tokenView(query: Query, who: Who, id: string, now: Date): Promise<TokenView | null> {
  const { rows } = await tokensView(query, who, { ids: [id], limit: 1 }, now);
  return rows[0] ?? null;
}
