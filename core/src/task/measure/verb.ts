import {
  begins,
  closing,
  endingAt,
  endingsOf,
  findLast,
  type Lexicon,
  lexiconOf,
  wordAt,
} from './lexicon.ts';
import * as words from './words.ts';

/** What a verb makes of its measure: a document, a countable thing, an event, others' action, or work that goes on. */
export type VerbClass = 'issuing' | 'building' | 'happening' | 'causing' | 'standing';

/** The head verb of a clause: `verb` is `text.slice(start, end)`; adverbs in front of it are not in it. */
export interface Verb {
  readonly start: number;
  readonly end: number;
  readonly verb: string;
  /** Class of the last verb of a compound (研究制定 → issuing). */
  readonly class: VerbClass;
}

const CLASSES = classes();
const VERBS = lexiconOf([...CLASSES.keys()].join(' '));
const INNER = innerVerbs();
const ADVERBS = lexiconOf(words.ADVERBS);
/** What a clause may be led by: verbs and the adverbs before them. */
const HEADS = lexiconOf(words.ADVERBS, [...CLASSES.keys()].join(' '));
const ADVERB_WORDS: ReadonlySet<string> = new Set(words.ADVERBS.split(' '));
const PREFIXES = new Set(words.PREFIX_VERBS.split(' '));
const CAUSES: ReadonlySet<string> = new Set(words.CAUSING.split(' '));
const NOUN_LIKE = new Set(words.NOUN_LIKE.split(' '));
const LEADING = new Set(words.LEADS.split(' '));
const NOT_LEADING = new Set(words.NOT_LEADING.split(' '));
/** Behind a verb these show that it is a part of a name: 实施方案, 提升行动, 推进机制. */
const NAMING = lexiconOf(
  '方案 办法 意见 细则 行动 工程 计划 机制 工作 会 制度 体系 能力 水平 情况 项目 任务 措施 政策 资金 基金 平台 中心 基地 作用 方式 条件 需求 ' +
    '主体 单位 部门 人员 对象 范围 标准 目录 清单 规范 条例 规定 规划 目标 力度 进度 成果 效果 成效 试点 示范 专项 服务 管理 ' +
    '型 区 类 者 员 费 率 量 的 之 等 后 前 时 中 期 点 案 难 权 业 与否 程序 流程 环节 过程 系统 网络 模式 方式 路径 活动 周期 器 局 厅 委 站 所 ' +
    '监测 协作 协同 组织 领域 企业 机构 质量',
);
/** Nouns that a verb noun qualifies wherever it stands: 评估结果, 试点工作, 管理办法. */
const HEADED = lexiconOf('结果 工作 情况 办法 组织 部门 单位 规划 会议 人员 意见 方案');
const NAMES = lexiconOf(
  '方案 办法 意见 细则 行动 工程 计划 会 力度 的 之 后 前 时 中 期 型 率 等 者 区 类 活动 值',
);
/** What follows these is a name, though it may begin with a verb. */
const NAMERS = new Set(
  '实施 推进 开展 强化 加强 深化 支持 鼓励 促进 引导 保障 提供 做好 抓好 办好 严守 实现 防止 确保 完成'.split(
    ' ',
  ),
);
const SECONDS = new Set(words.SECOND_VERBS.split(' '));
const ISSUED = new Set(
  '实施 完善 出台 印发 发布 公布 下发 执行 颁布 修改 修订 编制 制定 落实 报批 上报'.split(' '),
);
/** A verb that is a part of a longer word: 工作 and its like are looked at as a whole. */
const LONGEST_ADVERBS = 6;

/**
 * The verb that leads the clause at `at`, behind any adverbs: 加快推进 in 有序加快推进…, 修订完善, 新开工改造.
 * Null where no policy verb stands there. Looks no further than `limit`.
 */
export function verbAt(text: string, at: number, limit = text.length): Verb | null {
  return led(text, at, limit, LONGEST_ADVERBS);
}

/** What a word of the lexicon is besides its class, as bits. */
const NOT_LED = 1;
const NOUN = 2;
const PREFIX = 4;
const NAMER = 8;
const SECOND = 16;
const ISSUED_TOO = 32;
const CAUSING = 64;
const ADVERB = 128;
const VERB = 256;
interface Entry {
  readonly flags: number;
  readonly class: VerbClass;
}
const ENTRIES: ReadonlyMap<string, Entry> = new Map(
  [...CLASSES.keys(), ...words.ADVERBS.split(' ')].map((word) => [
    word,
    {
      flags:
        (NOT_LEADING.has(word) ? NOT_LED : 0) |
        (NOUN_LIKE.has(word) ? NOUN : 0) |
        (PREFIXES.has(word) ? PREFIX : 0) |
        (NAMERS.has(word) ? NAMER : 0) |
        (SECONDS.has(word) ? SECOND : 0) |
        (ISSUED.has(word) ? ISSUED_TOO : 0) |
        (CAUSES.has(word) ? CAUSING : 0) |
        (ADVERB_WORDS.has(word) ? ADVERB : 0) |
        (CLASSES.has(word) ? VERB : 0),
      class: CLASSES.get(word) ?? 'standing',
    },
  ]),
);
const UNKNOWN: Entry = { flags: 0, class: 'standing' };

function entryOf(word: string): Entry {
  return ENTRIES.get(word) ?? UNKNOWN;
}

function led(text: string, at: number, limit: number, adverbs: number): Verb | null {
  const word = wordAt(HEADS, text, at, limit);
  if (word === '') return null;
  let first = word;
  let entry = entryOf(word);
  if ((entry.flags & ADVERB) !== 0) {
    if (adverbs > 0) {
      const end = at + word.length;
      const behind = led(text, text.charCodeAt(end) === 0x5730 ? end + 1 : end, limit, adverbs - 1);
      if (behind !== null && !((entry.flags & (VERB | NOT_LED)) === VERB && mayBeNoun(text, behind, limit)))
        return behind;
    }
    if ((entry.flags & VERB) === 0) {
      first = wordAt(VERBS, text, at, limit);
      entry = entryOf(first);
    }
  }
  if (first === '' || (entry.flags & NOT_LED) !== 0) return null;
  if ((entry.flags & NOUN) !== 0 && wordAt(HEADED, text, at + first.length, limit) !== '') return null;
  return compound(text, at, first, entry, limit);
}

function compound(text: string, start: number, first: string, entry: Entry, limit: number): Verb {
  let end = start + first.length;
  let last = first;
  let { flags: is, class: as } = entry;
  for (let round = 0; round < 3; round++) {
    const joined = isJoiner(text.charCodeAt(end)) ? 1 : 0;
    let from = end + joined;
    if (joined) {
      const adverb = wordAt(ADVERBS, text, from, limit);
      if (adverb !== '' && (entryOf(adverb).flags & VERB) === 0) from += adverb.length;
    }
    const next = wordAt(VERBS, text, from, limit);
    if (next.length < 2) break;
    const behind = from + next.length;
    if (behind >= limit) break;
    const { flags: also, class: becoming } = entryOf(next);
    if ((also & NOT_LED) !== 0 || (joined === 0 && !chains(last, is, as, next, also))) break;
    if (wordAt(NAMING, text, behind, limit) !== '') break;
    if ((also & NOUN) !== 0 && !takesVerb(is, as, joined, text, behind, limit)) break;
    if ((is & (CAUSING | PREFIX)) === CAUSING && joined === 0) break;
    end = behind;
    last = next;
    is = also;
    as = becoming;
  }
  return { start, end, verb: last === first ? first : text.slice(start, end), class: as };
}

function isJoiner(code: number): boolean {
  return (
    code === 0x3001 ||
    code === 0x548c ||
    code === 0x5e76 ||
    code === 0x53ca ||
    code === 0x4e0e ||
    code === 0x6216
  );
}

/** Whether two verbs stand as one: 编制实施, 改造提升, 启动编制; 实施 and its like have the name of a programme behind them. */
function chains(first: string, is: number, as: VerbClass, second: string, also: number): boolean {
  if ((is & PREFIX) !== 0) return true;
  if ((is & NAMER) !== 0) return first === '推进' ? second === '实施' : false;
  return (also & (as === 'issuing' ? ISSUED_TOO : SECOND)) !== 0;
}

/** 启动建设 takes 建设 as a verb, 推进建设… may not; behind 和 the second verb needs its object. */
function takesVerb(
  is: number,
  as: VerbClass,
  joined: number,
  text: string,
  behind: number,
  limit: number,
): boolean {
  if (isJoiner(text.charCodeAt(behind))) return false;
  return limit - behind > 2 && (joined > 0 || (is & PREFIX) !== 0 || as === 'building' || as === 'issuing');
}

function mayBeNoun(text: string, verb: Verb, limit: number): boolean {
  return NOUN_LIKE.has(verb.verb) || wordAt(NAMING, text, verb.end, limit) !== '' || verb.end >= limit;
}

const ENDING = endingsOf([...CLASSES.keys()].filter((word) => word.length > 1).join(' '));

const PLAIN_ENDING = endingsOf(
  [...CLASSES.keys()].filter((word) => word.length > 1 && !NOUN_LIKE.has(word)).join(' '),
);

/** Whether the stretch ends in a verb; `plainly` asks for one that is hardly ever a noun. */
export function endsInVerb(text: string, from: number, to: number, plainly = false): boolean {
  return endingAt(plainly ? PLAIN_ENDING : ENDING, text, from, to) !== '';
}

/** 及时清运处置: two verbs that are as often nouns and no object; it is the object of the clause before. */
export function isBareAction(text: string, verb: Verb, end: number): boolean {
  return (
    end - verb.end >= 2 &&
    (entryOf(verb.verb).flags & (NOUN | PREFIX)) === NOUN &&
    wordAt(VERBS, text, verb.end, end).length === end - verb.end
  );
}

/** The verb that carries a clause: at its head, or behind its subject or adverbial; null where there is none. */
export function predicateOf(text: string, from: number, to: number): Verb | null {
  const head = verbAt(text, from, to);
  if (head !== null) return head;
  if (text.charCodeAt(from) === 0x5bf9) {
    // 对购置设备的给予补贴: the verb behind 的 is the predicate.
    const of = findLast(text, 0x7684, from, to);
    const behind = of < 0 ? null : verbAt(text, of + 1, to);
    if (behind !== null) return behind;
  }
  let at = verbIn(text, from, to);
  if (at < 0) at = verbIn(text, from, to, true);
  return at < 0 ? null : verbAt(text, at, to);
}

/** Whether the word is as often a noun (建设, 服务). */
export function isNounLike(verb: string): boolean {
  return NOUN_LIKE.has(verb);
}

/** Class of a verb of the lexicon; null for any other word. */
export function verbClass(verb: string): VerbClass | null {
  return CLASSES.get(verb) ?? null;
}

/**
 * The first verb with an object of its own in `[from, to)`, wherever it stands: the predicate behind a subject or
 * behind an adverbial (设区城市|加快建设…). Verbs inside quotes and names do not count, nor do those that are as often
 * nouns (建设, 管理) unless `nouns` asks for them. -1 if there is none.
 */
export function verbIn(text: string, from: number, to: number, nouns = false): number {
  const verbs = nouns ? LONGER : INNER;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x201c || code === 0x300a || code === 0xff08) {
      const close = closing(text, at, to);
      if (close > 0) at = close;
      continue;
    }
    if (!begins(verbs, code)) continue;
    const verb = wordAt(verbs, text, at, to);
    if (verb === '') continue;
    const behind = at + verb.length;
    if (nouns && NOUN_LIKE.has(verb) && isListing(text.charCodeAt(at - 1))) continue;
    if (
      behind + 1 < to &&
      wordAt(NOUN_LIKE.has(verb) ? NAMING : NAMES, text, behind, to) === '' &&
      !(isListing(text.charCodeAt(behind)) && wordAt(VERBS, text, behind + 1, to) === '')
    )
      return at;
    at = behind - 1;
  }
  return -1;
}

/** 、 和 及 与 或 */
export function isListing(code: number): boolean {
  return code === 0x3001 || code === 0x548c || code === 0x53ca || code === 0x4e0e || code === 0x6216;
}

function classes(): ReadonlyMap<string, VerbClass> {
  const all = new Map<string, VerbClass>();
  const put = (list: string, as: VerbClass) => {
    for (const word of list.split(' ')) if (word !== '' && !all.has(word)) all.set(word, as);
  };
  put(words.ISSUING, 'issuing');
  put(words.BUILDING, 'building');
  put(words.HAPPENING, 'happening');
  put(words.CAUSING, 'causing');
  put(words.STANDING, 'standing');
  return all;
}

const LONGER = lexiconOf(
  [...CLASSES.keys()]
    .filter((word) => word.length > 1 && !NOT_LEADING.has(word) && !LEADING.has(word))
    .join(' '),
);

function innerVerbs(): Lexicon {
  const nouns = new Set(`${words.NOUN_LIKE} ${words.NOT_LEADING} ${words.LEADS}`.split(' '));
  return lexiconOf([...CLASSES.keys()].filter((word) => word.length > 1 && !nouns.has(word)).join(' '));
}
