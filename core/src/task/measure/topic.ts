import { CLOSED, leadAt } from './lead.ts';
import { endingAt, endingsOf, findLast, type Lexicon, lexiconOf, wordAt } from './lexicon.ts';
import {
  ACTORS,
  acts,
  BY_WAY,
  behindAdverbs,
  type Clause,
  firstOf,
  foursOf,
  hasFigure,
  LEADS,
  LONGEST_TOPIC_NOUN,
  modalIn,
  OF_ACTOR,
} from './phrase.ts';
import { endsInVerb, type Verb, verbAt, verbIn } from './verb.ts';

/** What follows a topic: the predicate of a clause whose subject or object stands before the comma. */
const PREDICATES = lexiconOf(
  '不得 必须 应当 不准 不能 不再 不予 严禁 禁止 一律 免于 可以 可按 可不 可根据 直接 予以 给予 享受 实行 严格执行 严格按照 要 应 须 需 均 也 都 优先 按规定 免征 减半 即可 允许 经',
);

/** 在区内使用的货物、物品，免于…: a noun phrase that the predicate behind the comma speaks of. */
export function isTopic(text: string, start: number, end: number, next: Clause): boolean {
  const timed = text.charCodeAt(next.start) === 0x5728 && text.charCodeAt(next.end - 1) === 0x65f6;
  if (!timed && wordAt(PREDICATES, text, next.start, next.end) === '') return false;
  if (modalIn(text, start, end) >= 0) return false;
  const of = findLast(text, 0x7684, start, end);
  if (of > start && end - of - 1 <= LONGEST_TOPIC_NOUN)
    return verbIn(text, of + 1, end) < 0 && !(hasFigure(text, of, end) && end - of > 6);
  return (
    endingAt(TOPICS, text, start, end) !== '' && verbAt(text, next.start, next.end)?.start !== next.start
  );
}

/** 医院应于目录更新后30天内，: by when, the action still to come; 时限压缩至5天内 is none. */
export function isTerm(text: string, start: number, end: number): boolean {
  if (endingAt(TERMS, text, start, end) === '') return false;
  let from = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x538b || code === 0x7f29 || code === 0x63a7 || code === 0x529e || code === 0x7f29)
      return false;
    if (code === 0x5728 || code === 0x4e8e || code === 0x540e || code === 0x81ea || code === 0x8d77)
      from = true;
  }
  return from;
}

const TERMS = endingsOf('时 天内 日内 月内 年内 工作日内 季度内 小时内');

/** 不得将已取消的事项，: what is taken, with the action still to come. */
export function putsOff(text: string, start: number, end: number): boolean {
  const ban = wordAt(BANS, text, start, end);
  const at = start + ban.length;
  const code = text.charCodeAt(at);
  if (code !== 0x5c06 && code !== 0x628a) return false;
  const of = findLast(text, 0x7684, at, end);
  return of > at && end - of - 1 <= 2 * LONGEST_TOPIC_NOUN && verbIn(text, of + 1, end) < 0;
}

const BANS = lexiconOf('不得 严禁 禁止 不再 不准');

const TOPICS = endingsOf(
  '企业 单位 机构 项目 活动 行为 个人 事项 人员 器械 产品 食品 药品 车辆 商会 协会 服务 货物 物品 材料 用地 资金',
);

/** 市教育部门联合相关企业和高校，: with whom, the action still to come. */
export function joinsForces(text: string, start: number, end: number): boolean {
  const at = firstOf(TOGETHER, text, start, end);
  if (at < 0) return false;
  const behind = at + 2;
  if (at === start && text.charCodeAt(end - 1) === 0x7b49) return true;
  if (endingAt(ACTORS, text, behind, end) === '' && endingAt(OF_ACTOR, text, behind, end) === '')
    return false;
  return verbAt(text, at, end)?.end !== end && !acts(text, behind, end);
}

/** 发挥…优势， 统筹…资源，: means of the work to come. */
export const STRENGTHS = endingsOf('优势 资源');

export const BRINGING = lexiconOf('发挥 统筹');

export function behind(lexicon: Lexicon, text: string, start: number, end: number): boolean {
  return (
    wordAt(lexicon, text, start, end) !== '' ||
    wordAt(lexicon, text, behindAdverbs(text, start, end), end) !== ''
  );
}

const TOGETHER = lexiconOf('联合 会同');

/** A subject or object of the clause behind it: no predicate of its own. */
export function isSubject(text: string, start: number, end: number): boolean {
  if (hasFigure(text, start, end) && endingAt(OF_ACTOR, text, start, end) === '') return false;
  if (modalIn(text, start + 1, end) >= 0 || foursOf(text, start, end)) return false;
  if (firstOf(PLACED, text, start, end) > 0) return false;
  return !acts(text, start, end) || endingAt(OF_ACTOR, text, start, end) !== '';
}
/** 把就业摆在突出位置. */
const PLACED = lexiconOf('摆在 摆到 放在 放到 抓在 落到 落在 用在 扛在 贯穿于 贯穿到');

/** What always waits for its action, whatever verbs stand in it. */
export const UNFINISHED = endingsOf(
  '的外 之外 的情况下 的 方面 基础上 前提下 条件下 情况下 框架下 过程中 的同时 同时 范围内 期间 以来 领导下',
);

/** 鼓励家庭农场、茶企等， 支持企业面向…领域，: who is to act or how, with the action still to come. */
export function wayOf(text: string, end: number, verb: Verb | null, next: Clause): boolean {
  if (verb === null || verb.class !== 'causing' || verb.end >= end) return false;
  if (endingAt(WISHING, text, verb.start, verb.end) === '') return false;
  const tail = endingAt(BY_WAY, text, verb.end, end);
  if (tail !== '' && /采取|采用|通过|按照|运用|以/.test(text.slice(verb.end, end - tail.length))) return true;
  if (text.startsWith('主动', next.start) || text.startsWith('积极', next.start)) return false;
  const middle = DIRECT.has(text.charCodeAt(verb.end)) ? verb.end : firstOf(WAYS, text, verb.end, end);
  if (middle >= 0) {
    const taken = wordAt(USED, text, middle, end) !== '' && wordAt(LEADS, text, next.start, next.end) !== '';
    if (taken) return false;
    if (isTopicNoun(text, middle, end)) return true;
    if (verbIn(text, middle, end, middle === verb.end) < 0) return true;
    if (middle > verb.end && endingAt(CLOSED, text, middle, end) !== '') return true;
  }
  const others = endingAt(ACTORS, text, verb.end, end);
  if (others.charCodeAt(0) === 0x7b49 ? verbIn(text, verb.end, end) >= 0 : acts(text, verb.end, end))
    return false;
  if (leadAt(text, next.start, next.end) !== '') return true;
  const actor = others;
  if (actor === '' || WHITHER.has(text.charCodeAt(end - actor.length - 1))) return false;
  if (verb.verb !== '支持' && verb.verb !== '推动') return true;
  if (actor.length > 1 && actor.charCodeAt(0) === 0x7b49) return true;
  return actor.charCodeAt(0) === 0x7b49 && endingAt(ACTORS, text, verb.end, end - actor.length) !== '';
}

const USED = lexiconOf('利用 运用 采取');

/** 进, 入, 到, 赴, 向: the actor behind them is where something goes. */
const WHITHER = new Set([...'进入到赴向为'].map((character) => character.charCodeAt(0)));

/** 对符合条件的货物、物品: a noun phrase whose noun stands behind its last 的. */
function isTopicNoun(text: string, from: number, end: number): boolean {
  const of = findLast(text, 0x7684, from, end);
  return (
    of > from &&
    text.charCodeAt(from) === 0x5bf9 &&
    end - of - 1 <= LONGEST_TOPIC_NOUN &&
    end - of > 1 &&
    verbIn(text, of + 1, end) < 0 &&
    !endsInVerb(text, of + 1, end)
  );
}

/** Verbs whose object is somebody who is still to act. */
const WISHING = endingsOf('鼓励 动员 组织 引导 督促 指导 号召 发动 要求 敦促 协调 支持 推动 允许 倡导 吸引');

/** 对 在 以 按 */
const DIRECT = new Set([0x5bf9, 0x5728, 0x4ee5, 0x6309]);

const WAYS = lexiconOf('根据 按照 结合 围绕 依托 针对 面向 聚焦 通过 立足 利用 运用 采取');
