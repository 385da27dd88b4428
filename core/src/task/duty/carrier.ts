import { type Span, trimmed } from '../../base/index.ts';
import { type Clause, clauseIn, unitsIn } from './clause.ts';
import { isAreaName, isUnitLike } from './list.ts';
import { type DutyRules, marksOf } from './rules.ts';
import { LONGEST_SENTENCE, sentenceCarriers, sentenceEnd } from './sentence.ts';
import { codesOf, isClosing, isOpening, isStop } from './signs.ts';
import type { Units } from './units.ts';
import { endsLabel, labelBefore, saysWhen } from './words.ts';

/**
 * What carries a clause of responsibility. `label` lines and `bracket`s and whole `sentence`s say nothing else;
 * `running` words stand inside a sentence of the work; a `note` only states a rule.
 */
export interface Carrier {
  readonly kind: 'label' | 'bracket' | 'sentence' | 'running' | 'note';
  readonly span: Span;
  readonly clause: Clause;
  /** For `running`: the sentence. For the others the caller knows. */
  readonly governs: Span;
}

interface Pair {
  readonly open: number;
  readonly close: number;
}

/** A longer bracket or sentence names no units. */
const LONGEST_BRACKET = 1500;
/** Brackets inside brackets inside brackets; deeper ones are not clauses. */
const DEEPEST = 3;
const EXPLAINS = /^(?:以下|下同|简称|含|不含|包括|包含|如|例如|即|注|详见|见|附)/;
const EMPTY: Clause = { named: [], limits: [], labels: 0, verbs: 0, strays: 0 };

/** All carriers of an item's paragraphs, in rising order. */
export function carriersIn(text: string, parts: readonly Span[], rules: DutyRules, units: Units): Carrier[] {
  const carriers: Carrier[] = [];
  const marks = marksOf(rules);
  let taken = 0;
  for (let index = 0; index < parts.length; index++) {
    const part = trimmed(text, parts[index] as Span);
    if (part[1] <= taken) continue;
    const found = partCarriers(
      text,
      [Math.max(part[0], taken), part[1]],
      marksIn(marks, part),
      units,
      parts[index + 1],
    );
    for (const carrier of found) carriers.push(carrier);
    taken = carriers[carriers.length - 1]?.span[1] ?? taken;
  }
  return carriers;
}

/** Where a carrier may begin or end; all other characters are passed over. */
const TRIGGERS = codesOf('（〔。；！？\n：为 头责实');

function partCarriers(
  text: string,
  [from, to]: Span,
  marks: readonly Span[],
  units: Units,
  next: Span | undefined,
): Carrier[] {
  const carriers: Carrier[] = [];
  let pairs: readonly Pair[] | null = null;
  let pair = 0;
  let sentence = from;
  let judged = from;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (TRIGGERS[code] !== 1) continue;
    let carrier: Carrier | null = null;
    switch (code) {
      case 0xff08: // （
      case 0x3014: {
        pairs ??= bracketPairs(text, [from, to]);
        while (pair < pairs.length && (pairs[pair] as Pair).open < at) pair++;
        const outer = pairs[pair];
        if (outer?.open !== at) break;
        const headed = bracketLabel(text, outer, to, units);
        if (headed) {
          carrier = headed;
          break;
        }
        const inner = bracketCarriers(text, pairs, pair, [from, to], marks, units);
        for (const each of inner) carriers.push(each);
        at = Math.min(outer.close, to - 1);
        if (inner.length > 0 && (inner[0] as Carrier).span[0] === outer.open) sentence = at + 1;
        continue;
      }
      case 0x3002: // 。
      case 0xff1b:
      case 0xff01:
      case 0xff1f:
      case 0x0a:
        sentence = at + 1;
        break;
      case 0xff1a: // ：
      case 0x4e3a: // 为
        if (!endsLabel(text, at)) break;
        carrier = labelCarrier(
          text,
          at,
          [Math.max(from, carriers[carriers.length - 1]?.span[1] ?? from), to],
          marks,
          units,
          next,
        );
        break;
      case 0x20:
        if (at - from <= 8 && at - from >= 3 && endsLabel(text, at))
          carrier = labelCarrier(text, at, [from, to], marks, units, next);
        break;
      case 0x5934: // 牵头
      case 0x8d23: // 负责
      case 0x5b9e: {
        const before = text.charCodeAt(at - 1);
        if (before !== 0x7275 && before !== 0x8d1f && before !== 0x843d) break;
        if (sentence < judged || at - sentence > LONGEST_SENTENCE) break;
        const end = sentenceEnd(text, at, to);
        judged = end;
        const said = sentenceCarriers(text, [sentence, end], marks, units);
        carriers.push(...said);
        const own = said[0];
        if (own?.kind === 'sentence') {
          at = own.span[1] - 1;
          sentence = own.span[1];
        }
        break;
      }
      default:
    }
    if (carrier) {
      carriers.push(carrier);
      at = Math.max(at, carrier.span[1] - 1);
      sentence = at + 1;
    }
  }
  return carriers.length > 1 ? carriers.sort((one, other) => one.span[0] - other.span[0]) : carriers;
}

// ── brackets ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Matching brackets in the order of their openings; a last one that is never closed ends with the paragraph. */
function bracketPairs(text: string, [from, to]: Span): Pair[] {
  const open: number[] = [];
  const pairs: Pair[] = [];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) open.push(at);
    else if (isClosing(code)) {
      const start = open.pop();
      if (start !== undefined) pairs.push({ open: start, close: at });
    }
  }
  const last = open[open.length - 1];
  if (last !== undefined && to - last < LONGEST_BRACKET) pairs.push({ open: last, close: to });
  return pairs.sort((one, other) => one.open - other.open);
}

/** The clause that an outermost bracket is, or those inside it. */
function bracketCarriers(
  text: string,
  pairs: readonly Pair[],
  first: number,
  part: Span,
  marks: readonly Span[],
  units: Units,
): Carrier[] {
  const carriers: Carrier[] = [];
  const outer = pairs[first] as Pair;
  const closes: number[] = [];
  let taken = outer.open;
  for (let index = first; index < pairs.length; index++) {
    const pair = pairs[index] as Pair;
    if (pair.open > outer.close) break;
    while (closes.length > 0 && (closes[closes.length - 1] as number) < pair.open) closes.pop();
    closes.push(pair.close);
    if (pair.open < taken || closes.length > DEEPEST || pair.close - pair.open > LONGEST_BRACKET) continue;
    const carrier = bracketCarrier(text, pair, part, marks, units);
    if (!carrier) continue;
    carriers.push(carrier);
    taken = pair.close;
  }
  return carriers;
}

function bracketCarrier(
  text: string,
  { open, close }: Pair,
  part: Span,
  marks: readonly Span[],
  units: Units,
): Carrier | null {
  const inside = trimmed(text, [open + 1, close]);
  if (inside[1] - inside[0] < 2) return null;
  const span: Span = [open, Math.min(close + 1, part[1])];
  const rules = marksIn(marks, inside);
  if (rules.some((rule) => rule[0] <= inside[0] && rule[1] >= inside[1] - 1))
    return { kind: 'note', span, clause: EMPTY, governs: span };
  const head = text.slice(inside[0], inside[0] + 4);
  if (EXPLAINS.test(head) && !/^(?:以下|下列)(?:任务|工作|各)/.test(head)) return null;
  const clause = clauseIn(text, inside, units, rules);
  const accepted =
    clause.labels > 0
      ? isLabelled(clause, units)
      : clause.verbs > 0
        ? isSpoken(text, clause, units, atSentenceEnd(text, open, close, part))
        : isBareList(text, open, close, part, clause, units);
  return accepted ? { kind: 'bracket', span, clause, governs: span } : null;
}

function isLabelled(clause: Clause, units: Units): boolean {
  if (clause.named.length === 0) return true;
  if (clause.named.some(({ mention }) => mention.span[1] - mention.span[0] > 60)) return false;
  return unitsIn(clause, units) !== 'none' || clause.named.every(({ mention }) => mention.name.length <= 12);
}

function isSpoken(text: string, clause: Clause, units: Units, atEnd: boolean): boolean {
  const like = unitsIn(clause, units);
  if (like === 'none' || clause.named.length === 0) return false;
  if (clause.strays > 0) return like === 'all' && clause.named.every(({ mention }) => mention.unit !== null);
  const first = clause.named[0];
  if (!first || !isUnitLike(first.mention, units)) return like === 'all' && atEnd;
  const inner = text.slice(first.mention.span[0], clause.named[clause.named.length - 1]?.mention.span[1]);
  return like === 'all' || (atEnd && inner.length < 300);
}

/** `。（市科委、市卫生健康委）`: no word of duty, only units, where a sentence ends. */
function isBareList(
  text: string,
  open: number,
  close: number,
  part: Span,
  clause: Clause,
  units: Units,
): boolean {
  if (clause.strays > 0 || clause.named.length === 0) return false;
  if (!atSentenceEnd(text, open, close, part)) return isAhead(text, open, part, clause);
  let real = 0;
  for (const { mention } of clause.named) {
    const area = mention.group === null && isAreaName(mention.name);
    if (!area && isUnitLike(mention, units)) real++;
    else if (!area) return false;
  }
  if (real === 0) return false;
  if (clause.named.every(({ mention }) => mention.group?.kind === 'open')) return false;
  const before = text[open - 1] ?? '';
  if (open > part[0] && !'。；！？'.includes(before)) {
    // 市文旅局（市文物局）: another name of the same unit, no clause.
    if (clause.named.length === 1 && /[局委厅办部院署行社会室队处司府站]/.test(before)) return false;
    if (/[等类为是和与及于向至、]/.test(before)) return false;
  }
  return true;
}

/** 1.（市教育局）新建…: known units before the work, with nothing but its numeral before them. */
function isAhead(text: string, open: number, part: Span, { named }: Clause): boolean {
  if (open - part[0] > 8 || !named.every(({ mention }) => mention.unit !== null)) return false;
  return /^(?:\d{1,3}[.、]?|[①-⑳]|[一二三四五六七八九十]{1,3}[、是])?\s*$/.test(text.slice(part[0], open));
}

const SENTENCE_ENDS = codesOf('。；！？');

function atSentenceEnd(text: string, open: number, close: number, part: Span): boolean {
  if (close + 1 >= part[1]) return true;
  if (open > part[0] && SENTENCE_ENDS[text.charCodeAt(open - 1)] === 1) return true;
  return isStop(text.charCodeAt(close + 1));
}

const LABELLED_ENDS = codesOf('\n。〔');

/** 【责任单位】甲、乙: the label itself in brackets. */
function bracketLabel(text: string, { open, close }: Pair, to: number, units: Units): Carrier | null {
  if (close - open > 14 || close >= to) return null;
  const label = labelBefore(text, open + 1, close);
  if (!label || label.start !== open + 1) return null;
  const start = text[close + 1] === '：' ? close + 2 : close + 1;
  let end = start;
  const last = Math.min(to, start + LONGEST_BRACKET);
  while (end < last && LABELLED_ENDS[text.charCodeAt(end)] !== 1) end++;
  const value = trimmed(text, [start, end]);
  if (value[1] <= value[0] || value[1] - value[0] > LONGEST_SENTENCE) return null;
  const clause = clauseIn(text, value, units, [], label.said);
  if (!isLabelled(clause, units)) return null;
  const span: Span = [open, value[1]];
  return { kind: 'label', span, clause: { ...clause, labels: clause.labels + 1 }, governs: span };
}

// ── labels ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The label line or inline label whose colon (or 为, or space) stands at `at`. */
function labelCarrier(
  text: string,
  at: number,
  [low, to]: Span,
  marks: readonly Span[],
  units: Units,
  next: Span | undefined,
): Carrier | null {
  const label = labelBefore(text, low, at);
  if (!label || marks.some((mark) => mark[0] <= label.start && label.start < mark[1])) return null;
  const colon = text[at] === '：';
  if (!colon && label.said !== 'lead' && label.said !== 'listed' && label.said !== 'cooperate') return null;
  const ownLine = label.start === low || text[label.start - 1] === '\n';
  let end = valueEnd(text, at + 1, to, units, ownLine && colon);
  if (ownLine && colon && next && end >= to && continues(text, at + 1, to, next, label.said, units))
    end = next[1];
  const span = trimmed(text, [label.start, end]);
  const clause = clauseIn(text, span, units, marksIn(marks, span));
  const empty = clause.named.length === 0 && clause.limits.length === 0;
  if (empty && !(label.said === 'person' || (ownLine && colon))) return null;
  if (!isLabelled(clause, units)) return null;
  if (
    (!ownLine || !colon) &&
    label.said !== 'limit' &&
    label.said !== 'person' &&
    unitsIn(clause, units) === 'none'
  )
    return null;
  if (
    label.said === 'limit' &&
    !ownLine &&
    !clause.limits.some((limit) => saysWhen(text, limit[0], limit[1]))
  )
    return null;
  // The comma before an inline label goes with it.
  const cut: Span = !ownLine && text[label.start - 1] === '，' ? [label.start - 1, span[1]] : span;
  return { kind: 'label', span: cut, clause, governs: span };
}

const LINE_END = 0x0a;
const FULL_STOP = 0x3002;
const SEMICOLON = 0xff1b;
const COMMA = 0xff0c;

/** Where the value of a label ends: with the line, the sentence, or before the first words that are no unit. */
function valueEnd(text: string, start: number, to: number, units: Units, ownLine: boolean): number {
  let end = start;
  let depth = 0;
  const last = Math.min(to, start + LONGEST_BRACKET);
  for (let at = start; at <= last; at++) {
    const code = at < last ? text.charCodeAt(at) : LINE_END;
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth = Math.max(0, depth - 1);
    if (at < last && depth > 0 && code !== LINE_END) continue;
    const stop = code === FULL_STOP || code === LINE_END;
    const breaks = stop || code === SEMICOLON || (code === COMMA && !ownLine);
    if (!breaks) continue;
    if (end > start && !isValue(text, [end, at], units)) return end;
    end = at;
    if (stop) return at;
  }
  return end;
}

const VALUE_GAP = codesOf('，；、 ');

/** A further comma or ； segment that still belongs to the clause. */
function isValue(text: string, span: Span, units: Units): boolean {
  let [from, to] = trimmed(text, span);
  while (from < to && VALUE_GAP[text.charCodeAt(from)] === 1) from++;
  if (to <= from || to - from > LONGEST_SENTENCE) return false;
  if (saysWhen(text, from, to)) return true;
  const clause = clauseIn(text, [from, to], units);
  if (clause.labels > 0) return labelBeforeAny(text, [from, to]);
  return clause.strays === 0 && unitsIn(clause, units) === 'all';
}

function labelBeforeAny(text: string, [from, to]: Span): boolean {
  for (let at = from + 2; at < to && at < from + 16; at++)
    if ((text[at] === '：' || text[at] === '为') && labelBefore(text, from, at)?.start === from) return true;
  return false;
}

/** The line is a bare label, or breaks off in the middle of its list: the next paragraph goes on with it. */
function continues(text: string, start: number, to: number, next: Span, said: string, units: Units): boolean {
  const value = trimmed(text, [start, to]);
  const open = value[1] <= value[0] || '、，'.includes(text[value[1] - 1] as string);
  if (!open || next[1] - next[0] > LONGEST_SENTENCE || next[0] - to > 8) return false;
  if (said === 'limit') return saysWhen(text, next[0], next[1]);
  const clause = clauseIn(text, trimmed(text, next), units);
  return clause.labels === 0 && clause.strays === 0 && unitsIn(clause, units) === 'all';
}

function marksIn(marks: readonly Span[], [from, to]: Span): Span[] {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as Span)[1] <= from) low = middle + 1;
    else high = middle;
  }
  const found: Span[] = [];
  for (let index = low; index < marks.length && (marks[index] as Span)[0] < to; index++)
    found.push(marks[index] as Span);
  return found;
}
