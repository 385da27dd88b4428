import type { ScopeCode } from '../scope-codes.ts';

/** Why somebody may not see or do something. */
export const scope: Readonly<Record<ScopeCode, string>> = {
  'scope/not-found': 'Not found, or not within what you may see.',
  'scope/no-post': 'You hold no post at present and cannot do this. Ask the administrator of your unit.',
  'scope/not-your-role': 'Your post does not have this duty.',
};
