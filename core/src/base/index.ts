export type { Diagnostic, Fix, Parameters, Severity } from './diagnostic.ts';
export { inSource, isHan, type Reading, readingOf, without } from './reading.ts';
export { Refusal } from './refusal.ts';
export { covers, overlaps, type Point, pointsOf, type Span, textAt, trimmed } from './span.ts';
