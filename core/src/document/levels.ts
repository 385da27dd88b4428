/*
 * 层次: which form of numeral stands under which. The order in which a document uses its forms decides; where it
 * gives no evidence, GB/T 9704 does: 一、（一） 1.（1）, with parts and chapters above and bullets below.
 */

const RANKS = new Map<string, number>([
  ['md-1', 0.1],
  ['md-2', 0.2],
  ['md-3', 0.3],
  ['md-4', 0.4],
  ['md-5', 0.5],
  ['md-6', 0.6],
  ['plain', 0.8],
  ['编', 1],
  ['篇', 1.1],
  ['部分', 1.2],
  ['板块', 1.3],
  ['单元', 1.4],
  ['章', 2],
  ['节', 3],
  ['article', 4],
  ['han', 5],
  ['任务', 5.5],
  ['举措', 5.5],
  ['行动', 5.5],
  ['措施', 5.5],
  ['工程', 5.5],
  ['专题', 5.5],
  ['重点', 5.5],
  ['清单', 5.5],
  ['han-bracket', 6],
  ['digit', 7],
  ['decimal-1', 7.1],
  ['decimal-2', 7.2],
  ['decimal-3', 7.3],
  ['decimal-4', 7.4],
  ['digit-bracket', 8],
  ['digit-half-bracket', 8.5],
  ['circled', 9],
  ['firstly', 10],
  ['firstly-要', 10.5],
  ['专栏', 6.5],
]);
const LEAF = 12;
const BULLET = 11;

/** A form and the number in it, in the order in which the document has them. */
export interface FormUse {
  readonly form: string;
  readonly value: number;
}

/** Whether `one` stands above `other` in this document. */
export type Above = (one: string, other: string) => boolean;

/** Reads the order of forms off a document. A form that begins anew (value 1) right after another stands under it. */
export function orderOf(uses: readonly FormUse[]): Above {
  const begins = new Map<string, Map<string, number>>();
  for (let at = 1; at < uses.length; at++) {
    const before = uses[at - 1] as FormUse;
    const here = uses[at] as FormUse;
    if (before.form === here.form || here.value !== 1) continue;
    const under = begins.get(before.form) ?? new Map<string, number>();
    under.set(here.form, (under.get(here.form) ?? 0) + 1);
    begins.set(before.form, under);
  }
  const evidence = (one: string, other: string) => begins.get(one)?.get(other) ?? 0;
  return (one, other) => {
    const custom = rankOf(one) <= rankOf(other);
    const weighed = evidence(one, other) - evidence(other, one);
    if (custom) return weighed >= 0 || evidence(other, one) < 2;
    // Against custom only where the document does so throughout: 1. above （一）.
    return weighed >= 2 && evidence(other, one) === 0;
  };
}

function rankOf(form: string): number {
  return RANKS.get(form) ?? (form.startsWith('bullet') ? BULLET : LEAF);
}
