import { readXml } from '../xml.ts';
import { isOn, WORD, wholeNumber } from './names.ts';
import { formatNumber } from './number-format.ts';
import { DOCX_NAME } from './package.ts';
import type { Styles } from './styles.ts';

/** One level of a list (ECMA-376 17.9.6). */
export interface Level {
  readonly start: number;
  readonly format: string;
  /** Samples of a custom format: `001, 002, 003, ...` */
  readonly pattern: string;
  /** `第%1章`, `%1.%2` */
  readonly text: string;
  readonly gap: 'tab' | 'space' | 'nothing';
  /** All numbers of the label in plain digits. */
  readonly legal: boolean;
  /** The level (from 1) after which this one begins anew; 0 never; absent: after any higher one. */
  readonly restart?: number;
  readonly style?: string;
}

interface AbstractList {
  readonly levels: ReadonlyMap<number, Level>;
  readonly numStyleLink?: string;
}

interface List {
  readonly abstract: number;
  readonly starts: ReadonlyMap<number, number>;
  readonly levels: ReadonlyMap<number, Level>;
}

/** The lists of a document, as numbering.xml has them. */
export interface Numbering {
  readonly lists: ReadonlyMap<number, List>;
  readonly abstracts: ReadonlyMap<number, AbstractList>;
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

const NEW_LEVEL: Level = { start: 0, format: 'decimal', pattern: '', text: '', gap: 'tab', legal: false };

/** Reads numbering.xml. */
export function readNumbering(bytes: Uint8Array | undefined): Numbering {
  const abstracts = new Map<number, AbstractList>();
  const lists = new Map<number, List>();
  if (!bytes) return { lists, abstracts };
  let abstract: { id: number; levels: Map<number, Level>; numStyleLink?: string } | undefined;
  let list:
    | { id: number; abstract: number; starts: Map<number, number>; levels: Map<number, Level> }
    | undefined;
  let level: Mutable<Level> | undefined;
  let levelNumber = 0;
  let overridden = 0;
  let fallback = 0;
  const open = (tag: string, attributes: Readonly<Record<string, string | undefined>>) => {
    const { val } = attributes;
    if (tag === 'mc:Fallback') fallback++;
    if (fallback > 0) return;
    switch (tag) {
      case 'w:abstractNum':
        abstract = { id: wholeNumber(attributes.abstractNumId) ?? -1, levels: new Map() };
        break;
      case 'w:numStyleLink':
        if (abstract && val !== undefined) abstract.numStyleLink = val;
        break;
      case 'w:num':
        list = {
          id: wholeNumber(attributes.numId) ?? -1,
          abstract: -1,
          starts: new Map(),
          levels: new Map(),
        };
        break;
      case 'w:abstractNumId':
        if (list) list.abstract = wholeNumber(val) ?? -1;
        break;
      case 'w:lvlOverride':
        overridden = wholeNumber(attributes.ilvl) ?? 0;
        break;
      case 'w:startOverride':
        list?.starts.set(overridden, wholeNumber(val) ?? 1);
        break;
      case 'w:lvl':
        level = { ...NEW_LEVEL };
        levelNumber = wholeNumber(attributes.ilvl) ?? 0;
        break;
      default:
        if (level) readLevel(level, tag, attributes);
    }
  };
  const close = (tag: string) => {
    if (tag === 'mc:Fallback') fallback--;
    if (fallback > 0) return;
    if (tag === 'w:lvl' && level) {
      (list ?? abstract)?.levels.set(levelNumber, level);
      level = undefined;
    } else if (tag === 'w:abstractNum' && abstract) {
      const { id, ...rest } = abstract;
      abstracts.set(id, rest);
      abstract = undefined;
    } else if (tag === 'w:num' && list) {
      const { id, ...rest } = list;
      lists.set(id, rest);
      list = undefined;
    }
  };
  readXml(bytes, WORD, { open, close }, DOCX_NAME);
  return { lists, abstracts };
}

function readLevel(
  level: Mutable<Level>,
  tag: string,
  attributes: Readonly<Record<string, string | undefined>>,
): void {
  const { val } = attributes;
  switch (tag) {
    case 'w:start':
      level.start = wholeNumber(val) ?? 0;
      break;
    case 'w:numFmt':
      level.format = val ?? 'decimal';
      level.pattern = attributes.format ?? '';
      break;
    case 'w:lvlText':
      level.text = val ?? '';
      break;
    case 'w:suff':
      level.gap = val === 'space' || val === 'nothing' ? val : 'tab';
      break;
    case 'w:isLgl':
      level.legal = isOn(val);
      break;
    case 'w:lvlRestart': {
      const after = wholeNumber(val);
      if (after !== undefined) level.restart = after;
      break;
    }
    case 'w:pStyle':
      if (val !== undefined) level.style = val;
      break;
    default:
  }
}

/** What a paragraph says about its number. */
export interface ParagraphNumbering {
  readonly style: string | undefined;
  readonly num: number | undefined;
  readonly level: number | undefined;
}

/** Labels of the paragraphs of one document, asked for in their order: every question counts one on. */
export type Labels = (paragraph: ParagraphNumbering) => string | undefined;

/**
 * Counts as Word does: lists of one abstract list count on together; a list with a start of its own begins there at its
 * first paragraph; a level begins anew after a higher one (`w:lvlRestart` says after which).
 */
export function labelsOf(numbering: Numbering, styles: Styles): Labels {
  /** Abstract list → level → last number; absent: not begun. */
  const counters = new Map<number, (number | undefined)[]>();
  const begun = new Set<string>();
  return (paragraph) => {
    const chosen = choiceOf(paragraph, styles, numbering);
    if (!chosen) return undefined;
    const { list, level, num } = chosen;
    const abstract = abstractOf(list, numbering, styles);
    const levelAt = (at: number) => list.levels.get(at) ?? abstract.list?.levels.get(at);
    const own = levelAt(level);
    if (!own) return undefined;
    const counts = counters.get(abstract.id) ?? [];
    counters.set(abstract.id, counts);
    const startOf = (at: number) => list.starts.get(at) ?? levelAt(at)?.start ?? 1;
    for (let at = 0; at <= level; at++) {
      // A start of its own is used once, when the list first reaches that level.
      const key = `${num}/${at}`;
      if (list.starts.has(at) && !begun.has(key)) {
        begun.add(key);
        if (at === level) counts[at] = undefined;
        else if (counts[at] === undefined) counts[at] = startOf(at);
      }
    }
    for (let at = 0; at < level; at++) counts[at] ??= startOf(at);
    const before = counts[level];
    counts[level] = before === undefined ? startOf(level) : before + 1;
    for (let at = level + 1; at < 9; at++) {
      const restart = levelAt(at)?.restart;
      if (restart === undefined ? true : restart > 0 && level < restart) counts[at] = undefined;
    }
    return labelOf(own, counts, levelAt);
  };
}

function choiceOf(
  { style: named, num: ownNum, level: ownLevel }: ParagraphNumbering,
  styles: Styles,
  numbering: Numbering,
): { readonly list: List; readonly level: number; readonly num: number } | undefined {
  const style = named ?? styles.normal;
  const fromStyle = style === undefined ? undefined : styles.numberingOf(style);
  const num = ownNum ?? fromStyle?.num;
  if (num === undefined || num === 0) return undefined;
  const list = numbering.lists.get(num);
  if (!list) return undefined;
  const linked = () => {
    if (ownNum !== undefined && fromStyle === undefined) return undefined;
    const { list: abstract } = abstractOf(list, numbering, styles);
    for (const step of fromStyle?.chain ?? []) {
      for (const [at, { style: link }] of abstract?.levels ?? []) if (link === step) return at;
    }
    return undefined;
  };
  const level = ownLevel ?? (ownNum === undefined ? (linked() ?? fromStyle?.level) : 0) ?? 0;
  if (level < 0 || level > 8) return undefined;
  return { list, level, num };
}

/** The abstract list, through a numbering style where it only names one. */
function abstractOf(
  list: List,
  { abstracts, lists }: Numbering,
  styles: Styles,
): { readonly id: number; readonly list: AbstractList | undefined } {
  const abstract = abstracts.get(list.abstract);
  if (abstract?.numStyleLink === undefined) return { id: list.abstract, list: abstract };
  const num = styles.listOf(abstract.numStyleLink);
  const target = num === undefined ? undefined : lists.get(num);
  const real = target && abstracts.get(target.abstract);
  return real && target ? { id: target.abstract, list: real } : { id: list.abstract, list: abstract };
}

function labelOf(
  own: Level,
  counts: readonly (number | undefined)[],
  levelAt: (level: number) => Level | undefined,
): string {
  if (own.format === 'bullet') {
    const sign = [...own.text].map(bulletOf).join('');
    return sign === '' ? '' : sign + gapAfter(sign, own.gap);
  }
  const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const level = levelAt(at);
    const value = counts[at];
    if (!level || value === undefined) return '';
    const isPlain = own.legal && level.format !== 'none' && level.format !== 'bullet';
    return formatNumber(value, isPlain ? 'decimal' : level.format, level.pattern);
  });
  return label === '' ? '' : label + gapAfter(label, own.gap);
}

/** `一、` and `（一）` end with their own gap; `1.` and `第一章` need one. */
function gapAfter(label: string, gap: Level['gap']): string {
  return gap === 'nothing' || /[、）》】〕，。：；．\s]$/.test(label) ? '' : ' ';
}

/** Signs of the symbol fonts stand in the private-use area; what they look like. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf075': '◆',
  '\uf076': '❖',
  '\uf0a7': '▪',
  '\uf0b2': '◇',
  '\uf0b7': '•',
  '\uf0d8': '➢',
  '\uf0e8': '➔',
  '\uf0fc': '✔',
  '\uf0fe': '☑',
  '\uf0a8': '☐',
  '\uf052': '☑',
  '\uf0a3': '☐',
};

/** A character of a symbol font as an ordinary one. */
export function bulletOf(sign: string): string {
  const code = sign.charCodeAt(0);
  return SYMBOLS[sign] ?? (code >= 0xf000 && code <= 0xf0ff ? '•' : sign);
}
