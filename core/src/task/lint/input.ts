import type { Diagnostic, Span } from '../../base/index.ts';
import type { Outline } from '../../document/index.ts';
import type { LintCode } from '../../message/index.ts';
import type { UnitContext, UnitResolution } from '../../unit/index.ts';
import type { Item, Meta } from '../compiled.ts';

/**
 * What the policy linter looks at: one compiled document before its places are carried over to the source.
 * Every span, in `meta`, `items` and `outline` too, counts in `text`.
 */
export interface LintInput {
  /** The reading's text. */
  readonly text: string;
  readonly outline: Outline;
  readonly meta: Meta;
  /** In rising order, none inside another. Empty where `meta.kind` is 'other': only the text is looked at then. */
  readonly items: readonly Item[];
  readonly context: UnitContext;
  /** What the directory knows of a name as written. Asked once for each name of a duty that is no group. */
  readonly lookUp: (name: string) => NamedUnit;
  /** Sentences that say which unit of a list leads or consolidates: 列第一位者为牵头单位，下同. */
  readonly orderingRules: readonly Span[];
  /** Sentences that put later tasks on units without repeating them: 以下任务均需…落实，不再列出. */
  readonly blankets: readonly Span[];
  /** Stretches between the first and the last task that no pass could place. */
  readonly unread: readonly Span[];
}

/** What the directory says about one written name, seen from the issuer. */
export interface NamedUnit extends UnitResolution {
  /** `unknown`: the one known name that differs by a single character, in the form as written; null where there is none. */
  readonly near: string | null;
  /** Whether the issuer can give it orders; null where that is not known. */
  readonly commanded: boolean | null;
}

/** What `lint` returns: findings in the order of the text. */
export type LintFinding = Diagnostic<LintCode>;
