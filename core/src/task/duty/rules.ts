import { type Span, trimmed } from '../../base/index.ts';
import { codesOf, isClosing, isOpening } from './signs.ts';

/** 列第一位者为牵头单位，下同: how the order of a list is to be read, from `span` on. */
export interface OrderRule {
  readonly span: Span;
  /** `first`: the first of a list leads. `all`: where nobody is named as lead, all do. */
  readonly leads: 'first' | 'all';
  /** What the rule calls the others, if it does. */
  readonly others: 'cooperate' | 'responsible' | null;
}

/** 以下任务均需各市人民政府落实，不再列出: units that answer for every later item. */
export interface BlanketDuty {
  readonly span: Span;
  /** The units, as a list. */
  readonly list: Span;
  /** Where it ceases to hold (the end of the chapter, for 本章…); the text's end otherwise. */
  readonly until: number;
}

/** 通则: statements of a document about all its clauses of responsibility, in the order of the text. */
export interface DutyRules {
  readonly orders: readonly OrderRule[];
  readonly blankets: readonly BlanketDuty[];
}

const ORDER_MARKS = [
  '第一',
  '首位',
  '首个',
  '排前',
  '无牵头',
  '没有牵头',
  '未明确牵头',
  '未标注牵头',
  '未注明牵头',
  '未列牵头',
  '不设牵头',
];
const BLANKET_MARKS = ['不再', '不一一', '不单独列', '不另行', '均需', '均须', '均由', '均涉及'];

const ORDER = 1;
const BLANKET_KIND = 2;
/** The kinds of marks by their first character: nearly every place of a text is passed over by one look. */
const MARK_HEADS = new Uint8Array(65536);
for (const [kind, marks] of [
  [ORDER, ORDER_MARKS],
  [BLANKET_KIND, BLANKET_MARKS],
] as const)
  for (const mark of marks) {
    const code = mark.charCodeAt(0);
    MARK_HEADS[code] = (MARK_HEADS[code] as number) | kind;
  }

const FIRST =
  /(?:第一|首位|首个|排前)[^。；\n]{0,16}?(?:为|系|是|即|负责|作为)[^。；，\n]{0,8}(?:牵头|主办|主责|汇总)|(?:牵头|主办|主责|汇总)(?:单位|部门|处室|科室|者)[^。；，\n]{0,6}(?:列|排|位|居|为|是)[^。；，\n]{0,6}(?:第一位?|首位)/;
const UNMARKED =
  /(?:无|没有|未(?:明确|标注|注明|列|设)|不设)(?:[^，。；\n]{0,4})牵头[^。；\n]{0,12}责任(?:单位|部门|主体)[^。；\n]{0,4}(?:为|是|系|作为)[^。；，\n]{0,4}牵头/;
const OTHERS = /其[他余它][^。；，\n]{0,12}(?:为|是|系|作为)(参与|配合|协办|协同|参加|协助|责任|落实)/;
const ORDER_TAIL =
  /^(?:(?:单位|部门|处室|科室|者|和|及|或|、|的|总)*)(?:(?:牵头|主办|主责|汇总)?(?:或|和|、)?(?:牵头|汇总|主办|协调)?(?:单位|部门|处室|科室|者)?)/;
const ORDER_MORE = /^[，、 ]?(?:以?下同|余同|其[他余它][^。；，）〕\n]{0,24}|不再[^。；，）〕\n]{0,12}|后同)/;

const BLANKET =
  /(?:以下|下列|下述|上述|本(?:章|节|部分|方案|要点|清单|通知|意见|计划|文)|各项|所有|具体|全部|每项|相关|有关|各)[^。；\n]{0,14}?(?:均|都|皆)(?:需要?|须|由|涉及到?|要求|应当?|要|为)/;
const BLANKET_DONT =
  /不(?:再)?(?:一一|逐一|逐项|单独|另行|重复|分别|做|作|具体|专门)*(?:列出|列入|列明|列示|列|分工|标注|注明|罗列|赘述|体现|标明|说明)/;
const BLANKET_VERB =
  /(?:共同|分别|具体|认真|按职责分工|按职责|按照职责分工)*(?:参与|配合|抓好|负责|组织)?(?:落实|实施|负责|配合|参与|推进|执行|承担)/;
const LONGEST = 160;

/**
 * Finds the rules in one scan of the whole text. `chapters` bound those that speak of 本章 or 本部分 only.
 */
export function dutyRulesOf(text: string, chapters: readonly Span[] = []): DutyRules {
  const marks = marksFound(text);
  const orders: OrderRule[] = [];
  eachSentence(text, marks.orders, (sentence) => {
    const rule = orderRule(text, sentence);
    if (rule) orders.push(rule);
  });
  const blankets: BlanketDuty[] = [];
  eachSentence(text, marks.blankets, (sentence) => {
    if (blankets.length >= MOST_BLANKETS) return;
    const blanket = blanketDuty(text, sentence, chapters);
    if (blanket) blankets.push(blanket);
  });
  return { orders, blankets };
}

/** Each is a duty of every later item: a document states one or two, and a text of thousands is none. */
const MOST_BLANKETS = 32;

const marksOfRules = new WeakMap<DutyRules, readonly Span[]>();

/** Where the rules stand, in the order of the text. */
export function marksOf(rules: DutyRules): readonly Span[] {
  const known = marksOfRules.get(rules);
  if (known) return known;
  const marks = [...rules.orders, ...rules.blankets]
    .map(({ span }) => span)
    .sort((one, other) => one[0] - other[0]);
  marksOfRules.set(rules, marks);
  return marks;
}

/** The last ordering rule that stands before `at`, null if none does. */
export function orderRuleAt(rules: DutyRules, at: number): OrderRule | null {
  let low = 0;
  let high = rules.orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rules.orders[middle] as OrderRule).span[0] <= at) low = middle + 1;
    else high = middle;
  }
  // A rule for lists without 牵头 does not undo an earlier one about their order.
  return rules.orders[low - 1] ?? null;
}

/** Where marks begin, in rising order. */
interface MarksFound {
  readonly orders: readonly number[];
  readonly blankets: readonly number[];
}

/** The marks of both kinds, found in one scan. */
function marksFound(text: string): MarksFound {
  const orders: number[] = [];
  const blankets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const kinds = MARK_HEADS[text.charCodeAt(at)] as number;
    if (kinds === 0) continue;
    if ((kinds & ORDER) !== 0 && anyAt(ORDER_MARKS, text, at)) orders.push(at);
    if ((kinds & BLANKET_KIND) !== 0 && anyAt(BLANKET_MARKS, text, at)) blankets.push(at);
  }
  return { orders, blankets };
}

function anyAt(marks: readonly string[], text: string, at: number): boolean {
  for (const mark of marks) if (text.startsWith(mark, at)) return true;
  return false;
}

/** Each sentence (or bracket's share of one) that a mark begins in, once, in the order of the text. */
function eachSentence(text: string, hits: readonly number[], visit: (sentence: Span) => void): void {
  let done = 0;
  for (const hit of hits) {
    if (hit < done) continue;
    let start = hit;
    let depth = 0;
    while (start > done && start > hit - LONGEST) {
      const code = text.charCodeAt(start - 1);
      if (isClosing(code)) depth++;
      else if (isOpening(code) && --depth < 0) break;
      if (depth === 0 && ENDS[code] === 1) break;
      start--;
    }
    let end = hit;
    depth = 0;
    while (end < text.length && end < hit + LONGEST) {
      const code = text.charCodeAt(end);
      if (isOpening(code)) depth++;
      else if (isClosing(code) && --depth < 0) break;
      if (depth <= 0 && ENDS[code] === 1) break;
      end++;
    }
    done = end;
    visit([start, end]);
  }
}

const ENDS = codesOf('。；！？\n');

function orderRule(text: string, [start, end]: Span): OrderRule | null {
  const words = text.slice(start, end);
  const all = UNMARKED.exec(words);
  const found = all ?? FIRST.exec(words);
  if (!found || !/单位|部门|处室|科室|者|的|责任|[位个]为/.test(found[0])) return null;
  // The rule begins behind the comma before it: the units of a bracket stand in front of that.
  let from = Math.max(words.lastIndexOf('，', found.index), words.lastIndexOf('：', found.index)) + 1;
  const before = words.lastIndexOf('，', from - 2) + 1;
  if (from > 0 && words[from - 1] === '，' && /^(?:其中，|除|未|无|凡|注：)/.test(words.slice(before)))
    from = before;
  let to = found.index + found[0].length;
  to += (ORDER_TAIL.exec(words.slice(to)) as RegExpExecArray)[0].length;
  for (let more = ORDER_MORE.exec(words.slice(to)); more; more = ORDER_MORE.exec(words.slice(to)))
    to += more[0].length;
  const others = OTHERS.exec(words)?.[1];
  return {
    span: trimmed(text, [start + from, start + to]),
    leads: all ? 'all' : 'first',
    others: others === undefined ? null : /责任|落实/.test(others) ? 'responsible' : 'cooperate',
  };
}

function blanketDuty(text: string, [start, end]: Span, chapters: readonly Span[]): BlanketDuty | null {
  const words = text.slice(start, end);
  const found = BLANKET.exec(words);
  if (!found) return null;
  const from = found.index + found[0].length;
  const rest = words.slice(from);
  const without = BLANKET_DONT.exec(rest);
  if (!without && !/^(?:以下|下列|下述)/.test(found[0])) return null;
  const verb = BLANKET_VERB.exec(rest);
  if (!without && !verb) return null;
  const stop = Math.min(verb?.index ?? rest.length, without ? rest.search(/，?不/) : rest.length);
  const list = trimmed(text, [start + from, start + from + stop]);
  let last = list[1];
  while (last > list[0] && '，、'.includes(text[last - 1] as string)) last--;
  if (last - list[0] < 2 || last - list[0] > 80) return null;
  let to = Math.max(verb ? verb.index + verb[0].length : 0, without ? without.index + without[0].length : 0);
  const more = /^[，、 ]?(?:以?下同|后同)/.exec(rest.slice(to));
  if (more) to += more[0].length;
  const own = /本[章节部]/.test(found[0]);
  const chapter = own ? chapters.find((each) => each[0] <= start && start < each[1]) : undefined;
  return {
    span: [start + words.lastIndexOf('，', found.index) + 1, start + from + to],
    list: [list[0], last],
    until: chapter ? chapter[1] : Number.POSITIVE_INFINITY,
  };
}
