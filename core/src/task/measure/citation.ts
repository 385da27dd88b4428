import type { Span } from '../../base/index.ts';
import type { Citation } from '../compiled.ts';
import { DOCUMENTS, ISSUES, NOMINAL, PASSIVE } from './deliverable.ts';
import { closing, endingAt, endingsOf, find, lexiconOf, wordAt } from './lexicon.ts';

const BASIS = endingsOf(
  '落实 贯彻 按照 根据 依据 依照 遵照 实施 执行 贯彻落实 结合 对照 参照 围绕 落实好 宣传 学习 对标 遵循 衔接 符合 依托 关于 以 学习贯彻 推进 推动 深化',
);
const PROGRAMMES = lexiconOf(
  '等宣传 宣传 栏目 节目 等栏目 等节目 纪录片 专栏 等专栏 品牌 等品牌 电视 杂志 报 丛书 平台 等平台 演出 剧目',
);
const MARK = '《';

/** 引用文件: every 《…》 of a stretch, with what it is cited for. */
export function citationsIn(text: string, [from, to]: Span): readonly Citation[] {
  const found: Citation[] = [];
  let use: Citation['use'] | null = null;
  let previous = from;
  for (let at = find(text, 0x300a, from, to); at >= 0; at = find(text, 0x300a, at, to)) {
    const end = closeOf(text, at, to);
    if (end < 0) {
      at++;
      continue;
    }
    const joined = use !== null && at - previous <= 2;
    if (!joined || use === null) use = useOf(text, from, at, end, to);
    found.push({ span: [at, end], title: text.slice(at + 1, end - 1), use });
    previous = end;
    at = end;
  }
  return found;
}

function closeOf(text: string, open: number, to: number): number {
  return closing(text, open, to) + 1 || -1;
}

function useOf(text: string, from: number, open: number, end: number, to: number): Citation['use'] {
  let last = end;
  for (let round = 0; round < 6 && text.charAt(last) === MARK; round++) {
    const next = closeOf(text, last, to);
    if (next < 0) break;
    last = next;
  }
  const dated = endingAt(DOCUMENTS, text, open, end - 1) !== '' || /）》$/.test(text.slice(open, end));
  if (!dated && wordAt(PROGRAMMES, text, last, to) !== '') return 'work';
  if (wordAt(NOMINAL, text, last, to) !== '' || wordAt(PASSIVE, text, last, to) !== '') return 'deliverable';
  if (endingAt(BASIS, text, from, open) !== '') {
    const issued = endingAt(ISSUES, text, from, open);
    if (issued === '') return 'basis';
  }
  if (endingAt(ISSUES, text, from, open) !== '') return 'deliverable';
  return dated ? 'basis' : 'work';
}
