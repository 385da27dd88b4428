/**
 * 小数: an exact decimal number, `units ÷ 10^scale`. Normalised: `scale` is never negative and never larger than
 * needed (3.50 is 35 at scale 1), so equal numbers are equal field by field.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Digits that a quotient keeps (三分之二 is 0.6666666666666666): as many as a double can tell apart. */
const QUOTIENT_DIGITS = 16;
/** Longer runs of digits are no quantity; reading them would take quadratic time. */
const LONGEST = 1000;
const WRITTEN = /^([+-])?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
const ZERO: Decimal = { units: 0n, scale: 0 };

/** Reads `5300`, `3.5`, `-0.4`, `12,000`. Null for anything else (exponents, lone points, empty text). */
export function decimal(text: string): Decimal | null {
  if (text.length > LONGEST) return null;
  const plain = plainWhole(text);
  if (plain >= 0) return { units: BigInt(plain), scale: 0 };
  const parts = WRITTEN.exec(text);
  if (!parts) return null;
  const whole = (parts[2] as string).replaceAll(',', '');
  const fraction = parts[3] ?? '';
  const units = BigInt(whole + fraction);
  return normalised(parts[1] === '-' ? -units : units, fraction.length);
}

/** The value of a few digits and nothing else, as most figures are written; -1 for anything else. */
function plainWhole(text: string): number {
  if (text.length === 0 || text.length > 15) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The decimal of a whole number. */
export function decimalOf(whole: number | bigint): Decimal {
  return { units: BigInt(whole), scale: 0 };
}

export function plus(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return normalised(at(one, scale) + at(other, scale), scale);
}

export function minus(one: Decimal, other: Decimal): Decimal {
  return plus(one, { units: -other.units, scale: other.scale });
}

export function times(one: Decimal, other: Decimal): Decimal {
  return normalised(one.units * other.units, one.scale + other.scale);
}

/** `value × 10^power`; a negative power divides. 万 is 4, 亿 is 8. */
export function timesPowerOfTen(value: Decimal, power: number): Decimal {
  const scale = value.scale - power;
  if (scale >= 0) return normalised(value.units, scale);
  return normalised(value.units * 10n ** BigInt(-scale), 0);
}

/** `one ÷ other`, exact where it ends, else cut after 16 significant digits; null for a division by zero. */
export function quotient(one: Decimal, other: Decimal): Decimal | null {
  if (other.units === 0n) return null;
  if (one.units === 0n) return ZERO;
  const negative = one.units < 0n !== other.units < 0n;
  const top = absolute(one.units) * 10n ** BigInt(other.scale);
  const bottom = absolute(other.units) * 10n ** BigInt(one.scale);
  const wholeDigits = top >= bottom ? (top / bottom).toString().length : 0;
  // Zeros after the point are no significant digits.
  const leading = wholeDigits > 0 ? 0 : Math.max(0, bottom.toString().length - top.toString().length - 1);
  let scale = Math.max(0, QUOTIENT_DIGITS - wholeDigits) + leading;
  let units = (top * 10n ** BigInt(scale)) / bottom;
  if (units.toString().length < QUOTIENT_DIGITS) {
    scale += 1;
    units = (top * 10n ** BigInt(scale)) / bottom;
  }
  return normalised(negative ? -units : units, scale);
}

export function compareDecimals(one: Decimal, other: Decimal): -1 | 0 | 1 {
  const scale = Math.max(one.scale, other.scale);
  const difference = at(one, scale) - at(other, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Canonical text: `35000`, `3.5`, `-0.04`; no exponent, no trailing zeros, no plus sign. */
export function decimalText({ units, scale }: Decimal): string {
  const digits = absolute(units).toString();
  const sign = units < 0n ? '-' : '';
  if (scale === 0) return sign + digits;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function normalised(units: bigint, scale: number): Decimal {
  if (units === 0n) return ZERO;
  let smaller = units;
  let places = scale;
  while (places > 0 && smaller % 10n === 0n) {
    smaller /= 10n;
    places--;
  }
  return { units: smaller, scale: places };
}

function at(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function absolute(units: bigint): bigint {
  return units < 0n ? -units : units;
}
