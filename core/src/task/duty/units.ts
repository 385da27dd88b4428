import {
  type Directory,
  type GroupKind,
  groupOf,
  longestUnit,
  looksLikeUnit,
  resolveUnit,
  type UnitContext,
  type UnitResolution,
} from '../../unit/index.ts';
import { kept, LONGEST_KEPT } from './kept.ts';
import { isSeparator } from './signs.ts';

/**
 * What the readers of duties must know about names of units. Bound to one document (its issuer and year), so that
 * the same characters mean the county's bureau in a county's plan and the city's in a city's.
 */
export interface Units {
  /** End of the longest known name that begins at this place, -1 if none does. */
  readonly longestUnit: (text: string, at: number) => number;
  /** Whether the characters are built like a unit's name (市水务局), known or not. */
  readonly looksLikeUnit: (name: string) => boolean;
  /** 各市（州）人民政府, 有关部门, 等省级有关部门（单位）: what kind of group a phrase names, null for a single unit. */
  readonly groupOf: (phrase: string) => { readonly kind: GroupKind; readonly of: string } | null;
  readonly resolveUnit: (written: string) => UnitResolution;
}

/**
 * The directory's knowledge, as documents of one issuer and year need it. Answers about names are kept: a plan repeats
 * its units, and so do the other plans of the same issuer.
 */
export function unitsOf(context: UnitContext): Units {
  const seen = contextsOf(context.directory);
  const { issuer, region, level, year } = context;
  const key = `${issuer?.id}|${region}|${level}|${year}|${issuer?.name}`;
  const known = seen.get(key);
  if (known) return known;
  if (seen.size >= MOST_CONTEXTS) seen.clear();
  const units: Units = {
    longestUnit: endsKept((text, at) => longestUnit(context, text, at)),
    looksLikeUnit: looksKept,
    groupOf: kept((phrase) => groupOf(context, phrase)),
    resolveUnit: kept((written) => resolveUnit(context, written)),
  };
  if (key.length <= LONGEST_KEPT) seen.set(key, units);
  return units;
}

const MOST_CONTEXTS = 16;
const looksKept = kept(looksLikeUnit);
const byDirectory = new WeakMap<Directory, Map<string, Units>>();

function contextsOf(directory: Directory): Map<string, Units> {
  const known = byDirectory.get(directory);
  if (known) return known;
  const seen = new Map<string, Units>();
  byDirectory.set(directory, seen);
  return seen;
}

/** Ends of names by what stands up to the next separator: no name in a directory holds one. */
function endsKept(ask: (text: string, at: number) => number): (text: string, at: number) => number {
  const lengths = kept((stretch) => ask(stretch, 0));
  return (text, at) => {
    const last = Math.min(text.length, at + LONGEST_KEPT);
    let to = at;
    while (to < last && !isSeparator(text.charCodeAt(to))) to++;
    if (to === last && to < text.length) return ask(text, at);
    const length = lengths(text.slice(at, to));
    return length < 0 ? -1 : at + length;
  };
}
