/** 人员: signing in, people, posts (`person/…`). Sentences: zh-CN/person.ts, en/person.ts. */
export type PersonCode = 'person/wrong-login' | 'person/not-signed-in';
