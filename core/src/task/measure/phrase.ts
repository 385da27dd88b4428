import { begins, endingsOf, type Lexicon, lexiconOf, wordAt } from './lexicon.ts';
import { endsInVerb, verbAt, verbClass, verbIn } from './verb.ts';
import * as words from './words.ts';

/** 分句: the stretch between two marks of punctuation, without them; places in the text. */
export interface Clause {
  readonly start: number;
  readonly end: number;
}

export const ADVERBS = lexiconOf(words.ADVERBS);

export const LEADS = lexiconOf(words.LEADS);

export const BY_WAY = endingsOf('方式 形式 模式 手段 途径 方法 渠道 机制 办法 举措 措施 平台 载体');

export const ACTORS = endingsOf(
  '等平台 等机构 等单位 等企业 等主体 企业 单位 机构 院校 高校 学校 合作社 组织 部门 地区 市场 银行 人员 群众 团队 力量 媒体 协会 商会 医院 人才 青年 党员 干部 职工 志愿者 社会资本 院所 主体 等 各地 公司 农户 城市 县 乡镇 社区 街道 园区',
);

/** 必须, 不得: words that make a predicate of a clause whatever verbs stand in it. */
const MODALS = lexiconOf(
  '不得 必须 应当 不准 不能 不再 不予 严禁 禁止 一律 免于 可以 只减不增 归各 有权 无权 无需 不宜 不可',
);

/** 要, 应 and the like make one in front of a verb only: 需要, 应用, 可能 hold none. */
const MAY_BE_MODAL = new Set([...'要应须需可'].map((character) => character.charCodeAt(0)));

const BEFORE_NO_MODAL = new Set(
  [...'主需重首摘纪必只若想相响供对反适认许'].map((character) => character.charCodeAt(0)),
);

/** Whether 不得, 必须 or the like stands in the clause: it has a predicate. */
export function forbids(text: string, from: number, end: number): boolean {
  return firstOf(MODALS, text, from, end) >= 0;
}

/** Place of the modal in the clause, or -1. */
export function modalIn(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (begins(MODALS, code) && wordAt(MODALS, text, at, end) !== '') return at;
    if (MAY_BE_MODAL.has(code) && !BEFORE_NO_MODAL.has(text.charCodeAt(at - 1)) && modalAt(text, at, end))
      return at;
  }
  return -1;
}

function modalAt(text: string, at: number, end: number): boolean {
  const verb = verbAt(text, at, end);
  return verb === null ? wordAt(ADVERBS, text, at + 1, end).length > 1 : verb.start > at;
}

export const LONGEST_TOPIC_NOUN = 12;

/** 有诉必应, 应保尽保, 只增不减: predicates without a verb of the lexicon. */
export function foursOf(text: string, start: number, end: number): boolean {
  for (let at = start; at + 3 < end; at++) {
    const third = text.charCodeAt(at + 2);
    if (third !== 0x5fc5 && third !== 0x5c3d && third !== 0x4e0d) continue;
    const first = text.charCodeAt(at);
    if (third === 0x5fc5 && (first === 0x6709 || first === 0x9022 || first === 0x51e1)) return true;
    if (third === 0x5c3d && (first === 0x5e94 || first === 0x80fd || first === 0x53ef)) return true;
    if (third === 0x4e0d && (first === 0x53ea || first === 0x96f6)) return true;
  }
  return false;
}

export const OF_ACTOR = endingsOf(
  '的企业 的单位 的项目 的个人 的机构 的地区 的人员 的家庭 的高校 的城市 的县',
);

/** Whether an action stands in the stretch: a verb with an object, or a verb at its very end (企业参与). */
export function acts(text: string, from: number, end: number): boolean {
  return verbIn(text, from, end, true) >= 0 || endsInVerb(text, from, end);
}

export function firstOf(lexicon: Lexicon, text: string, from: number, to: number): number {
  for (let at = from; at < to; at++)
    if (begins(lexicon, text.charCodeAt(at)) && wordAt(lexicon, text, at, to) !== '') return at;
  return -1;
}

/** 项目建成后， 一个季度内，. */
export const WHEN = endingsOf('后 内 前 时 之日起 期间');

/** The place behind the adverbs of a clause; `only` passes over no word that is a verb as well (深化, 统筹). */
export function behindAdverbs(text: string, start: number, end: number, only = false): number {
  let at = start;
  for (let round = 0; round < 4; round++) {
    const adverb = wordAt(ADVERBS, text, at, end);
    if (adverb === '' || at + adverb.length >= end || (only && verbClass(adverb) !== null)) break;
    at += adverb.length;
  }
  return at;
}

/** Whether an ASCII digit stands in the stretch. */
export function hasFigure(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) return true;
  }
  return false;
}
