import type { Span } from '../../base/index.ts';
import type { Item } from '../compiled.ts';

/** The stretch of a rising list that holds an offset; undefined between stretches. */
export function stretchAt<Stretch extends { readonly span: Span }>(
  stretches: readonly Stretch[],
  offset: number,
): Stretch | undefined {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle] as Stretch).span[0] <= offset) low = middle;
    else high = middle - 1;
  }
  const found = stretches[low];
  return found && found.span[0] <= offset && offset < found.span[1] ? found : undefined;
}

/** The task that holds an offset; undefined between tasks. */
export function itemAt(items: readonly Item[], offset: number): Item | undefined {
  return stretchAt(items, offset);
}
