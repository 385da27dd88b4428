import type { PersonCode } from '../person-codes.ts';

/** 人员: signing in, people and their posts. */
export const person: Readonly<Record<PersonCode, string>> = {
  'person/wrong-login': '用户名或密码不正确。',
  'person/not-signed-in': '您还没有登录，或者登录已经过期。请重新登录。',
};
