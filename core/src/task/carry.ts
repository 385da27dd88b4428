import { type Diagnostic, inSource, type Reading, type Span, textAt } from '../base/index.ts';
import { type Language, sentence } from '../message/index.ts';
import type { Compiled, Finding, Goal, Heading, Item, Measure, Meta, Source } from './compiled.ts';

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
  const at = (span: Span): Span => inSource(reading, span);
  const orNull = (span: Span | null): Span | null => span && at(span);
  const quoted = (span: Span): string => textAt(source, at(span));
  const spanned = <T extends { readonly span: Span }>(thing: T): T => ({ ...thing, span: at(thing.span) });
  const measured = (measure: Measure): Measure => ({
    ...measure,
    span: at(measure.span),
    text: quoted(measure.span),
    targets: measure.targets.map(spanned),
    deadlines: measure.deadlines.map((deadline) => ({
      ...spanned(deadline),
      ...(deadline.governs && { governs: at(deadline.governs) }),
    })),
    deliverables: measure.deliverables.map((one) => ({
      ...one,
      span: at(one.span),
      title: quoted(one.span),
    })),
    scopes: measure.scopes.map((one) => ({ span: at(one.span), word: quoted(one.span) })),
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
    headings: draft.headings.map((heading) => ({ ...spanned(heading), title: quoted(heading.span) })),
    items: draft.items.map((item) => ({
      ...item,
      title: quoted(item.titleSpan),
      span: at(item.span),
      titleSpan: at(item.titleSpan),
      bodySpan: at(item.bodySpan),
      measures: item.measures.map(measured),
      duties: item.duties.map((duty) => ({
        ...duty,
        span: at(duty.span),
        written: quoted(duty.span),
        governs: at(duty.governs),
      })),
      citations: item.citations.map((one) => ({ ...one, span: at(one.span), title: quoted(one.span) })),
      places: item.places.map((one) => ({ ...spanned(one), name: quoted(one.span) })),
    })),
    goals: draft.goals.map((goal) => ({
      ...spanned(goal),
      title: quoted(goal.titleSpan),
      titleSpan: at(goal.titleSpan),
      measures: goal.measures.map(measured),
    })),
    diagnostics: draft.diagnostics.map((diagnostic) => findingOf(diagnostic, at, origin)),
  };
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
