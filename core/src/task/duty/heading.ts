import type { Span } from '../../base/index.ts';
import type { UnitMention } from '../../unit/index.ts';
import type { Duty } from '../compiled.ts';
import { clauseIn } from './clause.ts';
import { isUnitLike } from './list.ts';
import type { Units } from './units.ts';

const COUNT = /(?:（[^（）]{0,12}\d+[^（）]{0,6}）|（[^（）]{0,4}共?[一二三四五六七八九十百]+[项条件]）)$/;
const LEADS =
  /(?:单独)?(?:牵头负责|牵头办理|牵头推进|牵头落实|牵头承办|牵头抓|牵头|主抓|主办|主责|负责|承办|承担)的?(?:重点|主要|年度|具体|具体的)?(?:工作任务|工作|任务|事项|项目|实事|目标任务|目标|清单)?$/;

/**
 * 标题定责: the units that a heading gives all the work below it to (县示范区管委会牵头工作（8项）). A heading that
 * names a person (某市长主抓重点工作) gives none. A bracket behind the title (强化科技创新（区科技局牵头）) counts as well.
 * `governs` is the stretch below the heading.
 */
export function leadInHeading(text: string, title: Span, units: Units, governs: Span): Duty[] {
  const behind = bracketBehind(text, title[1]);
  const inBracket = behind ? leadsOf(text, behind, units, governs) : [];
  if (inBracket.length > 0) return inBracket;
  const words = text.slice(title[0], Math.min(title[1], title[0] + 80));
  if (title[1] - title[0] > 80) return [];
  const count = COUNT.exec(words);
  const bare = count ? words.slice(0, count.index) : words;
  const verb = LEADS.exec(bare);
  if (!verb && !count) return [];
  const list: Span = [title[0], title[0] + (verb ? verb.index : bare.length)];
  const clause = clauseIn(text, list, units);
  if (clause.named.length === 0 || clause.labels + clause.verbs + clause.strays > 0) return [];
  const { named } = clause;
  if (!named.every(({ mention }) => isUnitLike(mention, units) && mention.group?.kind !== 'open')) return [];
  // Without a verb only known names will do: 重点项目办（3项） may be anything.
  if (!verb && !named.every(({ mention }) => mention.unit !== null)) return [];
  return named.map(({ mention }, index) => headingDuty(text, mention, index, verb !== null, governs));
}

const LONGEST_BRACKET = 80;

function bracketBehind(text: string, at: number): Span | null {
  if (text[at] !== '（' && text[at] !== '〔') return null;
  const close = text[at] === '（' ? '）' : '〕';
  for (let end = at + 1; end <= at + LONGEST_BRACKET; end++) {
    if (text[end] === '\n') return null;
    if (text[end] === close) return [at + 1, end];
  }
  return null;
}

/** Those that a clause calls leads, by label or by verb; none where it is no clause. */
function leadsOf(text: string, span: Span, units: Units, governs: Span): Duty[] {
  const clause = clauseIn(text, span, units);
  if (clause.strays > 0 || !clause.named.every(({ mention }) => isUnitLike(mention, units))) return [];
  return clause.named
    .filter(({ said, written }) => written && said === 'lead')
    .map(({ mention }, index) => headingDuty(text, mention, index, true, governs));
}

function headingDuty(
  text: string,
  mention: UnitMention,
  index: number,
  explicit: boolean,
  governs: Span,
): Duty {
  return {
    role: 'lead',
    order: index + 1,
    explicit,
    span: mention.span,
    written: text.slice(mention.span[0], mention.span[1]),
    name: mention.name,
    unit: mention.unit,
    group: mention.group,
    governs,
  };
}
