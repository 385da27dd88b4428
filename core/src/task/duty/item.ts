import { type Span, trimmed } from '../../base/index.ts';
import type { Duty } from '../compiled.ts';
import type { ItemDuties } from '../draft.ts';
import { type Carrier, carriersIn } from './carrier.ts';
import type { Clause, Named } from './clause.ts';
import { listedUnits } from './list.ts';
import { type DutyRules, type OrderRule, orderRuleAt } from './rules.ts';
import { isGapSign } from './signs.ts';
import type { Units } from './units.ts';

/** Carriers that stand together (label lines under each other) and answer for the same stretch. */
interface Cluster {
  readonly carriers: Carrier[];
  readonly start: number;
  end: number;
}

/**
 * 责任分工 of one item: every label line, bracket and sentence that says who answers for it, with the stretch that
 * each is for. `parts` are the item's paragraphs in their order, its title's paragraph included; `from` is where the
 * item begins (its numeral), for what its clauses govern. `led` where a heading above says who leads: then nobody of
 * a mere list does.
 */
export function dutiesIn(
  text: string,
  parts: readonly Span[],
  rules: DutyRules,
  units: Units,
  from: number = parts[0]?.[0] ?? 0,
  led = false,
): ItemDuties {
  const carriers = carriersIn(text, parts, rules, units);
  const duties: Duty[] = [];
  const cut: Span[] = [];
  const limits: { span: Span; governs: Span }[] = [];
  const clusters = clustersOf(
    text,
    carriers.filter((carrier) => carrier.kind !== 'running' && carrier.kind !== 'note'),
  );
  const ahead = standAhead(text, parts, clusters, from);
  const end = parts[parts.length - 1]?.[1] ?? from;
  for (let index = 0; index < clusters.length; index++) {
    const cluster = clusters[index] as Cluster;
    const back = stretch(
      text,
      index === 0 ? from : (clusters[index - 1] as Cluster).end,
      cluster.start,
      index === 0,
    );
    const forward = stretch(text, cluster.end, clusters[index + 1]?.start ?? end);
    const whole: Span =
      ahead && clusters.length === 1
        ? [from, forward[1]]
        : ahead || (forward[1] > forward[0] && !hasWork(text, back))
          ? forward
          : back;
    const clauses = cluster.carriers.map((carrier) => carrier.clause);
    for (const duty of dutiesOf(text, clauses, orderRuleAt(rules, cluster.end), whole, led))
      duties.push(duty);
    for (const carrier of cluster.carriers) {
      cut.push(carrier.span);
      for (const span of carrier.clause.limits) limits.push({ span, governs: whole });
    }
  }
  for (const { kind, span } of carriers) if (kind === 'note') cut.push(span);
  confirm(
    duties,
    carriers
      .filter(({ kind }) => kind === 'running')
      .map(({ clause, governs }) => dutiesOf(text, [clause], null, governs, led)),
  );
  for (const span of ordersIn(rules, from, end)) addCut(cut, span, from, end);
  for (const blanket of rules.blankets) {
    addCut(cut, blanket.span, from, end);
    if (
      blanket.span[0] < end &&
      from < blanket.until &&
      (blanket.span[0] <= from || inside(cut, blanket.span))
    )
      duties.push(...implied(text, blanket.list, units, [from, end]));
  }
  cut.sort((one, other) => one[0] - other[0]);
  return { duties, cut: disjoint(cut), limits };
}

/** Roles of the units of one cluster: who leads where nobody is called lead, and by what right. */
export function dutiesOf(
  text: string,
  clauses: readonly Clause[],
  rule: OrderRule | null,
  governs: Span,
  led = false,
): Duty[] {
  const named: Named[] = [];
  const orders: number[] = [];
  let hasOwnLead = led;
  let hasUpper = false;
  let hasOwn = false;
  let listed = 0;
  for (const clause of clauses) {
    let order = 0;
    for (const each of clause.named) {
      named.push(each);
      orders.push(++order);
      if (isUpper(each)) hasUpper = true;
      else if (each.said === 'lead') hasOwnLead = true;
      if (each.said === 'listed') listed++;
      if (each.level === '' && each.said !== 'guide') hasOwn = true;
    }
  }
  const upper = hasUpper && hasOwn;
  const first = hasOwnLead ? -1 : leader(named, rule !== null);
  return named.map((each, index): Duty => {
    const { mention } = each;
    let role = each.said === 'listed' ? ('responsible' as const) : each.said;
    let explicit = each.written;
    if (upper && isUpper(each)) role = 'guide';
    else if (each.said === 'listed' && !hasOwnLead) {
      if (rule?.leads === 'all' && each.written) {
        role = 'lead';
        explicit = true;
      } else if (index === first) {
        role = 'lead';
        explicit = rule !== null || (each.written && listed === 1);
      } else if (rule?.others) {
        role = rule.others;
        explicit = true;
      } else if (rule) explicit = true;
    }
    return {
      role,
      order: orders[index] ?? index + 1,
      explicit,
      span: mention.span,
      written: text.slice(mention.span[0], mention.span[1]),
      name: mention.name,
      unit: mention.unit,
      group: mention.group,
      governs,
    };
  });
}

/**
 * The one who leads a list: its first unit. By custom localities and open ends do not lead a list of departments;
 * where the document states that the first leads, the first does, whoever it is.
 */
function leader(named: readonly Named[], stated: boolean): number {
  const first = named.findIndex((each) => each.said === 'listed');
  const group = named[first]?.mention.group ?? null;
  if (group === null || group.kind === 'generic' || (stated && group.kind !== 'open')) return first;
  return named.findIndex(
    ({ said, mention }) =>
      said === 'listed' && (mention.group?.kind ?? 'generic') === 'generic' && !LOCAL.test(mention.name),
  );
}

const LOCAL = /(?:政府|管委会|管理委员会|街道|办事处|行署|[市县区镇乡])$/;

/** 省牵头单位 under a city's own clauses: the level above, which is not the lead of this document. */
function isUpper(each: Named): boolean {
  return each.level !== '' && each.said === 'lead' && /^(?:国家|中央|省)/.test(each.level);
}

function clustersOf(text: string, carriers: readonly Carrier[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const carrier of carriers) {
    const last = clusters[clusters.length - 1];
    if (last && isGap(text, last.end, carrier.span[0])) {
      last.carriers.push(carrier);
      last.end = carrier.span[1];
    } else clusters.push({ carriers: [carrier], start: carrier.span[0], end: carrier.span[1] });
  }
  return clusters;
}

/** Whether a stretch holds more than a numeral: a clause at the very beginning is for what follows it. */
function hasWork(text: string, [from, to]: Span): boolean {
  if (to - from > 12) return true;
  return to > from && !/^[\s\d.、，。；（）一二三四五六七八九十①-⑳—•★·]*$/.test(text.slice(from, to));
}

/** Nothing but white space and stops. */
function isGap(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isGapSign(text.charCodeAt(at))) return false;
  return true;
}

/** Label lines right under the heading, with the text of the work after them. */
function standAhead(
  text: string,
  parts: readonly Span[],
  clusters: readonly Cluster[],
  from: number,
): boolean {
  const first = clusters[0];
  const last = clusters[clusters.length - 1];
  const title = parts[0];
  const end = parts[parts.length - 1]?.[1] ?? from;
  if (!first || !last || !title || first.carriers.some((carrier) => carrier.kind !== 'label')) return false;
  if (isGap(text, last.end, end) || !isGap(text, Math.min(title[1], first.start), first.start)) return false;
  const head = trimmed(text, [title[0], Math.min(title[1], first.start)]);
  return head[1] > head[0] && head[1] - head[0] <= 60 && !text.slice(head[0], head[1] - 1).includes('。');
}

/** From the end of the clause before to the beginning of this one, without stops and white space at its front. */
function stretch(text: string, start: number, end: number, keepFront = false): Span {
  let from = start;
  if (!keepFront) while (from < end && isGapSign(text.charCodeAt(from))) from++;
  let to = end;
  while (to > from && isLineEnd(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 32;
}

function implied(text: string, list: Span, units: Units, governs: Span): Duty[] {
  return listedUnits(text, list, units).map(({ mention }, index) => ({
    role: 'local',
    order: index + 1,
    explicit: true,
    span: mention.span,
    written: text.slice(mention.span[0], mention.span[1]),
    name: mention.name,
    unit: mention.unit,
    group: mention.group,
    governs,
  }));
}

/** Adds what sentences of the work say, in their order: 由甲牵头 confirms what a bracket's order only suggests. */
function confirm(duties: Duty[], running: readonly (readonly Duty[])[]): void {
  if (running.length === 0) return;
  const byName = new Map<string, number[]>();
  const add = ({ name }: Duty, at: number) => {
    const others = byName.get(name);
    if (others) others.push(at);
    else byName.set(name, [at]);
  };
  duties.forEach(add);
  for (const said of running) {
    for (const duty of said) {
      const named = byName.get(duty.name) ?? [];
      // Behind this sentence nothing is for what stands before it.
      const first = named.findIndex((at) => (duties[at] as Duty).governs[1] > duty.governs[0]);
      named.splice(0, first < 0 ? named.length : first);
      const same = named.find((at) => isSame(duty, duties[at] as Duty));
      if (same === undefined) {
        add(duty, duties.length);
        duties.push(duty);
        continue;
      }
      const other = duties[same] as Duty;
      if (other.role === duty.role && duty.explicit && !other.explicit)
        duties[same] = { ...other, explicit: true };
    }
  }
}

function isSame(duty: Duty, other: Duty): boolean {
  return other.name === duty.name && other.governs[0] < duty.governs[1] && duty.governs[0] < other.governs[1];
}

/** Statements about the order of lists that begin in a stretch. */
function ordersIn({ orders }: DutyRules, from: number, end: number): Span[] {
  let low = 0;
  let high = orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((orders[middle] as OrderRule).span[0] < from) low = middle + 1;
    else high = middle;
  }
  const spans: Span[] = [];
  for (; low < orders.length && (orders[low] as OrderRule).span[0] < end; low++)
    spans.push((orders[low] as OrderRule).span);
  return spans;
}

function addCut(cut: Span[], span: Span, from: number, end: number): void {
  if (span[0] >= from && span[1] <= end) cut.push(span);
}

function inside(cut: readonly Span[], span: Span): boolean {
  return cut.some((each) => each[0] <= span[0] && span[1] <= each[1]);
}

function disjoint(cut: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of cut) {
    const last = kept[kept.length - 1];
    if (last && span[0] < last[1]) {
      if (span[1] > last[1]) kept[kept.length - 1] = [last[0], span[1]];
    } else kept.push(span);
  }
  return kept;
}
