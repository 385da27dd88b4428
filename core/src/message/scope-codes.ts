/** Why somebody may not see or do something (`scope/…`). Sentences: zh-CN/scope.ts, en/scope.ts. */
export type ScopeCode = 'scope/not-found' | 'scope/no-post' | 'scope/not-your-role';
