import { covers, overlaps, type Span } from '../base/index.ts';
import type { Compiled, Deadline, Duty, Goal, Item, Measure, Target } from '../task/index.ts';
import type {
  Ledger,
  LedgerDeadline,
  LedgerDuty,
  LedgerGoal,
  LedgerItem,
  LedgerMeasure,
  LedgerTarget,
  Origin,
  UnitRef,
} from './ledger.ts';

/** The members of a group that can be counted (各市（州）人民政府); null for every other. */
export type Expand = (group: {
  readonly kind: LedgerGroupKind;
  readonly of: string;
}) => readonly UnitRef[] | null;
type LedgerGroupKind = 'all' | 'some' | 'open' | 'generic';

/**
 * 建账: the ledger as a compiled document proposes it. Every part keeps the characters that it comes from. Groups that
 * `expand` can count are answered; the others wait, and the question belongs to the first lead of their item.
 */
export function ledgerFrom(compiled: Compiled, expand: Expand = () => null): Ledger {
  const { meta, source } = compiled;
  const quoted = (span: Span): Origin => ({ span, text: source.text.slice(span[0], span[1]) });
  return {
    title: meta.title ?? source.name,
    document: {
      name: source.name,
      sm3: source.sm3,
      docNumber: meta.docNumber,
      issuer: meta.issuer?.name ?? null,
      issuedOn: meta.issuedOn,
      period: meta.period && { begins: meta.period.begins, ends: meta.period.ends },
    },
    coordinator: null,
    rhythm: null,
    procedure: null,
    items: compiled.items.map((item) => itemFrom(item, quoted, expand)),
    goals: compiled.goals.flatMap((goal) => goalsFrom(goal, quoted)),
    next: 1,
  };
}

type Quoted = (span: Span) => Origin;

function itemFrom(item: Item, quoted: Quoted, expand: Expand): LedgerItem {
  const limits = item.measures.flatMap(({ deadlines }) => deadlines);
  const measures = item.measures.map((measure) => measureFrom(measure, limits, quoted));
  const duties = item.duties.map((duty, at) => dutyFrom(duty, `${item.id}.d${at + 1}`, item, quoted, expand));
  const lead = duties.find(({ role, unit }) => role === 'lead' && unit)?.unit ?? null;
  return {
    id: item.id,
    no: item.no,
    path: item.path,
    title: item.title,
    origin: quoted(item.span),
    measures,
    duties: duties.map((duty) =>
      duty.group && duty.group.members === null ? { ...duty, group: { ...duty.group, owner: lead } } : duty,
    ),
  };
}

function goalsFrom({ path, title, measures }: Goal, quoted: Quoted): LedgerGoal[] {
  const limits = measures.flatMap(({ deadlines }) => deadlines);
  return measures.map((measure) => {
    const { id, text, targets, deadlines } = measureFrom(measure, limits, quoted);
    return { id, path, title, text, targets, deadlines, origin: quoted(measure.span) };
  });
}

function measureFrom(measure: Measure, limits: readonly Deadline[], quoted: Quoted): LedgerMeasure {
  // A limit that stands on the last measure of a stretch is for each measure in it.
  const inherited = limits.filter(
    (limit) => limit.governs && !measure.deadlines.includes(limit) && covers(limit.governs, measure.span),
  );
  return {
    id: measure.id,
    text: measure.text,
    kind: measure.kind,
    standard: null,
    targets: measure.targets.map((target, at) => targetFrom(target, `${measure.id}.g${at + 1}`, quoted)),
    deadlines: [...measure.deadlines, ...inherited].map((limit, at) =>
      deadlineFrom(limit, `${measure.id}.b${at + 1}`, quoted),
    ),
    deliverables: measure.deliverables.map(({ title }) => title),
    reportingUnit: null,
    rhythm: null,
    origins: [quoted(measure.span)],
    from: [],
  };
}

function targetFrom(target: Target, id: string, quoted: Quoted): LedgerTarget {
  const { comparator, value = null, min = null, max = null, unit, subject, per, aspirational, form } = target;
  return {
    ...{ id, comparator, value, min, max, unit, subject, per, aspirational, form },
    origin: quoted(target.span),
  };
}

function deadlineFrom(deadline: Deadline, id: string, quoted: Quoted): LedgerDeadline {
  const { kind, date, inferred, span } = deadline;
  return { id, kind, date, inferred, origin: quoted(span) };
}

function dutyFrom(duty: Duty, id: string, item: Item, quoted: Quoted, expand: Expand): LedgerDuty {
  const { role, order, explicit, name, unit, group } = duty;
  return {
    ...{ id, role, order, explicit, name, unit },
    group: group && {
      kind: group.kind,
      of: group.of,
      owner: null,
      members: group.kind === 'all' ? expand(group) : null,
    },
    measures: item.measures.filter(({ span }) => overlaps(span, duty.governs)).map((measure) => measure.id),
    origin: quoted(duty.span),
  };
}
