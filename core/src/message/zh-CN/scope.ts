import type { ScopeCode } from '../scope-codes.ts';

/** 权限: why somebody may not see or do something. */
export const scope: Readonly<Record<ScopeCode, string>> = {
  'scope/not-found': '没有找到，或者不在您的范围内。',
  'scope/no-post': '您目前没有任职岗位，不能办理。请联系本单位管理员。',
  'scope/not-your-role': '您的岗位没有这项职责。',
  'scope/token-narrow': '所用的令牌没有开通这一类办理。请改用本人登录，或者请安全管理员另发令牌。',
  'scope/coordinator-opens': '上传公文、建立台账由统筹岗位办理。',
  'scope/coordinator-only': '这件事由统筹单位的统筹岗位办理。',
  'scope/leader-only': '这是统筹单位自己承办的事项，请由本单位领导岗位办理。',
  'scope/lead-signer-only': '这件事由汇总单位的审签岗位办理。',
  'scope/own-handler-only': '这件事由承办单位的经办岗位办理。',
  'scope/own-signer-only': '这件事由承办单位的审签岗位办理。',
  'scope/question-owner-only': '这个问题由指定答复的单位或者统筹单位办理。',
  'scope/participants-only': '变更申请由统筹岗位或者承办单位的经办、审签岗位提出。',
  'scope/requester-only': '变更申请只能由提出申请的单位撤回。',
};
