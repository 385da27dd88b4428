import type { Fix, Span } from '../../base/index.ts';
import type { Duty } from '../compiled.ts';
import { forEachItem, isClosing, quoted, type Rule, type Tell } from './rule.ts';
import type { Seen, SeenItem } from './seen.ts';

/** Who answers for a task. */
export const DUTY_RULES: readonly Rule[] = [
  { code: 'document/no-units', severity: 'warning', find: noUnitsAtAll },
  { code: 'document/no-ordering-rule', severity: 'info', find: noOrderingRule },
  { code: 'document/several-leads', severity: 'info', find: severalLeads },
  { code: 'document/mixed-labels', severity: 'info', find: mixedLabels },
  { code: 'document/far-blanket', severity: 'info', find: farBlanket },
  { code: 'task/no-units', severity: 'error', find: noUnits },
  { code: 'task/no-lead', severity: 'error', find: forEachItem(noLead) },
  { code: 'task/lead-undetermined', severity: 'error', find: forEachItem(leadUndetermined) },
  { code: 'task/lead-generic', severity: 'warning', find: forEachItem(leadGeneric) },
  { code: 'task/lead-is-everyone', severity: 'info', find: forEachItem(leadIsEveryone) },
  { code: 'task/open-list', severity: 'info', find: forEachItem(openList) },
];

/** Documents that set a course; the work is divided up afterwards, in a document of its own. */
const DIVIDED_LATER = /报告|意见|规划|决定/;
const FAR = 8;

function noUnitsAtAll({ items, meta }: Seen, tell: Tell): void {
  const first = items[0];
  if (!first || DIVIDED_LATER.test(meta.genre ?? '')) return;
  if (items.every(({ duties }) => duties.length === 0)) tell(first.titleSpan, { count: items.length });
}

function noUnits(seen: Seen, tell: Tell): void {
  const { items, text } = seen;
  const without = items.filter(({ duties }) => duties.length === 0);
  // Where half the tasks name nobody, the document assigns them elsewhere.
  if (without.length * 2 >= items.length) return;
  for (const item of without)
    if (!isClosing(item, seen)) tell(item.titleSpan, { title: quoted(text, item.titleSpan) });
}

function noLead(item: SeenItem, tell: Tell, { text }: Seen): void {
  const { duties, titleSpan } = item;
  const named = duties.filter(({ role }) => role !== 'guide');
  if (named.length === 0 || item.leads.length > 0) return;
  // Localities alone: each leads at home.
  if (named.every(({ role, group }) => role === 'local' || group?.kind === 'all')) return;
  tell(named[0]?.span ?? titleSpan, { title: quoted(text, titleSpan) });
}

function leadUndetermined(item: SeenItem, tell: Tell, { text }: Seen): void {
  for (const leads of item.clauses) {
    const nobody = leads.every(({ group }) => group?.kind === 'some' || group?.kind === 'open');
    const [first] = leads;
    if (nobody && first) tell(first.span, { title: quoted(text, item.titleSpan), written: first.written });
  }
}

function leadGeneric(item: SeenItem, tell: Tell, { text }: Seen): void {
  for (const leads of item.clauses) {
    const [first] = leads;
    if (first && leads.every(({ group }) => group?.kind === 'generic'))
      tell(first.span, { title: quoted(text, item.titleSpan), written: first.written });
  }
}

function leadIsEveryone(item: SeenItem, tell: Tell, { text }: Seen): void {
  const [only, ...others] = item.duties;
  if (only && others.length === 0 && only.role !== 'lead' && only.group?.kind === 'all')
    tell(only.span, { title: quoted(text, item.titleSpan), written: only.written });
  for (const leads of item.clauses) {
    const [first] = leads;
    if (first && leads.length === 1 && first.group?.kind === 'all')
      tell(first.span, { title: quoted(text, item.titleSpan), written: first.written });
  }
}

function openList({ duties }: SeenItem, tell: Tell): void {
  const told = new Set<number>();
  for (const { group, role, span, written, order } of duties) {
    if (group?.kind !== 'open' || told.has(span[0])) continue;
    // A lone 有关部门 that leads is reported as a lead that is nobody.
    if (role === 'lead' && order === 1) continue;
    told.add(span[0]);
    tell(span, { written });
  }
}

function noOrderingRule(seen: Seen, tell: Tell): void {
  const { items, orderingRules } = seen;
  if (orderingRules.length > 0) return;
  const assumed = items.filter(
    ({ duties }) => duties.length > 1 && duties.some(({ role, explicit }) => role === 'lead' && !explicit),
  );
  const first = assumed[0]?.duties.find(({ role, explicit }) => role === 'lead' && !explicit);
  if (!first) return;
  tell(first.span, { count: assumed.length }, ruleAfter(seen, first, '列第一位者为牵头单位，下同'));
}

function severalLeads(seen: Seen, tell: Tell): void {
  const { items, orderingRules } = seen;
  if (orderingRules.length > 0) return;
  const several = items.filter((item) => item.clauses.some((leads) => leads.length > 1));
  const first = several[0]?.clauses.find((leads) => leads.length > 1)?.[0];
  if (!first) return;
  tell(first.span, { count: several.length }, ruleAfter(seen, first, '列第一位者为汇总单位，下同'));
}

/** Puts a rule sentence at the end of the list that begins with this duty. */
function ruleAfter({ text, items }: Seen, first: Duty, rule: string): Fix | undefined {
  const item = items.find(({ duties }) => duties.includes(first));
  let end = first.span[1];
  for (const { role, governs, span } of item?.duties ?? []) {
    if (role === first.role && governs[0] === first.governs[0] && span[1] > end) end = span[1];
  }
  // Past 负责, 牵头 and the like, up to what ends the list.
  for (let at = end; at < end + 12; at++) {
    const mark = text[at];
    if (mark === '）' || mark === '〕') return { span: [at, at], text: `，${rule}` };
    if (mark === undefined || mark === '。' || mark === '\n' || mark === '；')
      return { span: [at, at], text: `（${rule}）` };
  }
  return undefined;
}

/** Words that say the same duty, and what may stand behind them in a label. */
const SAME_DUTY: readonly (readonly string[])[] = [
  ['牵头', '主办', '主责', '承办'],
  ['责任', '负责', '落实'],
  ['配合', '协办', '参与', '参加', '协同'],
];
const LABELLED = ['单位', '部门', '科室', '处室', '机构'];
/** Four characters of a label → which duty they say. */
const LABELS = new Map(
  SAME_DUTY.flatMap((words, duty) =>
    words.flatMap((word) => LABELLED.map((noun) => [word + noun, duty] as const)),
  ),
);

function mixedLabels({ text, items }: Seen, tell: Tell): void {
  const used: Map<string, Span>[] = SAME_DUTY.map(() => new Map());
  for (const { duties } of items) {
    for (const { order, span } of duties) {
      const end = span[0] - 1;
      if (order !== 1 || text[end] !== '：') continue;
      const label = text.slice(Math.max(0, end - 4), end);
      const labels = used[LABELS.get(label) ?? -1];
      if (labels && !labels.has(label)) labels.set(label, [end - 4, end]);
    }
  }
  for (const labels of used) {
    const [, second] = [...labels.values()];
    if (second) tell(second, { labels: [...labels.keys()].join('、') });
  }
}

function farBlanket({ text, items, blankets }: Seen, tell: Tell): void {
  for (const span of blankets) {
    const after = items.findIndex((item) => item.span[0] >= span[1]);
    const count = after < 0 ? 0 : items.length - after;
    if (count >= FAR) tell(span, { written: quoted(text, span), count });
  }
}
