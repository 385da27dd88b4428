import { begins, endingAt, endingsOf, findLast, lexiconOf, wordAt } from './lexicon.ts';
import {
  ACTORS,
  ADVERBS,
  acts,
  BY_WAY,
  behindAdverbs,
  firstOf,
  forbids,
  foursOf,
  LEADS,
  LONGEST_TOPIC_NOUN,
  WHEN,
} from './phrase.ts';
import { endsInVerb, isListing, verbAt, verbIn } from './verb.ts';
import * as words from './words.ts';

/** With these at its end an adverbial is complete, whatever verbs stand in it. */
export const CLOSED = endingsOf(
  '基础上 前提下 条件下 情况下 框架下 背景下 领导下 指导下 过程中 工作中 中 上 下 方面 领域 时 后 之前 之后 以来 期间 以前 底前 月前 年前 日前 末前 内 地区 区域 的地方 环节 要求 原则 规定 ' +
    '思路 部署 精神 理念 导向 目标 契机 抓手 重点 主线 核心 统揽 引领 牵引 支撑 依托 载体 实际 特点 需求 需要 定位 标准 路径 规律 主题 主攻方向 决策部署 ' +
    '机遇 思想 要求部署 政策 作用 优势 工作部署 分工 安排 年底 底 初 末 季度 上半年 下半年 的 者 起',
);

/** 以上 and its like behind a figure close no adverbial. */
const MEASURED = endingsOf('以上 以下 以内 左右 上下 之上 之下 %');

/** The preposition at `at`; 对 of 对接, 从 of 从严, 就 of 就业 is none. */
export function leadAt(text: string, at: number, end: number): string {
  const lead = wordAt(LEADS, text, at, end);
  if (lead.length !== 1) return lead;
  if (wordAt(NO_LEADS, text, at, end) !== '' || wordAt(ADVERBS, text, at, end).length > 1) return '';
  return verbAt(text, at, end)?.start === at && !text.startsWith('对接受', at) ? '' : lead;
}

const NO_LEADS = lexiconOf(
  '就业 在编 在建 在线 在岗 在校 在职 自然 自来水 自由 自贸 由此 同类 对外 对口 对象 向上 以上 以下 以内 到位 为主 从业 同等 与会 经济 经营 经费 经验 除尘 除险 按揭 如期 凡事',
);

/** Whether the clause is an adverbial that waits for its action. */
export function leads(text: string, start: number, end: number): boolean {
  if (timeOnly(text, start, end)) return true;
  const closed = endingAt(MEASURED, text, start, end) === '' ? endingAt(CLOSED, text, start, end) : '';
  const plain = behindAdverbs(text, start, end, true);
  const bare = leadAt(text, start, end);
  const lead = bare !== '' ? bare : leadAt(text, plain, end);
  if (lead === '') {
    // 各街道根据人口规模，: a local subject before the adverbial.
    if (verbAt(text, start, end) !== null) return false;
    if (end - start <= LONGEST_WHEN && closed !== '' && endingAt(WHEN, text, start, end) !== '') return true;
    const at = firstOf(MIDDLE, text, start + 1, Math.min(end, start + 14));
    if (at < 0 || (text.charCodeAt(at) === 0x4ee5 && AFTER_YI.has(text.charCodeAt(at + 1)))) return false;
    return (
      verbIn(text, start + 1, end) < 0 &&
      (closed !== '' || !acts(text, at + 1, end) || !endsPlainly(text, at, end))
    );
  }
  const from = (bare !== '' ? start : plain) + lead.length;
  if (lead === '将' || lead === '把') return false;
  if (lead === '坚持' || lead === '以') {
    const as = findLast(text, 0x4e3a, from, end);
    if (as > from && end - as <= 14 && (lead === '以' || lead === '坚持')) return true;
    if (lead === '坚持') return true;
  }
  if (lead === '为' && provides(text, from, end)) return false;
  if (closed !== '') return true;
  if (forbids(text, from, end) || foursOf(text, from, end)) return false;
  if ((lead === '对' || lead === '对于') && concerns(text, from, end)) return true;
  if (TAKING.has(lead)) {
    if (lead === '采取' || lead === '采用') return endingAt(BY_WAY, text, from, end) !== '';
    return lead.endsWith('运用') || lead.endsWith('利用') || lead === '严格按照'
      ? verbIn(text, from, end) < 0
      : false;
  }
  if (endingAt(BY_WAY, text, from, end) !== '') return true;
  if (!SHORT.has(lead) && text.charCodeAt(end - 1) === 0x7b49) return true;
  // 结合推进…整治，: the verb right behind the preposition is its object.
  const direct = verbAt(text, from, end);
  if (lead === '为' && direct !== null) return true;
  // 以更大力度吸引外资: an adverb of the preposition stands between it and the action.
  const search = direct === null || (SHORT.has(lead) && direct.start > from) ? from : direct.end;
  if (SHORT.has(lead)) return !acts(text, search, end);
  // 围绕增强功能和提升竞争力: a verb behind 和 is an object too.
  let verb = verbIn(text, search, end);
  while (verb > 0 && direct !== null && isListing(text.charCodeAt(verb - 1)))
    verb = verbIn(text, verb + 2, end);
  return verb < 0;
}

/** 对有突出贡献的企业和个人，: whom, with the action still to come. */
function concerns(text: string, from: number, end: number): boolean {
  const of = findLast(text, 0x7684, from, end);
  if (of > from && end - of <= LONGEST_TOPIC_NOUN && end - of > 1)
    return verbIn(text, of, end) < 0 && !endsPlainly(text, of + 1, end);
  return (
    of > from &&
    (endingAt(ACTORS, text, of, end) !== '' || endingAt(CONCERNED, text, of, end) !== '') &&
    verbIn(text, of, end) < 0
  );
}

const CONCERNED = endingsOf('个人 人 户 项目 者 家庭 车辆 产品 问题 事项 行为 建筑 房屋 情形 集体 村 组织');

/** Whether a verb that is hardly a noun ends the stretch: 共同出资. */
function endsPlainly(text: string, from: number, end: number): boolean {
  return endsInVerb(text, from, end, true);
}

function provides(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++)
    if (begins(GIVING, text.charCodeAt(at)) && wordAt(GIVING, text, at, end) !== '') return true;
  return false;
}

const GIVING = lexiconOf('提供 给予 创造 发放');

/** Prepositions whose phrase is short: a verb noun with an object behind it is the predicate (在园区建设仓库). */
export const SHORT = new Set([
  '在',
  '为',
  '对',
  '从',
  '向',
  '由',
  '与',
  '就',
  '以',
  '到',
  '于',
  '自',
  '同',
  '对于',
]);

/** 采取…方式 leads, 采取措施 does not; so with 利用, 运用 and what was made of them. */
const TAKING = new Set(
  words.LEADS.split(' ').filter((word) =>
    /^(?:用好|采取|采用|突出|抓住|把握|利用|运用|综合|充分|贯彻|认真|深入|全面|严格)/.test(word),
  ),
);

/** 以上, 以下, 以内, 以后, 以前, 以及, 以来, 以外 are no 以. */
const AFTER_YI = new Set([...'上下内后前及来外'].map((character) => character.charCodeAt(0)));

const MIDDLE = lexiconOf('根据 按照 结合 围绕 依托 针对 以');

const TIME =
  /^(?:到|至|在|力争|争取|自|从)?(?:(?:\d{4}年|今年|明年|本年度?|年|“十[一二三四五六七]五”(?:时期|期间|末)?)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份|\d{1,2}日)?|[上中下]旬|年?底|年?末|年?初|年?内|全年|期间)?)(?:以?前|之前|底前|末前|底|末|起|内|之内)?$/;

const LONGEST_WHEN = 14;

const TIME_ENDS = new Set([...'前底末起内间期年月日初度旬份'].map((character) => character.charCodeAt(0)));

/** 到2030年， 6月底前， “十五五”期间，. */
function timeOnly(text: string, start: number, end: number): boolean {
  return end - start <= 18 && TIME_ENDS.has(text.charCodeAt(end - 1)) && TIME.test(text.slice(start, end));
}
