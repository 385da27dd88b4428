import { type Diagnostic, placesInSource, type Reading, type Span, textAt } from '../base/index.ts';
import { type Language, sentence } from '../message/index.ts';
import type {
  Compiled,
  Deadline,
  Duty,
  Finding,
  Goal,
  Heading,
  Item,
  Measure,
  Meta,
  Source,
  Target,
} from './compiled.ts';

/** The compiled document while it still counts in the reading's text. */
export interface Draft {
  readonly meta: Meta;
  readonly headings: readonly Heading[];
  readonly items: readonly Item[];
  readonly goals: readonly Goal[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What goes into the result beside what was compiled. */
export interface Origin {
  readonly name: string;
  readonly format: Source['format'];
  readonly sm3: string;
  readonly map?: Source['map'];
  readonly language?: Language;
}

/** The compiled document with every place counted in the source, every quotation the source's own characters. */
export function carriedOver(reading: Reading, draft: Draft, origin: Origin): Compiled {
  const { source } = reading;
  const at = placesInSource(reading);
  const orNull = (span: Span | null): Span | null => span && at(span);
  const quoted = (span: Span): string => textAt(source, at(span));
  // Written out field by field: spreading these many small things costs more than placing them.
  const measured = ({ id, span, verb, kind, targets, ...marks }: Measure): Measure => ({
    id,
    span: at(span),
    text: quoted(span),
    verb,
    kind,
    targets: each(targets, targeted),
    deadlines: each(marks.deadlines, limited),
    deliverables: each(marks.deliverables, (one) => ({
      span: at(one.span),
      verb: one.verb,
      title: quoted(one.span),
    })),
    scopes: each(marks.scopes, (one) => ({ span: at(one.span), word: quoted(one.span) })),
  });
  const targeted = (target: Target): Target => ({ ...target, span: at(target.span) });
  const limited = ({ span, kind, date, inferred, governs }: Deadline): Deadline =>
    governs
      ? { span: at(span), kind, date, inferred, governs: at(governs) }
      : { span: at(span), kind, date, inferred };
  const assigned = ({ role, order, explicit, span, name, unit, group, governs }: Duty): Duty => ({
    role,
    order,
    explicit,
    span: at(span),
    written: quoted(span),
    name,
    unit,
    group,
    governs: at(governs),
  });
  const worked = (item: Item): Item => ({
    id: item.id,
    no: item.no,
    path: item.path,
    title: quoted(item.titleSpan),
    span: at(item.span),
    titleSpan: at(item.titleSpan),
    bodySpan: at(item.bodySpan),
    measures: item.measures.map(measured),
    duties: each(item.duties, assigned),
    citations: each(item.citations, ({ span, use }) => ({ span: at(span), title: quoted(span), use })),
    places: each(item.places, ({ span, code }) => ({ span: at(span), name: quoted(span), code })),
  });
  const { meta } = draft;
  return {
    schema: 'luodi/compiled@1',
    source: {
      name: origin.name,
      format: origin.format,
      sm3: origin.sm3,
      text: source,
      ...(origin.map && origin.map.length > 0 && { map: origin.map }),
    },
    meta: {
      ...meta,
      titleSpan: orNull(meta.titleSpan),
      docNumberSpan: orNull(meta.docNumberSpan),
      issuer: meta.issuer && { ...meta.issuer, span: orNull(meta.issuer.span) },
      issuedOnSpan: orNull(meta.issuedOnSpan),
      period: meta.period && { ...meta.period, span: orNull(meta.period.span) },
    },
    headings: draft.headings.map(({ path, level, span }) => ({
      path,
      level,
      title: quoted(span),
      span: at(span),
    })),
    items: draft.items.map(worked),
    goals: draft.goals.map((goal) => ({
      ...goal,
      span: at(goal.span),
      title: quoted(goal.titleSpan),
      titleSpan: at(goal.titleSpan),
      measures: goal.measures.map(measured),
    })),
    diagnostics: draft.diagnostics.map((diagnostic) => findingOf(diagnostic, at, origin)),
  };
}

/** Most lists of a measure are empty, and those can be shared. */
function each<One>(things: readonly One[], carried: (one: One) => One): readonly One[] {
  return things.length === 0 ? things : things.map(carried);
}

function findingOf(
  { code, severity, span, parameters, fix }: Diagnostic,
  at: (span: Span) => Span,
  { language = 'zh-CN' }: Origin,
): Finding {
  return {
    code,
    severity,
    message: sentence(code, parameters, language),
    span: at(span),
    fix: fix ? { span: at(fix.span), text: fix.text } : null,
  };
}
