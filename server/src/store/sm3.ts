import { createHash, getHashes, hash } from 'node:crypto';
import { eventHash, node, sm3Hex } from '@luodi/core/journal';

/*
 * 国密杂凑 by the program's own OpenSSL where it knows SM3, which is ten times faster than ours.
 */
const HAS_SM3 = getHashes().includes('sm3');
const [ZERO, ONE] = [Uint8Array.of(0), Uint8Array.of(1)];

/** 64 hexadecimal digits. */
export function sm3Of(bytes: Uint8Array): string {
  return HAS_SM3 ? hash('sm3', bytes, 'hex') : sm3Hex(bytes);
}

/** Hash of an event: SM3(0 ‖ body). */
export function eventSm3(body: Uint8Array): string {
  return HAS_SM3 ? createHash('sm3').update(ZERO).update(body).digest('hex') : eventHash(body);
}

/** A node of the tree of a journal: SM3(1 ‖ left ‖ right). */
export function nodeSm3(left: string, right: string): string {
  if (!HAS_SM3) return node(left, right);
  return createHash('sm3').update(ONE).update(left, 'hex').update(right, 'hex').digest('hex');
}
