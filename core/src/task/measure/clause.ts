import { leadAt, leads, SHORT } from './lead.ts';
import { endingAt, find, lexiconOf, wordAt } from './lexicon.ts';
import { behindAdverbs, type Clause, hasFigure } from './phrase.ts';
import {
  aims,
  BEGETTING,
  BOUND,
  CONTINUING,
  EFFECTS,
  isQuota,
  PRIORITY,
  raises,
  refersBack,
  SHORTEST_UNKNOWN,
  serves,
  WIDENING,
  wished,
} from './tail.ts';
import {
  BRINGING,
  behind,
  isSubject,
  isTerm,
  isTopic,
  joinsForces,
  putsOff,
  STRENGTHS,
  UNFINISHED,
  wayOf,
} from './topic.ts';
import { isBareAction, type Verb, type VerbClass, verbIn } from './verb.ts';

/**
 * What a clause between two commas is to the clauses beside it.
 * 'start': a measure of its own. 'lead': an adverbial that stays with what follows (R2). 'tail': an effect that
 * stays with what precedes (R3, R3b). 'bound': a tail even behind an adverbial of its own. 'join': no predicate.
 * 'empty': a conjunction alone.
 */
export type ClauseKind = 'start' | 'lead' | 'tail' | 'bound' | 'join' | 'empty';

const ALONE = lexiconOf('同时 此外 另外 其次 首先 再次 最后 一方面 另一方面 因此 为此 下一步 今年 具体如下');

const SHORTEST_PREDICATE = 4;

/**
 * What the clause is. `opens` says that it is the first of its sentence, `verb` is the verb that leads it (verbAt),
 * `before` the class of the verb that leads the measure before it in the same sentence.
 */
export function clauseKind(
  text: string,
  { start, end }: Clause,
  opens: boolean,
  verb: Verb | null,
  next: Clause | null,
  before: VerbClass | null = null,
): ClauseKind {
  const alone = wordAt(ALONE, text, start, end);
  if (alone.length === end - start || (opens && end - start === 2 && text.startsWith('其中', start)))
    return 'empty';
  if (next !== null && wayOf(text, end, verb, next)) return 'lead';
  if (next !== null && endingAt(UNFINISHED, text, start, end) !== '') return 'lead';
  if (next !== null && verb === null && isTerm(text, start, end)) return 'lead';
  if (next !== null && putsOff(text, start, end)) return 'lead';
  if (next !== null && verb === null && isTopic(text, start, end, next)) return 'lead';
  if (
    next !== null &&
    (verb === null || verb.class === 'causing' || verb.verb === '会同') &&
    joinsForces(text, start, end)
  )
    return 'lead';
  if (next !== null && endingAt(STRENGTHS, text, start, end) !== '' && behind(BRINGING, text, start, end))
    return 'lead';
  if (opens) {
    if (leads(text, start, end)) return 'lead';
    return next !== null && verb === null && isSubject(text, start, end) ? 'lead' : 'start';
  }
  const plain = behindAdverbs(text, start, end);
  if (aims(text, start, end)) return 'start';
  if (wordAt(BOUND, text, start, end) !== '' || wordAt(BOUND, text, plain, end) !== '') return 'bound';
  if (wordAt(EFFECTS, text, start, end) !== '' || wordAt(EFFECTS, text, plain, end) !== '') return 'tail';
  if (wordAt(CONTINUING, text, start, end) !== '') return 'tail';
  if (serves(text, start, end)) return 'tail';
  if (refersBack(text, start, end, plain)) return 'tail';
  if (leads(text, start, end)) return 'lead';
  if (verb !== null && wordAt(PRIORITY, text, start, end) !== '')
    return hasFigure(text, start, end) || (text.startsWith('重点', start) && BEGETTING.has(verb.verb))
      ? 'start'
      : 'tail';
  if (wished(text, start, end)) return 'tail';
  if (raises(text, plain, end)) return 'tail';
  if (before === 'causing' && next === null && wordAt(WIDENING, text, plain, end) !== '')
    return hasFigure(text, start, end) ? 'start' : 'tail';
  if (verb !== null)
    return verb.end >= end || (verb.start > start && isBareAction(text, verb, end)) ? 'join' : 'start';
  if (before !== null && isQuota(text, start, end)) return 'tail';
  if (SHORT.has(leadAt(text, start, end))) return 'start';
  if (verbIn(text, start + 1, end) > 0) return 'start';
  if (hasFigure(text, start, end) && end - start >= SHORTEST_PREDICATE) return 'start';
  return end - start >= SHORTEST_UNKNOWN && !isListOfThings(text, start, end) ? 'start' : 'join';
}

/** 甲检测、乙鉴定等服务: more objects of the verb before. */
function isListOfThings(text: string, start: number, end: number): boolean {
  return find(text, 0x3001, start, end) > 0 && find(text, 0x7b49, Math.max(start, end - 8), end) > 0;
}
