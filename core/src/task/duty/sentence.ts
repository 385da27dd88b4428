import { type Span, trimmed } from '../../base/index.ts';
import type { Carrier } from './carrier.ts';
import { type Clause, clauseIn, firstVerb } from './clause.ts';
import { isUnitLike, listedUnits } from './list.ts';
import { isStop } from './signs.ts';
import type { Units } from './units.ts';
import { saysOnlyWhen } from './words.ts';

/** A longer sentence names no units. */
export const LONGEST_SENTENCE = 400;
const LONGEST_SEGMENT = 200;
const NOBODY = /企业|高校|院校|院所|医院|学校|机构|公司|团队|平台|组织|协会|合作社|基地|主体|同志|领导|人员/;

const NUMERAL =
  /^(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,2}是|[—•·★ ]+)+/;

/** `由甲、乙负责落实。`, and `甲牵头，乙配合，` inside a sentence about the work. */
export function sentenceCarriers(text: string, span: Span, marks: readonly Span[], units: Units): Carrier[] {
  const [start, end] = trimmed(text, span);
  if (end - start > LONGEST_SENTENCE || marks.some((mark) => mark[0] < end && start < mark[1])) return [];
  const from = start + (NUMERAL.exec(text.slice(start, start + 12))?.[0].length ?? 0);
  const spans = segmentsOf(text, [from, end]);
  if (!spans.some((segment) => isSpoken(text, segment) && judged(text, segment, units) === 'duty'))
    return leadAhead(text, [from, end], [start, end], units);
  const segments = spans.map((segment) => ({ segment, is: judged(text, segment, units) }));
  if (segments.every(({ is }) => is !== 'prose')) {
    const whole: Span = [from, text[end] === '。' ? end + 1 : end];
    return [{ kind: 'sentence', span: whole, clause: clauseIn(text, [from, end], units), governs: whole }];
  }
  const carriers: Carrier[] = [];
  for (let index = 0; index < segments.length; index++) {
    let last = index;
    while (last < segments.length && (segments[last]?.is === 'duty' || segments[last]?.is === 'list')) last++;
    while (last > index && segments[last - 1]?.is === 'list') last--;
    if (last === index) continue;
    const run: Span = [
      (segments[index] as { segment: Span }).segment[0],
      (segments[last - 1] as { segment: Span }).segment[1],
    ];
    const clause = clauseIn(text, run, units);
    // 接受社会监督, 财政支持: only a run in which somebody leads or answers assigns work.
    if (!/牵头|负责|主责/.test(text.slice(run[0], run[1]))) {
      index = last - 1;
      continue;
    }
    const somebody = clause.named.every(
      ({ mention }) => mention.unit !== null || !NOBODY.test(mention.name) || mention.group?.kind === 'open',
    );
    if (somebody && clause.named.some(({ mention }) => mention.group === null))
      carriers.push({ kind: 'running', span: run, clause, governs: [start, end] });
    index = last - 1;
  }
  return carriers;
}

const ANSWERS = /^(?:具体|主要|统筹|牵头)?负责(?!人|任|制|同志|区|地)|^牵头(?!人|单位|部门|处室|科室)/;

/** 市住房城乡建设局负责改造老旧小区: a known unit at the beginning of a sentence that goes on with its work. */
function leadAhead(text: string, [from, end]: Span, governs: Span, units: Units): Carrier[] {
  const to = units.longestUnit(text, from);
  if (to <= from || to >= end) return [];
  const verb = ANSWERS.exec(text.slice(to, Math.min(end, to + 8)));
  if (!verb) return [];
  const mention = listedUnits(text, [from, to], units)[0]?.mention;
  // 政府负责…: nobody in particular.
  if (!mention || mention.unit === null || mention.name.length < 3 || mention.span[1] !== to) return [];
  const clause: Clause = {
    named: [{ mention, said: 'lead', written: true, level: '' }],
    limits: [],
    labels: 0,
    verbs: 1,
    strays: 0,
  };
  return [{ kind: 'running', span: [from, to + verb[0].length], clause, governs }];
}

/** Nearly every sentence about the work is done with here: no word of duty ends anything in it. */
function isSpoken(text: string, [from, to]: Span): boolean {
  return to - from <= LONGEST_SEGMENT && firstVerb(text, from, to) < to;
}

function judged(text: string, segment: Span, units: Units): 'duty' | 'list' | 'when' | 'prose' {
  if (saysOnlyWhen(text, segment[0], segment[1])) return 'when';
  if (segment[1] - segment[0] > LONGEST_SEGMENT) return 'prose';
  const clause = clauseIn(text, segment, units);
  if (clause.labels > 0 || clause.strays > 0 || clause.named.length === 0) return 'prose';
  if (!clause.named.every(({ mention }) => isUnitLike(mention, units))) return 'prose';
  return clause.verbs > 0 ? 'duty' : 'list';
}

const COMMA = 0xff0c;
const COLON = 0xff1a;

function segmentsOf(text: string, [from, to]: Span): Span[] {
  const segments: Span[] = [];
  let start = from;
  for (let at = from; at <= to; at++) {
    const code = at < to ? text.charCodeAt(at) : COMMA;
    if (code !== COMMA && code !== COLON) continue;
    const segment = trimmed(text, [start, at]);
    if (segment[1] > segment[0]) segments.push(segment);
    start = at + 1;
  }
  return segments;
}

/** Where the sentence that holds `at` ends. */
export function sentenceEnd(text: string, at: number, to: number): number {
  let end = at;
  while (end < to && end - at < LONGEST_SENTENCE && !isStop(text.charCodeAt(end))) end++;
  return end;
}
