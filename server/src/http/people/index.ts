import type { Resource } from '../route.ts';
import { delegations } from './delegations.ts';
import { ownSignIn } from './own-sign-in.ts';
import { people } from './people.ts';
import { personActs } from './person-acts.ts';
import { posts } from './posts.ts';
import { providers } from './providers.ts';
import { sessions } from './session.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { tokens } from './tokens.ts';

/** Signing in, people, posts, and what belongs to them. */
export const PEOPLE: readonly Resource[] = [
  setup,
  sessions,
  ownSignIn,
  providers,
  people,
  personActs,
  posts,
  delegations,
  tokens,
  settings,
];
