import { type Span, trimmed } from '../../base/index.ts';
import type { UnitMention } from '../../unit/index.ts';
import { isAreaName, isUnitLike, listedUnits } from './list.ts';
import { codesOf, isClosing, isOpening } from './signs.ts';
import type { Units } from './units.ts';
import { dutyVerbAt, labelBefore, type Said, saidByNote, saysWhen } from './words.ts';

/** One unit with what a clause says about it, before anybody is promoted to lead. */
export interface Named {
  readonly mention: UnitMention;
  readonly said: Exclude<Said, 'person' | 'limit'>;
  /** The role is written: a label, a verb or a note, not a mere list. */
  readonly written: boolean;
  /** 省 where the label was 省牵头单位. */
  readonly level: string;
}

/** 责任分工 of one bracket, line or sentence. */
export interface Clause {
  readonly named: readonly Named[];
  /** Stretches that say when. */
  readonly limits: readonly Span[];
  readonly labels: number;
  readonly verbs: number;
  /** Words that are neither units nor verbs: objects of 负责 and the like. */
  readonly strays: number;
}

interface Part {
  readonly span: Span;
  said: Said | 'convene' | null;
  word: string;
  modified: boolean;
}

const LEAD_IN =
  /^(?:(?:以上|上述|此项|该项|本项|这项|各项|具体|有关|相关|下列)?(?:工作|任务|措施|事项)?(?:均|分别|统一|具体|主要|拟|则)?由|并由|其中由|其中|以及|并|及|由)/;
const LEAD_IN_FIRST = codesOf('以上此该本这各具有相下工任措事均分统主拟则由并其及');

/**
 * Reads a stretch as a clause of responsibility: labels (牵头单位：甲；责任单位：乙), verbs (甲牵头，乙配合), or a mere
 * list. Whether it is one is for the caller to judge from `strays` and from whether the names look like units.
 * `skip` are stretches inside it that state an ordering rule; `first` is the label that stands before the stretch.
 */
export function clauseIn(
  text: string,
  span: Span,
  units: Units,
  skip: readonly Span[] = [],
  first: Said | null = null,
): Clause {
  const named: Named[] = [];
  const limits: Span[] = [];
  let labels = 0;
  let verbs = 0;
  let strays = 0;
  let carried: Said | null = first;
  let level = '';
  for (const section of sectionsOf(text, span, skip)) {
    const found = labelsIn(text, section);
    let at = section[0];
    let said: Said | null = found.length > 0 ? null : carried;
    for (let index = 0; index <= found.length; index++) {
      const label = found[index];
      const value = trimmed(text, [at, label ? label.start : section[1]]);
      if (value[1] > value[0] && said !== 'person') {
        if (said === 'limit') limits.push(value);
        else {
          const parts = partsOf(text, value, units, limits);
          for (const part of parts) if (part.word !== '') verbs++;
          strays += name(text, parts, said ?? 'listed', said !== null, level, units, named);
        }
      }
      if (!label) break;
      labels++;
      said = label.said;
      level = label.level;
      at = label.end;
    }
    carried = said;
  }
  return { named, limits, labels, verbs, strays };
}

const SECTION_ENDS = codesOf('；;。\n');

/** Stretches between ；, 。 and line ends outside brackets, without those to be skipped. */
function sectionsOf(text: string, [from, to]: Span, skip: readonly Span[]): Span[] {
  const sections: Span[] = [];
  let depth = 0;
  let start = from;
  let next = skip.findIndex((each) => each[1] > from);
  const close = (end: number) => {
    const section = trimmed(text, [start, end]);
    if (section[1] > section[0]) sections.push(section);
  };
  for (let at = from; at < to; at++) {
    const left = next >= 0 ? skip[next] : undefined;
    if (left && left[0] <= at) {
      close(at);
      at = Math.max(left[1], at + 1) - 1;
      start = at + 1;
      next++;
      continue;
    }
    const code = text.charCodeAt(at);
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && SECTION_ENDS[code] === 1) {
      close(at);
      start = at + 1;
    }
  }
  close(to);
  return sections;
}

interface FoundLabel {
  readonly said: Said;
  readonly start: number;
  readonly end: number;
  readonly level: string;
}

function labelsIn(text: string, [from, to]: Span): FoundLabel[] {
  const found: FoundLabel[] = [];
  let depth = 0;
  let low = from;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth = Math.max(0, depth - 1);
    // ：, 为, 是
    const says = code === 0xff1a || code === 0x4e3a || (code === 0x662f && at > from);
    if (!says || depth > 0) continue;
    const label = labelBefore(text, low, at);
    if (!label) continue;
    found.push({ said: label.said, start: label.start, level: label.level, end: at + 1 });
    low = at + 1;
  }
  if (found.length > 0) return found;
  // 责任单位 甲、乙: a space or nothing instead of the colon, at the beginning only.
  for (let end = from + 3; end <= Math.min(from + 8, to); end++) {
    const code = text.charCodeAt(end);
    if (code !== 0x20 && code !== 0x7c) continue;
    const label = labelBefore(text, from, end);
    if (label && label.start === from && label.said !== 'person') return [{ ...label, end: end + 1 }];
  }
  return found;
}

/** Comma segments and verbs of one value: `甲、乙牵头，丙、丁配合` is two parts. */
function partsOf(text: string, [from, to]: Span, units: Units, limits: Span[]): Part[] {
  const parts: Part[] = [];
  for (const segment of commaSegments(text, [from, to])) {
    if (saysWhen(text, segment[0], segment[1])) {
      limits.push(segment);
      continue;
    }
    segmentParts(text, segment, units, parts);
  }
  return parts;
}

const COMMA = 0xff0c;

function commaSegments(text: string, [from, to]: Span): Span[] {
  const segments: Span[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at <= to; at++) {
    const code = at < to ? text.charCodeAt(at) : COMMA;
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth = Math.max(0, depth - 1);
    else if (at === to || ((code === COMMA || code === 0x2c) && depth === 0)) {
      const segment = trimmed(text, [start, at]);
      if (segment[1] > segment[0]) segments.push(segment);
      start = at + 1;
    }
  }
  return segments;
}

function segmentParts(text: string, [from, to]: Span, units: Units, parts: Part[]): void {
  const start = leadInEnd(text, from, to);
  const first = firstVerb(text, start, to);
  if (first >= to) {
    // No word of duty: a mere list.
    if (to > start) parts.push({ span: [start, to], said: null, word: '', modified: false });
    return;
  }
  verbParts(text, [start, to], units, parts);
}

function leadInEnd(text: string, from: number, to: number): number {
  if (LEAD_IN_FIRST[text.charCodeAt(from)] !== 1) return from;
  const leadIn = LEAD_IN.exec(text.slice(from, Math.min(to, from + 12)));
  return from + (leadIn ? leadIn[0].length : 0);
}

/** The first word of duty in a stretch; its end if there is none. */
export function firstVerb(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (dutyVerbAt(text, at, to)) return at;
  return to;
}

/** 和, 及, 与, 、 and a space: behind them a name may begin. */
const BEFORE_NAMES = codesOf('、和及与 ');

function verbParts(text: string, [from, to]: Span, units: Units, parts: Part[]): void {
  let start = from;
  let listEnd = -1;
  let modified = false;
  let fresh = true;
  let afterVerb = false;
  for (let at = start; at < to; ) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) {
      at = closeOf(text, at, to);
      fresh = false;
      continue;
    }
    if (fresh) {
      const known = units.longestUnit(text, at);
      if (known > at && known <= to) {
        at = known;
        fresh = false;
        continue;
      }
    }
    const verb = dutyVerbAt(text, at, to);
    if (verb?.said === 'modifier') {
      if (listEnd < 0) listEnd = at;
      modified = true;
      at += verb.word.length;
      continue;
    }
    if (verb) {
      parts.push({ span: [start, listEnd < 0 ? at : listEnd], said: verb.said, word: verb.word, modified });
      at += verb.word.length;
      start = at;
      listEnd = -1;
      modified = false;
      fresh = true;
      afterVerb = verb.said !== 'convene';
      continue;
    }
    fresh = BEFORE_NAMES[code] === 1;
    // Words after 按职责分工 mean that it was no ending.
    at++;
  }
  const rest: Span = [start, listEnd < 0 ? to : listEnd];
  if (rest[1] <= rest[0]) return;
  parts.push({ span: rest, said: null, word: afterVerb ? '\u0000' : '', modified });
}

/** Gives each part's units their role; answers how many parts were no lists of units. */
function name(
  text: string,
  parts: readonly Part[],
  label: Exclude<Said, 'person' | 'limit'>,
  labelled: boolean,
  level: string,
  units: Units,
  named: Named[],
): number {
  let strays = 0;
  const led = parts.findIndex((part) => part.said === 'lead');
  const verbs = parts.filter((part) => part.said !== null && part.said !== 'convene').length;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as Part;
    // What stands right behind a verb is its object: 市民政局负责低保发放.
    if (part.word === '\u0000') {
      strays++;
      continue;
    }
    const convened = index > 0 && parts[index - 1]?.said === 'convene';
    const verb = part.said === null || part.said === 'convene' ? nextVerb(parts, index) : part;
    let said: Exclude<Said, 'person' | 'limit'> = label;
    let written = labelled;
    if (verb) {
      said = labelled && label !== 'listed' && verb.said === 'listed' ? label : (verb.said as typeof said);
      written = true;
      // 甲牵头，乙负责: beside a lead, a plain 负责 is co-operation.
      const plain = verb.word === '负责' && !verb.modified && verbs === 2;
      if (said === 'listed' && led >= 0 && led < index && plain) said = 'cooperate';
    }
    if (part.said === 'convene') {
      said = led >= 0 && led < index ? 'cooperate' : 'lead';
      written = true;
    } else if (convened) {
      if (led >= 0 && verb?.said !== 'lead') said = 'cooperate';
      else if (!verb) said = labelled && label !== 'listed' ? label : 'cooperate';
      written = true;
    }
    const list = listedUnits(text, part.span, units);
    // 甲、乙会同有关部门负责: of several, the order decides.
    if (part.said === 'convene' && said === 'lead' && list.length > 1) said = 'listed';
    for (const { mention, note } of list)
      named.push({
        mention,
        said: note === null ? said : saidByNote(note),
        written: written || note !== null,
        level,
      });
  }
  return strays;
}

function nextVerb(parts: readonly Part[], index: number): Part | null {
  for (let next = index + 1; next < parts.length; next++) {
    const part = parts[next] as Part;
    if (part.word === '\u0000') return null;
    if (part.said !== null && part.said !== 'convene') return part;
  }
  return null;
}

function closeOf(text: string, at: number, to: number): number {
  let depth = 0;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isOpening(code)) depth++;
    else if (isClosing(code) && --depth === 0) return at + 1;
  }
  return to;
}

/** How sure the names of a clause are units: `all`, `some`, or `none` of them are built like one. */
export function unitsIn(clause: Clause, units: Units): 'all' | 'some' | 'none' {
  let like = 0;
  for (const { mention } of clause.named) if (isUnitLike(mention, units) || isAreaName(mention.name)) like++;
  if (clause.named.length === 0 || like === 0) return 'none';
  return like === clause.named.length ? 'all' : 'some';
}
