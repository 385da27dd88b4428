import type { ScopeCode } from '../scope-codes.ts';

/** 权限: why somebody may not see or do something. */
export const scope: Readonly<Record<ScopeCode, string>> = {
  'scope/not-found': '没有找到，或者不在您的范围内。',
  'scope/no-post': '您目前没有任职岗位，不能办理。请联系本单位管理员。',
  'scope/not-your-role': '您的岗位没有这项职责。',
};
