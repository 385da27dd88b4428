import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type Keys, keyed } from '../seal.ts';

const CIPHER = 'aes-256-gcm';
const IV = 12;
const TAG = 16;

/**
 * 加密保存: a secret that must be read again, bound to what it is for, so that it cannot be moved to another row.
 * @param about `second factor of 018f…`
 */
export function locked(secret: Uint8Array, about: string, { secret: key }: Keys): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** The secret; null where it was locked with another key, for something else, or was touched. */
export function unlocked(text: string, about: string, { secret: key }: Keys): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < IV + TAG) return null;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** 256 random bits as text: a cookie, a token. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a cookie or token: it is random enough to need no salt. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** 登录名摘要: tells two login names apart without keeping either. */
export function loginMark(login: string, { seal }: Keys): string {
  return keyed(seal, `login ${login}`);
}
