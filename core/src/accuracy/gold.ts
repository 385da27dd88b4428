import { z } from 'zod';

/**
 * 标准答案: what a careful reader finds in one document. It holds no sentence of the document: only offsets
 * (UTF-16 code units in the decoded file, byte order mark removed), figures and names of units. The document is
 * known by the SHA-256 of its bytes.
 */
export interface Gold {
  readonly sha256: string;
  /** Where the document lies in the corpus, for people. */
  readonly document: string;
  /** Stretches of the document that were read; null for the whole. What is found elsewhere is not counted. */
  readonly annotated: readonly Span[] | null;
  /** Figures that were annotated; absent for all of them. */
  readonly figures?: readonly FigureName[] | undefined;
  /** Rows of a table have no numerals that custom would agree on: only their titles are compared. */
  readonly titlesOnly?: boolean | undefined;
  readonly items: readonly GoldItem[];
  /** Targets outside of items (主要预期目标); absent where they were not annotated. */
  readonly goals?: GoldGoals | undefined;
}

export interface GoldGoals {
  /** Stretches that were read for them; null for the whole document. */
  readonly annotated: readonly Span[] | null;
  readonly targets: readonly GoldTarget[];
  readonly optional: readonly Span[];
}

export interface GoldItem {
  readonly path: readonly string[];
  readonly titleSpan: Span;
  readonly span: Span;
  /** Null where the measures of this item were not annotated. */
  readonly measures: readonly Span[] | null;
  readonly duties: readonly GoldDuty[];
  readonly targets: readonly GoldTarget[];
  readonly deadlines: readonly GoldDeadline[];
  readonly deliverables: readonly Span[];
  readonly citations: readonly Span[];
  /** What careful readers disagree about: neither missed when absent nor surplus when found. */
  readonly optional?: GoldOptional | undefined;
}

export interface GoldOptional {
  readonly targets?: readonly Span[] | undefined;
  readonly deadlines?: readonly Span[] | undefined;
  readonly deliverables?: readonly Span[] | undefined;
  readonly citations?: readonly Span[] | undefined;
  readonly duties?: readonly Span[] | undefined;
}

export interface GoldDuty {
  readonly role: 'lead' | 'responsible' | 'cooperate' | 'guide' | 'local';
  readonly name: string;
  readonly span: Span;
  readonly group: 'all' | 'some' | 'open' | 'generic' | null;
}

/** Values are decimal strings with 万 and 亿 multiplied out, as in the contract. */
export interface GoldTarget {
  readonly span: Span;
  readonly comparator: 'eq' | 'gte' | 'lte' | 'range' | 'approx' | 'up' | 'down' | 'ratio';
  readonly value?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly unit: string | null;
}

/** `date` is null for standing work. */
export interface GoldDeadline {
  readonly span: Span;
  readonly date: string | null;
}

export type Span = readonly [start: number, end: number];

export const FIGURES = [
  'items',
  'units',
  'groups',
  'targets',
  'measures',
  'deadlines',
  'deliverables',
  'citations',
  'goals',
] as const;
export type FigureName = (typeof FIGURES)[number];

const span = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
const duty = z.object({
  role: z.enum(['lead', 'responsible', 'cooperate', 'guide', 'local']),
  name: z.string().min(1).max(40),
  span,
  group: z.enum(['all', 'some', 'open', 'generic']).nullable(),
});
const target = z.object({
  span,
  comparator: z.enum(['eq', 'gte', 'lte', 'range', 'approx', 'up', 'down', 'ratio']),
  value: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  unit: z.string().max(12).nullable(),
});
const item = z.object({
  path: z.array(z.string().max(8)),
  titleSpan: span,
  span,
  measures: z.array(span).nullable(),
  duties: z.array(duty),
  targets: z.array(target),
  deadlines: z.array(z.object({ span, date: z.string().nullable() })),
  deliverables: z.array(span),
  citations: z.array(span),
  optional: z
    .object({
      targets: z.array(span).optional(),
      deadlines: z.array(span).optional(),
      deliverables: z.array(span).optional(),
      citations: z.array(span).optional(),
      duties: z.array(span).optional(),
    })
    .optional(),
});
const gold = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  document: z.string(),
  annotated: z.array(span).nullable(),
  figures: z.array(z.enum(FIGURES)).optional(),
  titlesOnly: z.boolean().optional(),
  items: z.array(item),
  goals: z
    .object({
      annotated: z.array(span).nullable(),
      targets: z.array(target),
      optional: z.array(span),
    })
    .optional(),
});

/** Reads a gold file of ours (already parsed JSON); throws a ZodError that names the first wrong field. */
export function readGold(parsed: unknown): Gold {
  return gold.parse(parsed);
}
