import type { Span } from '../base/index.ts';

/**
 * How a numeral is written. Which style stands under which differs from document to document (（一） under 一、 in
 * one, alone in another): levels come from the order in which a document uses its styles, not from this list.
 */
export type NumeralStyle =
  /** 第一部分、第一章、专栏1 */
  | 'part'
  /** 第一条 */
  | 'article'
  /** 一、 */
  | 'han'
  /** （一） */
  | 'han-bracket'
  /** 1. 1．1、 */
  | 'digit'
  /** 1.1 */
  | 'decimal'
  /** （1） 1） */
  | 'digit-bracket'
  /** ① */
  | 'circled'
  /** 一是 */
  | 'firstly'
  /** ——  • ★ */
  | 'bullet'
  /** A heading without numeral. */
  | 'plain';

/**
 * 节: one heading or numbered paragraph with all that stands under it. Spans count in the reading's text.
 */
export interface Section {
  readonly style: NumeralStyle;
  /** The numeral as the reading has it, brackets included, separators not: `一`, `（三）`, `1.`; empty for 'plain' and 'bullet'. */
  readonly numeral: string;
  /** Depth in the tree, from 1. */
  readonly level: number;
  /** From the numeral to the end of the last section under it, without white space at the ends. */
  readonly span: Span;
  /**
   * The heading's words, without numeral, final punctuation and trailing clause. Run-in headings end before the
   * first 。; a numbered paragraph that has no heading of its own has its first sentence here and `run` is 'leaf'.
   */
  readonly title: Span;
  /**
   * 'own': the heading stands alone on its line. 'run-in': text follows it in the same paragraph (body begins after
   * the title's 。). 'leaf': the paragraph has no heading; the title is itself the first sentence of the work.
   */
  readonly run: 'own' | 'run-in' | 'leaf';
  /** Paragraphs of the section's own, before and between its children: for 'leaf' the first one holds the title too. */
  readonly paragraphs: readonly Span[];
  readonly children: readonly Section[];
}

/** 公文要素 and tree of one document. */
export interface Outline {
  /** Lines of the title, joined in one span (it may cover a line end). */
  readonly title: Span | null;
  readonly docNumber: Span | null;
  /** The organ that issued it: signature, head line of a government page, or read out of the title. */
  readonly issuer: Span | null;
  /** 成文日期, e.g. `2019-01-12`, and where it stands. */
  readonly issuedOn: { readonly date: string; readonly span: Span } | null;
  /** 主送机关 line. */
  readonly addressee: Span | null;
  /** Paragraphs before the first section (preamble), without title, number and addressee. */
  readonly preamble: readonly Span[];
  readonly sections: readonly Section[];
  /**
   * What is no part of the work, in rising order: rows of a page head, navigation, page numbers and contents; the
   * title of a notice behind which the plan itself stands; closing paragraphs after the last section; signature,
   * date, 此件公开发布, contact lines, 抄送, glossaries.
   */
  readonly tail: readonly Span[];
  /** Annexes that are documents of their own: each with its own outline parts. */
  readonly annexes: readonly Annex[];
}

/** 附件 that stands in the same text (a plan behind the notice that issues it; five plans in one compilation). */
export interface Annex {
  readonly span: Span;
  readonly title: Span | null;
  readonly preamble: readonly Span[];
  readonly sections: readonly Section[];
}
