import type { Span } from '../base/index.ts';
import { hasClause, paragraphHasClause } from './clause.ts';
import type { Outline, Section } from './outline.ts';

/** 任务: a section that becomes an item. See docs/decisions: what is an item. */
export interface WorkSection {
  /** Numerals from the top, e.g. `["二", "（三）"]`; sections without numeral add none. */
  readonly path: readonly string[];
  /** From the numeral to the end of what belongs to it. */
  readonly span: Span;
  readonly title: Span;
  readonly run: Section['run'];
  /** Stretches of text that hold the work, title left out ('leaf': the title is part of the work); in rising order. */
  readonly body: readonly Span[];
  /** All paragraphs of the item in their order, that of its title included: where clauses are looked for. */
  readonly parts: readonly Span[];
}

/** Chapters that state why, whither or for whom, not what is to be done. */
const PRINCIPLE =
  /指导思想|总体要求|总体思路|基本原则|工作原则|基本思路|总体目标|主要目标|发展目标|工作目标|目标要求|行动目标|预期目标|^目标$|回顾|形势|背景|重要意义|重大意义|现状|存在问题|主要问题|发展基础|适用范围|实施范围|明确范围|范围$|^总则$|^附则$|工作总结|主要成绩|发展成就|主要考虑|总体考虑|指导原则|编制依据|名词解释|术语|释义|样本城市|^概述|^前言|^引言|^序言|^结语|总体安排$|支持对象$|实施时间|行动时间|工作时间|时间安排/;
/** A chapter of principle that names work as well (主要目标和重点任务) is a chapter of work. */
const WORK_WORD = /任务|措施|举措|重点工作|工作安排|行动|工程/;
/** Chapters that close a document; plain paragraphs there exhort, numbered ones assign. */
const CLOSING =
  /有关要求|工作要求|相关要求|几点要求|组织实施|组织保障|组织领导|保障措施|实施保障|工作保障|附则|其他事项|监督检查$|督查考核|督导考核|监督考核|考核督查|督查督办|督促检查$|^要求$/;
/** Sections that only say what a word means or what something holds. */
const DEFINITION = /^(?:反映|是指|指的?是|指|本(?:方案|意见|办法|规划|措施|行动|计划)(?:所称|适用)|适用于)/;
/** The last numbered point of 措施 and 办法 says from when they hold and who explains them. */
const IN_FORCE =
  /^(?:本|此|以上|上述)(?:若干)?(?:政策)?(?:方案|意见|办法|规划|措施|行动|计划|通知|细则|规定|政策|条款)[^，。；]{0,6}(?:自|从|于)[^，。；]{1,24}(?:施行|实施|执行|生效)|^(?:本|此)[^，。；]{1,8}由[^。；]{2,40}负责解释|^有效期/;
const YEAR_WORK =
  /工作安排|重点工作|重点任务|工作任务|主要任务|今年|工作部署|自身建设|(?:19|20)\d{2}年.*(?:工作|任务|目标)/;
const LONG_TERM = /五年|十[一二三四五六七八]五|时期/;

/** Annexes that explain or measure. */
const NO_WORK_ANNEX = /指标体系|名词|术语|名单|目录|流程图|样表|样式|格式|申请表|登记表|统计表|评分|考核表/;

/** What clauses say about one section and all under it. */
interface Weighed {
  readonly section: Section;
  readonly form: string;
  /** A clause in its own paragraphs or title line. */
  readonly own: boolean;
  /** A clause in it or anywhere under it. */
  readonly any: boolean;
  readonly children: readonly Weighed[];
}

interface Rules {
  readonly text: string;
  readonly report: boolean;
  /** Forms on which items stand, learnt from where clauses stand. */
  readonly forms: ReadonlySet<string>;
  /** Forms whose numbered points carry one clause for all of them, at the last. */
  readonly gathered: ReadonlySet<string>;
}

/** The sections of a document (annexes included) to which work is or could be assigned, in their order. */
export function workSectionsOf(outline: Outline, text: string): WorkSection[] {
  const title = outline.title ? text.slice(outline.title[0], outline.title[1]) : '';
  const annexes = outline.annexes.filter(
    (annex) => !annex.title || !NO_WORK_ANNEX.test(text.slice(annex.title[0], annex.title[1])),
  );
  const found: WorkSection[] = [];
  const report = /工作报告(?:（[^（）]{1,30}）)?$/.test(title);
  if (!sendsList(outline, title, text)) collectAll(outline.sections, text, report, found);
  // A report whose chapters have no usual names: better all its work than none.
  if (report && found.length === 0) collectAll(outline.sections, text, false, found);
  for (const annex of annexes) collectAll(annex.sections, text, false, found);
  return found;
}

function collectAll(sections: readonly Section[], text: string, report: boolean, found: WorkSection[]): void {
  const weighed = sections.map((section) => weigh(text, section));
  const gathered = gatheredForms(weighed);
  const forms = new Set<string>();
  learnForms(weighed, gathered, forms);
  const rules: Rules = { text, report, forms, gathered };
  for (const each of weighed) collect(each, [], false, rules, found);
}

const LIST_ANNEX = /清单|分解|分工|任务表|一览表|事项表|责任表/;

/** A notice that sends a list of tasks: its own chapters introduce the list and ask for its execution. */
function sendsList(outline: Outline, title: string, text: string): boolean {
  if (!/通知$/.test(title)) return false;
  const lists = outline.annexes.some(
    (annex) => annex.title && LIST_ANNEX.test(text.slice(annex.title[0], annex.title[1])),
  );
  return lists && !outline.sections.some((section) => hasClause(text, section.span));
}

function weigh(text: string, section: Section): Weighed {
  const children = section.children.map((child) => weigh(text, child));
  const own =
    paragraphHasClause(text, [section.title[0], lineEnd(text, section)]) ||
    section.paragraphs.some((paragraph) => paragraphHasClause(text, paragraph));
  return { section, form: formOf(section), own, any: own || children.some((child) => child.any), children };
}

/** End of the line on which the title stands, but not of what lies under it. */
function lineEnd(text: string, { title, span, run, paragraphs }: Section): number {
  if (run !== 'own' && paragraphs[0]) return paragraphs[0][1];
  const end = text.indexOf('\n', title[1]);
  let to = end < 0 || end > span[1] ? span[1] : end;
  while (to > title[1] && /\s/.test(text[to - 1] as string)) to--;
  return to;
}

function formOf({ style, numeral }: Section): string {
  return style === 'part' ? `part${numeral.replace(/[\d一二三四五六七八九十百第]/g, '')}` : style;
}

/**
 * Forms P for which clauses stand only in the last of several points under P: 1. 2. 3. and one clause after 3. is a
 * clause of （一）, not of 3.
 */
function gatheredForms(weighed: readonly Weighed[]): ReadonlySet<string> {
  const score = new Map<string, number>();
  const walk = (each: Weighed) => {
    const { children } = each;
    if (children.length >= 2) {
      const clauses = children.filter((child) => child.any).length;
      const last = children[children.length - 1] as Weighed;
      const onlyLast = clauses === 1 && last.any && last.children.every((child) => !child.any);
      const change = onlyLast ? 1 : clauses >= 2 ? -1 : 0;
      score.set(each.form, (score.get(each.form) ?? 0) + change);
    }
    for (const child of children) walk(child);
  };
  for (const each of weighed) walk(each);
  return new Set([...score].filter(([, value]) => value > 0).map(([form]) => form));
}

function learnForms(weighed: readonly Weighed[], gathered: ReadonlySet<string>, forms: Set<string>): void {
  for (const each of weighed) {
    if (!each.any) continue;
    if (each.children.some((child) => child.any) && !gathered.has(each.form))
      learnForms(each.children, gathered, forms);
    else forms.add(each.form);
  }
}

function collect(
  each: Weighed,
  above: readonly string[],
  closing: boolean,
  rules: Rules,
  found: WorkSection[],
): void {
  const { section, form, children } = each;
  const { text, forms, gathered, report } = rules;
  const path = section.numeral === '' ? above : [...above, section.numeral];
  const title = text.slice(section.title[0], Math.min(section.title[1], section.title[0] + 80));
  if (!each.any && isPrinciple(title)) return;
  if (report && section.level === 1 && !each.any && !isYearWork(title)) return;
  if (section.style === 'article' || (!each.any && IN_FORCE.test(title))) return;
  const ends = closing || (section.level === 1 && CLOSING.test(title));
  const points = children.filter((child) => child.any || isItemStyle(child.section));
  // A 专栏 alone under a section belongs to it; beside numbered points it is work of its own.
  const below = points.every((child) => !child.any && isBox(child.section)) ? [] : points;
  const assigned = children.some((child) => child.any);
  if (below.length > 0 && (assigned ? !gathered.has(form) : !forms.has(form))) {
    for (const child of below) collect(child, path, ends, rules, found);
    return;
  }
  if (!each.any) {
    if (ends && !closing && !isItemAlone(section, forms, form)) return;
    if (!hasWork(text, section)) return;
  }
  found.push(workSectionOf(text, section, path));
}

/** 行动目标 and 主要任务目标 name goals though 行动 and 任务 are words of work: these are looked for in the rest. */
function isPrinciple(title: string): boolean {
  const match = PRINCIPLE.exec(title);
  if (!match) return false;
  return (
    !WORK_WORD.test(title.slice(0, match.index)) &&
    !WORK_WORD.test(title.slice(match.index + match[0].length))
  );
}

/** In a report on the work of a government only what is arranged for the coming year is work. */
function isYearWork(title: string): boolean {
  if (LONG_TERM.test(title) && !/工作安排|今年/.test(title)) return false;
  return YEAR_WORK.test(title);
}

/** Points below （1）, ①, 一是 and bullets are steps of one task unless they have a heading of their own. */
function isItemStyle(section: Section): boolean {
  switch (section.style) {
    case 'bullet':
    case 'circled':
    case 'digit-bracket':
    case 'decimal':
      return section.style === 'decimal';
    case 'firstly':
      return section.run === 'run-in';
    case 'article':
      return false;
    default:
      return true;
  }
}

function isBox({ numeral }: Section): boolean {
  return numeral.startsWith('专栏');
}

/** 八、加强组织实施。… is a task where chapters themselves are tasks. */
function isItemAlone(section: Section, forms: ReadonlySet<string>, form: string): boolean {
  return section.run !== 'own' && forms.has(form);
}

function hasWork(text: string, section: Section): boolean {
  const first = section.paragraphs[0];
  if (isFlattened(text, section)) return false;
  if (section.paragraphs.length === 0 && section.children.length === 0) return section.run === 'leaf';
  return !(first && DEFINITION.test(text.slice(first[0], first[0] + 12)));
}

/** What is left of a table with one cell a line: running numbers between short lines. */
function isFlattened(text: string, { paragraphs }: Section): boolean {
  if (paragraphs.length < 5) return false;
  let numbers = 0;
  for (const [start, end] of paragraphs)
    if (end - start <= 3 && /^\d+$/.test(text.slice(start, end))) numbers++;
  return numbers >= 2;
}

function workSectionOf(text: string, section: Section, path: readonly string[]): WorkSection {
  const parts: Span[] = [];
  const body: Span[] = [];
  const end = lineEnd(text, section);
  parts.push([section.title[0], end]);
  section.paragraphs.forEach((paragraph, index) => {
    body.push(paragraph);
    if (index > 0 || section.run === 'own') parts.push(paragraph);
  });
  const walk = (child: Section) => {
    const stretch: Span = [child.title[0], lineEnd(text, child)];
    body.push(stretch);
    parts.push(stretch);
    child.paragraphs.forEach((paragraph, index) => {
      if (index === 0 && child.run !== 'own') return;
      body.push(paragraph);
      parts.push(paragraph);
    });
    child.children.forEach(walk);
  };
  section.children.forEach(walk);
  const { span, title, run } = section;
  return { path, span, title, run, body, parts };
}
