import type { Span } from '../../base/index.ts';
import { begins, lexiconOf, wordAt } from './lexicon.ts';
import { verbAt } from './verb.ts';

/** Words that limit a measure wherever they stand. */
const LIMITS =
  '试点 试行 有条件的 符合条件的 具备条件的 条件成熟的 确有需要的 探索 一批 若干 原则上 鼓励 先行先试 循序渐进 逐步 率先 择优 视情 适时 稳妥 稳慎 ' +
  '力争 争取 分期分批 分批 分步 因地制宜 有关';
/** Words that limit it as adverbs only: 基本 in 基本建成, not in 基本公共服务. */
const MANNERS = '全面 基本 初步 稳步 有序 重点 优先';
const SCOPES = lexiconOf(LIMITS, MANNERS);
const ADVERBIAL = new Set(MANNERS.split(' '));

const NONE: readonly { span: Span; word: string }[] = [];

/** Words that limit or soften a measure, in rising order; none inside another. */
export function scopesIn(text: string, [from, to]: Span): readonly { span: Span; word: string }[] {
  const found: { span: Span; word: string }[] = [];
  for (let at = from; at < to; at++) {
    if (!begins(SCOPES, text.charCodeAt(at))) continue;
    const word = wordAt(SCOPES, text, at, to);
    if (word === '') continue;
    const end = at + word.length;
    if (!ADVERBIAL.has(word) || verbAt(text, end, to) !== null) found.push({ span: [at, end], word });
    at = end - 1;
  }
  return found.length > 0 ? found : NONE;
}
