import { isChineseNumeralCode, type Span } from '../../base/index.ts';
import type { Target } from '../compiled.ts';
import { likeFirst, likeLast, relative } from './bound.ts';
import { type Figure, figureAt, isDigit, isStop, numeralEnd } from './figure.ts';
import { isTarget, standsAlone } from './judge.ts';
import { unitAt } from './lexicon.ts';
import { perIn } from './per.ts';
import { carried, objectsOf, subjectAfter, subjectBefore, withPrefixOf } from './subject.ts';

/** What else is known of the document. */
export interface TargetContext {
  /** 年份 of the plan: a figure under an earlier year is a result, not a target. */
  readonly year?: number | null;
}

const DIGIT = 1;
const NUMERAL = 2;
const WORD = 3;
const QUOTE = 4;
const TITLE = 5;
const CLASSES = classes();
const OPEN = 0xff08;
const CLOSE = 0xff09;
const LONGEST_QUOTE = 60;
const LONGEST_TITLE = 120;
const LONGEST_CLAUSE = 80;

/**
 * 目标值 of one measure: every figure in `span` of the reading that states what is to be reached (catalogue §4), in
 * the order of the text. Bounds: `eq` and `approx` fill `value`, `gte` fills `min`, `lte` fills `max`, `range` both.
 * A ratio of two (2.5：1) has the quotient as value, a longer one none. Fractions and ratios have the unit 比例 and are
 * parts of one; 翻一番 is the factor 2. Growth is `eq` with 增长, 下降 … in the subject. Never throws.
 */
export function targetsIn(text: string, span: Span, context: TargetContext = {}): Target[] {
  const [start, end] = [Math.max(0, span[0]), Math.min(text.length, span[1])];
  const found: Found[] = [];
  for (let at = start; at < end; at++) {
    const kind = CLASSES[text.charCodeAt(at)];
    if (kind === 0) continue;
    if (kind === QUOTE || kind === TITLE) {
      at = closing(text, at, end, kind === TITLE ? LONGEST_TITLE : LONGEST_QUOTE);
    } else {
      at = read(text, at, start, end, kind as number, context, found) - 1;
    }
  }
  return found.length === 0 ? [] : targetsOf(text, found);
}

/** A figure that is a target, with the clause that it stands in. */
interface Found {
  readonly figure: Figure;
  readonly clause: number;
  readonly clauseEnd: number;
  /** End of the figure before it in the same clause, where its own subject can begin. */
  readonly from: number;
  readonly coverage: boolean;
}

/** Reads what begins at `at`, keeps it if it is a target; returns where to read on, always beyond `at`. */
function read(
  text: string,
  at: number,
  start: number,
  end: number,
  kind: number,
  context: TargetContext,
  found: Found[],
): number {
  if (kind === WORD) return readWord(text, at, start, end, found);
  if (kind === NUMERAL && !mayBeQuantity(text, at, end)) return numeralEnd(text, at, end) || at + 1;
  const past = Math.max(at + 1, numeralEnd(text, at, end));
  if (!standsAlone(text, at, start)) return past;
  const clause = clauseStart(text, at, start);
  const figure = figureAt(text, at, clause, end);
  if (!figure) return past;
  const clauseEnd = clauseStop(text, figure.end, end);
  const last = found.at(-1);
  const from = last && last.figure.end > clause ? last.figure.end : clause;
  if (isBaseline(text, figure, clause, end)) return figure.end;
  const after = text.slice(figure.end, clauseEnd);
  if (!isTarget(figure, { text, start, end, clause }, after))
    return Math.max(past, figure.unit === null ? past : figure.end);
  if (isOfEarlierYear(text, start, figure.start, context)) return figure.end;
  found.push({ figure, clause, clauseEnd, from, coverage: false });
  return figure.end;
}

/** 全覆盖, 翻一番, 倍增, 半数以上. */
function readWord(text: string, at: number, start: number, end: number, found: Found[]): number {
  const clause = clauseStart(text, at, start);
  const covered = ['全覆盖', '全部覆盖', '全面覆盖'].find(
    (word) => text.startsWith(word, at) && at + word.length <= end,
  );
  const last = found.at(-1);
  const from = last && last.figure.end > clause ? last.figure.end : clause;
  if (covered) {
    const to = at + covered.length;
    if (to < end && !isStop(text.charCodeAt(to)) && !/^(?:和|与|及|目标|率达)/.test(text.slice(to, to + 2)))
      return to;
    found.push({ figure: coverage(at, to), clause, clauseEnd: to, from, coverage: true });
    return to;
  }
  if (text[at] === '全') return at + 1;
  const figure = figureAt(text, at, clause, end);
  if (!figure) return at + 1;
  const clauseEnd = clauseStop(text, figure.end, end);
  const after = text.slice(figure.end, clauseEnd);
  if (text[at] === '倍' && after !== '' && !/^[、和及]/.test(after)) return figure.end;
  if (!isTarget(figure, { text, start, end, clause }, after)) return figure.end;
  found.push({ figure, clause, clauseEnd, from, coverage: false });
  return figure.end;
}

function coverage(start: number, end: number): Figure {
  return {
    start,
    end,
    at: start,
    comparator: 'eq',
    value: '100',
    min: null,
    max: null,
    unit: '%',
    unitKind: 'share',
    form: 'coverage',
    chinese: false,
    bounded: true,
    boundAfter: false,
  };
}

function targetsOf(text: string, found: readonly Found[]): Target[] {
  const targets: Target[] = [];
  for (let at = 0; at < found.length; ) {
    const list = listFrom(text, found, at);
    const shared = distributed(text, list);
    if (shared) targets.push(...shared);
    else
      list.forEach((entry, index) => {
        const limit = found[at + index + 1]?.figure.start ?? entry.clauseEnd;
        targets.push(...single(text, entry, Math.min(limit, entry.clauseEnd), targets.at(-1), index === 0));
      });
    at += list.length;
  }
  return targets.map((target, index) => withSuffixOf(target, targets[index + 1]));
}

/** 1个国家级、3个省级示范区: the first is short for 国家级示范区. */
function withSuffixOf(target: Target, next: Target | undefined): Target {
  if (!next || !/^(?:世界|国家|省|市|州|县|区)级$/.test(target.subject)) return target;
  const suffix = /^(?:世界|国家|省|市|州|县|区)级(.+)$/.exec(next.subject);
  return suffix ? { ...target, subject: target.subject + suffix[1] } : target;
}

/** Figures that stand in one row: 49个、256万平方米和3.2万户. */
function listFrom(text: string, found: readonly Found[], at: number): readonly Found[] {
  let to = at + 1;
  while (to < found.length) {
    const [one, other] = [found[to - 1] as Found, found[to] as Found];
    const between = text.slice(one.figure.end, other.figure.start);
    if (!/^(?:[、和及与]|以及)$/.test(between)) break;
    to++;
  }
  return found.slice(at, to);
}

/** 甲率、乙率分别达到70%和60%: subjects and figures zipped, with the unit and the bound of the last for all. */
function distributed(text: string, list: readonly Found[]): Target[] | null {
  const first = list[0] as Found;
  const before = text.slice(first.from, first.figure.start);
  const each = before.lastIndexOf('分别');
  if (each < 0 || list.length < 2) return null;
  const objects = objectsOf(text, first.from, first.from + each);
  // 分别稳定在85%、50%以上 is about the rates, 分别增长5%、6% about their growth.
  const changed = /^[至到在为]/.test(text.slice(first.figure.start, first.figure.at));
  const verb = changed ? '' : before.slice(each + 2).replace(/(?:达到|[到至为在达])$/, '');
  const last = (list.at(-1) as Found).figure;
  return list.map((entry, index) => {
    const figure = likeFirst(likeLast(entry.figure, last), first.figure);
    const object = objects.length === list.length ? objects[index] : undefined;
    const subject =
      (object ? text.slice(object[0], object[1]) : text.slice(first.from, first.from + each)) + verb;
    return targetOf(
      figure,
      [figure.start, figure.end],
      subject,
      perIn(before)?.text ?? null,
      isWished(text, entry),
    );
  });
}

function single(
  text: string,
  entry: Found,
  limit: number,
  previous: Target | undefined,
  first: boolean,
): Target[] {
  const { clause, from } = entry;
  const figure = relative(entry.figure, text.slice(from, entry.figure.start));
  const before = text.slice(clause, figure.start);
  const per = perIn(before)?.text ?? null;
  const wished = isWished(text, entry);
  if (text[figure.start - 1] === '各' && figure.start - 1 > from) {
    const objects = objectsOf(text, from, figure.start - 1);
    if (objects.length > 1)
      return objects.map((object) =>
        targetOf(figure, [object[0], figure.end], text.slice(object[0], object[1]), per, wished),
      );
  }
  const behind = subjectAfter(text, figure.end, limit, entry.clauseEnd);
  const ahead = subjectBefore(
    text,
    from,
    figure.start,
    /^[至到在为]/.test(text.slice(figure.start, figure.at)) || figure.comparator === 'lte',
  );
  if (behind && (figure.unitKind !== 'share' || figure.form === 'fraction' || ahead === null)) {
    return [targetOf(figure, [figure.start, behind[1]], text.slice(behind[0], behind[1]), per, wished)];
  }
  if (ahead) {
    const written = text.slice(ahead[0], ahead[1]);
    const row = !isStop(text.charCodeAt(from - 1)) && from > clause;
    const subject =
      (previous && carried(previous.subject, written)) ??
      (row && previous ? withPrefixOf(previous.subject, written) : written);
    return [targetOf(figure, [ahead[0], figure.end], subject, per, wished)];
  }
  return [
    targetOf(
      figure,
      [figure.start, figure.end],
      previous && (!first || from > clause || carries(before)) ? levelOf(previous.subject, figure) : '',
      per,
      wished,
    ),
  ];
}

/** 里程新增17公里、突破70公里: a level that is reached is no growth; 增长6%以上、力争7% goes on about the growth. */
function levelOf(previous: string, figure: Figure): string {
  return figure.start < figure.at ? (carried(previous, '新增') ?? previous) : previous;
}

/** 突破4万家，力争达到5万家: the second clause goes on about the same thing. */
function carries(before: string): boolean {
  return before.length <= 12;
}

function targetOf(
  figure: Figure,
  span: Span,
  subject: string,
  per: string | null,
  aspirational: boolean,
): Target {
  const full =
    figure.form === 'figure' && figure.unit === '%' && figure.value === '100' && figure.comparator === 'eq';
  return {
    span: [Math.min(span[0], figure.start), Math.max(span[1], figure.end)],
    comparator: figure.comparator,
    ...(figure.value === null ? {} : { value: figure.value }),
    ...(figure.min === null ? {} : { min: figure.min }),
    ...(figure.max === null ? {} : { max: figure.max }),
    unit: figure.unit,
    subject,
    per,
    aspirational,
    form: full ? 'coverage' : figure.form,
  };
}

/** 力争, 争取, 努力 in the clause, or in one before it that only names the time (力争到2025年，…). */
function isWished(text: string, { clause, figure }: Found): boolean {
  let from = clause;
  if (text[clause - 1] === '，') {
    let before = clause - 1;
    while (before > 0 && before > clause - 16 && !isStop(text.charCodeAt(before - 1))) before--;
    if (/^力争(?:到|用|通过|在|经过)/.test(text.slice(before, clause))) from = before;
  }
  return /力争|争取|努力/.test(text.slice(from, figure.start));
}

/** 由10%提高至20%, 从3家增至5家: the first figure is where things stand. */
function isBaseline(text: string, figure: Figure, clause: number, end: number): boolean {
  const after = text.slice(figure.end, Math.min(end, figure.end + 16));
  if (
    !/^[^，。；\d]{0,8}(?:提高|提升|增加|上升|下降|降低|扩大|增|降|压缩|缩短|调整|减少|压减|升|优化|扩|拓展)[到至为]/.test(
      after,
    )
  )
    return false;
  const before = text.slice(Math.max(clause, figure.at - 12), figure.at);
  return /[由从][^，。；]{0,11}$/.test(before) || figure.comparator === 'ratio';
}

/** The year that stands last before the figure in its sentence is over: 2023年，… in a plan of 2024. */
function isOfEarlierYear(text: string, start: number, at: number, { year }: TargetContext): boolean {
  if (!year) return false;
  const floor = Math.max(start, at - LONGEST_CLAUSE * 2);
  let from = at;
  let named = false;
  for (; from > floor; from--) {
    const code = text.charCodeAt(from - 1);
    if (code === 0x3002 || code === 0xff1b || code === 0x0a) break;
    named ||= code === YEAR;
  }
  if (!named) return false;
  const last = [...text.slice(from, at).matchAll(YEARS)].at(-1);
  return last !== undefined && Number(last[1]) < year;
}

const YEAR = '年'.charCodeAt(0);
/** Years of their own, without baselines (较2020年, 以2020年为基期) and attributes (2000年底前建成的). */
const YEARS =
  /(?<![比较以于自从按照据—-])((?:19|20)\d\d)年(?![—-]|度?(?:以来|起|为基|水平|基数|基础|底?前建成|底?以前)|届)/g;

/** A Chinese numeral can only count if a unit, a fraction or a bound follows it. */
function mayBeQuantity(text: string, at: number, end: number): boolean {
  if (text.startsWith('分之', at + 1)) return true;
  const to = numeralEnd(text, at, end);
  const next = text[to];
  if (next === '分' || next === '成' || next === '半' || next === '倍' || next === '余' || next === '多')
    return true;
  if (next === '至' || next === '到' || next === '—') return numeralEnd(text, to + 1, end) > to + 1;
  return unitAt(text, to, end) !== null;
}

function clauseStart(text: string, at: number, start: number): number {
  const floor = Math.max(start, at - LONGEST_CLAUSE);
  let from = at;
  let closed = 0;
  for (; from > floor; from--) {
    const code = text.charCodeAt(from - 1);
    if (code === CLOSE) closed++;
    else if (code === OPEN && closed-- === 0) break;
    else if (closed === 0 && endsClause(code) && !isRatioMark(text, from - 1)) break;
  }
  return from;
}

function clauseStop(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + LONGEST_CLAUSE);
  let opened = 0;
  for (let to = at; to < limit; to++) {
    const code = text.charCodeAt(to);
    if (code === OPEN) opened++;
    else if (code === CLOSE && opened-- === 0) return to;
    else if (opened === 0 && (code === 0x3001 || endsClause(code))) return to;
  }
  return limit;
}

/** 2.5：1 */
function isRatioMark(text: string, at: number): boolean {
  return text[at] === '：' && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

/** ，。；：！？ and the end of a line; 、 goes on. */
function endsClause(code: number): boolean {
  return (
    code === 0xff0c ||
    code === 0x3002 ||
    code === 0xff1b ||
    code === 0xff1a ||
    code === 0xff01 ||
    code === 0xff1f ||
    code === 0x0a ||
    code === 0x7c
  );
}

function closing(text: string, at: number, end: number, longest: number): number {
  const close = text[at] === '《' ? '》' : text[at] === '“' ? '”' : '’';
  const limit = Math.min(end, at + longest);
  for (let to = at + 1; to < limit; to++) if (text[to] === close) return to;
  return at;
}

function classes(): Uint8Array {
  const table = new Uint8Array(65536);
  for (let code = 0; code < 65536; code++) if (isChineseNumeralCode(code)) table[code] = NUMERAL;
  for (let code = 0x30; code <= 0x39; code++) table[code] = DIGIT;
  for (const character of '全翻倍半') table[character.charCodeAt(0)] = WORD;
  for (const character of '“‘') table[character.charCodeAt(0)] = QUOTE;
  table['《'.charCodeAt(0)] = TITLE;
  return table;
}
