import { lastOfMonth, type Span, textAt } from '../../base/index.ts';
import type { Deadline, Item, Target } from '../compiled.ts';
import { limitsOf } from './open.ts';
import { forEachItem, isClosing, quoted, type Rule, type Tell } from './rule.ts';
import type { Seen, SeenItem, SeenTarget } from './seen.ts';
import { CONDITIONS, LIMITS, VAGUE_LIMITS, VAGUE_QUANTITIES, wordsInMeasures } from './words.ts';

/** Whether anybody could tell that the work is done: figures, dates, documents, conditions. */
export const MEASURE_RULES: readonly Rule[] = [
  { code: 'task/cannot-be-closed', severity: 'warning', find: forEachItem(cannotBeClosed) },
  { code: 'measure/no-standard', severity: 'info', find: forEachItem(noStandard) },
  { code: 'measure/condition-undecided', severity: 'info', find: conditionUndecided },
  { code: 'target/no-unit', severity: 'warning', find: forEachTarget(targetWithoutUnit) },
  { code: 'target/no-subject', severity: 'warning', find: forEachTarget(targetWithoutSubject) },
  { code: 'target/no-limit', severity: 'warning', find: forEachTarget(targetWithoutLimit) },
  { code: 'target/vague', severity: 'info', find: vagueQuantity },
  { code: 'target/conflict', severity: 'warning', find: conflictingTargets },
  { code: 'target/aspirational', severity: 'info', find: forEachTarget(aspirationalTarget) },
  { code: 'deadline/before-issue', severity: 'error', find: beforeIssue },
  { code: 'deadline/outside-period', severity: 'info', find: forEachDeadline(outsidePeriod) },
  { code: 'deadline/no-year', severity: 'warning', find: forEachDeadline(withoutYear) },
  { code: 'deadline/vague', severity: 'info', find: vagueDeadline },
  { code: 'deliverable/no-deadline', severity: 'info', find: forEachItem(deliverableWithoutDeadline) },
];

function forEachTarget(find: (target: Target, tell: Tell, seen: Seen, at: SeenTarget) => void) {
  return (seen: Seen, tell: Tell) => {
    for (const at of seen.targets) find(at.target, tell, seen, at);
  };
}

function forEachDeadline(find: (deadline: Deadline, date: string, tell: Tell, seen: Seen) => void) {
  return (seen: Seen, tell: Tell) => {
    for (const { deadline, date } of seen.limits) find(deadline, date, tell, seen);
  };
}

function cannotBeClosed(item: SeenItem, tell: Tell, seen: Seen): void {
  const { measures, titleSpan } = item;
  const { text } = seen;
  // Who is assigned nothing cannot be asked when it is done; closing tasks are never closed one by one.
  if (measures.length === 0 || item.duties.length === 0) return;
  if (item.open.length < measures.length || isClosing(item, seen)) return;
  tell(titleSpan, { title: quoted(text, titleSpan), count: measures.length });
}

function noStandard(item: SeenItem, tell: Tell, { text }: Seen): void {
  const { measures, titleSpan } = item;
  const open = item.open;
  const [first] = open;
  // A few such measures are usual; reported is the task of which they are half.
  if (!first || item.duties.length === 0) return;
  if (open.length === measures.length || open.length * 2 < measures.length) return;
  tell(first.span, {
    title: quoted(text, titleSpan),
    count: measures.length,
    open: open.length,
    example: quoted(text, first.span, 16),
  });
}

/** Words that say who decides, or by what. */
const DECIDED = /认定|确定|审定|批准|备案|名单|标准|目录|由[\u4e00-\u9fff]{2,12}(?:选|定)/;

function conditionUndecided(seen: Seen, tell: Tell): void {
  wordsInMeasures(seen, CONDITIONS, (span, word, measure) => {
    if (!DECIDED.test(measure.text)) tell(span, { word });
  });
}

function targetWithoutUnit({ span, unit, form, comparator }: Target, tell: Tell, { text }: Seen): void {
  if (unit === null && form === 'figure' && comparator !== 'ratio')
    tell(span, { written: quoted(text, span) });
}

/** Words that stand before a figure and are counted by none. */
const NO_SUBJECT =
  /^(?:全年|全市|全省|全县|全区|共|共计|累计|合计|新增|增加|新建|完成|实现|达到|突破|超过|力争)*$/;

function targetWithoutSubject(target: Target, tell: Tell, { text }: Seen): void {
  const { span, subject, form, unit, per } = target;
  // A sum of money is its own subject.
  if (per !== null || unit?.endsWith('元')) return;
  if (form === 'figure' && NO_SUBJECT.test(subject)) tell(span, { written: quoted(text, span) });
}

function targetWithoutLimit(
  { span }: Target,
  tell: Tell,
  { text, meta }: Seen,
  { measure, item }: SeenTarget,
): void {
  if (meta.period === null && limitsOf(measure, item.shared).length === 0)
    tell(span, { written: quoted(text, span) });
}

function vagueQuantity(seen: Seen, tell: Tell): void {
  const { text } = seen;
  wordsInMeasures(seen, VAGUE_QUANTITIES, (span, word) => {
    // 第一批, 新一批, 进一批出一批
    if (word === '一批' && /[第新每同进]/.test(text[span[0] - 1] ?? '')) return;
    tell(span, { word });
  });
}

/** The same thing, wanted in two sizes by the same day. */
function conflictingTargets({ text, targets }: Seen, tell: Tell): void {
  const first = new Map<string, SeenTarget>();
  for (const at of targets) {
    const { target, measure, item } = at;
    const { subject, unit, per, aspirational, value, comparator } = target;
    // A short subject (企业, 项目) is not the same thing in two tasks.
    if (aspirational || value === undefined || subject.length < 4) continue;
    if (comparator !== 'eq' && comparator !== 'gte') continue;
    const day = measure.deadlines[0]?.date ?? '';
    const key = [measure.verb, subject, unit, per, day].join('|');
    const before = first.get(key);
    if (!before) first.set(key, at);
    else if (before.item !== item && before.target.value !== value && samePlaces(before.item, item))
      tell(target.span, {
        subject,
        one: quoted(text, target.span),
        other: before.item.no,
        two: quoted(text, before.target.span),
      });
  }
}

function samePlaces(one: Item, other: Item): boolean {
  const names = ({ places }: Item) =>
    places
      .map(({ name }) => name)
      .sort()
      .join('|');
  return names(one) === names(other);
}

function aspirationalTarget({ span, aspirational }: Target, tell: Tell, { text }: Seen): void {
  if (aspirational) tell(span, { written: quoted(text, span) });
}

/** 2026年6月底前, with what follows it in its clause. */
const PAST_LIMIT = /(\d{4})年(?:(\d{1,2})月(?:份)?)?$/;

/**
 * Limits that the compiler read, and those that it left alone because they lie in the past: 2000年底前建成的 says
 * which houses are meant, 2026年6月底前新增 is last year's draft.
 */
function beforeIssue(seen: Seen, tell: Tell): void {
  const { issuedOn } = seen.meta;
  if (issuedOn === null) return;
  const told = new Set<number>();
  const tellOf = (span: Span, date: string) => {
    if (date >= issuedOn || told.has(span[0])) return;
    told.add(span[0]);
    tell(span, { date, issued: issuedOn });
  };
  forEachDeadline(({ span, inferred }, date) => {
    if (!inferred) tellOf(span, date);
  })(seen, tell);
  const { text } = seen;
  wordsInMeasures(seen, LIMITS, ([at, end], word, measure) => {
    const from = Math.max(measure.span[0], at - 8);
    const match = PAST_LIMIT.exec(text.slice(from, word === '年内' ? at + 1 : at));
    const clause = /^[^，。；]*/.exec(text.slice(end, Math.min(measure.span[1], end + 16)))?.[0] ?? '';
    if (!match || /的|以前/.test(clause) || clause === '') return;
    const [, year, month] = match;
    const date = month ? lastOfMonth(Number(year), Number(month)) : `${year}-12-31`;
    if (date) tellOf([from + match.index, end], date);
  });
}

function outsidePeriod({ span, inferred }: Deadline, date: string, tell: Tell, { meta }: Seen): void {
  const { period } = meta;
  if (!period || period.inferred || inferred || date <= period.ends) return;
  tell(span, { date, ends: period.ends });
}

function withoutYear(
  { span, inferred, kind }: Deadline,
  date: string,
  tell: Tell,
  { text, meta }: Seen,
): void {
  const { period } = meta;
  if (!inferred || kind === 'staged' || !period || period.begins.slice(0, 4) === period.ends.slice(0, 4))
    return;
  const written = textAt(text, span);
  if (!/月/.test(written) || /\d{4}年/.test(written) || /每|次年|今年|明年/.test(written)) return;
  tell(span, { written: quoted(text, span) }, { span: [span[0], span[0]], text: `${date.slice(0, 4)}年` });
}

function vagueDeadline(seen: Seen, tell: Tell): void {
  wordsInMeasures(seen, VAGUE_LIMITS, (span: Span, word) => tell(span, { word }));
}

function deliverableWithoutDeadline(item: SeenItem, tell: Tell, { meta }: Seen): void {
  const { period } = meta;
  // In a plan for one year everything is due by its end.
  if (period && period.begins.slice(0, 4) === period.ends.slice(0, 4)) return;
  for (const measure of item.measures) {
    const [first] = measure.deliverables;
    if (first && !limitsOf(measure, item.shared).some(({ date }) => date !== null))
      tell(first.span, { title: first.title });
  }
}
