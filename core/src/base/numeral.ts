import { type Decimal, decimal, decimalOf, decimalText, plus, quotient, timesPowerOfTen } from './decimal.ts';

/**
 * 数词: Chinese numerals. `〇○零`, `一` to `九` with the forms of accounts (壹贰…), `两`, `廿卅卌`, `十百千万亿`.
 * Everything is exact; nothing here looks at what stands around a numeral.
 */

const DIGIT_FORMS: readonly string[] = [
  '零〇○',
  '一壹弌',
  '二贰两',
  '三叁',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
];
const DIGITS = new Map<string, number>(
  DIGIT_FORMS.flatMap((forms, value) => [...forms].map((form) => [form, value] as const)),
);
/** 廿 and its like stand for a digit and 十. */
const TENS = new Map<string, number>([
  ['廿', 2],
  ['卄', 2],
  ['卅', 3],
  ['卌', 4],
]);
/** Powers of ten inside a group of four places. */
const PLACES = new Map<string, number>([
  ['十', 1],
  ['拾', 1],
  ['百', 2],
  ['佰', 2],
  ['千', 3],
  ['仟', 3],
]);
const GROUPS = new Map<string, number>([
  ['万', 4],
  ['萬', 4],
  ['亿', 8],
  ['億', 8],
]);
const WRITTEN_DIGITS = '零一二三四五六七八九';
const WRITTEN_PLACES = ['', '十', '百', '千'];
/** Runs of single characters that are numbers: first code, last code, value of the first. */
const ENUMERATORS: readonly (readonly [first: number, last: number, value: number])[] = [
  [0x2460, 0x2473, 1],
  [0x2474, 0x2487, 1],
  [0x2488, 0x249b, 1],
  [0x24f5, 0x24fe, 1],
  [0x24eb, 0x24f4, 11],
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x3251, 0x325f, 21],
  [0x32b1, 0x32bf, 36],
  [0x3220, 0x3229, 1],
  [0x3280, 0x3289, 1],
  [0x2160, 0x216b, 1],
  [0x2170, 0x217b, 1],
];
const NUMERAL_CODES = new Set(
  [...DIGITS.keys(), ...TENS.keys(), ...PLACES.keys(), ...GROUPS.keys()].map((character) =>
    character.charCodeAt(0),
  ),
);
const LONGEST = 40;

/** Whether a UTF-16 code is a character that Chinese numerals are written with (一, 两, 廿, 百, 万 …). */
export function isChineseNumeralCode(code: number): boolean {
  return NUMERAL_CODES.has(code);
}

/**
 * The whole number that a numeral writes: 二十八 → 28, 一万零五 → 10005, 三万五 → 35000, 二〇二二 → 2022, 廿一 → 21,
 * ①, ㈠, Ⅰ → 1. Null where the text is no numeral, is not well formed (十百), begins with a bare 百, 千, 万 or 亿
 * (百亿产业 is a name), or is larger than 2^53 − 1.
 */
export function readChineseInteger(text: string): number | null {
  if (text.length === 0 || text.length > LONGEST) return null;
  if (text.length === 1) {
    const code = text.charCodeAt(0);
    for (const [first, last, value] of ENUMERATORS)
      if (code >= first && code <= last) return value + code - first;
  }
  const positional = readPositional(text);
  if (positional !== null) return positional;
  return readGrouped(text);
}

/** 二〇二二: digits only, each in its place. */
function readPositional(text: string): number | null {
  let value = 0;
  for (const character of text) {
    const digit = DIGITS.get(character);
    if (digit === undefined) return null;
    value = value * 10 + digit;
  }
  return Number.isSafeInteger(value) ? value : null;
}

interface Tally {
  /** Value of the finished groups of four places. */
  total: number;
  /** Value of the group being read. */
  group: number;
  digit: number | null;
  /** Power of the last place or group word; the next one inside its range must be smaller. */
  place: number;
  /** 零 stood before the digit: it is meant in its own place (一百零五), not the next one down (一百五). */
  zero: boolean;
}

function readGrouped(text: string): number | null {
  const tally: Tally = { total: 0, group: 0, digit: null, place: 4, zero: false };
  let lastGroup = 13;
  let lastPower = 0;
  for (const character of text) {
    const digit = DIGITS.get(character);
    if (digit === 0) {
      if (tally.digit !== null || tally.zero) return null;
      tally.zero = true;
      continue;
    }
    if (digit !== undefined) {
      if (tally.digit !== null) return null;
      tally.digit = digit;
      continue;
    }
    const tens = TENS.get(character);
    const place = tens === undefined ? PLACES.get(character) : 1;
    if (place !== undefined) {
      if (place >= tally.place) return null;
      if (tens !== undefined && tally.digit !== null) return null;
      // 十五 and 一百十五 leave the 一 out; a bare 百 or 千 does not occur in a number.
      const factor = tens ?? tally.digit ?? (place === 1 ? 1 : 0);
      if (factor === 0) return null;
      tally.group += factor * 10 ** place;
      tally.place = place;
      tally.digit = null;
      tally.zero = false;
      lastPower = place;
      continue;
    }
    const power = GROUPS.get(character);
    if (power === undefined) return null;
    const group = tally.group + (tally.digit ?? 0);
    if (power === 8 && lastGroup === 4 && group === 0 && tally.total > 0) {
      // 三万亿: 万 and 亿 together.
      tally.total *= 10 ** 8;
    } else if (power === 8 && lastGroup === 4) {
      tally.total = (tally.total + group) * 10 ** 8;
    } else {
      if (group === 0 || power >= lastGroup) return null;
      tally.total += group * 10 ** power;
    }
    tally.group = 0;
    tally.digit = null;
    tally.place = 4;
    tally.zero = false;
    lastGroup = power;
    lastPower = power;
  }
  if (tally.zero && tally.digit === null) return null;
  if (tally.digit !== null)
    tally.group += tally.digit * (tally.zero || lastPower < 2 ? 1 : 10 ** (lastPower - 1));
  const value = tally.total + tally.group;
  return Number.isSafeInteger(value) ? value : null;
}

/** The usual numeral of a whole number from 0 to 10^16 − 1: 28 → 二十八, 10005 → 一万零五. Throws RangeError outside. */
export function writeChineseInteger(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e16) throw new RangeError(`no numeral for ${value}`);
  if (value === 0) return '零';
  const written = writeUpTo(value);
  return written.startsWith('一十') ? written.slice(1) : written;
}

function writeUpTo(value: number): string {
  for (const [word, size] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    if (value < size) continue;
    const rest = value % size;
    const gap = rest > 0 && rest < size / 10 ? '零' : '';
    return writeUpTo(Math.floor(value / size)) + word + gap + (rest > 0 ? writeUpTo(rest) : '');
  }
  let written = '';
  let pending = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      pending = written !== '';
      continue;
    }
    if (pending) written += '零';
    pending = false;
    written += (WRITTEN_DIGITS[digit] as string) + WRITTEN_PLACES[place];
  }
  return written;
}

/**
 * The number that a text writes in either script, as an exact decimal: 三点五, 3.5, 3.5万, 两万, 1.3万亿, 12,000.
 * Null where it is none.
 */
export function readNumber(text: string): Decimal | null {
  if (text.length > LONGEST) return null;
  const plain = decimal(text);
  if (plain) return plain;
  const mixed = /^([\d.,]+)(十|百|千|万|百万|千万|亿|十亿|百亿|千亿|万亿)$/.exec(text);
  if (mixed) {
    const figure = decimal(mixed[1] as string);
    return figure && timesPowerOfTen(figure, powerOfMultiplier(mixed[2] as string) ?? 0);
  }
  const point = text.indexOf('点');
  if (point < 0) {
    const whole = readChineseInteger(text);
    return whole === null ? null : decimalOf(whole);
  }
  const tail = /^([零〇○一二三四五六七八九]+)([万亿]?)$/.exec(text.slice(point + 1));
  const whole = readChineseInteger(text.slice(0, point));
  if (!tail || whole === null) return null;
  const digits = [...(tail[1] as string)].map((character) => DIGITS.get(character)).join('');
  const fraction = decimal(`0.${digits}`);
  if (!fraction) return null;
  const power = tail[2] ? (powerOfMultiplier(tail[2]) ?? 0) : 0;
  return timesPowerOfTen(plus(decimalOf(whole), fraction), power);
}

/** The power of ten of 十, 百, 千, 万, 亿 and of their compounds (百万, 千万, 万亿); null for another word. */
export function powerOfMultiplier(word: string): number | null {
  let power = 0;
  if (word === '') return null;
  for (const character of word) {
    const step = PLACES.get(character) ?? GROUPS.get(character);
    if (step === undefined) return null;
    power += step;
  }
  return power;
}

/** A share or a multiple, as written in words. `value` is a canonical decimal text. */
export interface Share {
  readonly value: string;
  /** `比例` is a part of one (三分之二 is 0.666…), `%` and `‰` are per hundred and per thousand, `倍` is a factor. */
  readonly unit: '比例' | '%' | '‰' | '倍';
}

/**
 * Reads a share or multiple: 三分之二, 一半, 半数, 八成, 八成五, 百分之五, 千分之三, 两倍, 1.5倍, 翻番, 翻一番, 翻两番, 倍增.
 * 翻一番 is twice as much, 翻两番 four times. Null for any other text.
 */
export function readShare(text: string): Share | null {
  if (text.length > LONGEST) return null;
  if (text === '一半' || text === '半数') return { value: '0.5', unit: '比例' };
  if (text === '翻番' || text === '倍增') return { value: '2', unit: '倍' };
  const doubled = /^翻(?:了)?([一二两三四]|\d)番$/.exec(text);
  if (doubled) {
    const steps = readNumber(doubled[1] as string);
    return steps && { value: decimalText(decimalOf(2n ** steps.units)), unit: '倍' };
  }
  const tenths = /^([一二两三四五六七八九])成([一二三四五六七八九半])?$/.exec(text);
  if (tenths) {
    const whole = (DIGITS.get(tenths[1] as string) ?? 0) * 10;
    const rest = tenths[2] === '半' ? 5 : (DIGITS.get(tenths[2] ?? '零') ?? 0);
    return { value: String(whole + rest), unit: '%' };
  }
  if (text.endsWith('倍')) {
    const factor = readNumber(text.slice(0, -1));
    return factor && { value: decimalText(factor), unit: '倍' };
  }
  const cut = text.indexOf('分之');
  if (cut <= 0) return null;
  const [bottom, top] = [text.slice(0, cut), text.slice(cut + 2)];
  const upper = top === '百' ? decimalOf(100) : readNumber(top);
  if (!upper) return null;
  if (bottom === '百' || bottom === '一百') return { value: decimalText(upper), unit: '%' };
  if (bottom === '千' || bottom === '一千') return { value: decimalText(upper), unit: '‰' };
  const lower = bottom === '万' ? decimalOf(10000) : readNumber(bottom);
  const share = lower && quotient(upper, lower);
  return share && { value: decimalText(share), unit: '比例' };
}
