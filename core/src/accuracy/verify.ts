import { covers } from '../base/index.ts';
import type { Compiled, Goal, Item } from '../task/index.ts';
import type { Mark } from './score.ts';

/**
 * Checks that every field of a compiled document keeps the characters that it came from: spans lie in the text,
 * what is quoted equals the characters under its span, and parts lie inside their wholes. Returns what fails.
 */
export function unverified(compiled: Compiled): readonly Mark[] {
  const { text } = compiled.source;
  const wrong: Mark[] = [];
  const check = (what: string, span: readonly [number, number] | null, quoted?: string) => {
    if (span === null) return void wrong.push({ span: [0, 0], what: `${what}: no span` });
    const [start, end] = span;
    const inText =
      Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
    if (!inText) return void wrong.push({ span, what: `${what}: outside the text` });
    if (start === end) return void wrong.push({ span, what: `${what}: empty` });
    const words = text.slice(start, end);
    if (quoted !== undefined && words !== quoted && words !== `《${quoted}》`) {
      wrong.push({ span, what: `${what}: «${quoted}» is not what stands there` });
    }
  };
  const { meta } = compiled;
  if (meta.title !== null) check('title', meta.titleSpan);
  if (meta.docNumber !== null) check('document number', meta.docNumberSpan);
  if (meta.issuedOn !== null) check('day of issue', meta.issuedOnSpan);
  for (const heading of compiled.headings) check('heading', heading.span);
  for (const item of compiled.items) checkItem(item, check, wrong);
  for (const goal of compiled.goals) {
    check('goal', goal.span);
    check('title of goal', goal.titleSpan, goal.title);
    checkMeasures(goal, check, wrong);
  }
  for (const { code, span } of compiled.diagnostics) {
    if (!(0 <= span[0] && span[0] <= span[1] && span[1] <= text.length)) {
      wrong.push({ span, what: `${code}: outside the text` });
    }
  }
  return wrong;
}

type Check = (what: string, span: readonly [number, number] | null, quoted?: string) => void;

function checkItem(item: Item, check: Check, wrong: Mark[]): void {
  check('item', item.span);
  check('title of item', item.titleSpan, item.title);
  for (const duty of item.duties) {
    check('duty', duty.span, duty.written);
    check('stretch of duty', duty.governs);
  }
  for (const { span, title } of item.citations) check('citation', span, title);
  for (const { span } of item.places) check('place', span);
  checkMeasures(item, check, wrong);
}

function checkMeasures({ span, measures }: Item | Goal, check: Check, wrong: Mark[]): void {
  for (const measure of measures) {
    check('measure', measure.span, measure.text);
    if (!covers(span, measure.span)) wrong.push({ span: measure.span, what: 'measure: outside its item' });
    for (const { span } of measure.targets) check('target', span);
    for (const { span } of measure.deadlines) check('deadline', span);
    for (const { span, title } of measure.deliverables) check('deliverable', span, title);
    for (const { span, word } of measure.scopes) check('scope', span, word);
  }
}
