import { closeWithin } from './figure.ts';
import { unitAt } from './lexicon.ts';

const TIME = /^(?:年|月|季度?|周|天|日|半年|两年|学期|批)/;
const CROWD =
  /^(?:百|千|万|十万|百万)(?:名)?(?:常住人口|人口|人|户|名|老年人|劳动者|就业人员|从业人员|学生|儿童|妇女|居民|平方公里|公里|辆)?/;
/** Characters that begin the predicate after 每个乡镇. */
const ENDS = new Set(
  [...'至不都均拥建有新配设培完组要打达选原引招创实力开举办安明确落，、：0123456789投给每'].map((character) =>
    character.charCodeAt(0),
  ),
);

/** 每县, 每个乡镇, 每万人, 每年: what a figure is for, the last one in the words before it. */
export function perIn(before: string): { readonly text: string; readonly end: number } | null {
  const at = before.lastIndexOf('每');
  if (at < 0) return null;
  const rest = before.slice(at + 1);
  const length = TIME.exec(rest)?.[0].length ?? crowdLength(rest) ?? thingLength(rest);
  if (length === 0) return null;
  // 每人每月, 每户每年: both belong to it.
  const first = /每[人户亩吨度辆村][均]?$/.exec(before.slice(Math.max(0, at - 3), at));
  return { text: `${first?.[0] ?? ''}每${rest.slice(0, length)}`, end: at + 1 + length };
}

function crowdLength(rest: string): number | null {
  const crowd = CROWD.exec(rest);
  return crowd && crowd[0].length > 1 ? crowd[0].length : null;
}

function thingLength(rest: string): number {
  const unit = unitAt(rest, 0, rest.length);
  const first = unit && rest.length > unit.word.length ? unit.word.length : 0;
  let to = first;
  while (to < rest.length && to < first + 8 && !ENDS.has(rest.charCodeAt(to))) {
    // 每个县（市、区）
    const close = rest[to] === '（' ? closeWithin(rest, to, 8, rest.length) : -1;
    to = close > 0 ? close + 1 : to + 1;
    if (close > 0) break;
  }
  return to;
}
