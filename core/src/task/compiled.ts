import type { Severity, Span } from '../base/index.ts';

/**
 * `luodi/compiled@1`: what a document becomes. All spans are `[start, end)` offsets in UTF-16 code units into
 * `source.text`, and every `text`, `written` and quoted title equals the characters under its span.
 * The same shape as a zod schema stands in contract/compiled.ts; docs/reference/compiled.schema.json is made from it.
 */
export interface Compiled {
  readonly schema: 'luodi/compiled@1';
  readonly source: Source;
  readonly meta: Meta;
  readonly headings: readonly Heading[];
  readonly items: readonly Item[];
  /** Figures that the document sets itself outside its tasks. */
  readonly goals: readonly Goal[];
  readonly diagnostics: readonly Finding[];
}

/** 原文: the immutable source text that every span points into, with its SM3 and the way back to page and paragraph. */
export interface Source {
  readonly name: string;
  readonly format: SourceFormat;
  /** SM3 (GB/T 32905) of the UTF-8 bytes of `text`, 64 hexadecimal digits. */
  readonly sm3: string;
  readonly text: string;
  /** Where pages and paragraphs of the original file begin, in rising order of `start`; absent for plain text. */
  readonly map?: readonly SourcePlace[];
}

export type SourceFormat = 'txt' | 'md' | 'html' | 'docx' | 'pdf' | 'ofd' | 'doc' | 'wps';

/** From `start` on, the text stands on this page (from 1) and in this paragraph (from 1) of the file. */
export interface SourcePlace {
  readonly start: number;
  readonly page?: number;
  readonly paragraph?: number;
}

/** 文件要素 */
export interface Meta {
  /** `other` is a document that holds no work plan (regulation, interview, news, reply…); it has no items. */
  readonly kind: 'plan' | 'other';
  /** What was recognised, e.g. 重点任务, 政府工作报告, 管理办法, 问答实录. */
  readonly genre: string | null;
  readonly title: string | null;
  readonly titleSpan: Span | null;
  readonly docNumber: string | null;
  readonly docNumberSpan: Span | null;
  readonly issuer: { readonly name: string; readonly id: string | null; readonly span: Span | null } | null;
  readonly issuedOn: string | null;
  readonly issuedOnSpan: Span | null;
  readonly period: {
    readonly begins: string;
    readonly ends: string;
    readonly inferred: boolean;
    readonly span: Span | null;
  } | null;
}

/** 标题: one heading of the tree, with the numerals of its ancestors. */
export interface Heading {
  /** Numerals from the top, e.g. `["一", "（三）"]`. */
  readonly path: readonly string[];
  readonly level: number;
  readonly title: string;
  readonly span: Span;
}

/** 任务: one task of the document, the unit to which duties are assigned. */
export interface Item {
  readonly id: string;
  /** Running number in the document, from 1. */
  readonly no: number;
  readonly path: readonly string[];
  readonly title: string;
  readonly span: Span;
  readonly titleSpan: Span;
  readonly bodySpan: Span;
  readonly measures: readonly Measure[];
  readonly duties: readonly Duty[];
  readonly citations: readonly Citation[];
  readonly places: readonly Place[];
}

/** 总体目标: a stretch of figures to which nobody is assigned (主要预期目标). Its measures are those with targets. */
export interface Goal {
  readonly id: string;
  readonly path: readonly string[];
  /** Of the section in which it stands. */
  readonly title: string;
  readonly titleSpan: Span;
  readonly span: Span;
  readonly measures: readonly Measure[];
}

export type MeasureKind = 'document' | 'quantity' | 'event' | 'standing';

/** 举措: the tracked unit of work, an exact stretch of the document. */
export interface Measure {
  readonly id: string;
  readonly span: Span;
  readonly text: string;
  /** Head verb, e.g. 推进, 新开工改造; empty where none was recognised. */
  readonly verb: string;
  readonly kind: MeasureKind;
  readonly targets: readonly Target[];
  readonly deadlines: readonly Deadline[];
  readonly deliverables: readonly Deliverable[];
  /** Words that limit or soften the measure: 试点, 有条件的, 探索, 一批… */
  readonly scopes: readonly { readonly span: Span; readonly word: string }[];
}

export type Comparator = 'eq' | 'gte' | 'lte' | 'range' | 'approx' | 'up' | 'down' | 'ratio';

/** 目标值. Values are decimal strings with 万 and 亿 multiplied out; percentages are per hundred (unit `%`). */
export interface Target {
  readonly span: Span;
  readonly comparator: Comparator;
  readonly value?: string;
  readonly min?: string;
  readonly max?: string;
  /** 个, 家, 套（间）, %, 倍, 比例 … as written; null where the document gives none. */
  readonly unit: string | null;
  /** What is counted. */
  readonly subject: string;
  /** 每县, 每个乡镇, 每万人 …; null if the figure is for the whole. */
  readonly per: string | null;
  /** 力争, 争取, 努力: wished for rather than promised. */
  readonly aspirational: boolean;
  /** `coverage` marks 全覆盖 and its like, whose figure is 100 %. */
  readonly form: 'figure' | 'coverage' | 'fraction' | 'multiple';
}

/** 时限. `date` is the last day on which it is met, null for standing work. */
export interface Deadline {
  readonly span: Span;
  readonly kind: 'by' | 'in' | 'ongoing' | 'staged';
  readonly date: string | null;
  /** The year (or the day) was not written here but taken from the document. */
  readonly inferred: boolean;
  /**
   * Present where a label or a bracket sets the limit for more than its own measure (完成时限：2023年6月底前 under a
   * whole task): the stretch it is for. Such a limit stands on the last measure of the stretch, once.
   */
  readonly governs?: Span;
}

/** 成果文件: a document that the measure is to bring about. */
export interface Deliverable {
  readonly span: Span;
  readonly verb: string;
  readonly title: string;
}

export type DutyRole = 'lead' | 'responsible' | 'cooperate' | 'guide' | 'local';

/** 责任: one unit (or group of units) with its role in an item. */
export interface Duty {
  readonly role: DutyRole;
  /** Place in the order of the clause that names it, from 1. */
  readonly order: number;
  /** The role is written or follows from a rule that the document states; false where it is assumed from custom. */
  readonly explicit: boolean;
  readonly span: Span;
  readonly written: string;
  /** Name after distributive expansion: 成都市 in 成都市、德阳市人民政府 is 成都市人民政府. */
  readonly name: string;
  readonly unit: { readonly id: string; readonly name: string } | null;
  readonly group: GroupOf | null;
  /** The stretch of the document that this duty is for. */
  readonly governs: Span;
}

/**
 * A group phrase. `all` is every member (各市（州）人民政府), `some` members to be named (有关市（州）人民政府),
 * `open` an open end of a list (等省级有关部门（单位）), `generic` a function instead of a name (交通运输部门).
 */
export interface GroupOf {
  readonly kind: 'all' | 'some' | 'open' | 'generic';
  readonly of: string;
}

/** 引用文件 */
export interface Citation {
  readonly span: Span;
  readonly title: string;
  /** `deliverable`: issued by this measure; `basis`: named as ground or thing to carry out; `work`: not a document (programme, book). */
  readonly use: 'basis' | 'deliverable' | 'work';
}

/** 地点 */
export interface Place {
  readonly span: Span;
  readonly name: string;
  /** Six-digit code (GB/T 2260) where the name is a region of the directory. */
  readonly code: string | null;
}

/** A diagnostic as it leaves the compiler: with its sentence. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fix: { readonly span: Span; readonly text: string } | null;
}
