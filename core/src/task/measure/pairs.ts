import type { Span } from '../../base/index.ts';

const OPEN = '（〔《〈“‘';
const CLOSE = '）〕》〉”’';
const KIND = kinds();
/** A quote longer than this is a mark that was lost, not a name. */
const LONGEST = 400;

/**
 * Outermost pairs of brackets and quotes in a stretch, in rising order, with both marks inside: names that are never
 * split. Marks without a partner protect nothing.
 */
export function pairsIn(text: string, [from, to]: Span): readonly Span[] {
  const pairs: [number, number][] = [];
  const open: number[] = [];
  const waiting = [0, 0, 0, 0, 0, 0];
  for (let at = from; at < to; at++) {
    const kind = KIND[text.charCodeAt(at)] as number;
    if (kind === 0) continue;
    if (kind > 0) {
      open.push(at);
      waiting[kind - 1] = (waiting[kind - 1] as number) + 1;
      continue;
    }
    const own = -kind - 1;
    if (waiting[own] === 0) continue;
    for (;;) {
      const start = open.pop();
      if (start === undefined) break;
      const began = (KIND[text.charCodeAt(start)] as number) - 1;
      waiting[began] = (waiting[began] as number) - 1;
      if (began !== own) continue;
      while (pairs.length > 0 && (pairs[pairs.length - 1] as Span)[0] > start) pairs.pop();
      if (at - start < LONGEST) pairs.push([start, at + 1]);
      break;
    }
  }
  return pairs;
}

function kinds(): Int8Array {
  const table = new Int8Array(65536);
  for (let at = 0; at < OPEN.length; at++) {
    table[OPEN.charCodeAt(at)] = at + 1;
    table[CLOSE.charCodeAt(at)] = -(at + 1);
  }
  return table;
}
