import type { PersonCode, ScopeCode } from '@luodi/core/message';
import { mayAbout, type PeopleAct, type PeopleThing } from './people.ts';
import type { Role, Who } from './who.ts';

/** What decides about an act on a person. */
export interface PersonFacts {
  readonly id: string;
  /** The unit that keeps them. */
  readonly unit: string;
  /** Roles of all posts that they hold or will hold. */
  readonly roles: readonly Role[];
  readonly state: 'active' | 'disabled';
  /** 信息已清除. */
  readonly isErased: boolean;
  readonly hasSecondFactor: boolean;
}

/** Acts on one person. */
export const PERSON_ACTS = [
  'person/change',
  'person/disable',
  'person/enable',
  'person/erase',
  'person/reset-password',
  'person/reset-second-factor',
  'person/link',
  'person/sign-out',
  'person/unlock',
] as const satisfies readonly PeopleAct[];

export type PersonAct = (typeof PERSON_ACTS)[number];

/** What nobody does to themselves: it takes another pair of eyes. */
const NOT_TO_ONESELF: readonly PersonAct[] = [
  'person/disable',
  'person/enable',
  'person/erase',
  'person/reset-password',
  'person/reset-second-factor',
  'person/link',
];

export const thingOf = ({ id, unit, roles }: PersonFacts): PeopleThing => ({ person: id, unit, roles });

/** Why this person may not do this to that one, as both are now; null where nothing stands against it. */
export function reasonAgainstPerson(
  act: PersonAct,
  who: Who,
  facts: PersonFacts,
): { readonly code: PersonCode | ScopeCode } | null {
  const verdict = mayAbout(act, who, thingOf(facts));
  if (verdict !== true) return { code: verdict };
  if (facts.id === who.person && NOT_TO_ONESELF.includes(act)) return { code: 'person/own-account' };
  const code = STATE[act]?.(facts) ?? null;
  return code === null ? null : { code };
}

const unlessDisabled = ({ state }: PersonFacts) => (state === 'disabled' ? 'person/disabled' : null);

/** What the state of a person says to an act. */
const STATE: Readonly<Partial<Record<PersonAct, (facts: PersonFacts) => PersonCode | null>>> = {
  'person/change': ({ isErased }) => (isErased ? 'person/erased' : null),
  'person/disable': unlessDisabled,
  'person/enable': ({ state, isErased }) => {
    if (isErased) return 'person/erased';
    return state === 'active' ? 'person/not-disabled' : null;
  },
  'person/erase': ({ state, isErased }) => {
    if (isErased) return 'person/erased';
    return state === 'active' ? 'person/not-disabled' : null;
  },
  'person/reset-password': unlessDisabled,
  'person/reset-second-factor': (facts) =>
    unlessDisabled(facts) ?? (facts.hasSecondFactor ? null : 'person/second-factor-off'),
  'person/link': unlessDisabled,
};
