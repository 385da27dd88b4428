import type { Canonical } from './canonical.ts';

/** 个人信息 that must not be kept for ever, and where it stands. */
export interface PersonalFinding {
  readonly where: string;
  readonly what: 'id-number' | 'mobile' | 'email';
}

const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/g;
const MOBILE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)/;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,64}/;
/** GB 11643—1999: weights of the first 17 digits and the check character for each remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

/**
 * The first identity number (公民身份号码, by its check character), mobile number or e-mail address in the strings of
 * a value; null if there is none. Names of persons cannot be told from other words: doors must not pass them.
 */
export function personalIn(value: Canonical, where = '$'): PersonalFinding | null {
  if (typeof value === 'string') {
    const what = kindOf(value);
    return what && { where, what };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = personalIn(inner, `${where}.${key}`);
    if (found) return found;
  }
  return null;
}

/** Hashes and names of rows: one of three hundred hashes has a stretch of digits that looks like a mobile number. */
const MADE = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![0-9a-f])/g;

function kindOf(words: string): PersonalFinding['what'] | null {
  const text = words.replace(MADE, '');
  for (const [number] of text.matchAll(ID_NUMBER)) if (isIdNumber(number)) return 'id-number';
  if (MOBILE.test(text)) return 'mobile';
  return text.includes('@') && EMAIL.test(text) ? 'email' : null;
}

function isIdNumber(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK[sum % 11] === number[17]?.toUpperCase();
}
