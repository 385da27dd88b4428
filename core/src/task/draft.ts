import type { Span } from '../base/index.ts';
import type { Citation, Deliverable, Duty, MeasureKind } from './compiled.ts';

/*
 * What the passes over one item hand on. Everything counts in the reading's text; compile.ts carries it over to
 * the source at the end.
 */

/** Who answers for an item, as its clauses say. */
export interface ItemDuties {
  readonly duties: readonly Duty[];
  /** Label lines, brackets and sentences that only name units or limits: no part of any measure. In rising order. */
  readonly cut: readonly Span[];
  /** What stands after 完成时限： and its like, with the stretch of the item that it is for. */
  readonly limits: readonly { readonly span: Span; readonly governs: Span }[];
}

/** One measure before targets, deadlines and places are read in it. */
export interface DraftMeasure {
  readonly span: Span;
  readonly verb: string;
  readonly kind: MeasureKind;
  readonly deliverables: readonly Deliverable[];
  readonly scopes: readonly { readonly span: Span; readonly word: string }[];
}

/** Measures and cited documents of an item. */
export interface ItemMeasures {
  readonly measures: readonly DraftMeasure[];
  readonly citations: readonly Citation[];
}
