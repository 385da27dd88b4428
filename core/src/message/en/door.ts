import type { DoorCode } from '../door-codes.ts';

/** What is refused at the door. */
export const door: Readonly<Record<DoorCode, string>> = {
  'door/key-reused': 'This Idempotency-Key was used for another request. Use a new one and try again.',
  'door/fault': 'The program failed; nothing was changed. Tell the administrator the number {request}.',
};
