import type { DutyRole } from '../compiled.ts';
import { kept } from './kept.ts';
import { codesOf } from './signs.ts';

/**
 * What a word of responsibility says about the units beside it. `listed`: they answer for the work, and the first
 * leads unless somebody else does. `person` and `limit` are not about units: 责任人, 完成时限.
 */
export type Said = DutyRole | 'listed' | 'person' | 'limit';

/** Role words of labels (牵头单位：), longest first within a role; they stand before one of `NOUNS`. */
const LABEL_ROLES: readonly (readonly [Said, string])[] = [
  [
    'lead',
    '总牵头|共同牵头|联合牵头|牵头负责|牵头责任|牵头主办|牵头承办|牵头实施|牵头推进|牵头（责任）|牵头|主责|主办|主要责任|汇总',
  ],
  [
    'cooperate',
    '主要配合|责任配合|配合责任|协同配合|协作配合|参与配合|配合|协办|协同|协作|协助|参与|参加|支持',
  ],
  ['guide', '业务指导|行业指导|指导督促|督促指导|督导|指导|监管|监督|督办|行业监管'],
  [
    'listed',
    '共同责任|具体责任|直接责任|责任落实|落实责任|责任|落实|实施|承办|承担|执行|推进|负责|具体负责|任务|工作责任|完成|建设|组织实施|主体责任|组织|分工',
  ],
];
const NOUNS =
  '单位（部门）|部门（单位）|单位和部门|部门和单位|单位及部门|部门及单位|单位、部门|部门、单位|单位|部门|处室|科室|处（室）|股室|处科室|机构|主体|机关|委办局|司局|街镇|镇街|乡镇|区县|县区|属地|方';
const LEVELS =
  '国家|中央|省级|市级|州级|县级|区级|镇级|本级|省|市|州|县|区|镇|主要|第一|具体|项目|工作|任务|本项|各';

const LABELS = LABEL_ROLES.map(
  ([role, words]) => [role, new RegExp(`(?:^|[^一-龥])(${LEVELS})?(?:${words})(?:${NOUNS})$`)] as const,
);
const BARE_LABELS: readonly (readonly [Said, RegExp])[] = [
  ['lead', /(?:^|[^一-龥])()(?:牵头|主责|主办)$/],
  ['cooperate', /(?:^|[^一-龥])()(?:配合|协办|参与)$/],
  [
    'listed',
    /(?:^|[^一-龥])()(?:责任主体与协同单位|责任主体|落实主体|实施主体|责任处室|责任分工|职责分工|任务分工|分工)$/,
  ],
];
const PERSON =
  /(?:^|[^一-龥])()(?:[省市州县区镇]级?)?(?:责任|牵头|分管|主管|包抓|包联|挂包|挂钩|挂联|联系|督办|督导|协管|主抓|包保|具体|直接|第一|主要)?(?:责任|负责)?(?:人|人员|领导|领导同志|市领导|县领导|区领导|省领导|负责同志|校领导|局领导|联系人|联络员|电话|联系电话|联系方式)(?:及(?:联系)?电话)?$/;
const LIMIT =
  /(?:^|[^一-龥])()(?:计划|拟|预计|整改|推进|工作|任务|项目|办理|落实|实施)?(?:完成|办结|进度|推进|实施|起止|建设|整改|交付|出台)?(?:时限|时间|期限|时间节点|时限要求|时间要求|节点|进度要求|时间进度|时间安排|完成日期|日期)$/;
const LIMIT_MORE = /(?:完成|办结|推进|实施|起止|整改|进度|交付|出台|时限|节点|期限|要求|安排)/;

const ALL_LABELS = [...LABELS, ...BARE_LABELS];

/** A label that ends right before a colon. */
export interface Label {
  readonly said: Said;
  /** Where its first character stands. */
  readonly start: number;
  /** 省 in 省牵头单位; empty if none. */
  readonly level: string;
}

/** Last characters of labels. */
const LABEL_LAST = codesOf('位门室构主体关局司镇县属地方头责办合与工人员领导志话式限间期点求度排');
/** What stands before a label; a bracket or `、` may also stand inside it. */
const LABEL_BORDERS = codesOf('，。；：！？\n 〔〕“”《》.');
const LONGEST_LABEL = 18;

/** Whether the character before this place can end a label: all others are done with by one look. */
export function endsLabel(text: string, at: number): boolean {
  return LABEL_LAST[text.charCodeAt(at - 1)] === 1;
}

/** The label whose last character stands before `end` (the colon, or 为), looking no further back than `from`. */
export function labelBefore(text: string, from: number, end: number): Label | null {
  if (!endsLabel(text, end)) return null;
  const low = Math.max(from, end - LONGEST_LABEL);
  let start = end;
  let closed = false;
  // A label is one run of characters, brackets of 责任单位（部门） included.
  for (; start > low; start--) {
    const code = text.charCodeAt(start - 1);
    if (LABEL_BORDERS[code] === 1) break;
    if (code === 0xff09) closed = true;
    else if (code === 0xff08 && !closed) break;
    else if (code === 0x3001 && !isSecondNoun(text, start, end)) break;
  }
  // The characters before the label's run count as their border.
  const label = labelOfRun(text.slice(start, end));
  return label && { said: label.said, start: label.start + start, level: label.level };
}

/** 部门 of 责任单位、部门. */
function isSecondNoun(text: string, start: number, end: number): boolean {
  return end - start === 2 && (text.startsWith('部门', start) || text.startsWith('单位', start));
}

/** The label that a run of characters ends with: labels are few, and stand in every item. */
const labelOfRun = kept(readLabel);

function readLabel(run: string): Label | null {
  for (const [said, pattern] of ALL_LABELS) {
    const found = pattern.exec(run);
    if (found) return found[1] === '各' ? null : { said, start: labelStart(found), level: levelOf(found[1]) };
  }
  const person = PERSON.exec(run);
  if (person) return { said: 'person', start: labelStart(person), level: '' };
  const limit = LIMIT.exec(run);
  if (limit && LIMIT_MORE.test(limit[0])) return { said: 'limit', start: labelStart(limit), level: '' };
  return null;
}

function labelStart(found: RegExpExecArray): number {
  const border = /^[^一-龥]/.test(found[0]) ? 1 : 0;
  return found.index + border;
}

function levelOf(word: string | undefined): string {
  return word && /^(?:国家|中央|省级|市级|州级|县级|区级|镇级|省|市|州|县|区|镇)$/.test(word) ? word : '';
}

/** What a heading of a column says about its cells; null if it is about something else. */
export function saidByHeader(header: string): Said | null {
  const words = header.replace(/\s/g, '').replace(/[：:*]+$/, '');
  if (words.length === 0 || words.length > 20) return null;
  if (/责任领导[/、和及]责任(?:科室|处室|单位|部门)/.test(words)) return 'listed';
  const label = labelBefore(words, 0, words.length);
  if (label && label.start === 0) return label.said;
  if (/^牵头.*(?:单位|部门|处室|科室)/.test(words)) return 'lead';
  if (/^(?:配合|协办|协同|参与|参加).*(?:单位|部门|处室|科室)/.test(words)) return 'cooperate';
  if (/责任(?:主体|单位|部门|处室|科室)/.test(words)) return 'listed';
  return null;
}

/** A verb that ends a list of units: `甲、乙负责`. */
export interface DutyVerb {
  readonly word: string;
  readonly said: Said | 'convene' | 'modifier';
  /** Counts only where the clause or its comma segment ends behind it: 监督 is also part of names. */
  readonly atEnd: boolean;
}

const VERBS: readonly (readonly [DutyVerb['said'], boolean, string])[] = [
  [
    'lead',
    false,
    '牵头负责落实 牵头抓好落实 牵头组织实施 牵头组织落实 牵头组织开展 牵头组织推进 牵头组织 牵头负责 牵头督导 牵头落实 牵头实施 牵头推进 牵头办理 牵头承办 牵头主办 牵头抓总 牵头协调 牵头统筹 负责牵头 总牵头 牵头 主责',
  ],
  ['lead', true, '主办 主抓 总负责 汇总'],
  [
    'listed',
    false,
    '负责组织实施 负责具体实施 负责落实到位 负责抓好落实 负责贯彻落实 负责具体落实 负责组织落实 负责统筹协调 负责落实 负责实施 负责推进 负责督导 负责承办 负责办理 负责完成 负责',
  ],
  [
    'listed',
    true,
    '贯彻落实 抓好落实 组织落实 组织实施 推进落实 推动落实 落实 实施 承办 承担 推进 办理 完成',
  ],
  [
    'cooperate',
    false,
    '协同配合落实 积极配合 密切配合 做好配合 参与配合 协同配合 配合落实 配合实施 配合推进 配合做好 配合 参与落实 参与实施 参与',
  ],
  ['cooperate', true, '协助 协同 协办 参加 支持 协作'],
  [
    'guide',
    true,
    '业务指导 督促指导 指导督促 指导监督 监督指导 督查指导 跟踪督导 督促检查 督导 指导 监管 监督 督办 督促',
  ],
  ['convene', false, '会同'],
  [
    'modifier',
    false,
    '按照各自职责分工 按照各自职责 按照职责分工 按照职能分工 按各自职责分工 按各自职责 按照职责 按照分工 按职责分工 按职能分工 按职责 按分工 根据职责分工 根据各自职责 依据职责分工 依职责分工 依照职责分工 依职责 结合职责 结合各自实际 结合本地实际 结合当地实际 结合工作实际 结合实际 在各自职责范围内 在职责范围内 分工',
  ],
  ['modifier', true, '分别 共同 联合 一起 具体 各自 协调 统筹 齐抓共管 同步 主要 统一'],
];

const VERBS_BY_FIRST = new Map<number, DutyVerb[]>();
for (const [said, atEnd, words] of VERBS)
  for (const word of words.split(' ')) {
    const first = word.charCodeAt(0);
    const others = VERBS_BY_FIRST.get(first) ?? [];
    others.push({ word, said, atEnd });
    VERBS_BY_FIRST.set(first, others);
  }
for (const verbs of VERBS_BY_FIRST.values()) verbs.sort((one, other) => other.word.length - one.word.length);

/** First characters of verbs, and by their sum with the second which pairs can begin one: most places are done with here. */
const VERB_FIRST = new Uint8Array(65536);
const VERB_PAIRS = new Uint8Array(65536);
for (const [first, verbs] of VERBS_BY_FIRST) {
  VERB_FIRST[first] = 1;
  for (const { word } of verbs) VERB_PAIRS[(first * 31 + word.charCodeAt(1)) & 0xffff] = 1;
}

/** The verb of responsibility that stands at this place. */
export function dutyVerbAt(text: string, at: number, to: number): DutyVerb | null {
  const first = text.charCodeAt(at);
  if (VERB_FIRST[first] !== 1 || at + 1 >= to) return null;
  if (VERB_PAIRS[(first * 31 + text.charCodeAt(at + 1)) & 0xffff] !== 1) return null;
  for (const verb of VERBS_BY_FIRST.get(first) as readonly DutyVerb[]) {
    const end = at + verb.word.length;
    if (end > to || !text.startsWith(verb.word, at)) continue;
    // 各任务牵头单位: whoever leads, not that they lead.
    if (end < to && isBearer(text, end, to)) return null;
    if (!verb.atEnd) return verb;
    if (verb.said === 'modifier') {
      if (end < to && dutyVerbAt(text, end, to)) return verb;
    } else if (end === to || VERB_ENDS[text.charCodeAt(end)] === 1) return verb;
  }
  return null;
}

const BEARERS = ['单位', '部门', '处室', '科室'];

function isBearer(text: string, at: number, to: number): boolean {
  return at + 2 <= to && BEARERS.some((word) => text.startsWith(word, at));
}

const VERB_ENDS = codesOf('，、；。,; \n\t\r\u00a0\u3000\ufeff');

/** Role that a bracket behind one name gives it: 市住建局（牵头）. */
export function saidByNote(note: string): DutyRole {
  if (/^(?:总?牵头|主)/.test(note)) return 'lead';
  return note.startsWith('指导') ? 'guide' : 'cooperate';
}

const SHORT_LIMIT =
  /^(?:\d{4}年|\d{1,2}月|(?:今|明|本|当|次)年|年[内底末]|[上下]半年|第?[一二三四1-4]季度|“?十[三四五六]五|(?:长期|持续|常态化?|全年|逐年|分年度|适时|立即|每[年季月])(?:推进|坚持|实施|开展|落实|完成|进行)?|即日起|立行立改|[到于限在至]?\d{4}年|[到于限在至]\d{1,2}月|按(?:时间)?节点|\d+个?(?:工作)?[日月天])/;

const LIMIT_FIRST = codesOf('0123456789今明本当次年上下半第一二三四十“长持常全逐分适立每即到于限在至按');
const LONGEST_LIMIT = 30;

/** 6月底完成, 年内持续推进: a stretch of a clause that says when, not who. */
export function saysWhen(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_LIMIT || LIMIT_FIRST[text.charCodeAt(from)] !== 1) return false;
  return SHORT_LIMIT.test(text.slice(from, to));
}

/** As `saysWhen`, where a clause of the work may begin with its date: only the date, and that it be kept. */
export function saysOnlyWhen(text: string, from: number, to: number): boolean {
  if (to - from > 16 || !saysWhen(text, from, to)) return false;
  return /(?:前|底|末|内|月|日|完成|落实|推进|坚持)$/.test(text.slice(from, to));
}
