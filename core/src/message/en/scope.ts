import type { ScopeCode } from '../scope-codes.ts';

/** Why somebody may not see or do something. */
export const scope: Readonly<Record<ScopeCode, string>> = {
  'scope/not-found': 'Not found, or not within what you may see.',
  'scope/no-post': 'You hold no post at present and cannot do this. Ask the administrator of your unit.',
  'scope/not-your-role': 'Your post does not have this duty.',
  'scope/token-narrow':
    'The token does not cover this kind of act. Sign in yourself, or ask the security administrator for another token.',
  'scope/coordinator-opens': 'Documents are uploaded and ledgers opened by a coordinator.',
  'scope/coordinator-only': 'This is done by the coordinator of the coordinating unit.',
  'scope/leader-only': 'The coordinating unit carries this out itself: its leader has to do this.',
  'scope/lead-signer-only': 'This is done by the signer of the unit that consolidates the measure.',
  'scope/own-handler-only': 'This is done by the handler of the unit that carries it out.',
  'scope/own-signer-only': 'This is done by the signer of the unit that carries it out.',
  'scope/question-owner-only':
    'This question is answered by the unit that was asked, or by the coordinating unit.',
  'scope/participants-only':
    'Changes are requested by the coordinator, or by a handler or signer of a unit that carries something out.',
  'scope/requester-only': 'Only the unit that asked for the change can withdraw it.',
};
