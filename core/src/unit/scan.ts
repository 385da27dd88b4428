import { matchesAt } from './match.ts';
import { namesFrom } from './names.ts';
import type { UnitContext } from './unit.ts';

/**
 * End of the longest known name of a unit that begins at `at`, with any level word or region before it; -1 if none does.
 * Keeps 文化和旅游厅, 市公安局 and 国开行四川省分行 in one piece.
 */
export function longestUnit({ directory }: UnitContext, text: string, at: number): number {
  return matchesAt(directory, text, at)[0]?.end ?? -1;
}

/** End of the longest full name of a region at `at` (成都市, 凉山彝族自治州); -1 if none begins there. */
export function longestRegion({ directory }: UnitContext, text: string, at: number): number {
  for (const { name, of } of namesFrom(directory.regionNames(), text, at)) {
    if (text.startsWith(name, at) && of.some((region) => region.name === name)) return at + name.length;
  }
  return -1;
}
