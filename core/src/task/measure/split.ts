import { isHan, type Span } from '../../base/index.ts';
import { clauseKind } from './clause.ts';
import { endingAt, endingsOf, find, findLast, lexiconOf, wordAt } from './lexicon.ts';
import { pairsIn } from './pairs.ts';
import { type Clause, hasFigure } from './phrase.ts';
import { isNounLike, predicateOf, type Verb, verbAt, verbClass } from './verb.ts';

/** A measure's stretch and the clause in it that carries the action. */
export interface Stretch {
  readonly span: Span;
  readonly main: Clause;
  /** The verb at the head of that clause, if one stands there. */
  readonly head: Verb | null;
  /** Whether its sentence has a figure outside names and quotes. */
  readonly figures: boolean;
}

const COMMA = 1;
const STOP = 2;
const LIST = 3;
const COLON = 4;
/** A digit, and the characters of 有利于 and 报送. */
const FIGURE = 5;
const GAIN = 6;
const REPORT = 7;
const MARK = marks();

/** Sentences, clauses and lists of one stretch of prose, joined to measures by the rules R1–R9 of the reference. */
export function splitMeasures(text: string, stretch: Span): readonly Stretch[] {
  const measures: Stretch[] = [];
  const pairs = pairsIn(text, stretch);
  const [from, to] = stretch;
  let clauses: Clause[] = [];
  let start = from;
  let pair = 0;
  const lists: number[] = [];
  const close = (end: number) => {
    if (end > start) {
      // A 等 behind a 、 closes a list of things, not of clauses.
      const enumerated = lists.length > 0 ? findLast(text, 0x7b49, start, end) : -1;
      for (const at of lists) {
        if (at > enumerated && splitsAt(text, start, at, end)) {
          clauses.push({ start, end: at });
          start = at + 1;
        }
      }
      clauses.push({ start, end });
    }
    if (lists.length > 0) lists.length = 0;
  };
  let sentence = from;
  let series = false;
  let figures = false;
  let reports = false;
  let gains = false;
  for (let at = from; at <= to; at++) {
    const next = pairs[pair];
    if (next !== undefined && at === next[0]) {
      at = next[1] - 1;
      pair++;
      continue;
    }
    const mark = at === to ? STOP : (MARK[text.charCodeAt(at)] as number);
    if (mark === 0) continue;
    if (mark >= FIGURE) {
      if (mark === FIGURE) figures = true;
      else if (mark === REPORT) reports = true;
      else if (text.startsWith('有利于', at)) gains = true;
      continue;
    }
    if (mark === LIST) {
      lists.push(at);
      continue;
    }
    if (mark === COLON) {
      if (announces(text, start, at)) {
        lists.length = 0;
        start = at + 1;
        if (clauses.length === 0) sentence = start;
      } else if (verbAt(text, start, at) !== null && verbAt(text, at + 1, to) !== null) {
        close(at);
        start = at + 1;
      }
      continue;
    }
    close(at);
    start = at + 1;
    if (mark === COMMA) continue;
    if (clauses.length > 0) {
      const whole: Span = [sentence, at];
      const numbered = startsNumbered(text, start, to);
      if (!gains && !(reports && REPORTING.test(text.slice(sentence, at))))
        joinClauses(text, whole, clauses, measures, numbered || series, figures);
      // 一是A。二是B。三是C。: the last of a series is no heading because the first was none.
      series = series || (numbered && start < to && startsNumbered(text, sentence, at));
    }
    clauses = [];
    figures = false;
    reports = false;
    gains = false;
    sentence = start;
  }
  return measures;
}

function joinClauses(
  text: string,
  sentence: Span,
  clauses: readonly Clause[],
  into: Stretch[],
  beforeNumeral: boolean,
  figures: boolean,
): void {
  const first = clauses[0] as Clause;
  const end = (clauses[clauses.length - 1] as Clause).end;
  const begins = afterNumeral(text, sentence[0], end);
  if (begins >= end) return;
  if (
    begins > sentence[0] &&
    clauses.length === 1 &&
    isSubheading(text, begins, end, sentence, beforeNumeral)
  )
    return;
  if (isBackground(text, begins, end, clauses)) return;
  let lead = -1;
  let open: { start: number; end: number; main: Clause; head: Verb | null } | null = null;
  const put = () => {
    if (open !== null && open.end - open.start > 1 && saysSomething(text, open))
      into.push({ span: [open.start, open.end], main: open.main, head: open.head, figures });
    open = null;
  };
  for (let index = 0; index < clauses.length; index++) {
    const written = clauses[index] as Clause;
    const clause = trimmedClause(
      text,
      index === 0 || written === first ? Math.max(written.start, begins) : written.start,
      written.end,
    );
    if (clause.end <= clause.start) continue;
    const verb = verbAt(text, clause.start, clause.end);
    const listed =
      (index > 0 && text.charCodeAt(clause.start - 1) === 0x3001) ||
      (index + 1 < clauses.length && text.charCodeAt(clause.end) === 0x3001);
    const kind =
      listed && verb !== null
        ? 'start'
        : clauseKind(
            text,
            clause,
            open === null && lead < 0,
            verb,
            clauses[index + 1] ?? null,
            (open as { head: Verb | null } | null)?.head?.class ?? null,
          );
    const current = open as { start: number; end: number; main: Clause; head: Verb | null } | null;
    if (kind === 'empty') continue;
    if (kind === 'lead') {
      if (lead < 0) lead = clause.start;
      continue;
    }
    if (kind === 'bound' && current !== null) {
      current.end = clause.end;
      lead = -1;
      continue;
    }
    if (lead < 0 && kind !== 'start' && current !== null) {
      current.end = clause.end;
      continue;
    }
    if (kind === 'join' && lead >= 0 && current === null && index + 1 < clauses.length) continue;
    put();
    open = { start: lead >= 0 ? lead : clause.start, end: clause.end, main: clause, head: verb };
    lead = -1;
  }
  const last = open as { start: number; end: number; main: Clause; head: Verb | null } | null;
  if (lead >= 0) {
    const rest = trimmedClause(text, lead, end);
    if (last !== null && predicateOf(text, rest.start, rest.end) === null) last.end = rest.end;
    else {
      put();
      open = { ...rest, main: rest, head: null };
    }
  }
  put();
}

/** Not a numeral alone, nor one bracket, such as a clause of responsibility that was not cut out. */
function saysSomething(text: string, { start, end }: Clause): boolean {
  let at = start;
  while (at < end && !isHan(text.charCodeAt(at))) at++;
  return at < end && !isAside(text, start, end);
}

function isAside(text: string, start: number, end: number): boolean {
  return text.charCodeAt(start) === 0xff08 && find(text, 0xff09, start, end) === end - 1;
}

function trimmedClause(text: string, from: number, to: number): Clause {
  let start = from;
  let end = to;
  while (start < end && isLoose(text.charCodeAt(start))) start++;
  if (isOrdinal(text, start) && start + 2 < end) start += 2;
  while (end > start && isLoose(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** 二要抓好…，三是推进…: the numeral of a series inside a sentence. */
function isOrdinal(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return (next === 0x8981 || next === 0x662f) && '一二三四五六七八九十'.includes(text.charAt(at));
}

/** White space, list bullets and stray punctuation at the ends of a clause. */
function isLoose(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x2014 ||
    code === 0x2022 ||
    code === 0x25cf ||
    code === 0x25a0 ||
    code === 0x2605 ||
    code === 0xb7 ||
    code === 0xff0c ||
    code === 0x3001 ||
    code === 0xff1a ||
    code === 0x3002 ||
    code === 0xff1b ||
    code === 0x2026
  );
}

const NUMERAL =
  /(?:[（〔]?\d{1,3}[）〕]|\d{1,3}(?:\.\d{1,2}){0,2}[.、．](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,3}(?:是要|是|要|则|、)|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,2}，|[-—•●■★▲*]+)/y;

const MAY_NUMBER = new Set(
  [...'（〔0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十第-—•●■★▲*'].map((mark) => mark.charCodeAt(0)),
);

/** The place behind a numeral, bullet or 一是 at the head of a sentence. */
function afterNumeral(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) <= 0x20) at++;
  if (!MAY_NUMBER.has(text.charCodeAt(at))) return at;
  NUMERAL.lastIndex = at;
  const found = NUMERAL.exec(text);
  return found === null || at + found[0].length > to ? at : at + found[0].length;
}

function startsNumbered(text: string, from: number, to: number): boolean {
  return from >= to || afterNumeral(text, from, to) > from;
}

const LONGEST_SUBHEADING = 24;

/** 1.强化引领。 with text behind it in the paragraph: a heading of what follows. */
function isSubheading(
  text: string,
  begins: number,
  end: number,
  sentence: Span,
  beforeNumeral: boolean,
): boolean {
  if (beforeNumeral || end - begins > LONGEST_SUBHEADING || hasFigure(text, begins, end)) return false;
  return text.charCodeAt(sentence[1]) === 0x3002 || text.charCodeAt(sentence[1]) === 0xff1a;
}

const PAST = lexiconOf(
  '近年来 近年 目前 当前 截至目前 截至 过去 长期以来 多年来 去年 上年 一直以来 据统计 本方案所称 本意见所称 本办法所称 本规划所称 本方案 本措施自 本意见自 本办法自 本规定自 本通知自 本计划自 有效期 上述 以上各 以上任务 附件 联系人 注： 备注 实践证明 各牵头单位 各责任单位 牵头单位 责任单位 责任部门 牵头部门 完成时限 各责任部门 各牵头部门 各牵头责任单位',
);
const WORTH = endingsOf(
  '具有重要意义 具有重大意义 意义重大 的重要途径 的重要举措 的必然要求 的重要组成部分 的重要保障',
);
const REPORTING = /每(?:月|季度?|半年|周|旬|年)[^，]{0,16}前?[，]?[^。]{0,30}(?:报送|上报|报至|反馈)/;

/** Sentences that set no work: what has been, why it matters, definitions, when to report. */
function isBackground(text: string, begins: number, end: number, clauses: readonly Clause[]): boolean {
  if (wordAt(PAST, text, begins, end) !== '') return true;
  for (const clause of clauses) if (endingAt(WORTH, text, clause.start, clause.end) !== '') return true;
  return false;
}

const ANNOUNCING = endingsOf(
  '指标 如下 以下 工作 任务 措施 方面 内容 包括 目标 是 重点 举措 事项 项目 要求 实事 即 如下工作 作用',
);

function announces(text: string, start: number, at: number): boolean {
  return endingAt(ANNOUNCING, text, start, at) !== '';
}

const LISTED = endingsOf(
  '等 行动 工程 活动 计划 能力 水平 机制 服务 工作 作用 专项行动 试点 功能 任务 模式 体系 制度 政策 环节 流程 问题 方式',
);
const NAMED = lexiconOf('作用 方式 能力 水平 主体 机制 体系 制度 工作 等');
const SHORTEST_LISTED = 4;

/**
 * Whether a 、 stands between two verb-led clauses (R5): a verb with its object before it and a verb with its object
 * behind it, the list no name (扩品种、提品牌行动) and the first verb not one that has others act.
 */
function splitsAt(text: string, start: number, at: number, end: number): boolean {
  if (at - start < SHORTEST_LISTED || end - at - 1 < SHORTEST_LISTED) return false;
  const next = plainVerb(text, at + 1, end);
  if (next === null) return false;
  const first = verbAt(text, start, at);
  if (
    first === null ||
    first.class === 'causing' ||
    text.charCodeAt(first.end) === 0x3001 ||
    at - first.end < 2 ||
    end - next.end < 2
  )
    return false;
  return (
    wordAt(NAMED, text, next.end, end) === '' &&
    endingAt(LISTED, text, at + 1, end) === '' &&
    find(text, 0x7684, next.end, end) < 0 &&
    verbClass(first.verb) !== 'causing'
  );
}

/** 改造小区12个、惠及居民900户: what the work reaches is no work. */
const REACHING = lexiconOf('惠及 覆盖 带动 辐射 受益');

function plainVerb(text: string, at: number, end: number): Verb | null {
  const verb = verbAt(text, at, end);
  if (verb === null || verb.end - verb.start < 2 || isNounLike(verb.verb)) return null;
  if (wordAt(REACHING, text, at, end) !== '') return null;
  return verb;
}

function marks(): Uint8Array {
  const table = new Uint8Array(65536);
  table[0xff0c] = COMMA;
  for (const mark of '。；！？\n') table[mark.charCodeAt(0)] = STOP;
  for (const mark of '0123456789') table[mark.charCodeAt(0)] = FIGURE;
  table[0x6709] = GAIN;
  table[0x62a5] = REPORT;
  table[0x3001] = LIST;
  table[0xff1a] = COLON;
  return table;
}
