import type { Span } from './span.ts';
import { TRADITIONAL } from './traditional.ts';

/**
 * 阅读文本: the source as the compiler reads it. Width, bracket families, dashes and the commonest traditional
 * characters are made alike one for one; marks that carry no words (markdown stars, inserted tokens, phonetic
 * glosses, spaces around figures, hard line wraps) are left out. Every character knows where it stood.
 *
 * Alphabet of `text`: ASCII digits, letters, `%`; `（）` for round brackets, `〔〕` for square ones of every family;
 * `，；：！？` full-width, except `,` and `.` between digits; `—` for every long dash; `“”` for pairs of straight quotes
 * too; `‘’《》〈〉、。` as they are;
 * lines end in `\n`; other white space is one ASCII space each.
 */
export interface Reading {
  readonly source: string;
  readonly text: string;
  /** Runs that were kept: `text[from[i] …]` stood at `source[stood[i] …]`. One run where nothing was left out. */
  readonly from: Int32Array;
  readonly stood: Int32Array;
}

const CUT = 0xffff;

const TABLE = foldTable();

function foldTable(): Uint16Array {
  const table = new Uint16Array(65536);
  for (let code = 0; code < 65536; code++) table[code] = code;
  const put = (from: string, to: string) => {
    for (const character of from) table[character.charCodeAt(0)] = to.charCodeAt(0);
  };
  for (let code = 0xff10; code <= 0xff19; code++) table[code] = code - 0xfee0;
  for (let code = 0xff21; code <= 0xff3a; code++) table[code] = code - 0xfee0;
  for (let code = 0xff41; code <= 0xff5a; code++) table[code] = code - 0xfee0;
  put('％﹪', '%');
  put('．', '.');
  put('＂', '"');
  put('＋', '+');
  put('＊', '*');
  put('＃', '#');
  put('｜', '|');
  put('(﹙', '（');
  put(')﹚', '）');
  put('[［【﹝', '〔');
  put(']］】﹞', '〕');
  put('｡', '。');
  put('､﹑', '、');
  put('﹐', '，');
  put(';﹔', '；');
  put(':∶﹕', '：');
  put('!', '！');
  put('?', '？');
  put('–―－─━', '—');
  put('~〜', '～');
  put('「『', '“');
  put('」』', '”');
  put('\u3000\u00a0\u2002\u2003\u2009\u202f\u2007', ' ');
  put('\v\f\u2028\u2029\u0085', '\n');
  for (let at = 0; at + 1 < TRADITIONAL.length; at += 2)
    put(TRADITIONAL[at] as string, TRADITIONAL[at + 1] as string);
  for (const code of [0xfeff, 0x200b, 0x200c, 0x200d, 0x2060, 0xad, 0x200e, 0x200f]) table[code] = CUT;
  return table;
}

/** The reading of a source text. Never throws; takes any string, lone surrogates and control characters included. */
export function readingOf(source: string): Reading {
  const length = source.length;
  const kept = new Uint16Array(length);
  const from: number[] = [];
  const stood: number[] = [];
  let size = 0;
  let expected = -1;
  let quotes = 0;
  for (let at = 0; at < length; at++) {
    const code = source.charCodeAt(at);
    let folded = TABLE[code] as number;
    // Most characters: behind the marks of ASCII and before those of full width, where no case below applies.
    if (folded > 0x40 && folded < 0xff08) {
      if (at !== expected) {
        from.push(size);
        stood.push(at);
      }
      expected = at + 1;
      kept[size++] = folded;
      continue;
    }
    switch (folded) {
      case 0x0d:
        // CR LF is one line end; a lone CR is one as well.
        folded = source.charCodeAt(at + 1) === 0x0a ? CUT : 0x0a;
        quotes = 0;
        break;
      case 0x20:
        if (standsByFigure(source, at) || partsThousands(source, at)) folded = CUT;
        break;
      case 0x0a:
        quotes = 0;
        break;
      case 0x22:
        // Straight quotes of a line are “ and ” in turn, unless one of them is alone.
        if (quotes === 0) quotes = pairedQuotes(source, at) ? 1 : -1;
        if (quotes > 0) {
          folded = quotes % 2 === 1 ? 0x201c : 0x201d;
          quotes++;
        }
        break;
      case 0x2c:
        if (!(isDigit(source.charCodeAt(at - 1)) && isDigit(source.charCodeAt(at + 1)))) folded = 0xff0c;
        break;
      case 0x2a:
        // Stars of markdown bold come in pairs; a single one (1*, *注) is the author's own.
        if (source.charCodeAt(at + 1) === 0x2a || source.charCodeAt(at - 1) === 0x2a) folded = CUT;
        break;
      case 0x40:
        if (source.charCodeAt(at + 1) === 0x40 || source.charCodeAt(at - 1) === 0x40) folded = CUT;
        break;
      case 0xff08: {
        const gloss = phoneticGlossEnd(source, at);
        if (gloss > at) {
          at = gloss - 1;
          continue;
        }
        break;
      }
      default:
    }
    if (folded === CUT) continue;
    if (at !== expected) {
      from.push(size);
      stood.push(at);
    }
    expected = at + 1;
    kept[size++] = folded;
  }
  const text = decode(kept, size);
  return { source, text, from: Int32Array.from(from), stood: Int32Array.from(stood) };
}

/** The same reading without some stretches of its text (hard line wraps, page furniture). `cuts` are in rising order. */
export function without(reading: Reading, cuts: readonly Span[]): Reading {
  if (cuts.length === 0) return reading;
  const from: number[] = [];
  const stood: number[] = [];
  const parts: string[] = [];
  let size = 0;
  let at = 0;
  const keep = (end: number) => {
    let run = runAt(reading, at);
    let position = at;
    while (position < end) {
      const next = Math.min(end, reading.from[run + 1] ?? reading.text.length);
      from.push(size + (position - at));
      stood.push((reading.stood[run] as number) + position - (reading.from[run] as number));
      position = next;
      run++;
    }
    parts.push(reading.text.slice(at, end));
    size += end - at;
  };
  for (const [start, end] of cuts) {
    if (start < at) continue;
    if (start > at) keep(start);
    at = end;
  }
  if (at < reading.text.length) keep(reading.text.length);
  return {
    source: reading.source,
    text: parts.join(''),
    from: Int32Array.from(from),
    stood: Int32Array.from(stood),
  };
}

/** A span of the reading as a span of the source; characters left out at its ends are not taken in. */
export function inSource(reading: Reading, [start, end]: Span): Span {
  if (end <= start) {
    const place = sourceOffset(reading, start);
    return [place, place];
  }
  return [sourceOffset(reading, start), sourceOffset(reading, end - 1) + 1];
}

/**
 * The same as `inSource` for many spans of one reading. Spans that are asked one after the other stand near each
 * other: each is looked for beside the one before it first.
 */
export function placesInSource(reading: Reading): (span: Span) => Span {
  const { from, stood, text } = reading;
  if (from.length === 0) return (span) => inSource(reading, span);
  let run = 0;
  const placed = (offset: number): number => {
    if (offset >= text.length) return reading.source.length;
    if (!isInRun(reading, run, offset)) {
      run = isInRun(reading, run + 1, offset) ? run + 1 : runAt(reading, offset);
    }
    return (stood[run] as number) + offset - (from[run] as number);
  };
  return ([start, end]) => {
    const place = placed(start);
    return end <= start ? [place, place] : [place, placed(end - 1) + 1];
  };
}

function isInRun({ from, text }: Reading, run: number, offset: number): boolean {
  const start = from[run];
  return start !== undefined && start <= offset && offset < (from[run + 1] ?? text.length);
}

/** A span of the source as a span of the reading: the characters of it that were kept. */
export function inReading(reading: Reading, [start, end]: Span): Span {
  const from = readingOffset(reading, start);
  return [from, Math.max(from, readingOffset(reading, end))];
}

/** Where the first kept character at or after a place of the source stands in the reading. */
function readingOffset(reading: Reading, offset: number): number {
  const { stood, from, text } = reading;
  if (stood.length === 0) return 0;
  let low = 0;
  let high = stood.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stood[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  if ((stood[low] as number) > offset) return 0;
  const end = from[low + 1] ?? text.length;
  return Math.min(end, (from[low] as number) + offset - (stood[low] as number));
}

function sourceOffset(reading: Reading, offset: number): number {
  if (reading.from.length === 0) return 0;
  if (offset >= reading.text.length) return reading.source.length;
  const run = runAt(reading, offset);
  return (reading.stood[run] as number) + offset - (reading.from[run] as number);
}

function runAt(reading: Reading, offset: number): number {
  let low = 0;
  let high = reading.from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((reading.from[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether a line that has its first straight quote here has an even number of them. */
function pairedQuotes(source: string, at: number): boolean {
  let even = true;
  for (let next = at; next < source.length; next++) {
    const folded = TABLE[source.charCodeAt(next)];
    if (folded === 0x0a || folded === 0x0d) break;
    if (folded === 0x22) even = !even;
  }
  return even;
}

/** `5 亿元`, `2030 年前`: a space between a figure and a Chinese character is typesetting, not a separator. */
function standsByFigure(source: string, at: number): boolean {
  const before = source.charCodeAt(at - 1);
  const after = source.charCodeAt(at + 1);
  if ((isFigure(before) && isHan(after)) || (isHan(before) && isFigure(after))) return true;
  return isDigit(before) && after >= 0x41 && after <= 0x7a && SYMBOL.test(source.slice(at + 1, at + 6));
}

/** Symbols of units that a space parts from their figure (GB 3101): 260 km, 30 MW. */
const SYMBOL = /^(?:km|mm|cm|m|hm|kg|mg|t|kW|MW|GW|kWh|MWh|kV|MPa)(?![A-Za-z])/;

/**
 * `6 000户`, `12 500.5亩`: GB/T 15835 lets a thin space part the thousands. Only between one to three digits behind a
 * character and three before one: 3 100 of a row of figures stay two.
 */
function partsThousands(source: string, at: number): boolean {
  if (!isDigit(source.charCodeAt(at - 1)) || !isDigit(source.charCodeAt(at + 1))) return false;
  let first = at - 1;
  while (first >= at - 4 && isDigit(source.charCodeAt(first))) first--;
  const whole = isHan(source.charCodeAt(first)) || isGroupBefore(source, first);
  if (!whole || at - 1 - first > 3) return false;
  let last = at + 1;
  while (last <= at + 4 && isDigit(source.charCodeAt(last))) last++;
  if (last !== at + 4) return false;
  const next = source.charCodeAt(last);
  if (isHan(next) || next === 0x25 || next === 0xff05) return true;
  return isGroupSpace(source, last) || (next === 0x2e && isDigit(source.charCodeAt(last + 1)));
}

function isGroupSpace(source: string, at: number): boolean {
  return (
    /^[ \u00a0\u2009\u202f]$/.test(source[at] ?? '') && /^\d{3}(?!\d)/.test(source.slice(at + 1, at + 5))
  );
}

/** Another part of the same number before the three digits: 1 200| 000. */
function isGroupBefore(source: string, at: number): boolean {
  return /[一-龥]\d{1,3}[ \u00a0\u2009\u202f]$/.test(source.slice(Math.max(0, at - 4), at + 1));
}

/**
 * `發(fā)展`: one lower-case syllable in brackets after a Chinese character is a gloss added by a web page.
 * Returns the offset after it, or `at` if there is none.
 */
function phoneticGlossEnd(source: string, at: number): number {
  if (!isHan(source.charCodeAt(at - 1))) return at;
  let end = at + 1;
  while (end < at + 8 && isSyllableLetter(source.charCodeAt(end))) end++;
  const close = source.charCodeAt(end);
  if (end === at + 1 || (close !== 0x29 && close !== 0xff09)) return at;
  return end + 1;
}

function isSyllableLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0xe0 && code <= 0xfc) || (code >= 0x100 && code <= 0x1dc);
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

function isFigure(code: number): boolean {
  return isDigit(code) || code === 0x25 || code === 0xff05;
}

/** Chinese characters of the basic block and extension A. */
export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

function decode(units: Uint16Array, size: number): string {
  const CHUNK = 8192;
  if (size <= CHUNK) return String.fromCharCode.apply(null, units.subarray(0, size) as unknown as number[]);
  const parts: string[] = [];
  for (let at = 0; at < size; at += CHUNK) {
    const end = Math.min(size, at + CHUNK);
    parts.push(String.fromCharCode.apply(null, units.subarray(at, end) as unknown as number[]));
  }
  return parts.join('');
}
