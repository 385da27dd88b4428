import { mayAbout } from '../../scope/people.ts';
import type { SignInPolicy } from '../../scope/policy.ts';
import type { Who } from '../../scope/who.ts';
import { DIRECTORY } from '../../store/journal.ts';
import type { Query } from '../../store/people/session.ts';
import { type May, mayOf } from '../../views/may.ts';
import { type Answered, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { requireVersion } from '../stale.ts';
import { require, whoIn } from './asked.ts';
import { checkedPolicy, POLICY, policyFrom } from './policy.ts';

/** 登录规则, as administrators see them. */
export interface PolicyView {
  readonly policy: SignInPolicy;
  /** 0: nobody decided yet, and the shipped rules hold. */
  readonly version: number;
  readonly may: { readonly 'setting/sign-in': May };
}

/** The sign-in policy that holds, for one who may see it. @throws {Refusal} `scope/not-found` */
export async function policyView(query: Query, who: Who): Promise<PolicyView> {
  const thing = { unit: who.unit, roles: [], person: null };
  require(mayAbout('setting/see', who, thing));
  const row = await query.selectFrom('setting').selectAll().where('key', '=', POLICY).executeTakeFirst();
  const verdict = mayAbout('setting/sign-in', who, thing);
  return {
    policy: policyFrom(row?.value ?? null),
    version: row?.version ?? 0,
    may: { 'setting/sign-in': mayOf(verdict === true ? null : { code: verdict }) },
  };
}

/**
 * 修改登录规则: holds from the next request on. Sessions that were opened before keep their end, but not their idleness.
 * @throws {Refusal} `person/policy-invalid`, `scope/…`, `door/stale`
 */
export async function setPolicy(
  ground: Ground,
  asking: Asking,
  version: number | null,
  wanted: unknown,
): Promise<Answered<PolicyView>> {
  const who = whoIn(asking);
  const policy = checkedPolicy(wanted);
  const act = { programme: DIRECTORY, act: 'setting/sign-in', subject: { kind: 'setting', id: POLICY } };
  return perform(ground, asking, act, async (held) => {
    require(mayAbout('setting/sign-in', who, { unit: who.unit, roles: [], person: null }));
    const before = await policyView(held.tx, who);
    await requireVersion(version, before.version, () => before);
    const row = { key: POLICY, value: JSON.stringify(policy), version: before.version + 1 };
    await held.set('setting', [row]);
    return { answer: await policyView(held.tx, who), facts: { policy: row.value } };
  });
}
