import { isChineseNumeralCode, isHan, readChineseInteger } from '../base/index.ts';
import type { NumeralStyle } from './outline.ts';

/**
 * 序号: the numeral with which a line opens. `form` is finer than the style (章 and 节 are both 'part') and is what
 * levels are told by; `value` is the number, 0 where there is none; `after` is the offset of the first character
 * of the words that follow.
 */
export interface Opening {
  readonly style: NumeralStyle;
  readonly form: string;
  readonly value: number;
  /** The numeral as the reading has it, e.g. `一`, `（三）`, `1.`. */
  readonly numeral: string;
  /** Where the numeral begins (a stray quote or a mark before it is left out). */
  readonly start: number;
  readonly after: number;
}

const BULLETS = new Set([...'●■◆▲★☆◇○□▪·•※►▶◎➢✦✓√'].map((mark) => mark.charCodeAt(0)));
/** Marks that an issuer sets before a numeral (★1. is a lead task) and quotes that a copy left behind. */
const MARKS = new Set([...'★☆▲△'].map((mark) => mark.charCodeAt(0)));
const STRAY = new Set([...'★☆▲△“”"‘’＂'].map((mark) => mark.charCodeAt(0)));
/** 章, 节 and the like with their usual depth; 专栏 is a box of its own. */
const PART_NOUNS = ['部分', '章', '节', '编', '篇', '单元', '板块'] as const;
const BOX_NOUNS = ['专栏', '任务', '举措', '行动', '措施', '工程', '专题', '重点', '板块', '清单'] as const;
const BOX_FIRST = new Set(BOX_NOUNS.map((noun) => noun.charCodeAt(0)));
/** After 第X条 these go on with a sentence that cites the article. */
const ARTICLE_GOES_ON = '、，规所至到和及与的或款第之中项路线高主生';
/** 节能, 节约, 节水, 节日, 节点 … are words. */
const SECTION_WORDS = '能约水日余点奏假支俭流课';
/** 一、二、三产业; 三、四线城市: numerals in a row are no heading. */
const ROW_NOUNS = '级产线类届期批次三四五六七八九、';
/** What follows a decimal figure rather than the number of a section. */
const QUANTITY = '万亿千百十个倍元米公吨年月日度平亩户套人所座条项台辆处斤立兆毫微分成家名岁天小时美℃%‰以左';
const FULL_STOP = 0x3002;
const PAUSE = 0x3001;

/** Reads the numeral that opens the line `[start, end)`; null where it opens with plain words. Looks at no more than its first characters. */
export function openingAt(text: string, start: number, end: number): Opening | null {
  let at = start;
  while (at < end && STRAY.has(text.charCodeAt(at))) at++;
  while (at < end && text.charCodeAt(at) === 32) at++;
  const code = text.charCodeAt(at);
  const marked = at > start;
  const numbered = numberedAt(text, at, end, code);
  if (numbered) return marked && numbered.style === 'firstly' ? null : numbered;
  return bulletAt(text, start, end);
}

function numberedAt(text: string, at: number, end: number, code: number): Opening | null {
  if (code === 0xff08) return bracketed(text, at, end);
  if (code >= 0x30 && code <= 0x39) return digits(text, at, end);
  if (code === 0x7b2c) return ordinal(text, at, end);
  if (code >= 0x2460 && code <= 0x2473) return circled(text, at, end, code);
  if (code >= 0x3220 && code <= 0x3229)
    return opening(text, 'han-bracket', 'han-bracket', code - 0x3220 + 1, at, at + 1, end);
  if (code >= 0x3280 && code <= 0x3289) return circled(text, at, end, code);
  if (isChineseNumeralCode(code)) return hanAt(text, at, end);
  return boxAt(text, at, end);
}

function opening(
  text: string,
  style: NumeralStyle,
  form: string,
  value: number,
  start: number,
  numeralEnd: number,
  end: number,
  from: number = numeralEnd,
): Opening {
  let after = from;
  while (after < end && (isGap(text.charCodeAt(after)) || MARKS.has(text.charCodeAt(after)))) after++;
  return { style, form, value, numeral: text.slice(start, numeralEnd), start, after };
}

function isGap(code: number): boolean {
  return code === 32 || code === 9;
}

function hanAt(text: string, at: number, end: number): Opening | null {
  let to = at;
  while (to < end && to < at + 5 && isChineseNumeralCode(text.charCodeAt(to))) to++;
  const value = readChineseInteger(text.slice(at, to));
  if (value === null || value < 1 || value > 199) return null;
  const next = text.charCodeAt(to);
  if (next === 0xff09) return opening(text, 'han-bracket', 'han-bracket', value, at, to + 1, end);
  if (next === PAUSE || next === 0x2e || next === 0xff0e) {
    const third = text[to + 1] ?? '';
    const fourth = text[to + 2] ?? '';
    if (isChineseNumeralCode(third.charCodeAt(0)) && (ROW_NOUNS.includes(fourth) || third === '百')) {
      if (fourth !== '' && !isListHead(text, to + 1)) return null;
    }
    return opening(text, 'han', 'han', value, at, to, end, skipGapMarks(text, to + 1, end));
  }
  if ((next === 0x662f || next === 0x8981) && to - at === 1 && value <= 10)
    return opening(text, 'firstly', next === 0x662f ? 'firstly' : 'firstly-要', value, at, to + 1, end);
  if (next === 0x662f && value <= 20) return opening(text, 'firstly', 'firstly', value, at, to + 1, end);
  // `一 优化…`, `一　优化…` with a wide gap, as some typesetters have it.
  if (
    isGap(next) &&
    isHan(text.charCodeAt(to + 1)) &&
    end - at <= 40 &&
    value <= 30 &&
    !endsSentence(text, end)
  )
    return opening(text, 'han', 'han', value, at, to, end);
  return null;
}

/** 一、三类县… : after the numeral words go on that begin with a numeral themselves (“三大行动”) and are a heading. */
function isListHead(text: string, at: number): boolean {
  const following = text[at + 1] ?? '';
  return !ROW_NOUNS.includes(following);
}

function skipGapMarks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charCodeAt(at) === PAUSE || isGap(text.charCodeAt(at)))) at++;
  return at;
}

function bracketed(text: string, at: number, end: number): Opening | null {
  let to = at + 1;
  while (isGap(text.charCodeAt(to))) to++;
  const from = to;
  while (to < end && to < from + 5 && isChineseNumeralCode(text.charCodeAt(to))) to++;
  const han = to > from;
  if (!han) while (to < end && to < from + 3 && isDigit(text.charCodeAt(to))) to++;
  const word = text.slice(from, to);
  while (isGap(text.charCodeAt(to))) to++;
  if (word === '' || text.charCodeAt(to) !== 0xff09) return null;
  const value = han ? readChineseInteger(word) : Number(word);
  if (value === null || value < 1 || value > 299) return null;
  const style = han ? 'han-bracket' : 'digit-bracket';
  return opening(text, style, style, value, at, to + 1, end, skipGapMarks(text, to + 1, end));
}

function digits(text: string, at: number, end: number): Opening | null {
  let to = at;
  while (to < end && isDigit(text.charCodeAt(to))) to++;
  if (to - at > 3) return null;
  const value = Number(text.slice(at, to));
  if (value === 0) return null;
  let next = text.charCodeAt(to);
  let mark = to;
  if (next === 0x2a) {
    // `1*`: the mark of a lead task.
    mark = to + 1;
    next = text.charCodeAt(mark);
    if (isHan(next)) return opening(text, 'digit', 'digit', value, at, to, end, mark);
  }
  if (next === 0xff09) return opening(text, 'digit-bracket', 'digit-half-bracket', value, at, mark + 1, end);
  if (next === PAUSE)
    return opening(text, 'digit', 'digit', value, at, to, end, skipGapMarks(text, mark + 1, end));
  if (next !== 0x2e) return null;
  const following = text.charCodeAt(mark + 1);
  if (isDigit(following)) return pointed(text, at, mark, end, value);
  if (mark + 1 >= end) return null;
  return opening(text, 'digit', 'digit', value, at, mark + 1, end, skipGapMarks(text, mark + 1, end));
}

/** `1.1 …`, `1.2026年…`, `3.12345热线…`, `1.5G…` against `1.3万亿斤`. */
function pointed(text: string, at: number, dot: number, end: number, value: number): Opening | null {
  let to = dot + 1;
  while (to < end && isDigit(text.charCodeAt(to))) to++;
  const size = to - dot - 1;
  const next = text[to] ?? '';
  if ((size === 4 && next === '年') || size >= 5)
    return opening(text, 'digit', 'digit', value, at, dot + 1, end);
  if (size === 1 && (next === 'G' || next === 'D' || next === 'A')) {
    if (!isLatin(text.charCodeAt(to + 1))) return opening(text, 'digit', 'digit', value, at, dot + 1, end);
  }
  if (size > 2) return null;
  let deep = to;
  let depth = 2;
  while (text.charCodeAt(deep) === 0x2e && isDigit(text.charCodeAt(deep + 1)) && depth < 4) {
    deep++;
    while (deep < end && isDigit(text.charCodeAt(deep))) deep++;
    depth++;
  }
  const after = text[deep] ?? '';
  if (after === '' || QUANTITY.includes(after) || after === '—' || after === '～' || after === '.')
    return null;
  if (
    !isGap(after.charCodeAt(0)) &&
    !isHan(after.charCodeAt(0)) &&
    after !== '“' &&
    after !== '、' &&
    after !== '《'
  )
    return null;
  const last = text.slice(text.lastIndexOf('.', deep - 1) + 1, deep);
  return opening(
    text,
    'decimal',
    `decimal-${depth}`,
    Number(last),
    at,
    deep,
    end,
    skipGapMarks(text, deep, end),
  );
}

function circled(text: string, at: number, end: number, code: number): Opening {
  return opening(
    text,
    'circled',
    'circled',
    readChineseInteger(String.fromCharCode(code)) ?? 1,
    at,
    at + 1,
    end,
  );
}

function ordinal(text: string, at: number, end: number): Opening | null {
  let to = at + 1;
  while (
    to < end &&
    to < at + 7 &&
    (isChineseNumeralCode(text.charCodeAt(to)) || isDigit(text.charCodeAt(to)))
  )
    to++;
  const word = text.slice(at + 1, to);
  const value = /^\d+$/.test(word) ? Number(word) : readChineseInteger(word);
  if (value === null || value < 1) return null;
  const next = text[to] ?? '';
  if (next === '条') {
    const following = text[to + 1] ?? '';
    if (to + 1 < end && ARTICLE_GOES_ON.includes(following)) return null;
    return opening(text, 'article', 'article', value, at, to + 1, end, skipColon(text, to + 1, end));
  }
  for (const noun of PART_NOUNS) {
    if (!text.startsWith(noun, to)) continue;
    if (end - at > 50 || endsSentence(text, end)) return null;
    const following = text[to + noun.length] ?? '';
    if (ARTICLE_GOES_ON.includes(following) && to + noun.length < end) return null;
    if (noun === '节' && SECTION_WORDS.includes(following) && following !== '') return null;
    return opening(
      text,
      'part',
      noun,
      value,
      at,
      to + noun.length,
      end,
      skipColon(text, to + noun.length, end),
    );
  }
  return null;
}

/** 专栏1 …, 任务一：…, 行动三 … */
function boxAt(text: string, at: number, end: number): Opening | null {
  if (!BOX_FIRST.has(text.charCodeAt(at))) return null;
  for (const noun of BOX_NOUNS) {
    if (!text.startsWith(noun, at)) continue;
    const from = at + noun.length;
    let to = from;
    while (
      to < end &&
      to < from + 3 &&
      (isChineseNumeralCode(text.charCodeAt(to)) || isDigit(text.charCodeAt(to)))
    )
      to++;
    if (to === from) return null;
    const word = text.slice(from, to);
    const value = isDigit(word.charCodeAt(0)) ? Number(word) : readChineseInteger(word);
    if (value === null || !Number.isInteger(value) || value < 1) return null;
    const next = text[to] ?? '';
    const free = to === end || next === '：' || next === '、' || isGap(next.charCodeAt(0)) || next === '.';
    if (!free && noun !== '专栏') return null;
    return opening(text, 'part', noun, value, at, to, end, skipColon(text, to, end));
  }
  return null;
}

function skipColon(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (isGap(text.charCodeAt(at)) || '：、.'.includes(text[at] as string))) at++;
  return at;
}

function bulletAt(text: string, at: number, end: number): Opening | null {
  const code = text.charCodeAt(at);
  let to = at;
  if (code === 0x2014) {
    while (to < end && text.charCodeAt(to) === 0x2014) to++;
    if (to - at < 2) return null;
  } else if (BULLETS.has(code)) to++;
  else if ((code === 0x2d || code === 0x2a || code === 0x2b) && isGap(text.charCodeAt(at + 1))) to++;
  else return null;
  const start = to;
  const read = opening(text, 'bullet', `bullet-${text[at] as string}`, 0, start, start, end);
  if (read.after >= end) return null;
  return { ...read, start: at, numeral: '' };
}

function endsSentence(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  return last === FULL_STOP || last === 0xff1b;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
