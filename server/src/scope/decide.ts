import { type Parameters, Refusal } from '@luodi/core/base';
import { type Language, type ScopeCode, sentence } from '@luodi/core/message';
import { any, type Condition, type Fact, holds } from './condition.ts';
import { tokenAllows } from './people.ts';
import { administers, OWN_UNIT_ONLY, type Reach } from './reach.ts';
import { conditionOf, type FactsOf, type FieldOf, type RelationTo, type Thing } from './relation.ts';
import { type ActionOn, AREA_OF, isReading, type Permit, RULES, type Rule } from './rules.ts';
import type { Who } from './who.ts';

/** Why not; the sentence is in the catalogues. */
export interface ScopeReason {
  readonly code: ScopeCode;
  readonly parameters: Parameters;
}

/** What a view says about an act: it can be done, or what stands beside the greyed button. */
export type May =
  | true
  | { readonly code: string; readonly parameters: Parameters; readonly sentence: string };

/**
 * 权限: whether this person may do this to this thing, from plain facts. What they may not see answers exactly like what
 * does not exist: `scope/not-found`. Whether the thing's state allows the act is asked of the core afterwards.
 */
export function decide<T extends Thing>(
  who: Who,
  reach: Reach,
  thing: T,
  action: ActionOn<T>,
  facts: FactsOf[T],
): true | ScopeReason {
  const known = facts as unknown as Readonly<Record<FieldOf<T>, Fact>>;
  if (!holds(permittedWhere(who, reach, thing, 'see' as ActionOn<T>), known))
    return reason('scope/not-found');
  if (!allowedByToken(who, thing, action)) return reason('scope/token-narrow');
  if (holds(permittedWhere(who, reach, thing, action), known)) return true;
  const { permits, otherwise } = ruleOf(thing, action);
  const near = permits.find(
    (permit) => permit.otherwise && holds(conditionOf(thing, permit.by, who, reach), known),
  );
  return reason(near?.otherwise ?? otherwise);
}

/**
 * The facts for which this person may do this, as one condition: what a list is filtered by (store/visible.ts writes it
 * as SQL). `decide` asks the same condition.
 */
export function permittedWhere<T extends Thing>(
  who: Who,
  reach: Reach,
  thing: T,
  action: ActionOn<T>,
): Condition<FieldOf<T>> {
  if (!allowedByToken(who, thing, action)) return 'never';
  const held = ruleOf(thing, action).permits.filter((permit) => permits(who, permit));
  return any(...held.map(({ by }) => conditionOf(thing, by, who, reach)));
}

/** Whether a post has to do with programmes at all; those of the three administrators have not. */
export function seesProgrammes(who: Who): boolean {
  return permittedWhere(who, OWN_UNIT_ONLY, 'programmes', 'see') !== 'never';
}

/**
 * Every one of these actions with `true` or its sentence, for a screen. `further` is asked where scope has nothing
 * against it: what the core says about the state of the thing.
 */
export function may<T extends Thing, A extends ActionOn<T>>(
  who: Who,
  reach: Reach,
  thing: T,
  actions: readonly A[],
  facts: FactsOf[T],
  language: Language = 'zh-CN',
  further: (action: A) => { readonly code: string; readonly parameters: Parameters } | null = () => null,
): Readonly<Record<A, May>> {
  const answer = (action: A): May => {
    const decided = decide(who, reach, thing, action, facts);
    const against = decided === true ? further(action) : decided;
    if (!against) return true;
    const { code, parameters } = against;
    return { code, parameters, sentence: sentence(code, parameters, language) };
  };
  return Object.fromEntries(actions.map((action) => [action, answer(action)])) as Record<A, May>;
}

const reason = (code: ScopeCode): ScopeReason => ({ code, parameters: {} });

function ruleOf<T extends Thing>(thing: T, action: ActionOn<T>): Rule<RelationTo<T>> {
  return (RULES[thing] as Readonly<Record<ActionOn<T>, Rule<RelationTo<T>>>>)[action];
}

/** The roles of the three administrators exclude all others; where somebody has both, they see nothing. */
function permits(who: Who, { as }: Permit): boolean {
  if (administers(who) && who.roles.length > 1) return false;
  return who.roles.some((role) => as.includes(role));
}

/** 令牌: what it does not cover its holder does not even see, or sees and may not do. */
function allowedByToken({ allows }: Who, thing: Thing, action: string): boolean {
  return tokenAllows(allows, !isReading(thing, action), AREA_OF[thing]) && tokenAllows(allows, false, '');
}

/** @throws {Refusal} unless it was decided that they may */
export function insist(decided: true | ScopeReason): void {
  if (decided !== true) throw new Refusal(decided.code, decided.parameters);
}
