import { createHmac, randomBytes } from 'node:crypto';
import { isSame } from '../../../store/seal.ts';

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, half a minute. */
const SECONDS = 30;
const DIGITS = 6;
/** A clock may be half a minute off either way (RFC 6238, 5.2). */
const DRIFT = 1;

/** 160 bits, as RFC 4226, 4 asks for. */
export function newSecret(): Buffer {
  return randomBytes(20);
}

/** The half-minute since 1970 in which a moment lies. */
export function stepAt(moment: Date): number {
  return Math.floor(moment.getTime() / 1000 / SECONDS);
}

/** The code of a half-minute. */
export function codeAt(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[19] as number) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The half-minute whose code this is; null where it is none of those that count now, or not later than the last one
 * that was used.
 */
export function stepOfCode(secret: Uint8Array, code: string, now: Date, used: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const present = stepAt(now);
  let found: number | null = null;
  for (let step = present - DRIFT; step <= present + DRIFT; step++)
    if (isSame(codeAt(secret, step), code) && (used === null || step > used)) found ??= step;
  return found;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, 6, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}

/** What an authenticator app reads from the picture: Google's Key Uri Format. */
export function otpauthUri(secret: Uint8Array, login: string, issuer = 'Luodi'): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${SECONDS}`;
}

const RECOVERY_CODES = 10;

/** Ten codes of 60 bits for a lost telephone: `ABCD-EFGH-JKMN`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const text = base32(randomBytes(8)).slice(0, 12);
    return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
  });
}

/** As it was written down: small letters, blanks and hyphens do not matter. */
export function plainRecoveryCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}
