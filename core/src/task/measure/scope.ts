import type { Span } from '../../base/index.ts';
import { begins, lexiconOf, wordAt } from './lexicon.ts';

const SCOPES = lexiconOf(
  '试点 有条件的 符合条件的 具备条件的 条件成熟的 条件成熟时 探索 一批 逐步 原则上 重点 优先 鼓励 先行先试 循序渐进 有序 稳步 有关 率先 择优 ' +
    '视情 适时 试行 稳妥 稳慎 支持 初步 基本 全面 力争 争取 部分 若干 分期分批 分批 分步 分类 因地制宜 先行 确有需要的 自愿',
);
/** Words that limit or soften a measure, in rising order; none inside another. */
export function scopesIn(text: string, [from, to]: Span): readonly { span: Span; word: string }[] {
  const found: { span: Span; word: string }[] = [];
  for (let at = from; at < to; at++) {
    if (!begins(SCOPES, text.charCodeAt(at))) continue;
    const word = wordAt(SCOPES, text, at, to);
    if (word === '') continue;
    found.push({ span: [at, at + word.length], word });
    at += word.length - 1;
  }
  return found;
}
