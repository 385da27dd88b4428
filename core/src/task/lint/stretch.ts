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

/** The tasks that lie wholly inside a stretch; asked of long documents with many parts, so without looking at all. */
export function itemsWithin<One extends Item>(items: readonly One[], [start, end]: Span): readonly One[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as One).span[0] < start) low = middle + 1;
    else high = middle;
  }
  const within: One[] = [];
  for (let at = low; at < items.length; at++) {
    const item = items[at] as One;
    if (item.span[0] > end) break;
    if (item.span[1] <= end) within.push(item);
  }
  return within;
}
