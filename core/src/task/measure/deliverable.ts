import type { Span } from '../../base/index.ts';
import type { Deliverable } from '../compiled.ts';
import { begins, closing, endingAt, endingsOf, find, lexiconOf, wordAt } from './lexicon.ts';

/** 文种: nouns that end the name of a document. */
const NOUNS =
  '方案 办法 意见 规划 计划 要点 清单 标准 条例 细则 规定 指南 白皮书 蓝皮书 皮书 目录 导则 规范 规程 准则 图 全景图 路线图 图谱 名录 ' +
  '手册 指引 政策 制度 预案 纲要 规则 章程 决定 通知 通告 公告 公报 报告 标准体系 指标体系 定额 图集 图册 年鉴 方志 法规 规章 立法 ' +
  '城市设计 举措 名单 台账 范本 文本 合同文本 示范文本 协议 倡议书 倡议 承诺书 大纲 总规 控规 详规 年报 简报 读本 教材 案例集 汇编 ' +
  '标准规范 制度文件 政策文件 实施方案 行动方案 若干措施 若干政策 若干意见 政策清单 细化方案 三年行动 行动计划 专项规划 任务书 时间表 施工图 战略 法 草案 ' +
  '负面清单 实施意见 管理办法 工作规则 操作规程 地方标准 团体标准 行业标准 国家标准';

/** Ends of document names, looked for from behind. */
export const DOCUMENTS = endingsOf(NOUNS, '措施');
const NOUN = lexiconOf(NOUNS, '若干措施');
const NOUN_ENDS = endingsOf(NOUNS, '若干措施');
const VERBS =
  '出台 印发 制定 编制 修订 颁布 发布 公布 起草 草拟 拟定 拟订 拟制 制订 制修订 修编 编写 编印 形成 出台实施 印发实施 ' +
  '编制实施 制定出台 研究制定 研究出台 制定实施 制定印发 制定完善 修订完善 修订出台 修订印发 编制印发 编制完成 编制完善 ' +
  '研究编制 起草制定 印发出台 公布实施 发布实施 联合编制 联合印发 联合出台 联合发布 启动编制 启动修订 启动制定 组织制定 组织编制 ' +
  '组织修订 编制出台 制定发布 编制发布 编制公布 颁布实施 牵头制定 牵头编制 探索制定 抓紧制定 推动出台 推动制定 推动修订 推进制定 完成编制 ' +
  '完成制定 完成修订 制定并实施 制定和实施 修改完善 修改 绘制 编制形成 制定下发 下发 研究起草 研究拟定 研究修订 联合制定 ' +
  '组织起草 组织实施编制 修订发布 更新发布 建立完善发布 制定公布 拟定出台 编发 汇编 制作发布 配套制定 配套出台 组织开展编制';
/** Verbs that bring a document about, read forwards and backwards. */
const ISSUING = lexiconOf(VERBS);
export const ISSUES = endingsOf(VERBS);
/** The same said behind the document's name: 规划编制报批. */
export const NOMINAL = lexiconOf(
  '编制 修编 制定 制订 修订 制修订 起草 立法 修改 编制报批 编制工作 修订工作 制定工作 立法工作',
);
export const PASSIVE = lexiconOf('发布实施 印发实施 出台实施 编制完成 修订完成 出台 印发 发布 颁布');
const NOT_VERB = lexiconOf('者 人 权 机关 机构 单位 的 、 和 及 与 情况 过程 主体 过');
/** Characters at which something may begin: a name in quotes, an issuing verb. */
const STARTS = starts();
const NONE: readonly Deliverable[] = [];
const SHORTEST = 2;
/** No list of names under one verb is longer. */
const LONGEST = 240;

/** 成果文件: the documents that the measure is to bring about, each with the verb that governs it. */
export function deliverablesIn(text: string, [from, to]: Span): readonly Deliverable[] {
  const found: Deliverable[] = [];
  let nameless = from;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (STARTS[code] === 0) continue;
    if (code === 0x201c || code === 0x300a) {
      const close = closing(text, at, to);
      if (close > at && close < to) {
        const done = code === 0x300a ? doneBehind(text, at, close + 1, to) : null;
        if (done !== null) found.push(done);
        at = close;
      }
      continue;
    }
    const nominal = wordAt(NOMINAL, text, at, to);
    if (nominal !== '' && endingAt(NOUN_ENDS, text, from, at) !== '') {
      const after = at + nominal.length;
      if (isEnd(text, after, to)) {
        const done = doneBy(text, from, at, nominal);
        if (done !== null) found.push(done);
        at = after - 1;
        continue;
      }
    }
    const verb = governing(text, at, to);
    if (verb === '') continue;
    const behind = afterLinks(text, at + verb.length, to);
    if (behind >= to || behind < nameless || isNoVerb(text, behind, to)) continue;
    const end = clauseEnd(text, behind, to);
    const names = namesIn(text, behind, end);
    for (const span of names)
      if (!isBare(text, span) && !(verb === '形成' && endingAt(UNWRITTEN, text, span[0], span[1]) !== ''))
        found.push({ span, verb, title: titleOf(text, span) });
    if (names.length === 0) nameless = end;
    const last = names[names.length - 1];
    at = last === undefined ? behind - 1 : last[1] - 1;
  }
  return found.length > 0 ? found : NONE;
}

/** 《…》立法, 《…》印发实施: the document stands before what is done with it. */
function doneBehind(text: string, start: number, end: number, to: number): Deliverable | null {
  const nominal = wordAt(NOMINAL, text, end, to);
  const verb =
    nominal !== '' ? nominal.slice(0, nominal.startsWith('制修订') ? 3 : 2) : wordAt(PASSIVE, text, end, to);
  if (verb === '' || !isEnd(text, end + (nominal.length || verb.length), to)) return null;
  return { span: [start, end], verb, title: titleOf(text, [start, end]) };
}

/** The issuing verb at `at`; 制定实施方案 is 制定 + 实施方案. */
function governing(text: string, at: number, to: number): string {
  let verb = wordAt(ISSUING, text, at, to);
  if (verb === '') return verb;
  // 编制并公布清单, 制定完成细则: the second verb and the complement govern the same name.
  const end = at + verb.length;
  if (isJoining(text.charCodeAt(end))) {
    const second = wordAt(ISSUING, text, end + 1, to);
    if (second !== '') return text.slice(at, end + 1 + second.length);
  }
  if (text.startsWith('完成', end) && end + 2 < to && !verb.endsWith('完成')) verb = text.slice(at, end + 2);
  if (verb.length < 4 || wordAt(NOUN, text, at + verb.length, to) === '') return verb;
  return verb.endsWith('实施') ? verb.slice(0, -2) : verb;
}

/** 并 和 、 */
function isJoining(code: number): boolean {
  return code === 0x5e76 || code === 0x548c || code === 0x3001;
}

/** What comes about without being written: 形成解决方案, 形成生产标准. */
const UNWRITTEN = endingsOf('解决方案 标准 规范 制度 图谱 战略');

const SELF =
  /^(?:本|该|此|如下|以下)(?:实施|行动|工作|专项行动|若干|具体)?(?:方案|意见|办法|规划|计划|措施|细则|规定|条例|要点|政策)$/;

/** 制定政策 names no document. */
function isBare(text: string, [start, end]: Span): boolean {
  if (end - start < 10 && SELF.test(text.slice(start, end))) return true;
  return (
    end - start === 2 &&
    (text.startsWith('政策', start) || text.startsWith('制度', start) || text.startsWith('协议', start))
  );
}

/** 制定者, 制定机关, 修订过程; 修订机关手册 has a verb. */
function isNoVerb(text: string, at: number, to: number): boolean {
  const noun = wordAt(NOT_VERB, text, at, to);
  if (noun !== '机关' && noun !== '单位' && noun !== '机构') return noun !== '';
  return isEnd(text, at + 2, to) || text.charAt(at + 2) === '的';
}

/** 了 and the like between verb and object. */
function afterLinks(text: string, at: number, to: number): number {
  return at < to && (text.charAt(at) === '了' || text.charAt(at) === '好') ? at + 1 : at;
}

const ENDS = new Set([...'，、。；）和及与并或等暨：'].map((mark) => mark.charCodeAt(0)));

function isEnd(text: string, at: number, to: number): boolean {
  return at >= to || ENDS.has(text.charCodeAt(at)) || text.startsWith('以及', at);
}

function clauseEnd(text: string, from: number, limit: number): number {
  const to = Math.min(limit, from + LONGEST);
  let depth = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x300a || code === 0xff08 || code === 0x201c) depth++;
    else if ((code === 0x300b || code === 0xff09 || code === 0x201d) && depth > 0) depth--;
    else if (code === 0xff0c && depth === 0) return at;
  }
  return to;
}

/** Names of documents in an object: split where a name is complete before 和, 、 or 及. */
function namesIn(text: string, from: number, end: number): readonly Span[] {
  const names: Span[] = [];
  let start = from;
  let complete = -1;
  for (let at = from; at < end; ) {
    const code = text.charCodeAt(at);
    if (code === 0x300a || code === 0xff08 || code === 0x201c) {
      const close = closing(text, at, end);
      if (close > at && close < end) {
        at = close + 1;
        if (code === 0x300a && isEnd(text, at, end)) complete = at;
        else if (code === 0x300a && text.charAt(at) === '《') complete = at;
        else if (complete >= 0 && code === 0xff08) complete = at;
        if (code === 0x300a && text.charAt(at) === '《') {
          names.push([start, complete]);
          start = at;
          complete = -1;
        }
        continue;
      }
    }
    const noun = wordAt(NOUN, text, at, end);
    if (noun !== '') {
      const after = at + noun.length;
      const whole = text.charCodeAt(after) === 0xff08 ? behindEdition(text, after, end) : after;
      if (isEnd(text, whole, end) && whole - start >= SHORTEST) complete = whole;
      at = whole;
      continue;
    }
    if (complete === at && complete > start) {
      const link = text.startsWith('以及', at) ? 2 : '、和及与并'.includes(text.charAt(at)) ? 1 : 0;
      if (link > 0) {
        const rest = nextName(text, at + link, end);
        if (rest) {
          names.push([start, complete]);
          start = at + link;
          complete = -1;
          at = start;
          continue;
        }
      }
    }
    at++;
  }
  if (complete > start) names.push([start, tailOf(text, complete, end)]);
  return names;
}

/** 计划（2027—2029年）, 办法（试行）: period and edition belong to the name. */
function behindEdition(text: string, open: number, end: number): number {
  const close = closing(text, open, end);
  if (close < 0 || close >= end) return open;
  const digit = text.charCodeAt(open + 1);
  const dated = digit >= 0x30 && digit <= 0x39 && text.charCodeAt(close - 1) === 0x5e74;
  return dated || wordAt(EDITIONS, text, open + 1, close) !== '' ? close + 1 : open;
}
const EDITIONS = lexiconOf('试行 暂行 草案 修订 征求意见稿 送审稿 初稿 建议稿 讨论稿 第');

/** Whether another name of a document is complete behind the joining word. */
function nextName(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const noun = wordAt(NOUN, text, at, end);
    if (noun !== '' && isEnd(text, at + noun.length, end)) return true;
    if (text.charAt(at) === '》') return true;
  }
  return false;
}

/** 清单及整改时限: what hangs on with 及 belongs to the name. */
function tailOf(text: string, complete: number, end: number): number {
  return text.charAt(complete) === '及' && end - complete > 2 && end - complete <= 8 ? end : complete;
}

function titleOf(text: string, [start, end]: Span): string {
  return text.charAt(start) === '《' && text.charAt(end - 1) === '》'
    ? text.slice(start + 1, end - 1)
    : text.slice(start, end);
}

const HEADS = lexiconOf(
  '加快推进 推进 加快 启动 完成 开展 做好 推动 深化 抓好 全面启动 全面完成 组织开展 有序推进 稳步推进 全面推进 扎实推进 深入推进 积极推进 持续推进 抓紧 组织 统筹推进 统筹',
);

function doneBy(text: string, from: number, end: number, nominal: string): Deliverable | null {
  const head = wordAt(HEADS, text, from, end);
  if (head === '') return null;
  let start = from + head.length;
  if (/\d|三分之|二分之/.test(text.slice(start, end))) {
    const of = find(text, 0x7684, start, end);
    if (of > start && of < end - SHORTEST) start = of + 1;
  }
  if (end - start < SHORTEST) return null;
  const verb = head.endsWith('完成')
    ? '完成'
    : nominal.slice(0, 2) === '制修'
      ? '制修订'
      : nominal.slice(0, 2);
  return { span: [start, end], verb, title: titleOf(text, [start, end]) };
}

function starts(): Uint8Array {
  const table = new Uint8Array(65536);
  for (let code = 0; code < table.length; code++)
    table[code] = begins(ISSUING, code) || begins(NOMINAL, code) ? 1 : 0;
  table[0x201c] = 1;
  table[0x300a] = 1;
  return table;
}
