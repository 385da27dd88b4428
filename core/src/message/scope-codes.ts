/** Why somebody may not see or do something (`scope/…`). Sentences: zh-CN/scope.ts, en/scope.ts. */
export type ScopeCode =
  | 'scope/not-found'
  | 'scope/no-post'
  | 'scope/not-your-role'
  | 'scope/token-narrow'
  | 'scope/coordinator-opens'
  | 'scope/coordinator-only'
  | 'scope/leader-only'
  | 'scope/lead-signer-only'
  | 'scope/own-handler-only'
  | 'scope/own-signer-only'
  | 'scope/question-owner-only'
  | 'scope/participants-only'
  | 'scope/requester-only';
