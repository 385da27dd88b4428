import type { DoorCode } from '../door-codes.ts';

/** 接口: what is refused at the door. */
export const door: Readonly<Record<DoorCode, string>> = {
  'door/key-reused': '这个 Idempotency-Key 已经用于另一个请求。请换一个新的再试。',
  'door/fault': '程序出错了，没有任何改动。请把编号 {request} 告诉管理员。',
};
